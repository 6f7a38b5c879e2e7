//! The order-by operator.

use super::{Frames, Machine, Next, filter::tuple_env, operators::compare_text};
use crate::{
    ast::{Place, Term},
    env::Env,
    error::{Error, Result},
    value::Value,
};
use asl_json::Json;
use std::{cmp::Ordering, rc::Rc};

/// An order-by clause and how far it is. The keys of a further term are evaluated only if the terms before it leave
/// items equal.
#[derive(Debug)]
pub(crate) struct OrderFrame {
    terms: Vec<Term>,
    place: Place,
    input: Value,
    env: Env,
    /// For each item its keys so far.
    keys: Vec<Vec<Value>>,
    /// The term whose keys are being evaluated.
    term: usize,
    /// The next item to give its key.
    item: usize,
    /// The items in order.
    order: Vec<usize>,
}

impl Machine<'_, '_> {
    /// Begins to order the items of an array or the tuples of a stream.
    pub(super) fn order(&mut self, terms: Vec<Term>, place: Place, input: Value, env: Env) -> Result<Next> {
        let count = input.len();
        if count <= 1 {
            return Ok(Next::Value(input));
        }
        self.order_keys(Box::new(OrderFrame {
            terms,
            place,
            input,
            env,
            keys: vec![Vec::new(); count],
            term: 0,
            item: 0,
            order: (0..count).collect(),
        }))
    }

    fn order_keys(&mut self, mut state: Box<OrderFrame>) -> Result<Next> {
        loop {
            while state.item < state.input.len() {
                let item = state.item;
                let env = match &state.input {
                    Value::Stream(tuples) => tuple_env(&state.env, &tuples[item]),
                    _ => state.env.clone(),
                };
                let expression = state.terms[state.term].expression.clone();
                let context = state.input.item(item);
                if expression.direct == 0 {
                    self.push(Frames::Order(state));
                    return Ok(Next::Eval(expression, context, env));
                }
                let key = self.direct(&expression, &context, &env)?;
                state.keys[item].push(key);
                state.item += 1;
            }
            let order = std::mem::take(&mut state.order);
            let OrderFrame { terms, keys, place, .. } = &*state;
            let sorted = self.merge_sort(order, &mut |a, b| compare(terms, &keys[a], &keys[b], *place))?;
            let ties = sorted
                .windows(2)
                .any(|pair| matches!(compare(terms, &keys[pair[0]], &keys[pair[1]], *place), Ok(Ordering::Equal)));
            state.order = sorted;
            state.term += 1;
            if !ties || state.term == state.terms.len() {
                break;
            }
            state.item = 0;
        }
        if let Value::Stream(tuples) = &state.input {
            let sorted = state.order.iter().map(|index| tuples[*index].clone()).collect();
            return Ok(Next::Value(Value::Stream(Rc::new(sorted))));
        }
        let sorted = state.order.iter().map(|index| state.input.item(*index)).collect();
        self.list(sorted, 0).map(Next::Value)
    }

    pub(super) fn order_resume(&mut self, mut state: Box<OrderFrame>, key: Value) -> Result<Next> {
        let item = state.item;
        state.keys[item].push(key);
        state.item += 1;
        self.order_keys(state)
    }

    /// Sorts stably: the halves first, then both as one, as the reference does it.
    pub fn merge_sort(
        &mut self,
        mut items: Vec<usize>,
        compare: &mut dyn FnMut(usize, usize) -> Result<Ordering>,
    ) -> Result<Vec<usize>> {
        if items.len() <= 1 {
            return Ok(items);
        }
        let right = items.split_off(items.len() / 2);
        let left = self.merge_sort(items, compare)?;
        let right = self.merge_sort(right, compare)?;
        self.budget.spend(left.len() + right.len())?;
        let mut merged = Vec::with_capacity(left.len() + right.len());
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            if compare(*a, *b)? == Ordering::Greater {
                merged.extend(right.next());
            } else {
                merged.extend(left.next());
            }
        }
        merged.extend(left);
        merged.extend(right);
        Ok(merged)
    }
}

/// Compares the keys of two items; nothing comes last in either direction.
fn compare(terms: &[Term], a: &[Value], b: &[Value], place: Place) -> Result<Ordering> {
    for ((term, a), b) in terms.iter().zip(a).zip(b) {
        let order = match (a, b) {
            (Value::Undefined, Value::Undefined) => continue,
            (Value::Undefined, _) => return Ok(Ordering::Greater),
            (_, Value::Undefined) => return Ok(Ordering::Less),
            (Value::Json(Json::Number(a)), Value::Json(Json::Number(b))) => {
                a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal)
            }
            (Value::Json(Json::String(a)), Value::Json(Json::String(b))) => compare_text(a, b),
            _ => return Err(mismatch(a, b).at(place)),
        };
        match order {
            Ordering::Equal => {}
            order if term.descending => return Ok(order.reverse()),
            order => return Ok(order),
        }
    }
    Ok(Ordering::Equal)
}

fn mismatch(a: &Value, b: &Value) -> Box<Error> {
    let orders = |value: &Value| value.as_str().is_some() || value.as_f64().is_some();
    if orders(a) && orders(b) {
        return Error::new("T2007").value(a.to_json()).insert("value2", b.to_json().unwrap_or_default());
    }
    Error::new("T2008").value(if orders(a) { b.to_json() } else { a.to_json() })
}

//! Making arrays, objects and strings, within the limits.

use super::{Frames, Machine, Next, frame};
use crate::{
    ast::Kind,
    error::Result,
    value::{Entries, List, Record, Value},
};
use asl_json::{Json, Map};
use std::rc::Rc;

impl Machine<'_, '_> {
    /// An input that is an array counts as one value.
    pub fn wrap(&mut self, input: Value) -> Result<Value> {
        match input {
            Value::Json(Json::Array(_)) => self.list(vec![input], List::SEQUENCE | List::OUTER),
            Value::List(ref list) if !list.is_sequence() => self.list(vec![input], List::SEQUENCE | List::OUTER),
            other => Ok(other),
        }
    }

    /// Makes an array.
    pub fn list(&mut self, items: Vec<Value>, marks: u8) -> Result<Value> {
        self.budget.take(8 * items.len())?;
        self.budget.spend(1 + items.len() / 8)?;
        let depth = 1 + items.iter().map(Value::depth).max().unwrap_or(0);
        self.budget.check_value_depth(depth)?;
        let functions = items.iter().any(Value::has_functions);
        Ok(Value::List(Rc::new(List { items, marks, functions, depth })))
    }

    /// Makes a sequence: a result whose single item stands for itself.
    pub fn sequence(&mut self, items: Vec<Value>) -> Result<Value> {
        self.list(items, List::SEQUENCE)
    }

    /// Makes an object of entries with different keys.
    pub fn object(&mut self, mut entries: Vec<(Rc<str>, Value)>) -> Result<Value> {
        for (_, value) in &mut entries {
            // Bindings beside values end with their path.
            if let Value::Stream(_) = value {
                *value = self.sequence(value.items().collect())?;
            }
        }
        self.budget.take(entries.iter().map(|(key, _)| 16 + key.len()).sum())?;
        self.budget.spend(12 + 4 * entries.len())?;
        let depth = 1 + entries.iter().map(|(_, value)| value.depth()).max().unwrap_or(0);
        self.budget.check_value_depth(depth)?;
        // A number that is none has no form in JSON, but is one here until the end.
        let plain = |value: &Value| matches!(value, Value::Json(_)) && value.as_f64().is_none_or(f64::is_finite);
        if entries.iter().all(|(_, value)| plain(value)) {
            let entries = entries.into_iter().filter_map(|(key, value)| match value {
                Value::Json(json) => Some((key, json)),
                _ => None,
            });
            return Ok(Value::Json(Json::object(entries.collect::<Map>())));
        }
        let functions = entries.iter().any(|(_, value)| value.has_functions());
        Ok(Value::Record(Rc::new(Record { entries: entries.into_iter().collect::<Entries>(), functions, depth })))
    }

    /// Makes a string.
    pub fn text(&mut self, text: String) -> Result<Value> {
        self.budget.take(text.len())?;
        self.budget.spend_text(text.len())?;
        Ok(Value::string(text))
    }

    pub(super) fn array(&mut self, mut state: Box<frame::ArrayFrame>) -> Result<Next> {
        let node = state.node.clone();
        let Kind::Array(items) = &node.kind else { return Ok(Next::Value(Value::Undefined)) };
        while let Some(item) = items.get(state.next) {
            if item.direct == 0 {
                let next = Next::Eval(item.clone(), state.input.clone(), state.env.clone());
                self.stack.push(Frames::Array(state));
                return Ok(next);
            }
            let value = self.direct(item, &state.input, &state.env)?;
            Self::array_item(&mut state, value);
        }
        let marks = if node.cons_array { List::CONSTRUCTED } else { 0 };
        self.list(state.items, marks).map(Next::Value)
    }

    /// Adds the value of an item: of an array its items, unless a constructor made it.
    pub(super) fn array_item(state: &mut frame::ArrayFrame, value: Value) {
        let is_constructor = match &state.node.kind {
            Kind::Array(items) => matches!(items[state.next].kind, Kind::Array(_)),
            _ => false,
        };
        state.next += 1;
        if value.is_undefined() {
            return;
        }
        if value.is_array() && !is_constructor {
            state.items.extend(value.into_items());
        } else {
            state.items.push(value);
        }
    }
}

/// A sequence of no item is no value and one of one item is that item, unless it is to stay an array.
pub(crate) fn settle(value: Value, keep: bool) -> Value {
    let Value::List(list) = value else { return value };
    if !list.is_sequence() {
        return Value::List(list);
    }
    match list.items.as_slice() {
        [] => Value::Undefined,
        [single] if !keep && list.marks & List::KEEP == 0 => single.clone(),
        _ if keep && list.marks & List::KEEP == 0 => remark(list, List::KEEP),
        _ => Value::List(list),
    }
}

/// The list with a further mark.
pub(crate) fn remark(list: Rc<List>, mark: u8) -> Value {
    let list = match Rc::try_unwrap(list) {
        Ok(list) => List { marks: list.marks | mark, ..list },
        Err(list) => {
            List { items: list.items.clone(), marks: list.marks | mark, functions: list.functions, depth: list.depth }
        }
    };
    Value::List(Rc::new(list))
}

/// All values as one, as `$append` joins them: nothing is left out, items of arrays are items of the whole.
pub(crate) fn append(machine: &mut Machine<'_, '_>, values: Vec<Value>) -> Result<Value> {
    let mut values: Vec<Value> = values.into_iter().filter(|value| !value.is_undefined()).collect();
    if values.len() <= 1 {
        return Ok(values.pop().unwrap_or_default());
    }
    let mut items = Vec::with_capacity(values.len());
    for value in values {
        machine.budget.spend(value.len() / 8)?;
        if value.is_array() { items.extend(value.into_items()) } else { items.push(value) }
    }
    machine.list(items, 0)
}

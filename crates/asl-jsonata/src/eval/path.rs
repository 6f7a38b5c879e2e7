//! Paths: each step is evaluated for each value that the step before it gave.

use super::{Frames, Machine, Next, Which, filter::tuple_env, remark};
use crate::{
    ast::{Kind, Node},
    env::{Env, Tuple},
    error::Result,
    value::{List, Value},
};
use std::rc::Rc;

/// What the value means that a path waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The array constructor that a path starts with.
    First,
    /// The step's value for one input.
    Item,
    /// The ordered input.
    Ordered,
    /// The ordered input behind its stages.
    Staged,
}

/// A path and how far it is.
#[derive(Debug)]
pub(crate) struct PathFrame {
    node: Rc<Node>,
    env: Env,
    phase: Phase,
    step: usize,
    /// The values that the step works on.
    input: Value,
    /// The index of the next of them.
    at: usize,
    results: Vec<Value>,
    /// From the first step with bindings on, values come with them.
    streaming: bool,
    tuples: Option<Rc<Vec<Tuple>>>,
    out: Vec<Tuple>,
}

/// The values of a step as one list: arrays are replaced by their items, unless a constructor made them.
pub(super) fn flatten(results: Vec<Value>) -> Vec<Value> {
    if !results.iter().any(Value::is_array) {
        return results;
    }
    let mut flat = Vec::with_capacity(results.len());
    for result in results {
        if result.is_array() && !result.has_mark(List::CONSTRUCTED) {
            flat.extend(result.into_items());
        } else {
            flat.push(result);
        }
    }
    flat
}

fn steps(node: &Node) -> &[Rc<Node>] {
    match &node.kind {
        Kind::Path(steps) => steps,
        _ => &[],
    }
}

impl Machine<'_, '_> {
    /// Begins a path.
    pub(super) fn path(&mut self, node: &Rc<Node>, input: Value, env: &Env) -> Result<Next> {
        let absolute = steps(node).first().is_some_and(|step| matches!(step.kind, Kind::Variable(..)));
        let input = if input.is_array() && !absolute { input } else { self.sequence(vec![input])? };
        self.path_step(Box::new(PathFrame {
            node: node.clone(),
            env: env.clone(),
            phase: Phase::Item,
            step: 0,
            input,
            at: 0,
            results: Vec::new(),
            streaming: false,
            tuples: None,
            out: Vec::new(),
        }))
    }

    /// Begins the next step, or ends the path.
    fn path_step(&mut self, mut state: Box<PathFrame>) -> Result<Next> {
        let node = state.node.clone();
        let Some(step) = steps(&node).get(state.step) else { return self.path_end(*state) };
        state.streaming |= step.tuple;
        (state.at, state.phase) = (0, Phase::Item);
        if state.step == 0 && step.cons_array {
            state.phase = Phase::First;
            let next = Next::Eval(step.clone(), state.input.clone(), state.env.clone());
            self.push(Frames::Path(state));
            return Ok(next);
        }
        if let Kind::Sort(terms) = &step.kind {
            state.phase = Phase::Ordered;
            let input = match &state.tuples {
                Some(tuples) if state.streaming => Value::Stream(tuples.clone()),
                _ => state.input.clone(),
            };
            let env = state.env.clone();
            let (terms, place) = (terms.clone(), step.place);
            self.push(Frames::Path(state));
            return self.order(terms, place, input, env);
        }
        if state.streaming && state.tuples.is_none() {
            state.tuples = Some(Rc::new(state.input.items().map(Tuple::new).collect()));
        }
        self.path_items(state)
    }

    /// Goes on with the values that the step works on.
    fn path_items(&mut self, mut state: Box<PathFrame>) -> Result<Next> {
        let node = state.node.clone();
        let step = &steps(&node)[state.step];
        loop {
            let (item, env) = match &state.tuples {
                Some(tuples) if state.streaming => match tuples.get(state.at) {
                    Some(tuple) => (tuple.value.clone(), tuple_env(&state.env, tuple)),
                    None => break,
                },
                _ if state.at < state.input.len() => (state.input.item(state.at), state.env.clone()),
                _ => break,
            };
            if step.direct == 0 {
                if !state.streaming && !step.stages.is_empty() {
                    let stages = Frames::Filters(step.clone(), Which::Stages, 0, env.clone());
                    self.push(Frames::Path(state));
                    self.push(stages);
                } else {
                    self.push(Frames::Path(state));
                }
                return Ok(Next::Eval(step.clone(), item, env));
            }
            let value = self.direct(step, &item, &env)?;
            Self::path_item(&mut state, step, value);
        }
        if !state.streaming {
            let results = std::mem::take(&mut state.results);
            let last = state.step + 1 == steps(&node).len();
            let result = self.step_result(results, last)?;
            return self.path_next(state, result);
        }
        let stream = Value::Stream(Rc::new(std::mem::take(&mut state.out)));
        if step.stages.is_empty() {
            return self.path_next(state, stream);
        }
        let env = state.env.clone();
        state.phase = Phase::Staged;
        self.push(Frames::Path(state));
        self.filters(step.clone(), Which::Stages, 0, env, stream)
    }

    /// The values of a step as one. The array that is the only value of the last step stays as it is.
    fn step_result(&mut self, mut results: Vec<Value>, last: bool) -> Result<Value> {
        if last && results.len() == 1 && results[0].is_array() && !results[0].is_sequence() {
            return Ok(results.remove(0));
        }
        let flat = flatten(results);
        self.sequence(flat)
    }

    /// Takes the step's value for one input.
    fn path_item(state: &mut PathFrame, step: &Node, value: Value) {
        let at = state.at;
        state.at += 1;
        if value.is_undefined() {
            return;
        }
        let tuple = match &state.tuples {
            Some(tuples) if state.streaming => &tuples[at],
            _ => return state.results.push(value),
        };
        if let Value::Stream(inner) = &value {
            for other in inner.iter() {
                let mut joined = tuple.clone();
                joined.value = other.value.clone();
                other.bindings.iter().for_each(|(name, value)| joined.bind(name, value.clone()));
                state.out.push(joined);
            }
            return;
        }
        for (index, item) in value.items().enumerate() {
            let mut joined = tuple.clone();
            match &step.focus {
                Some(name) => joined.bind(name, item),
                None => joined.value = item,
            }
            if let Some(name) = &step.index {
                joined.bind(name, Value::number(index as f64));
            }
            if let Some(slot) = &step.ancestor {
                joined.bind(&slot.label.borrow(), tuple.value.clone());
            }
            state.out.push(joined);
        }
    }

    pub(super) fn path_resume(&mut self, mut state: Box<PathFrame>, value: Value) -> Result<Next> {
        let node = state.node.clone();
        let step = &steps(&node)[state.step];
        match state.phase {
            Phase::Item => {
                self.budget.spend(value.len() / 4)?;
                Self::path_item(&mut state, step, value);
                self.path_items(state)
            }
            // Quirk: a variable bound to a constructor that a path starts with hides it: the path goes on with its
            // own input (jsonata-js 2.0.6).
            Phase::First if step.focus.is_some() => {
                let input = state.input.clone();
                self.path_next(state, input)
            }
            // Quirk: what such a constructor is grouped to is no sequence, and has no items to go on with.
            Phase::First if !value.is_undefined() && !value.is_array() => {
                if steps(&node).len() == 1 {
                    return self.path_next(state, value);
                }
                // Quirk: but a text has its characters.
                let mut letter = [0; 4];
                let letters = value
                    .as_str()
                    .map(|text| text.chars().map(|c| Value::string(&*c.encode_utf8(&mut letter))).collect::<Vec<_>>());
                let items = self.sequence(letters.unwrap_or_default())?;
                self.path_next(state, items)
            }
            Phase::Ordered => {
                let value = if state.streaming { Self::ordered_stream(&value, step) } else { value };
                if step.stages.is_empty() {
                    return self.path_next(state, value);
                }
                let env = state.env.clone();
                state.phase = Phase::Staged;
                self.push(Frames::Path(state));
                self.filters(step.clone(), Which::Stages, 0, env, value)
            }
            Phase::First | Phase::Staged => self.path_next(state, value),
        }
    }

    /// What an order-by step makes of values: a stream with their indexes, if they are to be bound.
    fn ordered_stream(value: &Value, step: &Node) -> Value {
        if let Value::Stream(tuples) = value {
            return Value::Stream(tuples.clone());
        }
        let tuples = value.items().enumerate().map(|(index, item)| {
            let mut tuple = Tuple::new(item);
            if let Some(name) = &step.index {
                tuple.bind(name, Value::number(index as f64));
            }
            tuple
        });
        Value::Stream(Rc::new(tuples.collect()))
    }

    /// Goes on with the result of a step. A path ends where nothing is left.
    fn path_next(&mut self, mut state: Box<PathFrame>, result: Value) -> Result<Next> {
        if let Value::Stream(tuples) = &result
            && state.streaming
        {
            state.tuples = Some(tuples.clone());
            state.step += 1;
            return self.path_step(state);
        }
        let ends = result.is_undefined() || result.is_array() && result.len() == 0;
        state.input = result;
        state.step += 1;
        if ends && !state.streaming {
            return self.path_end(*state);
        }
        self.path_step(state)
    }

    fn path_end(&mut self, state: PathFrame) -> Result<Next> {
        let node = &state.node;
        let stream = state.tuples.map(Value::Stream).filter(|_| state.streaming);
        let mut result = match &stream {
            Some(stream) if node.tuple => stream.clone(),
            Some(stream) => self.sequence(stream.items().collect())?,
            None => state.input,
        };
        if node.keep_singleton
            && let Value::List(list) = result
        {
            result = if list.marks & List::CONSTRUCTED != 0 && !list.is_sequence() {
                self.list(vec![Value::List(list)], List::SEQUENCE | List::KEEP)?
            } else {
                remark(list, List::KEEP)
            };
        }
        match &node.group {
            Some(group) => self.group(group, stream.unwrap_or(result), &state.env),
            None => Ok(Next::Value(result)),
        }
    }
}

//! Functions that call a function for each item: map, filter, single, each, sift, reduce, sort.

use super::{Frames, Machine, Next, Site, truth};
use crate::{
    error::{Error, Result},
    value::{Function, Value},
};
use asl_json::Json;
use std::rc::Rc;

/// What is done with what the function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Map,
    Filter,
    Single,
    Each,
    Sift,
}

/// An iteration and how far it is.
#[derive(Debug)]
pub(crate) struct IterateFrame {
    purpose: Purpose,
    function: Option<Rc<Function>>,
    source: Value,
    /// The entries of the source, if it is an object.
    entries: Vec<(Rc<str>, Value)>,
    at: usize,
    out: Vec<Value>,
    kept: Vec<(Rc<str>, Value)>,
    site: Site,
}

/// A reduction and how far it is.
#[derive(Debug)]
pub(crate) struct ReduceFrame {
    function: Rc<Function>,
    items: Value,
    at: usize,
    pub result: Value,
    site: Site,
}

/// A merge sort by a function: runs that are still to be sorted or merged, and the merge at hand.
#[derive(Debug)]
pub(crate) struct SortFrame {
    function: Rc<Function>,
    items: Vec<Value>,
    /// Ranges of items: sort the halves (`false`) or merge them (`true`).
    work: Vec<(usize, usize, bool)>,
    left: usize,
    right: usize,
    merged: Vec<Value>,
    site: Site,
}

/// The arguments for a function that takes the value, its index or key, and the whole.
fn arguments(function: &Function, value: Value, key: Value, whole: &Value) -> Vec<Value> {
    match function.arity() {
        0 | 1 => vec![value],
        2 => vec![value, key],
        _ => vec![value, key, whole.clone()],
    }
}

/// Whether JavaScript takes a value for true.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Undefined | Value::Json(Json::Null | Json::Bool(false)) => false,
        Value::Json(Json::Number(number)) => number.as_f64() != 0.0 && !number.as_f64().is_nan(),
        Value::Json(Json::String(text)) => !text.is_empty(),
        _ => true,
    }
}

impl Machine<'_, '_> {
    /// Begins an iteration over the items of an array or the entries of an object.
    pub fn iterate(
        &mut self,
        purpose: Purpose,
        source: Value,
        function: Option<Rc<Function>>,
        site: Site,
    ) -> Result<Next> {
        let entries = match purpose {
            Purpose::Each | Purpose::Sift => source.entries(),
            Purpose::Map | Purpose::Filter | Purpose::Single => Vec::new(),
        };
        self.iteration(Box::new(IterateFrame {
            purpose,
            function,
            source,
            entries,
            at: 0,
            out: Vec::new(),
            kept: Vec::new(),
            site,
        }))
    }

    fn iteration(&mut self, mut state: Box<IterateFrame>) -> Result<Next> {
        loop {
            let (item, key) = match state.purpose {
                Purpose::Each | Purpose::Sift => match state.entries.get(state.at) {
                    Some((key, value)) => (value.clone(), Value::Json(Json::String(key.clone()))),
                    None => break,
                },
                _ if state.at < state.source.len() => (state.source.item(state.at), Value::number(state.at as f64)),
                _ => break,
            };
            match state.function.clone() {
                None => Self::iterated(&mut state, &Value::bool(true))?,
                Some(function) => {
                    let arguments = arguments(&function, item, key, &state.source);
                    let env = state.site.env.clone();
                    self.push(Frames::Iterate(state));
                    return self.invoke(&function, arguments, &env);
                }
            }
        }
        match state.purpose {
            Purpose::Map | Purpose::Filter | Purpose::Each => self.sequence(state.out).map(Next::Value),
            Purpose::Single => match state.out.pop() {
                Some(found) => Ok(Next::Value(found)),
                None => Err(Error::new("D3139")),
            },
            Purpose::Sift if state.kept.is_empty() => Ok(Next::Value(Value::Undefined)),
            Purpose::Sift => self.object(state.kept).map(Next::Value),
        }
    }

    /// Takes what the function gave for the current item.
    fn iterated(state: &mut IterateFrame, value: &Value) -> Result<()> {
        let at = state.at;
        state.at += 1;
        match state.purpose {
            Purpose::Map | Purpose::Each => {
                if !value.is_undefined() {
                    state.out.push(value.clone());
                }
            }
            Purpose::Filter => {
                if truth(value)? {
                    state.out.push(state.source.item(at));
                }
            }
            Purpose::Single => {
                if truth(value)? {
                    if !state.out.is_empty() {
                        return Err(Error::new("D3138").insert("index", at as i64));
                    }
                    state.out.push(state.source.item(at));
                }
            }
            Purpose::Sift => {
                if truth(value)? {
                    state.kept.push(state.entries[at].clone());
                }
            }
        }
        Ok(())
    }

    pub(super) fn iterate_resume(&mut self, mut state: Box<IterateFrame>, value: Value) -> Result<Next> {
        Self::iterated(&mut state, &value)?;
        self.iteration(state)
    }

    /// Begins a reduction from the left.
    pub fn begin_reduce(&mut self, items: Value, function: Rc<Function>, initial: Value, site: Site) -> Result<Next> {
        if function.arity() < 2 {
            return Err(Error::new("D3050").insert("index", 1));
        }
        let first = initial.is_undefined() && items.len() > 0;
        let result = if first { items.item(0) } else { initial };
        self.reduce(Box::new(ReduceFrame { function, items, at: usize::from(first), result, site }))
    }

    pub(super) fn reduce(&mut self, mut state: Box<ReduceFrame>) -> Result<Next> {
        if state.at >= state.items.len() {
            return Ok(Next::Value(state.result));
        }
        let at = state.at;
        state.at += 1;
        let mut arguments = vec![std::mem::take(&mut state.result), state.items.item(at)];
        if state.function.arity() >= 3 {
            arguments.push(Value::number(at as f64));
        }
        if state.function.arity() >= 4 {
            arguments.push(state.items.clone());
        }
        let (function, env) = (state.function.clone(), state.site.env.clone());
        self.push(Frames::Reduce(state));
        self.invoke(&function, arguments, &env)
    }

    /// Begins to sort by a function that tells whether its first argument belongs behind its second.
    pub fn begin_sort(&mut self, items: Vec<Value>, function: Rc<Function>, site: Site) -> Result<Next> {
        let work = vec![(0, items.len(), false)];
        self.sort_step(Box::new(SortFrame { function, items, work, left: 0, right: 0, merged: Vec::new(), site }))
    }

    /// Sorts on until the next two items are to be compared.
    fn sort_step(&mut self, mut state: Box<SortFrame>) -> Result<Next> {
        while let Some((from, to, merging)) = state.work.pop() {
            let middle = from + (to - from) / 2;
            if !merging {
                if to - from > 1 {
                    // The last is done first: the left half, the right half, then both as one.
                    state.work.extend([(from, to, true), (middle, to, false), (from, middle, false)]);
                }
                continue;
            }
            if state.merged.is_empty() && state.left <= from {
                (state.left, state.right) = (from, middle);
            }
            if state.left < middle && state.right < to {
                state.work.push((from, to, true));
                let arguments = vec![state.items[state.left].clone(), state.items[state.right].clone()];
                let (function, env) = (state.function.clone(), state.site.env.clone());
                self.push(Frames::SortBy(state));
                return self.invoke(&function, arguments, &env);
            }
            let SortFrame { items, merged, left, right, .. } = &mut *state;
            merged.extend_from_slice(&items[*left..middle]);
            merged.extend_from_slice(&items[*right..to]);
            self.budget.spend(to - from)?;
            items[from..to].clone_from_slice(merged);
            merged.clear();
            (*left, *right) = (0, 0);
        }
        self.list(state.items, 0).map(Next::Value)
    }

    pub(super) fn sort_resume(&mut self, mut state: Box<SortFrame>, swap: &Value) -> Result<Next> {
        let at = if is_truthy(swap) { &mut state.right } else { &mut state.left };
        let index = *at;
        *at += 1;
        let item = state.items[index].clone();
        state.merged.push(item);
        self.sort_step(state)
    }
}

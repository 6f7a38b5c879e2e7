//! Grouping, and object constructors, which group their context.

use super::{Frames, Machine, Next, append, filter::tuple_env};
use crate::{
    ast::Group,
    env::{Env, Tuple},
    error::{Error, Result},
    value::Value,
};
use asl_json::KeyHasher;
use indexmap::IndexMap;
use std::{hash::BuildHasherDefault, rc::Rc};

/// What is known of one key: the pair that made it, and the items that have it.
#[derive(Debug)]
struct Bucket {
    pair: usize,
    items: Vec<usize>,
}

/// A grouping and how far it is: first the keys of all items, then the value of each key.
#[derive(Debug)]
pub(crate) struct GroupFrame {
    group: Rc<Group>,
    input: Value,
    env: Env,
    item: usize,
    pair: usize,
    buckets: IndexMap<Rc<str>, Bucket, BuildHasherDefault<KeyHasher>>,
    /// The next bucket whose value is evaluated, once the keys are there.
    bucket: Option<usize>,
    entries: Vec<(Rc<str>, Value)>,
}

impl Machine<'_, '_> {
    /// Begins a grouping of a value, of the items of an array, or of the tuples of a stream.
    pub(super) fn group(&mut self, group: &Rc<Group>, input: Value, env: &Env) -> Result<Next> {
        // An empty array counts as one item without a value, so that literal objects can be made of it.
        let empty = input.is_array() && input.len() == 0;
        self.group_keys(Box::new(GroupFrame {
            group: group.clone(),
            input: if empty { Value::Undefined } else { input },
            env: env.clone(),
            item: 0,
            pair: 0,
            buckets: IndexMap::default(),
            bucket: None,
            entries: Vec::new(),
        }))
    }

    fn group_keys(&mut self, mut state: Box<GroupFrame>) -> Result<Next> {
        let group = state.group.clone();
        while state.item < state.input.len() {
            let Some((key, _)) = group.pairs.get(state.pair) else {
                state.item += 1;
                state.pair = 0;
                continue;
            };
            let item = state.input.item(state.item);
            let env = match &state.input {
                Value::Stream(tuples) => tuple_env(&state.env, &tuples[state.item]),
                _ => state.env.clone(),
            };
            if key.direct == 0 {
                self.push(Frames::Group(state));
                return Ok(Next::Eval(key.clone(), item, env));
            }
            let key = self.direct(key, &item, &env)?;
            Self::group_key(&mut state, key)?;
        }
        state.bucket = Some(0);
        self.group_values(state)
    }

    /// Takes the key of the current item and pair.
    fn group_key(state: &mut GroupFrame, key: Value) -> Result<()> {
        let (item, pair) = (state.item, state.pair);
        state.pair += 1;
        let Some(name) = key.as_str() else {
            if key.is_undefined() {
                return Ok(());
            }
            return Err(Error::new("T1003").at(state.group.place).value(key.to_json()));
        };
        let bucket = state.buckets.entry(name.clone()).or_insert_with(|| Bucket { pair, items: Vec::new() });
        if bucket.pair != pair {
            return Err(Error::new("D1009").at(state.group.place).value(key.to_json()));
        }
        bucket.items.push(item);
        Ok(())
    }

    fn group_values(&mut self, mut state: Box<GroupFrame>) -> Result<Next> {
        let group = state.group.clone();
        loop {
            let index = state.bucket.unwrap_or(0);
            let Some((key, bucket)) = state.buckets.get_index(index) else {
                return self.object(state.entries).map(Next::Value);
            };
            self.budget.spend(1)?;
            let node = &group.pairs[bucket.pair].1;
            let (context, env) = match &state.input {
                Value::Stream(tuples) => {
                    let tuple = self.reduce_tuples(tuples, &bucket.items)?;
                    let env = tuple_env(&state.env, &tuple);
                    (tuple.value, env)
                }
                input => {
                    let items = bucket.items.iter().map(|item| input.item(*item)).collect();
                    (append(self, items)?, state.env.clone())
                }
            };
            if node.direct == 0 {
                self.push(Frames::Group(state));
                return Ok(Next::Eval(node.clone(), context, env));
            }
            let value = self.direct(node, &context, &env)?;
            if !value.is_undefined() {
                state.entries.push((key.clone(), value));
            }
            state.bucket = Some(index + 1);
        }
    }

    pub(super) fn group_resume(&mut self, mut state: Box<GroupFrame>, value: Value) -> Result<Next> {
        let Some(index) = state.bucket else {
            Self::group_key(&mut state, value)?;
            return self.group_keys(state);
        };
        if let (Some((key, _)), false) = (state.buckets.get_index(index), value.is_undefined()) {
            state.entries.push((key.clone(), value));
        }
        state.bucket = Some(index + 1);
        self.group_values(state)
    }

    /// Several tuples as one: what they bind to the same name is appended.
    fn reduce_tuples(&mut self, tuples: &[Tuple], items: &[usize]) -> Result<Tuple> {
        let first = &tuples[items[0]];
        if items.len() == 1 {
            return Ok(first.clone());
        }
        let mut names: Vec<&Rc<str>> = Vec::new();
        for item in items {
            for (name, _) in &tuples[*item].bindings {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let value = append(self, items.iter().map(|item| tuples[*item].value.clone()).collect())?;
        let mut reduced = Tuple::new(value);
        for name in names {
            let values = items.iter().filter_map(|item| {
                tuples[*item].bindings.iter().find(|(bound, _)| bound == name).map(|(_, value)| value.clone())
            });
            let values = values.collect();
            reduced.bindings.push((name.clone(), append(self, values)?));
        }
        Ok(reduced)
    }
}

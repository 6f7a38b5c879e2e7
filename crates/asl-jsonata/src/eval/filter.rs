//! Predicates, and a look into values: names, wildcards, descendants.

use super::{Frames, Machine, Next, Which, operators::numeric, settle, truth};
use crate::{
    ast::{Kind, Node, Stage},
    env::{Env, Frame, Tuple},
    error::Result,
    value::Value,
};
use asl_json::Json;
use std::rc::Rc;

/// A filter and the items it has judged.
#[derive(Debug)]
pub(crate) struct FilterFrame {
    predicate: Rc<Node>,
    input: Value,
    env: Env,
    at: usize,
    kept: Vec<usize>,
}

impl FilterFrame {
    /// Takes the value of the predicate for the current item: numbers are indexes, anything else is true or false.
    pub fn judge(&mut self, value: &Value) -> Result<()> {
        let count = self.input.len() as f64;
        let here = self.at as f64;
        let mut indexes = Vec::new();
        let mut numbers = value.is_array() || value.as_f64().is_some_and(|number| !number.is_nan());
        if numbers {
            for item in value.items() {
                let Some(number) = numeric(&item)? else {
                    numbers = false;
                    break;
                };
                indexes.push(number);
            }
        }
        if numbers {
            for index in indexes {
                let index = index.floor();
                if here == if index < 0.0 { count + index } else { index } {
                    self.kept.push(self.at);
                }
            }
        } else if truth(value)? {
            self.kept.push(self.at);
        }
        self.at += 1;
        Ok(())
    }
}

fn stages(node: &Node, which: Which) -> &[Stage] {
    match which {
        Which::Predicates => &node.predicates,
        Which::Stages => &node.stages,
    }
}

/// A frame with the bindings of a tuple.
pub(super) fn tuple_env(env: &Env, tuple: &Tuple) -> Env {
    Frame::new(env, tuple.bindings.clone())
}

impl Machine<'_, '_> {
    /// Applies the filters of a node from the given one on.
    pub(super) fn filters(
        &mut self,
        node: Rc<Node>,
        which: Which,
        mut next: usize,
        env: Env,
        mut value: Value,
    ) -> Result<Next> {
        while let Some(stage) = stages(&node, which).get(next) {
            next += 1;
            let predicate = match stage {
                Stage::Filter(predicate) => predicate.clone(),
                Stage::Index(name) => {
                    if let Value::Stream(tuples) = &mut value {
                        for (index, tuple) in Rc::make_mut(tuples).iter_mut().enumerate() {
                            tuple.bind(name, Value::number(index as f64));
                        }
                    }
                    continue;
                }
            };
            if let Kind::Literal(Json::Number(number)) = &predicate.kind {
                value = self.pick(&value, number.as_f64())?;
                continue;
            }
            let filter = Box::new(FilterFrame { predicate, input: value, env: env.clone(), at: 0, kept: Vec::new() });
            if next < stages(&node, which).len() {
                self.push(Frames::Filters(node, which, next, env));
            }
            return self.filter(filter);
        }
        Ok(Next::Value(value))
    }

    /// The item of an index; from the end if it is negative.
    fn pick(&mut self, input: &Value, index: f64) -> Result<Value> {
        let index = index.floor();
        let index = if index < 0.0 { input.len() as f64 + index } else { index };
        if let Value::Stream(tuples) = input {
            let there = index >= 0.0 && index < tuples.len() as f64;
            let picked = if there { vec![tuples[index as usize].clone()] } else { Vec::new() };
            return Ok(Value::Stream(Rc::new(picked)));
        }
        if index < 0.0 || index >= input.len() as f64 {
            return self.sequence(Vec::new());
        }
        let item = input.item(index as usize);
        if item.is_undefined() {
            return self.sequence(Vec::new());
        }
        if item.is_array() { Ok(item) } else { self.sequence(vec![item]) }
    }

    pub(super) fn filter(&mut self, mut state: Box<FilterFrame>) -> Result<Next> {
        let predicate = state.predicate.clone();
        while state.at < state.input.len() {
            let context = state.input.item(state.at);
            let bound;
            let env = match &state.input {
                Value::Stream(tuples) => {
                    bound = tuple_env(&state.env, &tuples[state.at]);
                    &bound
                }
                _ => &state.env,
            };
            if predicate.direct == 0 {
                let next = Next::Eval(predicate, context, env.clone());
                self.push(Frames::Filter(state));
                return Ok(next);
            }
            let value = self.direct(&predicate, &context, env)?;
            state.judge(&value)?;
        }
        if let Value::Stream(tuples) = &state.input {
            let kept = state.kept.iter().map(|index| tuples[*index].clone()).collect();
            return Ok(Next::Value(Value::Stream(Rc::new(kept))));
        }
        let kept = state.kept.iter().map(|index| state.input.item(*index)).collect();
        self.sequence(kept).map(Next::Value)
    }

    /// The values of a key: of an object, or of all objects in an array.
    pub fn lookup(&mut self, input: &Value, key: &str) -> Result<Value> {
        if !input.is_array() {
            return Ok(input.get(key));
        }
        let mut found = Vec::new();
        self.collect(input, key, &mut found)?;
        self.sequence(found)
    }

    fn collect(&mut self, input: &Value, key: &str, found: &mut Vec<Value>) -> Result<()> {
        self.budget.spend(1 + input.len() / 4)?;
        for item in input.items() {
            if item.is_array() {
                self.collect(&item, key, found)?;
                continue;
            }
            let value = item.get(key);
            if value.is_array() {
                found.extend(value.into_items());
            } else if !value.is_undefined() {
                found.push(value);
            }
        }
        Ok(())
    }

    /// `*`: the values of an object or the items of an array; arrays among them are flattened.
    pub(super) fn wildcard(&mut self, input: &Value) -> Result<Value> {
        let input = input.unwrapped();
        let values: Vec<Value> = if input.is_array() {
            input.items().collect()
        } else {
            input.entries().into_iter().map(|(_, value)| value).collect()
        };
        let mut found = Vec::new();
        let mut sequence = true;
        for value in values {
            // Quirk: joined with an array, the result is no sequence any more (jsonata-js 2.0.6).
            sequence &= !value.is_array();
            self.flatten(&value, &mut found)?;
        }
        if sequence { self.sequence(found) } else { self.list(found, 0) }
    }

    fn flatten(&mut self, value: &Value, found: &mut Vec<Value>) -> Result<()> {
        self.budget.spend(1)?;
        if !value.is_array() {
            found.push(value.clone());
            return Ok(());
        }
        value.items().try_for_each(|item| self.flatten(&item, found))
    }

    /// `**`: the value and all values below it, without arrays.
    pub(super) fn descendants(&mut self, input: &Value) -> Result<Value> {
        if input.is_undefined() {
            return Ok(Value::Undefined);
        }
        let mut found = Vec::new();
        self.descend(input, &mut found)?;
        self.sequence(found).map(|value| settle(value, false))
    }

    fn descend(&mut self, input: &Value, found: &mut Vec<Value>) -> Result<()> {
        self.budget.spend(1)?;
        if input.is_array() {
            return input.items().try_for_each(|item| self.descend(&item, found));
        }
        found.push(input.clone());
        input.entries().iter().try_for_each(|(_, value)| self.descend(value, found))
    }
}

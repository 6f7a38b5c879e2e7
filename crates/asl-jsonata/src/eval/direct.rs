//! Expressions that need no stack: variables, paths of plain names, and operators on them, a few levels high.

use super::{Machine, operators, settle, truth};
use crate::{
    ast::{Kind, Node, Operator},
    env::Env,
    error::Result,
    value::{List, Value},
};
use asl_json::Json;
use std::rc::Rc;

impl Machine<'_, '_> {
    /// Evaluates a node whose `direct` height says that it may be done by plain recursion.
    pub fn direct(&mut self, node: &Rc<Node>, input: &Value, env: &Env) -> Result<Value> {
        self.budget.spend(1)?;
        self.budget.check_depth(self.depth + node.direct).map_err(|error| error.at(node.place))?;
        match &node.kind {
            Kind::Path(steps) => self.plain_path(steps, input, env),
            Kind::Binary(operator @ (Operator::And | Operator::Or), left, right) => {
                let left = self.direct(left, input, env)?;
                let left = truth(&left).map_err(|error| operators::at_operator(node, error))?;
                if left == (*operator == Operator::Or) {
                    return Ok(Value::bool(left));
                }
                let right = self.direct(right, input, env).and_then(|right| truth(&right));
                right.map(Value::bool).map_err(|error| operators::at_operator(node, error))
            }
            Kind::Binary(operator, left, right) => {
                let left = self.direct(left, input, env)?;
                let right = self.direct(right, input, env)?;
                self.binary(*operator, node.place, &left, &right).map(|value| settle(value, false))
            }
            Kind::Negate(operand) => {
                let operand = self.direct(operand, input, env)?;
                Self::negate(node.place, &operand)
            }
            Kind::Condition(condition, then, otherwise) => {
                let condition = self.direct(condition, input, env)?;
                match (truth(&condition)?, otherwise) {
                    (true, _) => self.direct(then, input, env),
                    (false, Some(otherwise)) => self.direct(otherwise, input, env),
                    (false, None) => Ok(Value::Undefined),
                }
            }
            _ => self.leaf(node, input, env).map(|value| settle(value, false)),
        }
    }

    /// Evaluates a path of names and variables, without predicates or bindings.
    fn plain_path(&mut self, steps: &[Rc<Node>], input: &Value, env: &Env) -> Result<Value> {
        let absolute = steps.first().is_some_and(|step| matches!(step.kind, Kind::Variable(..)));
        // One value, or the items of a sequence.
        let mut one = input.clone();
        let mut many: Option<Vec<Value>> = None;
        if input.is_array() && !absolute {
            many = Some(input.items().collect());
        }
        for (index, step) in steps.iter().enumerate() {
            let last = index + 1 == steps.len();
            let Some(values) = many.take() else {
                let value = self.step_value(step, &one, env)?;
                if value.is_undefined() {
                    return Ok(value);
                }
                if value.is_array() && !value.has_mark(List::CONSTRUCTED) {
                    if last && !value.is_sequence() {
                        return Ok(value);
                    }
                    let items = value.into_items();
                    if items.is_empty() {
                        return Ok(Value::Undefined);
                    }
                    many = Some(items);
                } else {
                    one = value;
                }
                continue;
            };
            self.budget.spend(values.len())?;
            let mut results = Vec::new();
            for value in &values {
                let value = self.step_value(step, value, env)?;
                if !value.is_undefined() {
                    results.push(value);
                }
            }
            if last && results.len() == 1 && results[0].is_array() && !results[0].is_sequence() {
                return Ok(results.remove(0));
            }
            let flat = super::path::flatten(results);
            if flat.is_empty() {
                return Ok(Value::Undefined);
            }
            many = Some(flat);
        }
        match many {
            None => Ok(one),
            Some(items) => self.sequence(items).map(|value| settle(value, false)),
        }
    }

    fn step_value(&mut self, step: &Rc<Node>, input: &Value, env: &Env) -> Result<Value> {
        if let (Kind::Name(name), Value::Json(Json::Object(object))) = (&step.kind, input) {
            return Ok(object.get(name).cloned().map_or(Value::Undefined, Value::Json));
        }
        self.leaf(step, input, env).map(|value| settle(value, false))
    }
}

//! Operators on two values, and the truth of one.

use super::{Frames, Machine, Next};
use crate::{
    ast::Kind,
    ast::{Node, Operator, Place},
    env::Env,
    error::{Error, Result},
    functions::text::to_text,
    value::{FunctionKind, List, Value},
};
use asl_json::Json;
use std::{cmp::Ordering, rc::Rc};

/// The most items that `[1..n]` may make.
const MAX_RANGE: f64 = 1e7;

/// Whether a value counts as true: no empty text, zero, `null`, empty array or object; nor no value.
pub(crate) fn truth(value: &Value) -> Result<bool> {
    Ok(match value {
        Value::Undefined | Value::Json(Json::Null) => false,
        Value::Json(Json::Bool(value)) => *value,
        Value::Json(Json::Number(_)) => numeric(value)?.is_some_and(|number| number != 0.0),
        Value::Json(Json::String(text)) => !text.is_empty(),
        Value::Json(Json::Object(object)) => !object.is_empty(),
        Value::Record(_) => true,
        Value::Json(Json::Array(_)) | Value::List(_) | Value::Stream(_) => {
            for item in value.items() {
                if truth(&item)? {
                    return Ok(true);
                }
            }
            false
        }
        // Quirk: a function is false when it is passed on, and true where it is written (jsonata-js 2.0.6).
        Value::Function(function) => {
            !matches!(function.kind, FunctionKind::Passed(_) | FunctionKind::Regex(_) | FunctionKind::NextMatch(..))
        }
    })
}

/// The number, if the value is one; `D1001` for an infinite one.
pub(crate) fn numeric(value: &Value) -> Result<Option<f64>> {
    match value.as_f64() {
        Some(number) if number.is_infinite() => Err(Error::new("D1001").value(Some(Json::Null))),
        Some(number) if number.is_nan() => Ok(None),
        other => Ok(other),
    }
}

/// Compares texts by their UTF-16 units, as JavaScript does.
pub(crate) fn compare_text(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// Gives an error the place and the name of an operator.
pub(super) fn at_operator(node: &Node, error: Box<Error>) -> Box<Error> {
    match &node.kind {
        Kind::Binary(operator, ..) => error.at(node.place).token(operator.text()),
        _ => error,
    }
}

impl Machine<'_, '_> {
    /// The left operand is there: the right one is next, unless the left one decides.
    pub(super) fn left(
        &mut self,
        node: Rc<Node>,
        operator: Operator,
        input: Value,
        env: Env,
        left: Value,
    ) -> Result<Next> {
        let Kind::Binary(_, _, right) = &node.kind else { return Ok(Next::Value(left)) };
        let right = right.clone();
        if matches!(operator, Operator::And | Operator::Or) {
            let truth = truth(&left).map_err(|error| at_operator(&node, error))?;
            if truth == (operator == Operator::Or) {
                return Ok(Next::Value(Value::bool(truth)));
            }
            self.push(Frames::RightTruth(node));
        } else {
            self.push(Frames::Right(node, operator, left));
        }
        Ok(Next::Eval(right, input, env))
    }

    /// Applies an operator; an error names it.
    pub(super) fn binary(&mut self, operator: Operator, place: Place, a: &Value, b: &Value) -> Result<Value> {
        self.operate(operator, a, b).map_err(|error| error.at(place).token(operator.text()))
    }

    fn operate(&mut self, operator: Operator, a: &Value, b: &Value) -> Result<Value> {
        match operator {
            Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Remainder => {
                arithmetic(operator, a, b)
            }
            Operator::Equal | Operator::NotEqual => {
                if a.is_undefined() || b.is_undefined() {
                    return Ok(Value::bool(false));
                }
                self.budget.spend(a.len().min(b.len()) / 4)?;
                Ok(Value::bool(a.equals(b) == (operator == Operator::Equal)))
            }
            Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => {
                comparison(operator, a, b)
            }
            Operator::Concat => self.concat(a, b),
            Operator::Range => self.range(a, b),
            Operator::In => self.includes(a, b),
            Operator::And | Operator::Or => Ok(Value::Undefined),
        }
    }

    pub(super) fn negate(place: Place, operand: &Value) -> Result<Value> {
        if operand.is_undefined() {
            return Ok(Value::Undefined);
        }
        match numeric(operand)? {
            Some(number) => Ok(Value::number(-number)),
            None => Err(Error::new("D1002").at(place).token("-").value(operand.to_json())),
        }
    }

    fn concat(&mut self, a: &Value, b: &Value) -> Result<Value> {
        let (a, b) = (to_text(self, a)?, to_text(self, b)?);
        self.budget.take(a.len() + b.len())?;
        self.budget.spend_text(a.len() + b.len())?;
        Ok(Value::string([&*a, &*b].concat()))
    }

    fn range(&mut self, a: &Value, b: &Value) -> Result<Value> {
        let integer = |value: &Value, code| match value.as_f64() {
            _ if value.is_undefined() => Ok(None),
            Some(number) if number.is_finite() && number.fract() == 0.0 => Ok(Some(number)),
            _ => Err(Error::new(code).value(value.to_json())),
        };
        let (Some(from), Some(to)) = (integer(a, "T2003")?, integer(b, "T2004")?) else {
            return Ok(Value::Undefined);
        };
        if from > to {
            return Ok(Value::Undefined);
        }
        let size = to - from + 1.0;
        if size > MAX_RANGE {
            return Err(Error::new("D2014").value(Some(Json::float(size))));
        }
        self.budget.take(8 * size as usize)?;
        self.budget.spend(size as usize / 4)?;
        let items = (0..size as usize).map(|index| Value::number(from + index as f64)).collect();
        Ok(Value::List(Rc::new(List { items, marks: List::SEQUENCE, functions: false, depth: 1 })))
    }

    fn includes(&mut self, a: &Value, b: &Value) -> Result<Value> {
        if a.is_undefined() || b.is_undefined() {
            return Ok(Value::bool(false));
        }
        self.budget.spend(b.len() / 4)?;
        Ok(Value::bool(b.items().any(|item| item.same(a))))
    }
}

fn arithmetic(operator: Operator, a: &Value, b: &Value) -> Result<Value> {
    let number = |value: &Value, code| match numeric(value)? {
        None if !value.is_undefined() => Err(Error::new(code).value(value.to_json())),
        other => Ok(other),
    };
    let (a, b) = (number(a, "T2001")?, number(b, "T2002")?);
    let (Some(a), Some(b)) = (a, b) else { return Ok(Value::Undefined) };
    Ok(Value::number(match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide => a / b,
        _ => a % b,
    }))
}

fn comparison(operator: Operator, a: &Value, b: &Value) -> Result<Value> {
    let comparable = |value: &Value| value.is_undefined() || value.as_str().is_some() || value.as_f64().is_some();
    if !comparable(a) || !comparable(b) {
        let wrong = if a.is_undefined() || !comparable(a) { a } else { b };
        return Err(Error::new("T2010").value(wrong.to_json()));
    }
    let order = match (a, b) {
        (Value::Undefined, _) | (_, Value::Undefined) => return Ok(Value::Undefined),
        (Value::Json(Json::String(a)), Value::Json(Json::String(b))) => Some(compare_text(a, b)),
        (Value::Json(Json::Number(a)), Value::Json(Json::Number(b))) => a.as_f64().partial_cmp(&b.as_f64()),
        _ => {
            let error = Error::new("T2009").value(a.to_json());
            return Err(error.insert("value2", b.to_json().unwrap_or_default()));
        }
    };
    Ok(Value::bool(match operator {
        Operator::Less => order == Some(Ordering::Less),
        Operator::LessEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Operator::Greater => order == Some(Ordering::Greater),
        _ => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }))
}

//! Functions on arrays.

use crate::{
    error::Result,
    eval::{self, Machine},
    value::{List, Value},
};
use asl_json::Json;
use std::{collections::BTreeSet, rc::Rc};

pub(super) fn count(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let array = &arguments[0];
    Ok(Value::number(if array.is_undefined() { 0.0 } else { array.len() as f64 }))
}

pub(super) fn zip(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let lengths = arguments.iter().map(|array| if array.is_array() { array.len() } else { 0 });
    let length = lengths.min().unwrap_or(0);
    machine.budget.spend(length * arguments.len())?;
    let mut out = Vec::with_capacity(length);
    for index in 0..length {
        let tuple = arguments.iter().map(|array| array.item(index)).collect();
        out.push(machine.list(tuple, 0)?);
    }
    machine.list(out, 0)
}

pub(super) fn append(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    eval::append(machine, arguments.to_vec())
}

pub(super) fn reverse(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let array = &arguments[0];
    if array.is_undefined() || array.len() <= 1 {
        return Ok(array.clone());
    }
    let mut items: Vec<Value> = array.items().collect();
    items.reverse();
    machine.list(items, 0)
}

pub(super) fn shuffle(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let array = &arguments[0];
    if array.is_undefined() || array.len() <= 1 {
        return Ok(array.clone());
    }
    machine.budget.spend(array.len())?;
    let mut out: Vec<Value> = Vec::with_capacity(array.len());
    for (index, item) in array.items().enumerate() {
        let at = (super::aws::unit(machine) * (index + 1) as f64).floor() as usize;
        out.push(item);
        out.swap(index, at.min(index));
    }
    machine.list(out, 0)
}

pub(super) fn distinct(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let array = &arguments[0];
    if !array.is_array() || array.len() <= 1 {
        return Ok(array.clone());
    }
    let (mut texts, mut numbers) = (BTreeSet::<Rc<str>>::new(), BTreeSet::<u64>::new());
    let (mut others, mut out) = (Vec::<Value>::new(), Vec::new());
    for item in array.items() {
        machine.budget.spend(1 + others.len() / 4)?;
        let new = match &item {
            Value::Json(Json::String(text)) => texts.insert(text.clone()),
            Value::Json(Json::Number(number)) => {
                let number = number.as_f64();
                // Zero is one number, whatever its sign.
                numbers.insert(if number == 0.0 { 0 } else { number.to_bits() })
            }
            other => {
                let new = !others.iter().any(|seen| seen.equals(other));
                if new {
                    others.push(other.clone());
                }
                new
            }
        };
        if new {
            out.push(item);
        }
    }
    machine.list(out, if array.is_sequence() { List::SEQUENCE } else { 0 })
}

//! Functions on arrays.

use crate::{
    error::Result,
    eval::{self, Machine},
    value::{List, Value},
};
use asl_json::KeyHasher;
use std::{collections::BTreeMap, hash::Hasher};

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
    let mut seen: BTreeMap<u64, Vec<Value>> = BTreeMap::new();
    let mut out = Vec::new();
    for item in array.items() {
        let alike = seen.entry(fingerprint(machine, &item)?).or_default();
        machine.budget.spend(8 + alike.len())?;
        if !alike.iter().any(|other| other.equals(&item)) {
            alike.push(item.clone());
            out.push(item);
        }
    }
    machine.list(out, if array.is_sequence() { List::SEQUENCE } else { 0 })
}

/// A number that equal values share.
fn fingerprint(machine: &mut Machine<'_, '_>, value: &Value) -> Result<u64> {
    let mut hasher = KeyHasher::default();
    if value.is_array() {
        machine.budget.spend(value.len())?;
        for item in value.items() {
            hasher.write_u64(fingerprint(machine, &item)?);
        }
        return Ok(hasher.finish() ^ 1);
    }
    if value.is_object() {
        // The order of keys does not matter.
        let mut sum = 2u64;
        for (key, value) in value.entries() {
            machine.budget.spend(4)?;
            let mut hasher = KeyHasher::default();
            hasher.write(key.as_bytes());
            hasher.write_u64(fingerprint(machine, &value)?);
            sum = sum.wrapping_add(hasher.finish());
        }
        return Ok(sum);
    }
    if let Some(text) = value.as_str() {
        machine.budget.spend_text(text.len())?;
        hasher.write(text.as_bytes());
    } else if let Some(number) = value.as_f64() {
        // Zero is one number, whatever its sign.
        hasher.write_u64(if number == 0.0 { 0 } else { number.to_bits() });
    }
    Ok(hasher.finish())
}

//! Functions on objects and on values of any type.

use super::text::string_of;
use crate::{
    error::{Error, Result},
    eval::{Machine, append, deep_copy, numeric, truth},
    value::{Entries, Value},
};
use asl_json::Json;
use std::rc::Rc;

pub(super) fn boolean(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    if arguments[0].is_undefined() {
        return Ok(Value::Undefined);
    }
    truth(&arguments[0]).map(Value::bool)
}

pub(super) fn not(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    if arguments[0].is_undefined() {
        return Ok(Value::Undefined);
    }
    Ok(Value::bool(!truth(&arguments[0])?))
}

pub(super) fn exists(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    Ok(Value::bool(!arguments[0].is_undefined()))
}

pub(super) fn keys(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let mut found = Entries::default();
    collect_keys(machine, &arguments[0], &mut found)?;
    let keys = found.into_keys().map(|key| Value::Json(Json::String(key))).collect();
    machine.sequence(keys)
}

fn collect_keys(machine: &mut Machine<'_, '_>, value: &Value, found: &mut Entries) -> Result<()> {
    machine.budget.spend(1)?;
    if value.is_array() {
        return value.items().try_for_each(|item| collect_keys(machine, &item, found));
    }
    for (key, _) in value.entries() {
        machine.budget.spend(1)?;
        found.insert(key, Value::Undefined);
    }
    Ok(())
}

pub(super) fn lookup(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    match arguments.get(1).and_then(string_of) {
        Some(key) => machine.lookup(&arguments[0], &key),
        None => Ok(Value::Undefined),
    }
}

pub(super) fn spread(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    spread_value(machine, &arguments[0])
}

fn spread_value(machine: &mut Machine<'_, '_>, value: &Value) -> Result<Value> {
    machine.budget.spend(1)?;
    if value.is_array() {
        let mut parts = vec![machine.sequence(Vec::new())?];
        for item in value.items() {
            parts.push(spread_value(machine, &item)?);
        }
        return append(machine, parts);
    }
    if !value.is_object() {
        return Ok(value.clone());
    }
    let mut out = Vec::new();
    for entry in value.entries() {
        out.push(machine.object(vec![entry])?);
    }
    machine.sequence(out)
}

pub(super) fn merge(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    if arguments[0].is_undefined() {
        return Ok(Value::Undefined);
    }
    let mut merged = Entries::default();
    for object in arguments[0].items() {
        for (key, value) in object.entries() {
            machine.budget.spend(1)?;
            merged.insert(key, value);
        }
    }
    machine.object(merged.into_iter().collect())
}

pub(super) fn error(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    Err(Error::said("D3137", message(arguments.first(), "$error() function evaluated").to_string()))
}

pub(super) fn assert(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    if truth(&arguments[0])? {
        return Ok(Value::Undefined);
    }
    Err(Error::said("D3141", message(arguments.get(1), "$assert() statement failed").to_string()))
}

fn message(given: Option<&Value>, default: &str) -> Rc<str> {
    given.and_then(string_of).filter(|text| !text.is_empty()).unwrap_or_else(|| default.into())
}

pub(super) fn type_name(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let value = &arguments[0];
    Ok(Value::string(match value {
        Value::Undefined => return Ok(Value::Undefined),
        // Quirk: what is no number is an `object` (jsonata-js 2.0.6).
        Value::Json(Json::Number(_)) => numeric(value)?.map_or("object", |_| "number"),
        Value::Json(json) => json.type_name(),
        Value::List(_) | Value::Stream(_) => "array",
        Value::Record(_) => "object",
        Value::Function(_) => "function",
    }))
}

pub(super) fn clone(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    if arguments[0].is_undefined() {
        return Ok(Value::Undefined);
    }
    deep_copy(machine, &arguments[0].unwrapped()).map(Value::Json)
}

//! Functions that call functions.

use super::text::{as_script, replace_text, split_at, string_of};
use crate::{
    error::{Error, Result},
    eval::{Machine, Next, Purpose, Site, Task},
    value::Value,
};
use asl_json::Json;
use std::{cmp::Ordering, rc::Rc};

fn iterate(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site, purpose: Purpose) -> Result<Next> {
    let mut arguments = arguments.into_iter();
    let source = arguments.next().unwrap_or_default();
    if source.is_undefined() {
        // Quirk: jsonata-js gives `$each` of nothing as a sequence of nothing, whose predicates have nothing to do.
        let nothing = if purpose == Purpose::Each { machine.sequence(Vec::new())? } else { Value::Undefined };
        return Ok(Next::Value(nothing));
    }
    let function = match arguments.next() {
        Some(Value::Function(function)) => Some(function),
        _ if purpose == Purpose::Single => None,
        _ => return Err(Error::new("T0410").insert("index", 2)),
    };
    machine.iterate(purpose, source, function, site)
}

pub(super) fn map(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    iterate(machine, arguments, site, Purpose::Map)
}

pub(super) fn filter(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    iterate(machine, arguments, site, Purpose::Filter)
}

pub(super) fn single(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    iterate(machine, arguments, site, Purpose::Single)
}

pub(super) fn each(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    iterate(machine, arguments, site, Purpose::Each)
}

pub(super) fn sift(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    iterate(machine, arguments, site, Purpose::Sift)
}

pub(super) fn reduce(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    let mut arguments = arguments.into_iter();
    let items = arguments.next().unwrap_or_default();
    if items.is_undefined() {
        return Ok(Next::Value(items));
    }
    let Some(Value::Function(function)) = arguments.next() else { return Err(Error::new("T0410").insert("index", 2)) };
    machine.begin_reduce(items, function, arguments.next().unwrap_or_default(), site)
}

pub(super) fn sort(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    let mut arguments = arguments.into_iter();
    let source = arguments.next().unwrap_or_default();
    if source.is_undefined() || source.len() <= 1 {
        return Ok(Next::Value(source));
    }
    if let Some(Value::Function(function)) = arguments.next() {
        return machine.begin_sort(source.into_items(), function, site);
    }
    let items = source.into_items();
    let numbers = items.iter().all(|item| item.as_f64().is_some());
    if !numbers && !items.iter().all(|item| item.as_str().is_some()) {
        return Err(Error::new("D3070").insert("index", 1));
    }
    let order = machine.merge_sort((0..items.len()).collect(), &mut |a, b| {
        Ok(match (&items[a], &items[b]) {
            (Value::Json(Json::String(a)), Value::Json(Json::String(b))) => crate::eval::compare_text(a, b),
            (a, b) => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal),
        })
    })?;
    let sorted = order.into_iter().map(|index| items[index].clone()).collect();
    machine.list(sorted, 0).map(Next::Value)
}

/// A limit that must not be negative.
fn limit(value: Option<&Value>, code: &'static str, index: i64) -> Result<Option<f64>> {
    match value.and_then(Value::as_f64) {
        Some(limit) if limit < 0.0 => Err(Error::new(code).value(Some(Json::float(limit))).insert("index", index)),
        other => Ok(other),
    }
}

pub(super) fn contains(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Next::Value(Value::Undefined)) };
    match &arguments[1] {
        Value::Function(function) => machine.matching(Task::Contains, text, function, None, site),
        Value::Json(Json::String(wanted)) => {
            machine.budget.spend_text(text.len())?;
            Ok(Next::Value(Value::bool(text.contains(&**wanted))))
        }
        _ => Ok(Next::Value(Value::Undefined)),
    }
}

pub(super) fn matches(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Next::Value(Value::Undefined)) };
    let limit = limit(arguments.get(2), "D3040", 3)?;
    let (Some(Value::Function(function)), false) = (arguments.get(1), limit == Some(0.0)) else {
        return machine.sequence(Vec::new()).map(Next::Value);
    };
    machine.matching(Task::Match, text, function, limit, site)
}

pub(super) fn split(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Next::Value(Value::Undefined)) };
    let limit = limit(arguments.get(2), "D3020", 3)?;
    if limit.is_some_and(|limit| limit == 0.0 || limit.is_nan()) {
        return machine.list(Vec::new(), 0).map(Next::Value);
    }
    match &arguments[1] {
        Value::Function(function) => machine.matching(Task::Split, text, function, limit, site),
        Value::Json(Json::String(separator)) => split_at(machine, &text, separator, limit).map(Next::Value),
        // Without a separator there is nothing to split at.
        _ => machine.list(vec![arguments[0].clone()], 0).map(Next::Value),
    }
}

pub(super) fn replace(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Next::Value(Value::Undefined)) };
    let pattern = arguments[1].clone();
    if pattern.as_str().is_some_and(|pattern| pattern.is_empty()) {
        return Err(Error::new("D3010").value(pattern.to_json()).insert("index", 2));
    }
    let limit = limit(arguments.get(3), "D3011", 4)?;
    if limit == Some(0.0) {
        return Ok(Next::Value(arguments[0].clone()));
    }
    let new = arguments.get(2).cloned().unwrap_or_default();
    match &pattern {
        Value::Function(function) => machine.matching(Task::Replace(new), text, function, limit, site),
        Value::Json(Json::String(old)) => {
            // Quirk: no replacement for a text is the text `undefined` (jsonata-js 2.0.6).
            let new: Rc<str> = as_script(&new);
            replace_text(machine, &text, old, &new, limit).map(Next::Value)
        }
        _ => Ok(Next::Value(arguments[0].clone())),
    }
}

pub(super) fn eval(machine: &mut Machine<'_, '_>, arguments: Vec<Value>, site: Site) -> Result<Next> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Next::Value(Value::Undefined)) };
    machine.budget.spend(text.len() / 4)?;
    let node = crate::parse::parse(&text).and_then(crate::resolve::resolve).map_err(|error| {
        if error.code == Error::LIMIT {
            return error;
        }
        Error::new("D3120").value(Some(Json::from(error.explain().message.as_str())))
    })?;
    let input = match arguments.into_iter().nth(1) {
        Some(Value::Undefined) | None => site.context,
        Some(focus) => machine.wrap(focus)?,
    };
    machine.evaluate_in_place();
    Ok(Next::Eval(node, input, site.env))
}

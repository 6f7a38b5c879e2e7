//! Functions on strings, and how values become strings.

use crate::{
    error::{Error, Result},
    eval::{Machine, numeric},
    value::Value,
};
use asl_json::{Json, Number};
use std::{fmt::Write, rc::Rc};

/// The string in an argument that the signature has checked.
pub(crate) fn string_of(value: &Value) -> Option<Rc<str>> {
    value.as_str().cloned()
}

/// The text that JavaScript makes of a value where it wants one, and where nobody has checked that it is one: of what a
/// regular expression is called with.
pub(crate) fn as_script(value: &Value) -> Rc<str> {
    match value {
        Value::Json(Json::String(text)) => text.clone(),
        Value::Json(Json::Number(number)) => number_text(number.as_f64()).into(),
        Value::Json(Json::Bool(true)) => "true".into(),
        Value::Json(Json::Bool(false)) => "false".into(),
        Value::Json(Json::Null) => "null".into(),
        Value::Undefined => "undefined".into(),
        _ if value.is_array() => {
            let items: Vec<Rc<str>> = value
                .items()
                .map(|item| match item {
                    Value::Undefined | Value::Json(Json::Null) => "".into(),
                    // Deeper lists are as their items are, but nobody asks for them.
                    item if item.is_array() => "".into(),
                    item => as_script(&item),
                })
                .collect();
            items.join(",").into()
        }
        _ => "[object Object]".into(),
    }
}

/// The byte at which a number of UTF-16 units ends.
pub(crate) fn byte_offset(text: &str, units: f64) -> usize {
    let mut left = units.max(0.0);
    for (at, c) in text.char_indices() {
        if left <= 0.0 {
            return at;
        }
        left -= c.len_utf16() as f64;
    }
    text.len()
}

/// A number with 15 significant digits, as strings are made of it.
pub(crate) fn rounded(number: f64) -> Json {
    if !number.is_finite() {
        return Json::Null;
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return Json::float(if number == 0.0 { 0.0 } else { number });
    }
    Json::float(to_digits(number, 14).parse().unwrap_or(number))
}

/// The number in scientific notation with some digits behind the point; a tie goes away from zero, as in JavaScript.
fn to_digits(number: f64, digits: usize) -> String {
    // 25 digits tell a tie from what is near one.
    let exact = format!("{number:.25e}");
    let (mantissa, exponent) = exact.split_once('e').unwrap_or((&exact, "0"));
    let cut = mantissa.find('.').unwrap_or(0) + 1 + digits;
    let tie = mantissa[cut..].strip_prefix('5').is_some_and(|rest| rest.bytes().all(|digit| digit == b'0'));
    if tie {
        // The digit that decides is made larger: the tie is none any more.
        return format!("{:.digits$e}", format!("{}6e{exponent}", &mantissa[..cut]).parse().unwrap_or(number));
    }
    format!("{number:.digits$e}")
}

/// The text of a value: a string as it is, anything else as JSON; no value and functions are empty.
pub(crate) fn to_text(machine: &mut Machine<'_, '_>, value: &Value) -> Result<Rc<str>> {
    match value {
        Value::Undefined | Value::Function(_) => Ok("".into()),
        Value::Json(Json::String(text)) => Ok(text.clone()),
        Value::Json(Json::Number(number)) => {
            if !number.as_f64().is_finite() {
                return Err(Error::new("D3001").value(Some(Json::Null)));
            }
            Ok(rounded(number.as_f64()).to_string().into())
        }
        other => {
            let mut out = String::new();
            write_json(machine, &other.unwrapped(), None, &mut out)?;
            machine.budget.take(out.len())?;
            Ok(out.into())
        }
    }
}

/// Writes JSON as JavaScript writes it, indented from the given level on or compact.
fn write_json(machine: &mut Machine<'_, '_>, value: &Value, indent: Option<usize>, out: &mut String) -> Result<()> {
    machine.budget.spend(1)?;
    let inner = indent.map(|level| level + 1);
    let line = |out: &mut String, level: Option<usize>| {
        if let Some(level) = level {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", level));
        }
    };
    match value {
        Value::Json(Json::Number(_)) => {
            let rounded = numeric(value)?.map_or(Json::Null, rounded);
            let _ = write!(out, "{rounded}");
        }
        Value::Json(Json::String(text)) => write_string(text, out),
        Value::Function(_) => out.push_str("\"\""),
        Value::Undefined => out.push_str("null"),
        Value::Json(scalar @ (Json::Null | Json::Bool(_))) => {
            let _ = write!(out, "{scalar}");
        }
        Value::Json(Json::Array(_)) | Value::List(_) | Value::Stream(_) => {
            out.push('[');
            for (index, item) in value.items().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, inner);
                write_json(machine, &item, inner, out)?;
            }
            if value.len() > 0 {
                line(out, indent);
            }
            out.push(']');
        }
        Value::Json(Json::Object(_)) | Value::Record(_) => {
            let entries = value.entries();
            out.push('{');
            for (index, (key, item)) in entries.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, inner);
                write_string(key, out);
                out.push_str(if indent.is_some() { ": " } else { ":" });
                write_json(machine, item, inner, out)?;
            }
            if !entries.is_empty() {
                line(out, indent);
            }
            out.push('}');
        }
    }
    if out.len() > machine.host.limits.bytes {
        machine.budget.take(out.len())?;
    }
    Ok(())
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

pub(super) fn string(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    if arguments[0].is_undefined() {
        return Ok(Value::Undefined);
    }
    let pretty = matches!(arguments.get(1), Some(Value::Json(Json::Bool(true))));
    let value = arguments[0].unwrapped();
    if pretty && (value.is_array() || value.is_object()) {
        let mut out = String::new();
        write_json(machine, &value, Some(0), &mut out)?;
        return machine.text(out);
    }
    to_text(machine, &arguments[0]).map(|text| Value::Json(Json::String(text)))
}

/// The range that JavaScript's `slice` takes of so many items.
fn slice(length: usize, from: f64, to: f64) -> (usize, usize) {
    let length = length as f64;
    let place = |index: f64| {
        let index = if index.is_nan() { 0.0 } else { index.trunc() };
        if index < 0.0 { (length + index).max(0.0) } else { index.min(length) }
    };
    let (from, to) = (place(from), place(to));
    (from as usize, to.max(from) as usize)
}

pub(super) fn substring(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    let length = arguments.get(2).and_then(Value::as_f64);
    let Some(mut start) = arguments.get(1).and_then(Value::as_f64) else {
        // Quirk: in JavaScript no start and a length end at no number, which is before everything.
        return Ok(if length.is_some() { Value::string("") } else { arguments[0].clone() });
    };
    machine.budget.spend_text(text.len())?;
    let count = text.chars().count();
    if count as f64 + start < 0.0 {
        start = 0.0;
    }
    let (from, to) = match length {
        None => slice(count, start, f64::INFINITY),
        Some(length) if length <= 0.0 => return Ok(Value::string("")),
        Some(length) if start >= 0.0 => slice(count, start, start + length),
        Some(length) => slice(count, start, count as f64 + start + length),
    };
    machine.text(text.chars().skip(from).take(to - from).collect())
}

fn around(machine: &mut Machine<'_, '_>, arguments: &[Value], part: fn(&str, usize, usize) -> &str) -> Result<Value> {
    let (Some(text), Some(wanted)) = (string_of(&arguments[0]), arguments.get(1).and_then(string_of)) else {
        return Ok(arguments[0].clone());
    };
    machine.budget.spend_text(text.len())?;
    match text.find(&*wanted) {
        Some(at) => machine.text(part(&text, at, wanted.len()).to_string()),
        None => Ok(arguments[0].clone()),
    }
}

pub(super) fn substring_before(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    around(machine, arguments, |text, at, _| &text[..at])
}

pub(super) fn substring_after(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    around(machine, arguments, |text, at, length| &text[at + length..])
}

pub(super) fn lowercase(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    match string_of(&arguments[0]) {
        Some(text) => machine.text(text.to_lowercase()),
        None => Ok(Value::Undefined),
    }
}

pub(super) fn uppercase(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    match string_of(&arguments[0]) {
        Some(text) => machine.text(text.to_uppercase()),
        None => Ok(Value::Undefined),
    }
}

pub(super) fn length(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    machine.budget.spend_text(text.len())?;
    Ok(Value::number(text.chars().count() as f64))
}

pub(super) fn trim(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    let words = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    let mut out = String::with_capacity(text.len());
    for word in words {
        out.push_str(if out.is_empty() { "" } else { " " });
        out.push_str(word);
    }
    machine.text(out)
}

pub(super) fn pad(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    let width = arguments.get(1).and_then(Value::as_f64).unwrap_or(0.0);
    let filling = arguments.get(2).and_then(string_of).filter(|text| !text.is_empty()).unwrap_or_else(|| " ".into());
    let missing = width.abs().trunc() - text.chars().count() as f64;
    if missing < 1.0 || missing.is_nan() {
        return Ok(arguments[0].clone());
    }
    let longest = filling.chars().map(char::len_utf8).max().unwrap_or(1) as f64;
    machine.budget.take((missing * longest).min(usize::MAX as f64) as usize)?;
    let missing = missing as usize;
    machine.budget.spend(missing / 8)?;
    let padding: String = match filling.len() {
        1 => filling.repeat(missing),
        _ => filling.chars().cycle().take(missing).collect(),
    };
    machine.text(if width > 0.0 { format!("{text}{padding}") } else { format!("{padding}{text}") })
}

pub(super) fn join(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let parts = &arguments[0];
    if parts.is_undefined() {
        return Ok(Value::Undefined);
    }
    let separator = arguments.get(1).and_then(string_of).unwrap_or_default();
    let size: usize = parts.items().map(|part| part.as_str().map_or(0, |text| text.len()) + separator.len()).sum();
    machine.budget.take(size)?;
    machine.budget.spend(parts.len())?;
    let mut out = String::with_capacity(size);
    for (index, part) in parts.items().enumerate() {
        out.push_str(if index > 0 { &separator } else { "" });
        out.push_str(part.as_str().map_or("", |text| text));
    }
    machine.text(out)
}

/// Splits a text at another; into its characters if that is empty.
pub(super) fn split_at(machine: &mut Machine<'_, '_>, text: &str, at: &str, limit: Option<f64>) -> Result<Value> {
    let most = limit.map_or(usize::MAX, |limit| limit as usize);
    machine.budget.take(text.len())?;
    machine.budget.spend_text(text.len())?;
    let pieces: Vec<Value> = if at.is_empty() {
        let mut letter = [0; 4];
        text.chars().take(most).map(|c| Value::string(&*c.encode_utf8(&mut letter))).collect()
    } else {
        text.split(at).take(most).map(Value::string).collect()
    };
    machine.budget.spend(pieces.len())?;
    machine.list(pieces, 0)
}

/// Replaces a text by another, some times or always.
pub(super) fn replace_text(
    machine: &mut Machine<'_, '_>,
    text: &str,
    old: &str,
    new: &str,
    limit: Option<f64>,
) -> Result<Value> {
    let most = limit.map_or(usize::MAX, |limit| limit.ceil() as usize);
    machine.budget.spend_text(text.len())?;
    let count = text.matches(old).take(most).count();
    machine.budget.take(text.len() + count * new.len())?;
    machine.text(text.replacen(old, new, most))
}

/// Writes a replacement: `$0` is the match, `$1` a group, `$$` a dollar.
pub(crate) fn expand(template: &str, found: &str, groups: &[Value], out: &mut String) {
    let mut rest = template;
    while let Some(dollar) = rest.find('$') {
        out.push_str(&rest[..dollar]);
        rest = &rest[dollar + 1..];
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix('0') {
            out.push_str(found);
            rest = after;
            continue;
        }
        // As many digits as the number of groups has; one fewer if that is too large a number.
        let most = groups.len().max(1).to_string().len();
        let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let mut index = rest[..digits].parse::<usize>().ok();
        if most > 1 && index.is_some_and(|index| index > groups.len()) {
            index = rest[..digits.min(most - 1)].parse().ok();
        }
        let Some(index) = index else {
            out.push('$');
            continue;
        };
        if let Some(group) = index.checked_sub(1).and_then(|index| groups.get(index)).and_then(Value::as_str) {
            out.push_str(group);
        }
        rest = &rest[index.to_string().len()..];
    }
    out.push_str(rest);
}

/// The text of a number as JavaScript writes it.
pub(crate) fn number_text(number: f64) -> String {
    Number::Float(number).to_string()
}

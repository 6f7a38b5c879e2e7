//! Functions on numbers.

use super::text::number_text;
use crate::{
    error::{Error, Result},
    eval::Machine,
    value::Value,
};
use asl_json::Json;

/// The numbers of an array that the signature has checked; none if there is no array.
fn numbers(machine: &mut Machine<'_, '_>, array: &Value) -> Result<Option<Vec<f64>>> {
    if array.is_undefined() {
        return Ok(None);
    }
    machine.budget.spend(array.len() / 4)?;
    Ok(Some(array.items().filter_map(|item| item.as_f64()).collect()))
}

pub(super) fn sum(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let total = numbers(machine, &arguments[0])?.map(|numbers| numbers.iter().fold(0.0, |a, b| a + b));
    Ok(total.map_or(Value::Undefined, Value::number))
}

fn reduced(machine: &mut Machine<'_, '_>, array: &Value, reduce: fn(&[f64]) -> f64) -> Result<Value> {
    let numbers = numbers(machine, array)?.filter(|numbers| !numbers.is_empty());
    Ok(numbers.map_or(Value::Undefined, |numbers| Value::number(reduce(&numbers))))
}

pub(super) fn max(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    reduced(machine, &arguments[0], |numbers| numbers.iter().fold(f64::NEG_INFINITY, |a, b| a.max(*b)))
}

pub(super) fn min(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    reduced(machine, &arguments[0], |numbers| numbers.iter().fold(f64::INFINITY, |a, b| a.min(*b)))
}

pub(super) fn average(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    reduced(machine, &arguments[0], |numbers| numbers.iter().fold(0.0, |a, b| a + b) / numbers.len() as f64)
}

fn unary(arguments: &[Value], f: fn(f64) -> f64) -> Result<Value> {
    Ok(arguments[0].as_f64().map_or(Value::Undefined, |number| Value::number(f(number))))
}

pub(super) fn floor(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    unary(arguments, f64::floor)
}

pub(super) fn ceil(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    unary(arguments, f64::ceil)
}

pub(super) fn abs(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    unary(arguments, f64::abs)
}

pub(super) fn sqrt(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    match arguments[0].as_f64() {
        Some(number) if number < 0.0 => Err(Error::new("D3060").value(Some(Json::float(number))).insert("index", 1)),
        _ => unary(arguments, f64::sqrt),
    }
}

pub(super) fn power(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(base) = arguments[0].as_f64() else { return Ok(Value::Undefined) };
    let exponent = arguments.get(1).and_then(Value::as_f64);
    // JavaScript's power is no number where C's is 1.
    let of_one = |exponent: f64| exponent.is_nan() || base.abs() == 1.0 && exponent.is_infinite();
    let result = exponent.filter(|exponent| !of_one(*exponent)).map_or(f64::NAN, |exponent| base.powf(exponent));
    if !result.is_finite() {
        let error = Error::new("D3061").value(Some(Json::float(base))).insert("index", 1);
        return Err(match exponent {
            Some(exponent) => error.insert("exp", Json::float(exponent)),
            None => error,
        });
    }
    Ok(Value::number(result))
}

/// The number with its decimal point moved, by way of its text: multiplying would bring errors of its own.
fn shift(number: f64, places: f64) -> f64 {
    let text = number_text(number);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent = exponent.parse::<f64>().unwrap_or(0.0) + places;
    format!("{mantissa}e{exponent}").parse().unwrap_or(f64::NAN)
}

/// Rounds to some decimal places; halves go to the even neighbour.
pub(super) fn round_to(number: f64, places: f64) -> f64 {
    let shifted = if places == 0.0 { number } else { shift(number, places) };
    let mut result = shifted.floor();
    if shifted - result >= 0.5 {
        result += 1.0;
    }
    if (result - shifted).abs() == 0.5 && (result % 2.0).abs() == 1.0 {
        result -= 1.0;
    }
    if places != 0.0 {
        result = shift(result, -places);
    }
    if result == 0.0 { 0.0 } else { result }
}

pub(super) fn round(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(number) = arguments[0].as_f64() else { return Ok(Value::Undefined) };
    let places = arguments.get(1).and_then(Value::as_f64).unwrap_or(0.0);
    Ok(Value::number(round_to(number, places)))
}

pub(super) fn format_base(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(number) = arguments[0].as_f64() else { return Ok(Value::Undefined) };
    let number = round_to(number, 0.0);
    let radix = arguments.get(1).and_then(Value::as_f64).map_or(10.0, |radix| round_to(radix, 0.0));
    if !(2.0..=36.0).contains(&radix) {
        return Err(Error::new("D3100").value(Some(Json::float(radix))));
    }
    if radix == 10.0 || !number.is_finite() {
        return machine.text(number_text(number));
    }
    let mut digits = Vec::new();
    let mut left = number.abs();
    // Beyond 53 bits the last digits are not known; JavaScript writes zeros.
    while left >= 9_007_199_254_740_992.0 {
        left /= radix;
        digits.push('0');
    }
    loop {
        let digit = left % radix;
        digits.push(char::from_digit(digit as u32, radix as u32).unwrap_or('0'));
        left = (left - digit) / radix;
        if left <= 0.0 {
            break;
        }
    }
    if number < 0.0 {
        digits.push('-');
    }
    machine.text(digits.into_iter().rev().collect())
}

pub(super) fn number(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let value = &arguments[0];
    let number = match value {
        Value::Undefined => return Ok(Value::Undefined),
        Value::Json(Json::Number(_)) => return Ok(value.clone()),
        Value::Json(Json::Bool(value)) => Some(f64::from(u8::from(*value))),
        Value::Json(Json::String(text)) => parse_number(text),
        _ => None,
    };
    number.map(Value::number).ok_or_else(|| Error::new("D3030").value(value.to_json()).insert("index", 1))
}

/// The number that a text says: decimal, or with `0x`, `0o` or `0b`.
fn parse_number(text: &str) -> Option<f64> {
    let plain = text.strip_prefix('-').unwrap_or(text);
    let decimal = plain.starts_with(|c: char| c.is_ascii_digit())
        && !plain.ends_with('.')
        && !plain.contains(".e")
        && !plain.contains(".E")
        && plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    if decimal {
        return text.parse().ok().filter(|number: &f64| number.is_finite());
    }
    let radix = match text.get(..2)? {
        "0x" | "0X" => 16,
        "0o" | "0O" => 8,
        "0b" | "0B" => 2,
        _ => return None,
    };
    let mut number = None;
    for digit in text[2..].chars() {
        number = Some(number.unwrap_or(0.0) * f64::from(radix) + f64::from(digit.to_digit(radix)?));
    }
    number
}

//! The functions that Step Functions adds, and random numbers.

use super::text::string_of;
use crate::{
    error::{Error, Result},
    eval::Machine,
    limits::Profile,
    value::Value,
};
use asl_json::Json;

/// 2⁻⁵³: the distance of random numbers.
const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;

/// A random number, at least 0 and less than 1.
pub(super) fn unit(machine: &mut Machine<'_, '_>) -> f64 {
    ((machine.host.random)() >> 11) as f64 * STEP
}

/// `$random()`; with a seed the first number of `java.util.Random` (AWS; jsonata-js takes no argument).
pub(super) fn random(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let seed = arguments.first().and_then(Value::as_f64);
    match (machine.host.profile, seed) {
        (_, None) => Ok(Value::number(unit(machine))),
        (Profile::Aws, Some(seed)) => Ok(Value::number(java_random(seed as i64))),
        (Profile::Standard, Some(seed)) => Err(Error::new("T0410").value(Some(Json::float(seed))).insert("index", 1)),
    }
}

/// `new java.util.Random(seed).nextDouble()`
///
/// AWS: seed 77 gives 0.7240700207191966, seed 42 gives 0.7275636800328681 (recorded).
fn java_random(seed: i64) -> f64 {
    const MULTIPLIER: u64 = 0x5_DEEC_E66D;
    const MASK: u64 = (1 << 48) - 1;
    let mut state = (seed as u64 ^ MULTIPLIER) & MASK;
    let mut next = |bits: u32| {
        state = state.wrapping_mul(MULTIPLIER).wrapping_add(0xB) & MASK;
        state >> (48 - bits)
    };
    let high = next(26);
    ((high << 27) + next(27)) as f64 * STEP
}

/// `$partition(array, size)`: the array in parts of some items.
///
/// AWS: a size of 0 gives nothing, a negative one is an error; sizes are rounded down; without a size all items stay
/// together (recorded).
pub(super) fn partition(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let size = arguments.get(1).and_then(Value::as_f64).map_or(f64::INFINITY, f64::floor);
    let array = &arguments[0];
    if size < 0.0 {
        return Err(Error::said("D3137", "Second argument must be zero or greater".to_string()));
    }
    if array.is_undefined() || size == 0.0 {
        return Ok(Value::Undefined);
    }
    let items: Vec<Value> = array.items().collect();
    let mut parts = Vec::new();
    for part in items.chunks(size.min(1e9) as usize) {
        parts.push(machine.list(part.to_vec(), 0)?);
    }
    machine.list(parts, 0)
}

/// `$range(start, end, step)`: numbers up to and with the end.
///
/// AWS: a step of 0 gives nothing, and so does a missing step; one number stands for itself; arguments are rounded down (recorded).
pub(super) fn range(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let number = |index: usize| arguments.get(index).and_then(Value::as_f64).map(f64::floor);
    let (Some(start), Some(end), Some(step)) = (number(0), number(1), number(2)) else {
        return Ok(Value::Undefined);
    };
    let count = ((end - start) / step).floor() + 1.0;
    if step == 0.0 || count.is_nan() || count < 1.0 {
        return Ok(Value::Undefined);
    }
    machine.budget.take((8.0 * count).min(usize::MAX as f64) as usize)?;
    let items = (0..count as usize).map(|index| Value::number(start + step * index as f64)).collect();
    machine.sequence(items)
}

/// `$uuid()`: a random UUID of version 4.
pub(super) fn uuid(machine: &mut Machine<'_, '_>, _: &[Value]) -> Result<Value> {
    let high = (machine.host.random)() & !0xF000 | 0x4000;
    let low = (machine.host.random)() & !(0b11 << 62) | 0b10 << 62;
    let hex = format!("{high:016x}{low:016x}");
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    machine.text(parts.join("-"))
}

/// `$parse(text)`: the value that a JSON text says.
///
/// AWS: any text that is none gives `D3137: Invalid JSON`, without a place (recorded).
pub(super) fn parse(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    machine.budget.take(text.len())?;
    machine.budget.spend(text.len() / 4)?;
    Json::parse_compact(&text).map(Value::Json).map_err(|_| Error::said("D3137", "Invalid JSON".to_string()))
}

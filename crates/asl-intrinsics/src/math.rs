//! MathAdd, MathRandom and UUID.

use crate::{
    evaluate::{Given, Refusal, int},
    java::JavaRandom,
};
use asl_json::Json;

/// Quirk: each operand is rounded, halves upwards, before the sum (case `test_math_operations.test_math_add#10`).
pub(crate) fn add([left, right]: &[Given; 2]) -> Result<Json, Refusal> {
    let sum = rounded(left)?.checked_add(rounded(right)?).ok_or(Refusal::Arguments)?;
    Ok(Json::int(i64::from(sum)))
}

fn rounded(given: &Given) -> Result<i32, Refusal> {
    let number = given.value.as_f64().ok_or(Refusal::Arguments)?;
    // Not the floor of the number plus a half, which is 1 for the double just below a half.
    let number = number.floor() + if number - number.floor() >= 0.5 { 1.0 } else { 0.0 };
    if number >= f64::from(i32::MIN) && number <= f64::from(i32::MAX) {
        Ok(number as i32)
    } else {
        Err(Refusal::Arguments)
    }
}

/// Quirk: the bounds are cut off, not rounded (case `States.MathRandom-007b`).
pub(crate) fn random(given: &[Given], draw: &mut dyn FnMut() -> u64) -> Result<Json, Refusal> {
    let (start, end, seed) = match given {
        [start, end] => (int(start)?, int(end)?, None),
        [start, end, seed] => (int(start)?, int(end)?, Some(long(seed)?)),
        _ => return Err(Refusal::Arguments),
    };
    let width = i64::from(end) - i64::from(start);
    if width <= 0 {
        return Err(Refusal::Arguments);
    }
    let offset = match (seed, i32::try_from(width)) {
        (None, _) => (draw() % width.unsigned_abs()) as i64,
        (Some(seed), Ok(width)) => i64::from(JavaRandom::new(seed).next_int(width)),
        // Java's generator knows no such width.
        (Some(_), Err(_)) => return Err(Refusal::Arguments),
    };
    Ok(Json::int(i64::from(start) + offset))
}

fn long(given: &Given) -> Result<i64, Refusal> {
    let number = given.value.as_number().ok_or(Refusal::Arguments)?;
    Ok(number.as_i64().unwrap_or_else(|| number.as_f64() as i64))
}

/// A UUID of version 4 in lower case.
pub(crate) fn uuid(draw: &mut dyn FnMut() -> u64) -> Json {
    let high = (draw() & !0xf000) | 0x4000;
    let low = (draw() & (u64::MAX >> 2)) | (1 << 63);
    let text = format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    );
    Json::string(text)
}

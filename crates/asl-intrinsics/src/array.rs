//! The functions of arrays.

use crate::{
    evaluate::{Given, Refusal, int, items},
    java,
};
use asl_json::Json;

/// How many items a range may have (case `States.ArrayRange-020`).
const MAX_RANGE: i64 = 1000;

/// Quirk: items are compared by their Java texts, so 1 is found in `["1"]` (notes on `States.ArrayContains-019`, `-021`).
pub(crate) fn contains([array, wanted]: &[Given; 2]) -> Result<Json, Refusal> {
    let wanted = java::text(&wanted.value);
    Ok(Json::Bool(items(array)?.iter().any(|item| java::text(item) == wanted)))
}

/// Quirk: an empty array yields null for any index (note on `States.ArrayGetItem-012`).
pub(crate) fn get_item([array, index]: &[Given; 2]) -> Result<Json, Refusal> {
    let (items, index) = (items(array)?, int(index)?);
    if items.is_empty() && index >= 0 {
        return Ok(Json::Null);
    }
    usize::try_from(index).ok().and_then(|index| items.get(index)).cloned().ok_or(Refusal::Arguments)
}

pub(crate) fn length([array]: &[Given; 1]) -> Result<Json, Refusal> {
    Ok(Json::int(items(array)?.len() as i64))
}

pub(crate) fn partition([array, size]: &[Given; 2]) -> Result<Json, Refusal> {
    let (items, size) = (items(array)?, int(size)?);
    match usize::try_from(size) {
        Ok(size) if size > 0 => Ok(Json::array(items.chunks(size).map(|chunk| Json::array(chunk.to_vec())).collect())),
        _ => Err(Refusal::Arguments),
    }
}

/// Fractions are cut off towards zero (notes on `States.ArrayRange-010`, `-011`); the end is included when it is hit.
pub(crate) fn range([start, end, step]: &[Given; 3]) -> Result<Json, Refusal> {
    let (start, end, step) = (i64::from(int(start)?), i64::from(int(end)?), i64::from(int(step)?));
    if step == 0 {
        return Err(Refusal::Arguments);
    }
    let away = (end - start).signum() * step.signum() < 0;
    let count = if away { 0 } else { (end - start) / step + 1 };
    if count > MAX_RANGE {
        return Err(Refusal::Arguments);
    }
    Ok(Json::array((0..count).map(|at| Json::int(start + at * step)).collect()))
}

/// Quirk: the items come in the order of a Java hash set, not in that of the array (notes on `States.ArrayUnique-004`,
/// `-009`).
pub(crate) fn unique([array]: &[Given; 1]) -> Result<Json, Refusal> {
    Ok(Json::array(java::hash_set_order(items(array)?)))
}

//! The functions that a path may end in.

use asl_json::{Json, Number};

/// Calls a function on a value.
///
/// # Errors
/// Jayway's message for an unknown function and for a value without the items that the function needs.
pub(crate) fn call(name: &str, value: &Json, arguments: &[Json]) -> Result<Json, String> {
    match name {
        "min" | "max" | "sum" | "avg" | "stddev" => aggregate(name, &numbers(value, arguments)),
        "length" | "size" => Ok(length(value, arguments)),
        "keys" => Ok(match value {
            Json::Object(entries) => Json::array(entries.keys().cloned().map(Json::String).collect()),
            _ => Json::Null,
        }),
        "concat" => Ok(concat(value, arguments)),
        "append" => Ok(match value {
            Json::Array(items) => Json::array(items.iter().chain(arguments).cloned().collect()),
            other => other.clone(),
        }),
        "first" => pick(value, 0),
        "last" => pick(value, -1),
        "index" => match arguments.iter().find_map(Json::as_f64) {
            Some(index) => pick(value, index as i64),
            None => Err("Index 0 out of bounds for length 0".into()),
        },
        _ => Err(format!("Function with name: {name} does not exist.")),
    }
}

fn numbers(value: &Json, arguments: &[Json]) -> Vec<f64> {
    let own = value.as_array().unwrap_or_default().iter();
    let given = arguments.iter().flat_map(|argument| match argument {
        Json::Array(items) => items.to_vec(),
        other => vec![other.clone()],
    });
    own.cloned().chain(given).filter_map(|item| item.as_f64()).collect()
}

fn aggregate(name: &str, numbers: &[f64]) -> Result<Json, String> {
    if numbers.is_empty() {
        return Err("Aggregation function attempted to calculate value using empty array".into());
    }
    let count = numbers.len() as f64;
    let sum: f64 = numbers.iter().sum();
    Ok(double(match name {
        "min" => numbers.iter().copied().fold(f64::INFINITY, f64::min),
        "max" => numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        "sum" => sum,
        "avg" => sum / count,
        _ => {
            let squares: f64 = numbers.iter().map(|number| number * number).sum();
            (squares / count - sum * sum / count / count).max(0.0).sqrt()
        }
    }))
}

/// Java prints a double with its fraction: `6.0`.
fn double(value: f64) -> Json {
    if value.fract() == 0.0 && value.abs() < 1e7 {
        return Json::Number(Number::from_text(&format!("{value:.1}")));
    }
    if value.is_finite() { Json::float(value) } else { Json::Null }
}

/// Quirk: where the length of a path is asked for, as it is behind a scan, Jayway counts what is below the places found:
/// `$..qty.length()` is 0 for numbers.
fn length(value: &Json, arguments: &[Json]) -> Json {
    let count = |value: &Json| match value {
        Json::Array(items) => Some(items.len()),
        Json::Object(entries) => Some(entries.len()),
        _ => None,
    };
    let length = match arguments.first() {
        Some(Json::Array(items)) => Some(items.iter().filter_map(count).sum()),
        Some(other) => Some(count(other).unwrap_or(0)),
        None => count(value),
    };
    length.map_or(Json::Null, |length| Json::int(length as i64))
}

/// Quirk: a text that `concat` is called on is left out: `$.title.concat("-", "x")` is `-x`.
fn concat(value: &Json, arguments: &[Json]) -> Json {
    let mut out = String::new();
    out.extend(value.as_array().unwrap_or_default().iter().filter_map(Json::as_str));
    for argument in arguments {
        match argument {
            Json::String(text) => out.push_str(text),
            Json::Array(items) => {
                for item in items.iter().filter(|item| !item.is_null()) {
                    out.push_str(&item.as_str().map_or_else(|| item.to_string(), str::to_string));
                }
            }
            _ => {}
        }
    }
    Json::string(out)
}

fn pick(value: &Json, index: i64) -> Result<Json, String> {
    let Json::Array(items) = value else {
        return Err("Aggregation function attempted to calculate value using empty array".into());
    };
    let count = items.len();
    let place = if index < 0 { index + count as i64 } else { index };
    usize::try_from(place)
        .ok()
        .and_then(|place| items.get(place))
        .cloned()
        .ok_or_else(|| format!("Target index:{index} larger than object count:{count}"))
}

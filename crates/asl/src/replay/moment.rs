//! Timestamps in the forms in which the command line and the SDKs write them.

use asl_engine::Instant;
use asl_json::Json;

/// Numbers above this are milliseconds since 1970, those below seconds: 1973 in the one, 5138 in the other.
const MILLISECONDS_FROM: f64 = 1e11;

/// A timestamp in milliseconds since 1970-01-01T00:00:00Z: seconds with a fraction, or milliseconds, as a number or as
/// its text; or a text such as `2026-01-01T09:00:00.123000+01:00`.
pub(super) fn moment(value: &Json) -> Option<i64> {
    match value {
        Json::String(text) => Instant::parse(text)
            .map(|instant| instant.0)
            .or_else(|| text.parse().ok().and_then(from_number))
            .or_else(|| from_text(text.trim())),
        value => value.as_f64().and_then(from_number),
    }
}

fn from_number(number: f64) -> Option<i64> {
    let milliseconds = if number.abs() >= MILLISECONDS_FROM { number } else { number * 1000.0 };
    // Up to the year 9999, which is as far as timestamps go.
    (milliseconds.is_finite() && milliseconds.abs() < 253_402_300_800_000.0).then_some(milliseconds.round() as i64)
}

fn from_text(text: &str) -> Option<i64> {
    let mut text = text.replacen(' ', "T", 1);
    // `+0100` is ISO 8601, and RFC 3339 wants a colon.
    let zone = text.len().checked_sub(5).filter(|at| text.is_char_boundary(*at));
    if let Some(at) = zone.filter(|at| text[*at..].starts_with(['+', '-']) && text[at + 1..].parse::<u16>().is_ok()) {
        text.insert(at + 3, ':');
    }
    if text.ends_with('z') {
        text.pop();
        text.push('Z');
    }
    let has_zone = text.ends_with('Z') || text.get(10..).is_some_and(|time| time.contains(['+', '-']));
    if !has_zone {
        text.push('Z');
    }
    Instant::parse(&text).map(|instant| instant.0)
}

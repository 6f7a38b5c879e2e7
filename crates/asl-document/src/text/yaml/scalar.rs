//! What a scalar means in the core schema of YAML 1.2: `yes` is a text, `0o17` a number.

use super::{super::json::is_number, Failure};
use asl_json::{Number, spanned::Value};
use asl_text::{Diagnostic, Span};
use saphyr_parser::Tag;

/// The value of a scalar. `plain` says that it stands without quotes.
pub(super) fn value(
    text: &str,
    plain: bool,
    tag: Option<&Tag>,
    span: Span,
    notes: &mut Vec<Diagnostic>,
) -> Result<Value, Failure> {
    let string = || Ok(Value::String(text.into()));
    let Some(tag) = tag else {
        return if plain { Ok(plain_value(text, span, notes)) } else { string() };
    };
    if !tag.is_yaml_core_schema() {
        return string();
    }
    let read = plain_value(text, span, notes);
    match (tag.suffix.as_str(), &read) {
        ("int" | "float", Value::Number(_)) | ("bool", Value::Bool(_)) | ("null", Value::Null) => Ok(read),
        ("int" | "float" | "bool" | "null", _) => {
            Err(Failure::new(format!("the tag `!!{}` does not fit this value", tag.suffix), span)
                .help("correct the value, or remove the tag"))
        }
        _ => string(),
    }
}

fn plain_value(text: &str, span: Span, notes: &mut Vec<Diagnostic>) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    if is_number(text) {
        return Value::Number(Number::from_text(text));
    }
    let Some(number) = other_number(text) else {
        return Value::String(text.into());
    };
    let unsigned = text.trim_start_matches(['+', '-']);
    if unsigned.starts_with('0') && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("`{text}` is the number {number} here: its leading zeros are lost");
        notes.push(Diagnostic::warning("yaml-leading-zeros", span, "", message).help("put quotes around it"));
    }
    Value::Number(Number::from_text(&number))
}

/// A number that YAML writes in another way than JSON, as JSON writes it.
fn other_number(text: &str) -> Option<String> {
    let radix = |digits: &str, radix: u32| {
        let fits = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
        if fits { u128::from_str_radix(digits, radix).ok().map(|number| number.to_string()) } else { None }
    };
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let (sign, unsigned) = match text.as_bytes().first()? {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    let (mantissa, exponent) = unsigned.find(['e', 'E']).map_or((unsigned, ""), |at| unsigned.split_at(at));
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if whole.is_empty() && fraction.is_none_or(str::is_empty) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" if whole.is_empty() && fraction.is_none() => return None,
        "" => "0",
        digits => digits,
    };
    let fraction = match fraction {
        Some("") => ".0".to_string(),
        Some(digits) => format!(".{digits}"),
        None => String::new(),
    };
    let number = format!("{sign}{whole}{fraction}{exponent}");
    is_number(&number).then_some(number)
}

//! Format and StringSplit.

use crate::{
    evaluate::{Given, Refusal, string},
    java, json,
};
use asl_json::Json;

/// Puts texts into a template.
///
/// A template from a path is read like a literal one (case `States.Format-005`). A number or truth value as template is
/// its text, and then fails by the count of its placeholders.
pub(crate) fn format(given: &[Given]) -> Result<Json, Refusal> {
    let (template, arguments) = given.split_first().ok_or(Refusal::Arguments)?;
    let pieces = match (&template.written, &template.value) {
        (Some(written), _) => pieces(written)?,
        (None, value @ (Json::String(_) | Json::Number(_) | Json::Bool(_))) => pieces(&java::text(value))?,
        (None, Json::Null | Json::Array(_) | Json::Object(_)) => return Err(Refusal::Arguments),
    };
    if pieces.len() != arguments.len() + 1 {
        return Err(Refusal::ArgumentsBecause("number of arguments do not match the occurrences of {}."));
    }
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(argument) = at.checked_sub(1).and_then(|at| arguments.get(at)) {
            // Quirk: what StringToJson has read prints as JSON, its strings in quotes (note on `States.Format-015`).
            out += &if argument.tree { json::compact(&argument.value) } else { java::text(&argument.value) };
        }
        out += piece;
    }
    Ok(Json::string(out))
}

/// The texts around the placeholders of a template.
fn pieces(template: &str) -> Result<Vec<String>, Refusal> {
    let invalid = |text: &str| Err(Refusal::Other(format!("Invalid template in States.Format: {text}")));
    let mut pieces = vec![];
    let mut piece = String::new();
    let mut chars = template.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => piece.push(chars.next_if(|next| matches!(next, '\'' | '{' | '}' | '\\')).unwrap_or('\\')),
            '{' if chars.next_if_eq(&'}').is_some() => pieces.push(std::mem::take(&mut piece)),
            '{' => return invalid("matching '}' not found for '{'."),
            '}' => return invalid("matching '{' not found for '}'."),
            other => piece.push(other),
        }
    }
    pieces.push(piece);
    Ok(pieces)
}

/// Quirk: every character of the second argument separates, and empty pieces are dropped
/// (case `test_string_operations.test_string_split#5`).
pub(crate) fn split([text, separators]: &[Given; 2]) -> Result<Json, Refusal> {
    let (text, separators) = (string(text)?, string(separators)?);
    let pieces = text.split(|char| separators.contains(char)).filter(|piece| !piece.is_empty());
    Ok(Json::array(pieces.map(Json::from).collect()))
}

//! JsonMerge, JsonToString and StringToJson.

use crate::{
    evaluate::{Given, Refusal, string},
    jackson, java,
};
use asl_json::{Json, escape};

/// Merges two objects, the second one's values replacing the first one's; only shallowly.
///
/// Quirk: the text `'false'` will do for false (note on `States.JsonMerge-015`), and the keys come in the order of a
/// Java hash map (case `States.JsonMerge-020`).
pub(crate) fn merge([left, right, deep]: &[Given; 3]) -> Result<Json, Refusal> {
    let shallow = deep.value.as_bool() == Some(false) || deep.value.as_str() == Some("false");
    match (left.value.as_object(), right.value.as_object()) {
        (Some(left), Some(right)) if shallow => Ok(Json::object(java::merged_map(left, right))),
        _ => Err(Refusal::Arguments),
    }
}

pub(crate) fn to_string(given: &[Given]) -> Result<Json, Refusal> {
    match given {
        [one] => Ok(Json::string(compact(&one.value))),
        _ => Err(Refusal::ArgumentsBecause("only a single argument is allowed.")),
    }
}

/// Quirk: blank text yields null (case `test_json_manipulation.test_string_to_json#0`).
pub(crate) fn from_string([text]: &[Given; 1]) -> Result<Json, Refusal> {
    jackson::read(string(text)?).map_err(|message| {
        Refusal::Other(format!("Cannot convert String to Json in States.StringToJson, caused by: {message}"))
    })
}

/// The value as JSON without blanks, whatever text it was read from.
pub(crate) fn compact(value: &Json) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Json, out: &mut String) {
    match value {
        Json::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Json::Object(entries) => {
            out.push('{');
            for (at, (key, item)) in entries.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                out.push_str(&escape(key));
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => out.push_str(&value.to_string()),
    }
}

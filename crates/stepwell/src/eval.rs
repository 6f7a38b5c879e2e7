//! `stepwell eval`: one expression against one document, or a line of a batch each.

use crate::files::{each_line, read, say};
use asl::{Evaluation, Notation, json::Json};

/// The expression has no value.
const FAILED: u8 = 1;

pub(crate) fn eval(given: &[&str]) -> Result<u8, String> {
    if given == ["--batch"] {
        return each_line(asl::eval_line);
    }
    let [jsonata, path, intrinsic, input] =
        crate::options(given, ["--jsonata", "--jsonpath", "--intrinsic", "--input"])?;
    let (language, text) = match (jsonata, path, intrinsic) {
        (Some(text), None, None) => (Notation::Jsonata, text),
        (None, Some(text), None) => (Notation::JsonPath, text),
        (None, None, Some(text)) => (Notation::Intrinsic, text),
        _ => return Err("`eval` wants one of --jsonata, --jsonpath, --intrinsic, or --batch alone".into()),
    };
    let input = match input {
        None => None,
        Some(file) => Some(Json::parse(&read(file)?).map_err(|error| format!("`{file}` is not JSON: {error}"))?),
    };
    let evaluation = Evaluation { language, text: text.into(), input, bindings: asl::json::Map::default() };
    match asl::eval_text(&evaluation) {
        Ok(value) => say(&value.to_string()).map(|()| 0),
        Err(message) => {
            eprintln!("{message}");
            Ok(FAILED)
        }
    }
}

//! Answers of the TestState API.

use super::{
    Case, Difference,
    compare::{Volatile, same},
    events::parsed,
};
use asl::json::Json;

/// Whether a case holds a request and its answer.
pub(super) fn is_one(file: &Json) -> bool {
    file.at(&["request", "definition"]).is_some() && file.get("inspection_level").is_some()
}

/// Answers the request and compares.
pub(super) fn compare(case: &Case) -> Option<Difference> {
    let expected = case.file.get("expected")?;
    let text = asl::test_state(&request(case, expected).to_string()).json;
    let answer = match Json::parse_compact(&text) {
        Ok(answer) => answer,
        Err(error) => return Some(Difference::new("", "a JSON answer", error.to_string())),
    };
    let volatile = Volatile::of(case);
    match refusal(expected) {
        Some(error) => {
            let actual = answer.get("Error").cloned().unwrap_or(answer);
            same(&error, &actual, "/expected/Error", &volatile)
        }
        None => same(expected, &opened(&answer), "/expected", &volatile),
    }
}

/// The request; a task that was recorded without a mock gets what it answered as one.
fn request(case: &Case, expected: &Json) -> Json {
    let request = case.file.get("request").cloned().unwrap_or_default();
    let is_task = case.file.at(&["definition", "Type"]).and_then(Json::as_str) == Some("Task");
    let answered = expected.at(&["inspectionData", "result"]).or_else(|| expected.get("output"));
    match answered {
        Some(answered) if is_task && request.get("mock").is_none() => {
            let text = answered.as_str().map_or_else(|| answered.to_string(), ToString::to_string);
            let entries = [("result", Json::string(text)), ("fieldValidationMode", Json::from("NONE"))];
            request.with("mock", Json::from_pairs(entries))
        }
        _ => request,
    }
}

/// The recorded error, in one of the two forms in which the recorder kept it.
fn refusal(expected: &Json) -> Option<Json> {
    if let Some(error) = expected.get("Error") {
        return Some(error.clone());
    }
    let code = expected.get("exception_typename")?;
    let text = expected.get("exception_value")?.as_str()?;
    let message = text.split_once(" operation: ").map_or(text, |(_, message)| message);
    Some(Json::from_pairs([("Code", code.clone()), ("Message", Json::from(message))]))
}

/// The answer with the texts of objects parsed, as the recorder did it.
fn opened(answer: &Json) -> Json {
    let entries = answer.as_object().into_iter().flatten();
    Json::from_pairs(entries.map(|(key, value)| {
        let value = match value.as_object() {
            Some(data) => Json::from_pairs(data.iter().map(|(name, value)| (name.clone(), parsed(value)))),
            None => parsed(value),
        };
        (key.clone(), value)
    }))
}

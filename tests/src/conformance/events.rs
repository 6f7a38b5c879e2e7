//! Histories in the form in which they were recorded.

use super::{Case, Difference};
use asl::json::Json;

type Same<'a> = dyn FnMut(&Json, &Json, &str) -> Option<Difference> + 'a;

/// Compares two histories event by event.
pub(super) fn compare(case: &Case, recorded: &[Json], history: &[Json], same: &mut Same<'_>) -> Option<Difference> {
    let ours: Vec<Json> = history.iter().map(normal).collect();
    if sorted(case) {
        return compare_sorted(recorded, &ours, same);
    }
    let truncated = case
        .file
        .get("notes")
        .is_some_and(|notes| notes.to_string().contains("read while the execution was still running"))
        || recorded.len() < ours.len()
            && case.file.at(&["expected", "status"]).and_then(Json::as_str) == Some("RUNNING");
    for (index, expected) in recorded.iter().enumerate() {
        let place = format!("/expected/events/{index}");
        match ours.get(index) {
            None => return Some(Difference::new(place, line(expected), "no further event")),
            Some(actual) => {
                if let Some(found) = same(expected, actual, &place) {
                    return Some(found);
                }
            }
        }
    }
    if ours.len() > recorded.len() && !truncated {
        return Some(Difference::new("/expected/events", "no further event", line(&ours[recorded.len()])));
    }
    None
}

/// Whether the recorder sorted the events inside a Parallel and took their ids away.
fn sorted(case: &Case) -> bool {
    case.file.get("notes").is_some_and(|notes| notes.to_string().contains("SfnNoneRecursiveParallelTransformer"))
}

fn line(event: &Json) -> String {
    let text = |key: &str| event.get(key).map(ToString::to_string).unwrap_or_default();
    format!("{} <- {} {} {}", text("id"), text("previousEventId"), text("type"), event)
}

/// Events with an id are compared in their order; those without one as a set.
fn compare_sorted(recorded: &[Json], ours: &[Json], same: &mut Same<'_>) -> Option<Difference> {
    let kind = |event: &Json| event.get("type").and_then(Json::as_str).unwrap_or_default().to_string();
    let has_id = |event: &Json| event.get("id").and_then(Json::as_i64).is_some_and(|id| id > 0);
    let without_ids = |event: &Json| event.with("id", Json::int(0)).with("previousEventId", Json::int(0));
    let mut inside: Vec<&Json> = Vec::new();
    for expected in recorded.iter().filter(|event| has_id(event)) {
        let found = ours.iter().find(|event| event.get("id") == expected.get("id"));
        let Some(actual) = found else {
            return Some(Difference::new("/expected/events", line(expected), "no such event"));
        };
        if let Some(found) = same(expected, actual, "/expected/events") {
            return Some(found);
        }
    }
    for event in ours {
        let known = recorded.iter().any(|other| has_id(other) && other.get("id") == event.get("id"));
        // The recorder has dropped the ends of Parallels inside.
        let dropped = ["ParallelStateSucceeded", "ParallelStateFailed", "ParallelStateExited"];
        if !known && !dropped.contains(&kind(event).as_str()) {
            inside.push(event);
        }
    }
    for expected in recorded.iter().filter(|event| !has_id(event)) {
        let at = inside.iter().position(|event| same(expected, &without_ids(event), "/expected/events").is_none());
        match at {
            Some(at) => {
                inside.remove(at);
            }
            None => {
                let near = inside.iter().find(|event| kind(event) == kind(expected)).map(|event| line(event));
                return Some(Difference::new(
                    "/expected/events",
                    line(expected),
                    near.unwrap_or("no such event".into()),
                ));
            }
        }
    }
    inside.first().map(|event| Difference::new("/expected/events", "no further event", line(event)))
}

/// An event without its time; texts that hold an object are parsed, as the recorder did it.
fn normal(event: &Json) -> Json {
    let entries = event.as_object().into_iter().flatten().filter(|(key, _)| &***key != "timestamp");
    Json::from_pairs(entries.map(|(key, value)| {
        let value = match value.as_object() {
            Some(details) => {
                Json::from_pairs(details.iter().map(|(name, value)| (name.clone(), variables(name, value))))
            }
            None => value.clone(),
        };
        (key.clone(), value)
    }))
}

fn variables(name: &str, value: &Json) -> Json {
    match value.as_object() {
        Some(entries) if name == "assignedVariables" => {
            Json::from_pairs(entries.iter().map(|(name, value)| (name.clone(), parsed(value))))
        }
        _ => parsed(value),
    }
}

/// A string that holds an object, as that object; anything else as it is.
pub(super) fn parsed(value: &Json) -> Json {
    match value.as_str() {
        Some(text) if text.starts_with('{') => Json::parse_compact(text).unwrap_or_else(|_| value.clone()),
        _ => value.clone(),
    }
}

//! What the recorder put in place of values that belong to one run of the service.

use asl::json::Json;

/// Tells whether a recorded token stands for a value of this form.
pub(super) fn stands_for(token: &str, actual: &Json) -> bool {
    let name = token.trim_start_matches('<').trim_end_matches('>').split(':').next().unwrap_or_default();
    match (name, actual) {
        ("generated-uuid" | "uuid", Json::String(text)) => is_uuid(text),
        ("a_task_token" | "task_token", Json::String(text)) => text.len() > 16,
        ("date" | "timestamp" | "datetime" | "start-date" | "start-time" | "entered-time", Json::String(text)) => {
            text.len() >= 20 && text.as_bytes()[10] == b'T' && text.ends_with('Z')
        }
        _ if token.contains(MAP_RUN_ID) => {
            actual.as_str().is_some_and(|text| without_uuids(text) == without_uuids(token))
        }
        ("RandomNumberGenerated", Json::Number(_)) => true,
        _ => false,
    }
}

/// A text with a mark in place of each UUID: those of a Map Run are the service's own.
fn without_uuids(text: &str) -> String {
    let parts = text.split_inclusive([':', '/']).map(|part| match is_uuid(part.trim_end_matches([':', '/'])) {
        true => format!("<uuid>{}", &part[36..]),
        false => part.to_string(),
    });
    parts.collect()
}

/// What stands in place of the id that the service gave a Map Run.
const MAP_RUN_ID: &str = "e0000000-0000-4000-8000-0000000000aa";

fn is_uuid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

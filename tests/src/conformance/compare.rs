//! Comparing an answer with what was recorded.

use super::{Case, events, tokens};
use asl::json::Json;
use std::{collections::BTreeSet, fmt};

/// The first difference of a case.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Where, as a JSON pointer into the case.
    pub place: String,
    /// What was recorded.
    pub expected: String,
    /// What we answer.
    pub actual: String,
}

impl Difference {
    /// Makes a difference.
    pub fn new(place: impl Into<String>, expected: impl Into<String>, actual: impl Into<String>) -> Self {
        Self { place: place.into(), expected: expected.into(), actual: actual.into() }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| match text.char_indices().nth(400) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text.to_string(),
        };
        write!(f, "{}\n      recorded {}\n      ours     {}", self.place, short(&self.expected), short(&self.actual))
    }
}

/// Where nothing is compared: values that belong to one run of the service.
pub(super) struct Volatile {
    /// JSON pointers into the case.
    places: BTreeSet<String>,
    /// Keys anywhere.
    keys: &'static [&'static str],
}

impl Volatile {
    /// The places that a case names.
    pub(super) fn of(case: &Case) -> Self {
        let pointers = case.file.get("volatile").and_then(Json::as_array).unwrap_or_default();
        let pointers = pointers.iter().filter_map(|entry| entry.get("pointer").and_then(Json::as_str));
        Self { places: pointers.map(ToString::to_string).collect(), keys: &[] }
    }

    fn holds(&self, place: &str) -> bool {
        self.places.contains(place) || place.rsplit('/').next().is_some_and(|key| self.keys.contains(&key))
    }
}

/// What a real service adds to the answers of a case that was recorded with one, and no mock can know.
const REAL_SERVICE: &[&str] = &["ExecutedVersion", "SdkHttpMetadata", "SdkResponseMetadata"];

/// Compares status, output, error, cause and, where it was recorded, the whole history.
pub(super) fn execution(case: &Case, answer: &Json) -> Option<Difference> {
    let Some(summary) = answer.get("summary") else {
        return Some(Difference::new("", "an execution", answer.to_string()));
    };
    let expected = case.file.get("expected")?;
    let keys = if case.file.get("mock_config").is_some() { REAL_SERVICE } else { &[] };
    let volatile = Volatile { keys, ..Volatile::of(case) };
    if let Some(recorded) = expected.get("events").and_then(Json::as_array) {
        let history = answer.at(&["history", "events"]).and_then(Json::as_array).unwrap_or_default();
        let found = events::compare(case, recorded, history, &mut |expected, actual, place| {
            same(expected, actual, place, &volatile)
        });
        if found.is_some() {
            return found;
        }
    }
    for key in ["status", "output", "error", "cause"] {
        let Some(recorded) = expected.get(key) else { continue };
        let actual = summary.get(key).cloned().unwrap_or_default();
        let actual = events::parsed(&actual);
        if let Some(found) = same(recorded, &actual, &format!("/expected/{key}"), &volatile) {
            return Some(found);
        }
    }
    None
}

/// Compares the output, or error and cause.
pub(super) fn outcome(case: &Case, answer: &Json) -> Option<Difference> {
    let Some(summary) = answer.get("summary") else {
        return Some(Difference::new("", "an execution", answer.to_string()));
    };
    let recorded = case.file.get("result")?;
    let volatile = Volatile { places: BTreeSet::new(), keys: &[] };
    if let Some(expected) = recorded.get("output") {
        let actual = match summary.get("status").and_then(Json::as_str) {
            Some("SUCCEEDED") => summary.get("output").cloned().unwrap_or_default(),
            _ => return Some(Difference::new("/result/output", expected.to_string(), summary.to_string())),
        };
        return same(expected, &actual, "/result/output", &volatile);
    }
    ["error", "cause"].iter().find_map(|key| {
        let expected = recorded.get(key)?;
        // The recorder put the status where the service gave nothing.
        let absent = expected.as_str() == Some("FAILED");
        let actual = summary.get(key).cloned().unwrap_or_default();
        if absent && actual.is_null() {
            return None;
        }
        same(expected, &actual, &format!("/result/{key}"), &volatile)
    })
}

pub(super) fn same(expected: &Json, actual: &Json, place: &str, volatile: &Volatile) -> Option<Difference> {
    if volatile.holds(place) {
        return None;
    }
    match (expected, actual) {
        (Json::Object(a), Json::Object(b)) => {
            for (key, value) in a.iter() {
                let inner = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
                if volatile.holds(&inner) {
                    continue;
                }
                let Some(other) = b.get(key) else {
                    return Some(Difference::new(inner, value.to_string(), "nothing"));
                };
                if let Some(found) = same(value, other, &inner, volatile) {
                    return Some(found);
                }
            }
            let extra = b.keys().find(|key| !a.contains_key(key) && !volatile.holds(&format!("{place}/{key}")))?;
            Some(Difference::new(format!("{place}/{extra}"), "nothing", b[extra].to_string()))
        }
        (Json::Array(a), Json::Array(b)) => {
            if a.len() != b.len() {
                return Some(Difference::new(place, expected.to_string(), actual.to_string()));
            }
            let pairs = a.iter().zip(b.iter()).enumerate();
            pairs.into_iter().find_map(|(index, (a, b))| same(a, b, &format!("{place}/{index}"), volatile))
        }
        (Json::String(token), actual) if tokens::stands_for(token, actual) => None,
        // The recorder has parsed some texts of arrays and numbers too.
        (Json::Array(_) | Json::Number(_), Json::String(text))
            if Json::parse_compact(text).is_ok_and(|value| value == *expected) =>
        {
            None
        }
        (Json::String(a), Json::String(b)) if a.contains("<json-input:") => {
            let b = quoted_input(b);
            (**a != *b).then(|| Difference::new(place, a.to_string(), b))
        }
        // Numbers are compared in their literal form: 1.0 is not 1.
        (Json::Number(a), Json::Number(b)) => {
            (a.to_string() != b.to_string()).then(|| Difference::new(place, a.to_string(), b.to_string()))
        }
        _ => (expected != actual).then(|| Difference::new(place, expected.to_string(), actual.to_string())),
    }
}

/// Puts the recorder's token in place of the quoted input of a cause.
fn quoted_input(text: &str) -> String {
    let Some(from) = text.find("in the input '") else { return text.to_string() };
    let from = from + "in the input '".len();
    let to = text.rfind('\'').filter(|to| *to >= from).unwrap_or(text.len());
    format!("{}<json-input:1>{}", &text[..from], &text[to..])
}

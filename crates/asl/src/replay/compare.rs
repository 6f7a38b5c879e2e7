//! A recording and a run of ours, event by event.

use super::{
    follow::{Followed, follow},
    recording::{Recorded, Recording},
};
use asl_engine::Instant;
use asl_json::Json;
use asl_view::{Comparison, EventDifference, NONE, Outline, ScopeKind};
use std::collections::BTreeMap;

/// Fields that belong to one run of the service, or repeat that nothing was cut off.
const IGNORED: [&str; 6] =
    ["roleArn", "region", "mapRunArn", "inputDetails", "outputDetails", "assignedVariablesDetails"];

/// Fields that a recording without execution data leaves out.
const DATA: [&str; 4] = ["input", "output", "parameters", "assignedVariables"];

/// The longest text that a difference shows, in characters.
const SHOWN: usize = 200;

/// Compares two histories, the recorded one first.
pub(super) fn compare(recorded: &Recording, ours: &Recording, outline: &Outline) -> Comparison {
    let has_data = recorded.has_data();
    let most = recorded.len().max(ours.len());
    let mut found = Comparison { recorded: recorded.len() as u32, ours: ours.len() as u32, ..Comparison::default() };
    // What would have come after the last event of an execution that had not ended is unknown.
    let compared = if recorded.has_ended() { most } else { recorded.len() };
    for at in 0..compared {
        let difference = match (recorded.events.get(at), ours.events.get(at)) {
            (Some(a), Some(b)) => event(a, b, has_data, Links::Compared),
            (a, b) => Some((String::new(), shown_event(a), shown_event(b))),
        };
        if let Some((field, recorded, ours)) = difference {
            found.differing += 1;
            let first = || EventDifference { event: at as u32 + 1, field, recorded, ours };
            found.first.get_or_insert_with(first);
        }
    }
    found.is_order = found.differing > 1 && recorded.len() == ours.len() && same_lanes(recorded, ours, outline);
    found
}

/// Whether `previousEventId` counts.
#[derive(Clone, Copy, PartialEq)]
enum Links {
    Compared,
    Ignored,
}

/// The field of an event that differs, with both values.
fn event(a: &Recorded, b: &Recorded, has_data: bool, links: Links) -> Option<(String, String, String)> {
    if a.kind != b.kind || a.type_name != b.type_name {
        return Some((String::new(), shown_event(Some(a)), shown_event(Some(b))));
    }
    if links == Links::Compared && a.previous != b.previous {
        return Some(("previousEventId".into(), a.previous.to_string(), b.previous.to_string()));
    }
    let keys = |event: &Recorded| event.details.as_object().map(|entries| entries.keys().cloned().collect::<Vec<_>>());
    let mut all = keys(a).unwrap_or_default();
    all.extend(keys(b).unwrap_or_default().into_iter().filter(|key| a.details.get(key).is_none()));
    for key in all.iter().filter(|key| !IGNORED.contains(&&***key)) {
        if !has_data && DATA.contains(&&**key) {
            continue;
        }
        let found = match (a.details.get(key), b.details.get(key)) {
            (Some(a), Some(b)) if is_shallow(a) && is_shallow(b) => differ(key, key, a, b),
            (a, b) if a == b => None,
            (a, b) => Some((key.to_string(), shown(a), shown(b))),
        };
        if let Some((path, a, b)) = found {
            return Some((format!("`{path}`"), a, b));
        }
    }
    None
}

/// The first part of two values that does not mean the same, apart from what every run has of its own: times, ids,
/// ARNs, tokens. `path` leads to the values, and `key` is its last field.
fn differ(path: &str, key: &str, a: &Json, b: &Json) -> Option<(String, String, String)> {
    match (a, b) {
        (Json::Object(of_a), Json::Object(of_b)) => {
            let in_both = of_a.iter().find_map(|(key, value)| {
                let inner = format!("{path}.{key}");
                match of_b.get(key) {
                    Some(other) => differ(&inner, key, value, other),
                    None => Some((inner, shown(Some(value)), shown(None))),
                }
            });
            in_both.or_else(|| {
                let (key, value) = of_b.iter().find(|(key, _)| !of_a.contains_key(key))?;
                Some((format!("{path}.{key}"), shown(None), shown(Some(value))))
            })
        }
        (Json::Array(of_a), Json::Array(of_b)) if of_a.len() == of_b.len() => {
            let mut pairs = of_a.iter().zip(of_b.iter()).enumerate();
            pairs.find_map(|(at, (a, b))| differ(&format!("{path}[{at}]"), key, a, b))
        }
        // Numbers are compared in their literal form: 1.0 is not 1.
        (Json::Number(of_a), Json::Number(of_b)) if of_a.to_string() == of_b.to_string() => None,
        (Json::String(of_a), Json::String(of_b)) if of_a == of_b => None,
        (Json::String(of_a), Json::String(of_b)) => match (opened(of_a), opened(of_b)) {
            (Some(a), Some(b)) => differ(path, key, &a, &b),
            _ if is_own(key, of_a, of_b) => None,
            _ => Some((path.to_string(), shown(Some(a)), shown(Some(b)))),
        },
        // Some tools open the JSON inside a string.
        (Json::String(text), value) | (value, Json::String(text))
            if Json::parse_compact(text).is_ok_and(|opened| differ(path, key, &opened, value).is_none()) =>
        {
            None
        }
        _ if !matches!((a, b), (Json::Number(_), Json::Number(_))) && a == b => None,
        _ => Some((path.to_string(), shown(Some(a)), shown(Some(b)))),
    }
}

/// What nests deeper is compared as a whole: looking inside takes a frame of the stack for each level.
fn is_shallow(value: &Json) -> bool {
    value.depth() <= 128
}

/// The JSON in a text, where it looks like some.
fn opened(text: &str) -> Option<Json> {
    let begins = text.trim_start().starts_with(['{', '[', '"']);
    begins.then(|| Json::parse_compact(text).ok()).flatten().filter(is_shallow)
}

/// Whether two texts are of the kinds that every run has of its own.
fn is_own(key: &str, a: &str, b: &str) -> bool {
    key.to_ascii_lowercase().contains("token")
        || is_moment(a) && is_moment(b)
        || is_uuid(a) && is_uuid(b)
        || a.starts_with("arn:") && b.starts_with("arn:")
        || without_ids(a) == without_ids(b)
}

fn is_moment(text: &str) -> bool {
    Instant::parse(text).is_some()
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// A cause without the ids of events in it: they are compared as such.
fn without_ids(text: &str) -> String {
    let mut parts = text.split("event id #");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        out.push_str("event id #");
        out.push_str(part.trim_start_matches(|sign: char| sign.is_ascii_digit()));
    }
    out
}

/// Whether each branch and iteration does the same, in whichever order they come.
fn same_lanes(recorded: &Recording, ours: &Recording, outline: &Outline) -> bool {
    let (Ok(a), Ok(b)) = (follow(recorded, outline), follow(ours, outline)) else { return false };
    let (a, b) = (lanes(&a), lanes(&b));
    let same_lane = |(key, own): (&Vec<u32>, &Vec<u32>)| {
        b.get(key).is_some_and(|other| {
            let event = |(a, b): (&u32, &u32)| {
                let pair = (&recorded.events[*a as usize], &ours.events[*b as usize]);
                event(pair.0, pair.1, recorded.has_data(), Links::Ignored).is_none()
            };
            own.len() == other.len() && own.iter().zip(other).all(event)
        })
    };
    a.len() == b.len() && a.iter().all(same_lane)
}

/// The events of each scope. A scope is named by its way from the root: the how-manieth visit opened it at which
/// attempt, and its index.
fn lanes(followed: &Followed) -> BTreeMap<Vec<u32>, Vec<u32>> {
    let mut order = vec![0_u32; followed.scopes.len()];
    let rank: Vec<u32> = followed
        .visits
        .iter()
        .map(|visit| {
            let next = &mut order[visit.scope as usize];
            *next += 1;
            *next
        })
        .collect();
    let mut names: Vec<Vec<u32>> = Vec::with_capacity(followed.scopes.len());
    // How often an owner has opened a scope of an index: once for each attempt.
    let mut opened: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for row in &followed.scopes {
        let name = match (row.kind, names.get(row.parent as usize).filter(|_| row.parent != NONE)) {
            (ScopeKind::Branch(index) | ScopeKind::Iteration(index), Some(parent)) => {
                let attempt = opened.entry((row.owner, index)).or_default();
                *attempt += 1;
                let rank = rank.get(row.owner as usize).copied().unwrap_or_default();
                [parent.as_slice(), &[rank, *attempt, index]].concat()
            }
            _ => Vec::new(),
        };
        names.push(name);
    }
    let mut lanes: BTreeMap<Vec<u32>, Vec<u32>> = BTreeMap::new();
    for (at, place) in followed.places.iter().enumerate() {
        lanes.entry(names[place.scope as usize].clone()).or_default().push(at as u32);
    }
    lanes
}

fn shown_event(event: Option<&Recorded>) -> String {
    let Some(event) = event else { return "no further event".into() };
    let kind = if event.type_name.is_empty() { event.kind.name() } else { short_name(&event.type_name) };
    match event.text("name") {
        Some(name) => format!("{kind} of `{}`", short(name)),
        None => kind.to_string(),
    }
}

fn short_name(name: &str) -> &str {
    name.char_indices().nth(60).map_or(name, |(at, _)| &name[..at])
}

fn shown(value: Option<&Json>) -> String {
    value.map_or("nothing".into(), |value| short(&value.as_str().map_or_else(|| value.to_string(), str::to_string)))
}

fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

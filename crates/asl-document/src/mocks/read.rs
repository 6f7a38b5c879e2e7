//! Reading mocks, with a diagnostic for whatever nobody could answer with.

use super::{Mocks, Outcome, Response};
use crate::fields::{At, list};
use asl_json::spanned::{Node, Value};
use asl_text::Diagnostic;

const OUTCOMES: [&str; 5] = ["Return", "Throw", "Timeout", "Pending", "Ask"];
const FIELDS: [&str; 12] = [
    "Return",
    "Throw",
    "Timeout",
    "Pending",
    "Ask",
    "Submitted",
    "DelaySeconds",
    "Times",
    "Iteration",
    "When",
    "Heartbeats",
    "Worker",
];

impl Mocks {
    /// Reads the mocks of a scenario document. A single response may stand in place of a list of one.
    ///
    /// What has an error is left out; the diagnostics say what and where.
    pub fn parse(node: &Node) -> (Self, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mocks = read(&At::new(node, ""), &mut found);
        (mocks, found)
    }
}

/// Reads the mocks at a pointer of a larger document.
pub(crate) fn read(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Mocks {
    let mut mocks = Mocks::default();
    for member in at.object(found).unwrap_or_default() {
        let state = at.inner(&member.value, &member.key);
        let responses = match &member.value.value {
            Value::Object(_) => response(&state, found).into_iter().collect(),
            Value::Array(items) if items.is_empty() => {
                let message = format!("`{}` has an empty list of responses: it is not mocked", member.key);
                found.push(state.warning("no-responses", message).help("add a response, or remove the state"));
                Vec::new()
            }
            Value::Array(items) => items
                .iter()
                .enumerate()
                .filter_map(|(index, item)| response(&state.inner(item, index), found))
                .collect::<Vec<_>>(),
            _ => {
                found.push(state.wrong("a list of responses").help("write `[{ \"Return\": … }]`"));
                Vec::new()
            }
        };
        if !responses.is_empty() {
            mocks.states.insert(member.key.to_string(), responses);
        }
    }
    mocks
}

pub(crate) fn response(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Option<Response> {
    at.object(found)?;
    let outcome = outcome(at, found);
    at.only(&FIELDS, found);
    let seconds = at.get("DelaySeconds").and_then(|delay| delay.seconds(found));
    let times = at.get("Times").and_then(|times| times.whole(1, u32::MAX.into(), found));
    let index = at.get("Iteration").and_then(|index| index.whole(0, u32::MAX.into(), found));
    let when = at.get("When").and_then(|when| when.text(found));
    let worker = at.get("Worker").and_then(|worker| worker.text(found));
    let heartbeats = at.get("Heartbeats").map(|heartbeats| heartbeat_seconds(&heartbeats, found)).unwrap_or_default();
    Some(Response {
        outcome: outcome?,
        submitted: at.node.get("Submitted").map(Node::to_json),
        worker,
        delay_seconds: seconds,
        times: times.map_or(1, |times| times as u32),
        iteration: index.map(|index| index as u32),
        when,
        heartbeats,
    })
}

fn outcome(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Option<Outcome> {
    let given: Vec<&str> = OUTCOMES.into_iter().filter(|key| at.node.get(key).is_some()).collect();
    match given.as_slice() {
        ["Return"] => at.node.get("Return").map(|value| Outcome::Return(value.to_json())),
        ["Throw"] => throw(&at.get("Throw")?, found),
        ["Timeout"] => mark(&at.get("Timeout")?, Outcome::Timeout, found),
        ["Pending"] => mark(&at.get("Pending")?, Outcome::Pending, found),
        ["Ask"] => mark(&at.get("Ask")?, Outcome::Ask, found),
        [] => {
            found.push(
                at.error("no-outcome", "this response says neither what the task returns nor how it fails").help(
                    "write `\"Return\": …` around the result, or `\"Throw\": { \"Error\": …, \"Cause\": … }`, or `\"Timeout\": true`",
                ),
            );
            None
        }
        several => {
            let message = format!("a response has one outcome; this one has {}", list(several));
            found.push(at.error("two-outcomes", message).help("make two responses of it, or remove one of them"));
            None
        }
    }
}

fn throw(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Option<Outcome> {
    let Value::Object(_) = &at.node.value else {
        found.push(at.wrong("an object").help("write `{ \"Error\": \"…\", \"Cause\": \"…\" }`"));
        return None;
    };
    at.only(&["Error", "Cause"], found);
    let mut part = |key: &str| match at.get(key) {
        None => Some(None),
        Some(part) => part.text(found).map(|text| Some(text.into())),
    };
    let (error, cause) = (part("Error"), part("Cause"));
    Some(Outcome::Throw { error: error?, cause: cause? })
}

/// `true`, or an object as recorded cases have it: `"Timeout": { "Error": "States.Timeout" }`.
fn mark(at: &At<'_>, outcome: Outcome, found: &mut Vec<Diagnostic>) -> Option<Outcome> {
    match at.node.value {
        Value::Bool(true) | Value::Object(_) => Some(outcome),
        _ => {
            found.push(at.wrong("`true`"));
            None
        }
    }
}

fn heartbeat_seconds(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Vec<f64> {
    let Some(items) = at.node.as_array() else {
        found.push(at.wrong("an array of seconds"));
        return Vec::new();
    };
    let mut seconds: Vec<f64> =
        items.iter().enumerate().filter_map(|(index, item)| at.inner(item, index).seconds(found)).collect();
    asl_sort::by(&mut seconds, f64::total_cmp);
    seconds
}

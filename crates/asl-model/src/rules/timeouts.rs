//! Tasks that wait too long or not long enough.
//!
//! - `heartbeat-not-below-timeout`: the task times out before a heartbeat can be missed.
//! - `token-without-timeout`: without an answer the task waits a year.
//! - `token-not-passed`: nobody can answer, because nobody gets the token.

use crate::program::{Amount, Kind, Pattern, ResourceKind, State};
use crate::read::{At, Findings};
use asl_json::spanned::{Node, Value};
use asl_text::Diagnostic;

/// Checks one state.
pub(crate) fn check(state: &State, node: &Node, at: &At<'_>, found: &mut Findings) {
    let Kind::Task(task) = &state.kind else { return };
    if let (Some(Amount::Literal(timeout)), Some(Amount::Literal(heartbeat))) = (&task.timeout, &task.heartbeat)
        && heartbeat >= timeout
        && let Some(member) = node.member("HeartbeatSeconds")
    {
        let message = "HeartbeatSeconds must be less than TimeoutSeconds to have an effect";
        let at = at.key("HeartbeatSeconds").to_string();
        let finding = Diagnostic::warning("heartbeat-not-below-timeout", member.value.span, at, message);
        found.push(finding.help("Lower HeartbeatSeconds, or raise TimeoutSeconds."));
    }
    let ResourceKind::Service { pattern: Pattern::Token, .. } = &task.resource.kind else { return };
    let span = node.member("Resource").map_or(state.key_span, |member| member.value.span);
    let location = at.key("Resource").to_string();
    if task.timeout.is_none() && task.heartbeat.is_none() {
        let message = "without a timeout the task waits up to a year for its token";
        let finding = Diagnostic::hint("token-without-timeout", span, location.clone(), message);
        found.push(finding.help("Add `TimeoutSeconds` or `HeartbeatSeconds`."));
    }
    if !["Parameters", "Arguments"].iter().filter_map(|name| node.get(name)).any(passes_token) {
        let message = "the task token is passed to nobody, so nobody can answer";
        let finding = Diagnostic::hint("token-not-passed", span, location, message);
        found.push(finding.help("Pass `$$.Task.Token` (JSONPath) or `$states.context.Task.Token` (JSONata)."));
    }
}

/// Tells whether a value may hold the token: it, the task's part of the context, or all of it.
fn passes_token(node: &Node) -> bool {
    match &node.value {
        Value::String(text) => {
            text.contains("Task") || text.contains("$$") || text.contains("$states.context") || text.contains("${")
        }
        Value::Array(items) => items.iter().any(passes_token),
        Value::Object(members) => members.iter().any(|member| passes_token(&member.value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

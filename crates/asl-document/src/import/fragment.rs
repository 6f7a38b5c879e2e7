//! States as articles show them, without a machine around them.

use super::Machine;
use asl_json::{
    Json, Map, pretty,
    spanned::{Node, Value},
};
use asl_text::Diagnostic;

const TYPES: [&str; 8] = ["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"];

const STATE_FIELDS: [&str; 26] = [
    "Arguments",
    "Assign",
    "Branches",
    "Catch",
    "Choices",
    "Credentials",
    "HeartbeatSeconds",
    "InputPath",
    "ItemProcessor",
    "ItemReader",
    "ItemSelector",
    "Items",
    "ItemsPath",
    "Iterator",
    "MaxConcurrency",
    "Output",
    "OutputPath",
    "Parameters",
    "Resource",
    "Result",
    "ResultPath",
    "ResultSelector",
    "ResultWriter",
    "Retry",
    "TimeoutSeconds",
    "Type",
];

/// Tells whether all keys of an object are fields that only a state has.
pub(super) fn is_fields(root: &Node) -> bool {
    let members = root.as_object().unwrap_or_default();
    !members.is_empty() && members.iter().all(|member| STATE_FIELDS.contains(&member.key.trim_end_matches(".$")))
}

/// A machine around one state, or around several by name.
pub(super) fn machine(root: &Node) -> Option<(Machine, Vec<Diagnostic>)> {
    let members = root.as_object()?;
    let mut states: Map = if is_state(root) {
        [("State".into(), root.to_json())].into_iter().collect()
    } else if !members.is_empty() && members.iter().all(|member| is_state(&member.value)) {
        members.iter().map(|member| (member.key.clone(), member.value.to_json())).collect()
    } else {
        return None;
    };
    let start = states.keys().next()?.to_string();
    let note = |code, text: String| Diagnostic::hint(code, root.span, "", text);
    let mut notes = vec![note("fragment", "these are states without a machine; a machine was made around them".into())];
    let mut missing: Vec<String> = Vec::new();
    for target in states.values().flat_map(targets) {
        if !states.contains_key(target.as_str()) && !missing.contains(&target) {
            missing.push(target);
        }
    }
    if !missing.is_empty() {
        let names = crate::fields::list(&missing);
        notes
            .push(note("stand-ins", format!("states that end the run stand in for those that are not shown: {names}")));
    }
    for state in states.values_mut() {
        *state = ended(state);
    }
    for name in missing {
        states.insert(name.into(), Json::from_pairs([("Type", Json::from("Succeed"))]));
    }
    let definition = Json::from_pairs([("StartAt", Json::from(start.as_str())), ("States", Json::object(states))]);
    let machine =
        Machine { name: String::new(), definition: Ok(pretty(&definition)), machine_type: None, role_arn: None };
    Some((machine, notes))
}

fn is_state(node: &Node) -> bool {
    matches!(node.get("Type").map(|kind| &kind.value), Some(Value::String(kind)) if TYPES.contains(&&**kind))
}

/// The states that a state names as its next one.
fn targets(state: &Json) -> Vec<String> {
    let rules = ["Catch", "Choices"].into_iter().filter_map(|key| state.get(key)?.as_array()).flatten();
    let next = [state.get("Next"), state.get("Default")].into_iter().flatten();
    next.chain(rules.filter_map(|rule| rule.get("Next"))).filter_map(Json::as_str).map(str::to_string).collect()
}

/// A state that names no next one ends the run.
fn ended(state: &Json) -> Json {
    let kind = state.get("Type").and_then(Json::as_str).unwrap_or_default();
    let open = state.get("Next").is_none() && state.get("End").is_none();
    if open && !matches!(kind, "Choice" | "Succeed" | "Fail") {
        state.with("End", Json::Bool(true))
    } else {
        state.clone()
    }
}

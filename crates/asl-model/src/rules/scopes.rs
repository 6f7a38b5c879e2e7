//! A branch or an iteration may read the variables around it and not use their names for its own. AWS refuses it.
//!
//! Quirk: only what may be assigned before counts; the catcher of a Parallel may use the names of its branches (case
//! `states_variables/test_error_output.test_parallel_catch_error[PARALLEL_CATCH_ERROR_VARIABLE_SAMPLING]`).

use crate::read::{At, Findings};
use asl_json::spanned::{Member, Node};
use asl_text::{Diagnostic, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The variables of the machines around, and where each is assigned first.
type Outer<'n> = BTreeMap<&'n str, Span>;

/// How many Maps and Parallels of one machine are looked at: each costs a walk over all its states.
const OWNERS: usize = 200;

/// Checks a whole definition.
pub(crate) fn check(definition: &Node, found: &mut Findings) {
    machine(definition, &At::ROOT, &BTreeMap::new(), found);
}

fn machine(node: &Node, at: &At<'_>, outer: &Outer<'_>, found: &mut Findings) {
    let at = at.key("States");
    let states = node.get("States").and_then(Node::as_object).unwrap_or_default();
    for state in states {
        for (assign, field) in assigned(&state.value) {
            let Some(first) = outer.get(name_of(assign)) else { continue };
            // The code is not recorded, only the text is.
            let message = format!("The variable name '{}' was already defined in a parent scope.", name_of(assign));
            let location = format!("{}/{field}", at.state(&state.key));
            let finding = Diagnostic::error("INVALID_VARIABLE_NAME", assign.key_span, location, message)
                .label(*first, "defined here")
                .help("Choose another name: an inner scope can read the outer variable, but not assign it.");
            found.push(finding);
        }
    }
    let mut leading = None;
    for owner in states.iter().filter(|state| !inner(state).is_empty()).take(OWNERS) {
        let at = at.state(&owner.key);
        let mut visible = outer.clone();
        for state in before(leading.get_or_insert_with(|| leading_to(states)), owner) {
            for (assign, _) in assigned(&state.value) {
                visible.entry(name_of(assign)).or_insert(assign.key_span);
            }
        }
        for (index, (field, processor)) in inner(owner).into_iter().enumerate() {
            let field_at = at.key(field);
            let mode = processor.get("ProcessorConfig").and_then(|config| config.get("Mode"));
            if field == "Branches" {
                machine(processor, &field_at.index(index), &visible, found);
            } else if mode.and_then(Node::as_str) == Some("DISTRIBUTED") {
                // The children are executions of their own and see nothing of this one.
                machine(processor, &field_at, &BTreeMap::new(), found);
            } else {
                machine(processor, &field_at, &visible, found);
            }
        }
    }
}

/// The machines inside a state, each with its field.
fn inner(state: &Member) -> Vec<(&'static str, &Node)> {
    let branches = state.value.get("Branches").and_then(Node::as_array).unwrap_or_default();
    let processors =
        ["ItemProcessor", "Iterator"].into_iter().filter_map(|field| Some((field, state.value.get(field)?)));
    branches.iter().map(|branch| ("Branches", branch)).chain(processors).collect()
}

/// Of each state the states that lead to it.
type Leading<'n> = BTreeMap<&'n str, Vec<&'n Member>>;

fn leading_to(states: &[Member]) -> Leading<'_> {
    let mut leading = Leading::new();
    for state in states {
        for target in targets(&state.value) {
            leading.entry(target).or_default().push(state);
        }
    }
    leading
}

/// The states that may run before one: those that lead to it.
fn before<'n>(leading: &Leading<'n>, owner: &'n Member) -> Vec<&'n Member> {
    let mut reached: BTreeSet<&str> = BTreeSet::from([&*owner.key]);
    let mut open: Vec<&str> = vec![&owner.key];
    let mut all = Vec::new();
    while let Some(name) = open.pop() {
        for state in leading.get(name).into_iter().flatten() {
            if reached.insert(&state.key) {
                open.push(&state.key);
                all.push(*state);
            }
        }
    }
    all
}

fn targets(state: &Node) -> Vec<&str> {
    let own = ["Next", "Default"].into_iter().filter_map(|field| state.get(field));
    let lists = ["Choices", "Catch"].into_iter().filter_map(|field| state.get(field)?.as_array());
    let listed = lists.flatten().filter_map(|item| item.get("Next"));
    own.chain(listed).filter_map(Node::as_str).collect()
}

/// The variables that a state assigns, with the field that does it: its own, those of its rules and catchers.
fn assigned(state: &Node) -> Vec<(&Member, String)> {
    let mut all: Vec<(&Member, String)> = Vec::new();
    collect(state, "Assign".into(), &mut all);
    for list in ["Choices", "Catch"] {
        for (index, item) in state.get(list).and_then(Node::as_array).unwrap_or_default().iter().enumerate() {
            collect(item, format!("{list}[{index}]/Assign"), &mut all);
        }
    }
    all
}

fn collect<'n>(node: &'n Node, field: String, all: &mut Vec<(&'n Member, String)>) {
    let members = node.get("Assign").and_then(Node::as_object).unwrap_or_default();
    all.extend(members.iter().map(|member| (member, field.clone())));
}

fn name_of(assign: &Member) -> &str {
    assign.key.strip_suffix(".$").unwrap_or(&assign.key)
}

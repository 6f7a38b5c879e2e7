//! `MISSING_TRANSITION_TARGET`: a state that nothing leads to. AWS refuses it.
//!
//! AWS: the walk is left out where the machine has no terminal state (that is reported instead).

use crate::program::{Kind, MachineId, Program, State, StateId, Then};
use crate::read::{At, Findings};
use asl_text::Diagnostic;
use std::collections::BTreeSet;

/// Checks the states of one machine; `at` is the place of its `States`.
pub(crate) fn check(program: &Program, machine: MachineId, at: &At<'_>, found: &mut Findings) {
    let machine = program.machine(machine);
    let mut reached: BTreeSet<StateId> = BTreeSet::new();
    let mut open: Vec<StateId> = match machine.start {
        Some(start) => vec![start],
        // The start is misspelt, which was reported: only what nothing at all leads to is worth a word.
        None => machine.states.iter().flat_map(|id| targets(program.state(*id))).collect(),
    };
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(targets(program.state(id)));
        }
    }
    for id in machine.states.iter().filter(|id| !reached.contains(id)) {
        let state = program.state(*id);
        let message = format!("State \"{}\" is not reachable.", state.name);
        let location = at.state(&state.name).to_string();
        let finding = Diagnostic::error("MISSING_TRANSITION_TARGET", state.key_span, location, message)
            .help("Lead another state here with Next, Default, a rule or a catcher, or remove the state.");
        found.push(finding);
    }
}

/// Where a state may lead.
fn targets(state: &State) -> Vec<StateId> {
    let mut all: Vec<&Then> = vec![&state.then];
    if let Kind::Choice { rules, default } = &state.kind {
        all.extend(rules.iter().map(|rule| &rule.next));
        all.push(default);
    }
    let next = all.into_iter().filter_map(|then| match then {
        Then::Next(id) => Some(*id),
        Then::End | Then::Missing => None,
    });
    next.chain(state.catch.iter().filter_map(|catcher| catcher.next)).collect()
}

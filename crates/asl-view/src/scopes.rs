//! The variables at a cursor, scope by scope.

use crate::{
    Outline, Trace,
    json::{members, unquote},
    scope_label,
};
use std::collections::BTreeMap;

/// A variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VariableRow {
    /// Its name, without `$`.
    pub name: String,
    /// Where it lives; empty for the execution itself.
    pub scope: String,
    /// Its value at the cursor, as JSON text.
    pub value: String,
    /// Its value at the end of its scope, as JSON text.
    pub end: String,
    /// The event (its id) that assigned it last.
    pub event: u32,
    /// The state that did.
    pub state: String,
    /// How often it has been assigned.
    pub times: u32,
    /// Whether an inner scope has a variable of the same name, which is seen in its place.
    pub shadowed: bool,
}

/// The variables that the state at the cursor sees, outer scopes first, and those that inner ones hide.
pub fn variables_at(trace: &Trace, outline: &Outline, cursor: u32) -> Vec<VariableRow> {
    let seen = &trace.events[..(cursor as usize).min(trace.events.len())];
    let Some(last) = seen.last() else { return Vec::new() };
    let mut chain = vec![last.scope];
    while let Some(scope) = chain.last().and_then(|scope| trace.scopes.get(*scope as usize)) {
        // A parent comes before its children, so the chain ends.
        if scope.parent >= chain.last().copied().unwrap_or(0) {
            break;
        }
        chain.push(scope.parent);
    }
    chain.reverse();
    let mut rows: BTreeMap<(usize, String), VariableRow> = BTreeMap::new();
    for (at, event) in trace.events.iter().enumerate() {
        let (Some(text), Some(depth)) =
            (trace.texts.get(event.assigned), chain.iter().position(|scope| *scope == event.scope))
        else {
            continue;
        };
        let state = trace.visits.get(event.visit as usize).and_then(|visit| outline.states.get(visit.state as usize));
        for (name, value) in members(text) {
            let name = unquote(name);
            if at >= seen.len() {
                let known = rows.get_mut(&(depth, name));
                known.into_iter().for_each(|row| value.clone_into(&mut row.end));
                continue;
            }
            let row = rows.entry((depth, name.clone())).or_default();
            row.name = name;
            row.scope = scope_label(trace, outline, event.scope);
            value.clone_into(&mut row.value);
            value.clone_into(&mut row.end);
            row.event = at as u32 + 1;
            row.state = state.map_or_else(String::new, |state| state.name.clone());
            row.times += 1;
        }
    }
    let keys: Vec<(usize, String)> = rows.keys().cloned().collect();
    for ((depth, name), row) in &mut rows {
        row.shadowed = keys.iter().any(|(other, same)| other > depth && same == name);
    }
    rows.into_values().collect()
}

//! Which field assigned a variable, read off the events.

use super::{
    state_node,
    writer::{Host, Writer, whole},
};
use crate::session::Session;
use asl_engine::{Details, Event, EventId, Via};
use asl_json::{Map, spanned::Node};
use asl_model::{Language, State};
use std::collections::BTreeSet;

/// Who assigned a variable last.
pub struct Assigner<'a> {
    /// The variable.
    pub name: String,
    /// The state.
    pub state: &'a State,
    /// How it was left: `Assign` is that of the state, of a catcher, or of a rule.
    pub via: Via,
    /// Whether it is the visit itself that did.
    pub is_own: bool,
}

/// Who assigned the variables that a visit sees, or with `own` those that it leaves.
pub fn assigners<'a>(session: &'a Session, visit: EventId, all: &Map, own: bool) -> Vec<Assigner<'a>> {
    let history = &session.history;
    let Some(entered) = (visit as usize).checked_sub(1).and_then(|at| history.get(at)) else { return Vec::new() };
    let mut scopes = vec![entered.scope];
    while let Some(scope) = scopes.last().and_then(|scope| session.scopes.get(*scope as usize)) {
        // A parent comes before its children, so the chain ends.
        if scope.parent >= scopes.last().copied().unwrap_or(0) {
            break;
        }
        scopes.push(scope.parent);
    }
    // The scopes around stand still while this one goes on: what was assigned last is what is seen.
    let before = history[..visit as usize].iter().filter(|event| scopes.contains(&event.scope));
    let last = exit(history, visit).filter(|_| own);
    let mut left: BTreeSet<&str> = all.iter().map(|(name, _)| &**name).collect();
    let mut found: Vec<Assigner<'_>> = Vec::new();
    for event in last.into_iter().chain(before.rev()) {
        if left.is_empty() {
            break;
        }
        let Details::StateExited { state, assigned: Some(assigned), via, .. } = &event.details else { continue };
        for (name, _) in assigned.iter() {
            if left.remove(&**name) {
                let (name, state) = (name.to_string(), session.program.state(*state));
                found.push(Assigner { name, state, via: *via, is_own: event.visit == visit });
            }
        }
    }
    found
}

/// How a visit left its state; `None` where it has not.
pub fn way_out(session: &Session, visit: EventId) -> Option<Via> {
    match exit(&session.history, visit)?.details {
        Details::StateExited { via, .. } => Some(via),
        _ => None,
    }
}

/// The event with which a visit left its state.
fn exit(history: &[Event], visit: EventId) -> Option<&Event> {
    let is_exit = |event: &&Event| event.visit == visit && matches!(event.details, Details::StateExited { .. });
    history.iter().skip(visit as usize).find(is_exit)
}

impl Writer<'_> {
    /// The field that assigned a variable; `sees` is what `$` was in it, if it is the visit's own.
    pub fn variable(&mut self, root: &Node, assigner: &Assigner<'_>, stage: &str, sees: &str) {
        let Assigner { name, state, via, is_own } = assigner;
        // A state of thousands of variables is as good as one of hundreds.
        let Some(node) = state_node(root, state).filter(|_| !self.is_full()) else { return };
        let host = Host::new(node, *via);
        let Some(assign) = host.node.member("Assign") else { return };
        self.jsonata = state.language == Language::Jsonata;
        let members = assign.value.as_object().unwrap_or_default();
        let member = members.iter().rev().find(|member| self.name(member) == name).unwrap_or(assign);
        let mut way = format!("{}Assign", host.way);
        if whole(member) != whole(assign) {
            way = format!("{way}.{}", asl_json::escape(&member.key));
        }
        if !is_own {
            way = format!("in {}: {way}", state.name);
        }
        self.built(&way, member, stage, &format!("/{name}"), is_own.then_some(sees));
    }
}

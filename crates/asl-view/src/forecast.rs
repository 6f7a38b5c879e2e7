//! How many events a large inline Map needs, where the service stops.

use crate::{EventType, NONE, Outline, ScopeKind, Trace, TraceIndex, cost::MOST_EVENTS};

/// An inline Map that needs more events than a history may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The Map of the outline.
    pub state: u32,
    /// About so many events the execution would have.
    pub events: u32,
    /// So many items are done when the service stops.
    pub items: u32,
    /// So many items there are.
    pub total: u32,
}

/// Tells whether an inline Map makes the history longer than the service allows: from a run that was stopped for it, or
/// from one that went on because the limits are off.
pub fn forecast(trace: &Trace, index: &TraceIndex, outline: &Outline) -> Option<Forecast> {
    let count = trace.events.len() as u32;
    if count < MOST_EVENTS {
        return None;
    }
    let started = |event: &&u32| trace.events[**event as usize].kind == EventType::MapStateStarted;
    let is_inline = |visit: &u32| {
        outline.states.get(trace.visits[*visit as usize].state as usize).is_some_and(|state| !state.distributed)
    };
    // Of Maps inside of Maps, the outermost is the one whose iterations can become executions.
    let candidates = (0..trace.visits.len() as u32).filter(is_inline).filter_map(|visit| {
        let event = *index.events_of(visit).iter().rfind(started)?;
        let total = trace.events[event as usize].number;
        let of_iteration = events_of_iterations(trace, index, visit, event);
        let own: u32 = of_iteration.iter().map(|(_, events)| events).sum();
        (total != NONE && total > 1).then_some((own, std::cmp::Reverse(visit), visit, total, of_iteration))
    });
    let (own, _, visit, total, iterations) = candidates.max_by_key(|(own, order, ..)| (*own, *order))?;
    // Another part of the machine makes most of the events: a loop, say.
    if own < count / 2 {
        return None;
    }
    let done: Vec<u32> = iterations.iter().filter(|(done, _)| *done).map(|(_, events)| *events).collect();
    let each = match done.is_empty() {
        true => iterations.iter().map(|(_, events)| *events).max().unwrap_or(0),
        false => done.iter().sum::<u32>().div_ceil(done.len() as u32),
    };
    let events = (count - own).saturating_add(each.saturating_mul(total)).max(count);
    let ended = |scope: &&u32| index.span(**scope).end < MOST_EVENTS.min(count) - 1;
    let items = index.scopes_of(visit).iter().filter(ended).count() as u32;
    Some(Forecast { state: trace.visits[visit as usize].state, events, items, total })
}

/// Per iteration that has begun: whether it has ended well, and its events, those of what is inside it included.
fn events_of_iterations(trace: &Trace, index: &TraceIndex, visit: u32, started: u32) -> Vec<(bool, u32)> {
    let scopes = index.scopes_of(visit);
    let is_own = |scope: u32| {
        index.runs[scope as usize] == started && matches!(trace.scopes[scope as usize].kind, ScopeKind::Iteration(_))
    };
    let mut place = vec![NONE; trace.scopes.len()];
    let mut found = Vec::new();
    for scope in scopes.iter().copied().filter(|scope| is_own(*scope)) {
        place[scope as usize] = found.len() as u32;
        found.push((index.span(scope).status == crate::StatusKind::Succeeded, 0));
    }
    // Parents come before their children.
    for scope in 1..trace.scopes.len() {
        let parent = trace.scopes[scope].parent as usize;
        if place[scope] == NONE && parent < scope {
            place[scope] = place[parent];
        }
    }
    for event in trace.events.iter().skip(started as usize) {
        if let Some(row) = found.get_mut(place[event.scope as usize] as usize) {
            row.1 += 1;
        }
    }
    found
}

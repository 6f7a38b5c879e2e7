//! Moving the cursor.

use crate::{NONE, Role, Scope, StatusKind, Trace, TraceIndex, breakpoint::is_retry, place::ancestors};

/// The cursor at the next event inside a scope; the end if there is none.
pub fn step(trace: &Trace, cursor: u32, scope: u32) -> u32 {
    let end = trace.events.len() as u32;
    (cursor..end).find(|event| is_inside(trace, *event, scope)).map_or(end, |event| event + 1)
}

/// The cursor at the previous event inside a scope; 0 if there is none.
pub fn step_back(trace: &Trace, cursor: u32, scope: u32) -> u32 {
    let cursor = cursor.min(trace.events.len() as u32);
    (0..cursor.saturating_sub(1)).rev().find(|event| is_inside(trace, *event, scope)).map_or(0, |event| event + 1)
}

/// The cursor where the state that comes next in this scope is left: all its attempts, branches and iterations are one
/// step. The end if it is never left.
pub fn step_over(trace: &Trace, index: &TraceIndex, cursor: u32, scope: u32) -> u32 {
    let end = trace.events.len() as u32;
    let Some(next) = (cursor..end).find(|event| is_inside(trace, *event, scope)) else { return end };
    match visit_in(trace, next, scope) {
        None => next + 1,
        Some(visit) => last_event(trace, index, visit).map_or(end, |event| event.max(next) + 1),
    }
}

/// The cursor at the entry of the state that the last event in this scope belongs to; if it is there already, of the
/// state before.
pub fn step_back_over(trace: &Trace, cursor: u32, scope: u32) -> u32 {
    let before = step_back(trace, cursor, scope);
    match before.checked_sub(1).and_then(|event| visit_in(trace, event, scope)) {
        Some(visit) => (trace.visits[visit as usize].entered + 1).min(before),
        None => before,
    }
}

/// The cursor at the next error anywhere.
pub fn next_error(index: &TraceIndex, cursor: u32) -> Option<u32> {
    let errors = index.errors();
    errors.get(errors.partition_point(|event| *event < cursor)).map(|event| event + 1)
}

/// The cursor at the previous error anywhere.
pub fn previous_error(index: &TraceIndex, cursor: u32) -> Option<u32> {
    let errors = index.errors();
    let before = errors.partition_point(|event| *event < cursor.saturating_sub(1));
    before.checked_sub(1).map(|place| errors[place] + 1)
}

/// The scope to look into from here: the first that the state at the cursor opened, or that of the event at the cursor
/// if it lies deeper.
pub fn scope_into(trace: &Trace, index: &TraceIndex, cursor: u32, scope: u32) -> Option<u32> {
    let event = trace.events.get(cursor.checked_sub(1)? as usize)?;
    let around = ancestors(trace, event.scope);
    if let Some(place) = around.iter().position(|inner| *inner == scope) {
        if place > 0 {
            return Some(around[place - 1]);
        }
        let visit = visit_in(trace, cursor - 1, scope)?;
        return index.scopes_of(visit).iter().copied().find(|inner| index.span(*inner).start != NONE);
    }
    None
}

/// Into what the state at the cursor opened: the scope, and the cursor at its first event if that is still to come.
/// `None` where nothing lies inside.
pub fn step_into(trace: &Trace, index: &TraceIndex, cursor: u32, scope: u32) -> Option<(u32, u32)> {
    let inner = scope_into(trace, index, cursor, scope)?;
    Some((inner, cursor.max(index.span(inner).start.saturating_add(1))))
}

/// The same for a Parallel or Map of the outline, wherever the cursor is: into the branch or iteration that runs or ran
/// last, else into the first one.
pub fn step_into_state(trace: &Trace, index: &TraceIndex, cursor: u32, scope: u32, state: u32) -> Option<(u32, u32)> {
    let around = ancestors(trace, scope);
    let owned = |(_, row): &(usize, &Scope)| {
        row.owner != NONE && trace.visits.get(row.owner as usize).is_some_and(|visit| visit.state == state)
    };
    let started = |inner: u32| index.span(inner).start != NONE;
    let all = || {
        let scopes = trace.scopes.iter().enumerate().filter(owned).map(|(inner, row)| (inner as u32, row.parent));
        scopes.filter(|(inner, _)| started(*inner))
    };
    let here = || all().filter(|(_, parent)| around.contains(parent)).map(|(inner, _)| inner);
    let begun = |inner: &u32| index.span(*inner).start < cursor;
    let open = |inner: &u32| begun(inner) && index.span(*inner).end >= cursor;
    let found = here().find(open).or_else(|| here().rfind(begun)).or_else(|| here().next());
    let found = found.or_else(|| all().map(|(inner, _)| inner).next())?;
    Some((found, cursor.max(index.span(found).start + 1)))
}

/// The scope around a scope.
pub fn scope_out(trace: &Trace, scope: u32) -> Option<u32> {
    trace.scopes.get(scope as usize).map(|row| row.parent).filter(|parent| *parent != NONE)
}

/// Whether an event happens in a scope or deeper. The end of the execution is visible everywhere.
pub fn is_inside(trace: &Trace, event: u32, scope: u32) -> bool {
    if scope == 0 || event + 1 == trace.events.len() as u32 {
        return true;
    }
    let mut inner = trace.events.get(event as usize).map_or(NONE, |row| row.scope);
    while let Some(row) = trace.scopes.get(inner as usize) {
        if inner == scope {
            return true;
        }
        inner = row.parent;
    }
    false
}

/// The visit of a scope that an event belongs to, directly or deep inside.
pub fn visit_in(trace: &Trace, event: u32, scope: u32) -> Option<u32> {
    let row = trace.events.get(event as usize)?;
    let mut inner = row.scope;
    if inner == scope {
        return (row.visit != NONE && trace.visits[row.visit as usize].scope == scope).then_some(row.visit);
    }
    while let Some(place) = trace.scopes.get(inner as usize) {
        if place.parent == scope {
            return (place.owner != NONE).then_some(place.owner);
        }
        inner = place.parent;
    }
    None
}

/// The last event of a visit, if the visit ends at all.
fn last_event(trace: &Trace, index: &TraceIndex, visit: u32) -> Option<u32> {
    let last = *index.events_of(visit).last()?;
    let ended =
        matches!(trace.events[last as usize].kind.role(), Role::Exited | Role::Failed | Role::TimedOut | Role::Aborted);
    if ended { Some(last) } else { index.marks.get(&visit).map(|mark| mark.event) }
}

/// A mark on the scrubber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The cursor at the event.
    pub cursor: u32,
    /// What it tells: a failure, a time-out, a retry, a token that is waited for, or how the run ended.
    pub kind: StatusKind,
}

/// The marks of the scrubber in order: errors, retries, and the end, or the point where the run waits for a decision. At most `limit` errors and retries are given;
/// those of a run with more are spread evenly.
pub fn ticks(trace: &Trace, index: &TraceIndex, limit: usize) -> Vec<Tick> {
    let mut ticks: Vec<Tick> = Vec::new();
    for error in index.errors() {
        let kind = match trace.events[*error as usize].kind.role() {
            Role::TimedOut => StatusKind::TimedOut,
            _ => StatusKind::Failed,
        };
        ticks.push(Tick { cursor: error + 1, kind });
    }
    let starts = (0..trace.events.len() as u32).filter(|event| is_retry(trace, *event));
    ticks.extend(starts.map(|event| Tick { cursor: event + 1, kind: StatusKind::Retrying }));
    asl_sort::by_key(&mut ticks, |tick| tick.cursor);
    ticks.dedup_by_key(|tick| tick.cursor);
    if ticks.len() > limit && limit > 0 {
        let step = ticks.len().div_ceil(limit);
        ticks = ticks.into_iter().step_by(step).collect();
    }
    if let Some(last) = trace.events.last() {
        let cursor = trace.events.len() as u32;
        let kind = match last.kind {
            crate::EventType::ExecutionSucceeded => StatusKind::Succeeded,
            crate::EventType::ExecutionFailed => StatusKind::Failed,
            crate::EventType::ExecutionTimedOut => StatusKind::TimedOut,
            crate::EventType::ExecutionAborted => StatusKind::Aborted,
            // It goes on only when somebody decides.
            _ => StatusKind::Token,
        };
        ticks.retain(|tick| tick.cursor != cursor);
        ticks.push(Tick { cursor, kind });
    }
    ticks
}

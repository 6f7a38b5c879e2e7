//! Where a machine of the outline stands in the tree of scopes, for someone who looks into one of them.

use crate::{Counts, EventType, NONE, Outline, ScopeKind, StateType, StatusKind, Trace, TraceIndex};

/// What the states of a machine stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// For their visits in this scope.
    Scope(u32),
    /// For their visits in all iterations that belong to this `MapStateStarted` event (an index from 0).
    Template(u32),
    /// For nothing: the machine has not been entered.
    Nowhere,
}

/// One run of a Map at the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapRun {
    /// The visit of the Map.
    pub visit: u32,
    /// The index of its last `MapStateStarted` event.
    pub started: u32,
    /// Number of iterations.
    pub total: u32,
}

/// Finds where a machine stands at the cursor when `focus` is looked into. Of a Parallel or Map that was visited more
/// than once, the visit around the focus counts, else the last one.
pub fn place(trace: &Trace, index: &TraceIndex, outline: &Outline, cursor: u32, focus: u32, machine: u32) -> Place {
    let mut chain = Vec::new();
    let mut next = Some(machine);
    while let Some(machine) = next.and_then(|id| outline.machines.get(id as usize)) {
        let Some(owner) = machine.owner else { break };
        chain.push((machine, owner));
        next = outline.states.get(owner as usize).map(|state| state.machine);
        if chain.len() > outline.machines.len() {
            return Place::Nowhere;
        }
    }
    if trace.scopes.is_empty() {
        return Place::Nowhere;
    }
    let around = ancestors(trace, focus);
    let mut here = Place::Scope(0);
    for (machine, owner) in chain.into_iter().rev() {
        here = match here {
            Place::Scope(scope) => inside(trace, index, outline, cursor, &around, scope, owner, machine.index),
            other => return other,
        };
    }
    here
}

/// A scope and those around it, from the inside out.
pub fn ancestors(trace: &Trace, mut scope: u32) -> Vec<u32> {
    let mut around = Vec::new();
    while let Some(row) = trace.scopes.get(scope as usize) {
        around.push(scope);
        scope = row.parent;
    }
    around
}

#[expect(clippy::too_many_arguments, reason = "one step of `place`")]
fn inside(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    cursor: u32,
    around: &[u32],
    scope: u32,
    owner: u32,
    branch: u32,
) -> Place {
    let is_map = outline.states.get(owner as usize).is_some_and(|state| state.kind == StateType::Map);
    let belongs = |candidate: &u32| {
        let row = &trace.scopes[*candidate as usize];
        let machine_fits = is_map || row.kind == ScopeKind::Branch(branch);
        let owned = trace.visits.get(row.owner as usize).is_some_and(|visit| visit.state == owner);
        row.parent == scope && machine_fits && owned && index.span(*candidate).start < cursor
    };
    if let Some(focused) = around.iter().copied().find(belongs) {
        return Place::Scope(focused);
    }
    // A sibling branch of the focus belongs to the same visit as the focus.
    let focused_visit = around
        .iter()
        .map(|scope| trace.scopes[*scope as usize].owner)
        .find(|visit| trace.visits.get(*visit as usize).is_some_and(|row| row.scope == scope && row.state == owner));
    let Some(visit) = focused_visit.or_else(|| visit_at(trace, index, scope, owner, cursor)) else {
        return Place::Nowhere;
    };
    if !is_map {
        let started = |scope: &&u32| {
            trace.scopes[**scope as usize].kind == ScopeKind::Branch(branch) && index.span(**scope).start < cursor
        };
        return index.scopes_of(visit).iter().rfind(started).map_or(Place::Nowhere, |scope| Place::Scope(*scope));
    }
    match map_run(trace, index, visit, cursor) {
        None => Place::Nowhere,
        Some(run) if run.total == 1 => iteration_scope(trace, index, &run, 0)
            .filter(|scope| index.span(*scope).start < cursor)
            .map_or(Place::Nowhere, Place::Scope),
        Some(run) => Place::Template(run.started),
    }
}

/// The last visit of a state in a scope that began before the cursor.
pub fn visit_at(trace: &Trace, index: &TraceIndex, scope: u32, state: u32, cursor: u32) -> Option<u32> {
    let visits = index.visits_of(scope, state);
    let seen = visits.partition_point(|visit| trace.visits[*visit as usize].entered < cursor);
    seen.checked_sub(1).map(|last| visits[last])
}

/// The run of a Map that a visit is in at the cursor.
pub fn map_run(trace: &Trace, index: &TraceIndex, visit: u32, cursor: u32) -> Option<MapRun> {
    let seen = index.events_before(visit, cursor);
    let started =
        seen.iter().rev().copied().find(|event| trace.events[*event as usize].kind == EventType::MapStateStarted)?;
    let length = trace.events[started as usize].number;
    let total = if length == NONE { index.scopes_of(visit).len() as u32 } else { length };
    Some(MapRun { visit, started, total })
}

/// The scope of an iteration of a Map's run.
pub fn iteration_scope(trace: &Trace, index: &TraceIndex, run: &MapRun, iteration: u32) -> Option<u32> {
    index.scopes_of(run.visit).iter().copied().find(|scope| {
        index.runs[*scope as usize] == run.started
            && trace.scopes[*scope as usize].kind == ScopeKind::Iteration(iteration)
    })
}

/// Counts of a Map's iterations at the cursor; those that have not begun count as not reached.
pub fn iteration_counts(index: &TraceIndex, run: &MapRun, cursor: u32) -> Counts {
    let mut counts = index.iterations.get(&run.started).map_or(Counts::default(), |track| track.at(cursor));
    counts.0[StatusKind::NotReached as usize] = run.total.saturating_sub(counts.total());
    counts
}

/// The status of every iteration of a Map's run, by its index. At most `limit` are given.
pub fn iteration_statuses(trace: &Trace, index: &TraceIndex, run: &MapRun, cursor: u32, limit: u32) -> Vec<StatusKind> {
    let mut statuses = vec![StatusKind::NotReached; run.total.min(limit) as usize];
    for scope in index.scopes_of(run.visit).iter().filter(|scope| index.runs[**scope as usize] == run.started) {
        let ScopeKind::Iteration(place) = trace.scopes[*scope as usize].kind else { continue };
        if let Some(status) = statuses.get_mut(place as usize) {
            *status = status_of_scope(index, *scope, cursor);
        }
    }
    statuses
}

/// The status of a branch or iteration at the cursor.
pub fn status_of_scope(index: &TraceIndex, scope: u32, cursor: u32) -> StatusKind {
    let span = index.span(scope);
    match () {
        () if span.start >= cursor => StatusKind::NotReached,
        () if span.end < cursor => span.status,
        () => StatusKind::Running,
    }
}

/// Counts by status of a state in all iterations that belong to a `MapStateStarted` event.
pub fn template_counts(index: &TraceIndex, started: u32, state: u32, cursor: u32) -> Counts {
    index.templates.get(&(started, state)).map_or(Counts::default(), |track| track.at(cursor))
}

/// The name of a scope for people: `Fulfil order, branch 1`, `Process items #118`; empty for the execution.
pub fn scope_label(trace: &Trace, outline: &Outline, scope: u32) -> String {
    let Some(row) = trace.scopes.get(scope as usize) else { return String::new() };
    let owner = trace.visits.get(row.owner as usize).and_then(|visit| outline.states.get(visit.state as usize));
    let name = owner.map_or("", |state| state.name.as_str());
    match row.kind {
        ScopeKind::Root => String::new(),
        ScopeKind::Branch(index) => format!("{name}, branch {}", index + 1),
        ScopeKind::Iteration(index) => format!("{name} #{index}"),
    }
}

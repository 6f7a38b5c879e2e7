//! From iteration to iteration of a Map.

use crate::{MapRun, ScopeKind, Trace, TraceIndex, ancestors, status_of_scope};

/// The iteration that a scope is, or lies in: its scope, its index, and the run of its Map.
pub fn iteration_of(trace: &Trace, index: &TraceIndex, scope: u32) -> Option<(u32, u32, MapRun)> {
    ancestors(trace, scope).into_iter().find_map(|scope| {
        let row = trace.scopes.get(scope as usize)?;
        let ScopeKind::Iteration(place) = row.kind else { return None };
        let started = *index.runs.get(scope as usize)?;
        let total = trace.events.get(started as usize)?.number;
        Some((scope, place, MapRun { visit: row.owner, started, total }))
    })
}

/// The scope of the iteration nearest to `from` on one side that has begun, and failed if `failed` says so. Without
/// `from`: the first or last of all.
pub fn next_iteration(
    trace: &Trace,
    index: &TraceIndex,
    run: &MapRun,
    cursor: u32,
    from: Option<u32>,
    forwards: bool,
    failed: bool,
) -> Option<u32> {
    let mut best: Option<(u32, u32)> = None;
    for scope in index.scopes_of(run.visit).iter().copied().filter(|scope| index.runs[*scope as usize] == run.started) {
        let ScopeKind::Iteration(place) = trace.scopes[scope as usize].kind else { continue };
        let begun = index.span(scope).start < cursor;
        let behind = from.is_none_or(|from| if forwards { place > from } else { place < from });
        let nearer = best.is_none_or(|(best, _)| if forwards { place < best } else { place > best });
        if begun && behind && nearer && (!failed || status_of_scope(index, scope, cursor).is_failure()) {
            best = Some((place, scope));
        }
    }
    best.map(|(_, scope)| scope)
}

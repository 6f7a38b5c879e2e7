//! A step into a Distributed Map: to which of its child executions it leads.

use crate::{
    ChildAddress, EventType, Outline, StatusKind, Summary, Trace, TraceIndex, node::current_visit, place::ancestors,
};

/// The Distributed Map at the cursor, or this state wherever the cursor is, and the child execution that a step into it
/// leads to: the first that was started. Where the Map Run is over, or the run with it, the one that waits for an answer,
/// else the first that failed. `None` where no child execution was started.
pub fn child_into(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    summary: &Summary,
    (cursor, scope): (u32, u32),
    state: Option<u32>,
) -> Option<(u32, ChildAddress)> {
    let visit = match state {
        Some(state) => visit_of(trace, cursor, scope, state)?,
        None => current_visit(trace, cursor)
            .filter(|visit| ancestors(trace, trace.visits[*visit as usize].scope).contains(&scope))?,
    };
    let state = trace.visits[visit as usize].state;
    if !outline.states.get(state as usize)?.distributed {
        return None;
    }
    let own = index.events_of(visit);
    let starts = || own.iter().copied().filter(|event| trace.events[*event as usize].kind == EventType::MapRunStarted);
    // Each attempt of the state has a Map Run of its own.
    let started = starts().rfind(|event| *event < cursor).or_else(|| starts().next())?;
    let arn = trace.texts.get(trace.events[started as usize].name)?;
    let place = summary.map_runs.iter().position(|report| report.arn == arn)?;
    let children = trace.map_runs.get(place)?;
    let is_over = cursor as usize >= trace.events.len() || own.iter().any(|event| started < *event && *event < cursor);
    let (all, status) = (|| 0..children.len() as u32, |child: &u32| children.outcome(*child).status);
    // The last one waits, as for `asked`: those before it have been answered.
    let waits = || all().rfind(|child| status(child) == StatusKind::Token);
    let fails = || all().find(|child| matches!(status(child), StatusKind::Failed | StatusKind::TimedOut));
    let notable = if is_over { waits().or_else(fails) } else { None };
    let child = notable.or_else(|| all().find(|child| status(child) != StatusKind::NotReached))?;
    Some((state, children.address(arn, child)))
}

/// The visit of a state that began last in a scope or around it, else the first one.
fn visit_of(trace: &Trace, cursor: u32, scope: u32, state: u32) -> Option<u32> {
    let around = ancestors(trace, scope);
    let row = |visit: &u32| &trace.visits[*visit as usize];
    let all = || (0..trace.visits.len() as u32).filter(|visit| row(visit).state == state);
    let here = || all().filter(|visit| around.contains(&row(visit).scope));
    here().rfind(|visit| row(visit).entered < cursor).or_else(|| here().next()).or_else(|| all().next())
}

//! What happened in one visit up to a cursor.

use crate::node::fails_with_another;
use crate::{
    Answerer, EdgeKind, Event, EventType, NONE, NodeStatus, Outline, Retrier, Role, StatusKind, Trace, TraceIndex,
};

/// The status of a visit when `cursor` events have happened.
pub fn status_of_visit(trace: &Trace, index: &TraceIndex, outline: &Outline, visit: u32, cursor: u32) -> NodeStatus {
    let seen = index.events_before(visit, cursor);
    let Some(row) = trace.visits.get(visit as usize).filter(|_| !seen.is_empty()) else {
        return NodeStatus::NotReached;
    };
    let status = status_by_events(trace, index, outline, visit, row.state, seen, cursor);
    match index.marks.get(&visit) {
        Some(mark) if mark.event < cursor && (status.kind().is_open()) => match mark.kind {
            StatusKind::Failed => NodeStatus::Failed,
            _ => NodeStatus::Aborted,
        },
        _ => status,
    }
}

fn status_by_events(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    visit: u32,
    state: u32,
    own: &[u32],
    cursor: u32,
) -> NodeStatus {
    let own = before_the_end(trace, own);
    let event_at = |place: usize| &trace.events[own[place] as usize];
    let Some(last) = own.len().checked_sub(1) else { return NodeStatus::NotReached };
    let event = event_at(last);
    match event.kind.role() {
        Role::Exited if is_catch(outline, event, last.checked_sub(1).map(event_at)) => NodeStatus::Caught,
        Role::Exited => NodeStatus::Succeeded,
        Role::Failed | Role::TimedOut => match next_attempt(trace, index, visit, own.len()) {
            Some(next) => retrying(trace, outline, state, event, next),
            None if event.kind.role() == Role::TimedOut => NodeStatus::TimedOut,
            None => NodeStatus::Failed,
        },
        // Quirk: the task that failed is also reported as aborted when its branch or iteration ends.
        Role::Aborted => match last.checked_sub(1).map(|before| event_at(before).kind.role()) {
            Some(Role::Failed) => NodeStatus::Failed,
            Some(Role::TimedOut) => NodeStatus::TimedOut,
            _ if index.marks.get(&visit).is_some_and(|mark| mark.kind == StatusKind::Failed) => NodeStatus::Failed,
            _ => NodeStatus::Aborted,
        },
        Role::Submitted if answerer(outline, state) == Some(Answerer::Person) => {
            NodeStatus::WaitingToken { since: event.time }
        }
        // A worker that answers is at work.
        Role::Started if answerer(outline, state) == Some(Answerer::Worker) && is_latest(index, visit, own) => {
            NodeStatus::WaitingToken { since: event.time }
        }
        Role::Entered => match event.kind {
            EventType::FailStateEntered => NodeStatus::Failed,
            EventType::WaitStateEntered => {
                let next = index.events_of(visit).get(own.len()).map(|next| &trace.events[*next as usize]);
                let until = next.filter(|next| next.kind == EventType::WaitStateExited).map(|next| next.time);
                NodeStatus::Waiting { since: event.time, until }
            }
            _ => NodeStatus::Running { since: event.time },
        },
        _ => match quiet_retry(index, visit, cursor) {
            Some(retry) => {
                let failed = &trace.events[retry.failed as usize];
                retrying(trace, outline, state, failed, retry.resumed)
            }
            None => NodeStatus::Running { since: event.time },
        },
    }
}

/// The events of a visit without the end of the execution, which says nothing about the state that it names.
pub(crate) fn before_the_end<'a>(trace: &Trace, own: &'a [u32]) -> &'a [u32] {
    match own.split_last() {
        Some((last, rest)) if trace.events[*last as usize].kind.is_end() => rest,
        _ => own,
    }
}

/// Whether an `…Exited` event leaves by a catcher.
fn is_catch(outline: &Outline, exit: &Event, before: Option<&Event>) -> bool {
    match outline.edges.get(exit.choice as usize) {
        Some(edge) => matches!(edge.kind, EdgeKind::Catch(_)),
        None => before.is_some_and(|event| matches!(event.kind.role(), Role::Failed | Role::TimedOut)),
    }
}

fn answerer(outline: &Outline, state: u32) -> Option<Answerer> {
    outline.states.get(state as usize)?.answerer()
}

/// Whether no more happens in a visit after these events.
fn is_latest(index: &TraceIndex, visit: u32, own: &[u32]) -> bool {
    index.events_of(visit).last() == own.last()
}

/// The event that starts the attempt after the `seen` first own events, if there is one.
fn next_attempt(trace: &Trace, index: &TraceIndex, visit: u32, seen: usize) -> Option<u32> {
    let next = index.events_of(visit).get(seen).copied()?;
    let again = matches!(
        trace.events[next as usize].kind.role(),
        Role::Scheduled | Role::Started | Role::Failed | Role::TimedOut
    );
    again.then_some(next)
}

fn quiet_retry(index: &TraceIndex, visit: u32, cursor: u32) -> Option<crate::index::QuietRetry> {
    let retries = index.quiet_retries.get(&visit)?;
    retries.iter().find(|retry| retry.failed < cursor && cursor <= retry.resumed).copied()
}

fn retrying(trace: &Trace, outline: &Outline, state: u32, failed: &Event, next: u32) -> NodeStatus {
    let resumes = &trace.events[next as usize];
    let retriers = outline.states.get(state as usize).map(|state| state.retriers.as_slice()).unwrap_or_default();
    let retrier = match failed.choice {
        NONE => {
            let error = trace.texts.get(failed.error).unwrap_or_default();
            retrier_for(retriers, error).map_or(NONE, |place| place as u32)
        }
        told => told,
    };
    NodeStatus::Retrying {
        attempt: resumes.attempt.saturating_sub(1).max(1),
        of: retriers.get(retrier as usize).map_or(0, |retrier| retrier.max_attempts),
        failed_at: failed.time,
        resumes_at: resumes.time,
        retrier,
    }
}

/// Whether the names of an `ErrorEquals` match an error of which only the name is known, as in a history.
///
/// `States.ALL` matches whatever can be caught, `States.TaskFailed` all of that but timeouts; `States.Runtime` is matched
/// by nothing. The engine knows more of a failure, and decides by it.
pub fn matches_error(names: &[String], error: &str) -> bool {
    error != "States.Runtime"
        && names.iter().any(|name| match name.as_str() {
            "States.ALL" => true,
            "States.TaskFailed" => error != "States.Timeout",
            name => name == error,
        })
}

/// The place of the first retrier that matches an error.
pub(crate) fn retrier_for(retriers: &[Retrier], error: &str) -> Option<usize> {
    retriers.iter().position(|retrier| matches_error(&retrier.errors, error))
}

/// The error and cause of a visit at the cursor: of its last failed event, or of the failure that marks it.
pub fn error_of_visit<'a>(
    trace: &'a Trace,
    index: &TraceIndex,
    visit: u32,
    cursor: u32,
) -> Option<(&'a str, Option<&'a str>)> {
    let seen = index.events_before(visit, cursor);
    // `MapStateFailed` names no error; the `MapRunFailed` before it does.
    let failed = |event: &&u32| {
        let event = &trace.events[**event as usize];
        let fails = matches!(event.kind.role(), Role::Failed | Role::TimedOut) || event.kind == EventType::MapRunFailed;
        fails && event.error != NONE
    };
    let marked = index.marks.get(&visit).filter(|mark| mark.event < cursor && mark.kind == StatusKind::Failed);
    let told = || {
        // What passes a failure on names no error; the failure of the execution behind it does.
        let behind = trace.events.get(marked?.event as usize..cursor as usize)?.iter();
        let passed_on = behind.clone().take_while(|event| fails_with_another(event.kind)).count();
        behind.take(passed_on + 1).find(|event| event.error != NONE)
    };
    let own = seen.iter().rev().find(failed).map(|event| &trace.events[*event as usize]);
    let event = own.or_else(told)?;
    Some((trace.texts.get(event.error)?, trace.texts.get(event.cause)))
}

/// The input of a visit.
pub fn input_of_visit<'a>(trace: &'a Trace, index: &TraceIndex, visit: u32) -> Option<&'a str> {
    let first = index.events_of(visit).first()?;
    trace.texts.get(trace.events[*first as usize].text)
}

/// The output of a visit, once its `…Exited` event has happened.
pub fn output_of_visit<'a>(trace: &'a Trace, index: &TraceIndex, visit: u32, cursor: u32) -> Option<&'a str> {
    let seen = index.events_before(visit, cursor);
    let event = &trace.events[*seen.last()? as usize];
    (event.kind.role() == Role::Exited).then(|| trace.texts.get(event.text)).flatten()
}

/// The edge by which a visit was left, once its `…Exited` event has happened.
pub fn edge_of_visit(trace: &Trace, index: &TraceIndex, visit: u32, cursor: u32) -> Option<u32> {
    let seen = index.events_before(visit, cursor);
    let event = &trace.events[*seen.last()? as usize];
    (event.kind.role() == Role::Exited && event.choice != NONE).then_some(event.choice)
}

/// How long a visit took, or takes up to the cursor, in virtual milliseconds.
pub fn duration_of_visit(trace: &Trace, index: &TraceIndex, outline: &Outline, visit: u32, cursor: u32) -> f64 {
    let seen = index.events_before(visit, cursor);
    let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return 0.0 };
    let start = trace.events[*first as usize].time;
    let open = status_of_visit(trace, index, outline, visit, cursor).kind().is_open();
    let end = if open { time_at(trace, cursor) } else { trace.events[*last as usize].time };
    (end - start).max(0.0)
}

/// The virtual time of the last of `cursor` events; 0 before the first.
pub fn time_at(trace: &Trace, cursor: u32) -> f64 {
    let last = (cursor as usize).min(trace.events.len()).checked_sub(1);
    last.map_or(0.0, |last| trace.events[last].time)
}

/// Whether the `…Exited` event of a visit has happened.
pub(crate) fn is_left(trace: &Trace, index: &TraceIndex, visit: u32, cursor: u32) -> bool {
    let seen = index.events_before(visit, cursor);
    seen.last().is_some_and(|last| trace.events[*last as usize].kind.role() == Role::Exited)
}

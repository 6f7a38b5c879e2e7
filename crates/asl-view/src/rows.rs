//! The rows of the event table.

use crate::{
    EdgeKind, EventType, Outline, Role, StatusKind, Trace, TraceIndex, attempts::attempts, describe::state_name,
    duration_of_visit, error_of_visit, scope_label, status_of_visit, time_at,
};

/// A row of the table of all events.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    /// The event's id, from 1; also the cursor at it.
    pub id: u32,
    /// The type's name.
    pub kind: String,
    /// The icon and colour beside it.
    pub status: StatusKind,
    /// The state's name; empty for the execution's own events.
    pub state: String,
    /// The state of the outline.
    pub state_id: Option<u32>,
    /// The attempt; 0 for none.
    pub attempt: u32,
    /// Where; empty in the execution itself.
    pub scope: String,
    /// Virtual milliseconds since the start.
    pub time: f64,
    /// Virtual milliseconds since the event before.
    pub delta: f64,
    /// `previousEventId`.
    pub previous: u32,
    /// The error name.
    pub error: Option<String>,
}

/// The row of an event (an index from 0).
pub fn event_row(trace: &Trace, outline: &Outline, event: u32) -> Option<EventRow> {
    let row = trace.events.get(event as usize)?;
    Some(EventRow {
        id: event + 1,
        kind: trace.type_name(row).to_owned(),
        status: status_of_event(trace, outline, event),
        state: state_name(trace, outline, row),
        state_id: trace.visits.get(row.visit as usize).map(|visit| visit.state),
        attempt: row.attempt,
        scope: scope_label(trace, outline, row.scope),
        time: row.time,
        delta: row.time - time_at(trace, event),
        previous: row.previous,
        error: trace.texts.get(row.error).map(ToOwned::to_owned),
    })
}

/// The icon of an event (an index from 0): of its type, but of a new attempt and of a catch their own.
pub fn status_of_event(trace: &Trace, outline: &Outline, event: u32) -> StatusKind {
    let Some(row) = trace.events.get(event as usize) else { return StatusKind::NotReached };
    let is_caught = || {
        let edge = outline.edges.get(row.choice as usize);
        edge.is_some_and(|edge| matches!(edge.kind, EdgeKind::Catch(_)))
    };
    match (row.kind, row.kind.role()) {
        (EventType::MapStateStarted | EventType::ParallelStateStarted, _) | (_, Role::Scheduled) if row.attempt > 1 => {
            StatusKind::Retrying
        }
        (_, Role::Exited) if is_caught() => StatusKind::Caught,
        (kind, _) => event_status(kind),
    }
}

/// The icon of an event type.
pub fn event_status(kind: EventType) -> StatusKind {
    match (kind, kind.role()) {
        (EventType::ExecutionSucceeded | EventType::MapIterationSucceeded | EventType::MapRunSucceeded, _) => {
            StatusKind::Succeeded
        }
        (EventType::ExecutionFailed | EventType::MapIterationFailed | EventType::MapRunFailed, _) => StatusKind::Failed,
        (EventType::FailStateEntered, _) => StatusKind::Failed,
        (EventType::ExecutionTimedOut, _) => StatusKind::TimedOut,
        (EventType::ExecutionAborted | EventType::MapIterationAborted | EventType::MapRunAborted, _) => {
            StatusKind::Aborted
        }
        (EventType::WaitStateEntered, _) => StatusKind::Waiting,
        (_, Role::Failed) => StatusKind::Failed,
        (_, Role::TimedOut) => StatusKind::TimedOut,
        (_, Role::Aborted) => StatusKind::Aborted,
        (_, Role::Done | Role::Exited) => StatusKind::Succeeded,
        _ => StatusKind::Running,
    }
}

/// A row of the table with one line per visit.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitRow {
    /// The visit.
    pub visit: u32,
    /// The state of the outline.
    pub state_id: u32,
    /// The state's name.
    pub state: String,
    /// How it stands at the cursor.
    pub status: StatusKind,
    /// How each attempt so far ended, or how it stands.
    pub attempts: Vec<StatusKind>,
    /// The error name, unless it works again or ended well.
    pub error: Option<String>,
    /// Where; empty in the execution itself.
    pub scope: String,
    /// The cursor at its first event.
    pub first: u32,
    /// The cursor at its last event.
    pub last: u32,
    /// How many events it has of its own.
    pub events: u32,
    /// Virtual milliseconds at its first event.
    pub time: f64,
    /// Virtual milliseconds that it took so far.
    pub duration: f64,
}

/// The row of a visit at the cursor.
pub fn visit_row(trace: &Trace, index: &TraceIndex, outline: &Outline, visit: u32, cursor: u32) -> Option<VisitRow> {
    let row = trace.visits.get(visit as usize)?;
    let own = index.events_of(visit);
    let status = status_of_visit(trace, index, outline, visit, cursor).kind();
    let is_well = matches!(status, StatusKind::Succeeded | StatusKind::Running);
    let error = error_of_visit(trace, index, visit, cursor).filter(|_| !is_well);
    Some(VisitRow {
        visit,
        state_id: row.state,
        state: outline.states.get(row.state as usize).map_or_else(String::new, |state| state.name.clone()),
        status,
        attempts: attempts(trace, index, outline, visit, cursor).iter().map(|attempt| attempt.kind).collect(),
        error: error.map(|(error, _)| error.to_owned()),
        scope: scope_label(trace, outline, row.scope),
        first: own.first().map_or(0, |event| event + 1),
        last: own.last().map_or(0, |event| event + 1),
        events: own.len() as u32,
        time: trace.events.get(row.entered as usize).map_or(0.0, |event| event.time),
        duration: duration_of_visit(trace, index, outline, visit, cursor),
    })
}

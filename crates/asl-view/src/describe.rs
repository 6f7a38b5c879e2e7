//! Events in one sentence, for the live region and the scrubber.

use crate::{Event, EventType, Outline, Role, StatusKind, Trace, TraceIndex, place::scope_label, visit};

/// What happened at an event (an index from 0), in one sentence without a full stop:
/// `Charge card failed: States.Timeout, retry 2 of 3 in 2.0 s`.
pub fn describe(trace: &Trace, index: &TraceIndex, outline: &Outline, event: u32) -> String {
    let Some(row) = trace.events.get(event as usize) else { return "Before the first event".into() };
    let state = state_name(trace, outline, row);
    let error = trace.texts.get(row.error).map(|error| format!(": {error}")).unwrap_or_default();
    let again = if row.attempt > 1 { format!(", attempt {}", row.attempt) } else { String::new() };
    match (row.kind, row.kind.role()) {
        (EventType::ExecutionStarted, _) => "The execution starts".into(),
        (EventType::ExecutionSucceeded, _) => "The execution succeeded".into(),
        (EventType::ExecutionFailed, _) => format!("The execution failed{error}"),
        (EventType::ExecutionTimedOut, _) => "The execution timed out".into(),
        (EventType::ExecutionAborted, _) => "The execution was stopped".into(),
        (EventType::ExecutionRedriven, _) => "The execution is started again".into(),
        (EventType::MapRunRedriven, _) => format!("{state}: its child executions are started again"),
        (EventType::WaitStateEntered, _) => format!("{state} waits"),
        (EventType::FailStateEntered, _) => format!("{state} fails the execution"),
        (EventType::MapStateStarted, _) => format!("{state} starts over {} items{again}", row.number),
        (EventType::ParallelStateStarted, _) => format!("{state} starts its branches{again}"),
        (EventType::MapRunStarted, _) => format!("{state} starts its child executions"),
        (EventType::MapRunSucceeded, _) => format!("{state}: its child executions are done"),
        (EventType::MapRunFailed, _) => format!("{state}: its child executions failed{error}"),
        (EventType::MapRunAborted, _) => format!("{state}: its child executions were stopped"),
        (EventType::MapIterationStarted, _) => format!("{} starts", scope_label(trace, outline, row.scope)),
        (EventType::MapIterationSucceeded, _) => format!("{} succeeded", scope_label(trace, outline, row.scope)),
        (EventType::MapIterationFailed, _) => format!("{} failed{error}", scope_label(trace, outline, row.scope)),
        (EventType::MapIterationAborted, _) => format!("{} was stopped", scope_label(trace, outline, row.scope)),
        (_, Role::Entered) => format!("{state} is entered"),
        (_, Role::Exited) => exit(trace, index, outline, event, &state),
        (_, Role::Scheduled) => format!("{state} is scheduled{again}"),
        (_, Role::Started) => format!("{state} runs{again}"),
        (_, Role::Submitted) => format!("{state} is submitted and waits for its result"),
        (_, Role::Done) => format!("{state} got its result"),
        (_, Role::Failed) => format!("{state} failed{error}{}", retry(trace, index, outline, row, event)),
        (_, Role::TimedOut) => format!("{state} timed out{error}{}", retry(trace, index, outline, row, event)),
        (_, Role::Aborted) => format!("{state} was stopped"),
        (_, Role::Outer) => trace.type_name(row).to_owned(),
    }
}

fn exit(trace: &Trace, index: &TraceIndex, outline: &Outline, event: u32, state: &str) -> String {
    let row = &trace.events[event as usize];
    let next = outline.edges.get(row.choice as usize).and_then(|edge| outline.states.get(edge.to as usize));
    let next = next.map(|next| format!(", next: {}", next.name)).unwrap_or_default();
    match visit::status_of_visit(trace, index, outline, row.visit, event + 1).kind() {
        StatusKind::Caught => format!("{state} failed and was caught{next}"),
        _ => format!("{state} succeeded{next}"),
    }
}

fn retry(trace: &Trace, index: &TraceIndex, outline: &Outline, row: &Event, event: u32) -> String {
    match visit::status_of_visit(trace, index, outline, row.visit, event + 1) {
        crate::NodeStatus::Retrying { attempt, of, resumes_at, .. } => {
            let of = if of > 0 { format!(" of {of}") } else { String::new() };
            format!(", retry {attempt}{of} in {}", crate::format::duration(resumes_at - row.time))
        }
        _ => String::new(),
    }
}

/// The name of the state that an event belongs to; empty for the execution's own.
pub(crate) fn state_name(trace: &Trace, outline: &Outline, event: &Event) -> String {
    let visit = trace.visits.get(event.visit as usize);
    visit
        .and_then(|visit| outline.states.get(visit.state as usize))
        .map_or_else(String::new, |state| state.name.clone())
}

//! The history as `GetExecutionHistory` returns it.

mod write;

pub use write::history_text;

use crate::Session;
use asl_engine::Details;
use asl_model::{Kind, Program, ResourceKind, StateId};
use std::fmt::Write;

/// One line for each event: `12 <- 10  +0.400 s  PassStateEntered  Ship`.
pub fn history_lines(session: &Session) -> String {
    let program = &session.program;
    let mut lines = String::new();
    for (index, event) in session.history.iter().enumerate() {
        let seconds = (event.at.0 - session.start.0) as f64 / 1000.0;
        let kind = event_type(program, &event.details);
        let what = subject(program, &event.details);
        // Writing to a String cannot fail.
        let _ = write!(lines, "{} <- {}  +{seconds:.3} s  {kind}  {what}", index + 1, event.previous);
        lines.truncate(lines.trim_end().len());
        lines.push('\n');
    }
    lines
}

/// What an event is about: a state, an iteration, an error.
fn subject(program: &Program, details: &Details) -> String {
    match details {
        Details::StateEntered { state, .. } | Details::StateExited { state, .. } => {
            program.state(*state).name.to_string()
        }
        Details::Failed { fault, .. } | Details::ExecutionFailed(fault) | Details::EvaluationFailed { fault, .. } => {
            fault.name().to_string()
        }
        Details::IterationStarted { index, .. }
        | Details::IterationSucceeded { index, .. }
        | Details::IterationFailed { index, .. }
        | Details::IterationAborted { index, .. } => format!("#{index}"),
        Details::MapStarted { length } => format!("{length} items"),
        _ => String::new(),
    }
}

/// The prefix of a task's events.
fn family(program: &Program, state: StateId) -> &'static str {
    match resource(program, state) {
        Some(ResourceKind::Lambda) => "LambdaFunction",
        Some(ResourceKind::Activity) => "Activity",
        Some(ResourceKind::Service { .. }) | None => "Task",
    }
}

fn resource(program: &Program, state: StateId) -> Option<&ResourceKind> {
    match &program.state(state).kind {
        Kind::Task(task) => Some(&task.resource.kind),
        _ => None,
    }
}

/// The `type` of an event.
pub fn event_type(program: &Program, details: &Details) -> String {
    let kind = |state: &StateId| program.state(*state).kind.name();
    let task = |state: &StateId, what: &str| format!("{}{what}", family(program, *state));
    match details {
        Details::ExecutionStarted { .. } => "ExecutionStarted".into(),
        Details::ExecutionSucceeded { .. } => "ExecutionSucceeded".into(),
        Details::ExecutionFailed(_) => "ExecutionFailed".into(),
        Details::ExecutionTimedOut => "ExecutionTimedOut".into(),
        Details::ExecutionAborted(_) => "ExecutionAborted".into(),
        Details::StateEntered { state, .. } => format!("{}StateEntered", kind(state)),
        Details::StateExited { state, .. } => format!("{}StateExited", kind(state)),
        Details::StateAborted { state } => format!("{}StateAborted", kind(state)),
        Details::Scheduled { state, .. } => task(state, "Scheduled"),
        Details::Started { state, .. } => task(state, "Started"),
        Details::Submitted { .. } => "TaskSubmitted".into(),
        Details::Succeeded { state, .. } => task(state, "Succeeded"),
        Details::Failed { state, .. } => task(state, "Failed"),
        Details::TimedOut { state } => task(state, "TimedOut"),
        Details::ParallelStarted => "ParallelStateStarted".into(),
        Details::ParallelSucceeded => "ParallelStateSucceeded".into(),
        Details::ParallelFailed => "ParallelStateFailed".into(),
        Details::MapStarted { .. } => "MapStateStarted".into(),
        Details::MapSucceeded => "MapStateSucceeded".into(),
        Details::MapFailed => "MapStateFailed".into(),
        Details::MapRunStarted { .. } => "MapRunStarted".into(),
        Details::MapRunSucceeded => "MapRunSucceeded".into(),
        Details::MapRunFailed(_) => "MapRunFailed".into(),
        Details::IterationStarted { .. } => "MapIterationStarted".into(),
        Details::IterationSucceeded { .. } => "MapIterationSucceeded".into(),
        Details::IterationFailed { .. } => "MapIterationFailed".into(),
        Details::IterationAborted { .. } => "MapIterationAborted".into(),
        Details::EvaluationFailed { .. } => "EvaluationFailed".into(),
    }
}

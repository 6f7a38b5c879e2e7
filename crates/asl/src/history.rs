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
        let kind = event_type_parts(program, &event.details).concat();
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
    event_type_parts(program, details).concat()
}

/// The `type` of an event: what it is about, and what happened.
fn event_type_parts(program: &Program, details: &Details) -> [&'static str; 2] {
    let kind = |state: &StateId| program.state(*state).kind.name();
    match details {
        Details::ExecutionStarted { .. } => ["Execution", "Started"],
        Details::ExecutionSucceeded { .. } => ["Execution", "Succeeded"],
        Details::ExecutionFailed(_) => ["Execution", "Failed"],
        Details::ExecutionTimedOut => ["Execution", "TimedOut"],
        Details::ExecutionAborted(_) => ["Execution", "Aborted"],
        Details::StateEntered { state, .. } => [kind(state), "StateEntered"],
        Details::StateExited { state, .. } => [kind(state), "StateExited"],
        Details::StateAborted { state } => [kind(state), "StateAborted"],
        Details::Scheduled { state, .. } => [family(program, *state), "Scheduled"],
        Details::Started { state, .. } => [family(program, *state), "Started"],
        Details::Submitted { .. } => ["Task", "Submitted"],
        Details::Succeeded { state, .. } => [family(program, *state), "Succeeded"],
        Details::Failed { state, .. } => [family(program, *state), "Failed"],
        Details::TimedOut { state } => [family(program, *state), "TimedOut"],
        Details::ParallelStarted => ["ParallelState", "Started"],
        Details::ParallelSucceeded => ["ParallelState", "Succeeded"],
        Details::ParallelFailed => ["ParallelState", "Failed"],
        Details::MapStarted { .. } => ["MapState", "Started"],
        Details::MapSucceeded => ["MapState", "Succeeded"],
        Details::MapFailed => ["MapState", "Failed"],
        Details::MapRunStarted { .. } => ["MapRun", "Started"],
        Details::MapRunSucceeded => ["MapRun", "Succeeded"],
        Details::MapRunFailed(_) => ["MapRun", "Failed"],
        Details::IterationStarted { .. } => ["MapIteration", "Started"],
        Details::IterationSucceeded { .. } => ["MapIteration", "Succeeded"],
        Details::IterationFailed { .. } => ["MapIteration", "Failed"],
        Details::IterationAborted { .. } => ["MapIteration", "Aborted"],
        Details::EvaluationFailed { .. } => ["Evaluation", "Failed"],
    }
}

//! A task that waits until somebody answers, and what is answered.

use crate::{NONE, Outline, Role, Status, StatusKind, Summary, Trace, TraceIndex, iteration_around, status_of_visit};
use serde::{Deserialize, Serialize};

/// How long a person takes, in milliseconds, where no time of the task is over before.
const THINKING: f64 = 60_000.0;

/// What somebody answers a task with that waits for its token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// `SendTaskSuccess`.
    Success {
        /// The output as JSON text.
        output: String,
    },
    /// `SendTaskFailure`; both may be empty.
    Failure {
        /// The error name.
        error: String,
        /// The cause.
        cause: String,
    },
    /// `SendTaskHeartbeat`.
    Heartbeat,
    /// Nothing: `TimeoutSeconds` or `HeartbeatSeconds` run out.
    Silence,
}

/// What is answered, and to which question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The state's name.
    pub state: String,
    /// The index of the innermost Map iteration around it.
    pub iteration: Option<u32>,
    /// What the service answered to the call, as JSON text.
    pub submitted: Option<String>,
    /// When it is answered: seconds since the task was submitted.
    pub seconds: f64,
    /// The answer.
    pub verdict: Verdict,
}

/// A visit whose task waits for somebody, at the end of its run.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The index of the innermost Map iteration around it.
    pub iteration: Option<u32>,
    /// What the service answered to the call, as JSON text.
    pub submitted: Option<String>,
    /// Virtual milliseconds since it was submitted.
    pub waited: f64,
    /// `HeartbeatSeconds`.
    pub heartbeat: Option<u32>,
    /// `TimeoutSeconds`.
    pub timeout: Option<u32>,
    /// Virtual milliseconds until one of them is over, for this task or another one that waits.
    pub left: Option<f64>,
}

/// What a visit waits for, if the run has come to stand still at it and the cursor is there.
pub fn waiting(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    summary: &Summary,
    visit: u32,
    cursor: u32,
) -> Option<Waiting> {
    let end = trace.events.len() as u32;
    let is_open = |cursor| status_of_visit(trace, index, outline, visit, cursor).kind() == StatusKind::Token;
    if !is_open(end) || !is_open(cursor) {
        return None;
    }
    let own = index.events_of(visit).iter().map(|event| &trace.events[*event as usize]);
    let last = |role| own.clone().rfind(|event| event.kind.role() == role);
    let (scheduled, submitted) = (last(Role::Scheduled)?, last(Role::Submitted)?);
    let waited = (summary.duration - submitted.time).max(0.0);
    let seconds = |number: u32| (number != NONE).then_some(number);
    Some(Waiting {
        iteration: iteration_around(trace, trace.visits.get(visit as usize)?.scope),
        submitted: trace.texts.get(submitted.text).map(str::to_owned),
        waited,
        heartbeat: seconds(submitted.number),
        timeout: seconds(scheduled.number),
        left: summary.deadline.map(|deadline| (deadline - summary.duration).max(0.0)),
    })
}

/// The first state whose task waits for somebody at the end of a run.
pub fn asked(trace: &Trace, index: &TraceIndex, outline: &Outline, summary: &Summary) -> Option<u32> {
    let end = trace.events.len() as u32;
    let stands = summary.status == Status::Running && !summary.note.is_empty();
    let mut visits = (0..trace.visits.len() as u32).filter(|_| stands);
    let visit = visits.find(|visit| waiting(trace, index, outline, summary, *visit, end).is_some())?;
    Some(trace.visits[visit as usize].state)
}

impl Waiting {
    /// When somebody answers who answers now: seconds since the task was submitted. It is before any time runs out.
    pub fn answered_at(&self) -> f64 {
        let after = self.left.map_or(THINKING, |left| THINKING.min(left / 2.0));
        (self.waited + after).round() / 1000.0
    }
}

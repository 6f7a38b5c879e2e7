//! A task that waits until somebody answers, and what is answered.

use crate::{
    ChildAddress, EventType, NONE, Outline, Role, State, Status, StatusKind, Summary, Trace, TraceIndex,
    iteration_around, status_of_visit,
};
use serde::{Deserialize, Serialize};

/// How long a person takes, in milliseconds, where no time of the task is over before.
const THINKING: f64 = 60_000.0;

/// Who ends a task that the service does not end by itself. Both do it with the task's token: `SendTaskSuccess`,
/// `SendTaskFailure`, `SendTaskHeartbeat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answerer {
    /// Whoever was sent the token of a `.waitForTaskToken`: often a person.
    Person,
    /// The worker of an activity.
    Worker,
}

impl State {
    /// Who ends the task of this state, if somebody outside does.
    pub fn answerer(&self) -> Option<Answerer> {
        match (self.pattern.as_str(), self.service.as_str()) {
            (".waitForTaskToken", _) => Some(Answerer::Person),
            (_, "activity") => Some(Answerer::Worker),
            _ => None,
        }
    }
}

/// What somebody answers a task with that waits for somebody.
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
    /// Who is to answer.
    pub answerer: Answerer,
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
    // An activity is not submitted: its worker takes the task.
    let (scheduled, submitted) = (last(Role::Scheduled)?, last(Role::Submitted).or_else(|| last(Role::Started))?);
    let waited = (summary.duration - submitted.time).max(0.0);
    let seconds = |number: u32| (number != NONE).then_some(number);
    let row = trace.visits.get(visit as usize)?;
    Some(Waiting {
        answerer: outline.states.get(row.state as usize)?.answerer()?,
        iteration: iteration_around(trace, row.scope),
        submitted: trace.texts.get(submitted.text).map(str::to_owned),
        waited,
        heartbeat: seconds(submitted.number),
        timeout: seconds(scheduled.number),
        left: summary.deadline.map(|deadline| (deadline - summary.duration).max(0.0)),
    })
}

/// Where a run has come to stand still until somebody answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// At a task of its own: the first visit that waits.
    Visit(u32),
    /// Inside of a child execution, which is to be opened first.
    Child {
        /// The Map state.
        state: u32,
        /// The child execution.
        child: ChildAddress,
    },
}

/// What a run waits for at its end, if it waits for somebody.
pub fn asked(trace: &Trace, index: &TraceIndex, outline: &Outline, summary: &Summary) -> Option<Asked> {
    let end = trace.events.len() as u32;
    if summary.status != Status::Running || summary.note.is_empty() {
        return None;
    }
    let mut visits = 0..trace.visits.len() as u32;
    let own = visits.find(|visit| waiting(trace, index, outline, summary, *visit, end).is_some()).map(Asked::Visit);
    own.or_else(|| {
        let mut runs = summary.map_runs.iter().zip(&trace.map_runs);
        runs.find_map(|(report, children)| {
            let waits = |index: &u32| children.outcome(*index).status == StatusKind::Token;
            let index = (0..children.len() as u32).rfind(waits)?;
            Some(Asked::Child { state: report.state, child: children.address(&report.arn, index) })
        })
    })
}

/// The child execution that waits for somebody inside of the Map Run of a visit.
pub fn asked_child(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    summary: &Summary,
    visit: u32,
) -> Option<ChildAddress> {
    let Asked::Child { child, .. } = asked(trace, index, outline, summary)? else { return None };
    let is_own = |event: &u32| {
        let event = &trace.events[*event as usize];
        event.kind == EventType::MapRunStarted && trace.texts.get(event.name) == Some(&child.map_run)
    };
    index.events_of(visit).iter().any(is_own).then_some(child)
}

impl Waiting {
    /// When somebody answers who answers now: seconds since the task was submitted. It is before any time runs out.
    pub fn answered_at(&self) -> f64 {
        let after = self.left.map_or(THINKING, |left| THINKING.min(left / 2.0));
        (self.waited + after).round() / 1000.0
    }
}

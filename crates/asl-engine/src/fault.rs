//! An ASL error on its way to Retry, Catch, or the end of the execution.

use std::{ops::Deref, rc::Rc};

/// An error of the execution. It is data, not a Rust error. A clone is a pointer copy, and so is what carries one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(Rc<Failure>);

/// What a [`Fault`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The error name; a task may fail without one.
    pub error: Option<Rc<str>>,
    /// The cause; a task may fail without one, and a timeout has none.
    pub cause: Option<Rc<str>>,
    /// Where it came from, which decides what Retry and Catch may do with it.
    pub origin: Origin,
    /// The field whose evaluation failed: `Output/result`.
    pub location: Option<Rc<str>>,
}

/// Where a fault came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A task or a Fail state.
    Task,
    /// A timeout of a task; its cause is absent in events and an empty text in a catcher's input.
    Timeout,
    /// A heartbeat that a task has missed: reported as a timeout, and matched by `States.HeartbeatTimeout` too.
    Heartbeat,
    /// The interpreter: no retrier and no catcher matches it.
    Runtime,
    /// A JSONata evaluation whose `EvaluationFailed` is still to be recorded.
    Query,
}

impl Deref for Fault {
    type Target = Failure;
    fn deref(&self) -> &Failure {
        &self.0
    }
}

impl Fault {
    /// A failure of any kind.
    pub fn new(error: Option<Rc<str>>, cause: Option<Rc<str>>, origin: Origin, location: Option<Rc<str>>) -> Self {
        Self(Rc::new(Failure { error, cause, origin, location }))
    }

    /// A failure that a task or a Fail state reports.
    pub fn task(error: Option<Rc<str>>, cause: Option<Rc<str>>) -> Self {
        Self::new(error, cause, Origin::Task, None)
    }

    /// `States.Timeout` of a task.
    pub fn timeout() -> Self {
        Self::new(Some("States.Timeout".into()), None, Origin::Timeout, None)
    }

    /// A missed heartbeat, which events call `States.Timeout` (case `timeouts/test_heartbeats.test_heartbeat_timeout`).
    pub fn heartbeat() -> Self {
        Self::new(Some("States.Timeout".into()), None, Origin::Heartbeat, None)
    }

    /// `States.Runtime`, which cannot be caught (case `scenarios/test_base_scenarios.test_catch_states_runtime`).
    pub fn runtime(cause: impl Into<Rc<str>>) -> Self {
        Self::new(Some("States.Runtime".into()), Some(cause.into()), Origin::Runtime, None)
    }

    /// `States.QueryEvaluationError` of a field, which can be retried and caught.
    pub fn query(cause: impl Into<Rc<str>>, location: Option<Rc<str>>) -> Self {
        Self::new(Some("States.QueryEvaluationError".into()), Some(cause.into()), Origin::Query, location)
    }

    /// The same failure, as one that a task reports.
    pub(crate) fn as_task(&self) -> Self {
        Self::task(self.error.clone(), self.cause.clone())
    }

    /// Whether no retrier and no catcher matches it: what the interpreter reports, and whatever is called
    /// `States.Runtime` (Developer Guide, "Handling errors": it "will always cause the execution to fail").
    pub fn is_final(&self) -> bool {
        self.origin == Origin::Runtime || self.name() == "States.Runtime"
    }

    /// The error name, empty where there is none.
    pub fn name(&self) -> &str {
        self.error.as_deref().unwrap_or("")
    }
}

//! An ASL error on its way to Retry, Catch, or the end of the execution.

use std::rc::Rc;

/// An error of the execution. It is data, not a Rust error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
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
    /// The interpreter: no retrier and no catcher matches it.
    Runtime,
    /// A JSONata evaluation whose `EvaluationFailed` is still to be recorded.
    Query,
}

impl Fault {
    /// A failure that a task or a Fail state reports.
    pub fn task(error: Option<Rc<str>>, cause: Option<Rc<str>>) -> Self {
        Self { error, cause, origin: Origin::Task, location: None }
    }

    /// `States.Timeout` of a task.
    pub fn timeout() -> Self {
        Self { error: Some("States.Timeout".into()), cause: None, origin: Origin::Timeout, location: None }
    }

    /// `States.Runtime`, which cannot be caught (case `scenarios/test_base_scenarios.test_catch_states_runtime`).
    pub fn runtime(cause: impl Into<Rc<str>>) -> Self {
        let error = Some("States.Runtime".into());
        Self { error, cause: Some(cause.into()), origin: Origin::Runtime, location: None }
    }

    /// `States.QueryEvaluationError` of a field, which can be retried and caught.
    pub fn query(cause: impl Into<Rc<str>>, location: Option<Rc<str>>) -> Self {
        let error = Some("States.QueryEvaluationError".into());
        Self { error, cause: Some(cause.into()), origin: Origin::Query, location }
    }

    /// The error name, empty where there is none.
    pub fn name(&self) -> &str {
        self.error.as_deref().unwrap_or("")
    }
}

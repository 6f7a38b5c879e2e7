//! Retriers and catchers.

use crate::program::{ResultPath, StateId, Template};
use asl_text::Span;
use std::rc::Rc;

/// One of `Retry`, defaults filled in.
#[derive(Clone, Debug)]
pub struct Retrier {
    /// `ErrorEquals`
    pub errors: Vec<Rc<str>>,
    /// `IntervalSeconds`, 1 by default.
    pub interval_seconds: f64,
    /// `MaxAttempts`, 3 by default; 0 never retries.
    pub max_attempts: u32,
    /// `BackoffRate`, 2.0 by default.
    pub backoff_rate: f64,
    /// `MaxDelaySeconds`
    pub max_delay_seconds: Option<f64>,
    /// `JitterStrategy`
    pub jitter: Jitter,
    /// The retrier in the text.
    pub span: Span,
}

/// `JitterStrategy`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Jitter {
    /// `NONE`: the computed delay.
    #[default]
    None,
    /// `FULL`: uniform between 0 and the computed delay.
    Full,
}

/// One of `Catch`.
#[derive(Clone, Debug)]
pub struct Catcher {
    /// `ErrorEquals`
    pub errors: Vec<Rc<str>>,
    /// `Next`; `None` if no such state exists (an error was reported).
    pub next: Option<StateId>,
    /// `ResultPath` (JSONPath).
    pub result_path: ResultPath,
    /// `Output` (JSONata).
    pub output: Option<Template>,
    /// `Assign`
    pub assign: Option<Template>,
    /// The catcher in the text.
    pub span: Span,
}

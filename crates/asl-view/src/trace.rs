//! The immutable record of one run.

use crate::{Children, EventType, MapReport};
use serde::{Deserialize, Serialize};

/// Stands for "no text", "no visit", "no event" in the columns of a trace.
pub const NONE: u32 = u32::MAX;

/// The number of a task's `…Succeeded` event whose answer was assumed, because nobody gave one.
pub const ASSUMED: u32 = 1;

/// Which text of the arena; [`NONE`] for none.
pub type TextId = u32;

/// How an execution ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// It has not ended: it waits for a person, or was stopped by a budget of ours.
    #[default]
    Running,
    /// `SUCCEEDED`
    Succeeded,
    /// `FAILED`
    Failed,
    /// `TIMED_OUT`
    TimedOut,
    /// `ABORTED`
    Aborted,
}

/// How a run ended, in short.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// How it ended.
    pub status: Status,
    /// The output as JSON text.
    pub output: Option<String>,
    /// The error name.
    pub error: Option<String>,
    /// The cause.
    pub cause: Option<String>,
    /// Number of events.
    pub events: u32,
    /// Virtual milliseconds from start to end.
    pub duration: f64,
    /// State transitions as the service bills them, retries included.
    pub transitions: u32,
    /// Retries among them.
    pub retries: u32,
    /// Why the run stands still or was cut short, for people; empty otherwise.
    pub note: String,
    /// Where the run stands still for somebody to answer: the virtual milliseconds at which a time of the task runs out.
    pub deadline: Option<f64>,
    /// The Map Runs, in the order in which they ended.
    #[serde(default)]
    pub map_runs: Vec<MapReport>,
}

/// What a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// The execution.
    Root,
    /// A branch of a Parallel, from 0.
    Branch(u32),
    /// An iteration of a Map, from 0.
    Iteration(u32),
}

/// A place in the tree execution, branch, iteration. Parents come before their children; `scopes[0]` is the root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// The scope around it; [`NONE`] for the root.
    pub parent: u32,
    /// The visit of the Parallel or Map that opened it; [`NONE`] for the root.
    pub owner: u32,
    /// The machine of the outline that runs in it.
    pub machine: u32,
}

/// One stay in a state, from its `…Entered` event on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The state of the outline.
    pub state: u32,
    /// The scope.
    pub scope: u32,
    /// The index (from 0) of its `…Entered` event.
    pub entered: u32,
}

/// One event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Its type.
    pub kind: EventType,
    /// `previousEventId`.
    pub previous: u32,
    /// Virtual milliseconds since the start of the execution.
    pub time: f64,
    /// The scope that it belongs to; for an iteration's own events (`MapIterationStarted`) that iteration.
    pub scope: u32,
    /// The visit that it belongs to; [`NONE`] for events of the execution. An iteration's own events belong to the
    /// visit of the Map.
    pub visit: u32,
    /// Which attempt of the visit it belongs to, from 1; 0 before the first one is scheduled.
    pub attempt: u32,
    /// Input, output, parameters or the submitted answer, as JSON text.
    pub text: TextId,
    /// The error name.
    pub error: TextId,
    /// The cause.
    pub cause: TextId,
    /// The resource of a task's event; the name of an iteration's; the type of an event that is not understood, whose
    /// details are its text.
    pub name: TextId,
    /// `length` of `MapStateStarted`, `index` of an iteration's events, `timeoutInSeconds` of a scheduled task,
    /// `HeartbeatSeconds` of a submitted one and of an activity that has started, [`ASSUMED`] for a success that was assumed;
    /// [`NONE`] otherwise.
    pub number: u32,
    /// Assigned variables as a JSON object text.
    pub assigned: TextId,
    /// For an `…Exited` event: the edge of the outline that is taken next; for the last failed event of an attempt
    /// that is retried: the retrier's place in `Retry`; [`NONE`] otherwise.
    pub choice: u32,
}

/// Everything that happened in one run. The events' ids are their places, from 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// The events in order.
    pub events: Vec<Event>,
    /// The visits in the order of their `…Entered` events.
    pub visits: Vec<Visit>,
    /// The scopes.
    pub scopes: Vec<Scope>,
    /// The texts; each stands once.
    pub texts: Texts,
    /// When the virtual clock started: milliseconds since 1970-01-01T00:00:00Z.
    pub start: f64,
    /// The child executions of each Map Run, in the order of [`Summary::map_runs`].
    pub map_runs: Vec<Children>,
}

impl Trace {
    /// The name of an event's type; of one that is not understood, the name under which it was recorded.
    pub fn type_name(&self, event: &Event) -> &str {
        match event.kind {
            EventType::Unknown => self.texts.get(event.name).unwrap_or(event.kind.name()),
            kind => kind.name(),
        }
    }
}

/// An arena of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    pub(crate) bytes: String,
    pub(crate) ends: Vec<u32>,
}

impl Texts {
    /// Adds a text.
    pub fn add(&mut self, text: &str) -> TextId {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// Returns a text; `None` for [`NONE`].
    pub fn get(&self, id: TextId) -> Option<&str> {
        let end = *self.ends.get(id as usize)? as usize;
        let start = (id as usize).checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.bytes.get(start..end)
    }
}

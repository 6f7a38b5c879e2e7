//! A lane: one chain of states run in sequence.

use crate::{EventId, Fault, Instant, MapRunEnd, Reply, Wake, variables::Variables};
use asl_json::Json;
use asl_model::StateId;
use std::rc::Rc;

/// Names a call of a task: the lane and its epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskId {
    pub(crate) lane: u32,
    pub(crate) epoch: u64,
}

/// The root, a branch of a Parallel, or an iteration of a Map.
#[derive(Clone, Debug)]
pub(crate) struct Lane {
    pub(crate) scope: u32,
    pub(crate) state: StateId,
    pub(crate) phase: Phase,
    /// The raw input of the state.
    pub(crate) input: Json,
    pub(crate) variables: Variables,
    /// The `…Entered` event of the state, and when.
    pub(crate) entered: EventId,
    pub(crate) entered_at: Instant,
    /// `previousEventId` of the `…Entered` event.
    pub(crate) before: EventId,
    /// How often each retrier was used in this visit.
    pub(crate) used: Vec<u32>,
    /// Retries of this visit in all: `$$.State.RetryCount`.
    pub(crate) retries: u32,
    pub(crate) attempt: u32,
    /// Whether children, a Map Run or an evaluation have failed or may fail for this state: then it says so itself.
    pub(crate) started: bool,
    pub(crate) home: Option<Home>,
    pub(crate) trail: Trail,
    /// Wakes of an older epoch are stale.
    pub(crate) epoch: u64,
    /// The innermost iteration around this lane.
    pub(crate) item: Option<Rc<Item>>,
    pub(crate) call: Option<Box<Call>>,
    /// How the Map Run of this lane ended.
    pub(crate) map_run: Option<Box<MapRunEnd>>,
    /// The effective input of a Map Run, which its `ItemSelector` sees as `$`.
    pub(crate) payload: Json,
    /// The wake that made a parked lane runnable.
    pub(crate) fired: Option<Wake>,
    /// Random draws so far.
    pub(crate) draws: u64,
}

/// Where a lane stands inside its state.
#[derive(Clone, Debug)]
pub(crate) enum Phase {
    /// About to enter the state.
    Enter,
    /// In a Wait.
    Sleep,
    /// A task is scheduled and about to start.
    Start,
    /// A task has started and is about to be submitted.
    Submit,
    /// A task is at work.
    Call,
    /// A Map Run is at work.
    MapRun,
    /// Children are at work.
    Fork(u32),
    /// Waiting for the next attempt.
    Backoff,
    /// A failure was recorded; what follows from it comes next.
    Failed(Fault),
    /// All children have succeeded; what follows comes next.
    Joined(Json),
}

/// Where the lane's next event attaches, and its newest event of any kind.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Trail {
    pub(crate) cause: EventId,
    pub(crate) newest: EventId,
}

/// The join that waits for a lane, and its place there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Home {
    pub(crate) join: u32,
    pub(crate) index: u32,
}

/// An iteration's item, for the context object.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) index: u32,
    pub(crate) value: Json,
    /// The key of an entry, where the items are those of an object.
    pub(crate) key: Option<Rc<str>>,
    /// Where an `ItemReader` has it from.
    pub(crate) source: Option<Rc<str>>,
}

/// A task at work.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) reply: Option<Reply>,
    pub(crate) started_at: Instant,
    pub(crate) heartbeat: Option<u64>,
    pub(crate) heartbeat_at: Instant,
}

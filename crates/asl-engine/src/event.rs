//! The history: what happened, in AWS's terms.

use crate::{Fault, Instant};
use asl_json::Json;
use asl_model::{MachineId, StateId};
use std::rc::Rc;

/// The id of an event, from 1; 0 for none.
pub type EventId = u32;

/// One event. Its id is its place in the history, from 1.
#[derive(Clone, Debug)]
pub struct Event {
    /// `previousEventId`
    pub previous: EventId,
    /// When.
    pub at: Instant,
    /// The scope that it belongs to: the execution, a branch or an iteration.
    pub scope: u32,
    /// The id of the `…Entered` event of the visit that it belongs to; 0 for events of the execution.
    pub visit: EventId,
    /// Which attempt of the visit, from 1; 0 before the first is scheduled.
    pub attempt: u32,
    /// What happened.
    pub details: Details,
}

/// What follows an event in the chain of `previousEventId`.
///
/// Most events become the cause of the next one; `…Succeeded` and `…Failed` of iterations and of Maps do not: the
/// next event refers to the one before them (case `scenarios/test_base_scenarios.test_map_state_break_condition`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The next event of the lane refers to this one.
    Cause,
    /// The next event of the lane refers to the one before this.
    Leaf,
}

/// The place in the tree execution, branch, iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// The execution.
    Root,
    /// A branch of a Parallel, from 0.
    Branch(u32),
    /// An iteration of a Map, from 0.
    Iteration(u32),
}

/// A scope that came to be. Ids are dense, from 0; parents come before their children.
#[derive(Clone, Copy, Debug)]
pub struct ScopeOpened {
    /// Its id.
    pub id: u32,
    /// The scope around it; itself for the root.
    pub parent: u32,
    /// What it is.
    pub kind: ScopeKind,
    /// The `…Entered` event of the Parallel or Map that opened it; 0 for the root.
    pub owner: EventId,
    /// What runs in it.
    pub machine: MachineId,
}

/// Variables in the order in which they were assigned.
pub type Assigned = Rc<[(Rc<str>, Json)]>;

/// By which field a state is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// `Next` or `End`, or the end that Succeed is.
    Next,
    /// A rule of a Choice, from 0.
    Rule(u32),
    /// `Default` of a Choice.
    Default,
    /// A catcher, from 0.
    Catcher(u32),
}

/// What happened, with the data of its `…EventDetails`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names are those of the service's API")]
pub enum Details {
    ExecutionStarted { input: Json },
    ExecutionSucceeded { output: Json },
    ExecutionFailed(Fault),
    ExecutionTimedOut,
    ExecutionAborted(Fault),
    StateEntered { state: StateId, input: Json },
    StateExited { state: StateId, output: Json, assigned: Option<Assigned>, via: Via },
    StateAborted { state: StateId },
    Scheduled { state: StateId, input: Json, timeout: Option<u64>, heartbeat: Option<u64>, role: Option<Rc<str>> },
    Started { state: StateId, worker: Option<Rc<str>> },
    Submitted { state: StateId, output: Json },
    Succeeded { state: StateId, output: Json },
    Failed { state: StateId, fault: Fault },
    TimedOut { state: StateId },
    ParallelStarted,
    ParallelSucceeded,
    ParallelFailed,
    MapStarted { length: u32 },
    MapRunStarted { arn: Rc<str> },
    MapRunSucceeded,
    MapRunFailed(Fault),
    MapSucceeded,
    MapFailed,
    IterationStarted { state: StateId, index: u32 },
    IterationSucceeded { state: StateId, index: u32 },
    IterationFailed { state: StateId, index: u32 },
    IterationAborted { state: StateId, index: u32 },
    EvaluationFailed { state: StateId, fault: Fault, location: Option<Rc<str>> },
}

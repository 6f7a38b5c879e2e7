//! What goes in and what comes out.

use crate::{Event, EventId, Fault, Instant, Limits, ScopeOpened, TaskId};
use asl_json::Json;
use asl_model::StateId;
use std::rc::Rc;

/// What a run depends on besides program and input.
#[derive(Clone, Debug)]
pub struct Settings {
    /// When the execution starts.
    pub start: Instant,
    /// Seed of jitter, UUIDs and random functions.
    pub seed: u64,
    /// Names that the context object and the history show.
    pub names: Names,
    /// Where the service ends an execution or a state.
    pub limits: Limits,
    /// When somebody calls `StopExecution`, and with which error and cause.
    pub stop: Option<(Instant, Fault)>,
}

/// Names that the context object and the history show.
#[derive(Clone, Debug)]
pub struct Names {
    /// `$$.StateMachine.Name`
    pub state_machine: Rc<str>,
    /// `$$.StateMachine.Id`
    pub state_machine_arn: Rc<str>,
    /// `$$.Execution.Name`
    pub execution: Rc<str>,
    /// `$$.Execution.Id`
    pub execution_arn: Rc<str>,
    /// `$$.Execution.RoleArn`
    pub role_arn: Rc<str>,
    /// The region of scheduled tasks.
    pub region: Rc<str>,
}

/// What the engine wants done.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Call a task. It is answered with [`Input::Reply`], or never.
    Invoke(Invocation),
    /// Run the child executions of a Distributed Map. It is answered with [`crate::Execution::end_map_run`].
    MapRun(Box<MapRun>),
}

/// The child executions to run.
#[derive(Clone, Debug)]
pub struct MapRun {
    /// To be named in the answer.
    pub task: TaskId,
    /// The Map state.
    pub state: StateId,
    /// When it starts.
    pub at: Instant,
    /// `mapRunArn`
    pub arn: Rc<str>,
    /// Where the items come from.
    pub items: ItemsPlan,
    /// Child executions that run at a time.
    pub limit: u32,
    /// `ToleratedFailureCount`
    pub tolerated_count: Option<u64>,
    /// `ToleratedFailurePercentage`
    pub tolerated_percentage: Option<f64>,
    /// `ItemBatcher`
    pub batch: Option<BatchPlan>,
    /// Parameters of the `ResultWriter`.
    pub writer: Option<Json>,
}

/// Where the items of a Map Run come from.
#[derive(Clone, Debug)]
pub enum ItemsPlan {
    /// An array of the state's data, or an object whose entries are the items.
    Given(Json),
    /// An `ItemReader`.
    Read(ReaderPlan),
}

/// An `ItemReader` with its fields evaluated.
#[derive(Clone, Debug)]
pub struct ReaderPlan {
    /// `Parameters` or `Arguments`: `Bucket`, `Key`, `Prefix`.
    pub parameters: Json,
    /// `MaxItems`; `None` for all. A negative number is an error of the reader.
    pub max_items: Option<i64>,
    /// `CSVHeaders`
    pub csv_headers: Option<Json>,
    /// `ItemsPointer`
    pub pointer: Option<Rc<str>>,
}

/// An `ItemBatcher` with its fields evaluated.
#[derive(Clone, Debug)]
pub struct BatchPlan {
    /// `MaxItemsPerBatch`
    pub max_items: Option<u64>,
    /// `MaxInputBytesPerBatch`
    pub max_bytes: Option<u64>,
    /// `BatchInput`
    pub input: Option<Json>,
}

/// How a Map Run ended.
#[derive(Clone, Debug)]
pub struct MapRunEnd {
    /// When.
    pub at: Instant,
    /// The result of the Map, or why it failed.
    pub result: Result<Json, Fault>,
}

/// A call of a task.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// To be named in the reply.
    pub task: TaskId,
    /// The Task state.
    pub state: StateId,
    /// The payload: the effective input, `Parameters` or `Arguments`.
    pub payload: Json,
    /// Which attempt of this visit, from 1.
    pub attempt: u32,
    /// The index of the innermost Map iteration around it.
    pub iteration: Option<u32>,
    /// The task token, where the pattern has one.
    pub token: Option<Rc<str>>,
}

/// What the world tells.
#[derive(Clone, Debug)]
pub enum Input {
    /// A task's answer.
    Reply {
        /// The task.
        task: TaskId,
        /// The answer.
        reply: Reply,
    },
    /// `StopExecution`, now.
    Stop(Fault),
}

/// The answer of a task.
#[derive(Clone, Debug)]
pub struct Reply {
    /// What the service answers at once, for `.sync` and `.waitForTaskToken`.
    pub submitted: Option<Json>,
    /// The name of the worker that takes an activity's task.
    pub worker: Option<Rc<str>>,
    /// Virtual seconds from the start of the task at which heartbeats arrive, ascending.
    pub heartbeats: Vec<f64>,
    /// Virtual seconds from the start of the task to its result.
    pub delay_seconds: f64,
    /// The result; `None` if it never comes.
    pub result: Option<Result<Json, Fault>>,
    /// Whether somebody has to give the result first: the clock stands still before a time of the task runs out.
    pub asks: bool,
}

/// What a step gives. Cleared by the caller.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// New events.
    pub events: Vec<Event>,
    /// New scopes.
    pub scopes: Vec<ScopeOpened>,
    /// What to do.
    pub effects: Vec<Effect>,
    /// Failures that will be retried.
    pub retried: Vec<Retried>,
}

/// A failure that a retrier has matched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retried {
    /// The newest event of the lane: what has failed.
    pub event: EventId,
    /// Which retrier of the state, from 0.
    pub retrier: u32,
    /// The delay before the next attempt, in seconds, jitter included.
    pub delay_seconds: f64,
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One transition of one lane.
    Ran,
    /// The clock moved to the next wake.
    Advanced(Instant),
    /// Nothing can happen until the world answers.
    Blocked,
    /// The execution has ended.
    Done,
}

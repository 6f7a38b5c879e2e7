//! The program: flat, immutable, shared by every execution.

mod choice;
mod dataflow;
mod map;
mod rescue;
mod resource;
mod template;

pub use choice::{Comparison, Condition, Domain, Operand, Relation, Rule, Test, TypeTest};
pub use dataflow::{Amount, PathField, ResultPath, TextField};
pub use map::{Batcher, ChildType, Distributed, InputType, ItemReader, Items, MapState, ReaderKind, Tolerance, Writer};
pub use rescue::{Catcher, Jitter, Retrier};
pub use resource::{Pattern, Resource, ResourceKind};
pub use template::{Expr, Jsonata, Template};

use asl_json::Json;
use asl_text::Span;
use std::rc::Rc;

/// Place of a state in [`Program::states`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(pub u32);

/// Place of a machine in [`Program::machines`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MachineId(pub u32);

/// The type of a state machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MachineType {
    /// `STANDARD`
    #[default]
    Standard,
    /// `EXPRESS`
    Express,
}

/// The query language of a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// `JSONPath`
    #[default]
    JsonPath,
    /// `JSONata`
    Jsonata,
}

/// A whole definition.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// All states in the order of the text, those of branches and item processors included.
    pub states: Vec<State>,
    /// `machines[0]` is the whole definition; the others are branches and item processors.
    pub machines: Vec<Machine>,
    /// `TimeoutSeconds` of the whole, in seconds.
    pub timeout_seconds: Option<u64>,
    /// `Comment` of the whole.
    pub comment: Option<Rc<str>>,
    /// The type it was read as.
    pub machine_type: MachineType,
}

impl Program {
    /// The state of an id of this program.
    pub fn state(&self, id: StateId) -> &State {
        &self.states[id.0 as usize]
    }

    /// The machine of an id of this program.
    pub fn machine(&self, id: MachineId) -> &Machine {
        &self.machines[id.0 as usize]
    }
}

/// A chain of states with a start.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The Parallel or Map that owns it; `None` for the whole definition.
    pub owner: Option<StateId>,
    /// Which branch it is, from 0; 0 for an item processor.
    pub index: u32,
    /// `StartAt`; `None` if it names no state (an error was reported).
    pub start: Option<StateId>,
    /// Its own states, in the order of the text.
    pub states: Vec<StateId>,
}

/// One state.
#[derive(Clone, Debug)]
pub struct State {
    /// Its name.
    pub name: Rc<str>,
    /// The machine that holds it.
    pub machine: MachineId,
    /// Its query language.
    pub language: Language,
    /// `Comment`.
    pub comment: Option<Rc<str>>,
    /// The key in the text.
    pub key_span: Span,
    /// The value in the text.
    pub span: Span,
    /// `InputPath` (JSONPath).
    pub input_path: PathField,
    /// `OutputPath` (JSONPath).
    pub output_path: PathField,
    /// `ResultSelector` (JSONPath).
    pub result_selector: Option<Template>,
    /// `ResultPath` (JSONPath).
    pub result_path: ResultPath,
    /// `Assign`: an object template.
    pub assign: Option<Template>,
    /// `Output` (JSONata).
    pub output: Option<Template>,
    /// `Retry`.
    pub retry: Vec<Retrier>,
    /// `Catch`.
    pub catch: Vec<Catcher>,
    /// `Next` or `End`; of Choice, Succeed and Fail always [`Then::End`].
    pub then: Then,
    /// What the type adds.
    pub kind: Kind,
}

/// Where a state leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// `Next`
    Next(StateId),
    /// `End`
    End,
    /// A name that no state of the machine has, or nothing at all (an error was reported).
    Missing,
}

/// The type of a state with its own fields.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `Pass`
    Pass {
        /// `Result` (JSONPath).
        result: Option<Json>,
        /// `Parameters` (JSONPath).
        parameters: Option<Template>,
    },
    /// `Task`
    Task(Box<TaskState>),
    /// `Choice`
    Choice {
        /// `Choices`
        rules: Vec<Rule>,
        /// `Default`; [`Then::End`] for none.
        default: Then,
    },
    /// `Wait`
    Wait(WaitUntil),
    /// `Succeed`
    Succeed,
    /// `Fail`
    Fail {
        /// `Error` or `ErrorPath`.
        error: Option<TextField>,
        /// `Cause` or `CausePath`.
        cause: Option<TextField>,
    },
    /// `Parallel`
    Parallel {
        /// `Branches`
        branches: Vec<MachineId>,
        /// `Parameters` or `Arguments`.
        parameters: Option<Template>,
    },
    /// `Map`
    Map(Box<MapState>),
}

impl Kind {
    /// The value of `Type`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Pass { .. } => "Pass",
            Self::Task(_) => "Task",
            Self::Choice { .. } => "Choice",
            Self::Wait(_) => "Wait",
            Self::Succeed => "Succeed",
            Self::Fail { .. } => "Fail",
            Self::Parallel { .. } => "Parallel",
            Self::Map(_) => "Map",
        }
    }
}

/// The fields of a Task.
#[derive(Clone, Debug)]
pub struct TaskState {
    /// `Resource`
    pub resource: Resource,
    /// `Parameters` or `Arguments`.
    pub parameters: Option<Template>,
    /// `Credentials`
    pub credentials: Option<Template>,
    /// `TimeoutSeconds` or `TimeoutSecondsPath`.
    pub timeout: Option<Amount>,
    /// `HeartbeatSeconds` or `HeartbeatSecondsPath`.
    pub heartbeat: Option<Amount>,
}

/// How long a Wait waits.
#[derive(Clone, Debug)]
pub enum WaitUntil {
    /// `Seconds` or `SecondsPath`.
    Seconds(Amount),
    /// `Timestamp` or `TimestampPath`.
    Timestamp(TextField),
}

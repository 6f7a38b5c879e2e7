//! The scenario document: everything that a run depends on, in one JSON text.

use crate::{Mocks, share::STANDARD};
use base64::Engine as _;
use indexmap::IndexMap;

pub(crate) mod read;
mod write;

/// The largest scenario document that is read, in bytes: it may carry the objects of an S3 bucket.
pub const MAX_SCENARIO_BYTES: usize = 32 << 20;

/// A run, described completely: the same scenario gives the same history, byte for byte.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// What people call it; may be empty.
    pub name: String,
    /// The definition as its author wrote it (JSON, JSONC or YAML).
    ///
    /// Where the document holds an object, this is its text, without the indentation that the document added; and a
    /// compact object is indented for people.
    pub definition_text: String,
    /// The input as its author wrote it, or printed compactly; `None` where the document names none.
    ///
    /// AWS passes an untouched input on with its whitespace, so the text is kept, not the value.
    pub input_text: Option<String>,
    /// Standard or Express.
    pub machine_type: MachineType,
    /// Who answers the tasks.
    pub mocks: Mocks,
    /// What an ItemReader finds, by `bucket/key`.
    pub s3: IndexMap<String, S3Object>,
    /// Clock, seed, names, limits.
    pub settings: Settings,
}

/// The type of a state machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MachineType {
    /// `STANDARD`
    #[default]
    Standard,
    /// `EXPRESS`
    Express,
}

impl MachineType {
    /// AWS's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Standard => "STANDARD",
            Self::Express => "EXPRESS",
        }
    }

    /// The type of AWS's word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Standard, Self::Express].into_iter().find(|machine_type| machine_type.word() == word)
    }
}

/// An object of a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum S3Object {
    /// UTF-8 text.
    Text(String),
    /// Any bytes; `{"base64": "…"}` in the document.
    Bytes(Vec<u8>),
}

impl S3Object {
    /// The content.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// The content that a base64 text stands for; `None` where it is none.
    pub fn from_base64(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok().map(Self::Bytes)
    }

    /// The content as base64.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.bytes())
    }
}

/// What a run depends on beside definition, input and mocks. What is `None` has the engine's default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Where the virtual clock starts: a timestamp of RFC 3339, kept as text and not checked here.
    pub start_time: Option<String>,
    /// Of jitter, UUIDs and random functions.
    pub seed: Option<u64>,
    /// What a task without a mock does.
    pub missing_mocks: MissingMocks,
    /// Names that occur in the history and in the Context object.
    pub names: Names,
    /// Where the run stops by itself.
    pub limits: Limits,
    /// When somebody calls `StopExecution`.
    pub stop: Option<Stop>,
}

/// What a task without a mock does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingMocks {
    /// It succeeds with something plausible, marked as assumed (`"assume"`).
    #[default]
    Assume,
    /// The run cannot go on (`"error"`).
    Error,
}

/// A call of `StopExecution`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stop {
    /// Virtual seconds after the start.
    pub after_seconds: u64,
    /// `error` of the call.
    pub error: Option<String>,
    /// `cause` of the call.
    pub cause: Option<String>,
}

/// Names that occur in the history and in the Context object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The name of the state machine.
    pub state_machine: Option<String>,
    /// The name of the execution.
    pub execution: Option<String>,
    /// The ARN of the execution, where it is not to be made of the other names.
    pub execution_arn: Option<String>,
    /// The ARN of the role that the execution assumes.
    pub role_arn: Option<String>,
    /// Twelve digits.
    pub account: Option<String>,
    /// Such as `us-east-1`.
    pub region: Option<String>,
}

/// Where a run stops by itself; `None` is the engine's default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Whether AWS's own limits hold: of payloads, variables, events, concurrency and time.
    pub service: ServiceLimits,
    /// Events of the history; AWS ends a Standard execution at 25,000.
    pub max_events: Option<u64>,
    /// Steps of the interpreter, so that an endless machine ends.
    pub max_steps: Option<u64>,
}

/// Whether AWS's own limits hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServiceLimits {
    /// They do (`"aws"`).
    #[default]
    Aws,
    /// They do not, so that a lesson can go on behind them (`"off"`).
    Off,
}

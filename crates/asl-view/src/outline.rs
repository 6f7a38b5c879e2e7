//! A definition as the page shows it, and where its parts are drawn.

use serde::{Deserialize, Serialize};

/// The states, machines and edges of a definition. Indexes are dense: `states[i]` has id `i`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// All states, those of branches and item processors included, in the order of the text.
    pub states: Vec<State>,
    /// `machines[0]` is the whole; the others are branches and item processors.
    pub machines: Vec<Machine>,
    /// All edges; none crosses the border of a machine.
    pub edges: Vec<Edge>,
    /// The `Comment` of the definition.
    pub comment: String,
}

/// A chain of states with a start: the whole definition, a branch of a Parallel, or the item processor of a Map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// The Parallel or Map that owns it; `None` for the whole.
    pub owner: Option<u32>,
    /// Which branch it is, from 0; 0 for an item processor.
    pub index: u32,
    /// The state named by `StartAt`, if it exists.
    pub start: Option<u32>,
    /// Its states in the order of the text.
    pub states: Vec<u32>,
}

/// The value of `Type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the language")]
pub enum StateType {
    Pass,
    Task,
    Choice,
    Wait,
    Succeed,
    Fail,
    Parallel,
    Map,
}

/// One state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: StateType,
    /// The machine that holds it.
    pub machine: u32,
    /// The machines inside it: branches or the item processor.
    pub inside: Vec<u32>,
    /// What it does in two or three words: `Lambda invoke`, `1 day`, `SQS send message`.
    pub subtitle: String,
    /// The service of a Task in one short word: `lambda`, `sqs`, `dynamodb`, `states`; empty for others.
    pub service: String,
    /// `.sync`, `.sync:2`, `.waitForTaskToken`, or empty.
    pub pattern: String,
    /// Whether an execution or its machine ends here.
    pub end: bool,
    /// `JSONPath` or `JSONata`.
    pub language: String,
    /// The retriers in order.
    pub retriers: Vec<Retrier>,
    /// The catchers in order.
    pub catchers: Vec<Catcher>,
    /// `MaxConcurrency` of a Map, where it is a literal.
    pub max_concurrency: Option<u32>,
    /// Whether a Map is Distributed.
    pub distributed: bool,
    /// The `Comment` of the state.
    pub comment: String,
    /// The state's key in the text, in UTF-16 code units.
    pub key_range: (u32, u32),
    /// The state's value in the text, in UTF-16 code units.
    pub range: (u32, u32),
}

/// A retrier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Retrier {
    /// `ErrorEquals`.
    pub errors: Vec<String>,
    /// `IntervalSeconds`.
    pub interval_seconds: f64,
    /// `MaxAttempts`.
    pub max_attempts: u32,
    /// `BackoffRate`.
    pub backoff_rate: f64,
    /// `MaxDelaySeconds`.
    pub max_delay_seconds: Option<f64>,
    /// Whether `JitterStrategy` is `FULL`.
    pub jitter: bool,
}

/// A catcher.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Catcher {
    /// `ErrorEquals`.
    pub errors: Vec<String>,
    /// The state of `Next`, if it exists.
    pub next: Option<u32>,
}

/// Why an execution goes along an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EdgeKind {
    /// `Next`.
    Next,
    /// A rule of a Choice; its place in `Choices`, from 0.
    Choice(u32),
    /// `Default` of a Choice.
    Default,
    /// A catcher; its place in `Catch`, from 0.
    Catch(u32),
}

/// An edge between two states of one machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// From this state.
    pub from: u32,
    /// To this state.
    pub to: u32,
    /// Why.
    pub kind: EdgeKind,
    /// What stands beside it: the rule in short, `Default`, or the error names; empty for `Next`.
    pub label: String,
}

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Where everything is drawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Geometry {
    /// Width of the whole picture.
    pub width: f32,
    /// Height of the whole picture.
    pub height: f32,
    /// One per state of the outline, in the same order.
    pub states: Vec<PlacedState>,
    /// The branches of Parallels and the item processors of Maps.
    pub branches: Vec<PlacedBranch>,
    /// One per edge of the outline, then edges from Start and to End.
    pub edges: Vec<PlacedEdge>,
    /// The Start dot.
    pub start: Option<Rect>,
    /// The End ring.
    pub end: Option<Rect>,
}

/// A state's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacedState {
    /// Its rectangle; a Parallel or Map with its frame.
    pub rect: Rect,
    /// How many frames are around it.
    pub depth: u32,
}

/// A branch's place inside the frame of its owner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacedBranch {
    /// The machine.
    pub machine: u32,
    /// Its rectangle.
    pub rect: Rect,
}

/// An edge's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacedEdge {
    /// The edge of the outline; `None` for an edge from Start or to End.
    pub edge: Option<u32>,
    /// For an edge from Start or to End: the state at its other end.
    pub state: Option<u32>,
    /// A polyline of horizontal and vertical parts; the last point is the arrow's tip.
    pub points: Vec<(f32, f32)>,
    /// Where the label stands.
    pub label: Option<Rect>,
    /// Whether it leads back to an earlier state.
    pub back: bool,
}

//! What is inside one visit of a state: its data, stage by stage, and what its rules did. The worker makes it on demand.

use crate::{Missed, Origin};
use serde::{Deserialize, Serialize};

/// The data stages of a visit. JSON texts print as the history shows them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// The stages of all attempts, in the order in which they were evaluated; what was not evaluated is absent.
    pub stages: Vec<DataStage>,
    /// The rules of `Retry`, `Catch` or `Choices`, as often as they were asked.
    pub rules: Vec<RuleVerdict>,
    /// The variables that the state sees: names and JSON texts, inner scopes over outer ones.
    pub before: Vec<(String, String)>,
    /// The variables that the next state sees; `None` where the state was not left.
    pub after: Option<Vec<(String, String)>>,
    /// The context object of the last attempt.
    pub context: String,
    /// The name of the last error, where the state failed once at least.
    pub error: Option<String>,
    /// Its cause.
    pub cause: Option<String>,
    /// The path that selected nothing, where that was the cause.
    pub missed: Option<Missed>,
    /// Which field made which part of the stages.
    pub origins: Vec<Origin>,
}

/// A stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DataStage {
    /// Which attempt of the visit, from 1.
    pub attempt: u32,
    /// As TestState names it: `input`, `afterInputPath`, `afterParameters`, `afterArguments`, `afterItemsPath`,
    /// `afterItemSelector`, `afterItemBatcher`, `result`, `errorOutput`, `afterResultSelector`, `afterResultPath`,
    /// `output`.
    pub name: String,
    /// The value; `None` where its evaluation failed.
    pub text: Option<String>,
    /// Why its evaluation failed.
    pub problem: Option<String>,
}

/// A rule and what it did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleVerdict {
    /// Which attempt of the visit, from 1.
    pub attempt: u32,
    /// Where it stands: `Retry[0]`, `Catch[1]`, `Choices[2]`.
    pub rule: String,
    /// Whether the rule was followed.
    pub hit: bool,
    /// Why, or why not, for people.
    pub reason: String,
}

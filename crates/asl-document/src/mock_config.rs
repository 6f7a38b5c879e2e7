//! AWS's own `MockConfigFile.json` (Step Functions Local), to our mocks and back.

use crate::{Mocks, Outcome, Response, mocks};
use asl_json::{Json, Map, spanned::Node};
use asl_text::Diagnostic;
use indexmap::IndexMap;

/// A state machine that a file names, and its test cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockedMachine {
    /// The name of the state machine.
    pub name: String,
    /// The names of its test cases, in the order of the file.
    pub cases: Vec<String>,
}

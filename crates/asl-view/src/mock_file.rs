//! AWS's `MockConfigFile.json` between the page and its worker.

use serde::{Deserialize, Serialize};

/// A test case of such a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MockCase {
    /// The state machine.
    pub machine: String,
    /// The test case.
    pub case: String,
}

/// What was read, or written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MockFile {
    /// The mocks of the chosen test case in our form; or the file.
    pub text: String,
    /// What the file cannot express, in sentences.
    pub notes: Vec<String>,
    /// The test cases.
    pub cases: Vec<MockCase>,
    /// The one that was read or written.
    pub chosen: MockCase,
}

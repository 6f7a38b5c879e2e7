//! What the page and its worker say to each other.
//!
//! A request travels with the number of the call that waits for its answer, and the answer comes back under it; 0 is
//! nobody. What is about the document on screen carries its revision: the page drops answers about an old one.

use crate::{
    ChildAddress, Comparison, Decision, Document, Finding, Geometry, Inspection, MockCase, MockFile, Outline, Question,
    Summary,
};
use serde::{Deserialize, Serialize};

/// The number of a message that nobody waits for.
pub const NO_CALL: u32 = 0;

/// The bytes of a message. Both ends are of one build, so fields need no names: what reads them stays small.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("a message holds texts and numbers")
}

/// Reads the bytes of a message; `None` if they are of another build.
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Reads the definition, input and mocks: problems, outline and geometry.
    Check {
        /// Revision of the document.
        revision: u32,
        /// The document.
        document: Document,
    },
    /// Runs the machine to its end.
    Run {
        /// Revision of the document.
        revision: u32,
        /// The document.
        document: Document,
    },
    /// Lays a recorded history over the definition (untrusted): the answer is that of a run.
    Replay {
        /// Revision of the document.
        revision: u32,
        /// The document.
        document: Document,
        /// What `GetExecutionHistory` gave.
        history: String,
    },
    /// Makes the document whose run does what was recorded.
    Remake {
        /// The document.
        document: Document,
        /// What `GetExecutionHistory` gave.
        history: String,
    },
    /// Says where a run with the recorded input and answers does something else.
    Compare {
        /// The document.
        document: Document,
        /// What `GetExecutionHistory` gave.
        history: String,
    },
    /// Ends the run of an earlier message; the worker answers with what it has.
    Stop,
    /// Runs the machine again and records what is inside one visit.
    Inspect {
        /// The document.
        document: Document,
        /// Which child execution the visit is in; empty for the execution itself.
        path: Vec<ChildAddress>,
        /// The id of the visit's `…Entered` event.
        event: u32,
    },
    /// Runs one child execution of a Map Run again, with everything that happens in it.
    Child {
        /// The document.
        document: Document,
        /// Which one: in the execution, then in that child, and so on.
        path: Vec<ChildAddress>,
    },
    /// Reads a `MockConfigFile.json` (untrusted).
    ReadMocks {
        /// The text.
        text: String,
        /// The test case; the first, for `None`.
        case: Option<MockCase>,
    },
    /// Writes the mocks as a `MockConfigFile.json`.
    WriteMocks {
        /// The document.
        document: Document,
    },
    /// Evaluates an expression that is no part of the run (untrusted).
    Try {
        /// The expression and what it is evaluated against.
        question: Question,
    },
    /// Changes a definition so that a Map runs its iterations as child executions.
    Distribute {
        /// The definition.
        definition: String,
        /// The Map of its outline.
        state: u32,
    },
    /// Writes what somebody answers into the mocks.
    Decide {
        /// The mocks.
        mocks: String,
        /// The answer.
        decision: Decision,
    },
    /// Makes a CSV to try things with.
    Generate {
        /// How many rows.
        rows: u32,
        /// How many percent of them are bad, 0 to 100.
        bad_percent: f64,
    },
    /// Makes the fragment of a share link.
    Share {
        /// The document.
        document: Document,
    },
    /// Reads the fragment of a share link (untrusted).
    Open {
        /// The text behind `#`.
        fragment: String,
    },
    /// Reads a pasted or dropped text of any supported kind (untrusted): a definition or a scenario document.
    Import {
        /// The text.
        text: String,
    },
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The worker has started.
    Ready,
    /// To [`Request::Check`].
    Checked {
        /// Revision of the document.
        revision: u32,
        /// What is wrong, in all panes.
        problems: Vec<Problem>,
        /// The definition's states and edges; `None` if the text cannot be read.
        outline: Option<Outline>,
        /// Where to draw them.
        geometry: Option<Geometry>,
        /// `JSON`, `JSONC` or `YAML`.
        format: String,
    },
    /// While a run goes on, or one that a call asked for.
    Progress {
        /// Revision of the document that is run; `None` where a call waits.
        revision: Option<u32>,
        /// Events so far.
        events: u32,
        /// Child executions of the Map Run under way: how many have been started, and how many there are.
        children: Option<(u32, u32)>,
    },
    /// To [`Request::Run`] and [`Request::Replay`]. The trace follows the message as one transferred buffer, [`crate::Trace::decode`] reads it.
    Ran {
        /// Revision of the document.
        revision: u32,
        /// How the run ended.
        summary: Summary,
    },
    /// To [`Request::Run`] and [`Request::Replay`], where the document cannot run.
    Refused {
        /// Revision of the document.
        revision: u32,
        /// Why.
        problems: Vec<Problem>,
    },
    /// To [`Request::Inspect`].
    Inspected {
        /// What is inside; `None` if the document cannot run, or no visit begins with the event.
        inspection: Option<Inspection>,
    },
    /// To [`Request::Child`]. Its trace follows the message as that of a run does.
    Child {
        /// How it ended.
        summary: Summary,
        /// The item processor as a definition of its own; its ranges are those of the whole text.
        outline: Outline,
        /// Where to draw it.
        geometry: Geometry,
    },
    /// To [`Request::ReadMocks`] and [`Request::WriteMocks`].
    MockFile {
        /// What was read or written.
        file: MockFile,
    },
    /// To [`Request::Try`].
    Tried {
        /// The value, or why there is none.
        finding: Finding,
    },
    /// To [`Request::Share`].
    Link {
        /// The text for behind `#`.
        fragment: String,
        /// The names of the files that are too large for a link.
        left_out: Vec<String>,
    },
    /// To [`Request::Generate`], [`Request::Distribute`] and [`Request::Decide`].
    Generated {
        /// The text.
        text: String,
    },
    /// To [`Request::Compare`].
    Compared {
        /// What differs.
        comparison: Comparison,
    },
    /// To [`Request::Open`], [`Request::Import`] and [`Request::Remake`].
    Opened {
        /// The document.
        document: Document,
    },
    /// To any request that cannot be answered: a text cannot be used, say.
    Unreadable {
        /// What is wrong and what to do, for people.
        message: String,
    },
}

/// Which text a problem is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pane {
    /// The definition.
    Definition,
    /// The input.
    Input,
    /// The mocks.
    Mocks,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ProblemSeverity {
    /// It cannot run.
    Error,
    /// It runs, and probably not as meant.
    Warning,
    /// Worth knowing.
    Hint,
}

/// A diagnostic as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// The text that it is in.
    pub pane: Pane,
    /// How much it matters.
    pub severity: ProblemSeverity,
    /// A stable name.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// JSON pointer of the value, `/States/A/Next`.
    pub location: String,
    /// First and last offset in UTF-16 code units.
    pub range: (u32, u32),
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

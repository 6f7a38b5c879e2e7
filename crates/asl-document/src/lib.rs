//! Documents that people paste and share: JSON, JSONC, YAML, the scenario document, the share link.
//!
//! ```
//! use asl_document::{Format, Scenario, text};
//! let parsed = text::parse("StartAt: Hello\nStates: {Hello: {Type: Succeed}}")?;
//! assert_eq!(parsed.format, Format::Yaml);
//! let scenario = Scenario::parse(r#"{"stepwell": 1, "definition": "StartAt: Hello", "input": {"a": 1.0}}"#);
//! assert_eq!(scenario.map(|scenario| scenario.input_text), Ok(Some(r#"{"a":1.0}"#.to_string())));
//! # Ok::<(), text::Failure>(())
//! ```
//!
//! It does not know what a state machine means: whether a definition is right is the model's to say, and who answers
//! a task is the engine's. Reading never panics, never runs longer than the limits in [`text`] allow, and says in
//! people's words what is wrong and where.

mod fields;
pub mod import;
pub mod mock_config;
mod mocks;
pub mod rewrite;
mod scenario;
pub mod share;
pub mod text;

pub use import::Import;
pub use mocks::{Mocks, Outcome, Response, decide};
pub use scenario::{
    Limits, MAX_SCENARIO_BYTES, MachineType, MissingMocks, Names, S3Object, Scenario, ServiceLimits, Settings, Stop,
};
pub use share::{ShareDocument, ShareError};
pub use text::{Failure, Format, Parsed};

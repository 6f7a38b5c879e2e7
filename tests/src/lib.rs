//! Conformance runner: recorded executions and outcomes against what we answer.
//!
//! `cargo xtask conformance DIR` runs it. A case is a JSON file; its format is told by the folder's README. A case that
//! cannot pass stands on a list with its reason (`tests/baseline/`); the list fails when one of them starts to pass.

pub mod conformance;

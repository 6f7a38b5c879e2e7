//! Whole-product tests: recorded executions and outcomes against what we answer, and our own literate suite.
//!
//! `cargo xtask conformance DIR` runs the recorded ones. A case is a JSON file; its format is told by the folder's
//! README. A case that cannot pass stands on a list with its reason (`tests/baseline/`); the list fails when one of
//! them starts to pass. The literate suite stands in `tests/suite`, see [`suite`].

pub mod conformance;
pub mod replay;
pub mod suite;

//! An ASL definition as a typed, resolved program, and the diagnostics on the way there.
//!
//! [`read`] takes the tree of a text and returns a flat [`Program`] in which every name is an index, every path and
//! expression is parsed, and every default is filled in: the engine never parses anything. Reading is total: what is
//! wrong becomes a diagnostic, and the rest of the program is there all the same, to be drawn.

mod describe;
pub mod program;
mod read;
mod rules;

pub use describe::Called;
pub use program::*;
pub use read::{Model, Options, read};

/// Bytes of an input, an output or a result on AWS, and of the batches that an `ItemBatcher` may make.
///
/// Source: AWS Developer Guide, "Quotas".
pub const MOST_BYTES: u32 = 262_144;

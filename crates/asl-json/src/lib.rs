//! JSON values that are cheap to clone, keep key order and number text; and a tree with spans for definitions.
//!
//! ```
//! use asl_json::Json;
//! let value = Json::parse(r#"{"b": 1.0, "a": [1, 2]}"#)?;
//! // Untouched text is passed on as it was written …
//! assert_eq!(value.to_string(), r#"{"b": 1.0, "a": [1, 2]}"#);
//! // … and a part of it is compact.
//! assert_eq!(value.get("a").map(ToString::to_string).as_deref(), Some("[1,2]"));
//! # Ok::<(), asl_json::SyntaxError>(())
//! ```
//!
//! Invariants: a value is never changed in place; `size` and `depth` of arrays and objects are those of their printed
//! form; a value read from text is at most [`MAX_DEPTH`] deep.

mod map;
mod number;
mod parse;
mod print;
pub mod spanned;
mod token;
mod value;

pub use map::{Iter, KeyHasher, Map};
pub use number::Number;
pub use parse::{SyntaxError, check};
pub use print::{escape, escape_to, pretty};
pub use value::{Array, Json, MAX_DEPTH, Object};

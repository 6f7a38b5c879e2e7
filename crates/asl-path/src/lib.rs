//! JSONPath with Jayway's semantics, as Step Functions runs it; reference paths; and queries with their roots.
//!
//! ```
//! use asl_json::Json;
//! use asl_path::{Path, Query, Reference, Root};
//!
//! let order = Json::parse(r#"{"items": [{"sku": "A", "qty": 2}, {"sku": "B", "qty": 1}]}"#)?;
//! let path = Path::parse("$.items[?(@.qty > 1)].sku")?;
//! assert_eq!(path.query(&order)?.to_string(), r#"["A"]"#);
//!
//! let query = Query::parse("$$.Execution.Id")?;
//! assert_eq!(query.root, Root::Context);
//!
//! let reference = Reference::parse("$.result.total")?;
//! let written = reference.write(&order, Json::int(3))?;
//! assert_eq!(written.at(&["result", "total"]), Some(&Json::int(3)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! It does not know which field may hold which path: that is for the reader of definitions. It deviates from Jayway
//! in one point, where the service does too: a path that may select several places and finds none of its parents
//! yields an empty list.
//!
//! Invariants: no path makes the evaluation panic, recurse deeper than the document plus the path, or visit more than
//! [`MAX_VISITS`] values.

mod cursor;
mod error;
mod filter;
mod function;
mod literal;
mod parse;
mod parse_filter;
mod path;
mod query;
mod reference;
mod walk;

pub use error::{Missing, ParseError};
pub use path::Path;
pub use query::{Query, Root};
pub use reference::Reference;
pub use walk::MAX_VISITS;

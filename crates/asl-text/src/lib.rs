//! Spans, line and column, diagnostics, and timestamps: what every reader of text shares.
//!
//! ```
//! use asl_text::{LineIndex, Span};
//! let lines = LineIndex::new("{\n  \"StartAt\": 1\n}");
//! let place = lines.place(Span::new(4, 13).start);
//! assert_eq!((place.line, place.column), (2, 3));
//! ```
//!
//! It knows nothing of JSON or of the Amazon States Language, and nothing here can fail.

mod closest;
mod diagnostic;
mod line;
mod span;
mod timestamp;

pub use closest::closest;
pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use line::{LineIndex, Place};
pub use span::Span;
pub use timestamp::{Timestamp, date_of, days_of};

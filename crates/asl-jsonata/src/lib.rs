//! JSONata 2.0.6 with spans, fuel and an allocation budget.
//!
//! ```
//! use asl_json::Json;
//! use asl_jsonata::{Bindings, Expression, Host, Limits, Profile};
//! let expression = Expression::parse("$sum(orders.(price * quantity))")?;
//! let input = Json::parse(r#"{"orders": [{"price": 2, "quantity": 3}, {"price": 1.5, "quantity": 2}]}"#)?;
//! let mut host = Host {
//!     limits: Limits::STANDARD,
//!     now_millis: 0.0,
//!     random: &mut || 0,
//!     profile: Profile::Standard,
//! };
//! let total = expression.evaluate(&input, &Bindings::new(), &mut host)?;
//! assert_eq!(total, Some(9.into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A port of the reference implementation jsonata-js (MIT, © IBM): the same results, error codes, texts and positions,
//! its oddities included. It stands for itself: no clock, no randomness, nothing from outside but what [`Host`] brings.
//! Every evaluation ends: its work, memory and depth are bounded by [`Limits`], none of them by the machine's stack.
//!
//! Not here: look-around, back references and Unicode properties in regular expressions (they are refused, `S0303`);
//! halves of characters (`"\ud800"` becomes U+FFFD); the inner fields of functions, which JavaScript shows to `*`.
//!
//! Invariants: values nest at most [`asl_json::MAX_DEPTH`] deep; trees at most 500 (so that plain recursion over them is
//! safe); evaluation, closures and recursion live on the heap.

#![expect(
    clippy::unnecessary_box_returns,
    reason = "errors are rare and results are many: a box keeps the results small"
)]

mod ast;
mod bindings;
mod context_reads;
mod env;
mod error;
mod eval;
mod expression;
mod functions;
mod lex;
mod limits;
mod parents;
mod parse;
mod regex;
mod resolve;
mod signature;
mod value;
mod walk;

pub use bindings::Bindings;
pub use context_reads::ContextRead;
pub use error::{Error, Span};
pub use expression::Expression;
pub use limits::{Host, Limits, Profile};
pub use walk::{Reference, Variables};

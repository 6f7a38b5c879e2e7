//! The 18 intrinsic functions of the Amazon States Language, with the service's messages.
//!
//! ```
//! use asl_intrinsics::{Call, Env};
//! use asl_json::Json;
//! use asl_path::Root;
//!
//! let call = Call::parse("States.Format('{} and {}', $.name, States.ArrayLength($.list))")?;
//! let input = Json::parse(r#"{"name": "Ada", "list": [1, 2]}"#)?;
//! let roots = |root: &Root| (*root == Root::Input).then(|| input.clone());
//! let mut random = || 0;
//! let mut env = Env { roots: &roots, input: &input, random: &mut random };
//! assert_eq!(call.evaluate(&mut env)?, Json::from("Ada and 2"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! It does not draw random numbers and does not name the state that a failure happens in: both come from the caller.
//! The service is written in Java, and it shows: in orders, in texts of objects, in seeded random numbers. What of Java
//! is needed stands in [`java`].

mod array;
mod call;
mod encode;
mod evaluate;
mod jackson;
pub mod java;
mod json;
mod math;
mod parse;
mod text;

pub use asl_path::ParseError;
pub use call::Call;
pub use evaluate::{Env, Fault};
pub use jackson::fault as jackson_fault;

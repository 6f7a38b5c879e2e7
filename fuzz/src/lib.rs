//! Random cases against every reader and evaluator: no panic, no hang, no endless memory, no stack overflow; and JSONata
//! beside the reference implementation.
//!
//! ```
//! use stepwell_fuzz::{Random, TARGETS};
//! let jsonata = TARGETS.iter().find(|target| target.name == "jsonata").expect("a target");
//! let case = (jsonata.make)(&mut Random::new(1));
//! assert_eq!((jsonata.run)(&case), Ok(()));
//! ```
//!
//! A case is some bytes. It follows from a seed and a number, so a finding can be made again; nothing here learns from
//! what a case reached. Cases are grown from grammars (`make`), or from a small corpus, and then damaged (`mutate`).
//!
//! It knows no answers: those that are checked are laws (what is printed reads back, errors stand inside the text),
//! and the answers of jsonata-js.

pub mod differential;
pub mod findings;
pub mod hostile;
pub mod make;
pub mod mutate;
mod random;
mod shrink;
mod targets;
pub mod watch;

pub use random::Random;
pub use shrink::shrink;
pub use targets::{TARGETS, Target};

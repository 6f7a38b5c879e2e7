//! The 18 intrinsic functions of the Amazon States Language.

use asl_json::Json;
pub use asl_path::ParseError;
use asl_path::Root;
use std::{fmt, rc::Rc};

pub mod java;

/// A call such as `States.Format('{}', $.a)`.
#[derive(Clone, Debug)]
pub struct Call {
    text: Rc<str>,
}

/// What a call needs from its surroundings.
pub struct Env<'a> {
    /// The value of `$`, `$$` or a variable.
    pub roots: &'a dyn Fn(&Root) -> Option<Json>,
    /// The state's input, quoted where a path is missing.
    pub input: &'a Json,
    /// Random bits.
    pub random: &'a mut dyn FnMut() -> u64,
}

impl fmt::Debug for Env<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Env").field("input", self.input).finish_non_exhaustive()
    }
}

/// Why a call failed, in AWS's words after the prefix that names the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The text.
    pub message: String,
}

impl Call {
    /// Reads a call.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Ok(Self { text: text.into() })
    }
    /// The call as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Computes the call.
    pub fn evaluate(&self, _env: &mut Env<'_>) -> Result<Json, Fault> {
        Err(Fault { message: String::new() })
    }
}

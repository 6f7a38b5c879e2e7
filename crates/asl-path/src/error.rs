//! What can go wrong: a path that cannot be read, and one that finds nothing.

use std::fmt;

/// Why a path cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// What is wrong, in Jayway's words where it has some.
    pub message: String,
    /// Where in the text, in bytes.
    pub offset: usize,
}

impl ParseError {
    /// Makes an error; other readers of expressions use it too.
    pub fn new(message: impl Into<String>, offset: usize) -> Self {
        Self { message: message.into(), offset }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

/// Why a path selects nothing from a document, or cannot be written to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Jayway's words, such as `No results for path: $['a']`; the service repeats them in the cause of a failure.
    pub message: String,
}

impl Missing {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Missing {}

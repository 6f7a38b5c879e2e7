//! Why a data set cannot be read.

use std::fmt;

/// The error of an ItemReader, in the words of the service where they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// `States.ItemReaderFailed`
    pub error: &'static str,
    /// What is wrong, with the row where there is one.
    pub cause: String,
}

impl ReadError {
    pub(crate) fn new(cause: impl Into<String>) -> Self {
        Self { error: "States.ItemReaderFailed", cause: cause.into() }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.error, self.cause)
    }
}

impl std::error::Error for ReadError {}

//! What is wrong with a text, where, and what to do about it.

use crate::{LineIndex, Span};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// AWS refuses the definition: it cannot run.
    Error,
    /// It runs, and probably not as meant.
    Warning,
    /// Worth knowing.
    Hint,
}

impl Severity {
    /// The word that AWS and our screens use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "ERROR",
            Self::Warning => "WARNING",
            Self::Hint => "HINT",
        }
    }
}

/// A second place that explains a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there, as a lowercase fragment.
    pub text: String,
}

/// A change of the text that removes the cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What a button would say.
    pub title: String,
    /// The range to replace.
    pub span: Span,
    /// What to put there.
    pub text: String,
}

/// One finding. One root cause gives one diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name: AWS's own (`SCHEMA_VALIDATION_FAILED`) where AWS reports the fault, else ours in kebab-case.
    pub code: &'static str,
    /// What is wrong, in AWS's words where AWS has words for it.
    pub message: String,
    /// Where in the text.
    pub span: Span,
    /// JSON pointer of the value in question, as AWS gives it: `/States/A/Next`.
    pub location: String,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// What to do, as an imperative.
    pub help: Option<String>,
    /// A change that can be applied as it is.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Makes an error.
    pub fn error(code: &'static str, span: Span, location: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, location.into(), message.into())
    }

    /// Makes a warning.
    pub fn warning(code: &'static str, span: Span, location: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, location.into(), message.into())
    }

    /// Makes a hint.
    pub fn hint(code: &'static str, span: Span, location: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, code, span, location.into(), message.into())
    }

    fn new(severity: Severity, code: &'static str, span: Span, location: String, message: String) -> Self {
        Self { severity, code, message, span, location, labels: Vec::new(), help: None, fix: None }
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place.
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds a change that removes the cause.
    pub fn fix(mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { title: title.into(), span, text: text.into() });
        self
    }

    /// Returns one line for a terminal: `3:14 error CODE: message (/States/A)`.
    pub fn line(&self, lines: &LineIndex<'_>) -> String {
        let place = lines.place(self.span.start);
        let mut line = format!(
            "{}:{} {} {}: {}",
            place.line,
            place.column,
            self.severity.word().to_lowercase(),
            self.code,
            self.message
        );
        if !self.location.is_empty() {
            line.push_str(&format!(" ({})", self.location));
        }
        if let Some(help) = &self.help {
            line.push_str(&format!("\n    {help}"));
        }
        line
    }
}

//! The diagnostics while they are found.

use asl_text::{Diagnostic, Severity, Span};

/// AWS's code for whatever breaks the rules of a field.
pub(crate) const SCHEMA: &str = "SCHEMA_VALIDATION_FAILED";

/// How many diagnostics a reading gives at most.
const LIMIT: usize = 1000;

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    errors: Vec<Diagnostic>,
    others: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding, unless there are too many of its kind already.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let list = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning | Severity::Hint => &mut self.others,
        };
        if list.len() < LIMIT {
            list.push(diagnostic);
        }
    }

    /// How many errors break the rules of a field.
    pub(crate) fn schema_errors(&self) -> usize {
        self.errors.iter().filter(|error| error.code == SCHEMA).count()
    }

    /// Changes the error that was found at a place: more was learned about its cause.
    pub(crate) fn amend(&mut self, span: Span, change: impl FnOnce(Diagnostic) -> Diagnostic) {
        if let Some(found) = self.errors.iter_mut().rev().find(|error| error.span == span) {
            *found = change(found.clone());
        }
    }

    /// All findings in the order of the text; errors have precedence where there are too many.
    pub(crate) fn into_sorted(self) -> Vec<Diagnostic> {
        let mut all = self.errors;
        all.extend(self.others);
        all.truncate(LIMIT);
        asl_sort::by_key(&mut all, |diagnostic| (diagnostic.span.start, diagnostic.severity));
        all
    }
}

/// Makes an error that AWS reports as [`SCHEMA`].
pub(crate) fn schema(span: Span, location: impl ToString, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(SCHEMA, span, location.to_string(), message)
}

//! `no-default`: a Choice without `Default` fails the execution when no rule matches.

use crate::program::{Condition, Kind, State, Then};
use crate::read::{At, Findings};
use asl_text::Diagnostic;

/// Checks one state.
pub(crate) fn check(state: &State, at: &At<'_>, found: &mut Findings) {
    let Kind::Choice { rules, default: Then::End } = &state.kind else { return };
    if rules.is_empty() || rules.iter().any(|rule| matches!(rule.condition, Condition::Constant(true))) {
        return;
    }
    let message = "the execution fails where no rule matches";
    let finding = Diagnostic::warning("no-default", state.key_span, at.to_string(), message)
        .help("Add \"Default\" with the name of a state.");
    found.push(finding);
}

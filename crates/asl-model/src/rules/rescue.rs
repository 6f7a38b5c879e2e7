//! Retriers and catchers that cannot do what they seem to.
//!
//! - `never-used`: an earlier entry takes all errors of this one.
//! - `uncatchable`: `States.Runtime` ends the execution whatever is caught (aws-facts 6.1), and
//!   `States.DataLimitExceeded` can be caught only where a task made it (6.13, 6.14).
//! - `unknown-error-name`: a name in AWS's own name space that AWS never uses.

use crate::program::State;
use crate::read::{At, Findings, closest};
use asl_text::{Diagnostic, Span};
use std::rc::Rc;

/// All names that start with `States.`; the spec's own stand last, AWS reports most of them as `States.Runtime`.
const RESERVED: [&str; 18] = [
    "States.ALL",
    "States.DataLimitExceeded",
    "States.ExceedToleratedFailureThreshold",
    "States.HeartbeatTimeout",
    "States.Http.Socket",
    "States.ItemReaderFailed",
    "States.Permissions",
    "States.QueryEvaluationError",
    "States.ResultWriterFailed",
    "States.Runtime",
    "States.TaskFailed",
    "States.Timeout",
    "States.BranchFailed",
    "States.IntrinsicFailure",
    "States.NoChoiceMatched",
    "States.ParameterPathFailure",
    "States.ResultPathMatchFailure",
    "States.Http.StatusCode",
];

/// What `States.TaskFailed` does not stand for.
const NOT_FAILED: [&str; 5] =
    ["States.ALL", "States.DataLimitExceeded", "States.HeartbeatTimeout", "States.Runtime", "States.Timeout"];

/// Checks one state.
pub(crate) fn check(state: &State, at: &At<'_>, found: &mut Findings) {
    let retriers = state.retry.iter().map(|retrier| (&retrier.errors[..], retrier.span));
    let catchers = state.catch.iter().map(|catcher| (&catcher.errors[..], catcher.span));
    list(&retriers.collect::<Vec<_>>(), "retrier", &at.key("Retry"), found);
    list(&catchers.collect::<Vec<_>>(), "catcher", &at.key("Catch"), found);
}

fn list(entries: &[(&[Rc<str>], Span)], what: &str, at: &At<'_>, found: &mut Findings) {
    // A few entries are usual; a list of thousands is not worth comparing each with each.
    for (index, (errors, span)) in entries.iter().enumerate().take(100) {
        let at = at.index(index);
        for error in *errors {
            name(error, *span, what, &at, found);
        }
        let takes_all = |(earlier, _): &&(&[Rc<str>], Span)| errors.iter().all(|error| takes(earlier, error));
        let earlier = entries[..index].iter().find(takes_all);
        if let (Some((_, earlier)), false) = (earlier, errors.is_empty()) {
            let message = format!("this {what} is never used: an earlier one takes all of its errors");
            let finding = Diagnostic::warning("never-used", *span, at.to_string(), message)
                .label(*earlier, "the earlier one")
                .help("Move it before the earlier one, or remove it.");
            found.push(finding);
        }
    }
}

fn takes(earlier: &[Rc<str>], error: &str) -> bool {
    earlier.iter().any(|name| match &**name {
        "States.ALL" => true,
        "States.TaskFailed" => error == "States.TaskFailed" || !NOT_FAILED.contains(&error),
        name => name == error,
    })
}

fn name(error: &str, span: Span, what: &str, at: &At<'_>, found: &mut Findings) {
    let location = || at.key("ErrorEquals").to_string();
    let verb = if what == "retrier" { "retried" } else { "caught" };
    match error {
        "States.Runtime" => {
            let message = format!("States.Runtime is never {verb}, not even by its name");
            let finding = Diagnostic::hint("uncatchable", span, location(), message)
                .help("Drop the name, and make sure that paths find what they select.");
            found.push(finding);
        }
        "States.DataLimitExceeded" => {
            let message = format!("States.DataLimitExceeded is {verb} only where the task's own result is too large");
            let finding = Diagnostic::hint("uncatchable", span, location(), message)
                .help("Keep the data of the other states below 256 KiB, in S3 for instance.");
            found.push(finding);
        }
        _ if RESERVED.contains(&error) || error.starts_with("States.Http.StatusCode.") => {}
        _ if error.starts_with("States.") || error.starts_with("State.") => {
            let message = format!("AWS has no error `{error}`");
            let mut finding = Diagnostic::warning("unknown-error-name", span, location(), message);
            finding = match closest(error, RESERVED) {
                Some(meant) => finding.help(format!("Did you mean `{meant}`?")),
                None => finding.help("Use a name that the task or AWS reports."),
            };
            found.push(finding);
        }
        _ => {}
    }
}

//! What somebody answers on the page, as a mock.

use asl_document::{Outcome, Response, text};
use asl_json::Json;
use asl_view::{Decision, Verdict};

/// Writes an answer into the mocks' text, where the run of it waits.
///
/// # Errors
/// Why it cannot be written, for people.
pub fn decide(mocks: &str, decision: &Decision) -> Result<String, String> {
    let filled = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(Into::into);
    let outcome = match &decision.verdict {
        Verdict::Success { output } => Outcome::Return(value(output)?),
        Verdict::Failure { error, cause } => Outcome::Throw { error: filled(error), cause: filled(cause) },
        Verdict::Heartbeat => Outcome::Ask,
        Verdict::Silence => Outcome::Timeout,
    };
    let (delay_seconds, heartbeats) = match decision.verdict {
        Verdict::Success { .. } | Verdict::Failure { .. } => (Some(decision.seconds), Vec::new()),
        Verdict::Heartbeat => (None, vec![decision.seconds]),
        Verdict::Silence => (None, Vec::new()),
    };
    let submitted = decision.submitted.as_deref().and_then(|text| Json::parse_compact(text).ok());
    let response =
        Response { submitted, delay_seconds, heartbeats, iteration: decision.iteration, ..Response::new(outcome) };
    asl_document::decide(mocks, &decision.state, &response)
}

fn value(text: &str) -> Result<Json, String> {
    let parsed = text::parse(text).map_err(|failure| format!("The output is not JSON: {failure}."))?;
    Ok(parsed.root.to_json().compact())
}

//! Retry and Catch: which of them matches, and what follows.

use crate::{
    Execution, Fault, StageName, Via, dataflow, dataflow::Seen, evaluate, fault::Origin, lane::Lane, step::Exit,
};
use asl_json::Json;
use asl_model::{Jitter, Language, Retrier, State, Then};
use std::rc::Rc;

/// Tells whether one of `ErrorEquals` matches a fault.
///
/// `States.ALL` matches whatever can be caught; `States.TaskFailed` all of that but timeouts. What the interpreter
/// itself reports as `States.Runtime` is matched by nothing, not even by its name.
///
/// Quirk: a missed heartbeat is matched by `States.HeartbeatTimeout` (Developer Guide, "Handling errors": the name "is
/// available inside the Catch and Retry fields"), and by `States.Timeout`, its name in events.
pub(crate) fn matches(errors: &[Rc<str>], fault: &Fault) -> bool {
    if fault.is_final() {
        return false;
    }
    let name = fault.name();
    errors.iter().any(|error| match &**error {
        "States.ALL" => true,
        "States.TaskFailed" => name != "States.Timeout",
        "States.HeartbeatTimeout" if fault.origin == Origin::Heartbeat => true,
        other => other == name,
    })
}

/// The retrier that matches and has attempts left, and the delay in seconds before the next attempt.
pub(crate) fn retry(execution: &Execution, state: &State, lane: &mut Lane, fault: &Fault) -> Option<(u32, f64)> {
    let index = state.retry.iter().position(|retrier| matches(&retrier.errors, fault))?;
    lane.used.resize(state.retry.len(), 0);
    let used = lane.used[index].max(execution.test.as_ref().map_or(0, |test| test.retries));
    let retrier = &state.retry[index];
    if used >= retrier.max_attempts {
        return None;
    }
    let mut delay = backoff(retrier, used);
    if retrier.jitter == Jitter::Full {
        let bits = evaluate::random(execution, lane, lane.draws);
        lane.draws += 1;
        delay *= (bits >> 11) as f64 / (1u64 << 53) as f64;
    }
    lane.used[index] = used + 1;
    lane.retries += 1;
    Some((index as u32, delay))
}

/// Seconds before the retry number `used` (from 0): the interval, multiplied each time, never more than the cap.
fn backoff(retrier: &Retrier, used: u32) -> f64 {
    let grown = retrier.interval_seconds * retrier.backoff_rate.powi(used.min(10_000) as i32);
    let delay = retrier.max_delay_seconds.map_or(grown, |cap| grown.min(cap));
    // The service's own limit of a delay.
    delay.min(99_999_999.0)
}

/// How a catcher that matches leaves the state; an error if its own fields fail.
pub(crate) fn catch(
    execution: &Execution,
    state: &State,
    lane: &mut Lane,
    fault: &Fault,
) -> Option<Result<Exit, Fault>> {
    let index = state.catch.iter().position(|catcher| matches(&catcher.errors, fault))?;
    let catcher = &state.catch[index];
    let text = |text: &Option<Rc<str>>| text.clone().map_or(Json::Null, Json::String);
    let cause = match (&fault.cause, fault.origin) {
        // Quirk: a catcher sees an empty text as the cause of a timeout, null for a task that failed without a cause
        // (cases `error_handling/test_task_service_lambda.test_invoke_timeout`,
        // `callback/test_callback.test_sqs_failure_in_wait_for_task_tok_no_error_field`).
        (None, Origin::Timeout | Origin::Heartbeat) => Json::string(""),
        (cause, _) => text(cause),
    };
    let error = Json::from_pairs([("Error", text(&fault.error)), ("Cause", cause)]);
    execution.note(lane, StageName::ErrorOutput, &error);
    let mut exit = || -> Result<Exit, Fault> {
        let assigned = dataflow::assigned(execution, lane, catcher.assign.as_ref(), &error, Seen::Error)?;
        let output = match state.language {
            Language::JsonPath => dataflow::place(execution, lane, &catcher.result_path, error.clone()),
            Language::Jsonata => dataflow::output(execution, lane, catcher.output.as_ref(), &error, Seen::Error),
        };
        let output = execution.noted(lane, StageName::Output, output)?;
        Ok(Exit {
            output,
            assigned,
            then: catcher.next.map_or(Then::Missing, Then::Next),
            via: Via::Catcher(index as u32),
        })
    };
    Some(exit())
}

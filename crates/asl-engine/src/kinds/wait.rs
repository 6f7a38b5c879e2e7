//! Wait.

use crate::{
    Execution, Fault, Instant, Output, Wake, dataflow,
    evaluate::Evaluator,
    kinds::simple,
    lane::{Lane, Phase},
};
use asl_model::{Amount, Expr, State, TextField, WaitUntil};

/// Seconds in 24,855 days and some: the service keeps delays in 32 bits
/// (case `base/test_wait.test_timestamp_too_far_in_future_boundary[24856]`).
const LONGEST: i64 = 2_147_483_647;

pub(crate) fn act(
    execution: &mut Execution,
    state: &State,
    until: &WaitUntil,
    id: u32,
    mut lane: Box<Lane>,
    out: &mut Output,
) {
    match deadline(execution, state, until, &lane) {
        Err(fault) => execution.fail(id, lane, fault, out),
        Ok(at) => {
            // A moment that is named says little of how long the execution takes: the virtual clock may have been
            // started years before it (case `base/test_wait.test_wait_timestamppath[Z]`).
            if matches!(until, WaitUntil::Timestamp(_)) {
                execution.last_moment = execution.last_moment.map(|last| last.max(at));
            }
            let epoch = execution.new_epoch(&mut lane);
            lane.phase = Phase::Sleep;
            execution.queue.add(at.max(execution.now), id, epoch, Wake::Timer);
            execution.put(id, lane);
        }
    }
}

pub(crate) fn finish(execution: &mut Execution, id: u32, mut lane: Box<Lane>, out: &mut Output) {
    let program = std::rc::Rc::clone(&execution.program);
    let state = program.state(lane.state);
    let exit = dataflow::pass_input_on(execution, state, &mut lane);
    simple::settle(execution, exit, id, lane, out);
}

fn deadline(execution: &Execution, state: &State, until: &WaitUntil, lane: &Lane) -> Result<Instant, Fault> {
    let input = dataflow::effective(execution, state, lane)?;
    let evaluator = Evaluator::new(execution, lane, &input);
    let fault = |cause: String| execution.runtime(lane, &cause);
    let at = match until {
        WaitUntil::Seconds(Amount::Literal(seconds)) => execution.now.after_seconds(*seconds),
        WaitUntil::Seconds(Amount::Path(query, _)) => {
            let path = query.text();
            let value = evaluator
                .query(query)
                .map_err(|_| fault(format!("The SecondsPath parameter does not reference an input value: {path}")))?;
            let seconds = value.as_i64().ok_or_else(|| {
                fault(format!("The SecondsPath parameter cannot be parsed as a long value: {path} == {value}"))
            })?;
            if seconds < 0 {
                return Err(fault(format!("The SecondsPath parameter references a negative value: {path} == {value}")));
            }
            execution.now.after_seconds(seconds as f64)
        }
        WaitUntil::Timestamp(TextField::Literal(text)) => Instant::parse(text).unwrap_or(execution.now),
        WaitUntil::Timestamp(TextField::Expr(Expr::Query(query), _)) => {
            let path = query.text();
            let value = evaluator
                .query(query)
                .map_err(|_| fault(format!("The TimestampPath parameter does not reference an input value: {path}")))?;
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
            Instant::parse(&text).ok_or_else(|| {
                fault(format!(
                    "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format \
                     string: {path} == {text}"
                ))
            })?
        }
        WaitUntil::Seconds(Amount::Jsonata(source, _)) => {
            execution.now.after_seconds(evaluator.number(source, "Seconds")?.as_f64().max(0.0))
        }
        WaitUntil::Timestamp(field @ TextField::Expr(..)) => {
            let text = evaluator.text(field, "Timestamp")?;
            Instant::parse(&text).ok_or_else(|| {
                let cause = format!(
                    "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {text}"
                );
                evaluator.query_error(&cause, Some("Timestamp".into()))
            })?
        }
    };
    if at.0 - execution.now.0 > LONGEST * 1000 {
        return Err(fault("Wait state delay is too long.".into()));
    }
    Ok(at)
}

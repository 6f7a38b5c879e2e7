//! Pass, Succeed and Fail.

use crate::{Execution, Fault, Output, dataflow, evaluate::Evaluator, lane::Lane, step::Exit};
use asl_json::Json;
use asl_model::{State, Template, TextField};
use std::rc::Rc;

pub(crate) fn pass(
    execution: &mut Execution,
    state: &State,
    result: Option<&Json>,
    parameters: Option<&Template>,
    id: u32,
    mut lane: Box<Lane>,
    out: &mut Output,
) {
    let exit = pass_exit(execution, state, result, parameters, &mut lane);
    settle(execution, exit, id, lane, out);
}

fn pass_exit(
    execution: &Execution,
    state: &State,
    result: Option<&Json>,
    parameters: Option<&Template>,
    lane: &mut Lane,
) -> Result<Exit, Fault> {
    let effective = dataflow::effective(execution, state, lane)?;
    let result = match result {
        Some(result) => result.clone(),
        None => dataflow::payload(execution, state, lane, parameters, effective)?,
    };
    dataflow::settle(execution, state, lane, result)
}

pub(crate) fn succeed(execution: &mut Execution, state: &State, id: u32, mut lane: Box<Lane>, out: &mut Output) {
    let exit = dataflow::pass_input_on(execution, state, &mut lane);
    settle(execution, exit, id, lane, out);
}

pub(crate) fn fail(
    execution: &mut Execution,
    error: Option<&TextField>,
    cause: Option<&TextField>,
    id: u32,
    lane: Box<Lane>,
    out: &mut Output,
) {
    let input = lane.input.clone();
    let evaluator = Evaluator::new(execution, &lane, &input);
    let text = |field: Option<&TextField>, name: &str| -> Result<Option<Rc<str>>, Fault> {
        field.map(|field| evaluator.text(field, name)).transpose()
    };
    let fault = text(error, "Error").and_then(|error| Ok((error, text(cause, "Cause")?)));
    let fault = match fault {
        Ok((error, cause)) => Fault::task(error, cause),
        Err(fault) => fault,
    };
    execution.fail(id, lane, fault, out);
}

/// Leaves the state, or fails in it.
pub(crate) fn settle(execution: &mut Execution, exit: Result<Exit, Fault>, id: u32, lane: Box<Lane>, out: &mut Output) {
    match exit {
        Ok(exit) => execution.leave(id, lane, exit, out),
        Err(fault) => execution.fail(id, lane, fault, out),
    }
}

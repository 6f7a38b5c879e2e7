//! What each type of state does.

pub(crate) mod choice;
pub(crate) mod fork;
pub(crate) mod map_run;
mod parameters;
mod simple;
pub(crate) mod task;
pub(crate) mod wait;

use crate::{Execution, Output, lane::Lane};
use asl_model::{Kind, Program};

/// Starts the work of the state that a lane has entered, or starts it again for a retry.
pub(crate) fn act(execution: &mut Execution, program: &Program, id: u32, lane: Box<Lane>, out: &mut Output) {
    let state = program.state(lane.state);
    match &state.kind {
        Kind::Pass { result, parameters } => {
            simple::pass(execution, state, result.as_ref(), parameters.as_ref(), id, lane, out);
        }
        Kind::Succeed => simple::succeed(execution, state, id, lane, out),
        Kind::Fail { error, cause } => simple::fail(execution, error.as_ref(), cause.as_ref(), id, lane, out),
        Kind::Choice { rules, default } => choice::act(execution, state, rules, default, id, lane, out),
        Kind::Wait(until) => wait::act(execution, state, until, id, lane, out),
        Kind::Task(task) => task::act(execution, state, task, id, lane, out),
        Kind::Parallel { branches, parameters } => {
            fork::parallel(execution, state, branches, parameters.as_ref(), id, lane, out);
        }
        Kind::Map(map) => match &map.distributed {
            None => fork::map(execution, state, map, id, lane, out),
            Some(distributed) => map_run::act(execution, state, map, distributed, id, lane, out),
        },
    }
}

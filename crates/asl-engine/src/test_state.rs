//! A single state by itself, as the TestState API runs it: no children, and nothing after it.

use crate::{
    Execution, Fault, Output, Settings,
    execution::Start,
    join::Work,
    kinds::fork,
    lane::{Item, Lane, Phase},
    variables::Variables,
};
use asl_json::{Json, Map};
use asl_model::{MachineId, Program, StateId};
use std::rc::Rc;

/// What a test of a state sets.
#[derive(Clone, Debug, Default)]
pub struct StateTest {
    /// The context object in place of the execution's own.
    pub context: Option<Json>,
    /// What the branches of a Parallel or the iterations of an inline Map give: they are not run.
    pub children: Option<Result<Json, Fault>>,
    /// How often the retrier that matches was used before.
    pub retries: u32,
    /// The variables that the state sees.
    pub variables: Map,
}

impl Execution {
    /// Starts an execution at a state that may stand anywhere in the program, with its visit watched; the caller steps
    /// until [`Execution::watched_ended`] or a retry.
    ///
    /// # Panics
    /// If the program's `StartAt` is missing.
    pub fn start_test(
        program: Rc<Program>,
        state: StateId,
        settings: Settings,
        test: StateTest,
        input: Json,
        out: &mut Output,
    ) -> Self {
        let mut execution = Self::start_child(program, MachineId(0), settings, input.clone(), out);
        let variables: Vec<_> = test.variables.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let variables = match variables.is_empty() {
            true => Variables::default(),
            false => Variables::default().assign(&variables),
        };
        execution.lanes.clear();
        execution.ready.clear();
        execution.open_lane(Start { state, input, variables, home: None, cause: 0, scope: 0, item: None });
        execution.watch(execution.events() + 1);
        execution.test = Some(Box::new(test));
        execution
    }
}

/// Children that are not run: each item is selected all the same, and the result is the one that was set.
pub(crate) fn children(
    execution: &mut Execution,
    id: u32,
    mut lane: Box<Lane>,
    work: &Work,
    result: Result<Json, Fault>,
    out: &mut Output,
) {
    if let Work::Items { items, input, .. } = work {
        for (index, value) in items.as_array().unwrap_or_default().iter().enumerate() {
            let item = Rc::new(Item { index: index as u32, value: value.clone(), key: None, source: None });
            if let Err(fault) = fork::select(execution, &mut lane, &item, input) {
                return execution.fail(id, lane, fault, out);
            }
        }
    }
    lane.started = true;
    match result {
        Ok(result) => fork::finish(execution, id, lane, result, out),
        Err(fault) => {
            lane.phase = Phase::Failed(fault);
            execution.put(id, lane);
            execution.ready.push_back(id);
        }
    }
}

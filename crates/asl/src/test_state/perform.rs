//! Runs the state, with the mock in place of what it calls or of its children.

use super::{
    context::START,
    definition::Tested,
    request::{Mock, Request},
};
use crate::{
    answer::{Answers, Files},
    map_run::Data,
    session::default_names,
};
use asl_engine::{
    Details, Effect, Execution, Fault, Instant, ItemsPlan, Limits, MapRun, MapRunEnd, Output, Reply, Settings, Stages,
    StateTest, Step, Via,
};
use asl_items::{batch_input, batches};
use asl_json::Json;
use std::rc::Rc;

/// How the test went.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) stages: Stages,
    /// How the state was left, and with which output; `None` if it was not.
    pub(super) left: Option<(Via, Json)>,
    /// Whether it is to be retried.
    pub(super) retried: bool,
    /// The items that an `ItemsPointer` selects from the data of an `ItemReader`.
    pub(super) pointed: Option<Json>,
}

pub(super) fn perform(request: &Request, tested: &Tested, context: Json) -> Done {
    let mock = request.mock.as_ref().map(outcome);
    let settings = Settings {
        start: Instant::parse(START).unwrap_or_default(),
        seed: 1,
        names: default_names(),
        limits: Limits::default(),
        stop: None,
    };
    let test = StateTest {
        context: Some(context),
        children: mock.clone(),
        retries: request.retries,
        variables: request.variables.clone(),
    };
    let mut out = Output::default();
    let program = Rc::clone(&tested.program);
    let mut execution = Execution::start_test(program, tested.id, settings, test, request.input.clone(), &mut out);
    let mut done = Done { stages: Stages::default(), left: None, retried: false, pointed: None };
    while !done.retried && !execution.watched_ended() {
        let step = execution.step(&mut out);
        done.retried = !out.retried.is_empty();
        for effect in std::mem::take(&mut out.effects) {
            match effect {
                Effect::Invoke(call) => {
                    let reply = match &mock {
                        Some(result) => at_once(result.clone()),
                        None => {
                            Answers::default()
                                .answer(&tested.program, &call, &default_names(), &Files::new(), execution.now())
                                .0
                        }
                    };
                    execution.reply(call.task, reply, &mut out);
                }
                Effect::MapRun(run) => {
                    let (result, pointed) = map_run(&mut execution, request, &run, mock.clone());
                    done.pointed = pointed;
                    execution.end_map_run(run.task, MapRunEnd { at: run.at, result });
                }
            }
        }
        if matches!(step, Step::Blocked | Step::Done) {
            break;
        }
    }
    for event in out.events {
        if let Details::StateExited { output, via, .. } = event.details {
            done.left.get_or_insert((via, output));
        }
    }
    done.stages = execution.stages().unwrap_or_default();
    done
}

fn outcome(mock: &Mock) -> Result<Json, Fault> {
    match mock {
        Mock::Result(text) => Ok(Json::parse(text).unwrap_or_default()),
        Mock::Error(error, cause) => {
            Err(Fault::task(error.as_deref().map(Into::into), cause.as_deref().map(Into::into)))
        }
    }
}

fn at_once(result: Result<Json, Fault>) -> Reply {
    let (heartbeats, result) = (Vec::new(), Some(result));
    Reply { submitted: None, worker: None, heartbeats, delay_seconds: 0.0, result, asks: false }
}

/// How a Map Run ends that is not run: its items are selected and batched, and its failures are those of the request.
fn map_run(
    execution: &mut Execution,
    request: &Request,
    run: &MapRun,
    mock: Option<Result<Json, Fault>>,
) -> (Result<Json, Fault>, Option<Json>) {
    let (items, pointed) = match &run.items {
        ItemsPlan::Given(items) => (items.clone(), None),
        ItemsPlan::Read(plan) => {
            let data = request.reader_data.clone().unwrap_or_default();
            match &plan.pointer {
                None => (data, None),
                Some(pointer) => {
                    let found = pointed(&data, pointer);
                    (found.clone(), Some(found))
                }
            }
        }
    };
    let items = Data::given(&items);
    let mut inputs = Vec::new();
    for index in 0..items.len() {
        let (value, key, source) = items.item(index);
        match execution.child_input(run, index as u32, key.as_ref(), value, &source) {
            Ok(input) => inputs.push(input),
            Err(fault) => return (Err(fault), pointed),
        }
    }
    if let Some(plan) = &run.batch {
        let most = |limit: Option<u64>| limit.filter(|limit| *limit > 0).map(|limit| limit as usize);
        for range in batches(inputs.len(), most(plan.max_items), most(plan.max_bytes), |at| inputs[at].size()) {
            execution.note_batch(run, &batch_input(plan.input.clone(), inputs[range].to_vec()));
        }
    }
    let failures = request.failures.unwrap_or(0);
    let share = failures as f64 * 100.0 / items.len().max(1) as f64;
    // Quirk: without a tolerance every number of failures is tolerated
    // (case `test_state/…test_map_state_failure_count[TRACE-BASE_MAP_STATE].exceeds_tolerated_failure`).
    let exceeded = run.tolerated_count.is_some_and(|most| failures > most)
        || run.tolerated_percentage.is_some_and(|most| share > most);
    let result = match mock {
        Some(Ok(_)) if exceeded => Err(Fault::task(
            Some("States.ExceedToleratedFailureThreshold".into()),
            Some("The specified tolerated failure threshold was exceeded".into()),
        )),
        Some(result) => result,
        None => Ok(Json::array(inputs)),
    };
    (result, pointed)
}

/// What a JSON pointer selects; nothing where it leads nowhere.
fn pointed(data: &Json, pointer: &str) -> Json {
    let mut at = data.clone();
    for step in pointer.split('/').skip(1) {
        let key = step.replace("~1", "/").replace("~0", "~");
        let next = at.get(&key).or_else(|| at.item(key.parse().ok()?)).cloned();
        match next {
            Some(next) => at = next,
            None => return Json::Null,
        }
    }
    at
}

//! Distributed Map: the parent's side of a Map Run.
//!
//! The child executions are executions of their own: the host starts them with [`crate::Execution::start_child`], and
//! tells the parent how the whole ended. The parent's history holds no events of theirs.

use crate::{
    Details, Effect, Execution, Fault, Instant, Link, Output, StageName, Wake, dataflow,
    evaluate::Evaluator,
    io::{BatchPlan, ItemsPlan, MapRun, MapRunEnd, ReaderPlan},
    kinds::{fork, simple},
    lane::{Item, Lane, Phase, TaskId},
};
use asl_json::Json;
use asl_model::{Amount, Batcher, Distributed, ItemReader, Kind, MapState, State};
use std::rc::Rc;

/// Where `MaxConcurrency` is 0: the service's own limit.
const MOST_CHILDREN: u32 = 10_000;

/// Items that an `ItemReader` reads at most; 0 and what is larger mean all.
const MOST_ITEMS: u64 = 100_000_000;

/// Starts a Map Run.
pub(crate) fn act(
    execution: &mut Execution,
    state: &State,
    map: &MapState,
    distributed: &Distributed,
    id: u32,
    mut lane: Box<Lane>,
    out: &mut Output,
) {
    lane.attempt += 1;
    let (items, input, limit) = match fork::items(execution, state, map, &mut lane) {
        Ok(planned) => planned,
        Err(fault) => return execution.fail(id, lane, fault, out),
    };
    let limit = if limit == 0 { MOST_CHILDREN } else { limit.min(MOST_CHILDREN) };
    // Quirk: `MapStateStarted` does not count what an ItemReader will read
    // (case `scenarios/test_base_scenarios.test_map_item_reader_base_json`).
    let length = match &items {
        Some(Json::Object(entries)) => entries.len() as u32,
        items => items.as_ref().and_then(Json::as_array).map_or(0, <[Json]>::len) as u32,
    };
    execution.emit(&mut lane, Link::Cause, Details::MapStarted { length }, out);
    let epoch = execution.new_epoch(&mut lane);
    let plan = match plan(execution, map, distributed, &mut lane, items, &input) {
        Ok(plan) => plan,
        Err(fault) => return execution.fail(id, lane, fault, out),
    };
    let arn = arn(execution, &lane, distributed);
    execution.emit(&mut lane, Link::Cause, Details::MapRunStarted { arn: arn.clone() }, out);
    lane.payload = input;
    lane.started = true;
    lane.phase = Phase::MapRun;
    out.effects.push(Effect::MapRun(Box::new(MapRun {
        task: TaskId { lane: id, epoch },
        state: lane.state,
        at: execution.now,
        arn,
        limit,
        ..plan
    })));
    execution.put(id, lane);
}

fn plan(
    execution: &Execution,
    map: &MapState,
    distributed: &Distributed,
    lane: &mut Lane,
    items: Option<Json>,
    input: &Json,
) -> Result<MapRun, Fault> {
    let tolerated_count = match &map.tolerance.count {
        None => None,
        Some(amount) => Some(tolerated_count(execution, lane, amount, input)?),
    };
    let tolerated_percentage = match &map.tolerance.percentage {
        None => None,
        Some(amount) => Some(tolerated_percentage(execution, lane, amount, input)?),
    };
    execution.record_stages(lane, |stages| {
        (stages.numbers.tolerated_count, stages.numbers.tolerated_percentage) = (tolerated_count, tolerated_percentage);
    });
    let items = match (&distributed.reader, items) {
        (Some(reader), _) => ItemsPlan::Read(read_plan(execution, lane, reader, input)?),
        (None, items) => ItemsPlan::Given(items.unwrap_or_default()),
    };
    let batch = match &distributed.batcher {
        None => None,
        Some(batcher) => Some(batch_plan(execution, lane, batcher, input)?),
    };
    let writer = match &distributed.writer {
        None => None,
        Some(writer) => match &writer.parameters {
            None => Some(Json::empty_object()),
            Some(parameters) => Some(dataflow::built(execution, lane, parameters, input)?),
        },
    };
    Ok(MapRun {
        task: TaskId { lane: 0, epoch: 0 },
        state: lane.state,
        at: execution.now,
        arn: "".into(),
        items,
        limit: 0,
        tolerated_count,
        tolerated_percentage,
        batch,
        writer,
    })
}

/// The number in a field, or the text behind its path and the path: numbers in strings count too. `place` is where the
/// field stands in the state: `ItemBatcher/MaxItemsPerBatch`.
fn number(
    execution: &Execution,
    lane: &Lane,
    amount: &Amount,
    input: &Json,
    place: &str,
) -> Result<(String, String), Fault> {
    let evaluator = Evaluator::new(execution, lane, input);
    match amount {
        Amount::Literal(value) => Ok((Json::float(*value).to_string(), String::new())),
        Amount::Path(query, _) => {
            let value = evaluator.path(query)?;
            Ok((value.as_str().map_or_else(|| value.to_string(), str::to_string), query.text().to_string()))
        }
        Amount::Jsonata(source, _) => {
            let value = evaluator.number(source, place)?;
            Ok((value.to_string(), String::new()))
        }
    }
}

fn not_a(execution: &Execution, lane: &Lane, name: &str, text: &str, kind: &str, path: &str) -> Fault {
    let cause = format!("The {name}Path field refers to value \"{text}\" which is not a valid {kind}: {path}");
    execution.runtime(lane, &cause)
}

fn tolerated_count(execution: &Execution, lane: &Lane, amount: &Amount, input: &Json) -> Result<u64, Fault> {
    let name = "ToleratedFailureCount";
    let (text, path) = number(execution, lane, amount, input, name)?;
    let count: i64 = text.parse().map_err(|_| not_a(execution, lane, name, &text, "integer", &path))?;
    u64::try_from(count).map_err(|_| execution.runtime(lane, &format!("{name} cannot be negative.")))
}

fn tolerated_percentage(execution: &Execution, lane: &Lane, amount: &Amount, input: &Json) -> Result<f64, Fault> {
    let name = "ToleratedFailurePercentage";
    let (text, path) = number(execution, lane, amount, input, name)?;
    let share: f64 = text.parse().map_err(|_| not_a(execution, lane, name, &text, "float", &path))?;
    if (0.0..=100.0).contains(&share) {
        return Ok(share);
    }
    Err(execution.runtime(lane, &format!("{name} must be between 0 and 100.")))
}

fn read_plan(execution: &Execution, lane: &mut Lane, reader: &ItemReader, input: &Json) -> Result<ReaderPlan, Fault> {
    let parameters = match &reader.parameters {
        None => Json::empty_object(),
        Some(template) => dataflow::built(execution, lane, template, input)?,
    };
    let max_items = match &reader.max_items {
        None => None,
        Some(amount) => {
            let (text, path) = number(execution, lane, amount, input, "ItemReader/ReaderConfig/MaxItems")?;
            let most: i64 = text.parse().map_err(|_| not_a(execution, lane, "MaxItems", &text, "integer", &path))?;
            // A negative number is an error of the reader, and comes with the Map Run
            // (case `scenarios/test_base_scenarios.test_map_item_reader_csv_max_items_paths[-1]`).
            Some(most).filter(|most| *most < 0 || (1..=MOST_ITEMS as i64).contains(most))
        }
    };
    let csv_headers = match &reader.csv_headers {
        None => None,
        Some(template) => Some(dataflow::built(execution, lane, template, input)?),
    };
    let pointer = match &reader.items_pointer {
        None => None,
        Some(field) => {
            Some(Evaluator::new(execution, lane, input).text(field, "ItemReader/ReaderConfig/ItemsPointer")?)
        }
    };
    Ok(ReaderPlan { parameters, max_items, csv_headers, pointer })
}

fn batch_plan(execution: &Execution, lane: &mut Lane, batcher: &Batcher, input: &Json) -> Result<BatchPlan, Fault> {
    let whole = |amount: &Option<Amount>, name: &str| match amount {
        None => Ok(None),
        Some(amount) => {
            let (text, path) = number(execution, lane, amount, input, &format!("ItemBatcher/{name}"))?;
            text.parse::<u64>().map(Some).map_err(|_| not_a(execution, lane, name, &text, "integer", &path))
        }
    };
    let max_items = whole(&batcher.max_items, "MaxItemsPerBatch")?;
    let max_bytes = whole(&batcher.max_bytes, "MaxInputBytesPerBatch")?;
    let batch_input = match &batcher.batch_input {
        None => None,
        Some(template) => Some(dataflow::built(execution, lane, template, input)?),
    };
    Ok(BatchPlan { max_items, max_bytes, input: batch_input })
}

/// `arn:…:mapRun:<machine>/<label>:<uuid>`; without a label another UUID stands in its place.
fn arn(execution: &Execution, lane: &Lane, distributed: &Distributed) -> Rc<str> {
    let uuid = |draw: u64| {
        let high = crate::evaluate::random(execution, lane, draw);
        let low = crate::evaluate::random(execution, lane, draw + 1);
        let bits = u128::from(high) << 64 | u128::from(low);
        let text = format!("{bits:032x}");
        format!("{}-{}-4{}-8{}-{}", &text[..8], &text[8..12], &text[13..16], &text[17..20], &text[20..])
    };
    let draw = u64::from(lane.entered) << 20 | 1 << 19 | u64::from(lane.attempt) << 2;
    let label = distributed.label.as_ref().map_or_else(|| uuid(draw), ToString::to_string);
    let base = execution.settings.names.state_machine_arn.replacen(":stateMachine:", ":mapRun:", 1);
    format!("{base}/{label}:{}", uuid(draw + 2)).into()
}

impl Execution {
    /// The input of a child execution for one item: what `ItemSelector` makes of it, else the item. Of an entry of an
    /// object, which has a key, `Map.Item` holds both apart; the item itself is `{"Key":…,"Value":…}`.
    ///
    /// # Errors
    /// The fault of the `ItemSelector`: the Map Run fails with it.
    pub fn child_input(
        &mut self,
        run: &MapRun,
        index: u32,
        key: Option<&Rc<str>>,
        value: Json,
        source: &Rc<str>,
    ) -> Result<Json, Fault> {
        let program = Rc::clone(&self.program);
        let Kind::Map(map) = &program.state(run.state).kind else { return Ok(value) };
        let Some(template) = &map.item_selector else {
            return Ok(match key {
                Some(key) => Json::from_pairs([("Key", Json::String(key.clone())), ("Value", value)]),
                None => value,
            });
        };
        let Some(mut lane) = self.lanes.get_mut(run.task.lane as usize).and_then(Option::take) else {
            return Ok(value);
        };
        let outer = lane.item.replace(Rc::new(Item { index, value, key: key.cloned(), source: Some(source.clone()) }));
        let input = lane.payload.clone();
        let built = dataflow::built(self, &mut lane, template, &input);
        lane.item = outer;
        let built = self.noted(&lane, StageName::AfterItemSelector, built);
        self.put(run.task.lane, lane);
        built
    }

    /// Records the input of a child execution that an `ItemBatcher` made.
    pub fn note_batch(&self, run: &MapRun, input: &Json) {
        if let Some(lane) = self.lanes.get(run.task.lane as usize).and_then(Option::as_ref) {
            self.note(lane, StageName::AfterItemBatcher, input);
        }
    }

    /// Takes in how a Map Run ended. What comes too late is ignored.
    pub fn end_map_run(&mut self, task: TaskId, end: MapRunEnd) {
        let lane = self.lanes.get_mut(task.lane as usize).and_then(Option::as_mut);
        let Some(lane) = lane.filter(|lane| lane.epoch == task.epoch) else { return };
        let at = end.at;
        lane.map_run = Some(Box::new(end));
        self.queue.add(at.max(self.now), task.lane, task.epoch, Wake::Reply);
    }
}

/// The service changed the chain between August and November 2024: `MapStateExited` referred to `MapRunSucceeded`,
/// and refers to `MapRunStarted` since (cases `scenarios/test_base_scenarios.test_map_item_reader_base_json` and
/// `…_max_items_jsonata`). A virtual clock that starts before shows what was then.
const CHAIN_CHANGED: Instant = Instant(1_730_419_200_000);

/// The Map Run has ended.
pub(crate) fn finish(execution: &mut Execution, id: u32, mut lane: Box<Lane>, out: &mut Output) {
    execution.new_epoch(&mut lane);
    let Some(end) = lane.map_run.take() else { return execution.put(id, lane) };
    let program = Rc::clone(&execution.program);
    let state = program.state(lane.state);
    match end.result {
        Ok(result) => {
            lane.started = false;
            let early = execution.settings.start < CHAIN_CHANGED;
            let link = if early { Link::Cause } else { Link::Leaf };
            execution.emit(&mut lane, link, Details::MapRunSucceeded, out);
            let cause = std::mem::replace(&mut lane.trail.cause, lane.trail.newest);
            execution.emit(&mut lane, Link::Leaf, Details::MapSucceeded, out);
            lane.trail.cause = cause;
            let exit = if execution.exceeds_payload(&result) {
                Err(Execution::too_large(&state.name, crate::Origin::Runtime))
            } else {
                dataflow::settle(execution, state, &mut lane, result)
            };
            simple::settle(execution, exit, id, lane, out);
        }
        Err(fault) => {
            execution.emit(&mut lane, Link::Cause, Details::MapRunFailed(fault.clone()), out);
            lane.phase = Phase::Failed(fault);
            execution.ready.push_back(id);
            execution.put(id, lane);
        }
    }
}

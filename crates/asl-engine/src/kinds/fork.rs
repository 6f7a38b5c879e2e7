//! Parallel and Map: children that run side by side, and the join that waits for them.

use crate::{
    Details, EventId, Execution, Fault, Link, Output, ScopeKind, ScopeOpened, StageName, dataflow,
    evaluate::Evaluator,
    execution::Start,
    fault::Origin,
    join::{Join, Work},
    kinds::simple,
    lane::{Home, Item, Lane, Phase},
    test_state,
};
use asl_json::Json;
use asl_model::{Amount, Expr, Items, Kind, Language, MachineId, MapState, State, Template};
use std::{collections::BTreeMap, rc::Rc};

pub(crate) fn parallel(
    execution: &mut Execution,
    state: &State,
    branches: &[MachineId],
    parameters: Option<&Template>,
    id: u32,
    mut lane: Box<Lane>,
    out: &mut Output,
) {
    lane.attempt += 1;
    let input = dataflow::effective(execution, state, &lane)
        .and_then(|effective| dataflow::payload(execution, state, &mut lane, parameters, effective));
    match input {
        Err(fault) => execution.fail(id, lane, fault, out),
        Ok(input) => {
            execution.emit(&mut lane, Link::Cause, Details::ParallelStarted, out);
            let limit = branches.len() as u32;
            open(execution, id, lane, Work::Branches { machines: branches.to_vec(), input }, limit, out);
        }
    }
}

pub(crate) fn map(
    execution: &mut Execution,
    state: &State,
    map: &MapState,
    id: u32,
    mut lane: Box<Lane>,
    out: &mut Output,
) {
    lane.attempt += 1;
    let most = execution.settings.limits.inline_concurrency;
    match items(execution, state, map, &mut lane) {
        Err(fault) => execution.fail(id, lane, fault, out),
        Ok((items, input, limit)) => {
            let work = Work::Items { machine: map.processor, items: items.unwrap_or_default(), input };
            let limit = if limit == 0 { most } else { limit.min(most) };
            execution.emit(&mut lane, Link::Cause, Details::MapStarted { length: work.count() }, out);
            open(execution, id, lane, work, limit, out);
        }
    }
}

/// The items (`None` where an `ItemReader` will read them), the effective input, and `MaxConcurrency`.
pub(crate) fn items(
    execution: &Execution,
    state: &State,
    map: &MapState,
    lane: &mut Lane,
) -> Result<(Option<Json>, Json, u32), Fault> {
    let input = dataflow::effective(execution, state, lane)?;
    let evaluator = Evaluator::new(execution, lane, &input);
    // Quirk: ItemsPath beside an ItemReader is ignored, even if it selects nothing
    // (case `scenarios/test_base_scenarios.test_map_item_reader_base_json_with_items_path[INVALID_ITEMS_PATH]`).
    let reads = map.distributed.as_ref().is_some_and(|distributed| distributed.reader.is_some());
    // A Distributed Map goes through the entries of an object, too (Developer Guide, "ItemsPath"); an inline one refuses
    // it (case `test_state/…test_state_map_context_object[ALL]`).
    let fits = |value: &Json| value.as_array().is_some() || map.distributed.is_some() && value.as_object().is_some();
    let items = match &map.items {
        _ if reads => None,
        Items::Input => Some((input.clone(), "$")),
        // Quirk: in the cause of items that are no array, a path of the context object begins with one `$`
        // (case `test_state/…test_state_map_context_object[ALL]`).
        Items::Path(query, _) => Some((evaluator.path(query)?, query.path.text())),
        Items::Template(Template::Value { field, expr: Expr::Jsonata(source), .. }) => {
            Some((evaluator.typed(source, field, "array", |value| fits(value).then(|| value.clone()))?, "$"))
        }
        Items::Template(template) => Some((evaluator.template(template)?, "$")),
    };
    if let Some((value, path)) = &items
        && !fits(value)
    {
        if state.language == Language::Jsonata {
            return Err(evaluator.query_error(&format!("Map state input must be an array but was: {value}"), None));
        }
        return Err(execution.runtime(lane, &format!("Reference path \"{path}\" must point to array.")));
    }
    if let Some((items, _)) = &items {
        execution.note(lane, StageName::AfterItemsPath, items);
    }
    let limit = match &map.max_concurrency {
        None => 0,
        Some(Amount::Literal(value)) => *value as u32,
        Some(Amount::Path(query, _)) => concurrency(execution, lane, &evaluator.path(query)?, query.text())?,
        Some(Amount::Jsonata(source, _)) => evaluator.number(source, "MaxConcurrency")?.as_f64() as u32,
    };
    execution.record_stages(lane, |stages| stages.numbers.max_concurrency = Some(limit));
    Ok((items.map(|(items, _)| items), input, limit))
}

/// The value of `MaxConcurrencyPath`; numbers in strings count
/// (case `scenarios/test_base_scenarios.test_max_concurrency_path[NoNumber]`).
fn concurrency(execution: &Execution, lane: &Lane, value: &Json, path: &str) -> Result<u32, Fault> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
    text.parse::<u32>().map_err(|_| {
        let cause =
            format!("The MaxConcurrencyPath field refers to value \"{text}\" which is not a valid integer: {path}");
        execution.runtime(lane, &cause)
    })
}

/// Opens the join, and as many lanes as may be alive at once.
fn open(execution: &mut Execution, id: u32, mut lane: Box<Lane>, work: Work, limit: u32, out: &mut Output) {
    let count = work.count();
    execution.new_epoch(&mut lane);
    if let Some(result) = execution.test.as_ref().and_then(|test| test.children.clone()) {
        return test_state::children(execution, id, lane, &work, result, out);
    }
    if count == 0 {
        return finish(execution, id, lane, Json::array(Vec::new()), out);
    }
    let join = execution.open_join(Join {
        owner: id,
        state: lane.state,
        work,
        next: 0,
        alive: BTreeMap::new(),
        results: vec![Json::Null; count as usize],
        done: 0,
    });
    lane.phase = Phase::Fork(join);
    lane.started = true;
    let started = lane.trail.newest;
    for _ in 0..count.min(limit.max(1)) {
        if let Err(fault) = open_child(execution, &mut lane, join, started, out) {
            return stop(execution, id, lane, join, fault, out);
        }
    }
    execution.put(id, lane);
}

/// Opens the next child of a join. `cause` is what its first event refers to.
fn open_child(
    execution: &mut Execution,
    owner: &mut Lane,
    join_id: u32,
    cause: EventId,
    out: &mut Output,
) -> Result<(), Fault> {
    let join = execution.join(join_id);
    let index = join.next;
    join.next += 1;
    let scope = execution.scopes;
    let (machine, input, item, kind) = match &execution.join(join_id).work {
        Work::Branches { machines, input } => {
            (machines[index as usize], input.clone(), owner.item.clone(), ScopeKind::Branch(index))
        }
        Work::Items { machine, items, input } => {
            let (machine, input) = (*machine, input.clone());
            let value = items.item(index as usize).cloned().unwrap_or_default();
            let item = Rc::new(Item { index, value: value.clone(), key: None, source: None });
            let selected = select(execution, owner, &item, &input)?.unwrap_or(value);
            (machine, selected, Some(item), ScopeKind::Iteration(index))
        }
    };
    execution.scopes += 1;
    out.scopes.push(ScopeOpened { id: scope, parent: owner.scope, kind, owner: owner.entered, machine });
    let mut cause = cause;
    if let ScopeKind::Iteration(index) = kind {
        let started = Details::IterationStarted { state: owner.state, index };
        execution.record(cause, scope, owner.entered, owner.attempt, started, out);
        cause = execution.events;
    }
    let start = execution.program.machine(machine).start.expect("a program without errors has every start");
    let child = execution.open_lane(Start {
        state: start,
        input,
        variables: owner.variables.inner(),
        home: Some(Home { join: join_id, index }),
        cause,
        scope,
        item,
    });
    execution.join(join_id).alive.insert(index, child);
    Ok(())
}

/// `ItemSelector`: sees the Map's effective input as `$`, and the item in the context object.
pub(crate) fn select(
    execution: &Execution,
    owner: &mut Lane,
    item: &Rc<Item>,
    input: &Json,
) -> Result<Option<Json>, Fault> {
    let Kind::Map(map) = &execution.program.state(owner.state).kind else { return Ok(None) };
    let Some(template) = &map.item_selector else { return Ok(None) };
    let outer = owner.item.replace(item.clone());
    let selected = dataflow::built(execution, owner, template, input);
    owner.item = outer;
    execution.noted(owner, StageName::AfterItemSelector, selected).map(Some)
}

/// A child's last state has succeeded: the next item starts in its place, or the join is complete.
pub(crate) fn child_succeeded(
    execution: &mut Execution,
    id: u32,
    mut lane: Box<Lane>,
    home: Home,
    output: Json,
    out: &mut Output,
) {
    iteration(execution, &mut lane, home, |state, index| Details::IterationSucceeded { state, index }, out);
    let trail = lane.trail;
    execution.close_lane(id);
    let join = execution.join(home.join);
    join.alive.remove(&home.index);
    join.results[home.index as usize] = output;
    join.done += 1;
    let (owner_id, complete) = (join.owner, join.done == join.work.count());
    let more = join.next < join.work.count();
    let mut owner = execution.take(owner_id);
    if complete {
        let join = execution.close_join(home.join);
        // The join hands the newest event of its last child to the owner
        // (case `scenarios/test_base_scenarios.test_map_state_nested`).
        (owner.trail.cause, owner.trail.newest) = (trail.newest, trail.newest);
        owner.phase = Phase::Joined(Json::array(join.results));
        execution.put(owner_id, owner);
        execution.ready.push_front(owner_id);
    } else if more {
        match open_child(execution, &mut owner, home.join, trail.cause, out) {
            Ok(()) => execution.put(owner_id, owner),
            Err(fault) => {
                owner.trail.cause = trail.cause;
                stop(execution, owner_id, owner, home.join, fault, out);
            }
        }
    } else {
        execution.put(owner_id, owner);
    }
}

/// A child has failed: its siblings are stopped, and the fault goes to the owner.
///
/// Quirk: what stops refers to the event that failed, and a task that failed counts as aborted too
/// (case `timeouts/test_timeouts.test_service_lambda_map_timeout`).
pub(crate) fn child_failed(
    execution: &mut Execution,
    id: u32,
    mut lane: Box<Lane>,
    home: Home,
    fault: Fault,
    out: &mut Output,
) {
    iteration(execution, &mut lane, home, |state, index| Details::IterationFailed { state, index }, out);
    if fault.origin != Origin::Runtime && is_task(execution, &lane) && lane.attempt > 0 {
        let state = lane.state;
        execution.emit(&mut lane, Link::Leaf, Details::StateAborted { state }, out);
    }
    let cause = lane.trail.cause;
    execution.close_lane(id);
    let join = execution.join(home.join);
    join.alive.remove(&home.index);
    let owner_id = join.owner;
    let mut owner = execution.take(owner_id);
    (owner.trail.cause, owner.trail.newest) = (cause, execution.events);
    stop(execution, owner_id, owner, home.join, fault, out);
}

/// Stops what is left of a join, closes it, and makes its owner fail.
fn stop(execution: &mut Execution, owner_id: u32, mut owner: Box<Lane>, join: u32, fault: Fault, out: &mut Output) {
    abort(execution, join, owner.entered, owner.trail.cause, out);
    owner.phase = Phase::Failed(fault);
    execution.put(owner_id, owner);
    execution.ready.push_front(owner_id);
}

/// Closes a join with all its lanes and the joins inside them, without recursion; innermost events come first.
fn abort(execution: &mut Execution, join: u32, owner: EventId, cause: EventId, out: &mut Output) {
    /// What is left to do, the next thing last.
    enum Work {
        /// A join, and the visit of its owner.
        Join(u32, EventId),
        Lane(u32),
        Event(u32, EventId, u32, Details),
    }
    let mut left = vec![Work::Join(join, owner)];
    while let Some(work) = left.pop() {
        match work {
            Work::Join(id, owner) => {
                let join = execution.close_join(id);
                for (index, lane) in join.alive.iter().rev() {
                    left.push(Work::Lane(*lane));
                    let is_map = matches!(join.work, crate::join::Work::Items { .. });
                    if is_map && let Some(child) = execution.lanes[*lane as usize].as_ref() {
                        let aborted = Details::IterationAborted { state: join.state, index: *index };
                        left.push(Work::Event(child.scope, owner, 0, aborted));
                    }
                }
            }
            Work::Lane(id) => {
                let lane = execution.take(id);
                execution.close_lane(id);
                let aborted = Details::StateAborted { state: lane.state };
                match lane.phase {
                    Phase::Enter | Phase::Joined(_) => {}
                    Phase::Fork(join) => {
                        left.push(Work::Event(lane.scope, lane.entered, lane.attempt, aborted));
                        left.push(Work::Join(join, lane.entered));
                    }
                    Phase::Sleep
                    | Phase::Start
                    | Phase::Submit
                    | Phase::Call
                    | Phase::MapRun
                    | Phase::Backoff
                    | Phase::Failed(_) => {
                        left.push(Work::Event(lane.scope, lane.entered, lane.attempt, aborted));
                    }
                }
            }
            Work::Event(scope, visit, attempt, details) => {
                execution.record(cause, scope, visit, attempt, details, out);
            }
        }
    }
    execution.ready.retain(|id| execution.lanes[*id as usize].is_some());
}

/// Records an iteration's own event, which belongs to the visit of the Map; branches have none.
fn iteration(
    execution: &mut Execution,
    lane: &mut Lane,
    home: Home,
    details: impl Fn(asl_model::StateId, u32) -> Details,
    out: &mut Output,
) {
    let join = execution.join(home.join);
    if let Work::Branches { .. } = join.work {
        return;
    }
    let (state, owner) = (join.state, join.owner);
    let visit = execution.lanes[owner as usize].as_ref().map_or(0, |owner| owner.entered);
    let cause = lane.trail.cause;
    execution.record(cause, lane.scope, visit, 0, details(state, home.index), out);
    lane.trail.newest = execution.events;
}

/// All children have succeeded.
pub(crate) fn finish(execution: &mut Execution, id: u32, mut lane: Box<Lane>, result: Json, out: &mut Output) {
    let program = Rc::clone(&execution.program);
    let state = program.state(lane.state);
    let succeeded = match state.kind {
        Kind::Map(_) => Details::MapSucceeded,
        _ => Details::ParallelSucceeded,
    };
    execution.emit(&mut lane, Link::Leaf, succeeded, out);
    lane.started = false;
    let exit = dataflow::settle(execution, state, &mut lane, result);
    simple::settle(execution, exit, id, lane, out);
}

/// The event by which a Parallel or Map says that it has failed for good.
pub(crate) fn failed_event(state: &State) -> Option<Details> {
    match state.kind {
        Kind::Map(_) => Some(Details::MapFailed),
        Kind::Parallel { .. } => Some(Details::ParallelFailed),
        _ => None,
    }
}

fn is_task(execution: &Execution, lane: &Lane) -> bool {
    matches!(execution.program.state(lane.state).kind, Kind::Task(_))
}

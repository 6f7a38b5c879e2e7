//! Everything that changes while an execution runs.

use crate::{
    Details, Event, EventId, Fault, Input, Instant, Link, Output, ScopeKind, ScopeOpened, Settings, Wake,
    clock::Queue,
    join::Join,
    lane::{Home, Item, Lane, Phase, Trail},
    stages::Stages,
    test_state::StateTest,
    variables::Variables,
};
use asl_json::Json;
use asl_model::{ChildType, Kind, MachineId, MachineType, MapState, Program, StateId};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};

/// How an execution ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// With this output.
    Succeeded(Json),
    /// With this error.
    Failed(Fault),
    /// By `TimeoutSeconds` of the state machine.
    TimedOut,
    /// By `StopExecution`.
    Aborted(Fault),
}

/// An execution between two steps. A clone is a checkpoint.
#[derive(Clone, Debug)]
pub struct Execution {
    pub(crate) program: Rc<Program>,
    pub(crate) settings: Rc<Settings>,
    /// Whether it is an Express execution, or an Express child of a Distributed Map.
    pub(crate) is_express: bool,
    /// The execution's input, for the context object.
    pub(crate) input: Json,
    pub(crate) now: Instant,
    pub(crate) lanes: Vec<Option<Box<Lane>>>,
    pub(crate) free_lanes: Vec<u32>,
    pub(crate) joins: Vec<Option<Join>>,
    pub(crate) free_joins: Vec<u32>,
    /// Lanes that can run now, in the order in which they became so.
    pub(crate) ready: VecDeque<u32>,
    pub(crate) queue: Queue,
    pub(crate) epochs: u64,
    pub(crate) scopes: u32,
    pub(crate) events: EventId,
    pub(crate) outcome: Option<Outcome>,
    /// When the service's longest execution ends. What waits for a person is left to wait: nothing is queued for it.
    pub(crate) last_moment: Option<Instant>,
    /// The stages of the visit that is watched.
    pub(crate) watched: Option<Box<RefCell<Stages>>>,
    /// Set where a single state is tested.
    pub(crate) test: Option<Box<StateTest>>,
}

/// What a new lane starts with.
pub(crate) struct Start {
    pub(crate) state: StateId,
    pub(crate) input: Json,
    pub(crate) variables: Variables,
    pub(crate) home: Option<Home>,
    pub(crate) cause: EventId,
    pub(crate) scope: u32,
    pub(crate) item: Option<Rc<Item>>,
}

impl Execution {
    /// Starts an execution: records `ExecutionStarted` and makes the first state ready.
    ///
    /// # Panics
    /// If the program's `StartAt` is missing: such a program has an error among its diagnostics and must not run.
    pub fn start(program: Rc<Program>, settings: Settings, input: Json, out: &mut Output) -> Self {
        Self::start_child(program, MachineId(0), settings, input, out)
    }

    /// Starts a child execution of a Distributed Map: `machine` is the item processor.
    ///
    /// # Panics
    /// If the machine's `StartAt` is missing.
    pub fn start_child(
        program: Rc<Program>,
        machine: MachineId,
        settings: Settings,
        input: Json,
        out: &mut Output,
    ) -> Self {
        let start = program.machine(machine).start.expect("a program without errors has every start");
        let timeout = program.timeout_seconds.filter(|_| machine == MachineId(0));
        let mut execution = Self {
            now: settings.start,
            last_moment: settings.limits.seconds.map(|seconds| settings.start.after_seconds(seconds as f64)),
            is_express: is_express(&program, machine),
            program,
            settings: Rc::new(settings),
            input: input.clone(),
            lanes: Vec::new(),
            free_lanes: Vec::new(),
            joins: Vec::new(),
            free_joins: Vec::new(),
            ready: VecDeque::new(),
            queue: Queue::default(),
            epochs: 0,
            scopes: 1,
            events: 0,
            outcome: None,
            watched: None,
            test: None,
        };
        execution.record(0, 0, 0, 0, Details::ExecutionStarted { input: input.clone() }, out);
        out.scopes.push(ScopeOpened { id: 0, parent: 0, kind: ScopeKind::Root, owner: 0, machine });
        if let Some(seconds) = timeout {
            let at = execution.now.after_seconds(seconds as f64);
            execution.queue.add(at, u32::MAX, 0, Wake::ExecutionTimeout);
        }
        if let Some((at, _)) = &execution.settings.stop {
            execution.queue.add((*at).max(execution.now), u32::MAX, 0, Wake::Stop);
        }
        // Quirk: the first state refers to no event, not to ExecutionStarted
        // (case `base/test_base.test_state_pass_result`).
        let variables = Variables::default();
        execution.open_lane(Start { state: start, input, variables, home: None, cause: 0, scope: 0, item: None });
        execution
    }

    /// The virtual time.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// How the execution ended, if it has.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }

    /// Events so far.
    pub fn events(&self) -> EventId {
        self.events
    }

    /// The state that the next step works on, and its scope; for breakpoints.
    pub fn peek(&self) -> Option<(StateId, u32)> {
        let lane = self.lanes[*self.ready.front()? as usize].as_ref()?;
        Some((lane.state, lane.scope))
    }

    /// How many lanes are alive.
    pub fn alive(&self) -> usize {
        self.lanes.iter().flatten().count()
    }

    /// Takes in what the world tells. What comes too late, or for a task that is no more, is ignored.
    pub fn supply(&mut self, input: Input, out: &mut Output) {
        match input {
            Input::Reply { task, reply } => {
                let lane = self.lanes.get_mut(task.lane as usize).and_then(Option::as_mut);
                let Some(lane) = lane.filter(|lane| lane.epoch == task.epoch) else { return };
                let Some(call) = &mut lane.call else { return };
                call.reply = Some(reply);
                if matches!(lane.phase, Phase::Call) {
                    let mut lane = self.take(task.lane);
                    self.await_reply(task.lane, &mut lane);
                    self.put(task.lane, lane);
                }
            }
            Input::Stop(fault) => self.stop(fault, out),
        }
    }

    /// `StopExecution`.
    ///
    /// Quirk: `ExecutionAborted` refers to no event (case `api/test_sfn_api.test_stop_execution`).
    pub(crate) fn stop(&mut self, fault: Fault, out: &mut Output) {
        self.record(0, 0, 0, 0, Details::ExecutionAborted(fault.clone()), out);
        self.outcome.get_or_insert(Outcome::Aborted(fault));
    }

    pub(crate) fn open_lane(&mut self, start: Start) -> u32 {
        let lane = Box::new(Lane {
            scope: start.scope,
            state: start.state,
            phase: Phase::Enter,
            input: start.input,
            variables: start.variables,
            entered: 0,
            entered_at: self.now,
            before: 0,
            used: Vec::new(),
            retries: 0,
            attempt: 0,
            started: false,
            home: start.home,
            trail: Trail { cause: start.cause, newest: start.cause },
            epoch: 0,
            item: start.item,
            call: None,
            map_run: None,
            payload: Json::Null,
            fired: None,
            draws: 0,
        });
        let id = if let Some(id) = self.free_lanes.pop() {
            self.lanes[id as usize] = Some(lane);
            id
        } else {
            self.lanes.push(Some(lane));
            self.lanes.len() as u32 - 1
        };
        self.ready.push_back(id);
        id
    }

    /// Takes a lane out to work on it; `put` or `close` must follow.
    pub(crate) fn take(&mut self, id: u32) -> Box<Lane> {
        self.lanes[id as usize].take().expect("a lane that is named is alive")
    }

    pub(crate) fn put(&mut self, id: u32, lane: Box<Lane>) {
        self.lanes[id as usize] = Some(lane);
    }

    /// Gives a lane's place free; it must be taken out or dropped.
    pub(crate) fn close_lane(&mut self, id: u32) {
        self.lanes[id as usize] = None;
        self.free_lanes.push(id);
    }

    pub(crate) fn open_join(&mut self, join: Join) -> u32 {
        if let Some(id) = self.free_joins.pop() {
            self.joins[id as usize] = Some(join);
            id
        } else {
            self.joins.push(Some(join));
            self.joins.len() as u32 - 1
        }
    }

    pub(crate) fn close_join(&mut self, id: u32) -> Join {
        self.free_joins.push(id);
        self.joins[id as usize].take().expect("a join that is named is open")
    }

    pub(crate) fn join(&mut self, id: u32) -> &mut Join {
        self.joins[id as usize].as_mut().expect("a join that is named is open")
    }

    /// A new epoch for a lane: every wake that waits for it becomes stale.
    pub(crate) fn new_epoch(&mut self, lane: &mut Lane) -> u64 {
        self.epochs += 1;
        lane.epoch = self.epochs;
        lane.fired = None;
        lane.epoch
    }

    /// Records an event of a lane, attached to its trail.
    pub(crate) fn emit(&mut self, lane: &mut Lane, link: Link, details: Details, out: &mut Output) {
        let cause = lane.trail.cause;
        self.record(cause, lane.scope, lane.entered, lane.attempt, details, out);
        lane.trail.newest = self.events;
        if link == Link::Cause {
            lane.trail.cause = self.events;
        }
    }

    /// Records an event, unless the execution has ended.
    ///
    /// Quirk: the last event that the limit of a history allows is itself `ExecutionFailed`.
    pub(crate) fn record(
        &mut self,
        previous: EventId,
        scope: u32,
        visit: EventId,
        attempt: u32,
        details: Details,
        out: &mut Output,
    ) {
        if self.outcome.is_some() {
            return;
        }
        self.events += 1;
        if let Some(limit) = self.settings.limits.events
            && self.events >= limit
            && !ends(&details)
        {
            let cause = format!("The execution reached the maximum number of history events ({limit}).");
            let fault = Fault::runtime(cause);
            self.outcome = Some(Outcome::Failed(fault.clone()));
            let details = Details::ExecutionFailed(fault);
            out.events.push(Event { previous, at: self.now, scope, visit, attempt, details });
            return;
        }
        out.events.push(Event { previous, at: self.now, scope, visit, attempt, details });
    }
}

fn is_express(program: &Program, machine: MachineId) -> bool {
    let runs = |map: &MapState| map.distributed.as_ref().filter(|_| map.processor == machine).map(|own| own.child_type);
    let child_type = program.states.iter().find_map(|state| match &state.kind {
        Kind::Map(map) => runs(map),
        _ => None,
    });
    match child_type {
        Some(child_type) => child_type == ChildType::Express,
        None => program.machine_type == MachineType::Express,
    }
}

/// Tells whether an event is the last one of its execution.
fn ends(details: &Details) -> bool {
    matches!(
        details,
        Details::ExecutionSucceeded { .. }
            | Details::ExecutionFailed(_)
            | Details::ExecutionTimedOut
            | Details::ExecutionAborted(_)
    )
}

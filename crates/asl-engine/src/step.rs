//! One transition at a time.
//!
//! ```text
//!  phase        on                       does                                          next phase
//!  Enter        –                        …StateEntered; act                            as act says
//!  act  Pass Choice Succeed              computes the result                           settles at once
//!  act  Fail                             –                                             Failed
//!  act  Wait                             queues a Timer                                Sleep
//!  act  Task                             …Scheduled; Effect::Invoke; queues Timeout    Start
//!  act  Parallel Map                     …StateStarted; opens a join and its lanes     Fork
//!  Start        –                        …Started                                      Submit | Call
//!  Submit       –                        TaskSubmitted                                 Call
//!  Call         Reply                    …Succeeded, settles | …Failed                 Failed
//!  Call         Timeout, HeartbeatDue    …TimedOut                                     Failed
//!  Sleep        Timer                    settles                                       –
//!  Joined       –                        …StateSucceeded, settles                      –
//!  Failed       a retrier matches        queues a Timer                                Backoff
//!  Failed       a catcher matches        …StateFailed (Parallel, Map); …StateExited    Enter of its Next
//!  Failed       neither                  …StateFailed (Parallel, Map); the lane ends   –
//!  Backoff      Timer                    act                                           as act says
//!  settles      –                        …StateExited                                  Enter of Next | the lane ends
//!  lane ends    root                     Execution…                                    –
//!  lane ends    child                    MapIteration…; its join goes on               –
//! ```

use crate::{
    Assigned, Details, Execution, Fault, Input, Instant, Link, Outcome, Output, Reply, Retried, Step, Via, Wake,
    clock::Entry,
    fault::Origin,
    kinds,
    lane::{Lane, Phase, TaskId},
};
use asl_json::Json;
use asl_model::{Pattern, ResourceKind, StateId, Then};
use std::rc::Rc;

impl Execution {
    /// Runs one transition of one lane, or moves the clock to the next wake. It cannot fail or block.
    pub fn step(&mut self, out: &mut Output) -> Step {
        if self.outcome.is_some() {
            return Step::Done;
        }
        if let Some(id) = self.ready.pop_front() {
            if self.lanes[id as usize].is_some() {
                self.run(id, out);
            }
            return Step::Ran;
        }
        self.advance(out)
    }

    /// Moves the clock to the next wake that is not stale, and makes every lane runnable that wakes then.
    fn advance(&mut self, out: &mut Output) -> Step {
        let mut moved = None;
        while let Some(entry) = self.queue.peek() {
            if moved.is_some_and(|at: Instant| entry.at > at) {
                break;
            }
            if !self.is_stale(&entry) && self.asks(&entry) {
                break;
            }
            self.queue.pop();
            if self.is_stale(&entry) {
                continue;
            }
            if let Some(end) = self.last_moment.filter(|end| entry.at > *end) {
                self.now = self.now.max(end);
                self.time_out(out);
                return Step::Advanced(self.now);
            }
            self.now = self.now.max(entry.at);
            moved = Some(entry.at);
            self.wake(entry, out);
            if self.outcome.is_some() {
                break;
            }
        }
        match moved {
            Some(_) => Step::Advanced(self.now),
            None => Step::Blocked,
        }
    }

    /// The time of the execution is over.
    ///
    /// Quirk: `ExecutionTimedOut` refers to no event (case `timeouts/test_timeouts.test_global_timeout`).
    fn time_out(&mut self, out: &mut Output) {
        self.record(0, 0, 0, 0, Details::ExecutionTimedOut, out);
        self.outcome = Some(Outcome::TimedOut);
    }

    fn is_stale(&self, entry: &Entry) -> bool {
        if matches!(entry.wake, Wake::ExecutionTimeout | Wake::Stop) {
            return false;
        }
        let lane = self.lanes.get(entry.lane as usize).and_then(Option::as_ref);
        // A heartbeat that came in time has put off the next one.
        let is_put_off = |lane: &Lane| {
            entry.wake == Wake::HeartbeatDue && lane.call.as_ref().is_some_and(|call| entry.at < call.heartbeat_at)
        };
        lane.is_none_or(|lane| lane.epoch != entry.epoch || lane.fired.is_some() || is_put_off(lane))
    }

    /// Whether a time of a task runs out that somebody has to answer first.
    fn asks(&self, entry: &Entry) -> bool {
        let call = self.lanes.get(entry.lane as usize).and_then(Option::as_ref).and_then(|lane| lane.call.as_ref());
        let asks = call.is_some_and(|call| call.reply.as_ref().is_some_and(|reply| reply.asks));
        asks && matches!(entry.wake, Wake::Timeout | Wake::HeartbeatDue)
    }

    /// When a blocked execution waits for somebody: the moment at which a time of the task runs out.
    pub fn deadline(&self) -> Option<Instant> {
        self.queue.peek().filter(|entry| self.asks(entry)).map(|entry| entry.at)
    }

    fn wake(&mut self, entry: Entry, out: &mut Output) {
        match entry.wake {
            Wake::ExecutionTimeout => self.time_out(out),
            Wake::Stop => {
                if let Some((_, fault)) = self.settings.stop.clone() {
                    self.stop(fault, out);
                }
            }
            Wake::Heartbeat => {
                let mut lane = self.take(entry.lane);
                kinds::task::beat(self, entry.lane, &mut lane);
                self.put(entry.lane, lane);
            }
            Wake::HeartbeatDue => {
                let lane = self.lanes[entry.lane as usize].as_mut().expect("a wake that is not stale has its lane");
                lane.fired = Some(Wake::HeartbeatDue);
                self.ready.push_back(entry.lane);
            }
            Wake::Timer | Wake::Timeout | Wake::Reply => {
                let lane = self.lanes[entry.lane as usize].as_mut().expect("a wake that is not stale has its lane");
                lane.fired = Some(entry.wake);
                self.ready.push_back(entry.lane);
            }
        }
    }

    fn run(&mut self, id: u32, out: &mut Output) {
        let mut lane = self.take(id);
        match std::mem::replace(&mut lane.phase, Phase::Enter) {
            Phase::Enter => self.enter(id, lane, out),
            Phase::Backoff => self.act(id, lane, out),
            Phase::Sleep => kinds::wait::finish(self, id, lane, out),
            Phase::Start => self.start_task(id, lane, out),
            Phase::Submit => self.submit_task(id, lane, out),
            Phase::Call => kinds::task::finish(self, id, lane, out),
            Phase::MapRun => kinds::map_run::finish(self, id, lane, out),
            Phase::Joined(result) => kinds::fork::finish(self, id, lane, result, out),
            Phase::Failed(fault) => self.fail(id, lane, fault, out),
            Phase::Fork(join) => {
                // A forked lane is moved by its children alone.
                lane.phase = Phase::Fork(join);
                self.put(id, lane);
            }
        }
    }

    fn enter(&mut self, id: u32, mut lane: Box<Lane>, out: &mut Output) {
        lane.used.clear();
        (lane.retries, lane.attempt, lane.started) = (0, 0, false);
        lane.before = lane.trail.cause;
        lane.entered = self.events + 1;
        lane.entered_at = self.now;
        if let asl_model::Kind::Map(map) = &self.program.state(lane.state).kind
            && map.distributed.is_some()
            && self.settings.start >= COMPACT_SINCE
        {
            // Quirk: a Distributed Map shows its input compact (case `scenarios/test_base_scenarios.test_map_state_label`).
            lane.input = lane.input.compact();
        }
        let entered = Details::StateEntered { state: lane.state, input: lane.input.clone() };
        self.emit(&mut lane, Link::Cause, entered, out);
        self.note_entered(&lane);
        self.act(id, lane, out);
    }

    fn act(&mut self, id: u32, lane: Box<Lane>, out: &mut Output) {
        if self.outcome.is_some() {
            return self.put(id, lane);
        }
        self.note_attempt(&lane);
        let program = Rc::clone(&self.program);
        kinds::act(self, &program, id, lane, out);
    }

    fn start_task(&mut self, id: u32, mut lane: Box<Lane>, out: &mut Output) {
        let state = lane.state;
        let reply = lane.call.as_ref().and_then(|call| call.reply.as_ref());
        let worker = reply.and_then(|reply| reply.worker.clone());
        self.emit(&mut lane, Link::Cause, Details::Started { state, worker }, out);
        if let Some(call) = &mut lane.call {
            call.started_at = self.now;
        }
        if self.pattern(state) == Pattern::RequestResponse {
            lane.phase = Phase::Call;
            self.await_reply(id, &mut lane);
        } else {
            lane.phase = Phase::Submit;
            self.ready.push_back(id);
        }
        self.put(id, lane);
    }

    fn submit_task(&mut self, id: u32, mut lane: Box<Lane>, out: &mut Output) {
        let reply = lane.call.as_ref().and_then(|call| call.reply.as_ref());
        let answer = reply.and_then(|reply| reply.submitted.clone());
        let refused = reply.is_some_and(|reply| reply.submitted.is_none() && matches!(reply.result, Some(Err(_))));
        if !refused {
            let submitted = Details::Submitted { state: lane.state, output: answer.unwrap_or_else(Json::empty_object) };
            self.emit(&mut lane, Link::Cause, submitted, out);
        }
        lane.phase = Phase::Call;
        self.await_reply(id, &mut lane);
        self.put(id, lane);
    }

    fn pattern(&self, state: StateId) -> Pattern {
        match &self.program.state(state).kind {
            asl_model::Kind::Task(task) => match &task.resource.kind {
                ResourceKind::Service { pattern, .. } => *pattern,
                ResourceKind::Lambda | ResourceKind::Activity => Pattern::RequestResponse,
            },
            _ => Pattern::RequestResponse,
        }
    }

    /// Queues what the answer of a started task brings.
    pub(crate) fn await_reply(&mut self, id: u32, lane: &mut Lane) {
        let Some(call) = &lane.call else { return };
        let Some(reply) = &call.reply else { return };
        let started = call.started_at;
        for seconds in &reply.heartbeats {
            self.queue.add(started.after_seconds(*seconds), id, lane.epoch, Wake::Heartbeat);
        }
        if reply.result.is_some() {
            let at = started.after_seconds(reply.delay_seconds).max(self.now);
            self.queue.add(at, id, lane.epoch, Wake::Reply);
        }
    }

    /// The state has its output: records `…Exited` and goes on.
    pub(crate) fn leave(&mut self, id: u32, mut lane: Box<Lane>, exit: Exit, out: &mut Output) {
        let Exit { output, assigned, then, via } = exit;
        let details =
            Details::StateExited { state: lane.state, output: output.clone(), assigned: assigned.clone(), via };
        self.emit(&mut lane, Link::Cause, details, out);
        self.note_left(&lane, assigned.as_deref());
        if let Some(assigned) = assigned {
            lane.variables = lane.variables.assign(&assigned);
        }
        match then {
            Then::Next(next) => {
                lane.state = next;
                lane.input = output;
                lane.phase = Phase::Enter;
                self.put(id, lane);
                self.ready.push_back(id);
            }
            Then::End | Then::Missing => self.end(id, lane, output, out),
        }
    }

    /// The lane's last state has succeeded.
    fn end(&mut self, id: u32, mut lane: Box<Lane>, output: Json, out: &mut Output) {
        match lane.home {
            Some(home) => kinds::fork::child_succeeded(self, id, lane, home, output, out),
            None => {
                lane.entered = 0;
                lane.attempt = 0;
                self.emit(&mut lane, Link::Cause, Details::ExecutionSucceeded { output: output.clone() }, out);
                self.finish(Outcome::Succeeded(output));
            }
        }
    }

    /// A state has failed: a retrier, a catcher, or the end of the lane.
    pub(crate) fn fail(&mut self, id: u32, mut lane: Box<Lane>, mut fault: Fault, out: &mut Output) {
        if self.outcome.is_some() {
            return self.put(id, lane);
        }
        if fault.origin == Origin::Query {
            self.record_query(&mut lane, &mut fault, out);
        }
        let program = Rc::clone(&self.program);
        let state = program.state(lane.state);
        let retried = crate::rescue::retry(self, state, &mut lane, &fault);
        self.note_rules(state, &lane, &fault, retried);
        if let Some((retrier, delay)) = retried {
            out.retried.push(Retried { event: lane.trail.newest, retrier, delay_seconds: delay });
            let epoch = self.new_epoch(&mut lane);
            lane.call = None;
            lane.phase = Phase::Backoff;
            self.queue.add(self.now.after_seconds(delay), id, epoch, Wake::Timer);
            return self.put(id, lane);
        }
        if let Some(failed) = kinds::fork::failed_event(state).filter(|_| lane.started) {
            self.emit(&mut lane, Link::Cause, failed, out);
        }
        match crate::rescue::catch(self, state, &mut lane, &fault) {
            Some(Ok(exit)) => self.leave(id, lane, exit, out),
            // A catcher whose own fields fail is asked no second time, and neither are the others.
            Some(Err(mut fault)) => {
                if fault.origin == Origin::Query {
                    self.record_query(&mut lane, &mut fault, out);
                }
                self.end_failed(id, lane, fault, out);
            }
            None => self.end_failed(id, lane, fault, out),
        }
    }

    /// Records `EvaluationFailed`; from then on the fault is one like any other.
    ///
    /// Quirk: where nothing has happened in the state yet, `EvaluationFailed` refers to what its `…Entered` refers to,
    /// but for a Wait
    /// (cases `assign/test_assign_reference_variables.test_undefined_reference[BASE_UNDEFINED_OUTPUT_MULTIPLE_STATES]`,
    /// `scenarios/test_base_scenarios.test_wait_timestamp_jsonata[INVALID_DATE]`).
    fn record_query(&mut self, lane: &mut Lane, fault: &mut Fault, out: &mut Output) {
        let waits = matches!(self.program.state(lane.state).kind, asl_model::Kind::Wait(_));
        if lane.trail.cause == lane.entered && !waits {
            lane.trail.cause = lane.before;
        }
        let location = fault.location.clone();
        *fault = fault.as_task();
        let failed = Details::EvaluationFailed { state: lane.state, fault: fault.clone(), location };
        self.emit(lane, Link::Cause, failed, out);
        lane.started = true;
    }

    fn end_failed(&mut self, id: u32, mut lane: Box<Lane>, fault: Fault, out: &mut Output) {
        self.note_failed(&lane, &fault);
        match lane.home {
            Some(home) => kinds::fork::child_failed(self, id, lane, home, fault, out),
            None => {
                self.emit(&mut lane, Link::Cause, Details::ExecutionFailed(fault.clone()), out);
                self.finish(Outcome::Failed(fault));
            }
        }
    }

    fn finish(&mut self, outcome: Outcome) {
        // The event limit may have ended the execution in the same moment.
        self.outcome.get_or_insert(outcome);
    }

    /// Answers a task: shorthand for [`Execution::supply`].
    pub fn reply(&mut self, task: TaskId, reply: Reply, out: &mut Output) {
        self.supply(Input::Reply { task, reply }, out);
    }

    /// A fault of the interpreter in a state, worded as the service does it.
    pub(crate) fn runtime(&self, lane: &Lane, cause: &str) -> Fault {
        Fault::runtime(self.prefixed(lane, cause))
    }

    /// The prefix of every cause that the interpreter makes.
    pub(crate) fn prefixed(&self, lane: &Lane, cause: &str) -> String {
        if self.test.is_some() {
            // Quirk: TestState gives causes without the prefix that names the state
            // (case `test_state/…test_state_map_context_object[ALL]`).
            return cause.into();
        }
        let name = &self.program.state(lane.state).name;
        format!(
            "An error occurred while executing the state '{name}' (entered at the event id #{}). {cause}",
            lane.entered
        )
    }

    /// A result or output that is larger than the service allows.
    pub(crate) fn too_large(name: &str, origin: Origin) -> Fault {
        let cause = format!(
            "The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit."
        );
        Self::data_limit(cause, origin)
    }

    pub(crate) fn data_limit(cause: String, origin: Origin) -> Fault {
        Fault::new(Some("States.DataLimitExceeded".into()), Some(cause.into()), origin, None)
    }

    pub(crate) fn exceeds_payload(&self, value: &Json) -> bool {
        value.size() > self.settings.limits.payload || value.depth() > asl_json::MAX_DEPTH
    }
}

/// Since when a Distributed Map shows its input compact: between February and July 2024.
const COMPACT_SINCE: Instant = Instant(1_717_200_000_000);

/// How a state is left.
pub(crate) struct Exit {
    pub(crate) output: Json,
    pub(crate) assigned: Option<Assigned>,
    pub(crate) then: Then,
    pub(crate) via: Via,
}

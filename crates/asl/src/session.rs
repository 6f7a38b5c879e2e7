//! A run: the machine, who answers it, and what has happened.

mod names;
mod told;

pub(crate) use names::default_names;

use crate::{
    answer::{Answers, Pace, Source},
    map_run::{MapRunCounts, Next, Running},
    weight::Weight,
};
use asl_document::{MachineType, MissingMocks, Scenario, ServiceLimits};
use asl_engine::{
    Details, Effect, Event, EventId, Execution, Fault, Input, Instant, Invocation, Limits, MapRun, MapRunEnd, Names,
    Output, Reply, Retried, ScopeOpened, Settings, Step, TaskId,
};
use asl_json::Json;
use asl_model::Program;
use asl_view::ChildAddress;
use std::{collections::BTreeSet, rc::Rc};

/// Steps after which a run is cut short, so that a machine without the service's limits ends too.
const MOST_STEPS: u64 = 20_000_000;
/// Events after which a run is cut short where the service's own limit is off: they must fit into memory.
const MOST_EVENTS: u32 = 2_000_000;
/// Bytes of the data in a history after which a run is cut short: they must fit into memory, as text too.
const MOST_BYTES: usize = 256 << 20;

/// Steps between two looks at whether a watched visit is over.
const WATCHED: u64 = 100;
/// After so many steps the data is weighed again.
const WEIGHED: u64 = 16;

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    Running,
    /// It has ended, waits for a person, or was cut short.
    Done,
}

/// One run of a program. The same scenario gives the same bytes.
#[derive(Debug)]
pub struct Session {
    /// The program.
    pub program: Rc<Program>,
    /// The machine.
    pub execution: Execution,
    /// Everything that happened; the ids of the events are their places, from 1.
    pub history: Vec<Event>,
    /// The scopes.
    pub scopes: Vec<ScopeOpened>,
    /// The failures that were retried.
    pub retried: Vec<Retried>,
    /// Names in the history.
    pub names: Names,
    /// When it started.
    pub start: Instant,
    /// Why it stands still or was cut short, for people.
    pub note: String,
    /// The attempts whose tasks nobody answered, by visit and number: a plausible success was assumed.
    pub assumed: BTreeSet<(EventId, u32)>,
    answers: Answers,
    missing: MissingMocks,
    steps: u64,
    most_steps: u64,
    weight: Weight,
    waiting: BTreeSet<Rc<str>>,
    out: Output,
    /// Map Runs under way, the innermost last.
    running: Vec<Running>,
    /// Map Runs that have ended.
    pub map_runs: Vec<MapRunCounts>,
    scenario: Scenario,
    settings: Settings,
    /// The child execution before whose first step the run stands still.
    target: Option<ChildAddress>,
}

impl Session {
    /// Starts a run of a program that has no errors, with mocks and settings of a scenario.
    ///
    /// # Errors
    /// A sentence for people, if the settings cannot be used.
    pub fn start(program: Program, scenario: &Scenario, input: Json) -> Result<Self, String> {
        let start = match &scenario.settings.start_time {
            Some(text) => Instant::parse(text).ok_or_else(|| {
                format!("the start time `{text}` is no RFC 3339 timestamp such as 2026-01-01T00:00:00Z")
            })?,
            None => Instant::parse("2026-01-01T00:00:00Z").unwrap_or_default(),
        };
        let program = Rc::new(program);
        let names = names::names(scenario);
        let mut limits = match scenario.settings.limits.service {
            ServiceLimits::Aws => limits_of(scenario.machine_type),
            ServiceLimits::Off => Limits::OFF,
        };
        if let Some(most) = scenario.settings.limits.max_events {
            limits.events = u32::try_from(most).ok().filter(|most| *most > 0);
        }
        let rc = |text: &Option<String>| text.as_deref().map(Rc::from);
        let stop = scenario.settings.stop.as_ref().map(|stop| {
            (start.after_seconds(stop.after_seconds as f64), Fault::task(rc(&stop.error), rc(&stop.cause)))
        });
        let settings =
            Settings { start, seed: scenario.settings.seed.unwrap_or(1), names: names.clone(), limits, stop };
        let mut out = Output::default();
        let execution = Execution::start(Rc::clone(&program), settings.clone(), input, &mut out);
        Ok(Self {
            program,
            execution,
            history: std::mem::take(&mut out.events),
            scopes: std::mem::take(&mut out.scopes),
            retried: Vec::new(),
            names,
            start,
            note: String::new(),
            assumed: BTreeSet::new(),
            answers: Answers::new(scenario.mocks.clone()),
            missing: scenario.settings.missing_mocks,
            steps: 0,
            most_steps: scenario.settings.limits.max_steps.unwrap_or(MOST_STEPS),
            weight: Weight::default(),
            waiting: BTreeSet::new(),
            out,
            running: Vec::new(),
            map_runs: Vec::new(),
            scenario: scenario.clone(),
            settings,
            target: None,
        })
    }

    /// Lets the run stand still as soon as it has started a child execution of one of its Map Runs.
    pub(crate) fn seek_child(&mut self, target: ChildAddress) {
        self.target = Some(target);
    }

    /// Whether the child execution that was sought has been started.
    pub(crate) fn is_at_child(&self) -> bool {
        let started = |running: &Running| running.child.is_some() && self.seeks(running, 1);
        matches!(&self.running[..], [running] if started(running))
    }

    /// Whether the child that was sought is the next one of a Map Run, or `less` places before it.
    fn seeks(&self, running: &Running, less: u32) -> bool {
        let (arn, next) = running.upcoming();
        self.target.as_ref().is_some_and(|target| target.index + less == next && target.map_run == arn)
    }

    /// Goes on as the child at work of the outermost Map Run, with its history from the start. What the tasks before it
    /// used up of the mocks stays used up.
    pub(crate) fn descend(&mut self) -> bool {
        let Some(child) = self.running.drain(..).next().and_then(|running| running.child) else { return false };
        self.execution = child.execution;
        self.history = child.out.events;
        self.scopes = child.out.scopes;
        self.retried.clear();
        self.names = child.settings.names.clone();
        self.start = child.settings.start;
        self.assumed.clear();
        self.waiting.clear();
        self.out = Output::default();
        self.weight = Weight::default();
        self.map_runs.clear();
        self.settings = child.settings;
        self.target = None;
        true
    }

    /// Runs at most so many steps.
    pub fn advance(&mut self, steps: u64) -> Progress {
        self.lend_history();
        let progress = self.run(steps);
        self.lend_history();
        progress
    }

    /// The engine writes straight to the end of the history: lends it what there is, and takes it back.
    fn lend_history(&mut self) {
        std::mem::swap(&mut self.history, &mut self.out.events);
        std::mem::swap(&mut self.scopes, &mut self.out.scopes);
        std::mem::swap(&mut self.retried, &mut self.out.retried);
    }

    fn run(&mut self, steps: u64) -> Progress {
        for _ in 0..steps {
            if !self.note.is_empty() {
                return Progress::Done;
            }
            if !self.running.is_empty() {
                if self.is_at_child() {
                    return Progress::Done;
                }
                self.run_children();
                self.steps += 1;
                continue;
            }
            let step = self.execution.step(&mut self.out);
            if !self.out.effects.is_empty() {
                self.perform();
            }
            match step {
                Step::Ran | Step::Advanced(_) => self.steps += 1,
                Step::Blocked => {
                    self.note = waits(&self.waiting);
                    return Progress::Done;
                }
                Step::Done => return Progress::Done,
            }
            if self.steps.is_multiple_of(WEIGHED) {
                self.weight.add(&self.out.events);
            }
            let events = self.out.events.len();
            if self.steps >= self.most_steps || events as u32 >= MOST_EVENTS || self.weight.bytes > MOST_BYTES {
                self.note = format!("The run was cut short after {events} events.");
            }
        }
        Progress::Running
    }

    /// Runs at most so many steps, and not far beyond the end of the visit that is watched.
    pub(crate) fn advance_watched(&mut self, steps: u64) -> Progress {
        for _ in 0..steps.div_ceil(WATCHED) {
            if self.execution.watched_ended() || self.advance(WATCHED) == Progress::Done {
                return Progress::Done;
            }
        }
        Progress::Running
    }

    /// Runs to the end, or to the first point that needs a person.
    pub fn finish(&mut self) {
        while self.advance(10_000) == Progress::Running {}
    }

    /// Lets each mock end when it was recorded to end.
    pub(crate) fn keep_pace(&mut self, pace: Pace) {
        self.answers.keep_pace(pace);
    }

    /// The mocks, with the delays that [`Session::keep_pace`] found for them.
    pub(crate) fn into_mocks(self) -> asl_document::Mocks {
        self.answers.into_mocks()
    }

    /// Stops the execution as `StopExecution` does.
    pub fn stop(&mut self, fault: Fault) {
        self.lend_history();
        self.execution.supply(Input::Stop(fault), &mut self.out);
        self.lend_history();
    }

    /// Does what the last step wants done. Answering a call gives neither events nor calls.
    fn perform(&mut self) {
        let mut effects = std::mem::take(&mut self.out.effects);
        for effect in effects.drain(..) {
            match effect {
                Effect::Invoke(call) => {
                    let reply = self.answer(&call, self.execution.now());
                    self.execution.reply(call.task, reply, &mut self.out);
                }
                Effect::MapRun(run) => self.start_map_run(*run),
            }
        }
        self.out.effects = effects;
    }

    fn answer(&mut self, call: &Invocation, now: Instant) -> Reply {
        let (reply, source) = self.answers.answer(&self.program, call, &self.names, &self.scenario.s3, now);
        let name = &self.program.state(call.state).name;
        match source {
            Source::Mock => {}
            Source::Person => {
                self.waiting.insert(name.clone());
            }
            Source::Assumed => {
                if self.missing == MissingMocks::Error {
                    self.note = format!("The task `{name}` has no mock.");
                }
                // The call came with its `…Scheduled` event, which is the newest.
                let newest = self.out.events.last();
                let scheduled = newest.filter(|event| matches!(event.details, Details::Scheduled { .. }));
                self.assumed.extend(scheduled.map(|event| (event.visit, event.attempt)));
            }
        }
        reply
    }

    /// The child at work of the innermost Map Run, or the root.
    fn owner(&mut self) -> &mut Execution {
        match self.running.last_mut().and_then(|running| running.child.as_mut()) {
            Some(child) => &mut child.execution,
            None => &mut self.execution,
        }
    }

    fn end_map_run(&mut self, task: TaskId, end: MapRunEnd) {
        self.owner().end_map_run(task, end);
    }

    fn start_map_run(&mut self, run: MapRun) {
        let (task, at) = (run.task, run.at);
        let around = self.running.last().and_then(|running| running.child.as_ref());
        let settings = around.map_or(&self.settings, |child| &child.settings).clone();
        match Running::new(run, &self.program, &self.scenario, settings) {
            Ok(running) => self.running.push(running),
            Err(fault) => self.end_map_run(task, MapRunEnd { at, result: Err(fault) }),
        }
    }

    /// One step of the innermost Map Run: of its child at work, or to the next child.
    fn run_children(&mut self) {
        let Some(mut running) = self.running.pop() else { return };
        if let Some(child) = &mut running.child {
            let step = child.execution.step(&mut child.out);
            let now = child.execution.now();
            child.out.events.clear();
            child.out.scopes.clear();
            child.out.retried.clear();
            let effects = std::mem::take(&mut child.out.effects);
            let mut inner = None;
            for effect in effects {
                match effect {
                    Effect::Invoke(call) => {
                        let reply = self.answer(&call, now);
                        if let Some(child) = &mut running.child {
                            child.execution.reply(call.task, reply, &mut child.out);
                        }
                    }
                    Effect::MapRun(run) => inner = Some(*run),
                }
            }
            match step {
                Step::Ran | Step::Advanced(_) => {}
                Step::Done => running.child_ended(),
                Step::Blocked => self.note = waits(&self.waiting),
            }
            self.running.push(running);
            if step == Step::Blocked {
                self.running[0].asks = !self.waiting.is_empty();
                self.count_map_runs();
            }
            if let Some(run) = inner {
                self.start_map_run(run);
            }
            return;
        }
        // The Map Run is taken out: its owner is the child at work of the one around it, or the root.
        let program = Rc::clone(&self.program);
        let target = self.target.as_ref().filter(|_| self.running.is_empty() && self.seeks(&running, 0));
        let stop = target.and_then(|target| target.stop);
        let next = running.next(self.owner(), &program, stop);
        let (task, at) = (running.run.task, running.run.at);
        match next {
            Ok(Next::Started) => self.running.push(running),
            Ok(Next::Ended(ended)) => {
                let (end, counts) = *ended;
                // Of a Map Run inside a child, the child tells when it is run by itself.
                if self.running.is_empty() {
                    self.map_runs.push(counts);
                }
                self.end_map_run(task, end);
            }
            Err(fault) => self.end_map_run(task, MapRunEnd { at, result: Err(fault) }),
        }
    }

    /// Child executions of the outermost Map Run under way: how many have been started, and how many there are.
    pub fn children(&self) -> Option<(u32, u32)> {
        self.running.first().map(Running::progress)
    }

    /// Counts the Map Runs under way as they stand, for a run that goes no further.
    pub fn count_map_runs(&mut self) {
        let counts = self.running.first().map(|running| running.counts(None, false));
        self.map_runs.extend(counts);
    }
}

/// The limits of the service.
fn limits_of(machine_type: MachineType) -> Limits {
    match machine_type {
        MachineType::Standard => Limits::STANDARD,
        MachineType::Express => Limits::EXPRESS,
    }
}

fn waits(states: &BTreeSet<Rc<str>>) -> String {
    let names: Vec<String> = states.iter().map(|name| format!("`{name}`")).collect();
    match names.len() {
        0 => "The run waits for a task that never answers.".into(),
        1 => format!("The run waits for somebody to answer {}: add a mock for it.", names[0]),
        _ => format!("The run waits for somebody to answer one of {}: add mocks for them.", names.join(", ")),
    }
}

//! Map Runs: the child executions of a Distributed Map.
//!
//! Children share nothing but the clock, so each is run to its end by itself, in the order of the items, and forgotten:
//! only its outcome stays. A slot that is free at the earliest time takes the next one.

mod counts;
mod files;
mod items;

pub use counts::{ChildEnd, MapRunCounts};

use asl_document::Scenario;
use asl_engine::{Execution, Fault, Instant, ItemsPlan, MapRun, MapRunEnd, Output, Settings};
use asl_items::{ChildStatus, batch_input, batches, export_result, result_files, state_result};
use asl_json::Json;
use asl_model::{ChildType, Distributed, Kind, Program};
use files::shown_file;
pub(crate) use items::Data;
use items::read_items;
use std::{cmp::Reverse, collections::BinaryHeap, ops::Range, rc::Rc};

/// A Map Run under way.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) run: MapRun,
    data: Data,
    batches: Option<Vec<Range<usize>>>,
    next: u32,
    pub(crate) child: Option<Child>,
    /// When each busy slot is free again.
    slots: BinaryHeap<Reverse<Instant>>,
    /// Ends of failed children that lie after the last start.
    failing: BinaryHeap<Reverse<Instant>>,
    failed: u64,
    /// Whether the run stands still because somebody has to answer inside of the child at work.
    pub(crate) asks: bool,
    ended: Vec<Ended>,
    stopped: bool,
    template: Settings,
    machine: ChildMachine,
}

/// The names of the children's state machine.
#[derive(Debug)]
struct ChildMachine {
    /// `…:stateMachine:name/label`
    arn: Rc<str>,
    /// `…:execution:name/label` or `…:express:name/label`: what the ARN of each child begins with.
    executions: String,
    child_type: ChildType,
}

impl ChildMachine {
    fn of(run: &MapRun, child_type: ChildType) -> Self {
        let run = run.arn.replacen(":mapRun:", ":stateMachine:", 1);
        let arn = run.rsplit_once(':').map_or(run.as_str(), |(machine, _)| machine);
        let kind = match child_type {
            ChildType::Standard => ":execution:",
            ChildType::Express => ":express:",
        };
        Self { executions: arn.replacen(":stateMachine:", kind, 1), arn: arn.into(), child_type }
    }

    /// The ARN of a child: that of an Express execution has an identifier behind the name
    /// (case `express/test_express_sync.test_base[BASE_PASS_RESULT]`).
    fn child(&self, name: &str) -> String {
        match self.child_type {
            ChildType::Standard => format!("{}:{name}", self.executions),
            ChildType::Express => format!("{}:{name}:{name}", self.executions),
        }
    }
}

/// The child execution at work.
#[derive(Debug)]
pub(crate) struct Child {
    pub(crate) execution: Execution,
    pub(crate) out: Output,
    pub(crate) settings: Settings,
    input: Json,
}

/// What stays of a child execution.
#[derive(Clone, Debug)]
pub(crate) struct Ended {
    input: Json,
    start: Instant,
    end: Instant,
    result: Result<Json, (ChildStatus, Fault)>,
}

/// How a Map Run ended, and what was counted.
type Finished = (MapRunEnd, MapRunCounts);

/// What the next step of a Map Run is.
pub(crate) enum Next {
    /// A child was started.
    Started,
    /// All is done.
    Ended(Box<Finished>),
}

impl Running {
    /// Reads the items.
    pub(crate) fn new(run: MapRun, program: &Program, scenario: &Scenario, template: Settings) -> Result<Self, Fault> {
        let distributed = distributed(program, &run);
        let data = match &run.items {
            ItemsPlan::Given(items) => Data::given(items),
            ItemsPlan::Read(plan) => {
                let reader = distributed.reader.as_ref().expect("a plan to read comes from an ItemReader");
                let items = read_items(reader, plan, scenario);
                Data::Read(items.map_err(|error| Fault::task(Some(error.error.into()), Some(error.cause.into())))?)
            }
        };
        let count = data.len();
        let batches = run.batch.as_ref().map(|batch| {
            let whole = |most: Option<u64>| most.filter(|most| *most > 0).map(|most| most as usize);
            batches(count, whole(batch.max_items), whole(batch.max_bytes), |index| data.size(index))
        });
        Ok(Self {
            machine: ChildMachine::of(&run, distributed.child_type),
            run,
            data,
            batches,
            next: 0,
            child: None,
            slots: BinaryHeap::new(),
            failing: BinaryHeap::new(),
            failed: 0,
            asks: false,
            ended: Vec::new(),
            stopped: false,
            template,
        })
    }

    fn total(&self) -> usize {
        self.batches.as_ref().map_or(self.data.len(), Vec::len)
    }

    /// Starts the next child, or ends the Map Run. `stop` gives the child a time of its own after which it is stopped,
    /// in milliseconds.
    pub(crate) fn next(
        &mut self,
        owner: &mut Execution,
        program: &Rc<Program>,
        stop: Option<f64>,
    ) -> Result<Next, Fault> {
        if self.next as usize >= self.total() || self.stopped {
            return Ok(Next::Ended(Box::new(self.end(program))));
        }
        let start = match self.slots.len() < self.run.limit as usize {
            true => self.run.at,
            false => self.slots.pop().map_or(self.run.at, |free| free.0),
        };
        while self.failing.peek().is_some_and(|end| end.0 <= start) {
            self.failing.pop();
            self.failed += 1;
        }
        if self.exceeds(self.failed) {
            self.stopped = true;
            return Ok(Next::Ended(Box::new(self.end(program))));
        }
        let input = self.input(owner)?;
        let distributed = distributed(program, &self.run);
        let mut settings = self.template.clone();
        settings.start = start;
        settings.stop = stop.map(|after| (Instant(start.0 + after as i64), Fault::task(None, None)));
        settings.seed = settings.seed.wrapping_add(0x9E37_79B9_7F4A_7C15u64.wrapping_mul(u64::from(self.next) + 1));
        if distributed.child_type == ChildType::Express {
            settings.limits = settings.limits.of_express_child();
        }
        let name = child_name(self.next);
        settings.names.execution_arn = self.machine.child(&name).into();
        settings.names.execution = name.into();
        settings.names.state_machine_arn = self.machine.arn.clone();
        let Kind::Map(map) = &program.state(self.run.state).kind else { unreachable_kind() };
        let mut out = Output::default();
        let (program, own) = (Rc::clone(program), settings.clone());
        let execution = Execution::start_child(program, map.processor, own, input.clone(), &mut out);
        self.next += 1;
        self.child = Some(Child { execution, out, settings, input });
        Ok(Next::Started)
    }

    fn input(&self, owner: &mut Execution) -> Result<Json, Fault> {
        let at = self.next as usize;
        let item = |owner: &mut Execution, index: usize| {
            let (value, key, source) = self.data.item(index);
            owner.child_input(&self.run, index as u32, key.as_ref(), value, &source)
        };
        match &self.batches {
            None => item(owner, at),
            Some(batches) => {
                let items: Result<Vec<Json>, Fault> = batches[at].clone().map(|index| item(owner, index)).collect();
                let input = batch_input(self.run.batch.as_ref().and_then(|batch| batch.input.clone()), items?);
                owner.note_batch(&self.run, &input);
                Ok(input)
            }
        }
    }

    /// The child at work has ended.
    pub(crate) fn child_ended(&mut self) {
        let Some(child) = self.child.take() else { return };
        let end = child.execution.now();
        let failure = |status, fault: &Fault| Err((status, fault.clone()));
        let result = match child.execution.outcome() {
            Some(asl_engine::Outcome::Succeeded(output)) => Ok(output.clone()),
            Some(asl_engine::Outcome::Failed(fault)) => failure(ChildStatus::Failed, fault),
            Some(asl_engine::Outcome::Aborted(fault)) => failure(ChildStatus::Aborted, fault),
            Some(asl_engine::Outcome::TimedOut) | None => failure(ChildStatus::TimedOut, &Fault::timeout()),
        };
        self.slots.push(Reverse(end));
        if result.is_err() {
            self.failing.push(Reverse(end));
        }
        // Inputs are kept only where a file will hold them.
        let input = if self.run.writer.is_some() { child.input } else { Json::Null };
        self.ended.push(Ended { input, start: child.settings.start, end, result });
    }

    /// Tells whether so many failures are more than the Map Run tolerates.
    fn exceeds(&self, failed: u64) -> bool {
        let by_count = self.run.tolerated_count.map(|most| failed > most);
        let share = failed as f64 * 100.0 / self.total().max(1) as f64;
        let by_share = self.run.tolerated_percentage.map(|most| share > most);
        match (by_count, by_share) {
            (None, None) => failed > 0,
            (count, share) => count == Some(true) || share == Some(true),
        }
    }

    fn end(&mut self, program: &Program) -> Finished {
        let mut ends: Vec<Instant> =
            self.ended.iter().filter(|child| child.result.is_err()).map(|child| child.end).collect();
        asl_sort::by_key(&mut ends, |end| *end);
        let broke = (1..=ends.len()).find(|count| self.exceeds(*count as u64)).map(|count| ends[count - 1]);
        let last = self.ended.iter().map(|child| child.end).max().unwrap_or(self.run.at);
        let at = broke.unwrap_or(last);
        let distributed = distributed(program, &self.run);
        let exports = distributed.writer.as_ref().is_some_and(|writer| writer.exports);
        let export = self.export(distributed);
        let result = match broke {
            Some(_) => Err(Fault::task(
                Some("States.ExceedToleratedFailureThreshold".into()),
                Some("The specified tolerated failure threshold was exceeded".into()),
            )),
            None if exports => Ok(export_result(&export)),
            None if distributed.writer.is_some() => {
                Ok(state_result(export.transformation, export.output_type, &export.state_machine_arn, self.records(at)))
            }
            None => {
                let outputs = self.ended.iter().filter_map(|child| child.result.as_ref().ok().cloned());
                Ok(Json::array(outputs.collect()))
            }
        };
        let mut counts = self.counts(Some(at), broke.is_none());
        if exports {
            let files = result_files(&export, self.records(at)).into_iter();
            counts.report.files = files.map(|file| shown_file(&export.bucket, &file)).collect();
        }
        (MapRunEnd { at, result }, counts)
    }

    /// The ARN of the Map Run, and the place of the child that is started next.
    pub(crate) fn upcoming(&self) -> (&str, u32) {
        (&self.run.arn, self.next)
    }

    /// How many children have been started, and how many there are.
    pub(crate) fn progress(&self) -> (u32, u32) {
        (self.next, self.total() as u32)
    }
}

/// Each child has a name of its own; it is a function of its place.
fn child_name(index: u32) -> String {
    format!("{index:08x}-0000-4000-8000-{index:012x}")
}

fn unreachable_kind() -> ! {
    panic!("a Map Run belongs to a Map state")
}

fn distributed<'a>(program: &'a Program, run: &MapRun) -> &'a Distributed {
    match &program.state(run.state).kind {
        Kind::Map(map) => map.distributed.as_ref().expect("a Map Run belongs to a Distributed Map"),
        _ => unreachable_kind(),
    }
}

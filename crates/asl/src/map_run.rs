//! Map Runs: the child executions of a Distributed Map.
//!
//! Children share nothing but the clock, so each is run to its end by itself, in the order of the items, and forgotten:
//! only its outcome stays. A slot that is free at the earliest time takes the next one.

use asl_document::{S3Object, Scenario};
use asl_engine::{Execution, Fault, Instant, ItemsPlan, MapRun, MapRunEnd, Output, ReaderPlan, Settings};
use asl_items::{
    Bytes, ChildRecord, ChildStatus, CsvHeaders, Export, InputType, Items, Listed, ManifestType, OutputType, ReadError,
    ReaderConfig, ResultFile, Source, Transformation, batch_input, batches, export_result, flatten, list, read,
    result_files, state_result,
};
use asl_json::Json;
use asl_model::{ChildType, Distributed, ItemReader, Kind, Program, ReaderKind};
use asl_view::{MapCounts, StatusKind};
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
    /// `…:execution:name/label`: what the ARN of each child begins with.
    executions: String,
}

impl ChildMachine {
    fn of(run: &MapRun) -> Self {
        let run = run.arn.replacen(":mapRun:", ":stateMachine:", 1);
        let arn = run.rsplit_once(':').map_or(run.as_str(), |(machine, _)| machine);
        Self { executions: arn.replacen(":stateMachine:", ":execution:", 1), arn: arn.into() }
    }
}

/// The items, wherever they come from.
#[derive(Debug)]
enum Data {
    Given(Json),
    Read(Items),
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

/// How a Map Run went, in the words of DescribeMapRun.
#[derive(Clone, Debug, PartialEq)]
pub struct MapRunCounts {
    /// `mapRunArn`
    pub arn: Rc<str>,
    /// The place of the Map state in the program.
    pub state: u32,
    /// `itemCounts`: a batch counts as all of its items.
    pub items: MapCounts,
    /// `executionCounts`
    pub executions: MapCounts,
    /// `toleratedFailureCount`
    pub tolerated_count: Option<u64>,
    /// `toleratedFailurePercentage`
    pub tolerated_percentage: Option<f64>,
    /// Where the items came from, for people.
    pub source: String,
    /// The places of its files in [`crate::Session::written`].
    pub files: Range<usize>,
    /// How each child execution ended.
    pub children: Vec<ChildEnd>,
}

/// How a child execution ended.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildEnd {
    /// Its status; of one that never began: what it is counted as.
    pub status: StatusKind,
    /// The error name.
    pub error: Option<Rc<str>>,
    /// Virtual milliseconds from its start to its end.
    pub duration: f64,
}

/// How a Map Run ended, what was counted, and the files that were written, with their buckets.
type Finished = (MapRunEnd, MapRunCounts, Vec<(String, ResultFile)>);

/// What the next step of a Map Run is.
pub(crate) enum Next {
    /// A child was started.
    Started,
    /// All is done: how it ended, what was counted, and the files that were written.
    Ended(Box<Finished>),
}

impl Running {
    /// Reads the items.
    pub(crate) fn new(run: MapRun, program: &Program, scenario: &Scenario, template: Settings) -> Result<Self, Fault> {
        let distributed = distributed(program, &run);
        let data = match &run.items {
            ItemsPlan::Given(items) => Data::Given(items.clone()),
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
            machine: ChildMachine::of(&run),
            run,
            data,
            batches,
            next: 0,
            child: None,
            slots: BinaryHeap::new(),
            failing: BinaryHeap::new(),
            failed: 0,
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
        settings.names.execution_arn = format!("{}:{name}", self.machine.executions).into();
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
        ends.sort_unstable();
        let broke = (1..=ends.len()).find(|count| self.exceeds(*count as u64)).map(|count| ends[count - 1]);
        let last = self.ended.iter().map(|child| child.end).max().unwrap_or(self.run.at);
        let at = broke.unwrap_or(last);
        let distributed = distributed(program, &self.run);
        let exports = distributed.writer.as_ref().is_some_and(|writer| writer.exports);
        let export = self.export(distributed);
        let files: Vec<(String, ResultFile)> = match exports {
            true => result_files(&export, self.records(at))
                .into_iter()
                .map(|file| (export.bucket.to_string(), file))
                .collect(),
            false => Vec::new(),
        };
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
        let counts = self.counts(Some(at), broke.is_none());
        (MapRunEnd { at, result }, counts, files)
    }

    /// Counts items and children: when the Map Run ended at some time, what had not ended by then was stopped; while it
    /// goes on, the rest is at work or to come.
    pub(crate) fn counts(&self, ended_at: Option<Instant>, is_good: bool) -> MapRunCounts {
        let (mut items, mut executions) = (MapCounts::default(), MapCounts::default());
        for index in 0..self.total() {
            let weight = self.batches.as_ref().map_or(1, |batches| batches[index].len() as u64);
            for (counts, weight) in [(&mut items, weight), (&mut executions, 1)] {
                *self.column(index, ended_at, counts) += weight;
                counts.total += weight;
            }
        }
        for counts in [&mut items, &mut executions] {
            let ended = counts.succeeded + counts.failed;
            counts.results_written = if ended_at.is_some() && is_good { counts.total } else { ended };
        }
        MapRunCounts {
            arn: self.run.arn.clone(),
            state: self.run.state.0,
            items,
            executions,
            tolerated_count: self.run.tolerated_count,
            tolerated_percentage: self.run.tolerated_percentage,
            source: source_name(&self.run.items),
            files: 0..0,
            children: (0..self.total()).map(|index| self.child_end(index, ended_at)).collect(),
        }
    }

    /// How a child ended, for the list of them.
    fn child_end(&self, index: usize, ended_at: Option<Instant>) -> ChildEnd {
        let Some(child) = self.ended.get(index) else {
            let at_work = ended_at.is_none() && index < self.next as usize;
            let status = if at_work { StatusKind::Running } else { StatusKind::NotReached };
            return ChildEnd { status, error: None, duration: 0.0 };
        };
        let stopped = ended_at.filter(|at| child.end > *at);
        let (status, error) = match &child.result {
            _ if stopped.is_some() => (StatusKind::Aborted, None),
            Ok(_) => (StatusKind::Succeeded, None),
            Err((ChildStatus::TimedOut, fault)) => (StatusKind::TimedOut, fault.error.clone()),
            Err((ChildStatus::Failed, fault)) => (StatusKind::Failed, fault.error.clone()),
            Err((_, fault)) => (StatusKind::Aborted, fault.error.clone()),
        };
        let end = stopped.unwrap_or(child.end);
        ChildEnd { status, error, duration: (end.0 - child.start.0) as f64 }
    }

    /// Where a child is counted.
    fn column<'a>(&self, index: usize, ended_at: Option<Instant>, counts: &'a mut MapCounts) -> &'a mut u64 {
        match (self.ended.get(index), ended_at) {
            (Some(child), Some(at)) if child.end > at => &mut counts.aborted,
            (Some(child), _) => match &child.result {
                Ok(_) => &mut counts.succeeded,
                Err((ChildStatus::TimedOut, _)) => &mut counts.timed_out,
                Err((ChildStatus::Failed, _)) => &mut counts.failed,
                Err(_) => &mut counts.aborted,
            },
            (None, Some(_)) => &mut counts.aborted,
            (None, None) if index < self.next as usize => &mut counts.running,
            (None, None) => &mut counts.pending,
        }
    }

    /// The ARN of the Map Run, and the place of the child that is started next.
    pub(crate) fn upcoming(&self) -> (&str, u32) {
        (&self.run.arn, self.next)
    }

    /// How many children have been started, and how many there are.
    pub(crate) fn progress(&self) -> (u32, u32) {
        (self.next, self.total() as u32)
    }

    fn export(&self, distributed: &Distributed) -> Export {
        let parameters = self.run.writer.clone().unwrap_or_default();
        let text = |key: &str| Rc::from(parameters.get(key).and_then(Json::as_str).unwrap_or_default());
        let config = distributed.writer.as_ref();
        let word = |field: Option<&Option<Rc<str>>>| field.and_then(|word| word.as_deref().map(str::to_string));
        Export {
            bucket: text("Bucket"),
            prefix: text("Prefix"),
            map_run_arn: self.run.arn.clone(),
            state_machine_arn: self.machine.arn.clone(),
            transformation: match word(config.map(|writer| &writer.transformation)).as_deref() {
                Some("COMPACT") => Transformation::Compact,
                Some("FLATTEN") => Transformation::Flatten,
                _ => Transformation::None,
            },
            output_type: match word(config.map(|writer| &writer.output_type)).as_deref() {
                Some("JSONL") => OutputType::JsonLines,
                _ => OutputType::Json,
            },
        }
    }

    /// What the files say of the children, made one after the other.
    fn records(&self, at: Instant) -> impl Iterator<Item = ChildRecord> {
        let record = move |(index, child): (usize, &Ended)| {
            let name = child_name(index as u32);
            let (status, output, error, cause) = match &child.result {
                _ if child.end > at => (ChildStatus::Aborted, None, None, None),
                Ok(output) => (ChildStatus::Succeeded, Some(output.clone()), None, None),
                Err((status, fault)) => (*status, None, fault.error.clone(), fault.cause.clone()),
            };
            ChildRecord {
                status,
                arn: format!("{}:{name}", self.machine.executions).into(),
                name: name.into(),
                input: child.input.clone(),
                output,
                error,
                cause,
                start_date: child.start.text().into(),
                stop_date: child.end.text().into(),
            }
        };
        self.ended.iter().enumerate().map(record)
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

impl Data {
    fn len(&self) -> usize {
        match self {
            Self::Given(items) => items.as_array().map_or(0, <[Json]>::len),
            Self::Read(items) => items.len(),
        }
    }

    fn size(&self, index: usize) -> usize {
        match self {
            Self::Given(items) => items.item(index).map_or(0, Json::size),
            Self::Read(items) => items.size(index),
        }
    }

    fn item(&self, index: usize) -> (Json, Option<Rc<str>>, Rc<str>) {
        match self {
            Self::Given(items) => (items.item(index).cloned().unwrap_or_default(), None, "STATE_DATA".into()),
            Self::Read(items) => {
                let source = items.source(index).unwrap_or_else(|| "S3".into());
                (items.get(index).unwrap_or_default(), items.key(index), source)
            }
        }
    }
}

fn source_name(plan: &ItemsPlan) -> String {
    let ItemsPlan::Read(plan) = plan else { return "the state's input".into() };
    let text = |key: &str| plan.parameters.get(key).and_then(Json::as_str).unwrap_or_default();
    let key = if plan.parameters.get("Key").is_some() { text("Key") } else { text("Prefix") };
    format!("{}/{key}", text("Bucket"))
}

fn read_items(reader: &ItemReader, plan: &ReaderPlan, scenario: &Scenario) -> Result<Items, ReadError> {
    let text = |key: &str| plan.parameters.get(key).and_then(Json::as_str).unwrap_or_default().to_string();
    let bucket = text("Bucket");
    let failed = |cause: String| ReadError { error: "States.ItemReaderFailed", cause };
    let bytes = |object: &S3Object| Bytes::from(object.bytes());
    let find = |bucket: &str, key: &str| scenario.s3.get(&format!("{bucket}/{key}")).map(bytes);
    if reader.input_type == Some(asl_model::InputType::Parquet) && plan.parameters.get("VersionId").is_some() {
        // (outcome `Validation.ItemReader-006`)
        return Err(failed("S3 Version ID selection is not currently supported for PARQUET files".into()));
    }
    match reader.kind {
        ReaderKind::GetObject => {
            let key = text("Key");
            let content = find(&bucket, &key).ok_or_else(|| {
                failed(format!("The specified key does not exist: {bucket}/{key}. Add the file to the scenario."))
            })?;
            let source = Source { bucket: bucket.into(), key: key.into(), bytes: content };
            read(&source, &config(reader, plan), &find)
        }
        ReaderKind::ListObjects => {
            let own = format!("{bucket}/");
            let objects: Vec<Listed> = scenario
                .s3
                .iter()
                .filter_map(|(name, object)| {
                    let key = name.strip_prefix(&own)?.into();
                    Some(Listed { key, bytes: bytes(object), last_modified: 1_767_225_600 })
                })
                .collect();
            let prefix = text("Prefix");
            if reader.flatten {
                return flatten(&bucket, &prefix, &objects, &config(reader, plan));
            }
            list(&bucket, &prefix, &objects, plan.max_items)
        }
    }
}

fn config(reader: &ItemReader, plan: &ReaderPlan) -> ReaderConfig {
    let csv = || {
        let given = plan.csv_headers.as_ref().and_then(Json::as_array);
        let headers = given.map(|names| names.iter().map(|name| Rc::from(name.as_str().unwrap_or_default())).collect());
        InputType::Csv {
            headers: headers.map_or(CsvHeaders::FirstRow, CsvHeaders::Given),
            delimiter: reader.csv_delimiter,
        }
    };
    let input = match reader.input_type {
        Some(asl_model::InputType::Csv) => csv(),
        Some(asl_model::InputType::JsonLines) => InputType::JsonLines,
        Some(asl_model::InputType::Parquet) => InputType::Parquet,
        Some(asl_model::InputType::Json | asl_model::InputType::Manifest) | None => {
            InputType::Json { pointer: plan.pointer.clone() }
        }
    };
    let manifest = match (reader.manifest_type.as_deref(), reader.input_type) {
        (Some("ATHENA_DATA"), _) => Some(ManifestType::AthenaData),
        (Some(_), _) | (None, Some(asl_model::InputType::Manifest)) => Some(ManifestType::S3Inventory),
        (None, _) => None,
    };
    ReaderConfig { input, manifest, max_items: plan.max_items }
}

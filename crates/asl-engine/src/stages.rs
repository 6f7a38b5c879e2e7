//! The data stages of one visit: what the state's fields made of its data, step by step.
//!
//! Nothing is recorded until [`Execution::watch`] names a visit, so a run pays one comparison for each stage. A run that
//! is over is asked by running it again: the same program, input and answers give the same stages.

use crate::{EventId, Execution, Fault, context, lane::Lane};
use asl_json::{Json, Map};
use asl_model::{Language, State, StateId};
use std::{cell::RefCell, rc::Rc};

/// A stage, named as TestState names it where it has a name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageName {
    /// The raw input.
    Input,
    /// After `InputPath` (JSONPath).
    AfterInputPath,
    /// After `Parameters` (JSONPath).
    AfterParameters,
    /// After `Arguments` (JSONata).
    AfterArguments,
    /// The items: after `ItemsPath`, or the value of `Items`.
    AfterItemsPath,
    /// The inputs of the iterations, in the order in which they started: after `ItemSelector`.
    AfterItemSelector,
    /// The inputs of the child executions: after `ItemBatcher`.
    AfterItemBatcher,
    /// What the state's work gave.
    Result,
    /// What a catcher works with.
    ErrorOutput,
    /// After `ResultSelector` (JSONPath).
    AfterResultSelector,
    /// After `ResultPath` (JSONPath).
    AfterResultPath,
    /// What the next state gets: after `OutputPath`, or `Output`.
    Output,
}

impl StageName {
    /// The text: `afterInputPath`.
    pub fn text(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::AfterInputPath => "afterInputPath",
            Self::AfterParameters => "afterParameters",
            Self::AfterArguments => "afterArguments",
            Self::AfterItemsPath => "afterItemsPath",
            Self::AfterItemSelector => "afterItemSelector",
            Self::AfterItemBatcher => "afterItemBatcher",
            Self::Result => "result",
            Self::ErrorOutput => "errorOutput",
            Self::AfterResultSelector => "afterResultSelector",
            Self::AfterResultPath => "afterResultPath",
            Self::Output => "output",
        }
    }

    /// Whether the stage gathers one value for each child.
    fn gathers(self) -> bool {
        matches!(self, Self::AfterItemSelector | Self::AfterItemBatcher)
    }
}

/// A stage of an attempt.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Which attempt of the visit, from 1.
    pub attempt: u32,
    /// Its name.
    pub name: StageName,
    /// Its value, or the fault of its evaluation.
    pub value: Result<Json, Fault>,
}

/// What a rule of `Retry`, `Catch` or `Choices` did.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The retrier matched: how often it was used before, and the delay in seconds.
    Retries(u32, f64),
    /// The retrier matched, but its `MaxAttempts` are used up.
    UsedUp(u32),
    /// The catcher matched.
    Catches,
    /// The choice rule matched.
    Chosen,
    /// The rule was asked and does not match.
    Differs,
    /// `States.Runtime` of the interpreter, which no rule matches.
    NotCatchable,
    /// An earlier rule has matched, so this one was not asked.
    NotAsked,
}

/// Which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// One of `Retry`.
    Retry,
    /// One of `Catch`.
    Catch,
    /// One of `Choices`.
    Choice,
}

/// A rule and what it did in an attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleVerdict {
    /// Which attempt of the visit, from 1.
    pub attempt: u32,
    /// Which list.
    pub kind: RuleKind,
    /// Which of the list, from 0.
    pub index: u32,
    /// What it did.
    pub verdict: Verdict,
    /// The name of the error that it was asked about; empty for a Choice.
    pub error: Rc<str>,
}

/// Numbers of a Map that TestState shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapNumbers {
    /// `MaxConcurrency`, 0 where it is absent.
    pub max_concurrency: Option<u32>,
    /// `ToleratedFailureCount`
    pub tolerated_count: Option<u64>,
    /// `ToleratedFailurePercentage`
    pub tolerated_percentage: Option<f64>,
}

/// What was recorded of a visit.
#[derive(Clone, Debug, Default)]
pub struct Stages {
    /// The `…Entered` event of the visit.
    pub visit: EventId,
    /// The state; `None` until the visit begins.
    pub state: Option<StateId>,
    /// The stages of all attempts, in the order in which they were evaluated.
    pub stages: Vec<Stage>,
    /// The rules that were asked, attempt by attempt.
    pub rules: Vec<RuleVerdict>,
    /// Numbers of a Map.
    pub numbers: MapNumbers,
    /// The variables that the state sees.
    pub before: Map,
    /// The variables that the next state sees; `None` until the state is left.
    pub after: Option<Map>,
    /// The context object of the newest attempt.
    pub context: Json,
    /// The newest failure.
    pub fault: Option<Fault>,
    /// Whether the visit is over.
    pub ended: bool,
    /// Values for an array that is still growing, and the stage that it will be.
    gathered: Vec<(usize, Vec<Json>)>,
}

impl Execution {
    /// Records the stages of the visit that begins with an event, if it is still to come.
    pub fn watch(&mut self, visit: EventId) {
        self.watched = Some(Box::new(RefCell::new(Stages { visit, ..Stages::default() })));
    }

    /// What has been recorded so far; `None` if nothing is watched or the visit has not begun.
    pub fn stages(&self) -> Option<Stages> {
        let mut stages = self.watched.as_ref()?.borrow().clone();
        for (at, values) in std::mem::take(&mut stages.gathered) {
            stages.stages[at].value = Ok(Json::array(values));
        }
        Some(stages).filter(|stages| !stages.stages.is_empty())
    }

    /// Whether the watched visit is over.
    pub fn watched_ended(&self) -> bool {
        self.watched.as_ref().is_some_and(|stages| stages.borrow().ended)
    }

    /// Records something of a lane, if its visit is watched.
    pub(crate) fn record_stages(&self, lane: &Lane, record: impl FnOnce(&mut Stages)) {
        if let Some(stages) = &self.watched {
            let mut stages = stages.borrow_mut();
            if stages.visit == lane.entered && lane.entered > 0 {
                record(&mut stages);
            }
        }
    }

    /// Records a stage.
    pub(crate) fn note(&self, lane: &Lane, name: StageName, value: &Json) {
        self.record_stages(lane, |stages| stages.put(lane, name, Ok(value.clone())));
    }

    /// Records a stage or its fault, and passes it on.
    #[inline]
    pub(crate) fn noted(&self, lane: &Lane, name: StageName, value: Result<Json, Fault>) -> Result<Json, Fault> {
        // Nearly no run is watched, and every state passes here some times.
        if self.watched.is_some() {
            self.record_stages(lane, |stages| stages.put(lane, name, value.clone()));
        }
        value
    }

    /// A lane enters a state.
    pub(crate) fn note_entered(&self, lane: &Lane) {
        self.record_stages(lane, |stages| {
            stages.state = Some(lane.state);
            stages.before = lane.variables.all();
            stages.put(lane, StageName::Input, Ok(lane.input.clone()));
        });
    }

    /// An attempt begins.
    pub(crate) fn note_attempt(&self, lane: &Lane) {
        self.record_stages(lane, |stages| stages.context = context::build(self, lane));
    }

    /// A lane leaves a state.
    pub(crate) fn note_left(&self, lane: &Lane, assigned: Option<&[(Rc<str>, Json)]>) {
        self.record_stages(lane, |stages| {
            stages.after = Some(match assigned {
                Some(assigned) => lane.variables.assign(assigned).all(),
                None => lane.variables.all(),
            });
            stages.ended = true;
        });
    }

    /// A state has failed: what its rules say, told from the retrier that was taken.
    pub(crate) fn note_rules(&self, state: &State, lane: &Lane, fault: &Fault, retried: Option<(u32, f64)>) {
        self.record_stages(lane, |stages| {
            stages.fault = Some(fault.clone());
            let attempt = lane.attempt.max(1);
            let error: Rc<str> = fault.name().into();
            let matching = |errors: &[Rc<str>]| crate::rescue::matches(errors, fault);
            let mut first = None;
            for (index, retrier) in state.retry.iter().enumerate() {
                let used = lane.used.get(index).copied().unwrap_or(0);
                let verdict = match (first, retried) {
                    (Some(()), _) => Verdict::NotAsked,
                    _ if fault.is_final() => Verdict::NotCatchable,
                    _ if !matching(&retrier.errors) => Verdict::Differs,
                    (None, Some((_, delay))) => Verdict::Retries(used.saturating_sub(1), delay),
                    (None, None) => Verdict::UsedUp(used),
                };
                if matches!(verdict, Verdict::Retries(..) | Verdict::UsedUp(_)) {
                    first = Some(());
                }
                stages.rules.push(RuleVerdict {
                    attempt,
                    kind: RuleKind::Retry,
                    index: index as u32,
                    verdict,
                    error: error.clone(),
                });
            }
            let mut asked = retried.is_none();
            for (index, catcher) in state.catch.iter().enumerate() {
                let verdict = match asked {
                    false => Verdict::NotAsked,
                    true if fault.is_final() => Verdict::NotCatchable,
                    true if matching(&catcher.errors) => Verdict::Catches,
                    true => Verdict::Differs,
                };
                asked &= verdict != Verdict::Catches;
                stages.rules.push(RuleVerdict {
                    attempt,
                    kind: RuleKind::Catch,
                    index: index as u32,
                    verdict,
                    error: error.clone(),
                });
            }
        });
    }

    /// A state has failed for good.
    pub(crate) fn note_failed(&self, lane: &Lane, fault: &Fault) {
        self.record_stages(lane, |stages| {
            stages.fault = Some(fault.clone());
            stages.ended = true;
        });
    }

    /// The rules of a Choice: all before the one that matched were asked.
    pub(crate) fn note_choice(&self, lane: &Lane, rules: usize, matched: Option<u32>) {
        self.record_stages(lane, |stages| {
            for index in 0..rules as u32 {
                let verdict = match matched {
                    Some(at) if index == at => Verdict::Chosen,
                    Some(at) if index > at => Verdict::NotAsked,
                    _ => Verdict::Differs,
                };
                stages.rules.push(RuleVerdict { attempt: 1, kind: RuleKind::Choice, index, verdict, error: "".into() });
            }
        });
    }
}

/// Inputs of children that a stage gathers: of a hundred thousand, people look at the first ones.
const MOST_GATHERED: usize = 1_000;

impl Stages {
    /// A stage that is evaluated twice in one attempt stays one; what children get is gathered in an array. What a
    /// catcher makes stands beside what the state made.
    fn put(&mut self, lane: &Lane, name: StageName, value: Result<Json, Fault>) {
        let attempt = lane.attempt.max(1);
        let caught = self.stages.iter().rposition(|stage| stage.name == StageName::ErrorOutput).unwrap_or(0);
        let known = self.stages[caught..].iter().position(|stage| stage.name == name && stage.attempt == attempt);
        let at = match known {
            Some(at) => caught + at,
            None => {
                self.stages.push(Stage { attempt, name, value: Ok(Json::Null) });
                self.stages.len() - 1
            }
        };
        match value {
            Ok(value) if name.gathers() => match self.gathered.iter_mut().find(|(stage, _)| *stage == at) {
                Some((_, values)) if values.len() >= MOST_GATHERED => {}
                Some((_, values)) => values.push(value),
                None => self.gathered.push((at, vec![value])),
            },
            Err(fault) => {
                self.gathered.retain(|(stage, _)| *stage != at);
                self.stages[at].value = Err(fault);
            }
            value @ Ok(_) => self.stages[at].value = value,
        }
    }

    /// The value of a stage in the newest attempt that has it.
    pub fn value(&self, name: StageName) -> Option<&Json> {
        let stage = self.stages.iter().rev().find(|stage| stage.name == name)?;
        stage.value.as_ref().ok()
    }
}

/// The stage that a state's payload is.
pub(crate) fn payload_stage(language: Language) -> StageName {
    match language {
        Language::JsonPath => StageName::AfterParameters,
        Language::Jsonata => StageName::AfterArguments,
    }
}

//! The data stages of a visit as the rows of a pipeline.

use crate::{
    Attempt, Change, DataStage, Inspection, Outline, RuleVerdict, State, StateType, StatusKind, Trace, TraceIndex,
    attempts::attempts, diff::diff, error_of_visit, input_of_visit, output_of_visit, status_of_visit,
};

/// How much of a visit has happened at a cursor; its inspection knows all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The attempt, from 1.
    pub attempt: u32,
    /// Whether the attempt has ended.
    pub attempt_ended: bool,
    /// The error with which the attempt failed.
    pub error: Option<String>,
    /// Whether the visit is over.
    pub over: bool,
}

impl Seen {
    /// What is seen of a visit.
    pub fn new(trace: &Trace, index: &TraceIndex, outline: &Outline, visit: u32, cursor: u32) -> Self {
        let tries = attempts(trace, index, outline, visit, cursor);
        let over = !status_of_visit(trace, index, outline, visit, cursor).kind().is_open();
        let last: Option<&Attempt> = tries.last();
        let failed = last.filter(|attempt| attempt.kind.is_failure() || attempt.kind == StatusKind::Aborted);
        Self {
            attempt: last.map_or(1, |attempt| attempt.number),
            attempt_ended: over || last.is_some_and(|attempt| attempt.end.is_some()),
            error: failed.and_then(|attempt| trace.texts.get(attempt.error)).map(ToOwned::to_owned),
            over,
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct StageRow {
    /// From 1.
    pub number: u32,
    /// As TestState names it.
    pub name: &'static str,
    /// What it is, in plain words.
    pub about: &'static str,
    /// The value; `None` where it has not been computed or failed.
    pub text: Option<String>,
    /// Why it failed: the error's name, and a sentence where there is one.
    pub problem: Option<(String, String)>,
    /// The stage that it is compared with, its text, and how much differs.
    pub base: Option<(&'static str, String, Change)>,
    /// What is to be known about it.
    pub note: Option<&'static str>,
}

impl StageRow {
    /// Whether there is nothing to open.
    pub fn is_empty(&self) -> bool {
        self.text.is_none() && self.problem.is_none()
    }
}

/// A stage that states of a kind have: its name, what it is, what it is compared with (the first that is there), and
/// when it is known.
type Known = (&'static str, &'static str, &'static [&'static str], When);

#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// At once.
    First,
    /// When the attempt has ended.
    Answered,
    /// When the visit is over.
    Last,
}

const INPUT: Known = ("input", "what arrives", &[], When::First);
const LOOKS_AT: Known = ("afterInputPath", "what it looks at", &["input"], When::First);
const PARAMETERS: Known = ("afterParameters", "what it receives", &["afterInputPath"], When::First);
const ARGUMENTS: Known = ("afterArguments", "what it receives", &["input"], When::First);
const ITEMS: Known = ("afterItemsPath", "the items", &[], When::First);
const SELECTED: Known = ("afterItemSelector", "what iterations receive", &["afterItemsPath"], When::First);
const BATCHES: Known = ("afterItemBatcher", "the batches", &[], When::First);
const RESULT: Known = ("result", "what came back", &[], When::Answered);
const MADE: Known = ("result", "what it makes", &[], When::Answered);
const ERROR: Known = ("errorOutput", "what the catcher gets", &[], When::Last);
const KEPT: Known = ("afterResultSelector", "what it keeps", &["result", "errorOutput"], When::Last);
const PLACED: Known = ("afterResultPath", "where it puts it", &["input"], When::Last);
const OUTPUT: Known = ("output", "what goes on", &["afterResultPath", "result", "afterInputPath", "input"], When::Last);

/// The stages of a state, before it is known which of them were evaluated.
fn stages_of(kind: StateType, jsonata: bool) -> &'static [Known] {
    match (kind, jsonata) {
        (StateType::Task | StateType::Parallel, false) => {
            &[INPUT, LOOKS_AT, PARAMETERS, RESULT, ERROR, KEPT, PLACED, OUTPUT]
        }
        (StateType::Task | StateType::Parallel, true) => &[INPUT, ARGUMENTS, RESULT, ERROR, OUTPUT],
        (StateType::Map, false) => &[INPUT, LOOKS_AT, ITEMS, SELECTED, BATCHES, RESULT, ERROR, KEPT, PLACED, OUTPUT],
        (StateType::Map, true) => &[INPUT, ITEMS, SELECTED, BATCHES, RESULT, ERROR, OUTPUT],
        (StateType::Pass, false) => &[INPUT, LOOKS_AT, PARAMETERS, MADE, PLACED, OUTPUT],
        (StateType::Fail, _) => &[INPUT],
        (_, false) => &[INPUT, LOOKS_AT, OUTPUT],
        (_, true) => &[INPUT, OUTPUT],
    }
}

/// The rows of a visit, as much as is seen of it.
pub fn stage_rows(inspection: &Inspection, state: &State, seen: &Seen) -> Vec<StageRow> {
    let jsonata = state.language == "JSONata";
    let found = |name: &str| {
        let own = |stage: &&DataStage| stage.name == name && stage.attempt <= seen.attempt;
        inspection.stages.iter().rev().find(own)
    };
    let is_known = |when: When| match when {
        When::First => true,
        When::Answered => seen.attempt_ended,
        When::Last => seen.over,
    };
    let mut rows: Vec<StageRow> = Vec::new();
    for (name, about, bases, when) in stages_of(state.kind, jsonata).iter().copied() {
        // An answer belongs to its attempt; what goes in stays.
        let stage =
            found(name).filter(|stage| is_known(when) && (when == When::First || stage.attempt == seen.attempt));
        // `ResultSelector` sees no error, so a catcher's data pass it by.
        let passed_by = name == "afterResultSelector" && rows.iter().any(|row| row.name == ERROR.0);
        let is_optional = passed_by
            || matches!(name, "afterItemSelector" | "afterItemBatcher" | "errorOutput")
            // Where an ItemReader brings the items, none are selected.
            || (name == "afterItemsPath" && state.distributed)
            || (name == "result" && state.kind == StateType::Pass)
            || (matches!(name, "afterParameters" | "afterArguments") && state.kind != StateType::Task);
        if stage.is_none() && is_optional {
            continue;
        }
        let text = stage.and_then(|stage| stage.text.clone());
        let failed = stage.and_then(|stage| stage.problem.clone());
        let error = || inspection.error.clone().unwrap_or_else(|| "States.Runtime".to_owned());
        let answer_failed = name == "result" && stage.is_none() && is_known(when);
        let problem = match (failed, &seen.error) {
            (Some(cause), _) => Some((error(), cause)),
            (None, Some(error)) if answer_failed && !has_problem(&rows) => Some((error.clone(), String::new())),
            _ => None,
        };
        let base = text.as_deref().and_then(|text| {
            let base = bases.iter().find_map(|base| rows.iter().find(|row| row.name == *base && row.text.is_some()))?;
            let before = base.text.clone()?;
            let change = diff(&before, text, 0).change;
            Some((base.name, before, change))
        });
        let note = text.as_deref().and_then(|text| caught_note(name, text, &rows));
        rows.push(StageRow { number: rows.len() as u32 + 1, name, about, text, problem, base, note });
    }
    let unmarked = seen.over && !has_problem(&rows);
    if let (true, Some(error), Some(row)) = (unmarked, &inspection.error, rows.iter_mut().find(|row| row.is_empty())) {
        // The failure of what is no stage, such as a rule of a Choice: it stands where the data end.
        row.problem = Some((error.clone(), inspection.cause.clone().unwrap_or_default()));
    }
    rows
}

/// What a Catch did with the input: nobody expects it to be gone.
fn caught_note(name: &str, text: &str, rows: &[StageRow]) -> Option<&'static str> {
    let caught = rows.iter().find(|row| row.name == ERROR.0).filter(|_| name == PLACED.0)?;
    Some(if caught.text.as_deref() == Some(text) {
        "The error has replaced the input. ResultPath in the catcher keeps it: \"ResultPath\": \"$.error\"."
    } else {
        "The input is kept, with the error at the catcher's ResultPath."
    })
}

/// What the history alone tells of a visit, until its stages have been recorded: the rest of them is absent.
pub fn sketch(trace: &Trace, index: &TraceIndex, outline: &Outline, visit: u32, cursor: u32) -> Inspection {
    let state = trace.visits.get(visit as usize).and_then(|row| outline.states.get(row.state as usize));
    let jsonata = state.is_some_and(|state| state.language == "JSONata");
    let is_task = state.is_some_and(|state| state.kind == StateType::Task);
    let sent = if jsonata { "afterArguments" } else { "afterParameters" };
    let tries = attempts(trace, index, outline, visit, cursor);
    let mut stages = Vec::new();
    let mut put = |attempt: u32, name: &str, text: Option<&str>| {
        if let Some(text) = text {
            stages.push(DataStage { attempt, name: name.to_owned(), text: Some(text.to_owned()), problem: None });
        }
    };
    put(1, "input", input_of_visit(trace, index, visit));
    for attempt in tries.iter().filter(|_| is_task) {
        put(attempt.number, sent, trace.texts.get(attempt.parameters));
        put(attempt.number, "result", trace.texts.get(attempt.result));
    }
    let last = tries.last().map_or(1, |attempt| attempt.number);
    put(last, "output", output_of_visit(trace, index, visit, cursor));
    let failed = error_of_visit(trace, index, visit, cursor);
    Inspection {
        stages,
        error: failed.map(|(error, _)| error.to_owned()),
        cause: failed.and_then(|(_, cause)| cause).map(ToOwned::to_owned),
        ..Inspection::default()
    }
}

fn has_problem(rows: &[StageRow]) -> bool {
    rows.iter().any(|row| row.problem.is_some())
}

/// What the rules said to the end of the attempt; nothing while it goes on.
pub fn rules_of<'a>(inspection: &'a Inspection, seen: &Seen) -> Vec<&'a RuleVerdict> {
    let own = |rule: &&RuleVerdict| rule.attempt == seen.attempt && seen.attempt_ended;
    inspection.rules.iter().filter(own).collect()
}

/// Variables as a JSON object text.
pub fn variables(all: &[(String, String)]) -> String {
    let members: Vec<String> = all.iter().map(|(name, text)| format!("{}:{text}", crate::json::quote(name))).collect();
    format!("{{{}}}", members.join(","))
}

//! Mocks from a recording: what the tasks of the service answered, as responses of the scenario document.

use super::{Replay, recording::Recording};
use crate::{
    Session,
    answer::{Ending, Pace},
};
use asl_document::{MachineType, Mocks, Names, Outcome, Response, Scenario, Settings, Stop};
use asl_engine::Instant;
use asl_json::Json;
use asl_model::Program;
use asl_view::{EventType, NONE, Outline, Role, ScopeKind, Trace};
use std::{borrow::Cow, collections::BTreeMap};

/// The scenario whose run does what was recorded: a scenario of the definition, with input, start, mocks, and when it
/// was stopped in place of its own.
///
/// Mocks answer in the order in which the tasks were scheduled, those inside a Map by the index of their iteration. A
/// task ends at the time at which it was recorded to end, so that what happens side by side keeps its order.
///
/// # Errors
/// A sentence, if the recording has no data.
pub(super) fn scenario(
    recording: &Recording,
    replay: &Replay,
    program: &Program,
    outline: &Outline,
    base: Scenario,
) -> Result<Scenario, String> {
    if !recording.has_data() {
        return Err(
            "The recording has no inputs and outputs: it was made without execution data. Ask the service for \
                    them with `--include-execution-data`."
                .into(),
        );
    }
    let (mut mocks, pace) = mocks(recording, &replay.trace, outline);
    let mut scenario = Scenario {
        input_text: Some(recording.events[0].payload("input").map_or("{}".into(), Cow::into_owned)),
        machine_type: MachineType::Standard,
        mocks: mocks.clone(),
        settings: settings(recording, base.settings),
        ..base
    };
    let input = Json::parse(scenario.input_text.as_deref().unwrap_or("{}")).unwrap_or_else(|_| Json::empty_object());
    if let Ok(mut session) = Session::start(program.clone(), &scenario, input) {
        session.keep_pace(pace);
        session.finish();
        mocks = session.into_mocks();
    }
    for responses in mocks.states.values_mut() {
        fold(responses);
    }
    scenario.mocks = mocks;
    Ok(scenario)
}

fn settings(recording: &Recording, base: Settings) -> Settings {
    let region = recording.events.iter().find_map(|event| event.text("region"));
    let names = Names {
        role_arn: recording.events[0].text("roleArn").map(str::to_string),
        region: region.map(str::to_string).or(base.names.region),
        ..base.names
    };
    let stop = recording.events.last().filter(|event| event.kind == EventType::ExecutionAborted).map(|event| Stop {
        after_seconds: ((event.time - recording.start()).max(0) as u64).div_ceil(1000),
        error: event.payload("error").map(Cow::into_owned),
        cause: event.payload("cause").map(Cow::into_owned),
    });
    Settings { start_time: Some(Instant(recording.start()).text()), names, stop, ..base }
}

/// The responses of each state in the order of its `…Scheduled` events, and beside each when it has to end.
fn mocks(recording: &Recording, trace: &Trace, outline: &Outline) -> (Mocks, Pace) {
    let (mut mocks, mut pace) = (Mocks::default(), Pace::default());
    let mut at_work: BTreeMap<u32, (String, usize)> = BTreeMap::new();
    for (row, event) in trace.events.iter().zip(&recording.events) {
        let Some(visit) = trace.visits.get(row.visit as usize) else { continue };
        let role = row.kind.role();
        if role == Role::Scheduled {
            let name = outline.states[visit.state as usize].name.clone();
            let responses = mocks.states.entry(name.clone()).or_default();
            let mut response = Response::new(Outcome::Pending);
            response.iteration = iteration(trace, row.scope);
            at_work.insert(row.visit, (name.clone(), responses.len()));
            responses.push(response);
            let heartbeat = event.number("heartbeatInSeconds");
            let timeout = event.number("timeoutInSeconds");
            let start = recording.start() + row.time as i64;
            pace.states.entry(name).or_default().push(Ending { start, end: None, heartbeat, timeout });
            continue;
        }
        let Some((name, place)) = at_work.get(&row.visit) else { continue };
        let response = mocks.states.get_mut(name).and_then(|responses| responses.get_mut(*place));
        let ending = pace.states.get_mut(name).and_then(|endings| endings.get_mut(*place));
        let (Some(response), Some(ending)) = (response, ending) else { continue };
        let text = |key: &str| event.payload(key).map(Cow::into_owned);
        let end = recording.start() + row.time as i64;
        match role {
            Role::Started => {
                response.worker = text("workerName");
                ending.start = end;
            }
            Role::Submitted => response.submitted = Some(value(event.payload("output"))),
            Role::Done => {
                response.outcome = Outcome::Return(value(event.payload("output")));
                ending.end = Some(end);
            }
            // What times out without a limit of its own has said so itself.
            Role::TimedOut if ending.heartbeat.is_some() || ending.timeout.is_some() => {
                response.outcome = Outcome::Timeout;
                ending.end = Some(end);
            }
            // A failed evaluation is no answer of the task.
            Role::Failed | Role::TimedOut if row.kind != EventType::EvaluationFailed => {
                response.outcome =
                    Outcome::Throw { error: text("error").map(Into::into), cause: text("cause").map(Into::into) };
                ending.end = Some(end);
            }
            _ => continue,
        }
        if ending.end.is_some() {
            let (delay, heartbeats) = ending.after(ending.start, &response.outcome);
            (response.delay_seconds, response.heartbeats) = (delay, heartbeats);
            at_work.remove(&row.visit);
        }
    }
    (mocks, pace)
}

/// The index of the innermost iteration around a scope.
fn iteration(trace: &Trace, scope: u32) -> Option<u32> {
    let mut at = scope;
    while let Some(row) = trace.scopes.get(at as usize).filter(|_| at != NONE) {
        if let ScopeKind::Iteration(index) = row.kind {
            return Some(index);
        }
        at = row.parent;
    }
    None
}

fn value(text: Option<Cow<'_, str>>) -> Json {
    let text = text.unwrap_or(Cow::Borrowed("null"));
    Json::parse(&text).unwrap_or_else(|_| Json::from(&*text))
}

/// Puts equal responses that follow each other into one. The last one answers every further invocation anyway.
fn fold(responses: &mut Vec<Response>) {
    let alike = |a: &Response, b: &Response| {
        let mut a = a.clone();
        (a.iteration, a.times) = (b.iteration, b.times);
        a == *b
    };
    if responses.iter().all(|response| alike(response, &responses[0])) {
        responses.truncate(1);
        responses[0].iteration = None;
        return;
    }
    responses.dedup_by(|later, earlier| {
        let same = later.iteration == earlier.iteration && alike(later, earlier);
        if same {
            earlier.times += later.times;
        }
        same
    });
}

impl Recording {
    /// Whether it holds inputs and outputs.
    pub fn has_data(&self) -> bool {
        let has = |key: &str| self.events.iter().any(|event| event.details.get(key).is_some());
        ["input", "output", "parameters"].into_iter().any(has)
    }
}

//! The history as `GetExecutionHistory` returns it.

use crate::Session;
use asl_engine::{Details, Event, Fault, Names};
use asl_json::Json;
use asl_model::{Kind, Program, ResourceKind, StateId};
use std::rc::Rc;

/// `{"events": […]}` with timestamps in RFC 3339, and inputs and outputs as JSON texts.
pub fn history_json(session: &Session) -> Json {
    let events = session.history.iter().enumerate();
    let list = events.map(|(index, event)| event_json(&session.program, &session.names, index as u32 + 1, event));
    Json::from_pairs([("events", Json::array(list.collect()))])
}

/// One line for each event: `12 <- 10  +0.400 s  PassStateEntered  Ship`.
pub fn history_lines(session: &Session) -> String {
    let program = &session.program;
    let mut lines = String::new();
    for (index, event) in session.history.iter().enumerate() {
        let seconds = (event.at.0 - session.start.0) as f64 / 1000.0;
        let kind = event_type(program, &event.details);
        let what = subject(program, &event.details);
        let line = format!("{} <- {}  +{seconds:.3} s  {kind}  {what}", index + 1, event.previous);
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

/// What an event is about: a state, an iteration, an error.
fn subject(program: &Program, details: &Details) -> String {
    match details {
        Details::StateEntered { state, .. } | Details::StateExited { state, .. } => {
            program.state(*state).name.to_string()
        }
        Details::Failed { fault, .. } | Details::ExecutionFailed(fault) | Details::EvaluationFailed { fault, .. } => {
            fault.name().to_string()
        }
        Details::IterationStarted { index, .. }
        | Details::IterationSucceeded { index, .. }
        | Details::IterationFailed { index, .. }
        | Details::IterationAborted { index, .. } => format!("#{index}"),
        Details::MapStarted { length } => format!("{length} items"),
        _ => String::new(),
    }
}

fn event_json(program: &Program, names: &Names, id: u32, event: &Event) -> Json {
    let mut entries: Vec<(Rc<str>, Json)> = vec![
        ("timestamp".into(), Json::string(event.at.text())),
        ("type".into(), Json::from(event_type(program, &event.details).as_str())),
        ("id".into(), Json::int(i64::from(id))),
        ("previousEventId".into(), Json::int(i64::from(event.previous))),
    ];
    if let Some((name, details)) = event_details(program, names, &event.details) {
        entries.push((name, details));
    }
    Json::from_pairs(entries)
}

/// The prefix of a task's events.
fn family(program: &Program, state: StateId) -> &'static str {
    match resource(program, state) {
        Some(ResourceKind::Lambda) => "LambdaFunction",
        Some(ResourceKind::Activity) => "Activity",
        Some(ResourceKind::Service { .. }) | None => "Task",
    }
}

fn resource(program: &Program, state: StateId) -> Option<&ResourceKind> {
    match &program.state(state).kind {
        Kind::Task(task) => Some(&task.resource.kind),
        _ => None,
    }
}

/// The `type` of an event.
pub fn event_type(program: &Program, details: &Details) -> String {
    let kind = |state: &StateId| program.state(*state).kind.name();
    let task = |state: &StateId, what: &str| format!("{}{what}", family(program, *state));
    match details {
        Details::ExecutionStarted { .. } => "ExecutionStarted".into(),
        Details::ExecutionSucceeded { .. } => "ExecutionSucceeded".into(),
        Details::ExecutionFailed(_) => "ExecutionFailed".into(),
        Details::ExecutionTimedOut => "ExecutionTimedOut".into(),
        Details::ExecutionAborted(_) => "ExecutionAborted".into(),
        Details::StateEntered { state, .. } => format!("{}StateEntered", kind(state)),
        Details::StateExited { state, .. } => format!("{}StateExited", kind(state)),
        Details::StateAborted { state } => format!("{}StateAborted", kind(state)),
        Details::Scheduled { state, .. } => task(state, "Scheduled"),
        Details::Started { state, .. } => task(state, "Started"),
        Details::Submitted { .. } => "TaskSubmitted".into(),
        Details::Succeeded { state, .. } => task(state, "Succeeded"),
        Details::Failed { state, .. } => task(state, "Failed"),
        Details::TimedOut { state } => task(state, "TimedOut"),
        Details::ParallelStarted => "ParallelStateStarted".into(),
        Details::ParallelSucceeded => "ParallelStateSucceeded".into(),
        Details::ParallelFailed => "ParallelStateFailed".into(),
        Details::MapStarted { .. } => "MapStateStarted".into(),
        Details::MapSucceeded => "MapStateSucceeded".into(),
        Details::MapFailed => "MapStateFailed".into(),
        Details::MapRunStarted { .. } => "MapRunStarted".into(),
        Details::MapRunSucceeded => "MapRunSucceeded".into(),
        Details::MapRunFailed(_) => "MapRunFailed".into(),
        Details::IterationStarted { .. } => "MapIterationStarted".into(),
        Details::IterationSucceeded { .. } => "MapIterationSucceeded".into(),
        Details::IterationFailed { .. } => "MapIterationFailed".into(),
        Details::IterationAborted { .. } => "MapIterationAborted".into(),
        Details::EvaluationFailed { .. } => "EvaluationFailed".into(),
    }
}

type Entries = Vec<(&'static str, Json)>;

/// The name and content of an event's details object, where it has one.
pub fn event_details(program: &Program, names: &Names, details: &Details) -> Option<(Rc<str>, Json)> {
    let state_name = |state: &StateId| Json::String(program.state(*state).name.clone());
    let (name, entries): (String, Entries) = match details {
        Details::ExecutionStarted { input } => {
            let mut entries = text("input", "inputDetails", input);
            entries.push(("roleArn", Json::String(names.role_arn.clone())));
            ("executionStarted".into(), entries)
        }
        Details::ExecutionSucceeded { output } => {
            ("executionSucceeded".into(), text("output", "outputDetails", output))
        }
        Details::ExecutionFailed(fault) => ("executionFailed".into(), failure(fault)),
        Details::ExecutionTimedOut => ("executionTimedOut".into(), vec![("error", Json::from("States.Timeout"))]),
        // Quirk: nothing at all where the caller gave neither error nor cause
        // (case `api/test_sfn_api.test_stop_execution`).
        Details::ExecutionAborted(Fault { error: None, cause: None, .. }) => return None,
        Details::ExecutionAborted(fault) => ("executionAborted".into(), failure(fault)),
        Details::StateEntered { state, input } => {
            let mut entries = vec![("name", state_name(state))];
            entries.extend(text("input", "inputDetails", input));
            ("stateEntered".into(), entries)
        }
        Details::StateExited { state, output, assigned, .. } => {
            let mut entries = vec![("name", state_name(state))];
            entries.extend(text("output", "outputDetails", output));
            if let Some(assigned) = assigned {
                let variables = assigned.iter().map(|(name, value)| (name.clone(), Json::string(value.to_string())));
                entries.push(("assignedVariables", Json::from_pairs(variables)));
                entries.push(("assignedVariablesDetails", truncated()));
            }
            ("stateExited".into(), entries)
        }
        Details::Scheduled { state, input, timeout, heartbeat, role } => {
            scheduled(program, names, *state, input, [*timeout, *heartbeat], role.as_ref())
        }
        // Quirk: an activity's worker that gives no name leaves an empty object; a started function leaves none.
        Details::Started { state, worker } => match resource(program, *state) {
            Some(ResourceKind::Lambda) => return None,
            Some(ResourceKind::Activity) => {
                let name = worker.clone().map(|worker| ("workerName", Json::String(worker)));
                ("activityStarted".into(), name.into_iter().collect())
            }
            Some(ResourceKind::Service { .. }) | None => ("taskStarted".into(), named(program, *state)),
        },
        Details::Submitted { state, output } => ("taskSubmitted".into(), answered(program, *state, output)),
        Details::Succeeded { state, output } => (task(program, *state, "Succeeded"), answered(program, *state, output)),
        Details::Failed { state, fault } => (task(program, *state, "Failed"), failed(program, *state, fault)),
        Details::TimedOut { state } => (task(program, *state, "TimedOut"), failed(program, *state, &Fault::timeout())),
        Details::MapStarted { length } => ("mapStateStarted".into(), vec![("length", Json::int(i64::from(*length)))]),
        Details::IterationStarted { state, index } => {
            ("mapIterationStarted".into(), iteration(state_name(state), *index))
        }
        Details::IterationSucceeded { state, index } => {
            ("mapIterationSucceeded".into(), iteration(state_name(state), *index))
        }
        Details::IterationFailed { state, index } => {
            ("mapIterationFailed".into(), iteration(state_name(state), *index))
        }
        Details::IterationAborted { state, index } => {
            ("mapIterationAborted".into(), iteration(state_name(state), *index))
        }
        Details::EvaluationFailed { state, fault, location } => {
            let mut entries = failure(fault);
            if let Some(location) = location {
                entries.push(("location", Json::String(location.clone())));
            }
            entries.push(("state", state_name(state)));
            ("evaluationFailed".into(), entries)
        }
        Details::MapRunStarted { arn } => ("mapRunStarted".into(), vec![("mapRunArn", Json::String(arn.clone()))]),
        Details::MapRunFailed(fault) => ("mapRunFailed".into(), failure(fault)),
        Details::StateAborted { .. }
        | Details::MapRunSucceeded
        | Details::ParallelStarted
        | Details::ParallelSucceeded
        | Details::ParallelFailed
        | Details::MapSucceeded
        | Details::MapFailed => return None,
    };
    Some((format!("{name}EventDetails").into(), Json::from_pairs(entries)))
}

fn truncated() -> Json {
    Json::from_pairs([("truncated", Json::Bool(false))])
}

fn text(name: &'static str, details: &'static str, value: &Json) -> Entries {
    vec![(name, Json::string(value.to_string())), (details, truncated())]
}

fn failure(fault: &Fault) -> Entries {
    let entries = [("error", &fault.error), ("cause", &fault.cause)];
    entries.into_iter().filter_map(|(name, text)| Some((name, Json::String(text.clone()?)))).collect()
}

fn iteration(name: Json, index: u32) -> Entries {
    vec![("name", name), ("index", Json::int(i64::from(index)))]
}

/// `taskFailed`, `lambdaFunctionFailed`, `activityFailed`.
fn task(program: &Program, state: StateId, what: &str) -> String {
    let family = match family(program, state) {
        "LambdaFunction" => "lambdaFunction",
        "Activity" => "activity",
        _ => "task",
    };
    format!("{family}{what}")
}

/// The resource, which the events of an integration repeat.
fn named(program: &Program, state: StateId) -> Entries {
    match resource(program, state) {
        Some(ResourceKind::Service { resource_type, action, .. }) => {
            vec![("resourceType", Json::String(resource_type.clone())), ("resource", Json::String(action.clone()))]
        }
        Some(ResourceKind::Lambda | ResourceKind::Activity) | None => Vec::new(),
    }
}

fn answered(program: &Program, state: StateId, output: &Json) -> Entries {
    let mut entries = named(program, state);
    entries.extend(text("output", "outputDetails", output));
    entries
}

fn failed(program: &Program, state: StateId, fault: &Fault) -> Entries {
    let mut entries = named(program, state);
    entries.extend(failure(fault));
    entries
}

fn scheduled(
    program: &Program,
    names: &Names,
    state: StateId,
    input: &Json,
    [timeout, heartbeat]: [Option<u64>; 2],
    role: Option<&Rc<str>>,
) -> (String, Entries) {
    let mut entries = named(program, state);
    if entries.is_empty() {
        if let Kind::Task(task) = &program.state(state).kind {
            entries.push(("resource", Json::String(task.resource.arn.clone())));
        }
        entries.extend(text("input", "inputDetails", input));
    } else {
        entries.push(("region", Json::String(names.region.clone())));
        entries.push(("parameters", Json::string(input.to_string())));
    }
    // Only what the definition gives is reported (case `timeouts/test_heartbeats.test_heartbeat_no_timeout`).
    for (name, seconds) in [("timeoutInSeconds", timeout), ("heartbeatInSeconds", heartbeat)] {
        if let Some(seconds) = seconds {
            entries.push((name, Json::int(seconds as i64)));
        }
    }
    if let Some(role) = role {
        entries.push(("taskCredentials", Json::from_pairs([("roleArn", Json::String(role.clone()))])));
    }
    (task(program, state, "Scheduled"), entries)
}

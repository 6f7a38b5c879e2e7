//! What stands in a node of the graph and in a row of the outline.

use crate::{
    Answerer, Counts, EdgeKind, Event, EventType, MapRun, NodeStatus, Outline, Place, State, StateType, StatusKind,
    Trace, TraceIndex,
    attempts::{attempts, delay_formula},
    duration_of_visit, edge_of_visit, error_of_visit, format, map_run,
    place::place,
    reason::why_stopped,
    scope_label, status_of_scope, status_of_visit, template_counts, time_at, visit_at,
};

/// What a card grows by while it has pips, in CSS pixels: the layout keeps this room free below a state with retriers.
pub const FOOT: f32 = 22.0;
/// Most pips that a node shows beside the sentence.
const PIPS: usize = 4;

/// A state as it is drawn at a cursor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeView {
    /// What happened.
    pub status: NodeStatus,
    /// The line under the name.
    pub line: String,
    /// `retry 2 of 3 in 2.0 s` while it waits for the next attempt, `attempt 3 of 4` from then on; empty unless
    /// something was retried.
    pub foot: String,
    /// While it waits for the next attempt: how the delay was computed, `1 s × 2 = 2.0 s, no cap, FULL jitter drew 1.3 s`.
    pub formula: String,
    /// How the attempts went, then the retries that are left; empty unless something was retried.
    pub pips: Vec<Pip>,
    /// How often it was entered in its scope.
    pub visits: u32,
    /// The visit that is shown.
    pub visit: Option<u32>,
    /// For a state in all iterations of a Map: how many have which status.
    pub counts: Option<Counts>,
    /// Whether it is in an item processor whose iterations are child executions: this run does not hold what it did.
    pub in_children: bool,
    /// How long it took, for people; empty if it has not been reached.
    pub duration: String,
}

/// An attempt as a small icon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pip {
    /// How it went; not reached while it is still to come.
    pub kind: StatusKind,
    /// Which attempt, from 1.
    pub number: u32,
    /// The cursor at its first event; 0 while it is still to come.
    pub cursor: u32,
}

impl NodeView {
    /// The kind of its status.
    pub fn kind(&self) -> StatusKind {
        self.status.kind()
    }

    /// The height of the foot, in CSS pixels: 0 for a card without one.
    pub fn foot_height(&self) -> f32 {
        if self.pips.is_empty() { 0.0 } else { FOOT }
    }
}

/// The status of a state at the cursor, seen from the focus.
pub fn status_at(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    cursor: u32,
    scope: u32,
    state: u32,
) -> NodeStatus {
    visit_at(trace, index, scope, state, cursor)
        .map_or(NodeStatus::NotReached, |visit| status_of_visit(trace, index, outline, visit, cursor))
}

/// A state as it is drawn at the cursor, seen from the focus.
pub fn node_view(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    cursor: u32,
    focus: u32,
    state: u32,
) -> NodeView {
    let Some(row) = outline.states.get(state as usize) else { return NodeView::default() };
    let idle = || NodeView { line: what(row), ..NodeView::default() };
    match place(trace, index, outline, cursor, focus, row.machine) {
        Place::Nowhere | Place::Template(_) if in_children(trace, index, outline, cursor, focus, row.machine) => {
            NodeView { line: "child executions".into(), in_children: true, ..NodeView::default() }
        }
        Place::Nowhere => idle(),
        Place::Template(started) => template_view(row, template_counts(index, started, state, cursor)),
        Place::Scope(scope) => match visit_at(trace, index, scope, state, cursor) {
            None => idle(),
            Some(visit) => {
                let visits = index.visits_of(scope, state);
                let seen = visits.partition_point(|visit| trace.visits[*visit as usize].entered < cursor);
                NodeView { visits: seen as u32, ..visit_view(trace, index, outline, cursor, state, visit) }
            }
        },
    }
}

/// Whether a Distributed Map around a machine has been reached.
fn in_children(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    cursor: u32,
    focus: u32,
    mut machine: u32,
) -> bool {
    while let Some(owner) = outline.machines.get(machine as usize).and_then(|machine| machine.owner) {
        let Some(state) = outline.states.get(owner as usize) else { return false };
        if state.distributed
            && let Place::Scope(scope) = place(trace, index, outline, cursor, focus, state.machine)
        {
            return visit_at(trace, index, scope, owner, cursor).is_some();
        }
        machine = state.machine;
    }
    false
}

/// What a state is, in two or three words: `Lambda invoke`, `Wait · 1 day`, `Choice`.
pub fn what(state: &State) -> String {
    let name = type_name(state);
    match state.kind {
        StateType::Task if !state.subtitle.is_empty() => state.subtitle.clone(),
        StateType::Wait if !state.subtitle.is_empty() => format!("{name} · {}", state.subtitle),
        _ => name.to_owned(),
    }
}

/// The type for people: the value of `Type`, or `Distributed Map`.
pub fn type_name(state: &State) -> &'static str {
    match state.kind {
        StateType::Pass => "Pass",
        StateType::Task => "Task",
        StateType::Choice => "Choice",
        StateType::Wait => "Wait",
        StateType::Succeed => "Succeed",
        StateType::Fail => "Fail",
        StateType::Parallel => "Parallel",
        StateType::Map if state.distributed => "Distributed Map",
        StateType::Map => "Map",
    }
}

/// The icon of a state's type or service, without `i-`.
pub fn type_icon(state: &State) -> &'static str {
    match state.kind {
        StateType::Pass => "t-pass",
        StateType::Choice => "t-choice",
        StateType::Wait => "t-wait",
        StateType::Succeed => "t-succeed",
        StateType::Fail => "t-fail",
        StateType::Parallel => "t-parallel",
        StateType::Map if state.distributed => "t-dmap",
        StateType::Map => "t-map",
        StateType::Task => match state.service.as_str() {
            "lambda" => "t-lambda",
            "sqs" => "t-queue",
            "sns" | "events" => "t-bell",
            "s3" => "t-bucket",
            "dynamodb" | "rds" | "rdsdata" | "athena" | "glue" => "t-db",
            "states" | "sfn" => "logo",
            _ => "t-task",
        },
    }
}

fn template_view(state: &State, counts: Counts) -> NodeView {
    let status = match counts.summary() {
        StatusKind::NotReached => return NodeView { line: what(state), ..NodeView::default() },
        StatusKind::Failed => NodeStatus::Failed,
        StatusKind::Running => NodeStatus::Running { since: 0.0 },
        StatusKind::Succeeded => NodeStatus::Succeeded,
        _ => NodeStatus::Aborted,
    };
    // What needs attention comes first: the end may be cut off.
    let parts = [(counts.failed(), "failed"), (counts.open(), "here"), (counts.passed(), "passed")];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let line = parts.map(|(count, word)| format!("{} {word}", format::number(count))).collect::<Vec<_>>().join(" · ");
    NodeView { status, line, counts: Some(counts), ..NodeView::default() }
}

fn visit_view(trace: &Trace, index: &TraceIndex, outline: &Outline, cursor: u32, state: u32, visit: u32) -> NodeView {
    let row = &outline.states[state as usize];
    let status = status_of_visit(trace, index, outline, visit, cursor);
    let tries = attempts(trace, index, outline, visit, cursor);
    let time = duration_of_visit(trace, index, outline, visit, cursor);
    let error = error_of_visit(trace, index, visit, cursor).map(|(error, _)| error).unwrap_or_default();
    let mut view = NodeView { status, visit: Some(visit), duration: format::duration(time), ..NodeView::default() };
    let allowed = match status {
        NodeStatus::Retrying { of, .. } => of,
        _ => last_retrier_allows(trace, outline, state, &tries),
    };
    view.line = match status {
        NodeStatus::NotReached => what(row),
        NodeStatus::Running { .. } if time > 0.0 => format!("running {}", format::duration(time)),
        NodeStatus::Running { .. } => "running".into(),
        NodeStatus::Succeeded => succeeded_line(trace, index, outline, cursor, row, visit, &tries, time),
        NodeStatus::Failed if error.is_empty() => "failed".into(),
        NodeStatus::Failed => error.to_owned(),
        NodeStatus::TimedOut => tries.last().map_or_else(
            || "timed out".into(),
            |attempt| {
                format!("timed out after {}", format::duration(attempt.end.unwrap_or(attempt.start) - attempt.start))
            },
        ),
        NodeStatus::Caught => {
            let edge = edge_of_visit(trace, index, visit, cursor).and_then(|edge| outline.edges.get(edge as usize));
            let next = edge.and_then(|edge| outline.states.get(edge.to as usize));
            next.map_or_else(|| format!("caught {error}"), |next| format!("caught {error} → {}", next.name))
        }
        NodeStatus::Retrying { .. } => attempt_of(tries.len(), allowed),
        NodeStatus::Waiting { since, until } => until.map_or_else(
            || "waiting".into(),
            |until| {
                let moment = format::moment(trace.start + until);
                format!("until {} ({})", &moment[11..], format::duration(until - since))
            },
        ),
        NodeStatus::WaitingToken { .. } if row.answerer() == Some(Answerer::Worker) => "waits for its worker".into(),
        NodeStatus::WaitingToken { .. } => "needs a decision".into(),
        NodeStatus::Aborted => why_stopped(trace, index, visit, cursor),
    };
    if let NodeStatus::Retrying { attempt, of, failed_at, resumes_at, retrier } = status {
        let of = if of > 0 { format!(" of {of}") } else { String::new() };
        view.foot = format!("retry {attempt}{of} in {}", format::duration(resumes_at - time_at(trace, cursor)));
        view.formula = row.retriers.get(retrier as usize).map_or_else(String::new, |retrier| {
            let drew = if retrier.jitter {
                format!(" drew {}", format::duration(resumes_at - failed_at))
            } else {
                String::new()
            };
            delay_formula(retrier, attempt) + &drew
        });
    } else if tries.len() > 1 {
        view.foot = attempt_of(tries.len(), allowed);
    }
    if tries.len() > 1 || matches!(status, NodeStatus::Retrying { .. }) {
        let made =
            tries.iter().map(|attempt| Pip { kind: attempt.kind, number: attempt.number, cursor: attempt.first });
        view.pips = made.collect();
        if status.kind().is_open() {
            let to_come = tries.len() as u32 + 1..=allowed + 1;
            view.pips.extend(to_come.map(|number| Pip { number, ..Pip::default() }));
        }
        // The latest ones matter most.
        let surplus = view.pips.len().saturating_sub(PIPS).min(tries.len().saturating_sub(1));
        view.pips.drain(..surplus);
        view.pips.truncate(PIPS);
    }
    view
}

fn attempt_of(number: usize, allowed: u32) -> String {
    if allowed > 0 { format!("attempt {number} of {}", allowed + 1) } else { format!("attempt {number}") }
}

/// How many retries the retrier of the last retried attempt allows.
fn last_retrier_allows(trace: &Trace, outline: &Outline, state: u32, tries: &[crate::Attempt]) -> u32 {
    let retriers = &outline.states[state as usize].retriers;
    let retried = tries.iter().rev().find(|attempt| attempt.resumes.is_some());
    let place = retried.and_then(|attempt| attempt.retrier_in(trace, retriers));
    place.and_then(|place| retriers.get(place)).map_or(0, |retrier| retrier.max_attempts)
}

#[expect(clippy::too_many_arguments, reason = "one arm of `visit_view`")]
fn succeeded_line(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    cursor: u32,
    state: &State,
    visit: u32,
    tries: &[crate::Attempt],
    time: f64,
) -> String {
    let mut parts = Vec::new();
    match state.kind {
        StateType::Choice => {
            let edge = edge_of_visit(trace, index, visit, cursor).and_then(|edge| outline.edges.get(edge as usize));
            parts.push(match edge.map(|edge| edge.kind) {
                Some(EdgeKind::Choice(rule)) => format!("Choices[{rule}]"),
                Some(EdgeKind::Default) => "Default".into(),
                _ => "Choice".into(),
            });
        }
        StateType::Task => parts.push(short(state)),
        _ => parts.push(type_name(state).to_owned()),
    }
    if tries.last().is_some_and(|attempt| attempt.assumed) {
        parts.push("assumed answer".into());
    }
    if time > 0.0 {
        parts.push(format::duration(time));
    }
    parts.join(" · ")
}

/// The first word of what a task does: `Lambda`.
fn short(state: &State) -> String {
    state.subtitle.split(' ').next().filter(|word| !word.is_empty()).unwrap_or("Task").to_owned()
}

/// How the branches of a Parallel stand, in the order of the text; empty if it has not been entered.
pub fn branch_statuses(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    cursor: u32,
    focus: u32,
    state: u32,
) -> Vec<StatusKind> {
    let machines = outline.states.get(state as usize).map(|state| state.inside.as_slice()).unwrap_or_default();
    let status = |machine: &u32| match place(trace, index, outline, cursor, focus, *machine) {
        Place::Scope(scope) => status_of_scope(index, scope, cursor),
        _ => StatusKind::NotReached,
    };
    machines.iter().map(status).collect()
}

/// The run of a Map at the cursor, seen from the focus.
pub fn map_run_of(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    cursor: u32,
    focus: u32,
    state: u32,
) -> Option<MapRun> {
    let row = outline.states.get(state as usize)?;
    let Place::Scope(scope) = place(trace, index, outline, cursor, focus, row.machine) else { return None };
    map_run(trace, index, visit_at(trace, index, scope, state, cursor)?, cursor)
}

/// The state of [`current_visit`].
pub fn current_state(trace: &Trace, cursor: u32) -> Option<u32> {
    trace.visits.get(current_visit(trace, cursor)? as usize).map(|visit| visit.state)
}

/// The visit that the last event belongs to, if any. The failure of an execution belongs to the visit that it follows
/// from, deep inside of what failed with it: what failed is what people look for.
pub fn current_visit(trace: &Trace, cursor: u32) -> Option<u32> {
    let mut event = trace.events.get(cursor.checked_sub(1)? as usize)?;
    if matches!(event.kind, EventType::ExecutionFailed | EventType::ExecutionTimedOut) {
        let before = |event: &Event| trace.events.get(event.previous.checked_sub(1)? as usize);
        event = before(event).unwrap_or(event);
        // Causes are earlier.
        while let Some(cause) = Some(event).filter(|event| fails_with_another(event.kind)).and_then(before) {
            event = cause;
        }
    }
    ((event.visit as usize) < trace.visits.len()).then_some(event.visit)
}

/// Whether an event only passes on what failed inside.
pub(crate) fn fails_with_another(kind: EventType) -> bool {
    use EventType::{MapIterationFailed, MapStateFailed, ParallelStateFailed};
    matches!(kind, ParallelStateFailed | MapStateFailed | MapIterationFailed)
}

/// What a card does not say in words that can be seen: type, status, and where it leads. `Task, failed. Next: Ship`.
pub fn node_details(outline: &Outline, state: u32, view: &NodeView) -> String {
    let Some(row) = outline.states.get(state as usize) else { return String::new() };
    let word = if view.in_children { &view.line } else { view.kind().word() };
    let mut label = format!("{}, {word}", type_name(row));
    for edge in outline.edges.iter().filter(|edge| edge.from == state) {
        let to = outline.states.get(edge.to as usize).map_or("", |state| state.name.as_str());
        let word = match edge.kind {
            EdgeKind::Next => "Next",
            EdgeKind::Choice(_) => "If",
            EdgeKind::Default => "Default",
            EdgeKind::Catch(_) => "Catch",
        };
        label.push_str(&format!(". {word}: {to}"));
    }
    label
}

/// Where a visit happened, for people: the scope's label; empty in the execution itself.
pub fn visit_scope_label(trace: &Trace, outline: &Outline, visit: u32) -> String {
    trace.visits.get(visit as usize).map_or_else(String::new, |row| scope_label(trace, outline, row.scope))
}

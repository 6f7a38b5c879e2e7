//! Where playing stops: breakpoints of the user, and what they mean for one run.

use crate::{EventType, NONE, Outline, Role, ScopeKind, StateType, StatusKind, Trace, TraceIndex};
use serde::{Deserialize, Serialize};

/// What a breakpoint waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Moment {
    /// The state is entered.
    #[default]
    Enter,
    /// It is left.
    Exit,
    /// It fails, or a time runs out.
    Error,
    /// It is tried again.
    Retry,
}

impl Moment {
    /// All moments.
    pub const ALL: [Self; 4] = [Self::Enter, Self::Exit, Self::Error, Self::Retry];

    /// The word in documents: `enter`, `exit`, `error`, `retry`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Enter => "enter",
            Self::Exit => "exit",
            Self::Error => "error",
            Self::Retry => "retry",
        }
    }

    /// The moment of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|moment| moment.word() == word)
    }

    /// For people: `on entry`, `on exit`, `on error`, `on retry`.
    pub fn said(self) -> &'static str {
        match self {
            Self::Enter => "on entry",
            Self::Exit => "on exit",
            Self::Error => "on error",
            Self::Retry => "on retry",
        }
    }
}

/// Where playing stops. It names its state, so that it outlives edits of the definition.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Breakpoint {
    /// The name of the state; empty for any state.
    pub state: String,
    /// What it waits for.
    pub on: Moment,
    /// Only in the iteration of this index (from 0). On a Map itself: where that iteration starts.
    pub iteration: Option<u32>,
}

impl Breakpoint {
    /// The plain breakpoint of a state: where it is entered.
    pub fn on_entry(state: impl Into<String>) -> Self {
        Self { state: state.into(), ..Self::default() }
    }

    /// What it waits for, for people: `Charge card, on error, in iteration 3`.
    pub fn said(&self) -> String {
        let state = if self.state.is_empty() { "Any state" } else { &self.state };
        let iteration = self.iteration.map(|index| format!(", in iteration {index}")).unwrap_or_default();
        format!("{state}, {}{iteration}", self.on.said())
    }
}

/// A place where playing stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The cursor right after the event.
    pub cursor: u32,
    /// Which of the breakpoints: its place in the list.
    pub breakpoint: usize,
}

/// All places of a run where breakpoints stop it, in order; one for each cursor.
pub fn stops(trace: &Trace, index: &TraceIndex, outline: &Outline, breakpoints: &[Breakpoint]) -> Vec<Stop> {
    if breakpoints.is_empty() {
        return Vec::new();
    }
    let failing = |event: u32| {
        // A failure that no event of the state tells is told by what is around it: see `TraceIndex::find_marks`.
        let mark = index.marks.iter().find(|(_, mark)| mark.event == event && mark.kind == StatusKind::Failed);
        mark.map_or_else(|| trace.events[event as usize].visit, |(visit, _)| *visit)
    };
    let mut found = Vec::new();
    for event in 0..trace.events.len() as u32 {
        let is_error = index.errors().binary_search(&event).is_ok();
        let visit = if is_error { failing(event) } else { trace.events[event as usize].visit };
        let hit = breakpoints.iter().position(|point| hits(trace, outline, point, event, visit, is_error));
        found.extend(hit.map(|breakpoint| Stop { cursor: event + 1, breakpoint }));
    }
    found
}

fn hits(trace: &Trace, outline: &Outline, point: &Breakpoint, event: u32, visit: u32, is_error: bool) -> bool {
    let row = &trace.events[event as usize];
    let stay = trace.visits.get(visit as usize);
    let state = stay.and_then(|stay| outline.states.get(stay.state as usize));
    if !point.state.is_empty() && state.is_none_or(|state| state.name != point.state) {
        return false;
    }
    let own_iteration = match trace.scopes.get(row.scope as usize).map(|scope| scope.kind) {
        Some(ScopeKind::Iteration(place)) if row.kind == EventType::MapIterationStarted => Some(place),
        _ => None,
    };
    let is_of_map = !point.state.is_empty() && state.is_some_and(|state| state.kind == StateType::Map);
    let is_moment = match point.on {
        Moment::Enter if is_of_map && point.iteration.is_some() => return point.iteration == own_iteration,
        Moment::Enter => stay.is_some_and(|stay| stay.entered == event) && row.kind.role() == Role::Entered,
        Moment::Exit => row.kind.role() == Role::Exited,
        Moment::Error => is_error,
        Moment::Retry => is_retry(trace, event),
    };
    let scope = stay.map_or(row.scope, |stay| stay.scope);
    is_moment && point.iteration.is_none_or(|wanted| iteration_around(trace, scope) == Some(wanted))
}

/// Whether an event begins another attempt of a task, a Map or a Parallel.
pub(crate) fn is_retry(trace: &Trace, event: u32) -> bool {
    let row = &trace.events[event as usize];
    let starts = match row.kind.role() {
        Role::Scheduled => true,
        Role::Started => matches!(row.kind, EventType::MapStateStarted | EventType::ParallelStateStarted),
        _ => false,
    };
    row.attempt > 1 && starts
}

/// The index of the innermost iteration around a scope, or of the scope itself.
pub fn iteration_around(trace: &Trace, mut scope: u32) -> Option<u32> {
    while scope != NONE {
        let row = trace.scopes.get(scope as usize)?;
        if let ScopeKind::Iteration(place) = row.kind {
            return Some(place);
        }
        scope = row.parent;
    }
    None
}

/// The next place to stop at behind a cursor.
pub fn next_stop(stops: &[Stop], cursor: u32) -> Option<Stop> {
    stops.get(stops.partition_point(|stop| stop.cursor <= cursor)).copied()
}

/// The breakpoint at a cursor.
pub fn stop_at(stops: &[Stop], cursor: u32) -> Option<Stop> {
    stops.binary_search_by_key(&cursor, |stop| stop.cursor).ok().map(|place| stops[place])
}

/// The cursor to run to for a state: where it is entered next in the scope that is looked into, else anywhere, else for
/// the first time.
pub fn run_to_state(trace: &Trace, state: u32, cursor: u32, scope: u32) -> Option<u32> {
    let entries = || trace.visits.iter().filter(|visit| visit.state == state).map(|visit| visit.entered);
    let inside = entries().find(|event| *event >= cursor && crate::is_inside(trace, *event, scope));
    inside.or_else(|| entries().find(|event| *event >= cursor)).or_else(|| entries().next()).map(|event| event + 1)
}

//! Which rows the event table shows, and which of them is the current one.

use crate::{EventType, NONE, Outline, Role, StateType, StatusKind, TextId, Trace, TraceIndex, scope_label};
use crate::{rows::status_of_event, visit::status_of_visit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a row of the table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// One event.
    #[default]
    Event,
    /// One stay in a state, its attempts folded.
    Visit,
}

/// A choice of event types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventGroup {
    /// All types.
    #[default]
    All,
    /// States are entered and left.
    States,
    /// Tasks are scheduled, start and end.
    Tasks,
    /// Maps, iterations, map runs and Parallels.
    Containers,
    /// Something fails or times out.
    Errors,
}

impl EventGroup {
    /// All choices.
    pub const ALL: [Self; 5] = [Self::All, Self::States, Self::Tasks, Self::Containers, Self::Errors];

    /// The choice in two or three words.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All types",
            Self::States => "States",
            Self::Tasks => "Tasks",
            Self::Containers => "Map and Parallel",
            Self::Errors => "Errors",
        }
    }

    fn has_event(self, kind: EventType, status: StatusKind) -> bool {
        let name = kind.name();
        match self {
            Self::All => true,
            Self::States => name.contains("State") && !matches!(kind.role(), Role::Started | Role::Done | Role::Failed),
            Self::Tasks => {
                ["Task", "LambdaFunction", "Activity"].iter().any(|family| name.starts_with(family))
                    && !name.starts_with("TaskState")
            }
            Self::Containers => name.starts_with("Map") || name.starts_with("Parallel"),
            Self::Errors => status.is_failure(),
        }
    }

    fn has_visit(self, kind: StateType, has_failed: bool) -> bool {
        match self {
            Self::All | Self::States => true,
            Self::Tasks => kind == StateType::Task,
            Self::Containers => matches!(kind, StateType::Map | StateType::Parallel),
            Self::Errors => has_failed,
        }
    }
}

/// A choice of statuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatusGroup {
    /// All.
    #[default]
    All,
    /// It ended well.
    Succeeded,
    /// It failed or timed out.
    Failed,
    /// It failed and was tried again, or is the next attempt.
    Retried,
    /// A catcher took over.
    Caught,
    /// It works or waits.
    Open,
    /// Something else stopped it.
    Stopped,
}

impl StatusGroup {
    /// All choices.
    pub const ALL: [Self; 7] =
        [Self::All, Self::Succeeded, Self::Failed, Self::Retried, Self::Caught, Self::Open, Self::Stopped];

    /// The choice in one or two words.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "Any status",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Retried => "retried",
            Self::Caught => "caught",
            Self::Open => "running",
            Self::Stopped => "stopped",
        }
    }

    fn has(self, status: StatusKind, is_retried: bool) -> bool {
        match self {
            Self::All => true,
            Self::Succeeded => status == StatusKind::Succeeded,
            Self::Failed => status.is_failure(),
            Self::Retried => is_retried || status == StatusKind::Retrying,
            Self::Caught => status == StatusKind::Caught,
            Self::Open => status.is_open(),
            Self::Stopped => status == StatusKind::Aborted,
        }
    }
}

/// Which rows are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventFilter {
    /// Words that a row holds: in its type, state, scope, error or cause, in upper or lower case; or its id.
    pub text: String,
    /// Types.
    pub group: EventGroup,
    /// Statuses.
    pub status: StatusGroup,
}

impl EventFilter {
    /// Whether every row is shown.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.group == EventGroup::All && self.status == StatusGroup::All
    }
}

/// Indexes (from 0) of the events that a filter lets through, in order.
pub fn event_list(trace: &Trace, outline: &Outline, filter: &EventFilter) -> Vec<u32> {
    let all = 0..trace.events.len() as u32;
    if filter.is_empty() {
        return all.collect();
    }
    let mut needle = Needle::new(&filter.text, trace, outline);
    let passes = |at: &u32| {
        let event = &trace.events[*at as usize];
        let status = status_of_event(trace, outline, *at);
        let is_retried = event.choice != NONE && status.is_failure();
        filter.group.has_event(event.kind, status)
            && filter.status.has(status, is_retried)
            && needle.is_in_event(trace, *at)
    };
    all.filter(passes).collect()
}

/// The visits that a filter lets through, in the order in which they began. Their status is that at the end of the run,
/// so that rows do not come and go while it is played.
pub fn visit_list(trace: &Trace, index: &TraceIndex, outline: &Outline, filter: &EventFilter) -> Vec<u32> {
    let all = 0..trace.visits.len() as u32;
    if filter.is_empty() {
        return all.collect();
    }
    let mut needle = Needle::new(&filter.text, trace, outline);
    let end = trace.events.len() as u32;
    let passes = |visit: &u32| {
        let Some(state) = outline.states.get(trace.visits[*visit as usize].state as usize) else { return false };
        let own = index.events_of(*visit);
        let events = || own.iter().map(|at| &trace.events[*at as usize]);
        let status = status_of_visit(trace, index, outline, *visit, end).kind();
        let is_retried = events().any(|event| event.attempt > 1);
        let has_failed = status.is_failure()
            || status == StatusKind::Caught
            || events().any(|event| matches!(event.kind.role(), Role::Failed | Role::TimedOut));
        filter.group.has_visit(state.kind, has_failed)
            && filter.status.has(status, is_retried)
            && needle.is_in_visit(trace, *visit, own)
    };
    all.filter(passes).collect()
}

/// Looks for the filter's words. What a run repeats is looked at once: types, states, scopes, texts.
struct Needle {
    text: String,
    id: Option<u32>,
    types: Vec<bool>,
    states: Vec<bool>,
    scopes: Vec<bool>,
    texts: BTreeMap<TextId, bool>,
}

impl Needle {
    fn new(text: &str, trace: &Trace, outline: &Outline) -> Self {
        let text = text.trim().to_lowercase();
        let is_in = |hay: &str| hay.to_lowercase().contains(&text);
        let scopes = 0..trace.scopes.len() as u32;
        Self {
            types: EventType::ALL.iter().map(|kind| is_in(kind.name())).collect(),
            states: outline.states.iter().map(|state| is_in(&state.name)).collect(),
            scopes: scopes.map(|scope| is_in(scope_name(&scope_label(trace, outline, scope)))).collect(),
            texts: BTreeMap::new(),
            id: text.parse().ok(),
            text,
        }
    }

    fn is_in_text(&mut self, trace: &Trace, id: TextId) -> bool {
        let Some(hay) = trace.texts.get(id) else { return false };
        *self.texts.entry(id).or_insert_with(|| hay.to_lowercase().contains(&self.text))
    }

    fn is_in_event(&mut self, trace: &Trace, at: u32) -> bool {
        let event = &trace.events[at as usize];
        let state = trace.visits.get(event.visit as usize).map_or(NONE, |visit| visit.state);
        self.text.is_empty()
            || self.id == Some(at + 1)
            || self.types[event.kind as usize]
            || self.states.get(state as usize).is_some_and(|found| *found)
            || self.scopes.get(event.scope as usize).is_some_and(|found| *found)
            || self.is_in_text(trace, event.error)
            || self.is_in_text(trace, event.cause)
    }

    fn is_in_visit(&mut self, trace: &Trace, visit: u32, own: &[u32]) -> bool {
        let row = &trace.visits[visit as usize];
        self.text.is_empty()
            || self.states.get(row.state as usize).is_some_and(|found| *found)
            || self.scopes.get(row.scope as usize).is_some_and(|found| *found)
            || own.iter().any(|at| {
                let event = &trace.events[*at as usize];
                self.id == Some(at + 1) || self.is_in_text(trace, event.error) || self.is_in_text(trace, event.cause)
            })
    }
}

/// The scope as the table names it: the execution itself is `Root`.
pub fn scope_name(label: &str) -> &str {
    if label.is_empty() { "Root" } else { label }
}

/// The row of a list at the cursor, and whether it is the row of the event that happened last: otherwise it is the last
/// row before that event. `None` if no row of the list has happened.
pub fn row_at(trace: &Trace, kind: RowKind, list: &[u32], cursor: u32) -> Option<(usize, bool)> {
    let last = cursor.checked_sub(1)?;
    let (before, exact) = match kind {
        RowKind::Event => (list.partition_point(|event| *event < cursor), last),
        RowKind::Visit => {
            let visit = trace.events.get(last as usize)?.visit;
            if let Ok(place) = list.binary_search(&visit) {
                return Some((place, true));
            }
            let has_begun = |visit: &u32| trace.visits.get(*visit as usize).is_some_and(|row| row.entered < cursor);
            (list.partition_point(has_begun), NONE)
        }
    };
    let place = before.checked_sub(1)?;
    Some((place, list[place] == exact))
}

/// The cursor that a row leads to: its event, or the last event of its visit. 0 if there is none.
pub fn cursor_of_row(index: &TraceIndex, kind: RowKind, row: u32) -> u32 {
    match kind {
        RowKind::Event => row + 1,
        RowKind::Visit => index.events_of(row).last().map_or(0, |event| event + 1),
    }
}

//! What is looked up in a trace again and again, computed once.

use crate::{EventType, NONE, Outline, Role, ScopeKind, StateType, StatusKind, Trace, tracks, tracks::Track};
use std::collections::BTreeMap;

/// Lists of numbers in one allocation: list `i` is `items[starts[i]..starts[i + 1]]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Groups {
    /// Groups `(list, item)` pairs; the items of a list keep their order. Pairs of lists beyond `count` are left out.
    fn new(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for (list, _) in pairs.clone().filter(|(list, _)| (*list as usize) < count) {
            starts[list as usize + 1] += 1;
        }
        for list in 0..count {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut items = vec![0; starts[count] as usize];
        for (list, item) in pairs.filter(|(list, _)| (*list as usize) < count) {
            items[next[list as usize] as usize] = item;
            next[list as usize] += 1;
        }
        Self { starts, items }
    }

    pub(crate) fn of(&self, list: u32) -> &[u32] {
        let list = list as usize;
        match (self.starts.get(list), self.starts.get(list.saturating_add(1))) {
            (Some(start), Some(end)) => &self.items[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

/// Something that an event of another state, or of the execution, does to a visit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mark {
    /// The index of the event.
    pub event: u32,
    /// The status from then on.
    pub kind: StatusKind,
}

/// A retry of a Map or Parallel, which has no failed event of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct QuietRetry {
    /// The last event inside it before the retry.
    pub failed: u32,
    /// Its next `…Started` event.
    pub resumed: u32,
}

/// When a scope lived.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The index of its first event; [`NONE`] if it has none.
    pub start: u32,
    /// The index of the event that ended it; [`NONE`] if it never ended.
    pub end: u32,
    /// How it ended.
    pub status: StatusKind,
}

/// Answers "which events, which visits, which scopes" about one trace in time that does not grow with its length.
#[derive(Clone, Debug, Default)]
pub struct TraceIndex {
    /// Per visit its own events, without those of iterations.
    pub(crate) events: Groups,
    /// Per visit the scopes that it opened.
    pub(crate) children: Groups,
    /// Per scope its visits.
    pub(crate) visits: Groups,
    /// Per scope its life.
    pub(crate) spans: Vec<Span>,
    /// Visits of a state in a scope.
    pub(crate) stays: BTreeMap<(u32, u32), Vec<u32>>,
    pub(crate) marks: BTreeMap<u32, Mark>,
    pub(crate) quiet_retries: BTreeMap<u32, Vec<QuietRetry>>,
    /// Per scope of an iteration: the `MapStateStarted` that it belongs to.
    pub(crate) runs: Vec<u32>,
    /// Statuses of the iterations of a `MapStateStarted` event.
    pub(crate) iterations: BTreeMap<u32, Track>,
    /// Statuses of a state in all iterations of a `MapStateStarted` event.
    pub(crate) templates: BTreeMap<(u32, u32), Track>,
    /// Indexes of events that tell of errors.
    pub(crate) errors: Vec<u32>,
}

impl TraceIndex {
    /// Computes the index.
    pub fn new(trace: &Trace, outline: &Outline) -> Self {
        let own = trace.events.iter().enumerate().filter_map(|(index, event)| {
            let visit = trace.visits.get(event.visit as usize)?;
            (visit.scope == event.scope).then_some((event.visit, index as u32))
        });
        let opened = trace.scopes.iter().enumerate().map(|(scope, row)| (row.owner, scope as u32));
        let stayed = trace.visits.iter().enumerate().map(|(visit, row)| (row.scope, visit as u32));
        let mut index = Self {
            events: Groups::new(trace.visits.len(), own),
            children: Groups::new(trace.visits.len(), opened),
            visits: Groups::new(trace.scopes.len(), stayed),
            ..Self::default()
        };
        for (visit, row) in trace.visits.iter().enumerate() {
            index.stays.entry((row.scope, row.state)).or_default().push(visit as u32);
        }
        index.errors = (0..trace.events.len() as u32).filter(|event| is_cause(trace, *event)).collect();
        index.find_marks(trace, outline);
        index.find_quiet_retries(trace);
        index.find_spans(trace, outline);
        tracks::fill(&mut index, trace, outline);
        index
    }

    /// Own events of a visit, as indexes from 0.
    pub fn events_of(&self, visit: u32) -> &[u32] {
        self.events.of(visit)
    }

    /// Those of them that the first `cursor` events of the trace hold.
    pub fn events_before(&self, visit: u32, cursor: u32) -> &[u32] {
        let own = self.events_of(visit);
        &own[..own.partition_point(|event| *event < cursor)]
    }

    /// The scopes that a visit of a Parallel or Map opened, those of earlier attempts included.
    pub fn scopes_of(&self, visit: u32) -> &[u32] {
        self.children.of(visit)
    }

    /// The visits of a scope, in order.
    pub fn visits_in(&self, scope: u32) -> &[u32] {
        self.visits.of(scope)
    }

    /// The visits of a state in a scope, in order.
    pub fn visits_of(&self, scope: u32, state: u32) -> &[u32] {
        self.stays.get(&(scope, state)).map_or(&[], Vec::as_slice)
    }

    /// When a scope lived.
    pub fn span(&self, scope: u32) -> Span {
        let never = Span { start: NONE, end: NONE, status: StatusKind::NotReached };
        self.spans.get(scope as usize).copied().unwrap_or(never)
    }

    /// The events that tell of errors, as indexes from 0.
    pub fn errors(&self) -> &[u32] {
        &self.errors
    }

    /// Finds the states that a failure belongs to although no event of theirs says so, and those that the end of the
    /// execution stopped.
    ///
    /// Quirk: an error that cannot be caught (`States.Runtime`) has no event in the failing state; the failure of the
    /// iteration, the Parallel or the execution points with `previousEventId` to the last event of that state.
    fn find_marks(&mut self, trace: &Trace, outline: &Outline) {
        let is_outer_failure = |kind| {
            matches!(
                kind,
                EventType::MapIterationFailed
                    | EventType::MapStateFailed
                    | EventType::ParallelStateFailed
                    | EventType::ExecutionFailed
            )
        };
        for (at, event) in trace.events.iter().enumerate().filter(|(_, event)| is_outer_failure(event.kind)) {
            let visit = match event.previous.checked_sub(1).and_then(|id| trace.events.get(id as usize)) {
                Some(previous) if previous.kind != EventType::ExecutionStarted => previous.visit,
                // Quirk: before the first state has been left, previousEventId may be 0.
                _ => {
                    trace.visits.iter().rposition(|visit| (visit.entered as usize) < at).map_or(NONE, |row| row as u32)
                }
            };
            let own = self.events.of(visit);
            let left =
                own.iter().any(|own| (*own as usize) < at && trace.events[*own as usize].kind.role() == Role::Exited);
            // Quirk: the end of the execution is told in the scope of the state that caused it, as an event of its visit.
            let is_other = visit != event.visit || event.kind == EventType::ExecutionFailed;
            if trace.visits.get(visit as usize).is_some() && is_other && !left {
                self.marks.entry(visit).or_insert(Mark { event: at as u32, kind: StatusKind::Failed });
            }
        }
        let Some(last) = trace.events.last() else { return };
        let ends = matches!(
            last.kind,
            EventType::ExecutionFailed | EventType::ExecutionAborted | EventType::ExecutionTimedOut
        );
        if !ends {
            return;
        }
        let at = trace.events.len() as u32 - 1;
        for visit in 0..trace.visits.len() as u32 {
            let own = crate::visit::before_the_end(trace, self.events.of(visit));
            let ended = own.last().is_some_and(|own| {
                let event = &trace.events[*own as usize];
                matches!(event.kind.role(), Role::Exited | Role::Aborted | Role::Failed | Role::TimedOut)
            });
            let fails = outline
                .states
                .get(trace.visits[visit as usize].state as usize)
                .is_some_and(|state| state.kind == StateType::Fail);
            if !ended && !fails {
                self.marks.entry(visit).or_insert(Mark { event: at, kind: StatusKind::Aborted });
            }
        }
    }

    /// Quirk: a Map or Parallel is retried by a second `…Started` event, without a failed event of its own.
    fn find_quiet_retries(&mut self, trace: &Trace) {
        let mut last_inside = vec![NONE; trace.visits.len()];
        let mut started = vec![false; trace.visits.len()];
        for (at, event) in trace.events.iter().enumerate() {
            if matches!(event.kind, EventType::MapStateStarted | EventType::ParallelStateStarted)
                && let Some(started) = started.get_mut(event.visit as usize)
            {
                if *started {
                    let failed = last_inside[event.visit as usize];
                    let failed = if failed == NONE { at as u32 } else { failed };
                    let retry = QuietRetry { failed, resumed: at as u32 };
                    self.quiet_retries.entry(event.visit).or_default().push(retry);
                }
                *started = true;
            }
            let mut scope = event.scope;
            while let Some(row) = trace.scopes.get(scope as usize) {
                if let Some(last) = last_inside.get_mut(row.owner as usize) {
                    *last = at as u32;
                }
                scope = row.parent;
            }
        }
    }

    fn find_spans(&mut self, trace: &Trace, outline: &Outline) {
        let never = Span { start: NONE, end: NONE, status: StatusKind::NotReached };
        self.spans = vec![never; trace.scopes.len()];
        self.runs = vec![NONE; trace.scopes.len()];
        let mut run_of_visit: BTreeMap<u32, u32> = BTreeMap::new();
        for (at, event) in trace.events.iter().enumerate() {
            if event.kind == EventType::MapStateStarted {
                run_of_visit.insert(event.visit, at as u32);
            }
            let span = &mut self.spans[event.scope as usize];
            if span.start == NONE {
                span.start = at as u32;
                let owner = trace.scopes[event.scope as usize].owner;
                self.runs[event.scope as usize] = run_of_visit.get(&owner).copied().unwrap_or(NONE);
            }
            let end = match event.kind {
                EventType::MapIterationSucceeded | EventType::ExecutionSucceeded => Some(StatusKind::Succeeded),
                EventType::MapIterationFailed | EventType::ExecutionFailed => Some(StatusKind::Failed),
                EventType::ExecutionTimedOut => Some(StatusKind::TimedOut),
                EventType::MapIterationAborted | EventType::ExecutionAborted => Some(StatusKind::Aborted),
                _ => None,
            };
            if let Some(status) = end {
                (span.end, span.status) = (at as u32, status);
            }
        }
        for scope in 1..trace.scopes.len() as u32 {
            if self.spans[scope as usize].end == NONE {
                self.end_by_last_visit(trace, outline, scope);
            }
        }
    }

    /// The branch of a Parallel has no events of its own: it ends with its last state.
    fn end_by_last_visit(&mut self, trace: &Trace, outline: &Outline, scope: u32) {
        let Some(visit) = self.visits.of(scope).last().copied() else { return };
        let cursor = trace.events.len() as u32;
        let kind = crate::visit::status_of_visit(trace, self, outline, visit, cursor).kind();
        let own = self.events.of(visit).last().copied().unwrap_or(NONE);
        let (end, status) = match kind {
            kind if kind.is_open() => return,
            StatusKind::Caught | StatusKind::Succeeded => (own, StatusKind::Succeeded),
            StatusKind::Failed | StatusKind::TimedOut => (self.marks.get(&visit).map_or(own, |mark| mark.event), kind),
            _ => (self.marks.get(&visit).map_or(own, |mark| mark.event), StatusKind::Aborted),
        };
        // It goes on if the state was left along an edge; and an iteration that succeeds says so itself.
        let goes_on = trace.events.get(own as usize).is_some_and(|event| event.choice != NONE);
        let is_iteration = matches!(trace.scopes[scope as usize].kind, ScopeKind::Iteration(_));
        if status != StatusKind::Succeeded || !(goes_on || is_iteration) {
            let span = &mut self.spans[scope as usize];
            (span.end, span.status) = (end, status);
        }
    }
}

/// Whether an event tells of an error at its source. The failure of an iteration, a Parallel or the execution only
/// counts where no state told before.
fn is_cause(trace: &Trace, index: u32) -> bool {
    let event = &trace.events[index as usize];
    let passes_on = matches!(
        event.kind,
        EventType::ExecutionFailed | EventType::MapIterationFailed | EventType::ParallelStateFailed
    );
    if !passes_on {
        return event.kind.is_error();
    }
    let previous = event.previous.checked_sub(1).and_then(|id| trace.events.get(id as usize));
    previous.is_none_or(|previous| {
        !(previous.kind.is_error()
            || matches!(previous.kind, EventType::MapStateFailed | EventType::ParallelStateFailed))
    })
}

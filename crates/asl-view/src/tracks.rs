//! Counts by status over many visits at once: the iterations of a Map, and a state in all of them.

use crate::{Counts, NONE, Outline, Role, ScopeKind, StatusKind, Trace, TraceIndex, visit::status_of_visit};
use std::collections::BTreeMap;

/// How counts change from event to event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Track {
    /// Index of an event, and the counts from then on; sorted.
    steps: Vec<(u32, Counts)>,
}

impl Track {
    /// The counts when `cursor` events have happened.
    pub(crate) fn at(&self, cursor: u32) -> Counts {
        let seen = self.steps.partition_point(|(event, _)| *event < cursor);
        seen.checked_sub(1).map_or(Counts::default(), |last| self.steps[last].1)
    }
}

/// At an event, something goes from one status (or none) to another.
type Change = (u32, Option<StatusKind>, StatusKind);

fn track(mut changes: Vec<Change>) -> Track {
    asl_sort::by_key(&mut changes, |change| change.0);
    let mut counts = Counts::default();
    let mut steps: Vec<(u32, Counts)> = Vec::with_capacity(changes.len());
    for (event, from, to) in changes {
        if let Some(from) = from {
            counts.remove(from);
        }
        counts.add(to);
        match steps.last_mut() {
            Some(last) if last.0 == event => last.1 = counts,
            _ => steps.push((event, counts)),
        }
    }
    Track { steps }
}

/// Fills the tracks of an index whose other parts are complete.
pub(crate) fn fill(index: &mut TraceIndex, trace: &Trace, outline: &Outline) {
    let mut templates: BTreeMap<(u32, u32), Vec<Change>> = BTreeMap::new();
    let mut iterations: BTreeMap<u32, Vec<Change>> = BTreeMap::new();
    for (scope, row) in trace.scopes.iter().enumerate() {
        let (span, run) = (index.spans[scope], index.runs[scope]);
        if matches!(row.kind, ScopeKind::Iteration(_)) && run != NONE {
            let changes = iterations.entry(run).or_default();
            changes.push((span.start, None, StatusKind::Running));
            if span.end != NONE {
                changes.push((span.end, Some(StatusKind::Running), span.status));
            }
        }
        let runs = runs_around(index, trace, scope as u32);
        if !runs.is_empty() {
            collect_templates(index, trace, outline, scope as u32, &runs, &mut templates);
        }
    }
    // Not collected: a map that is collected brings a sort of its own to the page.
    for (key, changes) in templates {
        index.templates.insert(key, track(changes));
    }
    for (run, changes) in iterations {
        index.iterations.insert(run, track(changes));
    }
}

/// The `MapStateStarted` events of all Maps around a scope.
fn runs_around(index: &TraceIndex, trace: &Trace, mut scope: u32) -> Vec<u32> {
    let mut runs = Vec::new();
    while let Some(row) = trace.scopes.get(scope as usize) {
        if matches!(row.kind, ScopeKind::Iteration(_)) && index.runs[scope as usize] != NONE {
            runs.push(index.runs[scope as usize]);
        }
        scope = row.parent;
    }
    runs
}

fn collect_templates(
    index: &TraceIndex,
    trace: &Trace,
    outline: &Outline,
    scope: u32,
    runs: &[u32],
    templates: &mut BTreeMap<(u32, u32), Vec<Change>>,
) {
    let mut latest: BTreeMap<u32, StatusKind> = BTreeMap::new();
    for visit in index.visits_in(scope) {
        let state = trace.visits[*visit as usize].state;
        let mut moments: Vec<u32> = index.events_of(*visit).to_vec();
        // A Map or Parallel inside counts as running throughout; only its own events and marks change it.
        moments.extend(index.marks.get(visit).map(|mark| mark.event));
        for event in moments {
            let is_step = matches!(trace.events[event as usize].kind.role(), Role::Done);
            let kind = status_of_visit(trace, index, outline, *visit, event + 1).kind();
            let from = latest.get(&state).copied();
            if !is_step && from != Some(kind) {
                for run in runs {
                    templates.entry((*run, state)).or_default().push((event, from, kind));
                }
                latest.insert(state, kind);
            }
        }
    }
}

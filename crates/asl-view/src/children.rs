//! The child executions of a Map Run, or the iterations of a large Map: five bytes each, and what is drawn of them.

use crate::{MapRun, NONE, ScopeKind, StatusKind, TextId, Trace, TraceIndex, status_of_scope};
use serde::{Deserialize, Serialize};

/// Where a child execution is to be found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChildAddress {
    /// The ARN of its Map Run.
    pub map_run: String,
    /// Its place in the Map Run, from 0.
    pub index: u32,
    /// Where the end of the Map Run stopped it: after how many virtual milliseconds of its own.
    pub stop: Option<f64>,
}

/// How a child execution ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChildOutcome {
    /// Its status; what never began is [`StatusKind::NotReached`].
    pub status: StatusKind,
    /// The error name; [`NONE`] for none.
    pub error: TextId,
}

/// The child executions of a Map Run. Most end in one of a few ways, so each is the number of its outcome and how long
/// it took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Children {
    /// The outcomes that occur, at most 256: what has another error beyond that is counted without its name.
    pub outcomes: Vec<ChildOutcome>,
    /// Per child the place of its outcome.
    pub outcome_of: Vec<u8>,
    /// Per child the virtual milliseconds from its start to its end; 0 for one that never began.
    pub durations: Vec<f32>,
}

impl Children {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.outcome_of.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.outcome_of.is_empty()
    }

    /// Adds a child.
    pub fn push(&mut self, outcome: ChildOutcome, duration: f32) {
        let nameless = ChildOutcome { error: NONE, ..outcome };
        let known = |wanted| self.outcomes.iter().position(|known| *known == wanted);
        // The last ten places are kept for the statuses without a name.
        let full = self.outcomes.len() >= 256 - StatusKind::ALL.len();
        let wanted = if full && known(outcome).is_none() { nameless } else { outcome };
        let place = known(wanted).unwrap_or(self.outcomes.len());
        if place == self.outcomes.len() {
            self.outcomes.push(wanted);
        }
        self.outcome_of.push(place as u8);
        self.durations.push(duration);
    }

    /// How a child ended; of one that is not there: that it was not reached.
    pub fn outcome(&self, index: u32) -> ChildOutcome {
        let outcome = self.outcome_of.get(index as usize).and_then(|place| self.outcomes.get(usize::from(*place)));
        outcome.copied().unwrap_or(ChildOutcome { status: StatusKind::NotReached, error: NONE })
    }

    /// How long a child took, in virtual milliseconds.
    pub fn duration(&self, index: u32) -> f32 {
        self.durations.get(index as usize).copied().unwrap_or(0.0)
    }

    /// Where a child is to be found; `map_run` is the ARN of these.
    pub fn address(&self, map_run: &str, index: u32) -> ChildAddress {
        let is_stopped = self.outcome(index).status == StatusKind::Aborted;
        let stop = is_stopped.then(|| f64::from(self.duration(index)));
        ChildAddress { map_run: map_run.to_owned(), index, stop }
    }

    /// How many have each outcome, in the order of `outcomes`.
    pub fn tally(&self) -> Vec<u32> {
        let mut counts = vec![0; self.outcomes.len()];
        self.outcome_of.iter().for_each(|place| counts[usize::from(*place)] += 1);
        counts
    }
}

/// The iterations of a Map's run at the cursor.
pub fn iterations(trace: &Trace, index: &TraceIndex, run: &MapRun, cursor: u32) -> Children {
    let mut found = vec![(ChildOutcome { status: StatusKind::NotReached, error: NONE }, 0.0); run.total as usize];
    for scope in index.scopes_of(run.visit).iter().copied().filter(|scope| index.runs[*scope as usize] == run.started) {
        let ScopeKind::Iteration(place) = trace.scopes[scope as usize].kind else { continue };
        let Some(row) = found.get_mut(place as usize) else { continue };
        let (status, span) = (status_of_scope(index, scope, cursor), index.span(scope));
        let last = index.visits_in(scope).last().filter(|_| status.is_failure());
        // A Fail state has no event with its error: the end of the Map or of the execution tells it.
        let own = last.map_or(&[][..], |visit| index.events_of(*visit));
        let error = own.iter().rev().map(|event| trace.events[*event as usize].error).find(|error| *error != NONE);
        let time = |event: u32| trace.events.get(event as usize).map(|event| event.time);
        let end = if status.is_open() { cursor.saturating_sub(1) } else { span.end };
        let took = time(end).zip(time(span.start)).map_or(0.0, |(end, start)| end - start);
        *row = (ChildOutcome { status, error: error.unwrap_or(NONE) }, took as f32);
    }
    let mut children = Children::default();
    found.into_iter().for_each(|(outcome, took)| {
        children.push(outcome, if outcome.status == StatusKind::NotReached { 0.0 } else { took });
    });
    children
}

/// How many of a stretch of children have succeeded, failed and so on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Density {
    /// The first of them.
    pub first: u32,
    /// How many there are.
    pub count: u32,
    /// Succeeded, or caught.
    pub succeeded: u32,
    /// Failed, or timed out.
    pub failed: u32,
    /// Stopped.
    pub aborted: u32,
    /// At work.
    pub open: u32,
}

/// Cuts the children into at most so many stretches of equal length, and counts each.
pub fn density(children: &Children, bins: usize) -> Vec<Density> {
    let (count, bins) = (children.len(), bins.clamp(1, children.len().max(1)));
    let bin = |bin: usize| {
        let (first, end) = (bin * count / bins, (bin + 1) * count / bins);
        let mut found = Density { first: first as u32, count: (end - first) as u32, ..Density::default() };
        for index in first..end {
            match children.outcome(index as u32).status {
                StatusKind::Succeeded | StatusKind::Caught => found.succeeded += 1,
                StatusKind::Failed | StatusKind::TimedOut => found.failed += 1,
                StatusKind::Aborted => found.aborted += 1,
                StatusKind::NotReached => {}
                StatusKind::Running | StatusKind::Retrying | StatusKind::Waiting | StatusKind::Token => found.open += 1,
            }
        }
        found
    };
    if count == 0 { Vec::new() } else { (0..bins).map(bin).collect() }
}

/// How many children took how long: the counts of bins of equal width, and the longest duration in milliseconds. What
/// never began is left out.
pub fn histogram(children: &Children, bins: usize) -> (Vec<u32>, f32) {
    let began = |index: &u32| children.outcome(*index).status != StatusKind::NotReached;
    let durations = || (0..children.len() as u32).filter(began).map(|index| children.duration(index));
    let longest = durations().fold(0.0, f32::max);
    let mut counts = vec![0; bins.max(1)];
    for duration in durations() {
        let bin = if longest > 0.0 { (duration / longest * bins as f32) as usize } else { 0 };
        let last = counts.len() - 1;
        counts[bin.min(last)] += 1;
    }
    (counts, longest)
}

/// Which children a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChildFilter {
    /// A number or `#number`: those whose index begins with it. Else: those whose error or status holds it.
    pub text: String,
    /// Only from one index to another, both included.
    pub range: Option<(u32, u32)>,
}

/// The children in the order of a list: what waits for an answer or failed first, then what was stopped, then the rest;
/// each by index.
pub fn failed_first(trace: &Trace, children: &Children, filter: &ChildFilter) -> Vec<u32> {
    let wanted = filter.text.trim().trim_start_matches('#').to_lowercase();
    let by_index = !wanted.is_empty() && wanted.bytes().all(|byte| byte.is_ascii_digit());
    let rank = |outcome: &ChildOutcome| match outcome.status {
        StatusKind::Failed | StatusKind::TimedOut | StatusKind::Token => 0,
        StatusKind::Aborted => 1,
        StatusKind::NotReached => 3,
        _ => 2,
    };
    let holds = |outcome: &ChildOutcome| {
        let error = trace.texts.get(outcome.error).unwrap_or_default();
        by_index || error.to_lowercase().contains(&wanted) || outcome.status.word().contains(&wanted)
    };
    // Decided once for each outcome, not for each child.
    let ranks: Vec<Option<usize>> =
        children.outcomes.iter().map(|outcome| holds(outcome).then(|| rank(outcome))).collect();
    let mut lists: [Vec<u32>; 4] = Default::default();
    let (first, last) = filter.range.unwrap_or((0, u32::MAX));
    let fits = |index: &u32| !by_index || index.to_string().starts_with(&wanted);
    for index in (first..(children.len() as u32).min(last.saturating_add(1))).filter(fits) {
        if let Some(rank) = ranks[usize::from(children.outcome_of[index as usize])] {
            lists[rank].push(index);
        }
    }
    lists.concat()
}

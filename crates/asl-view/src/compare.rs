//! Two runs side by side.

use crate::{Event, Outline, Role, Status, Summary, Trace, TraceIndex, cost, describe, format};

/// How many events two runs share from the start: what happened, to which visit, when, and with which texts.
pub fn common_prefix((one, one_outline): (&Trace, &Outline), (other, other_outline): (&Trace, &Outline)) -> u32 {
    let pairs = one.events.iter().zip(&other.events);
    // The number of a state changes with the text; its name says whether it is the same.
    let same_state = |visit: u32| state_name(one, one_outline, visit) == state_name(other, other_outline, visit);
    let same = |(left, right): &(&Event, &Event)| {
        is_same(one, left, other, right) && (left.kind.role() != Role::Entered || same_state(left.visit))
    };
    pairs.take_while(same).count() as u32
}

fn state_name<'a>(trace: &Trace, outline: &'a Outline, visit: u32) -> Option<&'a str> {
    let visit = trace.visits.get(visit as usize)?;
    outline.states.get(visit.state as usize).map(|state| state.name.as_str())
}

fn is_same(one: &Trace, left: &Event, other: &Trace, right: &Event) -> bool {
    let text_is_same = |pick: fn(&Event) -> u32| one.texts.get(pick(left)) == other.texts.get(pick(right));
    left.kind == right.kind
        && left.previous == right.previous
        && left.time == right.time
        && left.scope == right.scope
        && left.visit == right.visit
        && left.attempt == right.attempt
        && left.number == right.number
        && text_is_same(|event| event.text)
        && text_is_same(|event| event.error)
        && text_is_same(|event| event.cause)
        && text_is_same(|event| event.name)
        && text_is_same(|event| event.assigned)
}

/// A run to compare: all that the comparison reads.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// How it ended.
    pub summary: &'a Summary,
    /// What happened.
    pub trace: &'a Trace,
    /// What is looked up in it.
    pub index: &'a TraceIndex,
    /// The states of its definition.
    pub outline: &'a Outline,
    /// Whether it is billed as an Express execution.
    pub express: bool,
}

/// A figure of both runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub name: &'static str,
    /// In the run before.
    pub before: String,
    /// In the present run.
    pub now: String,
}

impl Figure {
    /// Whether it is another one now.
    pub fn differs(&self) -> bool {
        self.before != self.now
    }
}

/// What differs between two runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunDifference {
    /// Status, duration and counts.
    pub figures: Vec<Figure>,
    /// The id of the first event that differs, and what it was and is in words; `None` if no event does.
    pub first: Option<(u32, String, String)>,
    /// States that only the run before entered.
    pub gone: Vec<String>,
    /// States that only the present run enters.
    pub new: Vec<String>,
}

/// Compares a run with the one before.
pub fn compare_runs(before: Side<'_>, now: Side<'_>) -> RunDifference {
    let same = common_prefix((before.trace, before.outline), (now.trace, now.outline));
    let ends = [before.trace.events.len() as u32, now.trace.events.len() as u32];
    let (old, new) = (entered(before), entered(now));
    let figure = |name, of: &dyn Fn(Side<'_>) -> String| Figure { name, before: of(before), now: of(now) };
    let bill = |side: Side<'_>, runs: f64| {
        crate::dollars(cost(side.trace, side.index, side.outline, side.summary, side.express).dollars * runs)
    };
    RunDifference {
        figures: vec![
            figure("Status", &|side| outcome(side.summary)),
            figure("Duration", &|side| format::duration(side.summary.duration)),
            figure("Events", &|side| format::number(side.summary.events)),
            figure("State transitions", &|side| format::number(side.summary.transitions)),
            figure("Retries", &|side| format::number(side.summary.retries)),
            figure("Cost of a run", &|side| bill(side, 1.0)),
            figure("Of a million runs", &|side| bill(side, 1e6)),
        ],
        first: ends.iter().any(|end| same < *end).then(|| first_difference(before, now, same)),
        gone: old.iter().filter(|name| !new.contains(name)).cloned().collect(),
        new: new.iter().filter(|name| !old.contains(name)).cloned().collect(),
    }
}

/// The id of an event that differs, and what it was and is.
fn first_difference(before: Side<'_>, now: Side<'_>, event: u32) -> (u32, String, String) {
    let said = |side: Side<'_>| match side.trace.events.get(event as usize) {
        Some(_) => describe(side.trace, side.index, side.outline, event),
        None => "the run was over".to_owned(),
    };
    let (was, is) = (said(before), said(now));
    let pair = before.trace.events.get(event as usize).zip(now.trace.events.get(event as usize));
    match pair.filter(|_| was == is) {
        // The same words: what differs is when it was, or what it carried.
        Some((old, new)) if old.time != new.time => {
            let at = |words: String, time: f64| format!("{words}, at {}", format::offset(time));
            (event + 1, at(was, old.time), at(is, new.time))
        }
        Some(_) => (event + 1, was, format!("{is}, with other data")),
        None => (event + 1, was, is),
    }
}

/// The names of the states that were entered, each once, in the order of the text.
fn entered(side: Side<'_>) -> Vec<String> {
    let mut was_entered = vec![false; side.outline.states.len()];
    for visit in &side.trace.visits {
        if let Some(found) = was_entered.get_mut(visit.state as usize) {
            *found = true;
        }
    }
    let states = side.outline.states.iter().zip(was_entered);
    states.filter(|(_, entered)| *entered).map(|(state, _)| state.name.clone()).collect()
}

/// `Succeeded`, `Failed: States.Timeout`, `Waiting`.
fn outcome(summary: &Summary) -> String {
    let word = match summary.status {
        Status::Running => "Not ended",
        Status::Succeeded => "Succeeded",
        Status::Failed => "Failed",
        Status::TimedOut => "Timed out",
        Status::Aborted => "Stopped",
    };
    match &summary.error {
        Some(error) => format!("{word}: {error}"),
        None => word.to_owned(),
    }
}

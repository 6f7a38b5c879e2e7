//! Which retrier, catcher or rule was used: no event says so, but what follows does.

use super::{follow::Followed, recording::Recording};
use asl_view::{Edge, EdgeKind, NONE, Outline, Role, State, StateType, matches_error};

/// For each event (from 0) its `choice` in the trace: the edge by which a state was left, or the retrier that handled
/// a failure.
pub(super) fn choices(recording: &Recording, followed: &Followed, outline: &Outline) -> Vec<u32> {
    let mut choices = vec![NONE; recording.events.len()];
    let mut next = vec![NONE; recording.events.len()];
    for (at, event) in recording.events.iter().enumerate().filter(|(_, event)| event.kind.role() == Role::Entered) {
        if let (Some(before), Some(visit)) =
            (event.previous.checked_sub(1), followed.visits.get(followed.places[at].visit as usize))
        {
            // Two branches may begin behind the same event; an exit leads to one state.
            next[before as usize] = visit.state;
        }
    }
    let mut failed: Vec<bool> = vec![false; followed.visits.len()];
    for (at, event) in recording.events.iter().enumerate() {
        let visit = followed.places[at].visit;
        let Some(state) = followed.visits.get(visit as usize).map(|visit| visit.state) else { continue };
        match event.kind.role() {
            Role::Exited => {
                let row = &outline.states[state as usize];
                // A task that was never scheduled has failed before.
                let unscheduled = row.kind == StateType::Task && !has_result(recording, followed, at);
                let caught = failed[visit as usize] || unscheduled;
                let error = if caught { error_of(recording, followed, outline, at as u32) } else { None };
                choices[at] = edge(outline, state, next[at], caught, error.as_deref());
            }
            Role::Failed | Role::TimedOut => failed[visit as usize] = true,
            Role::Scheduled | Role::Started | Role::Done => failed[visit as usize] = false,
            _ => {}
        }
    }
    for (again, before) in &followed.again {
        let visit = followed.places[*again as usize].visit;
        let state = followed.visits.get(visit as usize).and_then(|visit| outline.states.get(visit.state as usize));
        if let (Some(state), Some(choice)) = (state, choices.get_mut(*before as usize)) {
            let error = error_of(recording, followed, outline, *again);
            *choice = retrier(state, error.as_deref());
        }
    }
    choices
}

/// Whether a task got its result, told by the event before it was left.
fn has_result(recording: &Recording, followed: &Followed, exit: usize) -> bool {
    let before = recording.events[exit].previous.checked_sub(1).map(|at| at as usize);
    before.is_some_and(|at| {
        followed.places[at].visit == followed.places[exit].visit && recording.events[at].kind.role() == Role::Done
    })
}

/// The error that led to an event: that of the nearest cause which names one.
fn error_of(recording: &Recording, followed: &Followed, outline: &Outline, at: u32) -> Option<String> {
    let mut cause = recording.events.get(at as usize)?.previous;
    // Causes are earlier events, so this ends.
    while let Some(index) = cause.checked_sub(1) {
        let event = recording.events.get(index as usize)?;
        if let Some(error) = event.text("error") {
            return Some(error.to_string());
        }
        let visit = followed.visits.get(followed.places[index as usize].visit as usize);
        let state = visit.and_then(|visit| outline.states.get(visit.state as usize));
        match (event.kind.role(), state) {
            (Role::TimedOut, _) => return Some("States.Timeout".into()),
            // The event of a Fail does not say its error; the definition does.
            (Role::Entered, Some(state)) if state.kind == StateType::Fail => return Some(state.subtitle.clone()),
            (Role::Entered | Role::Exited, _) => return None,
            _ => cause = event.previous,
        }
    }
    None
}

/// The retrier for an error; without one, the only or the last one.
fn retrier(state: &State, error: Option<&str>) -> u32 {
    let found = error.and_then(|error| state.retriers.iter().position(|retrier| matches_error(&retrier.errors, error)));
    found.or_else(|| state.retriers.len().checked_sub(1)).map_or(NONE, |at| at as u32)
}

/// The edge from a state to the one that is entered next. Where several lead there, the first that fits the error.
fn edge(outline: &Outline, state: u32, next: u32, caught: bool, error: Option<&str>) -> u32 {
    let from = outline.edges.partition_point(|edge| edge.from < state);
    let own = || outline.edges[from..].iter().take_while(|edge| edge.from == state);
    let fits = |edge: &&Edge| match edge.kind {
        EdgeKind::Catch(_) => caught,
        _ => !caught,
    };
    let names = |edge: &Edge| match edge.kind {
        EdgeKind::Catch(place) => {
            let catcher = outline.states[state as usize].catchers.get(place as usize);
            catcher.is_some_and(|catcher| error.is_none_or(|error| matches_error(&catcher.errors, error)))
        }
        _ => true,
    };
    let place = |wanted: &dyn Fn(&&Edge) -> bool| own().position(|edge| wanted(&edge));
    let leads = |edge: &&Edge| edge.to == next;
    let found = match next {
        // The recording ends here: only what has no alternative is known.
        NONE if outline.states[state as usize].kind == StateType::Choice => None,
        NONE => place(&|edge| fits(edge) && names(edge)),
        _ => place(&|edge| leads(edge) && fits(edge) && names(edge))
            .or_else(|| place(&|edge| leads(edge) && fits(edge)))
            .or_else(|| place(&leads)),
    };
    found.map_or(NONE, |at| (from + at) as u32)
}

//! Where playing stops.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use asl_view::{
    Breakpoint, EventType, Moment, NONE, StatusKind, TraceIndex, next_stop, run_to_state, stop_at, stops, ticks,
};
use common::{Maker, items, order};

fn at(state: &str, on: Moment, iteration: Option<u32>) -> Breakpoint {
    Breakpoint { state: state.into(), on, iteration }
}

/// `24 TaskTimedOut` for each stop.
fn found(maker: &Maker, points: &[Breakpoint]) -> Vec<String> {
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    let stops = stops(&maker.trace, &index, &maker.outline, points);
    let event = |cursor: u32| maker.trace.events[cursor as usize - 1].kind.name();
    stops.iter().map(|stop| format!("{} {}", stop.cursor, event(stop.cursor))).collect()
}

#[test]
fn a_breakpoint_stops_where_its_state_does_what_it_waits_for() {
    let maker = order();
    let cases: [(Breakpoint, &[&str]); 8] = [
        (Breakpoint::on_entry("Charge card"), &["11 TaskStateEntered"]),
        (at("Charge card", Moment::Exit, None), &["31 TaskStateExited"]),
        (at("Charge card", Moment::Error, None), &["24 TaskTimedOut", "27 TaskTimedOut"]),
        (at("Charge card", Moment::Retry, None), &["25 TaskScheduled", "28 TaskScheduled"]),
        (at("", Moment::Error, None), &["24 TaskTimedOut", "27 TaskTimedOut"]),
        (at("", Moment::Retry, None), &["25 TaskScheduled", "28 TaskScheduled"]),
        (Breakpoint::on_entry("Release stock"), &[]),
        (Breakpoint::on_entry("Nowhere"), &[]),
    ];
    for (point, expected) in cases {
        assert_eq!(found(&maker, std::slice::from_ref(&point)), expected, "{}", point.said());
    }
    assert_eq!(found(&maker, &[]), [""; 0]);
}

#[test]
fn a_breakpoint_waits_for_one_iteration() {
    let maker = items(12, 3, true);
    let all = found(&maker, &[Breakpoint::on_entry("Score")]);
    assert_eq!(all.len(), 12);
    let seventh = found(&maker, &[at("Score", Moment::Enter, Some(7))]);
    assert_eq!(seventh.len(), 1);
    assert!(all.contains(&seventh[0]), "{seventh:?}");
    let started = found(&maker, &[at("Score images", Moment::Enter, Some(7))]);
    assert!(started.len() == 1 && started[0].ends_with("MapIterationStarted"), "{started:?}");
    let event = started[0].split(' ').next().unwrap().parse::<usize>().unwrap() - 1;
    assert_eq!(maker.trace.events[event].number, 7);
    assert_eq!(found(&maker, &[at("Score images", Moment::Enter, Some(12))]), [""; 0]);
    assert!(found(&maker, &[Breakpoint::on_entry("Score images")])[0].ends_with("MapStateEntered"));
}

#[test]
fn a_failure_without_an_event_of_its_own_stops_at_its_state() {
    let mut maker = order();
    maker.trace.events.truncate(38);
    let visit = maker.trace.visits.iter().position(|visit| visit.entered == 10).unwrap() as u32;
    // The evaluation of Charge card fails: the execution ends, pointing to the state's last event.
    maker.trace.events.truncate(11);
    maker.trace.visits.truncate(visit as usize + 1);
    maker.event(EventType::ExecutionFailed, 11, 0, NONE);
    assert_eq!(found(&maker, &[at("Charge card", Moment::Error, None)]), ["12 ExecutionFailed"]);
}

#[test]
fn playing_goes_from_stop_to_stop() {
    let maker = order();
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    let points = [at("Charge card", Moment::Error, None), Breakpoint::on_entry("Charge card")];
    let stops = stops(&maker.trace, &index, &maker.outline, &points);
    let mut cursor = 0;
    let mut walk = Vec::new();
    while let Some(stop) = next_stop(&stops, cursor) {
        cursor = stop.cursor;
        walk.push((cursor, stop.breakpoint));
    }
    assert_eq!(walk, [(11, 1), (24, 0), (27, 0)]);
    assert_eq!(stop_at(&stops, 24).map(|stop| stop.breakpoint), Some(0));
    assert_eq!(stop_at(&stops, 25), None);
}

#[test]
fn run_to_a_state_prefers_the_scope_that_is_looked_into() {
    let maker = items(12, 3, false);
    let scope_of = |event: u32| maker.trace.events[event as usize].scope;
    let (first, second) = {
        let mut entries = maker.trace.visits.iter().filter(|visit| visit.state == 3).map(|visit| visit.entered);
        (entries.next().unwrap(), entries.next().unwrap())
    };
    let to = |cursor, scope| run_to_state(&maker.trace, 3, cursor, scope);
    assert_eq!(to(0, 0), Some(first + 1));
    assert_eq!(to(0, scope_of(second)), Some(second + 1));
    assert_eq!(to(first + 1, scope_of(first)), Some(second + 1), "it is not entered again in this iteration");
    assert_eq!(to(maker.last(), 0), Some(first + 1), "behind the last entry it starts over");
    assert_eq!(run_to_state(&maker.trace, 99, 0, 0), None);
}

#[test]
fn a_breakpoint_is_said_in_words() {
    assert_eq!(at("Charge card", Moment::Error, Some(3)).said(), "Charge card, on error, in iteration 3");
    assert_eq!(at("", Moment::Retry, None).said(), "Any state, on retry");
    for moment in Moment::ALL {
        assert_eq!(Moment::from_word(moment.word()), Some(moment));
    }
}

#[test]
fn the_scrubber_marks_errors_retries_and_the_point_of_a_decision() {
    let mut maker = order();
    let marks = |maker: &Maker| {
        let index = TraceIndex::new(&maker.trace, &maker.outline);
        ticks(&maker.trace, &index, 32).iter().map(|tick| (tick.cursor, tick.kind)).collect::<Vec<_>>()
    };
    let all = marks(&maker);
    assert_eq!(all[..2], [(24, StatusKind::TimedOut), (25, StatusKind::Retrying)]);
    assert_eq!(all.last(), Some(&(maker.last(), StatusKind::Succeeded)));
    maker.trace.events.truncate(26);
    assert_eq!(marks(&maker).last(), Some(&(26, StatusKind::Token)));
}

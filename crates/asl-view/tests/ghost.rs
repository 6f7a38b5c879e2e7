//! A run beside the one before the last change.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use asl_view::{
    BarKind::{Attempt, Backoff},
    EventType, Ghost, LaneSwitches, NONE, Ruler, Scale, Side, Status, StatusKind, Summary, TraceIndex, compare_runs,
    end_beside_ghost, lanes, place_ghost,
};
use common::{Maker, items, order};

/// The run in which the first attempt of Charge card succeeds.
fn charged_at_once() -> Maker {
    let mut maker = order();
    maker.trace.events.truncate(12);
    maker.trace.visits.truncate(4);
    maker.time = 1_400.0;
    let card = maker.trace.events[10].visit;
    maker.end(EventType::TaskSucceeded, card, 1, "");
    maker.exit(EventType::TaskStateExited, card, NONE);
    let last = maker.last();
    maker.event(EventType::ExecutionSucceeded, last, 0, NONE);
    maker
}

fn side<'a>(maker: &'a Maker, index: &'a TraceIndex, summary: &'a Summary) -> Side<'a> {
    Side { summary, trace: &maker.trace, index, outline: &maker.outline, express: false }
}

#[test]
fn a_lane_has_the_bars_that_it_had_before() {
    let (before, now) = (order(), charged_at_once());
    let (old, index) = (TraceIndex::new(&before.trace, &before.outline), TraceIndex::new(&now.trace, &now.outline));
    let ghost = Ghost::new(&now.trace, &now.outline, &before.trace, &before.outline);
    let lanes = lanes(&now.trace, &index, &now.outline, 0, &LaneSwitches::new());
    let bars = |name: &str| {
        let lane = lanes.iter().find(|lane| lane.name == name).unwrap();
        ghost.bars(lane, &before.trace, &old, &before.outline)
    };
    let card: Vec<_> = bars("Charge card").iter().map(|bar| (bar.kind, bar.status)).collect();
    let expected = [
        (Attempt, StatusKind::TimedOut),
        (Backoff, StatusKind::Retrying),
        (Attempt, StatusKind::TimedOut),
        (Backoff, StatusKind::Retrying),
        (Attempt, StatusKind::Succeeded),
    ];
    assert_eq!(card, expected);
    assert_eq!(bars("Validate order"), [], "what is the same has no ghost");
}

#[test]
fn iterations_are_found_by_their_index_and_states_by_their_names() {
    let (before, mut now) = (items(3, 3, false), items(3, 3, false));
    now.trace.events.iter_mut().skip(7).for_each(|event| event.time += 100.0);
    // Another definition: a state stands before the others.
    now.outline.states.swap(0, 4);
    for visit in &mut now.trace.visits {
        visit.state = [4, 1, 2, 3, 0][visit.state as usize];
    }
    let old = TraceIndex::new(&before.trace, &before.outline);
    let index = TraceIndex::new(&now.trace, &now.outline);
    let ghost = Ghost::new(&now.trace, &now.outline, &before.trace, &before.outline);
    let lanes = lanes(&now.trace, &index, &now.outline, 0, &LaneSwitches::new());
    let second = lanes.iter().find(|lane| lane.name == "#1").unwrap();
    let bars = ghost.bars(second, &before.trace, &old, &before.outline);
    assert_eq!(bars.len(), second.bars.len());
    assert_ne!(bars[0].from, second.bars[0].from, "it began at another time");
    let list = lanes.iter().find(|lane| lane.name == "List images").unwrap();
    assert_eq!(ghost.bars(list, &before.trace, &old, &before.outline), []);
}

#[test]
fn a_long_ghost_does_not_squeeze_the_run() {
    let cases = [
        (10_000.0, 0.0, 12_000.0, 12_000.0),
        (10_000.0, 0.0, 90_000.0, 15_000.0),
        (10_000.0, 0.0, 4_000.0, 10_000.0),
        (3_610_000.0, 3_600_000.0, 9_000_000.0, 3_615_000.0),
    ];
    for (end, folded, before, expected) in cases {
        assert_eq!(end_beside_ghost(end, folded, before), expected, "{end} {folded} {before}");
    }
    let (before, now) = (order(), charged_at_once());
    let old = TraceIndex::new(&before.trace, &before.outline);
    let index = TraceIndex::new(&now.trace, &now.outline);
    let ghost = Ghost::new(&now.trace, &now.outline, &before.trace, &before.outline);
    let lanes = lanes(&now.trace, &index, &now.outline, 0, &LaneSwitches::new());
    let card = lanes.iter().find(|lane| lane.name == "Charge card").unwrap();
    let scale = Scale::new(6_500.0, &[], 800.0);
    let placed =
        place_ghost(ghost.bars(card, &before.trace, &old, &before.outline), &Ruler { scale: &scale, width: 800.0 });
    assert_eq!(placed.len(), 2, "the rest lies behind the axis");
    assert!(placed.iter().all(|bar| bar.left >= 0.0 && bar.left + bar.width <= 803.0), "{placed:?}");
}

#[test]
fn the_comparison_says_what_differs() {
    let (before, now) = (order(), charged_at_once());
    let (old, index) = (TraceIndex::new(&before.trace, &before.outline), TraceIndex::new(&now.trace, &now.outline));
    let failed = Summary { status: Status::Failed, error: Some("States.Timeout".into()), ..Summary::default() };
    let done = Summary { status: Status::Succeeded, duration: 1_400.0, ..Summary::default() };
    let found = compare_runs(side(&before, &old, &failed), side(&now, &index, &done));
    let status = &found.figures[0];
    assert_eq!((status.before.as_str(), status.now.as_str()), ("Failed: States.Timeout", "Succeeded"));
    assert!(status.differs() && found.figures[1].now == "1.4 s");
    let (event, was, is) = found.first.unwrap();
    assert_eq!((event, was.as_str(), is.as_str()), (13, "Charge card runs", "Charge card got its result"));
    assert_eq!(found.new, [""; 0]);
    assert!(found.gone.contains(&"Ship order".to_string()), "{:?}", found.gone);
    let same = compare_runs(side(&now, &index, &done), side(&now, &index, &done));
    assert_eq!((same.first, same.gone.len()), (None, 0));
}

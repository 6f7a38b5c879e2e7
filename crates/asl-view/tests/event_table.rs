//! Rows of the event table: filters, the current row, what is in sight.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use asl_view::{
    EventFilter, EventGroup, RowKind, Sight, Slots, StatusGroup, StatusKind, TraceIndex, cursor_of_row, event_list,
    event_row, row_at, scope_name, visit_list, visit_row,
};
use common::{Maker, items, order};

fn filter(text: &str, group: EventGroup, status: StatusGroup) -> EventFilter {
    EventFilter { text: text.into(), group, status }
}

/// The rows as people read them.
fn events(maker: &Maker, filter: &EventFilter) -> Vec<String> {
    let rows = event_list(&maker.trace, &maker.outline, filter);
    let rows = rows.into_iter().filter_map(|event| event_row(&maker.trace, &maker.outline, event));
    rows.map(|row| format!("{} {} {}", row.id, row.kind, row.state)).collect()
}

fn visits(maker: &Maker, filter: &EventFilter) -> Vec<String> {
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    let rows = visit_list(&maker.trace, &index, &maker.outline, filter);
    let end = maker.last();
    let rows = rows.into_iter().filter_map(|visit| visit_row(&maker.trace, &index, &maker.outline, visit, end));
    rows.map(|row| row.state).collect()
}

#[test]
fn an_empty_filter_lets_everything_through() {
    let maker = order();
    let all: Vec<u32> = (0..maker.last()).collect();
    assert!(EventFilter::default().is_empty() && filter("  ", EventGroup::All, StatusGroup::All).is_empty());
    assert_eq!(event_list(&maker.trace, &maker.outline, &EventFilter::default()), all);
    assert_eq!(visits(&maker, &EventFilter::default()).len(), maker.trace.visits.len());
}

#[test]
fn events_are_filtered_by_text_type_and_status() {
    use EventGroup as G;
    use StatusGroup as S;
    let maker = order();
    let cases: [(&str, G, S, &[&str]); 6] = [
        ("TIMEOUT", G::All, S::All, &["24 TaskTimedOut Charge card", "27 TaskTimedOut Charge card"]),
        ("", G::Errors, S::All, &["24 TaskTimedOut Charge card", "27 TaskTimedOut Charge card"]),
        ("", G::All, S::Retried, &["25 TaskScheduled Charge card", "28 TaskScheduled Charge card"]),
        ("charge", G::States, S::All, &["11 TaskStateEntered Charge card", "31 TaskStateExited Charge card"]),
        ("wait", G::All, S::Open, &["39 WaitStateEntered Cooling off"]),
        ("no such words", G::All, S::All, &[]),
    ];
    for (text, group, status, expected) in cases {
        let found = events(&maker, &filter(text, group, status));
        assert_eq!(found, expected, "{text} {group:?} {status:?}");
    }
    let numbered = events(&maker, &filter("24", G::All, S::All));
    assert_eq!(numbered, ["24 TaskTimedOut Charge card"], "an id is found as a whole");
    let branch = events(&maker, &filter("branch 2", G::Tasks, S::All));
    assert!(!branch.is_empty() && branch.iter().all(|row| row.ends_with("Pick items") || row.ends_with("Print label")));
    let containers = events(&maker, &filter("", G::Containers, S::All));
    assert_eq!(containers.len(), 4, "{containers:?}");
}

#[test]
fn visits_are_filtered_by_how_they_end() {
    use EventGroup as G;
    use StatusGroup as S;
    let (order, items) = (order(), items(20, 5, true));
    assert_eq!(visits(&order, &filter("", G::All, S::Retried)), ["Charge card"]);
    assert_eq!(visits(&order, &filter("", G::Errors, S::All)), ["Charge card"], "it failed, if not for good");
    assert_eq!(visits(&order, &filter("", G::Containers, S::All)), ["Fulfil order"]);
    assert_eq!(visits(&order, &filter("states.timeout", G::All, S::All)), ["Charge card"]);
    assert_eq!(visits(&items, &filter("", G::All, S::Failed)), ["Score", "Score"]);
    assert_eq!(visits(&items, &filter("#7", G::All, S::All)), ["Fetch", "Score"]);
    assert_eq!(visits(&items, &filter("imagetoolarge", G::Tasks, S::Failed)).len(), 2);
}

#[test]
fn a_row_tells_of_retries_and_folds_attempts() {
    let maker = order();
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    let status = |event: u32| event_row(&maker.trace, &maker.outline, event - 1).unwrap().status;
    assert_eq!(status(12), StatusKind::Running);
    assert_eq!(status(24), StatusKind::TimedOut);
    assert_eq!(status(25), StatusKind::Retrying);
    let charge = maker.trace.events[10].visit;
    let row = |cursor| visit_row(&maker.trace, &index, &maker.outline, charge, cursor).unwrap();
    assert_eq!(row(10).attempts, []);
    assert_eq!(row(10).status, StatusKind::NotReached);
    assert_eq!(row(24).error.as_deref(), Some("States.Timeout"));
    assert_eq!(row(maker.last()).error, None, "it ended well");
    assert_eq!(row(maker.last()).attempts, [StatusKind::TimedOut, StatusKind::TimedOut, StatusKind::Succeeded]);
    assert_eq!((row(0).first, row(0).last), (11, 31));
    assert_eq!((scope_name(""), scope_name(&row(0).scope)), ("Root", "Fulfil order, branch 1"));
}

#[test]
fn the_current_row_is_that_of_the_last_event_or_the_one_before_it() {
    let maker = order();
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    let at = |kind, list: &[u32], cursor| row_at(&maker.trace, kind, list, cursor);
    let all: Vec<u32> = (0..maker.last()).collect();
    assert_eq!(at(RowKind::Event, &all, 0), None);
    assert_eq!(at(RowKind::Event, &all, 7), Some((6, true)));
    assert_eq!(at(RowKind::Event, &[3, 18], 10), Some((0, false)));
    assert_eq!(at(RowKind::Event, &[3, 18], 19), Some((1, true)));
    assert_eq!(at(RowKind::Event, &[3, 18], 3), None);
    let visits: Vec<u32> = (0..maker.trace.visits.len() as u32).collect();
    let charge = maker.trace.events[10].visit;
    for cursor in [11, 24, 31] {
        assert_eq!(at(RowKind::Visit, &visits, cursor), Some((charge as usize, true)), "{cursor}");
    }
    assert_eq!(at(RowKind::Visit, &visits, 1), None, "no state has been entered");
    assert_eq!(at(RowKind::Visit, &[0, charge], maker.last()), Some((1, false)));
    assert_eq!(cursor_of_row(&index, RowKind::Event, 18), 19);
    assert_eq!(cursor_of_row(&index, RowKind::Visit, charge), 31);
    assert_eq!(cursor_of_row(&index, RowKind::Visit, 999), 0);
}

#[test]
fn only_rows_in_sight_are_drawn() {
    let sight = |scroll| Sight { scroll, height: 140.0, row: 28.0 };
    let cases = [
        (0.0, 25_000, 0..13),
        (2800.0, 25_000, 92..113),
        (1e9, 25_000, 24_987..25_000),
        (-50.0, 25_000, 0..13),
        (2800.0, 3, 0..3),
        (0.0, 0, 0..0),
    ];
    for (scroll, count, expected) in cases {
        assert_eq!(sight(scroll).rows(count), expected, "{scroll} of {count}");
    }
    assert_eq!(Sight::default().rows(10), 0..0, "before it has a size");
    assert_eq!(sight(0.0).page(), 4);
}

#[test]
fn a_row_comes_into_sight_by_the_shortest_way() {
    let sight = Sight { scroll: 280.0, height: 140.0, row: 28.0 };
    let cases = [(10, None), (14, None), (15, Some(336.0)), (9, Some(224.0)), (100, Some(2744.0)), (0, Some(0.0))];
    for (row, expected) in cases {
        assert_eq!(sight.scroll_to(row), expected, "row {row}");
    }
}

#[test]
fn the_row_at_the_top_is_a_whole_one() {
    let sight = Sight { scroll: 0.0, height: 150.0, row: 28.0 };
    for row in [5, 9, 40, 9_999] {
        let target = sight.scroll_to(row).unwrap();
        assert_eq!(target % 28.0, 0.0, "row {row}");
        let top = row as f64 * 28.0;
        assert!(target <= top && top + 28.0 <= target + 150.0, "row {row} is in sight at {target}");
    }
    assert_eq!(Sight { row: 0.0, ..sight }.scroll_to(3), None, "before it has a size");
}

#[test]
fn elements_go_from_rows_out_of_sight_to_rows_that_come_in() {
    // A range of rows, and the elements that show them.
    let cases: [(std::ops::Range<usize>, &[u32]); 7] = [
        (0..4, &[0, 1, 2, 3]),
        (1..5, &[1, 2, 3, 0]),
        (0..4, &[0, 1, 2, 3]),
        (900..904, &[0, 1, 2, 3]),
        (901..903, &[1, 2]),
        (901..905, &[1, 2, 4, 5]),
        (0..0, &[]),
    ];
    let mut slots = Slots::default();
    for (rows, expected) in cases {
        slots = slots.turned(rows.clone());
        assert_eq!(slots.ids().collect::<Vec<_>>(), expected, "{rows:?}");
        let places: Vec<_> = slots.ids().filter_map(|id| slots.place_of(id)).collect();
        assert_eq!(places, rows.clone().collect::<Vec<_>>());
    }
    assert_eq!(slots.place_of(1), None);
}

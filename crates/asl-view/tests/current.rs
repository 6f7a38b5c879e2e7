//! Which state the panes show at a cursor.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use asl_view::{EventType, NONE, StateType, current_state, current_visit};
use common::Maker;

#[test]
fn the_failure_of_an_execution_belongs_to_the_state_that_it_follows_from() {
    for (kind, expected) in [
        (EventType::ExecutionFailed, Some(1)),
        (EventType::ExecutionTimedOut, Some(1)),
        (EventType::ExecutionSucceeded, None),
        (EventType::ExecutionAborted, None),
    ] {
        let mut maker = Maker::new();
        let first = maker.state(0, "First", StateType::Pass, "", "");
        let second = maker.state(0, "Second", StateType::Task, "", "");
        maker.start();
        let visit = maker.enter(EventType::PassStateEntered, 0, first, 0);
        maker.exit(EventType::PassStateExited, visit, 0);
        let last = maker.last();
        maker.enter(EventType::TaskStateEntered, 0, second, last);
        let last = maker.last();
        maker.event(kind, last, 0, NONE);
        let end = maker.last();
        assert_eq!(current_state(&maker.trace, end), expected, "{kind:?}");
        assert_eq!(current_visit(&maker.trace, end), expected, "{kind:?}");
        assert_eq!(current_state(&maker.trace, end - 1), Some(second), "{kind:?}: the event before");
        assert_eq!(current_state(&maker.trace, 0), None, "{kind:?}: before the start");
    }
}

//! Which state the panes show at a cursor.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use asl_view::{EventType, NONE, ScopeKind, StateType, TraceIndex, current_state, current_visit, error_of_visit};
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

#[test]
fn what_failed_inside_is_told_where_only_the_execution_names_the_error() {
    let mut maker = Maker::new();
    let outer = maker.state(0, "Outer", StateType::Parallel, "", "");
    maker.start();
    let owner = maker.enter(EventType::ParallelStateEntered, 0, outer, 0);
    let entered = maker.last();
    let machine = maker.machine(Some(outer), 0);
    let inner = maker.state(machine, "Inner", StateType::Task, "", "");
    let scope = maker.scope(ScopeKind::Branch(0), 0, owner, machine);
    let failed = maker.enter(EventType::TaskStateEntered, scope, inner, entered);
    let cause = maker.last();
    maker.event(EventType::ParallelStateFailed, cause, 0, owner);
    let error = maker.trace.texts.add("States.Runtime");
    maker.event(EventType::ExecutionFailed, cause + 1, 0, NONE).error = error;
    let end = maker.last();
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    assert_eq!(current_visit(&maker.trace, end), Some(failed));
    assert_eq!(current_visit(&maker.trace, end - 1), Some(owner), "the event before");
    assert_eq!(error_of_visit(&maker.trace, &index, failed, end), Some(("States.Runtime", None)));
}

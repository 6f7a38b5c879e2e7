//! The child executions of a Map Run: stretches, durations, and the list that begins with the failed ones.

use asl_view::{
    ChildFilter, ChildOutcome, Children, Density, NONE, StatusKind, Trace, density, failed_first, histogram,
};

fn made(kinds: &[(StatusKind, &str, f32)]) -> (Trace, Children) {
    let (mut trace, mut children) = (Trace::default(), Children::default());
    for (status, error, duration) in kinds {
        let error = if error.is_empty() { NONE } else { trace.texts.add(error) };
        children.push(ChildOutcome { status: *status, error }, *duration);
    }
    (trace, children)
}

use StatusKind::{Aborted, Failed, NotReached, Succeeded, TimedOut};

#[test]
fn stretches_of_equal_length() {
    let (_, children) = made(&[
        (Succeeded, "", 1.0),
        (Failed, "A", 1.0),
        (Aborted, "", 1.0),
        (NotReached, "", 0.0),
        (TimedOut, "States.Timeout", 9.0),
    ]);
    assert_eq!(
        density(&children, 2),
        [
            Density { first: 0, count: 2, succeeded: 1, failed: 1, ..Density::default() },
            Density { first: 2, count: 3, failed: 1, aborted: 1, ..Density::default() },
        ]
    );
    assert_eq!(density(&children, 200).len(), 5, "no more stretches than children");
    assert_eq!(density(&Children::default(), 200), []);
    let (counts, longest) = histogram(&children, 3);
    assert_eq!((counts, longest), (vec![3, 0, 1], 9.0), "what never began took no time");
    assert_eq!(histogram(&Children::default(), 2), (vec![0, 0], 0.0));
}

type Case<'a> = (&'a str, Option<(u32, u32)>, &'a [u32]);

#[test]
fn failed_ones_come_first_and_a_filter_narrows_the_list() {
    let (trace, children) = made(&[
        (Succeeded, "", 1.0),
        (NotReached, "", 0.0),
        (Failed, "Order.Bad", 1.0),
        (Aborted, "", 1.0),
        (Failed, "Order.Worse", 1.0),
        (Succeeded, "", 1.0),
        (TimedOut, "States.Timeout", 1.0),
    ]);
    let cases: [Case<'_>; 11] = [
        ("", None, &[2, 4, 6, 3, 0, 5, 1]),
        ("order.", None, &[2, 4]),
        ("Worse", None, &[4]),
        ("timed out", None, &[6]),
        ("timeout", None, &[6]),
        ("#3", None, &[3]),
        (" 5 ", None, &[5]),
        ("no such", None, &[]),
        ("", Some((3, 5)), &[4, 3, 5]),
        ("order", Some((3, u32::MAX)), &[4]),
        ("", Some((9, 12)), &[]),
    ];
    for (text, range, expected) in cases {
        let found = failed_first(&trace, &children, &ChildFilter { text: text.into(), range });
        assert_eq!(found, expected, "{text:?} {range:?}");
    }
}

#[test]
fn more_errors_than_fit_into_a_byte_lose_their_names_alone() {
    let mut children = Children::default();
    for error in 0..1_000 {
        children.push(ChildOutcome { status: Failed, error }, 1.0);
    }
    assert!(children.outcomes.len() <= 256);
    assert_eq!(children.outcome(3), ChildOutcome { status: Failed, error: 3 });
    assert_eq!(children.outcome(999), ChildOutcome { status: Failed, error: NONE });
    assert_eq!(children.tally().iter().sum::<u32>(), 1_000);
}

//! What is said aloud.

#![allow(missing_docs)]

mod common;

use asl_view::{Announcements, Speech, TraceIndex};
use common::{items, order};

#[test]
fn failures_and_the_end_are_said_however_fast_the_run_is_played() {
    let maker = order();
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    let said = |spans: &[(u32, u32)], speech| {
        let mut waiting = Announcements::default();
        spans.iter().for_each(|span| waiting.hear(&maker.trace, &index, &maker.outline, *span, speech));
        waiting.take()
    };
    let first = "Charge card timed out: States.Timeout, retry 1 of 3 in 1.0 s.";
    let cases = [
        (vec![(0, 12)], Speech::Milestones, None),
        (vec![(0, 12)], Speech::States, Some("Charge card is entered.".to_string())),
        (vec![(0, 24)], Speech::Milestones, Some(first.to_string())),
        (vec![(0, 24), (24, 25)], Speech::Milestones, Some(format!("{first} Charge card is scheduled, attempt 2."))),
        (vec![(0, maker.last())], Speech::Off, None),
    ];
    for (spans, speech, expected) in cases {
        assert_eq!(said(&spans, speech), expected, "{spans:?} {speech:?}");
    }
    let whole = said(&[(0, maker.last())], Speech::Milestones).unwrap_or_default();
    assert!(whole.starts_with(first) && whole.ends_with("The execution succeeded."), "{whole}");
    assert_eq!(whole.matches("timed out").count(), 2, "{whole}");
}

#[test]
fn many_failures_are_counted() {
    let maker = items(100, 10, true);
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    let mut waiting = Announcements::default();
    waiting.hear(&maker.trace, &index, &maker.outline, (0, maker.last()), Speech::Milestones);
    let said = waiting.take().unwrap_or_default();
    assert_eq!(said.matches("Score failed: ImageTooLarge").count(), 3, "{said}");
    assert!(said.ends_with("7 more failures. The execution succeeded."), "{said}");
    assert_eq!(waiting.take(), None);
}

#[test]
fn what_has_to_be_said_takes_the_place_of_what_does_not() {
    let maker = order();
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    let mut waiting = Announcements::default();
    waiting.hear(&maker.trace, &index, &maker.outline, (0, 11), Speech::States);
    waiting.keep("Stopped at Charge card, on entry.".into());
    assert_eq!(waiting.take().as_deref(), Some("Stopped at Charge card, on entry."));
}

//! What a share link carries beside the run.

#![allow(missing_docs)]

use asl_document::{ShareDocument, share};
use asl_view::{Breakpoint, Document, EventFilter, EventGroup, Moment, StatusGroup};

fn document() -> Document {
    Document { definition: "StartAt: A\n".into(), input: "{}".into(), mocks: "{}".into(), ..Document::default() }
}

#[test]
fn breakpoints_and_filters_travel_in_the_link() {
    let breakpoints = vec![
        Breakpoint::on_entry("Charge card"),
        Breakpoint { state: "Score".into(), on: Moment::Error, iteration: Some(37) },
        Breakpoint { on: Moment::Retry, ..Breakpoint::default() },
    ];
    let filter = EventFilter { text: "Timeout".into(), group: EventGroup::Errors, status: StatusGroup::Failed };
    let given = Document { cursor: Some(7), breakpoints, filter, ..document() };
    let opened = asl::open(&asl::share(&given).0);
    assert_eq!(opened, Ok(given));
}

#[test]
fn a_link_without_them_is_as_short_as_ever() {
    let (plain, _) = asl::share(&document());
    let (marked, _) = asl::share(&Document { breakpoints: vec![Breakpoint::on_entry("A")], ..document() });
    assert!(plain.len() < marked.len(), "{plain} {marked}");
    assert_eq!(asl::open(&plain), Ok(document()));
}

#[test]
fn what_a_later_version_added_is_skipped() {
    let text = r#"{"stepwell": 1, "definition": {"StartAt": "A"}, "view": {"breakpoints": [
        {"state": "A", "on": "moonrise"}, 7, {"state": "A", "iteration": -1}], "events": {"types": "Dreams"}, "x": 1}}"#;
    let link = share::encode(&ShareDocument::parse(text).expect("a document"));
    let opened = asl::open(&link).map(|document| (document.breakpoints, document.filter));
    assert_eq!(opened, Ok((vec![Breakpoint::on_entry("A")], EventFilter::default())));
}

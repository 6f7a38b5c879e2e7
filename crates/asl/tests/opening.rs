//! The answers that a page has before its worker does.

use asl::{Run, check_document, opening};
use asl_view::{Answer, Document, Prepared, Request, Trace, decode, encode, fingerprint};

fn document(definition: &str) -> Document {
    Document { definition: definition.to_owned(), input: "{\"n\": 2}".to_owned(), seed: 1, ..Document::default() }
}

const TWICE: &str = r#"{"StartAt": "Wait", "States": {
    "Wait": {"Type": "Wait", "SecondsPath": "$.n", "Next": "Call"},
    "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "End": true}
}}"#;

#[test]
fn they_are_what_the_worker_says_to_the_same_requests() {
    let document = document(TWICE);
    let prepared: Vec<Prepared> = decode(&encode(&opening(&document))).expect("the bytes are a message");
    let [checked, ran, wait, call] = prepared.try_into().expect("two questions, and one for each visit");

    assert_eq!(checked.request, fingerprint(&Request::Check { revision: 0, document: document.clone() }));
    let found = check_document(&document);
    let Answer::Checked { revision: 0, problems, outline, geometry, format } = checked.answer else {
        panic!("{:?}", checked.answer);
    };
    assert_eq!((problems, outline, geometry, format), (found.problems, found.outline, found.geometry, found.format));

    assert_eq!(ran.request, fingerprint(&Request::Run { revision: 0, document: document.clone() }));
    // The worker goes on step by step.
    let mut run = Run::start(&document).expect("it is valid");
    while run.advance(1) == asl::Progress::Running {}
    let (expected, trace) = run.result();
    assert_eq!(ran.answer, Answer::Ran { revision: 0, summary: expected });
    assert_eq!(ran.bytes, trace.encode());
    assert_eq!(Trace::decode(&ran.bytes).expect("it is a trace").events.len(), trace.events.len());

    for (prepared, visit) in [wait, call].into_iter().zip(&trace.visits) {
        let event = visit.entered + 1;
        let request = Request::Inspect { document: document.clone(), path: Vec::new(), event };
        assert_eq!(prepared.request, fingerprint(&request));
        let mut run = Run::start_child(&document, &[]).expect("it is valid");
        run.watch(event);
        while run.advance(1) == asl::Progress::Running {}
        let inspection = run.inspection();
        assert!(inspection.is_some(), "the visit is there");
        assert_eq!(prepared.answer, Answer::Inspected { inspection });
    }
}

#[test]
fn a_document_that_cannot_run_is_refused_ahead_of_time() {
    let prepared = opening(&document("{}"));
    assert_eq!(prepared.len(), 2);
    assert!(matches!(&prepared[1].answer, Answer::Refused { revision: 0, problems } if !problems.is_empty()));
}

#[test]
fn another_text_is_another_request() {
    let request = |definition| fingerprint(&Request::Run { revision: 0, document: document(definition) });
    assert_ne!(request(TWICE), request("{}"));
    assert_ne!(request(TWICE), fingerprint(&Request::Run { revision: 1, document: document(TWICE) }));
}

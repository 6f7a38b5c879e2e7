//! What is said of the retriers of a state whose task has failed.

use asl::view::{Document, TraceIndex, retrier_uses};

const LAMBDA: &str = "arn:aws:states:::lambda:invoke";

#[test]
fn a_retrier_is_said_to_match_what_the_machine_retries() {
    let cases = [
        ("States.TaskFailed", "Broken", "used up"),
        ("States.TaskFailed", "States.Timeout", "does not match this error"),
        ("States.Timeout", "States.Timeout", "used up"),
        ("States.ALL", "States.Timeout", "used up"),
        ("States.ALL", "States.Runtime", "does not match this error"),
        ("Other", "Broken", "does not match this error"),
    ];
    for (named, thrown, expected) in cases {
        let definition = format!(
            r#"{{"StartAt":"A","States":{{"A":{{"Type":"Task","Resource":"{LAMBDA}","Parameters":{{"FunctionName":"f"}},
            "Retry":[{{"ErrorEquals":["{named}"],"MaxAttempts":1}}],"End":true}}}}}}"#
        );
        let throw = format!(r#"{{"Throw":{{"Error":"{thrown}"}}}}"#);
        let mocks = format!(r#"{{"A":[{throw},{throw}]}}"#);
        let document = Document { definition, input: "{}".into(), mocks, ..Document::default() };
        let outline = asl::check_document(&document).outline.expect("the definition can be read");
        let mut run = asl::Run::start(&document).expect("the document can run");
        while run.advance(1000) == asl::Progress::Running {}
        let (_, trace) = run.result();
        let end = trace.events.len() as u32;
        let uses = retrier_uses(&trace, &TraceIndex::new(&trace, &outline), &outline, 0, Some(0), end);
        assert_eq!(uses[0].reason, expected, "{named} and {thrown}");
    }
}

//! The state that caused a failure is the one that the views mark as failed.

use asl::view::{Document, StatusKind, TraceIndex, status_of_visit};

/// Each state with the status of its last visit at the end of the run.
fn statuses(definition: &str, input: &str, mocks: &str) -> Vec<(String, StatusKind)> {
    let document =
        Document { definition: definition.into(), input: input.into(), mocks: mocks.into(), ..Document::default() };
    let outline = asl::check_document(&document).outline.expect("the definition can be read");
    let mut run = asl::Run::start(&document).expect("the document can run");
    while run.advance(1000) == asl::Progress::Running {}
    let (_, trace) = run.result();
    let index = TraceIndex::new(&trace, &outline);
    let end = trace.events.len() as u32;
    let mut found: Vec<(String, StatusKind)> = Vec::new();
    for (visit, row) in trace.visits.iter().enumerate() {
        let name = outline.states[row.state as usize].name.clone();
        found.push((name, status_of_visit(&trace, &index, &outline, visit as u32, end).kind()));
    }
    found
}

const LAMBDA: &str = "arn:aws:states:::lambda:invoke";

#[test]
fn the_state_whose_evaluation_failed_is_red() {
    let task = |more: &str| {
        format!(r#"{{"Type":"Task","Resource":"{LAMBDA}","Parameters":{{"FunctionName":"f"}}{more},"End":true}}"#)
    };
    let machine = |state: &str| format!(r#"{{"StartAt":"A","States":{{"A":{state}}}}}"#);
    let parallel = |state: &str| {
        machine(&format!(
            r#"{{"Type":"Parallel","Branches":[{{"StartAt":"B","States":{{"B":{state}}}}},
            {{"StartAt":"W","States":{{"W":{{"Type":"Wait","Seconds":60,"End":true}}}}}}],"End":true}}"#
        ))
    };
    let map = |state: &str| {
        machine(&format!(r#"{{"Type":"Map","ItemProcessor":{{"StartAt":"B","States":{{"B":{state}}}}},"End":true}}"#))
    };
    let selector = task(r#","ResultSelector":{"x.$":"$.gone"}"#);
    let output = task(r#","OutputPath":"$.gone""#);
    let path = r#"{"Type":"Pass","Parameters":{"x.$":"$.gone"},"End":true}"#;
    let fail = r#"{"Type":"Fail","Error":"E"}"#;
    let choice =
        r#"{"Type":"Choice","Choices":[{"Variable":"$.gone","NumericEquals":1,"Next":"Z"}]},"Z":{"Type":"Succeed"}"#;
    let cases = [
        ("after TaskSucceeded", machine(&selector), "A failed"),
        ("OutputPath after TaskSucceeded", machine(&output), "A failed"),
        ("before it is scheduled", machine(path), "A failed"),
        ("a Choice", machine(choice), "A failed"),
        ("in a branch", parallel(&selector), "A failed, B failed, W stopped"),
        ("in a branch, a Pass", parallel(path), "A failed, B failed"),
        ("in a branch, a Choice", parallel(choice), "A failed, B failed"),
        ("a Fail in a branch", parallel(fail), "A failed, B failed"),
        ("in an iteration", map(&selector), "A failed, B failed"),
        ("in an iteration, a Pass", map(path), "A failed, B failed"),
    ];
    for (name, definition, expected) in cases {
        let input = if definition.contains("ItemProcessor") { "[1]" } else { "{}" };
        let found = statuses(&definition, input, r#"{"A":[{"Return":{}}],"B":[{"Return":{}}]}"#);
        let told: Vec<String> = found.iter().map(|(state, kind)| format!("{state} {}", kind.word())).collect();
        assert_eq!(told.join(", "), expected, "{name}");
    }
}

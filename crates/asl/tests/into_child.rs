//! A step into a Distributed Map leads to one of its child executions.

use asl::{
    Progress, Run,
    view::{
        ChildAddress, Decision, Document, Outline, StatusKind, Summary, Trace, TraceIndex, Verdict, Waiting,
        child_into, waiting,
    },
};

const LAMBDA: &str = "arn:aws:lambda:us-east-1:111111111111:function:f";
const TOKEN: &str = r#"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"q","MessageBody.$":"$$.Task.Token"},"Comment":""#;

/// `Before`, a Distributed Map `Each` over four items, then `After`.
fn document(each: &str, service: &str, mocks: &str) -> Document {
    let definition = format!(
        r#"{{"StartAt":"Before","States":{{"Before":{{"Type":"Pass","Next":"Each"}},"After":{{"Type":"Pass","End":true}},
        "Each":{{"Type":"Map","Next":"After",{each}"ItemProcessor":{{"ProcessorConfig":{{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"}},
        "StartAt":"Ask","States":{{"Ask":{{"Type":"Task","Resource":"{service}","End":true}}}}}}}}}}}}"#
    );
    Document {
        definition,
        input: r#"[{"n":0},{"n":1},{"n":2},{"n":3}]"#.into(),
        mocks: mocks.into(),
        seed: 7,
        ..Document::default()
    }
}

fn run(document: &Document) -> (Summary, Trace, Outline) {
    finished(Run::start(document).expect("it can run"))
}

fn finished(mut run: Run) -> (Summary, Trace, Outline) {
    while run.advance(1_000) == Progress::Running {}
    let outline = run.picture().0;
    let (summary, trace) = run.result();
    (summary, trace, outline)
}

fn into(
    (summary, trace, outline): &(Summary, Trace, Outline),
    cursor: u32,
    state: Option<&str>,
) -> Option<ChildAddress> {
    let index = TraceIndex::new(trace, outline);
    let number = |name: &str| outline.states.iter().position(|state| state.name == name).map(|state| state as u32);
    let state = state.map(|name| number(name).expect("it is a state"));
    let (map, child) = child_into(trace, &index, outline, summary, (cursor, 0), state)?;
    assert_eq!(outline.states[map as usize].name, "Each");
    Some(child)
}

/// The child execution that Into leads to behind each event, in the order of the events.
fn children(seen: &(Summary, Trace, Outline)) -> Vec<(&'static str, Option<u32>)> {
    let events = seen.1.events.iter().zip(1..);
    events.map(|(event, cursor)| (event.kind.name(), into(seen, cursor, None).map(|child| child.index))).collect()
}

const SECOND_FAILS: &str = r#"{"Ask":[{"Return":1},{"Throw":{"Error":"Bad"}},{"Return":1}]}"#;

#[test]
fn the_first_child_until_the_map_run_is_over_and_then_the_first_failed_one() {
    let tolerant = run(&document(r#""ToleratedFailureCount":1,"MaxConcurrency":1,"#, LAMBDA, SECOND_FAILS));
    assert_eq!(
        children(&tolerant),
        [
            ("ExecutionStarted", None),
            ("PassStateEntered", None),
            ("PassStateExited", None),
            ("MapStateEntered", Some(0)),
            ("MapStateStarted", Some(0)),
            ("MapRunStarted", Some(0)),
            ("MapRunSucceeded", Some(1)),
            ("MapStateSucceeded", Some(1)),
            ("MapStateExited", Some(1)),
            ("PassStateEntered", None),
            ("PassStateExited", None),
            ("ExecutionSucceeded", None),
        ]
    );
    assert_eq!(into(&tolerant, 0, Some("Each")).map(|child| child.index), Some(0), "wherever the cursor is");
    assert_eq!(into(&tolerant, 12, Some("Each")).map(|child| child.index), Some(1));
    assert_eq!(into(&tolerant, 12, Some("After")), None, "it has no child executions");

    let strict = run(&document(r#""MaxConcurrency":1,"#, LAMBDA, SECOND_FAILS));
    let found = children(&strict);
    assert_eq!(
        found[found.len() - 4..],
        [
            ("MapRunStarted", Some(0)),
            ("MapRunFailed", Some(1)),
            ("MapStateFailed", Some(1)),
            ("ExecutionFailed", Some(1))
        ]
    );
}

#[test]
fn each_attempt_has_children_of_its_own() {
    let mocks = r#"{"Ask":[{"Throw":{"Error":"Bad"}},{"Return":1}]}"#;
    let retry = r#""MaxConcurrency":1,"Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":1}],"#;
    let seen = run(&document(retry, LAMBDA, mocks));
    let runs: Vec<String> = (1..=seen.1.events.len() as u32)
        .filter_map(|cursor| into(&seen, cursor, None))
        .map(|child| child.map_run)
        .collect();
    assert_eq!(runs.first(), Some(&seen.0.map_runs[0].arn));
    assert_eq!(runs.last(), Some(&seen.0.map_runs[1].arn));
}

#[test]
fn the_child_that_waits_for_an_answer_before_those_that_failed() {
    let mut document = document(r#""MaxConcurrency":1,"ToleratedFailureCount":2,"#, TOKEN, "");
    for (number, error) in [None, Some("Bad")].into_iter().enumerate() {
        let child = at_end(&document).expect("it waits");
        assert_eq!(child.index as usize, number);
        let (summary, trace, outline) = finished(Run::start_child(&document, &[child]).expect("it can run"));
        let (index, end) = (TraceIndex::new(&trace, &outline), trace.events.len() as u32);
        let open = waiting(&trace, &index, &outline, &summary, 0, end).expect("it waits");
        let verdict = match error {
            None => Verdict::Success { output: "1".into() },
            Some(error) => Verdict::Failure { error: error.into(), cause: String::new() },
        };
        let seconds = open.answered_at();
        let Waiting { iteration, submitted, .. } = open;
        let decision = Decision { state: "Ask".into(), iteration, submitted, seconds, verdict };
        document.mocks = asl::decide(&document.mocks, &decision).expect("it can be written");
    }
    let seen = run(&document);
    assert_eq!(seen.1.map_runs[0].outcome(1).status, StatusKind::Failed);
    assert_eq!(at_end(&document).map(|child| child.index), Some(2));
}

/// The child execution that Into leads to at the end of the run.
fn at_end(document: &Document) -> Option<ChildAddress> {
    let seen = run(document);
    into(&seen, seen.1.events.len() as u32, None)
}

#[test]
fn none_where_no_child_began() {
    let seen = run(&Document { input: "[]".into(), ..document("", LAMBDA, r#"{"Ask":{"Return":1}}"#) });
    assert!(children(&seen).iter().all(|(_, child)| child.is_none()));
}

#[test]
fn a_child_that_was_stopped_is_opened_up_to_then() {
    let mocks = r#"{"Ask":[{"Return":1,"DelaySeconds":9},{"Throw":{"Error":"Bad"},"DelaySeconds":2}]}"#;
    let seen = run(&document("", LAMBDA, mocks));
    let started = children(&seen).iter().position(|(name, _)| *name == "MapRunStarted").expect("it began") as u32;
    let child = into(&seen, started + 1, None).expect("it was started");
    assert_eq!((child.index, child.stop), (0, Some(2_000.0)));
}

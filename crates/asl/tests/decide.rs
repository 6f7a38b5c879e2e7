//! Somebody answers the task that a run waits for, and the run goes on from there.

use asl_view::{
    Asked, ChildAddress, Decision, Document, Outline, Status, StatusKind, Summary, Trace, TraceIndex, Verdict, Waiting,
    asked, asked_child, common_prefix, status_of_visit, waiting,
};

const TASK: &str = r#""Ask": {
    "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "Parameters": { "QueueUrl": "q", "MessageBody.$": "$$.Task.Token" },
    "TimeoutSeconds": 300, "HeartbeatSeconds": 60,
    "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Again" }], "End": true
}, "Again": { "Type": "Wait", "Seconds": 10, "Next": "Ask" }"#;

fn machine() -> Document {
    let definition = format!(r#"{{ "StartAt": "Ask", "States": {{ {TASK} }} }}"#);
    Document { definition, ..Document::default() }
}

fn each_item() -> Document {
    let definition = format!(
        r#"{{ "StartAt": "Each", "States": {{ "Each": {{ "Type": "Map", "ItemsPath": "$", "End": true,
            "ItemProcessor": {{ "StartAt": "Ask", "States": {{ {TASK} }} }} }} }} }}"#
    );
    Document { definition, input: "[1, 2, 3]".into(), ..Document::default() }
}

/// The same with an activity in the place of the call.
fn of_activity() -> Document {
    let machine = machine();
    let (token, activity) =
        ("arn:aws:states:::sqs:sendMessage.waitForTaskToken", "arn:aws:states:us-east-1:111111111111:activity:clerk");
    // Nobody gives the token of an activity on.
    let definition = machine.definition.replace(token, activity).replace("$$.Task.Token", "$");
    Document { definition, ..machine }
}

/// The same in the child executions of a Distributed Map.
fn each_child() -> Document {
    let each = each_item();
    let config = r#""ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },"#;
    Document { definition: each.definition.replace(r#""ItemProcessor": {"#, config), ..each }
}

fn run(document: &Document) -> (Summary, Trace, Outline) {
    finished(asl::Run::start(document).expect("it can run"))
}

fn finished(mut run: asl::Run) -> (Summary, Trace, Outline) {
    while run.advance(1_000) == asl::Progress::Running {}
    let outline = run.picture().0;
    let (summary, trace) = run.result();
    (summary, trace, outline)
}

/// What the run waits for: the last visit that waits.
fn question(summary: &Summary, trace: &Trace, outline: &Outline) -> Option<Waiting> {
    let index = TraceIndex::new(trace, outline);
    let end = trace.events.len() as u32;
    let waits = |visit| waiting(trace, &index, outline, summary, visit, end);
    (0..trace.visits.len() as u32).rev().find_map(waits)
}

/// Writes the answer of `Ask` into the mocks.
fn write(document: &mut Document, open: &Waiting, verdict: Verdict) {
    let decision = Decision {
        state: "Ask".into(),
        iteration: open.iteration,
        submitted: open.submitted.clone(),
        seconds: open.answered_at(),
        verdict,
    };
    document.mocks = asl::decide(&document.mocks, &decision).expect("it can be written");
}

/// Answers, and checks that the run is as it was up to the question.
fn answer(document: &mut Document, verdict: Verdict) -> Waiting {
    let (summary, trace, outline) = run(document);
    assert_eq!(summary.status, Status::Running, "{summary:?}");
    let open = question(&summary, &trace, &outline).expect("it waits");
    write(document, &open, verdict);
    let (_, now, now_outline) = run(document);
    let same = common_prefix((&trace, &outline), (&now, &now_outline));
    assert_eq!(same as usize, trace.events.len().min(now.events.len()), "{}", document.mocks);
    open
}

fn approve() -> Verdict {
    Verdict::Success { output: r#"{ "approved": true }"#.into() }
}

fn reject() -> Verdict {
    Verdict::Failure { error: "Rejected".into(), cause: String::new() }
}

#[test]
fn an_approval_goes_on_before_any_time_runs_out() {
    let mut document = machine();
    let open = answer(&mut document, approve());
    assert_eq!((open.waited, open.heartbeat, open.timeout), (0.0, Some(60), Some(300)));
    assert_eq!(open.left, Some(60_000.0));
    let (summary, trace, _) = run(&document);
    assert_eq!(summary.output.as_deref(), Some(r#"{"approved":true}"#));
    assert_eq!(trace.events.last().map(|event| event.time), Some(30_000.0));
}

#[test]
fn each_heartbeat_gives_more_time() {
    let mut document = machine();
    answer(&mut document, Verdict::Heartbeat);
    let open = answer(&mut document, Verdict::Heartbeat);
    assert_eq!((open.waited, open.left), (30_000.0, Some(60_000.0)));
    answer(&mut document, approve());
    let (summary, trace, _) = run(&document);
    assert_eq!(summary.status, Status::Succeeded);
    assert_eq!(trace.events.last().map(|event| event.time), Some(90_000.0));
}

#[test]
fn whoever_is_asked_again_answers_again() {
    let mut document = machine();
    for verdict in [reject(), Verdict::Silence, approve()] {
        answer(&mut document, verdict);
    }
    let (summary, trace, _) = run(&document);
    assert_eq!(summary.status, Status::Succeeded, "{}", document.mocks);
    let names: Vec<&str> = trace.events.iter().map(|event| event.kind.name()).collect();
    assert_eq!(names.iter().filter(|name| **name == "TaskFailed").count(), 1);
    assert_eq!(names.iter().filter(|name| **name == "TaskTimedOut").count(), 1);
}

#[test]
fn the_iterations_of_a_map_are_answered_one_by_one() {
    let mut document = each_item();
    let asked: Vec<_> = (0..3).map(|_| answer(&mut document, approve()).iteration).collect();
    assert_eq!(asked, [Some(2), Some(1), Some(0)]);
    assert_eq!(run(&document).0.status, Status::Succeeded, "{}", document.mocks);
}

#[test]
fn what_is_no_json_is_said() {
    let decision = Decision {
        state: "Ask".into(),
        iteration: None,
        submitted: None,
        seconds: 1.0,
        verdict: Verdict::Success { output: "{ approved".into() },
    };
    let message = asl::decide("{}", &decision).expect_err("it cannot be read");
    assert!(message.starts_with("The output is not JSON"), "{message}");
}

#[test]
fn the_worker_of_an_activity_answers_as_whoever_has_a_token() {
    let mut document = of_activity();
    for verdict in [Verdict::Heartbeat, reject(), Verdict::Silence] {
        let open = answer(&mut document, verdict);
        assert_eq!((open.heartbeat, open.timeout, open.submitted), (Some(60), Some(300), None));
    }
    answer(&mut document, approve());
    let (summary, trace, _) = run(&document);
    assert_eq!(summary.output.as_deref(), Some(r#"{"approved":true}"#), "{}", document.mocks);
    let names: Vec<&str> = trace.events.iter().map(|event| event.kind.name()).collect();
    for name in ["ActivityFailed", "ActivityTimedOut", "ActivitySucceeded"] {
        assert_eq!(names.iter().filter(|found| **found == name).count(), 1, "{name} in {names:?}");
    }
}

#[test]
fn an_activity_waits_only_where_nobody_answers() {
    let mut document = of_activity();
    let status = |document: &Document| {
        let (_, trace, outline) = run(document);
        let started = trace.events.iter().position(|event| event.kind.name() == "ActivityStarted").expect("it starts");
        status_of_visit(&trace, &TraceIndex::new(&trace, &outline), &outline, 0, started as u32 + 1).kind()
    };
    assert_eq!(status(&document), StatusKind::Token);
    document.mocks = r#"{ "Ask": { "Return": 1, "DelaySeconds": 9 } }"#.into();
    assert_eq!(status(&document), StatusKind::Running);
}

/// The child that the run waits for.
fn waiting_child((summary, trace, outline): &(Summary, Trace, Outline)) -> Option<ChildAddress> {
    let index = TraceIndex::new(trace, outline);
    let Some(Asked::Child { state, child }) = asked(trace, &index, outline, summary) else { return None };
    assert_eq!(outline.states[state as usize].name, "Each");
    assert_eq!(asked_child(trace, &index, outline, summary, 0).as_ref(), Some(&child));
    assert_eq!(trace.map_runs[0].outcome(child.index).status, StatusKind::Token);
    Some(child)
}

#[test]
fn child_executions_are_answered_where_they_are_opened() {
    let mut document = each_child();
    for number in 0..3 {
        let parent = run(&document);
        let child = waiting_child(&parent).expect("a child waits");
        assert_eq!(child.index, number);
        assert_eq!(parent.0.map_runs[0].executions.running, 1);
        let (summary, trace, outline) = finished(asl::Run::start_child(&document, &[child]).expect("it can run"));
        let open = question(&summary, &trace, &outline).expect("it waits");
        write(&mut document, &open, approve());
    }
    let after = run(&document);
    assert_eq!(after.0.status, Status::Succeeded, "{}", document.mocks);
    assert_eq!(waiting_child(&after), None);
}

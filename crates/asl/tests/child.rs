//! A child execution is run again, with everything that happens in it.

use asl::{
    Progress, Run,
    view::{ChildAddress, Document, Status, StatusKind, Summary, Trace, event_json},
};

const LAMBDA: &str = "arn:aws:lambda:us-east-1:111111111111:function:f";

/// A Distributed Map with these states, and fields of its own.
fn map(fields: &str, start: &str, states: &str) -> String {
    format!(
        r#"{{"Type":"Map","Label":"Rows"{fields},"ItemProcessor":{{"ProcessorConfig":{{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"}},
        "StartAt":"{start}","States":{{{states}}}}},"End":true}}"#
    )
}

fn document(map: &str, input: &str, mocks: &str) -> Document {
    let definition =
        format!(r#"{{"StartAt":"First","States":{{"First":{{"Type":"Pass","Next":"Each"}},"Each":{map}}}}}"#);
    Document { definition, input: input.into(), mocks: mocks.into(), seed: 7, ..Document::default() }
}

fn finished(mut run: Run) -> (Run, Summary, Trace) {
    while run.advance(1_000) == Progress::Running {}
    let (summary, trace) = run.result();
    (run, summary, trace)
}

fn whole(document: &Document) -> (Summary, Trace) {
    let (_, summary, trace) = finished(Run::start(document).expect("it runs"));
    (summary, trace)
}

fn address(summary: &Summary, index: u32) -> ChildAddress {
    ChildAddress { map_run: summary.map_runs[0].arn.clone(), index, stop: None }
}

fn opened(document: &Document, path: &[ChildAddress]) -> (Run, Summary, Trace) {
    finished(Run::start_child(document, path).expect("it runs"))
}

fn kinds(trace: &Trace) -> Vec<&str> {
    trace.events.iter().map(|event| event.kind.name()).collect()
}

fn task(name: &str, then: &str) -> String {
    format!(r#""{name}":{{"Type":"Task","Resource":"{LAMBDA}",{then}}}"#)
}

#[test]
fn a_child_has_its_own_events_clock_and_definition() {
    let states = task("Ask", r#""Next":"Done?""#)
        + r#","Done?":{"Type":"Choice","Choices":[{"Variable":"$.ok","BooleanEquals":true,"Next":"Yes"}],"Default":"No"},
        "Yes":{"Type":"Succeed"},"No":{"Type":"Fail","Error":"Row.Bad"}"#;
    let mocks =
        r#"{"Ask":[{"Return":{"ok":true},"DelaySeconds":2,"Times":2},{"Return":{"ok":false},"DelaySeconds":1}]}"#;
    let fields = r#","MaxConcurrency":1,"ToleratedFailureCount":9"#;
    let document = document(&map(fields, "Ask", &states), r#"[{"n":0},{"n":1},{"n":2}]"#, mocks);
    let (summary, trace) = whole(&document);
    let children = &trace.map_runs[0];
    let statuses: Vec<StatusKind> = (0..4).map(|index| children.outcome(index).status).collect();
    assert_eq!(statuses, [StatusKind::Succeeded, StatusKind::Succeeded, StatusKind::Failed, StatusKind::NotReached]);
    assert_eq!(trace.texts.get(children.outcome(2).error), Some("Row.Bad"));
    assert_eq!(children.durations, [2_000.0, 2_000.0, 1_000.0]);

    // What the mocks of the children before used up stays used up.
    let (run, child, events) = opened(&document, &[address(&summary, 2)]);
    assert_eq!((child.status, child.error.as_deref()), (Status::Failed, Some("Row.Bad")));
    assert_eq!(
        kinds(&events),
        [
            "ExecutionStarted",
            "TaskStateEntered",
            "LambdaFunctionScheduled",
            "LambdaFunctionStarted",
            "LambdaFunctionSucceeded",
            "TaskStateExited",
            "ChoiceStateEntered",
            "ChoiceStateExited",
            "FailStateEntered",
            "ExecutionFailed",
        ]
    );
    assert_eq!(events.start - trace.start, 4_000.0, "it began when the two before it had ended");
    assert_eq!(child.duration, 1_000.0);
    let (outline, geometry) = run.picture();
    let names: Vec<&str> = outline.states.iter().map(|state| state.name.as_str()).collect();
    assert_eq!(names, ["Ask", "Done?", "Yes", "No"]);
    assert_eq!((outline.machines.len(), outline.machines[0].start, geometry.states.len()), (1, Some(0), 4));
    assert!(geometry.start.is_some() && geometry.end.is_some());
    assert_eq!(outline.states[events.visits[2].state as usize].name, "No");
    let edge = &outline.edges[events.events[7].choice as usize];
    assert_eq!((edge.from, edge.to), (1, 3), "the Choice was left by Default");
    assert!(event_json(&events, &outline, 0, asl::view::Payloads::Opened).contains("\"n\""));

    // The same seed gives the same trace, whatever buffer it went through.
    let (_, again, same) = opened(&document, &[address(&summary, 2)]);
    assert_eq!((again, &same), (child, &events));
    assert_eq!(Trace::decode(&trace.encode()).expect("it is a trace"), trace);
}

#[test]
fn the_data_of_a_state_inside_a_child() {
    let states = r#""Half":{"Type":"Pass","Parameters":{"value.$":"$.n"},"End":true}"#;
    let document = document(&map("", "Half", states), r#"[{"n":4},{"n":5}]"#, "");
    let (summary, _) = whole(&document);
    let mut run = Run::start_child(&document, &[address(&summary, 1)]).expect("it runs");
    run.watch(2);
    while run.advance(1_000) == Progress::Running {}
    let found = run.inspection().expect("the visit is there");
    let stages: Vec<_> = found.stages.iter().map(|stage| (stage.name.as_str(), stage.text.as_deref())).collect();
    assert!(stages.contains(&("input", Some(r#"{"n":5}"#))), "{stages:?}");
    assert!(stages.contains(&("afterParameters", Some(r#"{"value":5}"#))), "{stages:?}");
}

#[test]
fn a_map_run_inside_a_child() {
    let inner = map("", "Last", r#""Last":{"Type":"Pass","End":true}"#).replace("\"Rows\"", "\"Cells\"");
    let outer = map("", "Inner", &format!(r#""Inner":{inner}"#));
    let document = document(&outer, "[[1,2],[3,4,5]]", "");
    let (summary, _) = whole(&document);
    assert_eq!(summary.map_runs.len(), 1, "what is inside a child is told by the child");
    let outer = address(&summary, 1);
    let (_, child, events) = opened(&document, std::slice::from_ref(&outer));
    assert_eq!(child.map_runs[0].executions.succeeded, 3);
    assert_eq!(events.map_runs[0].len(), 3);
    let (run, leaf, events) = opened(&document, &[outer, address(&child, 2)]);
    assert_eq!((leaf.output.as_deref(), kinds(&events).len()), (Some("5"), 4));
    assert_eq!(run.picture().0.states[0].name, "Last");
}

#[test]
fn children_that_were_stopped_or_never_began() {
    let states = task("Ask", r#""End":true"#);
    let mocks = r#"{"Ask":[{"Return":1,"DelaySeconds":9},{"Throw":{"Error":"Bad"},"DelaySeconds":2},{"Return":3}]}"#;
    let document = document(&map(r#","MaxConcurrency":2"#, "Ask", &states), "[0,1,2,3]", mocks);
    let (summary, trace) = whole(&document);
    let outcomes = |index| (trace.map_runs[0].outcome(index).status, trace.map_runs[0].duration(index));
    assert_eq!(outcomes(0), (StatusKind::Aborted, 2_000.0));
    assert_eq!(outcomes(1), (StatusKind::Failed, 2_000.0));
    assert_eq!(outcomes(2), (StatusKind::NotReached, 0.0));
    let stopped = ChildAddress { stop: Some(2_000.0), ..address(&summary, 0) };
    let (_, child, events) = opened(&document, &[stopped]);
    assert_eq!((child.status, child.duration), (Status::Aborted, 2_000.0));
    assert_eq!(events.events.last().map(|event| event.kind.name()), Some("ExecutionAborted"));
    let (run, ..) = opened(&document, &[address(&summary, 3)]);
    assert!(run.is_lost());
}

#[test]
fn a_map_run_that_failed_tells_its_error() {
    let fields = r#","ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"CSV",
        "CSVHeaderLocation":"FIRST_ROW"},"Parameters":{"Bucket":"b","Key":"none.csv"}}"#;
    let document = document(&map(fields, "Last", r#""Last":{"Type":"Pass","End":true}"#), "{}", "");
    let (run, summary, trace) = finished(Run::start(&document).expect("it runs"));
    let index = asl::view::TraceIndex::new(&trace, run.outline());
    let (error, cause) = asl::view::error_of_visit(&trace, &index, 1, summary.events).expect("it failed");
    assert_eq!(error, "States.ItemReaderFailed");
    assert!(cause.unwrap_or_default().contains("b/none.csv"), "{cause:?}");
}

#[test]
fn the_states_of_child_executions_are_not_said_to_be_unreached() {
    let definition = r#"{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "End": true, "ItemsPath": "$",
        "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
            "StartAt": "Inner", "States": { "Inner": { "Type": "Pass", "End": true } } } } } }"#;
    let document = asl::view::Document { definition: definition.into(), input: "[1, 2]".into(), ..Default::default() };
    let mut run = asl::Run::start(&document).expect("it can run");
    while run.advance(1000) == asl::Progress::Running {}
    let outline = run.outline().clone();
    let (_, trace) = run.result();
    let index = asl::view::TraceIndex::new(&trace, &outline);
    let inner = outline.states.iter().position(|state| state.name == "Inner").expect("it is there") as u32;
    let line = |cursor| asl::view::node_view(&trace, &index, &outline, cursor, 0, inner).line;
    assert_eq!((line(1).as_str(), line(trace.events.len() as u32).as_str()), ("Pass", "child executions"));
}

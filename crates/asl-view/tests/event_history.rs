//! A trace as `GetExecutionHistory` returns it.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use asl_view::{EventType, NONE, Payloads, StateType, event_json, format::timestamp, history_json, json};
use common::{Maker, order};

/// An event of a Task state named `Ship`, with these texts: payload, error, cause, name.
fn one(kind: EventType, texts: [Option<&str>; 4], number: u32) -> Maker {
    let mut maker = Maker::new();
    let ship = maker.state(0, "Ship", StateType::Task, "", "");
    maker.enter(EventType::TaskStateEntered, 0, ship, 1);
    maker.time = 1_250.0;
    let ids = texts.map(|text| text.map_or(NONE, |text| maker.trace.texts.add(text)));
    let event = maker.event(kind, 1, 0, 0);
    (event.text, event.error, event.cause, event.name, event.number) = (ids[0], ids[1], ids[2], ids[3], number);
    maker
}

fn details(maker: &Maker, payloads: Payloads) -> String {
    let text = event_json(&maker.trace, &maker.outline, 1, payloads);
    let head = format!(
        r#"{{"timestamp":"1970-01-01T00:00:01.250Z","type":"{}","id":2,"previousEventId":1"#,
        maker.trace.events[1].kind.name()
    );
    text.strip_prefix(&head).unwrap_or(&text).trim_start_matches(',').strip_suffix('}').unwrap().to_owned()
}

#[test]
fn each_type_has_its_details() {
    use EventType as E;
    let (some, none) = (Some(r#"{"a":1}"#), None);
    let cases = [
        (
            E::TaskStateEntered,
            [some, none, none, none],
            NONE,
            r#""stateEnteredEventDetails":{"name":"Ship","input":"{\"a\":1}","inputDetails":{"truncated":false}}"#,
        ),
        (
            E::TaskStateExited,
            [some, none, none, none],
            NONE,
            r#""stateExitedEventDetails":{"name":"Ship","output":"{\"a\":1}","outputDetails":{"truncated":false}}"#,
        ),
        (
            E::ExecutionStarted,
            [some, none, none, none],
            NONE,
            r#""executionStartedEventDetails":{"input":"{\"a\":1}","inputDetails":{"truncated":false}}"#,
        ),
        (
            E::TaskScheduled,
            [some, none, none, Some("aws-sdk:sqs:sendMessage")],
            30,
            r#""taskScheduledEventDetails":{"resourceType":"aws-sdk:sqs","resource":"sendMessage","parameters":"{\"a\":1}","timeoutInSeconds":30}"#,
        ),
        (
            E::LambdaFunctionScheduled,
            [some, none, none, Some("arn:aws:lambda:us-east-1:1:function:f")],
            NONE,
            r#""lambdaFunctionScheduledEventDetails":{"resource":"arn:aws:lambda:us-east-1:1:function:f","input":"{\"a\":1}","inputDetails":{"truncated":false}}"#,
        ),
        (E::LambdaFunctionStarted, [none, none, none, Some("arn:f")], NONE, ""),
        (E::ActivityStarted, [none, none, none, Some("arn:a")], NONE, r#""activityStartedEventDetails":{}"#),
        (
            E::TaskStarted,
            [none, none, none, Some("sns:publish")],
            NONE,
            r#""taskStartedEventDetails":{"resourceType":"sns","resource":"publish"}"#,
        ),
        (
            E::TaskFailed,
            [none, Some("E"), Some("say \"no\""), Some("sns:publish")],
            NONE,
            r#""taskFailedEventDetails":{"resourceType":"sns","resource":"publish","error":"E","cause":"say \"no\""}"#,
        ),
        (E::MapStateStarted, [none; 4], 12, r#""mapStateStartedEventDetails":{"length":12}"#),
        (
            E::MapIterationFailed,
            [none, none, none, Some("Ship")],
            3,
            r#""mapIterationFailedEventDetails":{"name":"Ship","index":3}"#,
        ),
        (
            E::EvaluationFailed,
            [none, Some("States.QueryEvaluationError"), none, none],
            NONE,
            r#""evaluationFailedEventDetails":{"error":"States.QueryEvaluationError","state":"Ship"}"#,
        ),
        (E::ExecutionFailed, [none, Some("E"), none, none], NONE, r#""executionFailedEventDetails":{"error":"E"}"#),
        (E::ParallelStateStarted, [none; 4], NONE, ""),
        (E::TaskStateAborted, [none; 4], NONE, ""),
    ];
    for (kind, texts, number, expected) in cases {
        assert_eq!(details(&one(kind, texts, number), Payloads::Quoted), expected);
    }
}

#[test]
fn payloads_are_opened_for_reading() {
    let mut maker = one(EventType::TaskStateExited, [Some(r#"{"a":1}"#), None, None, None], NONE);
    maker.trace.events[1].assigned = maker.trace.texts.add(r#"{"n":1,"list":[1,{"x":"},"}],"s":"t"}"#);
    assert_eq!(
        details(&maker, Payloads::Opened),
        r#""stateExitedEventDetails":{"name":"Ship","output":{"a":1},"assignedVariables":{"n":1,"list":[1,{"x":"},"}],"s":"t"}}"#
    );
    assert_eq!(
        details(&maker, Payloads::Quoted),
        r#""stateExitedEventDetails":{"name":"Ship","output":"{\"a\":1}","outputDetails":{"truncated":false},"assignedVariables":{"n":"1","list":"[1,{\"x\":\"},\"}]","s":"\"t\""},"assignedVariablesDetails":{"truncated":false}}"#
    );
}

#[test]
fn a_history_holds_all_events() {
    let maker = order();
    let text = history_json(&maker.trace, &maker.outline);
    assert!(
        text.starts_with(r#"{"events":[{"timestamp":"1970-01-01T00:00:00.000Z","type":"ExecutionStarted","id":1,"#)
    );
    assert!(text.ends_with("}]}"));
    assert_eq!(text.matches("\"previousEventId\":").count(), maker.trace.events.len());
    assert_eq!(event_json(&maker.trace, &maker.outline, 9_999, Payloads::Quoted), "");
    assert_eq!(history_json(&asl_view::Trace::default(), &maker.outline), r#"{"events":[]}"#);
}

#[test]
fn members_of_an_object_are_found_as_they_are_written() {
    let cases: [(&str, &[(&str, &str)]); 7] = [
        ("{}", &[]),
        (r#" { "a" : 1 , "b" : [ 1 , {"c" : "},"} ] } "#, &[("\"a\"", "1"), ("\"b\"", r#"[ 1 , {"c" : "},"} ]"#)]),
        (r#"{"a\"b":null}"#, &[(r#""a\"b""#, "null")]),
        ("[1]", &[]),
        ("", &[]),
        (r#"{"a"#, &[]),
        (r#"{"a":"#, &[("\"a\"", "")]),
    ];
    for (text, expected) in cases {
        assert_eq!(json::members(text), expected, "{text}");
    }
}

#[test]
fn timestamps_keep_their_milliseconds() {
    let cases = [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (1_704_117_600_125.0, "2024-01-01T14:00:00.125Z"),
        (-1.0, "1969-12-31T23:59:59.999Z"),
        (999.9, "1970-01-01T00:00:00.999Z"),
        (f64::NAN, "1970-01-01T00:00:00.000Z"),
    ];
    for (milliseconds, expected) in cases {
        assert_eq!(timestamp(milliseconds), expected);
    }
}

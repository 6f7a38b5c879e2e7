//! What somebody answers stands in the mocks afterwards, and the rest as its author wrote it.

use asl_document::{Mocks, Outcome, Response, decide, text};
use asl_json::Json;

fn approved() -> Response {
    Response { delay_seconds: Some(60.0), ..Response::new(Outcome::Return(Json::from("yes"))) }
}

fn beat(seconds: f64) -> Response {
    Response { heartbeats: vec![seconds], ..Response::new(Outcome::Ask) }
}

fn of_iteration(response: Response, index: u32) -> Response {
    Response { iteration: Some(index), ..response }
}

/// The text after an answer, which can be read again.
fn after(mocks: &str, response: &Response) -> String {
    let text = decide(mocks, "A", response).expect("it can be written");
    let parsed = text::parse(&text).expect("it can be read");
    let (_, found) = Mocks::parse(&parsed.root);
    assert_eq!(found, [], "{text}");
    text
}

const ANSWERED: &str = "[\n    { \"Return\": \"yes\", \"DelaySeconds\": 60 },\n    { \"Ask\": true }\n  ]";

#[test]
fn a_state_without_mocks_gets_the_answer_and_asks_again_next_time() {
    let cases = [
        ("", "{\n  \"A\": @\n}"),
        ("{}", "{\n  \"A\": @\n}"),
        (
            "{\n  // one\n  \"B\": [ { \"Return\": 1.0 } ]\n}\n",
            "{\n  // one\n  \"B\": [ { \"Return\": 1.0 } ],\n  \"A\": @\n}\n",
        ),
        ("{ \"B\": { \"Ask\": true }, }", "{ \"B\": { \"Ask\": true },\n  \"A\": @, }"),
        ("{ \"A\": [] }", "{ \"A\": @ }"),
    ];
    for (before, expected) in cases {
        assert_eq!(after(before, &approved()), expected.replace('@', ANSWERED), "{before}");
    }
}

#[test]
fn the_next_answer_comes_behind_the_one_before() {
    let one = after("{}", &approved());
    let refused = Outcome::Throw { error: Some("No".into()), cause: None };
    let two = after(&one, &Response::new(refused));
    let expected = "[\n    { \"Return\": \"yes\", \"DelaySeconds\": 60 },\n    { \"Throw\": { \"Error\": \"No\" } },\n    { \"Ask\": true }\n  ]";
    assert_eq!(two, format!("{{\n  \"A\": {expected}\n}}"));
}

#[test]
fn heartbeats_are_kept_with_the_answer() {
    let one = after("{}", &beat(30.0));
    assert_eq!(one, "{\n  \"A\": [\n    { \"Ask\": true, \"Heartbeats\": [ 30 ] },\n    { \"Ask\": true }\n  ]\n}");
    let two = after(&one, &beat(60.5));
    let three = after(&two, &approved());
    assert_eq!(
        three,
        "{\n  \"A\": [\n    { \"Return\": \"yes\", \"DelaySeconds\": 60, \"Heartbeats\": [ 30, 60.5 ] },\n    { \"Ask\": true }\n  ]\n}"
    );
}

#[test]
fn an_iteration_is_answered_alone() {
    let one = after("{}", &of_iteration(approved(), 2));
    let two = after(&one, &of_iteration(beat(5.0), 0));
    let three = after(&two, &of_iteration(approved(), 0));
    assert_eq!(
        three,
        "{\n  \"A\": [\n    { \"Return\": \"yes\", \"DelaySeconds\": 60, \"Iteration\": 2 },\n    { \"Return\": \"yes\", \"DelaySeconds\": 60, \"Iteration\": 0, \"Heartbeats\": [ 5 ] },\n    { \"Ask\": true }\n  ]\n}"
    );
}

#[test]
fn a_question_before_other_responses_is_the_one_that_is_answered() {
    assert_eq!(
        after(r#"{ "A": [{ "Ask": true }, { "Return": 2 }] }"#, &approved()),
        r#"{ "A": [{ "Return": "yes", "DelaySeconds": 60 }, { "Return": 2 }] }"#
    );
    assert_eq!(after(r#"{ "A": { "Ask": true } }"#, &approved()), format!("{{ \"A\": {ANSWERED} }}"));
}

#[test]
fn a_long_answer_stands_on_lines_of_its_own() {
    let long = Response::new(Outcome::Return(Json::string("x".repeat(200))));
    let text = after("{}", &long);
    assert!(text.contains("    {\n      \"Return\": \"xxx"), "{text}");
}

#[test]
fn what_is_no_json_object_is_left_alone() {
    for text in ["[1]", "A:\n  - Return: 1\n", "{ \"A\": "] {
        assert!(decide(text, "A", &approved()).is_err(), "{text}");
    }
}

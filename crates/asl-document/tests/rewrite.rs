//! A Map is distributed in the text of its author.

use asl_document::{rewrite::distribute, text};
use asl_json::spanned::Node;

/// The place of the first state.
fn first_state(text: &str) -> asl_text::Span {
    let parsed = text::parse(text).expect("it can be read");
    let states = parsed.root.get("States").and_then(Node::as_object).expect("it has states");
    states[0].value.span
}

fn check(before: &str, after: &str) {
    assert_eq!(distribute(before, first_state(before)).as_deref(), Ok(after));
}

#[test]
fn json_on_lines_keeps_comments_and_indentation() {
    check(
        "{\n  \"States\": {\n    \"Each\": {\n      \"Type\": \"Map\", // many\n      \"ItemProcessor\": {\n        // one\n        \"StartAt\": \"A\"\n      }\n    }\n  }\n}\n",
        "{\n  \"States\": {\n    \"Each\": {\n      \"Type\": \"Map\", // many\n      \"ItemProcessor\": {\n        // one\n        \"ProcessorConfig\": {\n          \"Mode\": \"DISTRIBUTED\",\n          \"ExecutionType\": \"STANDARD\"\n        },\n        \"StartAt\": \"A\"\n      }\n    }\n  }\n}\n",
    );
}

#[test]
fn json_on_one_line() {
    check(
        r#"{"States":{"Each":{"Type":"Map","ItemProcessor":{"StartAt":"A"}}}}"#,
        r#"{"States":{"Each":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"A"}}}}"#,
    );
}

#[test]
fn a_configuration_that_is_there_is_changed() {
    check(
        r#"{"States": {"Each": {"ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "A"}}}}"#,
        r#"{"States": {"Each": {"ItemProcessor": {"ProcessorConfig": {"ExecutionType": "STANDARD", "Mode": "DISTRIBUTED"}, "StartAt": "A"}}}}"#,
    );
    check(
        r#"{"States":{"Each":{"ItemProcessor":{"ProcessorConfig":{},"StartAt":"A"}}}}"#,
        r#"{"States":{"Each":{"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"A"}}}}"#,
    );
}

#[test]
fn an_iterator_becomes_an_item_processor() {
    check(
        r#"{"States":{"Each":{"Iterator":{"StartAt":"A"}}}}"#,
        r#"{"States":{"Each":{"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"A"}}}}"#,
    );
}

#[test]
fn yaml_in_blocks_and_in_flow() {
    check(
        "States:\n  Each:\n    Type: Map\n    ItemProcessor: # one\n      StartAt: A\n",
        "States:\n  Each:\n    Type: Map\n    ItemProcessor: # one\n      ProcessorConfig:\n        Mode: DISTRIBUTED\n        ExecutionType: STANDARD\n      StartAt: A\n",
    );
    check(
        "States:\n  Each:\n    ItemProcessor:\n      ProcessorConfig:\n        Mode: INLINE\n      StartAt: A\n",
        "States:\n  Each:\n    ItemProcessor:\n      ProcessorConfig:\n        ExecutionType: STANDARD\n        Mode: DISTRIBUTED\n      StartAt: A\n",
    );
    check(
        "States:\n  Each: {Type: Map, ItemProcessor: {StartAt: A}}\n",
        "States:\n  Each: {Type: Map, ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: A}}\n",
    );
}

#[test]
fn what_cannot_be_distributed_is_refused() {
    let text = r#"{"States":{"Each":{"Type":"Pass"}}}"#;
    assert_eq!(distribute(text, first_state(text)), Err("the Map has no ItemProcessor".into()));
    assert!(distribute(text, asl_text::Span::new(3, 4)).is_err());
    assert!(distribute("{", asl_text::Span::new(0, 1)).is_err());
}

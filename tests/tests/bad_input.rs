//! Whatever people paste or run: a clear answer, soon.

use asl::json::Json;
use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

/// What a debug build on a busy machine may take; a release build is some twenty times as fast.
const SOON: Duration = Duration::from_secs(10);

/// Runs something that must answer soon.
fn soon<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let answer = work();
    assert!(began.elapsed() < SOON, "{what}: {:?}", began.elapsed());
    answer
}

/// The diagnostics of a definition that cannot run, one a line.
fn errors(definition: &str) -> String {
    let checked = asl::check(definition, asl::document::MachineType::Standard);
    assert!(!checked.runs());
    checked.diagnostics.iter().flat_map(|found| [found.code, ": ", &found.message, "\n"]).collect()
}

#[test]
fn what_is_no_definition_is_told_so() {
    let cases = [
        ("", "INVALID_JSON_DESCRIPTION"),
        ("   \n", "INVALID_JSON_DESCRIPTION"),
        ("[]", "Expected value of type Object"),
        ("3", "Expected value of type Object"),
        ("null", "Expected value of type Object"),
        ("{", "the text ends inside the object that begins at line 1"),
        ("{} {}", "more text follows behind the end of the document"),
        ("hello world", "this is neither JSON nor YAML with fields"),
        ("{\"States\":{}}", "These fields are required: [StartAt]"),
        ("{\"StartAt\":1,\"States\":[]}", "Expected value of type Object"),
        ("{\"StartAt\":\"A\",\"States\":{\"A\":null}}", "Expected value of type Object"),
        ("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":7}}}", "Expected value of type String"),
        (
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":\"ten\",\"End\":true}}}",
            "Expected value of type Integer",
        ),
    ];
    for (definition, said) in cases {
        let errors = errors(definition);
        assert!(errors.contains(said), "{definition}: {errors}");
    }
}

#[test]
fn large_and_deep_texts_are_refused_soon() {
    let nested = "[".repeat(10_000);
    let closed = format!("{nested}{}", "]".repeat(10_000));
    let objects = "{\"a\":".repeat(10_000);
    let long = format!("{{\"StartAt\":\"A\",\"Comment\":\"{}\",\"States\":{{}}}}", "x".repeat(10 << 20));
    let many = format!("[{}0]", "0,".repeat(2 << 20));
    let names = (0..200_000).fold(String::new(), |mut text, number| {
        let _ = write!(text, "\"s{number}\":{{\"Type\":\"Succeed\"}},");
        text
    });
    let states = format!("{{\"StartAt\":\"s0\",\"States\":{{{names}\"z\":{{\"Type\":\"Succeed\"}}}}}}");
    for (what, text) in [
        ("open arrays", &nested),
        ("nested arrays", &closed),
        ("open objects", &objects),
        ("10 MB", &long),
        ("millions of numbers", &many),
        ("200,000 states", &states),
    ] {
        let errors = soon(what, || errors(text));
        assert!(errors.len() < 1000 && !errors.is_empty(), "{what}: {errors}");
        let document = Json::from_pairs([("definition", Json::from(text.as_str()))]).to_string();
        let refused = soon(what, || asl::run_scenario(&document)).expect_err("it cannot run");
        assert!(refused.lines().len() < 100_000, "{what}");
    }
}

#[test]
fn inputs_that_are_large_deep_or_no_json_are_refused() {
    let definition = r#"{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}"#;
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    for (input, said) in
        [("{", "the input is not JSON"), ("nonsense", "the input is not JSON"), (&deep, "the input is not JSON")]
    {
        let document = Json::from_pairs([("definition", Json::from(definition)), ("inputText", Json::from(input))]);
        let refused = soon("a bad input", || asl::run_scenario(&document.to_string())).expect_err("it cannot run");
        assert_eq!(refused.message, said);
        assert!(!refused.diagnostics.is_empty());
    }
}

#[test]
fn an_input_of_more_than_256_kib_is_refused_unless_limits_are_off() {
    let document = |bytes: usize, limits: &str| {
        let input = format!("\\\"{}\\\"", "x".repeat(bytes - 2));
        format!(
            r#"{{"definition":{{"StartAt":"A","States":{{"A":{{"Type":"Succeed"}}}}}},"inputText":"{input}","settings":{{"limits":{{{limits}}}}}}}"#
        )
    };
    let refused = asl::run_scenario(&document(262_145, "")).expect_err("StartExecution refuses it");
    assert!(refused.lines().contains("less than or equal to 262144 bytes in UTF-8 encoding"), "{}", refused.lines());
    for (bytes, limits) in [(262_144, ""), (262_145, r#""service":"off""#)] {
        assert_eq!(text(&summary(&document(bytes, limits)), "status"), "SUCCEEDED", "{bytes} {limits}");
    }
}

fn summary(document: &str) -> Json {
    let ran = asl::run_scenario(document).unwrap_or_else(|refusal| panic!("{}", refusal.lines()));
    Json::parse(&ran.summary).expect("the summary is JSON")
}

fn text<'a>(summary: &'a Json, key: &str) -> &'a str {
    summary.get(key).and_then(Json::as_str).unwrap_or_default()
}

#[test]
fn a_machine_that_loops_for_ever_ends_at_the_last_event() {
    let document = r#"{"definition":{"StartAt":"A","States":{
        "A":{"Type":"Choice","Choices":[{"Variable":"$.never","IsPresent":true,"Next":"B"}],"Default":"A"},
        "B":{"Type":"Succeed"}}}}"#;
    let summary = soon("an endless machine", || summary(document));
    assert_eq!(text(&summary, "status"), "FAILED");
    assert_eq!(text(&summary, "cause"), "The execution reached the maximum number of history events (25000).");
    assert_eq!(summary.get("events").and_then(Json::as_i64), Some(25_000));
}

#[test]
fn twenty_thousand_transitions_run_in_one_call() {
    let document = r#"{"type":"EXPRESS","definition":{"StartAt":"A","States":{
        "A":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"C"},
        "C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThan":10000,"Next":"A"}],"Default":"B"},
        "B":{"Type":"Succeed"}}},"input":{"n":0}}"#;
    let summary = soon("20,000 transitions", || summary(document));
    assert_eq!(summary.get("output").map(ToString::to_string).as_deref(), Some("{\"n\":10000}"));
    assert_eq!(summary.get("events").and_then(Json::as_i64), Some(40_004));
}

#[test]
fn an_endless_express_machine_is_cut_short() {
    let document = r#"{"type":"EXPRESS","settings":{"limits":{"maxSteps":50000}},"definition":{"StartAt":"A","States":{
        "A":{"Type":"Choice","Choices":[{"Variable":"$.never","IsPresent":true,"Next":"B"}],"Default":"A"},
        "B":{"Type":"Succeed"}}}}"#;
    let summary = soon("an endless Express machine", || summary(document));
    assert_eq!(text(&summary, "status"), "RUNNING");
    assert!(text(&summary, "note").starts_with("The run was cut short after"), "{summary}");
}

#[test]
fn a_map_over_a_million_items_is_refused_or_bounded() {
    let items = format!("[{}0]", "0,".repeat(999_999));
    let document = format!(
        r#"{{"definition":{{"StartAt":"M","States":{{"M":{{"Type":"Map","ItemProcessor":{{"StartAt":"P","States":{{"P":{{"Type":"Pass","End":true}}}}}},"End":true}}}}}},"inputText":"{items}"}}"#
    );
    // Either the input is more than the service takes, or the events are.
    match soon("a million items", || asl::run_scenario(&document)) {
        Err(refusal) => assert!(refusal.lines().contains("bytes"), "{}", refusal.lines()),
        Ok(ran) => {
            let summary = Json::parse(&ran.summary).expect("the summary is JSON");
            let limits = ["number of history events (25000)", "maximum number of bytes"];
            assert!(limits.iter().any(|limit| text(&summary, "cause").contains(limit)), "{}", ran.summary);
        }
    }
}

#[test]
fn a_map_over_a_million_items_that_a_task_returned_is_bounded() {
    let items = format!("[{}0]", "0,".repeat(999_999));
    let document = format!(
        r#"{{"definition":{{"StartAt":"T","States":{{"T":{{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:111111111111:function:t","Next":"M"}},"M":{{"Type":"Map","ItemProcessor":{{"StartAt":"P","States":{{"P":{{"Type":"Pass","End":true}}}}}},"End":true}}}}}},"mocks":{{"T":[{{"Return":{items}}}]}}}}"#
    );
    let summary = soon("a million items of a task", || summary(&document));
    assert_eq!(text(&summary, "error"), "States.DataLimitExceeded");
}

/// Case `error_handling/test_states_errors.test_task_lambda_catch_state_all_data_limit_exceeded_on_large_utf8_response`:
/// the failure takes the place of the success, names what answered, and can be caught.
#[test]
fn a_result_that_is_too_large_can_be_caught() {
    let function = "arn:aws:lambda:us-east-1:111111111111:function:t";
    let cases = [
        (format!(r#""Resource":"{function}""#), "States.ALL", function),
        (format!(r#""Resource":"{function}""#), "States.DataLimitExceeded", function),
        (
            r#""Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"t"}"#.into(),
            "States.ALL",
            "lambda",
        ),
    ];
    for (resource, caught, name) in cases {
        // Two bytes a letter: the limit counts bytes.
        let result = "é".repeat(131_072);
        let document = format!(
            r#"{{"definition":{{"StartAt":"T","States":{{
                "T":{{"Type":"Task",{resource},"Catch":[{{"ErrorEquals":["{caught}"],"Next":"E"}}],"End":true}},
                "E":{{"Type":"Pass","End":true}}}}}},"mocks":{{"T":[{{"Return":"{result}"}}]}}}}"#
        );
        let summary = summary(&document);
        let output = summary.get("output").expect("it was caught");
        assert_eq!(text(output, "Error"), "States.DataLimitExceeded");
        let cause = format!(
            "The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit."
        );
        assert_eq!(text(output, "Cause"), cause);
    }
}

#[test]
fn data_that_grows_with_every_state_ends_with_the_service_limit() {
    // Each round nests one deeper, or doubles.
    for path in ["{\"a.$\":\"$\"}", "{\"a.$\":\"$\",\"b.$\":\"$\"}"] {
        let document = format!(
            r#"{{"definition":{{"StartAt":"G","States":{{
                "G":{{"Type":"Pass","Parameters":{path},"Next":"C"}},
                "C":{{"Type":"Choice","Choices":[{{"Variable":"$.never","IsPresent":true,"Next":"E"}}],"Default":"G"}},
                "E":{{"Type":"Succeed"}}}}}},"input":{{}}}}"#
        );
        let summary = soon("growing data", || summary(&document));
        assert_eq!(text(&summary, "status"), "FAILED", "{summary}");
        assert!(["States.DataLimitExceeded", "States.Runtime"].contains(&text(&summary, "error")), "{summary}");
    }
}

#[test]
fn a_result_path_that_nests_deeply_ends_too() {
    let path = "$".to_string() + &".a".repeat(2000);
    let document = format!(
        r#"{{"definition":{{"StartAt":"P","States":{{"P":{{"Type":"Pass","Result":1,"ResultPath":"{path}","End":true}}}}}}}}"#
    );
    match soon("a deep ResultPath", || asl::run_scenario(&document)) {
        Err(refusal) => assert!(!refusal.diagnostics.is_empty()),
        Ok(ran) => assert!(!ran.succeeded, "{}", &ran.summary[..200.min(ran.summary.len())]),
    }
}

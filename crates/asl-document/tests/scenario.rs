//! The scenario document: what it says, what is wrong with it, and that it survives writing and reading.

use asl_document::{
    Limits, MachineType, MissingMocks, Mocks, Names, Outcome, Response, S3Object, Scenario, ServiceLimits, Settings,
    Stop, text,
};
use asl_json::{Json, pretty};
use asl_text::{Diagnostic, LineIndex};

/// Version 1 of the document, with every field; it must be readable for ever.
const VERSION_1: &str = r#"{
  "stepwell": 1,
  "name": "Order workflow",
  "definition": {
    "StartAt": "Charge card",
    "States": { "Charge card": { "Type": "Pass", "Result": 1.0, "End": true } }
  },
  "input": { "total":  10.50 },
  "type": "EXPRESS",
  "mocks": {
    "Charge card": [
      { "Throw": { "Error": "States.Timeout", "Cause": "no answer" }, "Times": 2 },
      { "Return": { "paid": true }, "DelaySeconds": 0.4, "Iteration": 3, "When": "$.total > 5" }
    ],
    "Manager approval": [ { "Submitted": { "MessageId": "m" }, "Return": null, "DelaySeconds": 600, "Heartbeats": [30, 60.5] } ],
    "Slow": [ { "Timeout": true, "Worker": "w1" } ],
    "Endless": { "Pending": true }
  },
  "s3": { "bucket/key.csv": "a,b", "bucket/key.gz": { "base64": "AQL/" } },
  "settings": {
    "startTime": "2026-01-01T00:00:00.000Z",
    "seed": 18446744073709551615,
    "missingMocks": "error",
    "names": { "stateMachine": "orders", "execution": "e1", "executionArn": "arn:e", "roleArn": "arn:r", "account": "111111111111", "region": "us-east-1" },
    "limits": { "service": "off", "maxEvents": 25000, "maxSteps": 1000000 },
    "stop": { "afterSeconds": 5, "error": "Stopped", "cause": "by hand" }
  }
}"#;

fn full() -> Scenario {
    let json = |text| Json::parse_compact(text).expect("JSON");
    let throw = Outcome::Throw { error: Some("States.Timeout".into()), cause: Some("no answer".into()) };
    let mut mocks = Mocks::default();
    let mut mock = |state: &str, responses| mocks.states.insert(state.to_string(), responses);
    mock(
        "Charge card",
        vec![
            Response { times: 2, ..Response::new(throw) },
            Response {
                delay_seconds: Some(0.4),
                iteration: Some(3),
                when: Some("$.total > 5".into()),
                ..Response::new(Outcome::Return(json(r#"{"paid":true}"#)))
            },
        ],
    );
    mock(
        "Manager approval",
        vec![Response {
            submitted: Some(json(r#"{"MessageId":"m"}"#)),
            delay_seconds: Some(600.0),
            heartbeats: vec![30.0, 60.5],
            ..Response::new(Outcome::Return(Json::Null))
        }],
    );
    mock("Slow", vec![Response { worker: Some("w1".into()), ..Response::new(Outcome::Timeout) }]);
    mock("Endless", vec![Response::new(Outcome::Pending)]);
    Scenario {
        name: "Order workflow".into(),
        definition_text: "{\n  \"StartAt\": \"Charge card\",\n  \"States\": { \"Charge card\": { \"Type\": \"Pass\", \"Result\": 1.0, \"End\": true } }\n}".into(),
        input_text: Some(r#"{"total":10.50}"#.into()),
        machine_type: MachineType::Express,
        mocks,
        s3: [
            ("bucket/key.csv".to_string(), S3Object::Text("a,b".into())),
            ("bucket/key.gz".to_string(), S3Object::Bytes(vec![1, 2, 255])),
        ]
        .into_iter()
        .collect(),
        settings: Settings {
            start_time: Some("2026-01-01T00:00:00.000Z".into()),
            seed: Some(u64::MAX),
            missing_mocks: MissingMocks::Error,
            names: Names {
                state_machine: Some("orders".into()),
                execution: Some("e1".into()),
                execution_arn: Some("arn:e".into()),
                role_arn: Some("arn:r".into()),
                account: Some("111111111111".into()),
                region: Some("us-east-1".into()),
            },
            limits: Limits { service: ServiceLimits::Off, max_events: Some(25_000), max_steps: Some(1_000_000) },
            stop: Some(Stop { after_seconds: 5, error: Some("Stopped".into()), cause: Some("by hand".into()) }),
        },
    }
}

#[test]
fn version_1_is_read_with_all_its_fields() {
    assert_eq!(Scenario::parse_with_warnings(VERSION_1), Ok((full(), Vec::new())));
}

#[test]
fn a_scenario_survives_writing_and_reading() {
    let definitions = [
        "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Succeed\"\n    }\n  }\n}",
        r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#,
        "// JSONC\n{\"StartAt\": \"A\",}\n",
        "StartAt: A\nStates:\n  A: {Type: Succeed}\n",
        "{\"a\": 1, \"a\": 2}",
        "not a definition {",
        "{}",
        "{ }",
        "",
    ];
    let inputs =
        [None, Some("{}"), Some("{ }"), Some("{\"a\": 1}"), Some("{\"a\":1.0}"), Some("1e5"), Some(" "), Some("{")];
    for definition in definitions {
        for input in inputs {
            let scenario =
                Scenario { definition_text: definition.to_string(), input_text: input.map(str::to_string), ..full() };
            let document = scenario.to_json();
            for printed in [document.to_string(), pretty(&document)] {
                assert_eq!(Scenario::parse(&printed), Ok(scenario.clone()), "{printed}");
            }
        }
    }
    let empty = Scenario::default();
    assert_eq!(empty.to_json().to_string(), r#"{"stepwell":1,"definition":"","type":"STANDARD"}"#);
    assert_eq!(Scenario::parse(&empty.to_json().to_string()), Ok(empty));
}

#[test]
fn definition_and_input_are_kept_as_their_author_wrote_them() {
    let cases = [
        (r#"{"definition": "StartAt: A"}"#, "StartAt: A", None),
        (r#"{"definition": {"a":{"b":1.0}}, "input":[ 1 ]}"#, "{\n  \"a\": {\n    \"b\": 1.0\n  }\n}", Some("[1]")),
        (r#"{"definition": {"a": 1, "a": 2}, "inputText":"[ 1 ]"}"#, r#"{"a": 1, "a": 2}"#, Some("[ 1 ]")),
        (r#"{"definition": {}, "input": 1, "inputText": " 2"}"#, "{}", Some(" 2")),
        ("{\n\t\"definition\": {\n\t\t\"a\": 1 // why\n\t}\n}", "{\n\t\"a\": 1 // why\n}", None),
        ("definition:\n  a: 1\ninput:\n  b: 0x10\n", "{\n  \"a\": 1\n}", Some("{\"b\":16}")),
    ];
    for (document, definition, input) in cases {
        let scenario = Scenario::parse(document).expect(document);
        assert_eq!(
            (scenario.definition_text.as_str(), scenario.input_text.as_deref()),
            (definition, input),
            "{document}"
        );
    }
}

fn lines(document: &str) -> Vec<String> {
    let (Ok((_, found)) | Err(found)) = Scenario::parse_with_warnings(document);
    told(document, &found)
}

fn told(document: &str, found: &[Diagnostic]) -> Vec<String> {
    let lines = LineIndex::new(document);
    found.iter().map(|found| found.line(&lines).lines().next().unwrap_or_default().to_string()).collect()
}

/// Fields after a definition, and what is said of them.
const DIAGNOSTICS: &[(&str, &[&str])] = &[
    (
        "\"stepwell\": 2",
        &["1:32 error unknown-version: this document has version 2; only version 1 is known here (/stepwell)"],
    ),
    (
        "\"stepwell\": \"1\"",
        &[
            "1:32 error wrong-type: `stepwell` must be a whole number from 1 to 18446744073709551615; it is the string \"1\" (/stepwell)",
        ],
    ),
    ("\"Input\": {}", &["1:20 warning unknown-field: nobody reads the field `Input` here (/Input)"]),
    (
        "\"input\": 1, \"inputText\": \"1\"",
        &["1:29 warning input-twice: `inputText` stands beside `input`, which nobody reads then (/input)"],
    ),
    ("\"inputText\": {}", &["1:33 error wrong-type: `inputText` must be a string; it is an object (/inputText)"]),
    (
        "\"type\": \"express\"",
        &[
            "1:28 error wrong-type: `type` must be `\"STANDARD\"` or `\"EXPRESS\"`; it is the string \"express\" (/type)",
        ],
    ),
    ("\"name\": null", &["1:28 error wrong-type: `name` must be a string; it is null (/name)"]),
    ("\"mocks\": []", &["1:29 error wrong-type: `mocks` must be an object; it is an array (/mocks)"]),
    (
        "\"s3\": {\"b/k\": 1}",
        &["1:34 error wrong-type: `b/k` must be a string, or `{ \"base64\": \"…\" }`; it is 1 (/s3/b~1k)"],
    ),
    ("\"s3\": {\"k\": {\"base64\": \"?\"}}", &["1:43 error bad-base64: this is not base64 (/s3/k/base64)"]),
    (
        "\"settings\": {\"seed\": -1}",
        &[
            "1:41 error wrong-type: `seed` must be a whole number from 0 to 18446744073709551615; it is -1 (/settings/seed)",
        ],
    ),
    (
        "\"settings\": {\"limits\": {\"service\": true}}",
        &["1:55 error wrong-type: `service` must be `\"aws\"` or `\"off\"`; it is true (/settings/limits/service)"],
    ),
    (
        "\"settings\": {\"missingMocks\": \"x\"}",
        &[
            "1:49 error wrong-type: `missingMocks` must be `\"assume\"` or `\"error\"`; it is the string \"x\" (/settings/missingMocks)",
        ],
    ),
    (
        "\"settings\": {\"names\": {\"Region\": \"x\"}}",
        &["1:43 warning unknown-field: nobody reads the field `Region` here (/settings/names/Region)"],
    ),
    (
        "\"settings\": {\"limits\": {\"maxEvents\": 0}}",
        &[
            "1:57 error wrong-type: `maxEvents` must be a whole number from 1 to 18446744073709551615; it is 0 (/settings/limits/maxEvents)",
        ],
    ),
];

#[test]
fn what_is_wrong_with_a_scenario_is_said_where_it_is() {
    for (field, expected) in DIAGNOSTICS {
        let document = format!("{{\"definition\": {{}}, {field}}}");
        assert_eq!(lines(&document), *expected, "{document}");
    }
    let cases = [
        ("[]", "1:1 error wrong-type: expected an object, found an array"),
        ("{}", "1:1 error no-definition: the document has no `definition`"),
        (
            "{\"definition\": 1}",
            "1:16 error wrong-type: `definition` must be an object or a string; it is 1 (/definition)",
        ),
        ("{\"definition\"", "1:14 error syntax: the text ends inside the object that begins at line 1"),
    ];
    for (document, expected) in cases {
        assert_eq!(lines(document), [expected], "{document}");
    }
}

/// Mocks, what is said of them, and what is left of them.
const MOCKS: &[(&str, &[&str], &str)] = &[
    (r#"{"A": {"Return": 1}}"#, &[], r#"{"A":[{"Return":1}]}"#),
    (r#"{"A": [{"Throw": {}}]}"#, &[], r#"{"A":[{"Throw":{}}]}"#),
    (r#"{"A": [{"Timeout": {"Error": "States.Timeout"}}]}"#, &[], r#"{"A":[{"Timeout":true}]}"#),
    (r#"{"A": [{"Return": 1, "Heartbeats": [9, 3]}]}"#, &[], r#"{"A":[{"Return":1,"Heartbeats":[3,9]}]}"#),
    (r#"{"A": [{"Return": 1, "Times": 1, "DelaySeconds": 1.0}]}"#, &[], r#"{"A":[{"Return":1,"DelaySeconds":1}]}"#),
    (r#"{"A": []}"#, &["1:7 warning no-responses: `A` has an empty list of responses: it is not mocked (/A)"], "{}"),
    (r#"{"A": 1}"#, &["1:7 error wrong-type: `A` must be a list of responses; it is 1 (/A)"], "{}"),
    (r#"{"A": ["x"]}"#, &["1:8 error wrong-type: `0` must be an object; it is the string \"x\" (/A/0)"], "{}"),
    (
        r#"{"A": {"paid": true}}"#,
        &[
            "1:7 error no-outcome: this response says neither what the task returns nor how it fails (/A)",
            "1:8 warning unknown-field: nobody reads the field `paid` here (/A/paid)",
        ],
        "{}",
    ),
    (
        r#"{"A": [{"Return": 1, "Throw": {}}, {"Return": 2}]}"#,
        &["1:8 error two-outcomes: a response has one outcome; this one has `Return` and `Throw` (/A/0)"],
        r#"{"A":[{"Return":2}]}"#,
    ),
    (
        r#"{"A": [{"Throw": "E"}]}"#,
        &["1:18 error wrong-type: `Throw` must be an object; it is the string \"E\" (/A/0/Throw)"],
        "{}",
    ),
    (
        r#"{"A": [{"Throw": {"Error": 1, "error": 2}}]}"#,
        &[
            "1:31 warning unknown-field: nobody reads the field `error` here (/A/0/Throw/error)",
            "1:28 error wrong-type: `Error` must be a string; it is 1 (/A/0/Throw/Error)",
        ],
        "{}",
    ),
    (
        r#"{"A": [{"Timeout": false}]}"#,
        &["1:20 error wrong-type: `Timeout` must be `true`; it is false (/A/0/Timeout)"],
        "{}",
    ),
    (
        r#"{"A": [{"Return": 1, "Times": 0}]}"#,
        &["1:31 error wrong-type: `Times` must be a whole number from 1 to 4294967295; it is 0 (/A/0/Times)"],
        r#"{"A":[{"Return":1}]}"#,
    ),
    (
        r#"{"A": [{"Return": 1, "DelaySeconds": 1e9}]}"#,
        &[
            "1:38 error wrong-type: `DelaySeconds` must be a number of seconds from 0 to 99999999; it is 1e9 (/A/0/DelaySeconds)",
        ],
        r#"{"A":[{"Return":1}]}"#,
    ),
    (
        r#"{"A": [{"Return": 1, "Iteration": 1.5}]}"#,
        &["1:35 error wrong-type: `Iteration` must be a whole number from 0 to 4294967295; it is 1.5 (/A/0/Iteration)"],
        r#"{"A":[{"Return":1}]}"#,
    ),
    (
        r#"{"A": [{"Return": 1, "When": true, "Heartbeats": 5}]}"#,
        &[
            "1:30 error wrong-type: `When` must be a string; it is true (/A/0/When)",
            "1:50 error wrong-type: `Heartbeats` must be an array of seconds; it is 5 (/A/0/Heartbeats)",
        ],
        r#"{"A":[{"Return":1}]}"#,
    ),
];

#[test]
fn mocks_are_read_and_what_is_wrong_with_them_is_said() {
    for (source, expected, left) in MOCKS {
        let parsed = text::parse(source).expect(source);
        let (mocks, found) = Mocks::parse(&parsed.root);
        assert_eq!(told(source, &found), *expected, "{source}");
        assert_eq!(mocks.to_json().to_string(), *left, "{source}");
    }
}

#[test]
fn a_scenario_may_be_larger_than_a_definition() {
    let object = "x".repeat(text::MAX_BYTES + 1);
    let document = format!("{{\"definition\": {{}}, \"s3\": {{\"b/k\": \"{object}\"}}}}");
    let scenario = Scenario::parse(&document).expect("a scenario");
    assert_eq!(scenario.s3.get("b/k").map(|object| object.bytes().len()), Some(text::MAX_BYTES + 1));
    let too_large = " ".repeat(asl_document::MAX_SCENARIO_BYTES + 1);
    let found = Scenario::parse(&too_large).expect_err("too large");
    assert!(found[0].message.contains("at most 32 MB"), "{}", found[0].message);
}

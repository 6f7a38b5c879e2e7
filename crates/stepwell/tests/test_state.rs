//! `stepwell test-state`: what TestState answers.

mod called;

use asl::{StateVerdict, test_state};
use called::stepwell;

const TASK: &str = r#"{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},
    "ResultPath":"$.r","Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":2,"MaxAttempts":2,"BackoffRate":2}],
    "Catch":[{"ErrorEquals":["States.ALL"],"Next":"Rescue"}],"Next":"Later"}"#;
const MAP: &str = r#"{"Type":"Map","ItemsPath":"$.list","ToleratedFailurePercentage":50,
    "ItemSelector":{"v.$":"$$.Map.Item.Value"},"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED",
    "ExecutionType":"STANDARD"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}"#;
const PARALLEL: &str = r#"{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},
    {"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}],"End":true}"#;

/// A request as JSON, its texts quoted: `state` is the definition, `rest` further members.
fn answer(state: &str, input: &str, rest: &str) -> String {
    let quoted = |text: &str| asl::json::escape(text);
    let rest = if rest.is_empty() { String::new() } else { format!(",{rest}") };
    test_state(&format!(r#"{{"definition":{},"input":{}{rest}}}"#, quoted(state), quoted(input))).json
}

#[test]
fn states_by_themselves() {
    let debug = r#""inspectionLevel":"DEBUG""#;
    for (state, input, rest, expected) in [
        (
            r#"{"Type":"Pass","Result":{"a":1},"ResultPath":"$.r","Next":"Gone"}"#,
            "{}",
            debug,
            r#"{"status":"SUCCEEDED","output":"{\"r\":{\"a\":1}}","nextState":"Gone","inspectionData":{"input":"{}","result":"{\"a\":1}","afterResultSelector":"{\"a\":1}","afterResultPath":"{\"r\":{\"a\":1}}"}}"#,
        ),
        (
            r#"{"Type":"Choice","QueryLanguage":"JSONata","Choices":[{"Condition":"{% $states.input.a = $v %}","Next":"Yes"}],"Default":"No"}"#,
            r#"{"a":1}"#,
            r#""variables":"{\"v\":1}""#,
            r#"{"status":"SUCCEEDED","output":"{\"a\":1}","nextState":"Yes"}"#,
        ),
        (
            r#"{"Type":"Pass","InputPath":"$.gone","End":true}"#,
            "{}",
            debug,
            r#"{"status":"FAILED","error":"States.Runtime","cause":"Invalid path '$.gone' : No results for path: $['gone']","inspectionData":{"input":"{}"}}"#,
        ),
        (
            r#"{"Type":"Wait","Seconds":5,"Assign":{"w":1},"End":true}"#,
            "{}",
            debug,
            r#"{"status":"SUCCEEDED","output":"{}","inspectionData":{"input":"{}","afterInputPath":"{}","variables":"{\"w\":1}"}}"#,
        ),
        (
            TASK,
            "{}",
            r#""mock":{"result":"{\"StatusCode\":200}"}"#,
            r#"{"status":"SUCCEEDED","output":"{\"r\":{\"StatusCode\":200}}","nextState":"Later"}"#,
        ),
        (
            TASK,
            "{}",
            r#""mock":{"errorOutput":{"error":"Busy","cause":"c"}},"stateConfiguration":{"retrierRetryCount":1},"inspectionLevel":"TRACE""#,
            r#"{"status":"RETRIABLE","error":"Busy","cause":"c","inspectionData":{"input":"{}","afterInputPath":"{}","afterParameters":"{\"FunctionName\":\"f\"}","errorDetails":{"retryIndex":0,"retryBackoffIntervalSeconds":4}}}"#,
        ),
        (
            TASK,
            "{}",
            r#""mock":{"errorOutput":{"error":"Busy","cause":"c"}},"stateConfiguration":{"retrierRetryCount":2}"#,
            r#"{"status":"CAUGHT_ERROR","output":"{\"Error\":\"Busy\",\"Cause\":\"c\"}","nextState":"Rescue","error":"Busy","cause":"c"}"#,
        ),
        (
            MAP,
            r#"{"list": [1, 2]}"#,
            r#""mock":{"result":"[3,4]"},"inspectionLevel":"DEBUG","stateConfiguration":{"mapIterationFailureCount":1}"#,
            r#"{"status":"SUCCEEDED","output":"[3,4]","inspectionData":{"input":"{\"list\": [1, 2]}","afterInputPath":"{\"list\":[1,2]}","afterItemsPath":"[1, 2]","afterItemSelector":"[{\"v\":1},{\"v\":2}]","afterResultSelector":"[3,4]","afterResultPath":"[3,4]","maxConcurrency":0,"toleratedFailurePercentage":50.0}}"#,
        ),
        (
            MAP,
            r#"{"list":[1,2]}"#,
            r#""mock":{"result":"[3,4]"},"stateConfiguration":{"mapIterationFailureCount":2}"#,
            r#"{"status":"FAILED","error":"States.ExceedToleratedFailureThreshold","cause":"The specified tolerated failure threshold was exceeded"}"#,
        ),
        (
            PARALLEL,
            "{}",
            r#""mock":{"result":"[1,2]"},"inspectionLevel":"DEBUG""#,
            r#"{"status":"SUCCEEDED","output":"[1,2]","inspectionData":{"input":"{}","afterResultSelector":"[1,2]","afterResultPath":"[1,2]"}}"#,
        ),
        (
            r#"{"Type":"Pass","Parameters":{"c.$":"$$.State"},"End":true}"#,
            "{}",
            "",
            r#"{"status":"SUCCEEDED","output":"{\"c\":{\"Name\":\"StateName\",\"EnteredTime\":\"2026-01-01T00:00:00.000Z\"}}"}"#,
        ),
    ] {
        assert_eq!(answer(state, input, rest), expected, "{state} {rest}");
    }
}

#[test]
fn a_state_inside_a_machine() {
    let machine = format!(r#"{{"StartAt":"M","States":{{"M":{MAP}}}}}"#);
    assert_eq!(answer(&machine, "7", r#""stateName":"P""#), r#"{"status":"SUCCEEDED","output":"7"}"#);
}

#[test]
fn what_is_refused() {
    let pass = r#"{"Type":"Pass","End":true}"#;
    let put = r#"{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:s3:getObject","Parameters":{"Bucket":"b","Key":"k"},"End":true}"#;
    let start = r#"{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync","Parameters":{"StateMachineArn":"a"},"End":true}"#;
    for (state, rest, code, message) in [
        (
            pass,
            r#""mock":{"result":"1"}"#,
            "ValidationException",
            "State type 'Pass' is not supported when a mock is specified",
        ),
        (
            pass,
            r#""stateName":"X""#,
            "InvalidDefinition",
            "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /', 'SCHEMA_VALIDATION_FAILED: Field 'Type' is not supported at /', 'SCHEMA_VALIDATION_FAILED: Field 'End' is not supported at /'",
        ),
        (
            MAP,
            "",
            "InvalidDefinition",
            "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
        ),
        (TASK, "", "ValidationException", "RoleArn must be specified when testing a Task state"),
        (
            TASK,
            r#""mock":{}"#,
            "ValidationException",
            "A test mock should have only one of the following fields: [result, errorOutput].",
        ),
        (TASK, r#""mock":{"result":"{"}"#, "ValidationException", "Mocked result must be valid JSON"),
        (
            TASK,
            r#""mock":{"result":"1"},"revealSecrets":true"#,
            "ValidationException",
            "TestState does not support RevealSecrets when a mock is specified.",
        ),
        (
            TASK,
            r#""mock":{"result":"{\"StatusCode\":\"x\"}"}"#,
            "ValidationException",
            "Mock result schema validation error: Field 'StatusCode' must be a number",
        ),
        (
            put,
            r#""mock":{"result":"{\"StorageClass\":\"x\"}"}"#,
            "ValidationException",
            "Mock result schema validation error: Field 'StorageClass' is not an expected value",
        ),
        (
            start,
            r#""mock":{"result":"{}"}"#,
            "ValidationException",
            "Mock result schema validation error: Required field 'ExecutionArn' is missing",
        ),
        (
            start,
            r#""mock":{"result":"[1]"}"#,
            "ValidationException",
            "Mock result must be a valid JSON object, but got 'array' instead",
        ),
        (
            PARALLEL,
            r#""mock":{"result":"[1]"}"#,
            "ValidationException",
            "Mocked result must contain the same number of items as number of Parallel branches.",
        ),
        (
            TASK,
            r#""mock":{"result":"{}"},"context":"{\"Map\":{}}""#,
            "ValidationException",
            "Invalid Context object provided: 'Map' field is not supported when mocking a Context object",
        ),
        (
            TASK,
            r#""mock":{"result":"{}"},"context":"{\"Execution\":{\"Id\":1}}""#,
            "ValidationException",
            "Invalid Context object provided: Execution.Id must be a string",
        ),
        (
            pass,
            r#""stateConfiguration":{"mapIterationFailureCount":1}"#,
            "ValidationException",
            "TestState does not support MapIterationFailureCount when a mock is not specified.",
        ),
    ] {
        let expected = asl::json::Json::parse(&answer(state, "{}", rest)).expect("it is JSON");
        let text =
            |key: &str| expected.at(&["Error", key]).and_then(asl::json::Json::as_str).unwrap_or_default().to_string();
        assert_eq!((text("Code").as_str(), text("Message").as_str()), (code, message), "{rest}");
    }
}

#[test]
fn an_input_that_is_no_json() {
    let request = r#"{"definition":"{\"Type\":\"Succeed\"}","input":"not json"}"#;
    let message = "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, \
                   Array, Object or token 'null', 'true' or 'false')'";
    let expected =
        format!(r#"{{"Error":{{"Code":"InvalidExecutionInput","Message":"{message}"}},"message":"{message}"}}"#);
    assert_eq!(test_state(request).json, expected);
}

#[test]
fn what_is_no_request() {
    for text in [
        "",
        "[]",
        "{",
        "{}",
        r#"{"definition":"x"}"#,
        r#"{"definition":"{}","oops":1}"#,
        r#"{"definition":"{}","input":"{"}"#,
    ] {
        assert_eq!(test_state(text).verdict, StateVerdict::Refused, "{text}");
    }
}

#[test]
fn the_command_tells_by_its_status() {
    for (request, status) in [
        (r#"{"definition":{"Type":"Succeed"}}"#, 0),
        (r#"{"definition":{"Type":"Fail"}}"#, 1),
        (r#"{"definition":{"Type":"Oops"}}"#, 2),
    ] {
        let called = stepwell(&["test-state", "-"], request);
        assert_eq!(called.status, status, "{request}: {}", called.errors);
        assert_eq!(called.output.trim_end(), test_state(request).json);
    }
}

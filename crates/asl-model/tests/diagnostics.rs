//! What is found in wrong definitions: one table a topic.

use asl_json::spanned::{Tolerance, parse};
use asl_model::{MachineType, Model, Options, read};
use asl_text::{Diagnostic, Severity};

fn model(text: &str, machine_type: MachineType) -> Model {
    read(&parse(text, Tolerance::Comments).expect("the case is JSON"), Options { machine_type })
}

fn found(text: &str) -> Vec<Diagnostic> {
    model(text, MachineType::Standard).diagnostics
}

/// `code: message at location`, with `~` before what is no error.
fn line(found: &Diagnostic) -> String {
    let mark = if found.severity == Severity::Error { "" } else { "~" };
    format!("{mark}{}: {} at {}", found.code, found.message, found.location)
}

fn check(text: &str, expected: &[&str]) {
    let lines: Vec<String> = found(text).iter().map(line).collect();
    assert_eq!(lines, expected, "{text}");
}

/// A definition of one state `S`, with a state `T` to go to.
fn with_state(state: &str) -> String {
    format!(r#"{{"StartAt": "S", "States": {{"S": {state}, "T": {{"Type": "Succeed"}}}}}}"#)
}

/// Checks a state that leads to `T`; `SVF` stands for AWS's commonest code.
fn check_state(state: &str, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|line| line.replace("SVF:", "SCHEMA_VALIDATION_FAILED:")).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(&with_state(state), &expected);
}

#[test]
fn whole_definitions() {
    check("[]", &["SCHEMA_VALIDATION_FAILED: Expected value of type Object at /"]);
    check("{}", &["SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /"]);
    check(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}}"#,
        &["MISSING_END_STATE: Workflow has no terminal state at "],
    );
    check(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "C": {"Type": "Pass", "End": true}}}"#,
        &[
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
            "MISSING_TRANSITION_TARGET: State \"C\" is not reachable. at /States/C",
        ],
    );
    check(
        r#"{"StartAt": "A", "Sates": 1, "Version": "2.0", "TimeoutSeconds": -1, "States": {"A": {"Type": "Succeed"}}}"#,
        &[
            "SCHEMA_VALIDATION_FAILED: Field 'Sates' is not supported at /",
            "SCHEMA_VALIDATION_FAILED: Value should be one of the following: [1.0] at /Version",
            "SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /TimeoutSeconds",
        ],
    );
    check(
        r#"{"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "P"}}},
            {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}]}}}"#,
        &[
            "MISSING_END_STATE: Workflow has no terminal state at /States/P/Branches[0]",
            "MISSING_TRANSITION_TARGET: Missing 'Next' target: P at /States/P/Branches[0]/States/A/Next",
            "DUPLICATE_STATE_NAME: Duplicate State name: A at /States/P/Branches[1]/States/A",
        ],
    );
    check(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Pas", "End": true}}}"#,
        &[
            "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, \
             Parallel, Map] at /States/A/Type",
            "MISSING_END_STATE: Workflow has no terminal state at ",
        ],
    );
    let long = "x".repeat(81);
    check(
        &format!(r#"{{"StartAt": "{long}", "States": {{"{long}": {{"Type": "Succeed"}}}}}}"#),
        &[&format!(
            "INVALID_STATE_NAME: State name '{long}' exceeds the 80-character limit allowed by the service at /States/{long}"
        )],
    );
}

#[test]
fn fields_of_states() {
    check_state(r#"{"Type": "Pass", "Next": "T"}"#, &[]);
    check_state(
        r#"{"Type": "pass", "Next": "T"}"#,
        &[
            "SVF: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/S/Type",
        ],
    );
    check_state(
        r#"{"Type": "Pass", "Next": "T", "End": true}"#,
        &["SVF: There should only be one of the following fields: [Next, End] at /States/S"],
    );
    check_state(r#"{"Type": "Pass", "Nxt": "T"}"#, &["SVF: Field 'Nxt' is not supported at /States/S"]);
    check_state(
        r#"{"Type": "Fail", "Next": "T"}"#,
        &[
            "SVF: Field 'Next' is not supported at /States/S",
            "MISSING_TRANSITION_TARGET: State \"T\" is not reachable. at /States/T",
        ],
    );
    check_state(
        r#"{"Type": "Map", "TimeoutSeconds": 1, "Next": "T",
            "ItemProcessor": {"QueryLanguage": "JSONata", "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}"#,
        &[
            "SVF: Field 'TimeoutSeconds' is not supported at /States/S",
            "SVF: Field 'QueryLanguage' is not supported at /States/S/ItemProcessor",
        ],
    );
    check_state(
        r#"{"Type": "Pass", "InputPath": "a", "ResultPath": "$..a", "Parameters": {"k": {"v.$": "a b"}}, "Next": "T"}"#,
        &[
            "SVF: Value must be a valid JSONPath. at /States/S/InputPath",
            "SVF: Value is not a Reference Path at /States/S/ResultPath",
            "SVF: The value for the field 'v.$' must be a valid JSONPath or a valid intrinsic function call at /States/S/Parameters/k",
        ],
    );
    check_state(
        r#"{"Type": "Pass", "Parameters": {"a": 1, "a.$": "$.a"}, "Next": "T"}"#,
        &["duplicate-key: `a` and `a.$` would give the same key at /States/S/Parameters"],
    );
    check_state(
        r#"{"Type": "Pass", "Comment": "x", "Comment": "y", "Next": "T"}"#,
        &["~duplicate-key: the key `Comment` stands twice; the last one counts at /States/S"],
    );
    check_state(
        r#"{"Type": "Pass", "Assign": {"states": 1, "a-b": 2, "ok.$": "$"}, "Next": "T"}"#,
        &[
            "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /States/S/Assign/states",
            "INVALID_VARIABLE_NAME: Invalid variable name 'a-b': the variable name contains invalid characters. at /States/S/Assign/a-b",
        ],
    );
}

#[test]
fn query_languages() {
    check_state(
        r#"{"Type": "Pass", "Output": 1, "Next": "T"}"#,
        &[
            "SVF: The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/S",
        ],
    );
    check_state(
        r#"{"Type": "Pass", "QueryLanguage": "JSONata", "Parameters": {}, "Output": "{% 1", "Next": "T"}"#,
        &[
            "SVF: The QueryLanguage is set to 'JSONata', but field 'Parameters' is only supported for the 'JSONPath' QueryLanguage at /States/S",
            "SVF: JSONata string must start with {% and end with %} at /States/S/Output",
        ],
    );
    check(
        r#"{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed", "QueryLanguage": "JSONPath"}}}"#,
        &[
            "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A",
        ],
    );
    check_state(
        r#"{"Type": "Choice", "QueryLanguage": "JSONata", "Default": "T", "Choices": [{"Condition": "x", "Next": "T"}]}"#,
        &["SVF: JSONata string must start with {% and end with %} at /States/S/Choices[0]/Condition"],
    );
}

#[test]
fn waits() {
    check_state(
        r#"{"Type": "Wait", "Seconds": 1.5, "Next": "T"}"#,
        &["SVF: Expected value of type Integer at /States/S/Seconds"],
    );
    check_state(
        r#"{"Type": "Wait", "Seconds": 1, "TimestampPath": "$.at", "Next": "T"}"#,
        &[
            "SVF: There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/S",
        ],
    );
    check_state(
        r#"{"Type": "Wait", "Next": "T"}"#,
        &[
            "SVF: This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/S",
        ],
    );
    for (timestamp, valid) in [
        ("2016-03-14T01:59:00Z", true),
        ("2016-03-14T01:59:00.123456789+02:00", true),
        ("2016-03-14 01:59:00Z", false),
        ("2016-03-14t01:59:00z", false),
        ("2016-03-14T01:59:00", false),
        ("2016-13-14T01:59:00Z", false),
        ("14-03-2016T01:59:00Z", false),
    ] {
        let errors = found(&with_state(&format!(r#"{{"Type": "Wait", "Timestamp": "{timestamp}", "Next": "T"}}"#)));
        assert_eq!(errors.is_empty(), valid, "{timestamp}");
    }
}

#[test]
fn a_wait_in_days_says_what_to_write() {
    let text = with_state(r#"{"Type": "Wait", "Days": 2, "Next": "T"}"#);
    let all = found(&text);
    assert_eq!(all.len(), 1, "one cause, one finding");
    assert_eq!(line(&all[0]), "SCHEMA_VALIDATION_FAILED: Field 'Days' is not supported at /States/S");
    assert_eq!(all[0].help.as_deref(), Some("A Wait has no `Days`: write \"Seconds\": 172800."));
    let fix = all[0].fix.as_ref().expect("a fix");
    let mut fixed = text;
    fixed.replace_range(fix.span.start as usize..fix.span.end as usize, &fix.text);
    check(&fixed, &[]);
}

#[test]
fn slips_of_the_pen_get_a_fix() {
    for (state, help, fixed_line) in [
        (r#"{"Type": "Pass", "Paramters": {}, "Next": "T"}"#, "Did you mean `Parameters`?", "\"Parameters\""),
        (r#"{"Type": "Pass", "result": {}, "Next": "T"}"#, "Did you mean `Result`?", "\"Result\""),
        (r#"{"Type": "Psas", "Next": "T"}"#, "Did you mean `Pass`?", "\"Pass\""),
        (r#"{"Type": "Pass", "Next": "t"}"#, "Did you mean `T`?", "\"T\""),
        (r#"{"type": "Pass", "Next": "T"}"#, "Write `Type` in place of `type`.", "\"Type\""),
        (
            r#"{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMesage", "Parameters": {}, "Next": "T"}"#,
            "Did you mean `arn:aws:states:::sqs:sendMessage`?",
            "\"arn:aws:states:::sqs:sendMessage\"",
        ),
    ] {
        let all = found(&with_state(state));
        assert_eq!(all[0].help.as_deref(), Some(help), "{state}");
        assert_eq!(all[0].fix.as_ref().map(|fix| fix.text.as_str()), Some(fixed_line), "{state}");
    }
}

#[test]
fn choices() {
    check_state(
        r#"{"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": true, "Next": "T"}]}"#,
        &["~no-default: the execution fails where no rule matches at /States/S"],
    );
    check_state(
        r#"{"Type": "Choice", "Default": "T", "Choices": [
            {"Variable": "$.a", "StringEquals": 1},
            {"And": [{"Variable": "a", "IsPresent": true, "Next": "T"}], "Next": "T"},
            {"Variable": "$.a", "NumericEqual": 1, "Next": "T"},
            {"Variable": "$.a", "TimestampEquals": "soon", "Next": "T"},
            {"Next": "T"}]}"#,
        &[
            "SVF: These fields are required: [Next] at /States/S/Choices[0]",
            "SVF: Expected value of type String at /States/S/Choices[0]/StringEquals",
            "SVF: Value is not a Reference Path: Reference path didn't start with '$' at /States/S/Choices[1]/And[0]/Variable",
            "SVF: Field 'Next' is not supported at /States/S/Choices[1]/And[0]",
            "SVF: Field 'NumericEqual' is not supported at /States/S/Choices[2]",
            "SVF: String does not match RFC3339 timestamp at /States/S/Choices[3]/TimestampEquals",
            "SVF: The object must have only one of the following fields, [And, Or, Not, Variable, Condition] at /States/S/Choices[4]",
        ],
    );
    check_state(
        r#"{"Type": "Choice", "Default": "T", "Choices": []}"#,
        &["SVF: Value cannot be empty at /States/S/Choices"],
    );
}

#[test]
fn retriers_and_catchers() {
    let task =
        |rest: &str| format!(r#"{{"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", {rest}, "Next": "T"}}"#);
    check_state(
        &task(
            r#""Retry": [{"ErrorEquals": ["States.ALL"]}, {"ErrorEquals": ["A"], "MaxAttempts": -1, "BackoffRate": 0.5}]"#,
        ),
        &[
            "SVF: States.ALL must appear alone and at end of list at /States/S/Retry[0]/ErrorEquals",
            "~never-used: this retrier is never used: an earlier one takes all of its errors at /States/S/Retry[1]",
            "SVF: Minimum value is 0 at /States/S/Retry[1]/MaxAttempts",
            "SVF: Minimum value is 1.0 at /States/S/Retry[1]/BackoffRate",
        ],
    );
    check_state(
        &task(
            r#""Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "T"}, {"ErrorEquals": ["A", "B"], "Next": "T"},
                 {"ErrorEquals": ["States.Timeout"], "Next": "T"}, {"ErrorEquals": ["States.Runtime"], "Next": "T"},
                 {"ErrorEquals": []}]"#,
        ),
        &[
            "~never-used: this catcher is never used: an earlier one takes all of its errors at /States/S/Catch[1]",
            "~uncatchable: States.Runtime is never caught, not even by its name at /States/S/Catch[3]/ErrorEquals",
            "SVF: These fields are required: [Next] at /States/S/Catch[4]",
            "SVF: Value cannot be empty at /States/S/Catch[4]/ErrorEquals",
        ],
    );
    check_state(
        &task(r#""Retry": [{"ErrorEquals": ["State.ALL"], "JitterStrategy": "full"}]"#),
        &[
            "~unknown-error-name: AWS has no error `State.ALL` at /States/S/Retry[0]/ErrorEquals",
            "SVF: Value should be one of the following: [NONE, FULL] at /States/S/Retry[0]/JitterStrategy",
        ],
    );
}

#[test]
fn tasks() {
    let task =
        |resource: &str, rest: &str| format!(r#"{{"Type": "Task", "Resource": "{resource}", {rest} "Next": "T"}}"#);
    check_state(&task("foo", ""), &["SVF: Value is not a valid resource ARN at /States/S/Resource"]);
    check_state(
        &task("arn:aws:states:::dynamodb:query", r#""Parameters": {},"#),
        &[
            "SVF: The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/S/Resource",
        ],
    );
    check_state(
        &task("arn:aws:states:::lambda:invoke", ""),
        &["SVF: Parameters field is required for resource ARN: arn:aws:states:::lambda:invoke at /States/S"],
    );
    check_state(
        &task("arn:aws:states:::lambda:invoke", r#""Parameters": {"Payload.$": "$"}, "Credentials": {},"#),
        &[
            "SVF: The field 'FunctionName' is required but was missing at /States/S/Parameters",
            "SVF: The field 'RoleArn' is required but was missing at /States/S/Credentials",
        ],
    );
    check_state(
        &task(
            "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            r#""Parameters": {"QueueUrl": "q", "MessageBody": "b"},"#,
        ),
        &[
            "~token-without-timeout: without a timeout the task waits up to a year for its token at /States/S/Resource",
            "~token-not-passed: the task token is passed to nobody, so nobody can answer at /States/S/Resource",
        ],
    );
    // Actions begin with a small letter and parameters with a capital one; what `.$` fills in is looked at later.
    check_state(
        &task("arn:aws:states:::aws-sdk:batch:SubmitJob", r#""Parameters": {"JobName": "j"},"#),
        &[
            "SVF: The resource provided arn:aws:states:::aws-sdk:batch:SubmitJob is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/S/Resource",
        ],
    );
    check_state(
        &task("arn:aws:states:::aws-sdk:batch:submitJob", r#""Parameters": {"jobName": "j", "jobQueue.$": "$.q"},"#),
        &["SVF: The field \"jobName\" is not supported by Step Functions at /States/S/Parameters"],
    );
    check_state(
        &task("arn:aws:lambda:r:1:function:f", r#""TimeoutSeconds": 5, "HeartbeatSeconds": 5,"#),
        &[
            "~heartbeat-not-below-timeout: HeartbeatSeconds must be less than TimeoutSeconds to have an effect at /States/S/HeartbeatSeconds",
        ],
    );
    check_state(
        &task("${Function}", r#""Parameters": {"a": "${Function} ${Other}"},"#),
        &[
            "~unresolved-placeholder: the placeholder ${Function} is not filled in; it is used as text at /States/S/Resource",
            "~unresolved-placeholder: the placeholder ${Other} is not filled in; it is used as text at /States/S/Parameters/a",
        ],
    );
}

#[test]
fn express_machines() {
    for (resource, message) in [
        ("arn:aws:states:r:1:activity:a", "Express state machine does not support Activity ARN"),
        (
            "arn:aws:states:::states:startExecution.sync:2",
            "Express state machine does not support '.sync' service integration",
        ),
        (
            "arn:aws:states:::sns:publish.waitForTaskToken",
            "Express state machine does not support '.waitForTaskToken' service integration ",
        ),
    ] {
        let parameters = r#"{"StateMachineArn": "x", "Message.$": "$$.Task.Token"}"#;
        let state = format!(
            r#"{{"Type": "Task", "Resource": "{resource}", "Parameters": {parameters}, "TimeoutSeconds": 9, "Next": "T"}}"#
        );
        let express = model(&with_state(&state), MachineType::Express).diagnostics;
        let lines: Vec<String> = express.iter().map(line).collect();
        assert_eq!(lines, [format!("SCHEMA_VALIDATION_FAILED: {message} at /States/S/Resource")]);
        assert!(found(&with_state(&state)).is_empty(), "a Standard state machine may do it");
    }
}

#[test]
fn paths_that_are_used_as_text() {
    check_state(
        r#"{"Type": "Pass", "Parameters": {"a": "$.a", "b": ["States.UUID()"], "c": {"d": "$$.Execution.Id"}, "e": "$5"}, "Next": "T"}"#,
        &[
            "~NO_DOLLAR: the value of `a` looks like a path, but is passed as text at /States/S/Parameters/a",
            "~NO_DOLLAR: the value of `d` looks like a path, but is passed as text at /States/S/Parameters/c/d",
        ],
    );
    check_state(
        r#"{"Type": "Pass", "Result": {"a": {"b.$": "$.b"}}, "Next": "T"}"#,
        &["~PASS_RESULT_IS_STATIC: Result is copied as it stands: no path in it is evaluated at /States/S/Result"],
    );
    check_state(
        r#"{"Type": "Choice", "Default": "T", "Choices": [{"Variable": "$.a", "StringEquals": "$.b", "Next": "T"}]}"#,
        &[
            "~NO_PATH: the value of `StringEquals` looks like a path, but is used as text at /States/S/Choices[0]/StringEquals",
        ],
    );
}

#[test]
fn maps() {
    let map = |rest: &str, config: &str| {
        format!(
            r#"{{"Type": "Map", {rest} "Next": "T", "ItemProcessor": {{{config}
                "StartAt": "I", "States": {{"I": {{"Type": "Pass", "End": true}}}}}}}}"#
        )
    };
    let distributed = r#""ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},"#;
    check_state(
        r#"{"Type": "Map", "Next": "T"}"#,
        &["SVF: This object should have only one of the following fields: [ItemProcessor, Iterator] at /States/S"],
    );
    check_state(
        &map(r#""Label": "x","#, ""),
        &["distributed-only: `Label` works in a Distributed Map only at /States/S/Label"],
    );
    check_state(
        &map("", r#""ProcessorConfig": {"Mode": "DISTRIBUTED"},"#),
        &["SVF: These fields are required: [ExecutionType] at /States/S/ItemProcessor/ProcessorConfig"],
    );
    check_state(
        &map(
            r#""ToleratedFailurePercentage": 101, "ToleratedFailureCountPath": "$$.a", "MaxConcurrency": -1,"#,
            distributed,
        ),
        &[
            "SVF: Maximum value is 100.0 at /States/S/ToleratedFailurePercentage",
            "SVF: Value is not a Reference Path at /States/S/ToleratedFailureCountPath",
            "SVF: Minimum value is 0 at /States/S/MaxConcurrency",
        ],
    );
    check_state(
        &map(
            r#""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "CSV"}},"#,
            distributed,
        ),
        &["SVF: The field 'CSVHeaderLocation' is required at /States/S/ItemReader/ReaderConfig"],
    );
    check_state(
        &map(
            r#""ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig":
                {"InputType": "JSON", "ItemsPointer": "a/b", "MaxItems": 1, "MaxItemsPath": "$.n"}},
               "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "WriterConfig": {"Transformation": "NONE"}},"#,
            distributed,
        ),
        &[
            "SVF: Invalid input: JSON Pointer expression must start with '/': \"a/b\" at /States/S/ItemReader/ReaderConfig/ItemsPointer",
            "SVF: There should only be one of the following fields: [MaxItems, MaxItemsPath] at /States/S/ItemReader/ReaderConfig",
            "SVF: These fields are required: [OutputType] at /States/S/ResultWriter/WriterConfig",
        ],
    );
}

#[test]
fn inner_scopes_do_not_take_the_names_of_outer_ones() {
    let text = |before: &str, config: &str| {
        format!(
            r#"{{"StartAt": "A", "States": {{
                "A": {{"Type": "Pass", "Assign": {{"{before}": 1}}, "Next": "M"}},
                "M": {{"Type": "Map", "Next": "Z", "ItemProcessor": {{{config} "StartAt": "I", "States": {{
                    "I": {{"Type": "Pass", "Assign": {{"x.$": "$", "late": 1}}, "End": true}}}}}}}},
                "Z": {{"Type": "Pass", "Assign": {{"late": 2}}, "End": true}}}}}}"#
        )
    };
    let refused = "INVALID_VARIABLE_NAME: The variable name 'x' was already defined in a parent scope. at \
                   /States/M/ItemProcessor/States/I/Assign";
    check(&text("x", ""), &[refused]);
    check(&text("y", ""), &[]);
    check(&text("x", r#""ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},"#), &[]);
}

#[test]
fn labels() {
    let map = |label: &str| {
        format!(
            r#"{{"Type": "Map", "Label": "{label}", "ItemProcessor": {{"ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}, "StartAt": "P", "States": {{"P": {{"Type": "Pass", "End": true}}}}}}, "Next": "T"}}"#
        )
    };
    check_state(&map("Parts-1_a"), &[]);
    check_state(
        &map("a part"),
        &["INVALID_LABEL_NAME: Label name 'a part' contains a character that is not allowed: ' ' at /States/S/Label"],
    );
    check_state(
        &map("part?"),
        &["INVALID_LABEL_NAME: Label name 'part?' contains a character that is not allowed: '?' at /States/S/Label"],
    );
    let long = "l".repeat(41);
    check_state(
        &map(&long),
        &[&format!(
            "INVALID_LABEL_NAME: Label name '{long}' exceeds the 40-character limit allowed by the service at /States/S/Label"
        )],
    );
}

//! What is read, right or wrong: the program behind a text.

use asl_json::spanned::{Tolerance, parse};
use asl_model::{Kind, Model, Options, Program, Resource, StateId, Template, Then, read};

fn model(text: &str) -> Model {
    read(&parse(text, Tolerance::Strict).expect("the case is JSON"), Options::default())
}

fn program(text: &str) -> Program {
    model(text).program.expect("a program")
}

fn names(program: &Program) -> Vec<&str> {
    program.states.iter().map(|state| &*state.name).collect()
}

const NESTED: &str = r#"{"StartAt": "Each", "TimeoutSeconds": 9, "States": {
    "Each": {"Type": "Map", "Next": "Last", "ItemProcessor": {"StartAt": "Both", "States": {
        "Both": {"Type": "Parallel", "End": true, "Branches": [
            {"StartAt": "L", "States": {"L": {"Type": "Pass", "Next": "L2"}, "L2": {"Type": "Succeed"}}},
            {"StartAt": "R", "States": {"R": {"Type": "Pass", "End": true}}}]}}}},
    "Last": {"Type": "Succeed"}}}"#;

#[test]
fn states_stand_in_the_order_of_the_text_and_know_their_machines() {
    let program = program(NESTED);
    assert_eq!(names(&program), ["Each", "Both", "L", "L2", "R", "Last"]);
    assert_eq!(program.timeout_seconds, Some(9));
    let machines: Vec<_> =
        program.machines.iter().map(|m| (m.owner.map(|id| id.0), m.index, m.start.map(|id| id.0))).collect();
    assert_eq!(machines, [(None, 0, Some(0)), (Some(0), 0, Some(1)), (Some(1), 0, Some(2)), (Some(1), 1, Some(4))]);
    assert_eq!(program.states[0].then, Then::Next(StateId(5)));
    assert_eq!(program.states[2].then, Then::Next(StateId(3)));
    assert_eq!(program.machine(program.states[4].machine).index, 1);
}

#[test]
fn a_wrong_definition_still_has_its_graph() {
    let text = r#"{"StartAt": "A", "States": {
        "A": {"Type": "Task", "Nxt": "B", "Catch": [{"ErrorEquals": ["X"], "Next": "Nowhere"}]},
        "B": {"Choices": [{"Variable": "?", "Next": "C"}, 5], "Default": "Nobody"},
        "C": null,
        "D": {"Type": "Map", "ItemsPath": 7},
        "E": {"Type": "Wait", "Hours": 1, "End": true}}}"#;
    let model = model(text);
    assert!(model.diagnostics.len() > 5);
    let program = model.program.expect("a program");
    assert_eq!(names(&program), ["A", "B", "C", "D", "E"]);
    assert_eq!(program.states[0].then, Then::Next(StateId(1)), "the misspelt Next is drawn");
    assert_eq!(program.states[0].catch[0].next, None);
    let Kind::Choice { rules, default } = &program.states[1].kind else { panic!("a Choice by its Choices") };
    assert_eq!((rules.len(), &rules[0].next, default), (2, &Then::Next(StateId(2)), &Then::Missing));
    assert_eq!(program.states[2].then, Then::Missing);
    assert!(matches!(program.states[3].kind, Kind::Map(_)));
}

#[test]
fn nothing_to_draw_is_no_program() {
    for text in ["5", "[]", "{}", r#"{"StartAt": "A"}"#, r#"{"StartAt": "A", "States": {}}"#] {
        let model = model(text);
        assert!(model.program.is_none() && !model.diagnostics.is_empty(), "{text}");
    }
}

#[test]
fn the_last_of_equal_names_counts() {
    let program = program(
        r#"{"StartAt": "A", "States": {"A": {"Type": "Fail"}, "B": {"Type": "Fail"}, "A": {"Type": "Succeed"}}}"#,
    );
    assert_eq!(names(&program), ["B", "A"]);
    assert_eq!(program.machines[0].start, Some(StateId(1)));
}

fn template(language: &str, value: &str) -> Template {
    let field = if language == "JSONata" { "Output" } else { "Parameters" };
    let text = format!(
        r#"{{"QueryLanguage": "{language}", "StartAt": "A", "States": {{"A": {{"Type": "Pass", "{field}": {value}, "End": true}}}}}}"#
    );
    let state = program(&text).states.remove(0);
    match state.kind {
        Kind::Pass { parameters: Some(template), .. } => template,
        _ => state.output.expect("an Output"),
    }
}

/// The expressions of a template with their fields, and the keys of its objects, in order.
fn shape(template: &Template) -> String {
    match template {
        Template::Literal(json) => json.to_string(),
        Template::Value { field, .. } => format!("<{field}>"),
        Template::Object(entries) => {
            let inner: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {}", shape(value))).collect();
            format!("{{{}}}", inner.join(", "))
        }
        Template::Array(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(", ")),
    }
}

#[test]
fn templates_have_the_order_and_the_names_of_aws() {
    for (language, value, expected) in [
        // Literal keys first, then the others as a Java hash map yields them.
        (
            "JSONPath",
            r#"{"StateMachineArn.$": "$.a", "z": 1, "Input.$": "$.b", "Name.$": "$.c", "a": [{"k.$": "$"}, 2]}"#,
            "{z: 1, a: [{k: <k.$>}, 2], Input: <Input.$>, StateMachineArn: <StateMachineArn.$>, Name: <Name.$>}",
        ),
        ("JSONPath", r#"{"a": "{% 1 %}", "b": ["$.x"]}"#, r#"{"a":"{% 1 %}","b":["$.x"]}"#),
        ("JSONPath", "null", "null"),
        (
            "JSONata",
            r#"{"z": "{% 1 %}", "a": {"b": [0, "{% 2 %}"]}, "p.$": "$.x", "no": " {% 1 %}"}"#,
            r#"{z: <Output/z>, a: {b: [0, <Output/a/b[1]>]}, p.$: "$.x", no: " {% 1 %}"}"#,
        ),
        ("JSONata", r#""{% 1 %}""#, "<Output>"),
        ("JSONata", r#"["{% 1 %}"]"#, "[<Output[0]>]"),
    ] {
        let read = template(language, value);
        assert_eq!(shape(&read), expected, "{value}");
    }
}

#[test]
fn resources_are_taken_apart() {
    for (arn, kind, service, text) in [
        ("arn:aws:lambda:r:1:function:f", "Lambda", "lambda", "Lambda"),
        ("${Arn}", "Lambda", "lambda", "Lambda"),
        ("arn:aws:states:r:1:activity:a", "Activity", "activity", "Activity"),
        (
            "arn:aws:states:::lambda:invoke",
            r#"Service { resource_type: "lambda", action: "invoke", pattern: RequestResponse }"#,
            "lambda",
            "Lambda invoke",
        ),
        (
            "arn:aws-cn:states:::states:startExecution.sync:2",
            r#"Service { resource_type: "states", action: "startExecution.sync:2", pattern: Sync2 }"#,
            "states",
            "Step Functions start execution",
        ),
        (
            "arn:aws:states:::aws-sdk:dynamodb:updateItem",
            r#"Service { resource_type: "aws-sdk:dynamodb", action: "updateItem", pattern: RequestResponse }"#,
            "dynamodb",
            "DynamoDB update item",
        ),
        (
            "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
            r#"Service { resource_type: "sqs", action: "sendMessage.waitForTaskToken", pattern: Token }"#,
            "sqs",
            "SQS send message (callback)",
        ),
        (
            "arn:aws:states:::aws-sdk:secretsmanager:listSecrets",
            r#"Service { resource_type: "aws-sdk:secretsmanager", action: "listSecrets", pattern: RequestResponse }"#,
            "secretsmanager",
            "Secretsmanager list secrets",
        ),
    ] {
        let resource = Resource::parse(arn);
        assert_eq!(format!("{:?}", resource.kind), kind);
        let called = resource.describe();
        assert_eq!((&*called.service, called.text.as_str()), (service, text), "{arn}");
    }
}

#[test]
fn conditions_are_told_in_a_few_words() {
    for (rule, expected) in [
        (r#"{"Variable": "$.order.total", "NumericGreaterThan": 100, "Next": "T"}"#, "$.order.total > 100"),
        (r#"{"Variable": "$.status", "StringEquals": "PAID", "Next": "T"}"#, r#"$.status = "PAID""#),
        (r#"{"Variable": "$.a", "IsPresent": false, "Next": "T"}"#, "$.a is not present"),
        (r#"{"Variable": "$.a", "StringMatches": "x*", "Next": "T"}"#, r#"$.a matches "x*""#),
        (
            r#"{"And": [{"Variable": "$.a", "BooleanEquals": true}, {"Or": [{"Variable": "$.b", "IsNull": true}, {"Variable": "$.c", "NumericLessThanEqualsPath": "$.d"}]}], "Next": "T"}"#,
            "$.a = true and ($.b is null or $.c ≤ $.d)",
        ),
        (r#"{"Not": {"Variable": "$.a", "IsNumeric": true}, "Next": "T"}"#, "not $.a is a number"),
        (
            r#"{"Variable": "$.a", "StringEquals": "a long text that does not fit on the edge of a graph", "Next": "T"}"#,
            "$.a = \"a long text that does not fit on the edge of a graph\"",
        ),
        (
            r#"{"Variable": "$.a", "StringEquals": "an even longer text that does not fit on the edge of a graph", "Next": "T"}"#,
            "$.a = \"an even longer text that does not fit on the edge of…",
        ),
    ] {
        let text = format!(
            r#"{{"StartAt": "S", "States": {{"S": {{"Type": "Choice", "Choices": [{rule}]}}, "T": {{"Type": "Succeed"}}}}}}"#
        );
        let program = program(&text);
        let Kind::Choice { rules, .. } = &program.states[0].kind else { panic!("a Choice") };
        assert_eq!(rules[0].condition.describe(), expected);
    }
}

#[test]
fn hostile_definitions_end_in_time_and_words() {
    let chain = |count: usize| {
        let states: Vec<String> =
            (0..count).map(|i| format!(r#""S{i}": {{"Type": "Pass", "Next": "S{}"}}"#, i + 1)).collect();
        format!(r#"{{"StartAt": "S0", "States": {{{}, "S{count}": {{"Type": "Succeed"}}}}}}"#, states.join(","))
    };
    let many = model(&chain(10_001));
    assert_eq!(many.diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), ["too-many-states"]);
    assert_eq!(many.program.expect("a program").states.len(), 10_000);
    assert!(model(&chain(5_000)).diagnostics.is_empty());

    let typos = chain(3_000).replace("\"Next\": \"S", "\"Next\": \"X");
    let typos = model(&typos);
    assert_eq!(typos.diagnostics.len(), 1_000, "findings are bounded");

    let mut rule = r#"{"Variable": "$.a", "IsPresent": true}"#.to_string();
    for _ in 0..200 {
        rule = format!(r#"{{"Not": {rule}}}"#);
    }
    let rule = rule.replacen('{', r#"{"Next": "T", "#, 1);
    let text = format!(
        r#"{{"StartAt": "S", "States": {{"S": {{"Type": "Choice", "Default": "T", "Choices": [{rule}]}}, "T": {{"Type": "Succeed"}}}}}}"#
    );
    assert!(model(&text).diagnostics.is_empty(), "deep, but right");

    let mut inner = r#"{"StartAt": "M", "States": {"M": {"Type": "Succeed"}}}"#.to_string();
    for level in 0..50 {
        inner = format!(
            r#"{{"StartAt": "M{level}", "States": {{"M{level}": {{"Type": "Map", "End": true, "ItemProcessor": {inner}}}}}}}"#
        );
    }
    let deep = model(&inner);
    assert!(deep.diagnostics.is_empty() && deep.program.is_some_and(|program| program.machines.len() == 51));
}

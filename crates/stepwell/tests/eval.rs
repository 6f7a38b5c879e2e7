//! `stepwell eval` as a process.

mod called;

use called::{Called, stepwell};

/// Standard output, standard error and exit status of a call, with a text on standard input.
fn call(arguments: &[&str], input: &str) -> (String, String, i32) {
    let Called { status, output, errors } = stepwell(arguments, input);
    (output.trim_end().to_owned(), errors.trim_end().to_owned(), status)
}

#[test]
fn one_expression() {
    let order = r#"{"lines": [{"sku": "A", "qty": 2}, {"sku": "B", "qty": 1}], "note": 1.50}"#;
    for (language, text, expected, status) in [
        ("--jsonata", "$sum(lines.qty)", "3", 0),
        ("--jsonata", "$states.input.lines[0].sku", "\"A\"", 0),
        ("--jsonata", "lines.price", "The JSONata expression 'lines.price' returned nothing (undefined).", 1),
        (
            "--jsonata",
            "$sum('a')",
            "The JSONata expression '$sum('a')' threw an error during evaluation. T0412: Argument 1 of function \"sum\" \
             must be an array of \"numbers\"",
            1,
        ),
        ("--jsonata", "$sum", "The JSONata expression '$sum' returned an unsupported result type.", 1),
        ("--jsonpath", "$.lines[?(@.qty > 1)].sku", "[\"A\"]", 0),
        ("--jsonpath", "$.note", "1.50", 0),
        ("--jsonpath", "$.total", "Invalid path '$.total' : No results for path: $['total']", 1),
        ("--intrinsic", "States.Format('{} lines', States.ArrayLength($.lines))", "\"2 lines\"", 0),
        (
            "--intrinsic",
            "States.ArrayLength(1)",
            "There was an error while evaluating the intrinsic function: States.ArrayLength(1). Invalid arguments in \
             States.ArrayLength",
            1,
        ),
    ] {
        let (out, err, code) = call(&["eval", language, text, "--input", "-"], order);
        assert_eq!((if code == 0 { out } else { err }.as_str(), code), (expected, status), "{text}");
    }
}

#[test]
fn arguments_that_make_no_command() {
    for arguments in [
        &["eval"][..],
        &["eval", "--jsonata", "1", "--jsonpath", "$"],
        &["eval", "--jsonata"],
        &["eval", "--batch", "x"],
    ] {
        let (out, err, code) = call(arguments, "");
        assert_eq!((out.as_str(), code), ("", 2), "{arguments:?}");
        assert!(err.starts_with("stepwell: "), "{err}");
    }
}

#[test]
fn a_batch_answers_each_line() {
    let cases = [
        (r#"{"jsonata": "$x + a", "input": {"a": 1}, "bindings": {"x": 2}}"#, r#"{"value":3}"#),
        (r#"{"jsonata": "b", "input": {"a": 1}}"#, r#"{"undefined":true}"#),
        (r#"{"jsonata": "$"}"#, r#"{"undefined":true}"#),
        (r#"{"jsonata": "$states.input", "input": null}"#, r#"{"value":null}"#),
        (
            r#"{"jsonata": "1 + 'a'"}"#,
            r#"{"error":{"code":"T2002","message":"The right side of the \"+\" operator must evaluate to a number","position":3}}"#,
        ),
        (r#"{"jsonata": "$partition([1, 2, 3], 2)"}"#, r#"{"value":[[1,2],[3]]}"#),
        (r#"{"jsonpath": "$v.a[0]", "bindings": {"v": {"a": [true]}}}"#, r#"{"value":true}"#),
        (r#"{"jsonpath": "$$.Execution.Id", "bindings": {"$": {"Execution": {"Id": "e"}}}}"#, r#"{"value":"e"}"#),
        (
            r#"{"jsonpath": "$.b", "input": {}}"#,
            r#"{"error":{"code":"States.Runtime","message":"No results for path: $['b']","position":null}}"#,
        ),
        (r#"{"intrinsic": "States.MathAdd($.a, 2)", "input": {"a": 1}}"#, r#"{"value":3}"#),
        (
            r#"{"jsonata": 1}"#,
            r#"{"error":{"code":"invalid-request","message":"the line wants one of `jsonata`, `jsonpath` and `intrinsic` with a text","position":null}}"#,
        ),
    ];
    let lines: Vec<&str> = cases.iter().map(|case| case.0).collect();
    let (out, err, code) = call(&["eval", "--batch"], &lines.join("\n"));
    assert_eq!((err.as_str(), code), ("", 0));
    let answers: Vec<&str> = out.lines().collect();
    assert_eq!(answers, cases.map(|case| case.1));
}

#[test]
fn the_limits_of_the_service_hold() {
    let (out, _, _) = call(&["eval", "--batch"], r#"{"jsonata": "($f := function($n) { 1 + $f($n) }; $f(1))"}"#);
    assert!(out.starts_with(r#"{"error":{"code":"U1001""#), "{out}");
}

//! What expressions may refer to.

use asl_json::{
    Json,
    spanned::{Tolerance, parse},
};
use asl_model::{Options, read};
use asl_text::Severity;

/// `code: message at location <underlined text>`, with `~` before what is no error.
fn found(text: &str) -> Vec<String> {
    let model = read(&parse(text, Tolerance::Strict).expect("the case is JSON"), Options::default());
    let line = |found: &asl_text::Diagnostic| {
        let mark = if found.severity == Severity::Error { "" } else { "~" };
        let under = &text[found.span.start as usize..found.span.end as usize];
        format!("{mark}{}: {} at {} <{under}>", found.code, found.message, found.location)
    };
    model.diagnostics.iter().map(line).collect()
}

/// A definition with one state `S`, whose fields are given.
fn state(kind: &str, fields: &str) -> String {
    format!(
        r#"{{"QueryLanguage":"JSONata","StartAt":"S","States":{{"S":{{"Type":"{kind}",{fields}}},"T":{{"Type":"Succeed"}}}}}}"#
    )
}

/// What is said about an expression as the `Output` of a Pass; messages stand for the whole line.
fn said(expression: &str) -> Vec<String> {
    let quoted = Json::from(format!("{{% {expression} %}}").as_str());
    found(&state("Pass", &format!(r#""Output":{quoted},"Next":"T""#)))
        .iter()
        .map(|line| line.rsplit_once(" at ").map_or(line.as_str(), |(message, _)| message).to_string())
        .collect()
}

#[test]
fn names_at_the_top_level() {
    let names = |names: &[&str]| -> Vec<String> {
        let line = |name: &&str| match *name {
            "$$" => "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported.".to_string(),
            name => format!("UNSUPPORTED_JSONATA_EXPRESSION: Reference to '{name}' at the top level is not supported."),
        };
        names.iter().map(line).collect()
    };
    for (expression, expected) in [
        ("order.id", &["order"][..]),
        ("a + b + a", &["a", "b"]),
        ("$.order", &["$"]),
        ("$$.order", &["$$"]),
        ("$sum(prices)", &["prices"]),
        ("$map($states.input.list, function($v) { $v & suffix })", &["suffix"]),
        ("($x := first; $x)", &["first"]),
        ("{key: 1}", &["key"]),
        ("[a, $states.input.b]", &["a"]),
        ("-n", &["n"]),
        ("yes ? 1 : no", &["yes", "no"]),
        ("a[b = 1].c", &["a"]),
        ("list ~> $count()", &["list"]),
        // What is reached from something else is no such name.
        ("$states.input.order[price > 3].{'sku': sku, 'own': $}", &[]),
        ("$states.input.list^(>price).name", &[]),
        ("$filter($states.input.list, function($v) { $v.price > 3 })", &[]),
        ("$sum($states.input.list.(price * quantity))", &[]),
        ("$states.input ~> |order|{'id': id}|", &[]),
        ("$order.id", &[]),
        ("'text' & 1 & true", &[]),
        ("($f := function($n) { $n < 2 ? 1 : $n * $f($n - 1) }; $f(5))", &[]),
    ] {
        assert_eq!(said(expression), names(expected), "{expression}");
    }
}

#[test]
fn fields_of_states() {
    let result = "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.result' does not exist.";
    let error = "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist.";
    let task = r#""Resource":"arn:aws:states:::sqs:sendMessage","Next":"T""#;
    let queue = r#""QueueUrl":"q","MessageBody":"m""#;
    for (kind, fields, expected) in [
        ("Pass", r#""Output":"{% $states.result %}","Next":"T""#.to_string(), vec![format!("{result} at /States/S/Output <$states>")]),
        ("Pass", r#""Assign":{"a":["{% $states.errorOutput.Cause %}"]},"Next":"T""#.into(), vec![format!("{error} at /States/S/Assign/a[0] <$states>")]),
        ("Wait", r#""Seconds":"{% $states.result %}","Next":"T""#.into(), vec![format!("{result} at /States/S/Seconds <$states>")]),
        ("Choice", r#""Choices":[{"Condition":"{% $states.result.ok %}","Next":"T"}],"Default":"T""#.into(), vec![format!("{result} at /States/S/Choices[0]/Condition <$states>")]),
        ("Task", format!(r#"{task},"Arguments":{{{queue},"X":"{{% $states.result %}}"}}"#), vec![format!("{result} at /States/S/Arguments/X <$states>")]),
        ("Task", format!(r#"{task},"Arguments":{{{queue}}},"Output":"{{% $states.result.a %}}","Assign":{{"r":"{{% $states.result %}}"}}"#), vec![]),
        (
            "Task",
            format!(r#"{task},"Arguments":{{{queue}}},"Catch":[{{"ErrorEquals":["States.ALL"],"Next":"T","Output":"{{% $states.errorOutput %}}","Assign":{{"e":"{{% $states.errorOutput.Error %}}","r":"{{% $states.result %}}"}}}}]"#),
            vec![format!("{result} at /States/S/Catch[0]/Assign/r <$states>")],
        ),
        (
            "Map",
            r#""Items":[1],"Output":"{% $states.result %}","Next":"T","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","Output":"{% $states.result %}","End":true}}}"#.into(),
            vec![format!("{result} at /States/S/ItemProcessor/States/I/Output <$states>")],
        ),
        ("Pass", r#""Output":"{% $states.inptu %}","Next":"T""#.into(), vec!["~unknown-states-field: `$states` has no `inptu`, so this is undefined at /States/S/Output <$states>".into()]),
        ("Pass", r#""Output":"{% ($states := 1; $states.result) %}","Next":"T""#.into(), vec![]),
    ] {
        assert_eq!(found(&state(kind, &fields)), expected, "{kind} {fields}");
    }
}

#[test]
fn what_cannot_be_read_is_underlined() {
    assert_eq!(
        found(&state("Pass", r#""Output":{"v":"{%  list[1,2) %}"},"Next":"T""#)),
        [r#"INVALID_JSONATA_EXPRESSION: Expected "]", got "," at /States/S/Output/v <,>"#]
    );
    // Where the text is written with escapes, all of it is underlined.
    assert_eq!(
        found(&state("Pass", r#""Output":"{% \"a %}","Next":"T""#)),
        [
            r#"INVALID_JSONATA_EXPRESSION: String literal must be terminated by a matching quote at /States/S/Output <"{% \"a %}">"#
        ]
    );
    assert_eq!(
        found(&state("Pass", r#""Output":"{%%}","Next":"T""#)),
        ["INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/S/Output <>"]
    );
}

#[test]
fn texts_that_are_no_expressions() {
    let csv = r#""ItemReader":{"Resource":"arn:aws:states:::s3:getObject","Arguments":{"Bucket":"b","Key":"k"},
        "ReaderConfig":{"InputType":"CSV","CSVHeaderLocation":"GIVEN","CSVHeaders":["{% name %}"]}},
        "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
        "StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"Next":"T""#;
    assert_eq!(found(&state("Map", csv)), Vec::<String>::new());
    assert_eq!(found(&state("Pass", r#""Comment":"{% name %}","Next":"T""#)), Vec::<String>::new());
}

//! Calls and their results; calls that fail, with the service's words; calls that cannot be read.

use asl_intrinsics::{Call, Env};
use asl_json::Json;
use asl_path::Root;
use proptest::prelude::*;

const INPUT: &str = r#"{"a": {"b": [1, 2.5, "x"]}, "n": null, "text": "a,b;c", "list": [3, 1, 2], "template": "<{}>",
    "json": "{\"k\": [1, 2]}", "wide": {"z": 1.10,  "y": "q"}}"#;

fn evaluate(call: &str) -> Result<String, String> {
    let input = Json::parse(INPUT).expect("an object");
    let context = Json::parse_compact(r#"{"Execution": {"Name": "run"}}"#).expect("an object");
    let roots = |root: &Root| match root {
        Root::Input => Some(input.clone()),
        Root::Context => Some(context.clone()),
        Root::Variable(name) if &**name == "known" => Some(Json::int(7)),
        Root::Variable(_) => None,
    };
    let mut drawn = 0;
    let mut random = || {
        drawn += 1;
        u64::MAX / drawn
    };
    let short = Json::empty_object();
    let mut env = Env { roots: &roots, input: &short, random: &mut random };
    let call = Call::parse(call).unwrap_or_else(|error| panic!("{call}: {error} at {}", error.offset));
    call.evaluate(&mut env).map(|value| value.to_string()).map_err(|fault| fault.message)
}

#[test]
fn calls_yield_values() {
    for (call, expected) in [
        ("States.Array()", "[]"),
        ("States.Array( $.n , 'x', -1.50,true )", r#"[null,"x",-1.50,true]"#),
        ("States.Array($known, $$.Execution.Name)", r#"[7,"run"]"#),
        ("States.Array('It\\'s \\{\\} \\\\', 'two\nlines', '🚀')", r#"["It's {} \\","two\nlines","🚀"]"#),
        ("States.Array($.list[?(@ > 1)], $['a']['b'])", r#"[[3,2],[1,2.5,"x"]]"#),
        ("States.ArrayContains($.list, 2)", "true"),
        ("States.ArrayContains($.list, '2')", "true"),
        ("States.ArrayContains($.list, 2.0)", "false"),
        ("States.ArrayContains(States.Array(States.Array(1, 2)), States.Array(1, 2))", "true"),
        ("States.ArrayGetItem($.list, 0)", "3"),
        ("States.ArrayGetItem($.list, 1.9)", "1"),
        ("States.ArrayGetItem(States.Array(), 999)", "null"),
        ("States.ArrayLength($.a.b)", "3"),
        ("States.ArrayPartition($.list, 2)", "[[3,1],[2]]"),
        ("States.ArrayPartition($.list, 2.6)", "[[3,1],[2]]"),
        ("States.ArrayPartition($.list, 2147483647)", "[[3,1,2]]"),
        ("States.ArrayPartition(States.Array(), 2)", "[]"),
        ("States.ArrayRange(1, 9, 2)", "[1,3,5,7,9]"),
        ("States.ArrayRange(5.4, -0.6, -2.4)", "[5,3,1]"),
        ("States.ArrayRange(1, 9, 9)", "[1]"),
        ("States.ArrayRange(3, 3, -1)", "[3]"),
        ("States.ArrayRange(1, 5, -1)", "[]"),
        ("States.ArrayLength(States.ArrayRange(1, 1000, 1))", "1000"),
        ("States.Base64Encode('')", r#""""#),
        ("States.Base64Encode('✓ ok')", r#""4pyTIG9r""#),
        ("States.Base64Decode('4pyTIG9r')", r#""✓ ok""#),
        ("States.Base64Decode(' YWJj ZA ')", r#""abcd""#),
        ("States.Base64Decode('YQ==YQ')", r#""a""#),
        ("States.Base64Decode('/w==')", "\"\u{fffd}\""),
        ("States.Format('{} {} {}', $.list[0], $.n, $.a.b)", r#""3 null [1, 2.5, x]""#),
        ("States.Format('no placeholder \\\\ \\{x\\}')", r#""no placeholder \\ {x}""#),
        ("States.Format($.template, $.wide)", r#""<{z=1.1, y=q}>""#),
        ("States.Format('{}', '{}')", r#""{}""#),
        ("States.Format('{}', States.StringToJson('\"x\"'))", r#""\"x\"""#),
        ("States.Hash('hello', 'MD5')", r#""5d41402abc4b2a76b9719d911017c592""#),
        ("States.Hash(123, 'SHA-1')", r#""40bd001563085fc35165329ea1ff5c5ecbdbbeef""#),
        ("States.JsonMerge($.wide, $.a, false)", r#"{"y":"q","z":1.10,"b":[1,2.5,"x"]}"#),
        ("States.JsonMerge($.a, $.a, 'false')", r#"{"b":[1,2.5,"x"]}"#),
        ("States.JsonToString($.wide)", r#""{\"z\":1.10,\"y\":\"q\"}""#),
        ("States.JsonToString('q')", r#""\"q\"""#),
        ("States.MathAdd(1.5, -2.5)", "0"),
        ("States.MathAdd(-0.5, 0.5)", "1"),
        ("States.MathAdd(0.49999999999999994, 0)", "0"),
        ("States.MathAdd(2147483646, 1)", "2147483647"),
        ("States.MathRandom(1, 1000, 2)", "806"),
        ("States.MathRandom(1, 10, -10)", "1"),
        ("States.MathRandom(2147483640,2147483647,1)", "2147483644"),
        ("States.MathRandom(-5, 5, 42)", "-5"),
        ("States.MathRandom(1.6, 5.4)", "4"),
        ("States.MathRandom(-2147483648, 2147483647)", "-2147483648"),
        ("States.StringSplit($.text, ',;')", r#"["a","b","c"]"#),
        ("States.StringSplit(', , ,', ',')", r#"[" "," "]"#),
        ("States.StringSplit('', ',')", "[]"),
        ("States.StringSplit('abc', '')", r#"["abc"]"#),
        ("States.StringToJson($.json)", r#"{"k":[1,2]}"#),
        ("States.StringToJson(' ')", "null"),
        ("States.StringToJson('-0')", "0"),
        ("States.StringToJson('[1.0, \"\\\\u00e9\"] trailing')", r#"[1.0,"é"]"#),
        ("States.UUID(1, $.n)", r#""ffffffff-ffff-4fff-bfff-ffffffffffff""#),
    ] {
        assert_eq!(evaluate(call).as_deref(), Ok(expected), "{call}");
    }
}

#[test]
fn refused_arguments_are_told_with_the_text_of_the_call() {
    let because = "States.Format('{}'). Invalid arguments in States.Format: number of arguments do not match the \
                   occurrences of {}.";
    for (call, expected) in [
        ("States.ArrayLength('x')", "States.ArrayLength('x'). Invalid arguments in States.ArrayLength"),
        (
            "States.Array( States.UUID(), States.Hash(  ) )",
            "( States.UUID(), States.Hash(  ) ). Invalid arguments in States.Hash",
        ),
        ("States.ArrayGetItem($.list, 3)", "Invalid arguments in States.ArrayGetItem"),
        ("States.ArrayGetItem($.list, -1)", "Invalid arguments in States.ArrayGetItem"),
        ("States.ArrayPartition($.list, 0.9)", "Invalid arguments in States.ArrayPartition"),
        ("States.ArrayPartition($.list, '2')", "Invalid arguments in States.ArrayPartition"),
        ("States.ArrayRange(1, 1001, 1)", "Invalid arguments in States.ArrayRange"),
        ("States.ArrayRange(1001, 1, -1)", "Invalid arguments in States.ArrayRange"),
        ("States.ArrayRange(1, 2, 0.49)", "Invalid arguments in States.ArrayRange"),
        ("States.Base64Encode(1)", "Invalid arguments in States.Base64Encode"),
        ("States.Format('{}')", because),
        ("States.Format('Hello {', 1)", "Invalid template in States.Format: matching '}' not found for '{'."),
        ("States.Format('{{}}', 1)", "Invalid template in States.Format: matching '}' not found for '{'."),
        ("States.Format('}')", "Invalid template in States.Format: matching '{' not found for '}'."),
        ("States.Hash('x', 'sha-256')", "Invalid arguments in States.Hash"),
        ("States.JsonMerge($.a, $.a, true)", "Invalid arguments in States.JsonMerge"),
        ("States.JsonMerge($.a, $.list, false)", "Invalid arguments in States.JsonMerge"),
        ("States.JsonToString()", "Invalid arguments in States.JsonToString: only a single argument is allowed."),
        ("States.MathAdd(2147483647, 1)", "Invalid arguments in States.MathAdd"),
        ("States.MathAdd('1', 1)", "Invalid arguments in States.MathAdd"),
        ("States.MathRandom(1.4, 1.6)", "Invalid arguments in States.MathRandom"),
        ("States.MathRandom(1, 5, null)", "Invalid arguments in States.MathRandom"),
        ("States.MathRandom(-2147483648, 2147483647, 1)", "Invalid arguments in States.MathRandom"),
        ("States.StringSplit('a', 1)", "Invalid arguments in States.StringSplit"),
        ("States.StringToJson($.a)", "Invalid arguments in States.StringToJson"),
    ] {
        let message = evaluate(call).expect_err(call);
        assert!(message.starts_with("There was an error while evaluating the intrinsic function: "), "{message}");
        assert!(message.ends_with(expected), "{message}");
    }
}

#[test]
fn data_is_limited_to_ten_thousand_characters() {
    for (length, accepted) in [(10_000, true), (10_001, false)] {
        for call in ["Base64Encode('@')", "Base64Decode('@')", "Hash('@', 'MD5')"] {
            let call = format!("States.{}", call.replace('@', &"a".repeat(length)));
            assert_eq!(evaluate(&call).is_ok(), accepted, "{length}");
        }
    }
    assert!(evaluate(&format!("States.Base64Encode('{}')", "é".repeat(10_000))).is_ok());
}

#[test]
fn missing_paths_are_told_with_the_input() {
    for (call, path) in [
        ("States.Hash($.x, 'MD5')", "$.x"),
        ("States.Hash('x', $$.Nope)", "$$.Nope"),
        ("States.Format('{}', States.ArrayLength($unknown[0]))", "$unknown[0]"),
    ] {
        assert_eq!(
            evaluate(call),
            Err(format!(
                "The function '{call}' had the following error: The JsonPath argument for the field '{path}' could not \
                 be found in the input '{{}}'"
            ))
        );
    }
}

#[test]
fn bad_json_is_told_in_jacksons_words() {
    let values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    for (json, message, place) in [
        ("undefined", format!("Unrecognized token 'undefined': was expecting {values}"), "line: 1, column: 10"),
        (
            "\\{bad",
            "Unexpected character ('b' (code 98)): was expecting double-quote to start field name".into(),
            "line: 1, column: 2",
        ),
        (
            "\\{\"a\" 1\\}",
            "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value".into(),
            "line: 1, column: 6",
        ),
        (
            "[1\n2]",
            "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries".into(),
            "line: 2, column: 1",
        ),
        (
            "[1,]",
            format!("Unexpected character (']' (code 93)): expected a valid value {values}"),
            "line: 1, column: 4",
        ),
        ("01", "Invalid numeric value: Leading zeroes not allowed".into(), "line: 1, column: 3"),
        (
            "\"abc",
            "Unexpected end-of-input: was expecting closing quote for a string value".into(),
            "line: 1, column: 5",
        ),
        (
            "12a",
            "Unexpected character ('a' (code 97)): Expected space separating root-level values".into(),
            "line: 1, column: 3",
        ),
    ] {
        let fault = evaluate(&format!("States.StringToJson('{json}')")).expect_err(json);
        let (start, end) = fault.split_once("\n at ").expect("a place");
        assert!(start.ends_with(&format!("States.StringToJson, caused by: {message}")), "{start}");
        assert_eq!(
            end,
            format!("[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); {place}]")
        );
    }
    let deep = "[".repeat(2000);
    assert!(evaluate(&format!("States.StringToJson('{deep}')")).is_err_and(|text| text.contains("depth (1001)")));
    assert!(evaluate("States.StringToJson('\\{\"a\": [1')").is_err_and(|text| text.contains("close marker for Array")));
}

#[test]
fn malformed_calls_are_refused_where_they_are_wrong() {
    for (call, offset) in [
        ("", 0),
        ("States.Nope()", 0),
        ("States.UUID(", 12),
        ("States.UUID)", 11),
        ("States.UUID(,)", 12),
        ("States.UUID() trailing", 14),
        ("States.UUID($", 13),
        ("States.UUID(1 2)", 14),
        ("States.Array(1,)", 15),
        ("States.Array('a)", 13),
        (r"States.StringToJson('a\nb')", 22),
        (r#"States.StringToJson('\"')"#, 21),
        ("States.Array(1-2)", 13),
        ("States.Array(truely)", 13),
        ("States.Array(\"a\")", 13),
        ("States.Array($. a)", 15),
    ] {
        let error = Call::parse(call).expect_err(call);
        assert_eq!(error.offset, offset, "{call}: {error}");
    }
    let nested = |levels: usize| format!("{}{}", "States.Array(".repeat(levels), ")".repeat(levels));
    assert!(Call::parse(&nested(10)).is_ok());
    assert!(Call::parse(&nested(11)).is_err());
    assert!(Call::parse(&nested(100_000)).is_err());
}

#[test]
fn a_call_knows_its_text_and_its_queries() {
    let text = "States.Format('{}', $.a, States.Array($$.b[0], 1, $c))";
    let call = Call::parse(text).expect(text);
    assert_eq!(call.text(), text);
    let queries: Vec<&str> = call.queries().into_iter().map(asl_path::Query::text).collect();
    assert_eq!(queries, ["$.a", "$$.b[0]", "$c"]);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*", middle in "[$@.\\[\\]()'\\\\{}, 0-9a-zé]*") {
        prop_assert!(Call::parse(&text).is_ok_and(|call| call.text() == text) || Call::parse(&text).is_err());
        let call = format!("States.Format({middle})");
        if let Err(error) = Call::parse(&call) {
            prop_assert!(error.offset <= call.len());
        }
    }

    #[test]
    fn base64_goes_there_and_back(text in "\\PC{0,50}") {
        let input = Json::string(text.as_str());
        let mut env = Env { roots: &|_| Some(input.clone()), input: &input, random: &mut || 0 };
        let call = Call::parse("States.Base64Decode(States.Base64Encode($))").expect("a call");
        prop_assert_eq!(call.evaluate(&mut env).expect("text"), input.clone());
    }

    #[test]
    fn json_goes_there_and_back(text in "[\\[\\]{}:,\"a0-9.eE\\\\ -]{0,20}") {
        let input = Json::string(text.as_str());
        let mut env = Env { roots: &|_| Some(input.clone()), input: &input, random: &mut || 0 };
        let read = Call::parse("States.StringToJson($)").expect("a call").evaluate(&mut env);
        if let Ok(strict) = Json::parse_compact(&text) {
            prop_assert_eq!(read.expect("strict JSON is read"), strict);
        }
    }
}

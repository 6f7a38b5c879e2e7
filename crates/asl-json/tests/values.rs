//! Reading, printing, sizes and equality of values.

use asl_json::{Json, Number, pretty, spanned};

#[test]
fn values_print_as_they_were_written_and_their_parts_compact() {
    let cases = [
        ("[1, 2]", "[1, 2]"),
        ("{\"a\" : 0.0}", "{\"a\" : 0.0}"),
        ("0.0", "0.0"),
        ("-0", "-0"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("\"\\u0001\\n\\u00e9\"", "\"\\u0001\\né\""),
        ("{\"z\":1,\"a\":{\"b\":[]}}", "{\"z\":1,\"a\":{\"b\":[]}}"),
    ];
    for (text, printed) in cases {
        let value = Json::parse(text).expect(text);
        assert_eq!(value.to_string(), printed);
        assert_eq!(value.size(), printed.len(), "{text}");
    }
    let list = Json::array(vec![Json::parse("[1, 2]").expect("it is there"), Json::int(3)]);
    assert_eq!(list.to_string(), "[[1, 2],3]");
    assert_eq!(list.size(), 10);
    assert_eq!(list.depth(), 2);
}

#[test]
fn equality_is_of_values() {
    for (a, b, equal) in [
        ("1", "1.0", true),
        ("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true),
        ("[1,2]", "[2,1]", false),
        ("\"1\"", "1", false),
        ("9007199254740993", "9007199254740992", false),
    ] {
        assert_eq!(Json::parse(a).expect("it is there") == Json::parse(b).expect("it is there"), equal, "{a} = {b}");
    }
}

#[test]
fn computed_numbers_print_as_in_ecmascript() {
    for (value, printed) in
        [(1.0, "1"), (0.1, "0.1"), (1e21, "1e+21"), (-0.5, "-0.5"), (1e-7, "1e-7"), (123_456_789_012.0, "123456789012")]
    {
        assert_eq!(Number::from_f64(value).to_string(), printed);
    }
}

#[test]
fn what_is_not_json_says_where() {
    let deep = "[".repeat(10_000);
    for (text, line, column, part) in [
        ("{\n  \"a\": }", 2, 8, "expected value"),
        ("[1 2]", 1, 4, "expected `,` or `]`"),
        ("", 1, 0, "EOF"),
        (deep.as_str(), 1, 1001, "nested deeper than 1000"),
    ] {
        let error = Json::parse(text).expect_err(text);
        assert_eq!((error.line, error.column), (line, column), "{error}");
        assert!(error.message.contains(part), "{error}");
    }
}

#[test]
fn a_tree_knows_where_its_values_stand() {
    let text = "{ \"a\": [1, true], // note\n \"a\": \"x\", }";
    assert!(spanned::parse(text, spanned::Tolerance::Strict).is_err());
    let tree = spanned::parse(text, spanned::Tolerance::Comments).expect("it is there");
    let members = tree.as_object().expect("it is there");
    assert_eq!(members.len(), 2);
    let first = members[0].value.span;
    assert_eq!(&text[first.start as usize..first.end as usize], "[1, true]");
    assert_eq!(tree.get("a").and_then(spanned::Node::as_str), Some("x"));
    assert_eq!(tree.to_json().to_string(), "{\"a\":\"x\"}");
}

#[test]
fn pretty_indents_by_two() {
    assert_eq!(
        pretty(&Json::parse("{\"a\":[1],\"b\":{}}").expect("it is there")),
        "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}"
    );
}

#[test]
fn numbers_print_as_they_were_written() {
    for (text, expected) in [
        ("[1e3, 1E3, 1e+3, -1.50e-2]", "[1e3,1E3,1e+3,-1.50e-2]"),
        (r#"{"a 9e9": "8e8 \" 7e7", "b": [1e2, 100]}"#, r#"{"a 9e9":"8e8 \" 7e7","b":[1e2,100]}"#),
        // Of equal keys the last one counts, in the place of the first.
        (r#"{"a": 1e3, "b": 5, "a": 2e5, "c": 3e1}"#, r#"{"a":2e5,"b":5,"c":3e1}"#),
    ] {
        assert_eq!(Json::parse_compact(text).expect("JSON").to_string(), expected, "{text}");
    }
}

#[test]
fn no_key_has_a_meaning_of_its_own() {
    let text = r#"{"$serde_json::private::Number":"1"}"#;
    assert_eq!(Json::parse_compact(text).expect("JSON").to_string(), text);
}

#[test]
fn keys_of_a_long_text_stay_apart() {
    // Of two keys that are remembered in the same place, one has an escape.
    let item = r#"{"abcd":1,"axyd":2,"a\u0062cd":3,"":4,"é":5}"#;
    let list = format!("[{}]", [item; 200].join(","));
    let read = Json::parse_compact(&list).expect("JSON");
    let expected = r#"{"abcd":3,"axyd":2,"":4,"é":5}"#;
    assert!(read.as_array().expect("a list").iter().all(|item| item.to_string() == expected));
}

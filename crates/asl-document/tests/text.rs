//! What people paste: as which format it is read, and what they are told where it cannot be read.

use asl_document::{Failure, Format, text};
use asl_json::spanned::{Node, Value};
use std::time::{Duration, Instant};

fn parsed(source: &str) -> text::Parsed {
    text::parse(source).unwrap_or_else(|failure| panic!("{source:?}: {failure:?}"))
}

fn failure(source: &str) -> Failure {
    text::parse(source).expect_err(source)
}

#[test]
fn texts_are_read_in_three_formats() {
    let cases = [
        (Format::Json, r#"{"a": [1.0, "é", null]}"#, r#"{"a":[1.0,"é",null]}"#),
        (Format::Json, "\u{feff}{\"a\": 1}", r#"{"a":1}"#),
        (Format::Json, "\r\n```json\r\n{\"a\": 1}\r\n```\r\nand more", r#"{"a":1}"#),
        (Format::Json, "~~~\n{\"a\": 1}", r#"{"a":1}"#),
        (Format::Json, r#"{"Resource": "${PayArn}"}"#, r#"{"Resource":"${PayArn}"}"#),
        (Format::Json, "12", "12"),
        (Format::Jsonc, "// order\n{\"a\": 1, /* x */ \"b\": [2,],}", r#"{"a":1,"b":[2]}"#),
        (Format::Jsonc, "\"Pay\": {\"Type\": \"Task\"},\n\"Done\": {}", r#"{"Pay":{"Type":"Task"},"Done":{}}"#),
        (Format::Jsonc, "\"Pay\": 1 // end", r#"{"Pay":1}"#),
        (Format::Yaml, "StartAt: A\nStates:\n  A: {Type: Pass}", r#"{"StartAt":"A","States":{"A":{"Type":"Pass"}}}"#),
        (Format::Yaml, "\u{feff}  a: 1\n  b: 2", r#"{"a":1,"b":2}"#),
        (Format::Yaml, "{a: b, 'c': \"d\"} # comment", r#"{"a":"b","c":"d"}"#),
        (Format::Yaml, "{'a': 'it''s'}", r#"{"a":"it's"}"#),
        (Format::Yaml, "- a\n-\n- ''", r#"["a",null,""]"#),
        (Format::Yaml, "a: |\n  x\n  y\nb: >-\n  x\n  y", r#"{"a":"x\ny\n","b":"x y"}"#),
        (Format::Yaml, "a: &x {b: [1]}\nc: *x", r#"{"a":{"b":[1]},"c":{"b":[1]}}"#),
        (Format::Yaml, "&k a: 1\nb: *k\n*k : 2", r#"{"a":2,"b":"a"}"#),
        (Format::Yaml, "---\na: 1\n---\nb: 2", r#"{"a":1}"#),
        (Format::Yaml, "a: 1\r\nb: [ö,\r\n  ü]\r\n", r#"{"a":1,"b":["ö","ü"]}"#),
    ];
    for (format, source, value) in cases {
        let parsed = parsed(source);
        assert_eq!((parsed.format, parsed.root.to_json().to_string()), (format, value.to_string()), "{source}");
    }
}

#[test]
fn yaml_scalars_follow_the_core_schema() {
    let cases = [
        ("yes", "\"yes\""),
        ("no", "\"no\""),
        ("on", "\"on\""),
        ("2026-01-01", "\"2026-01-01\""),
        ("1_000", "\"1_000\""),
        ("12:30", "\"12:30\""),
        (".inf", "\".inf\""),
        ("$.order.total", "\"$.order.total\""),
        ("!!str 12", "\"12\""),
        ("'12'", "\"12\""),
        ("True", "true"),
        ("FALSE", "false"),
        ("~", "null"),
        ("Null", "null"),
        ("", "null"),
        ("1.0", "1.0"),
        ("1e3", "1e3"),
        ("-0", "-0"),
        ("0x1F", "31"),
        ("0o17", "15"),
        ("+5", "5"),
        (".5", "0.5"),
        ("-.5e2", "-0.5e2"),
        ("5.", "5.0"),
        ("007", "7"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("0x", "\"0x\""),
        (".", "\".\""),
        ("e5", "\"e5\""),
    ];
    for (scalar, value) in cases {
        let root = parsed(&format!("a: {scalar}")).root;
        assert_eq!(root.get("a").map(|node| node.to_json().to_string()).as_deref(), Some(value), "{scalar}");
    }
}

#[test]
fn cloudformation_tags_become_placeholders() {
    let cases = [
        ("!Ref Topic", "\"${Topic}\""),
        ("!GetAtt Pay.Arn", "\"${Pay.Arn}\""),
        ("!GetAtt [Pay, Arn]", "\"${Pay.Arn}\""),
        ("!Sub 'arn:${AWS::Region}:x'", "\"arn:${AWS::Region}:x\""),
        ("!Sub ['${A}', {A: b}]", "\"${A}\""),
        ("!Join ['', ['a:', !Ref B]]", "\"a:${B}\""),
        ("!ImportValue Shared", "\"${ImportValue:Shared}\""),
        ("!FindInMap [A, B, C]", "\"${FindInMap:A.B.C}\""),
        ("!If [Live, {a: 1}, b]", "\"${If:…}\""),
        ("!Own {b: 1}", "{\"b\":1}"),
    ];
    for (scalar, value) in cases {
        let root = parsed(&format!("a: {scalar}")).root;
        assert_eq!(root.get("a").map(|node| node.to_json().to_string()).as_deref(), Some(value), "{scalar}");
    }
}

#[test]
fn notes_say_what_to_know_of_a_text_that_can_be_read() {
    let cases = [
        ("{\"a\": 1,}", Some("not-strict-json")),
        ("{\"a\": 1} // x", Some("not-strict-json")),
        ("\"a\": 1", Some("braces-missing")),
        ("account: 012345678901", Some("yaml-leading-zeros")),
        ("a: !Own b", Some("yaml-tag")),
        ("a: 1\n---\nb: 2", Some("several-documents")),
        ("a: &x {b: 1}\nc:\n  <<: *x", Some("yaml-merge-key")),
        ("{\"a\": 1}", None),
        ("a: !Sub b", None),
    ];
    for (source, code) in cases {
        assert_eq!(parsed(source).notes.first().map(|note| note.code), code, "{source}");
    }
}

#[test]
fn equal_keys_are_kept() {
    for source in [r#"{"a": 1, "a": 2}"#, "a: 1\na: 2", "\"a\": 1, \"a\": 2"] {
        assert_eq!(parsed(source).root.as_object().map(<[_]>::len), Some(2), "{source}");
    }
}

#[test]
fn values_and_keys_know_their_place() {
    let cases = [
        ("{\"é\": {\"k\": [1, 22]}}", vec!["\"é\"", "{\"k\": [1, 22]}", "\"k\"", "[1, 22]", "1", "22"]),
        ("\u{feff}```\n{\"a\": true}\n```", vec!["\"a\"", "true"]),
        ("\"a\": {\"b\": 1}", vec!["\"a\"", "{\"b\": 1}", "\"b\"", "1"]),
        (
            "é:\r\n  - b: 'x y'   # note\r\n\r\n  - {c: d}\r\nf: !Sub  g h\r\n",
            vec![
                "é",
                "- b: 'x y'   # note\r\n\r\n  - {c: d}",
                "b: 'x y'",
                "b",
                "'x y'",
                "{c: d}",
                "c",
                "d",
                "f",
                "!Sub  g h",
            ],
        ),
    ];
    for (source, places) in cases {
        let mut found = Vec::new();
        places_in(source, &parsed(source).root, &mut found);
        assert_eq!(found, places);
    }
}

fn places_in<'a>(source: &'a str, node: &Node, found: &mut Vec<&'a str>) {
    let place = |span: asl_text::Span| &source[span.start as usize..span.end as usize];
    match &node.value {
        Value::Object(members) => {
            for member in members {
                found.extend([place(member.key_span), place(member.value.span)]);
                places_in(source, &member.value, found);
            }
        }
        Value::Array(items) => {
            for item in items {
                found.push(place(item.span));
                places_in(source, item, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Text, line and column of the failure, a part of its message, a part of its help.
const FAILURES: &[(&str, (u32, u32), &str, &str)] = &[
    ("", (1, 1), "the text is empty", "JSON or YAML"),
    (" \n\t ", (1, 1), "the text is empty", "JSON or YAML"),
    ("```json\n```", (2, 1), "the text is empty", "JSON or YAML"),
    ("hello, world", (1, 1), "neither JSON nor YAML", "`{`"),
    ("{\"a\": 1 \"b\": 2}", (1, 9), "expected `,` or `}` after the value, found `\"b\"`", "comma between"),
    ("{\n  \"a\": 1\n  \"b\": 2\n}", (3, 3), "expected `,` or `}` after the value", "end of line 2"),
    ("{xx \"Comment\": 1, \"StartAt\": \"A\"}", (1, 2), "the key `xx` stands without quotes", ""),
    ("[1 2]", (1, 4), "expected `,` or `]` after the value, found `2`", "comma"),
    ("{\"a\": \"b\": 1}", (1, 10), "expected `,` or `}` after the value, found `:`", "missing `{`"),
    ("{\n\"a\": {\n\"b\": 1\n", (3, 7), "the text ends inside the object that begins at line 2", "close it with `}`"),
    ("{\"a\": [", (1, 8), "the text ends inside the array that begins at line 1", "`]`"),
    ("{\"a\": ", (1, 6), "the text ends inside the object", "missing value"),
    ("{\"a\"", (1, 5), "the text ends inside the object", "write `:`"),
    ("{\"a\": [1, 2}", (1, 12), "`}` stands here, but the array that begins at line 1 is still open", "`]` first"),
    ("{\"a\": 1}}", (1, 9), "closes nothing", "too early"),
    ("{\"a\": 1} {\"b\": 2}", (1, 10), "more text follows", "too early"),
    ("{\"a\": 1,, \"b\": 2}", (1, 9), "two commas", "remove one"),
    ("{\"a\": }", (1, 7), "a value is missing", "write a value"),
    ("{\"a\"}", (1, 5), "the key before this has no value", "`:`"),
    ("{\"a\" 1}", (1, 6), "expected `:` after the key, found `1`", "`\"key\": value`"),
    ("{\"a\" = 1}", (1, 6), "`=` stands where JSON wants `:`", "`\"key\": value`"),
    ("{\"a\": 1; \"b\": 2}", (1, 8), "`;` has no meaning", "`,`"),
    ("{\"a\": tru}", (1, 7), "`tru` is not a value", "double quotes"),
    ("{\"a\": True}", (1, 7), "`True` is not a value", "`true`, in small letters"),
    ("{\"a\": None}", (1, 7), "`None` is not a value", "`null`"),
    ("{\"a\": NaN}", (1, 7), "`NaN` is not a value", "`null`"),
    ("{\"a\": 012}", (1, 7), "`012` is not a number", "leading zeros"),
    ("{\"a\": 1.}", (1, 7), "`1.` is not a number", "`1.0`"),
    ("{\"a\": .5}", (1, 7), "cannot begin with `.`", "`0.5`"),
    ("{\"a\": +5}", (1, 7), "cannot begin with `+`", "`1`"),
    ("{\"a\": 2023-04-25}", (1, 7), "`2023-04-25` is not a number", "double quotes"),
    ("{“a”: 1}", (1, 2), "a typographic quotation mark, `“`", "replace"),
    ("{\"a\": ‘x’}", (1, 7), "a typographic quotation mark, `‘`", "replace"),
    ("{'a': 'it\\'s'}", (1, 2), "single quotes", "double quotes"),
    ("{\"a\":\u{a0}1}", (1, 6), "invisible character (U+00A0)", "blank"),
    ("{\"a\": ${Wait}}", (1, 7), "a placeholder stands outside of a string", "double quotes"),
    ("{\"a\": <arn>}", (1, 7), "`<` has no meaning", "quotes around"),
    ("{ ... }", (1, 3), "`...` stands", "missing part"),
    ("{\"a\": \"x\ny\"}", (1, 7), "does not end on its line", "`\\n`"),
    ("{\"a\": \"x", (1, 7), "does not end on its line", "close it"),
    ("{\"a\": \"\tx\"}", (1, 8), "a tab character stands inside a string", "`\\t`"),
    ("{\"a\": \"\u{1}\"}", (1, 8), "U+0001", "`\\u0001`"),
    ("{\"a\": \"\\d\"}", (1, 8), "`\\d` is no escape", "backslash"),
    ("{\"a\": \"\\u12\"}", (1, 8), "four hexadecimal digits", "\\u00e9"),
    ("{\"a\": \"\\ud83dx\"}", (1, 8), "one half of a character", "both halves"),
    ("{\"a\": 1 /* x", (1, 9), "the comment that begins here", "`*/`"),
    ("{,}", (1, 2), "expected a key", ""),
    ("a: b: c", (1, 5), "`:` stands where no field can begin", "quotes"),
    ("a:\n\t- b", (2, 2), "a tab", "blanks"),
    ("a: [1, 2", (1, 9), "expected `,` or `]`", "`[`"),
    ("a: 'x", (1, 4), "ends inside a string", "quotation mark"),
    ("- a\nb: 1", (2, 1), "indentation of the list", "`- `"),
    ("a: 1\nno colon\nb: 2", (3, 1), "neither a field", "`:`"),
    ("a: @x", (1, 4), "cannot begin a value", "quotes"),
    ("a: *x", (1, 4), "refers to nothing", "`&name`"),
    ("a: &x [*x]", (1, 8), "in which it stands", "write the value out"),
    ("? [a]\n: b", (1, 3), "where a key should", "plain text"),
    ("a: !!int x", (1, 4), "does not fit", "remove the tag"),
    ("see: this: x\n```json\n{}\n```", (1, 10), "no field can begin", "between the ``` lines"),
];

#[test]
fn failures_are_told_in_peoples_words() {
    for (source, (line, column), message, help) in FAILURES {
        let failure = failure(source);
        let place = asl_text::LineIndex::new(source).place(failure.span.start);
        assert!(failure.message.contains(message), "{source:?}: {}", failure.message);
        assert_eq!((place.line, place.column), (*line, *column), "{source:?}: {}", failure.message);
        let told = failure.help.clone().unwrap_or_default();
        assert!(told.contains(help), "{source:?}: {told}");
        assert!(failure.span.end as usize <= source.len(), "{source:?}");
    }
}

#[test]
fn hostile_texts_end_quickly() {
    let aliases = (1..30).fold("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_string(), |text, level| {
        let items = vec![format!("*a{}", level - 1); 10].join(",");
        format!("{text}a{level}: &a{level} [{items}]\n")
    });
    let anchors = (0..150).fold(String::new(), |text, level| format!("{text}{}k: &a{level}\n", " ".repeat(level)));
    let anchors = format!("{anchors}{}x: [{}]\n", " ".repeat(150), "1,".repeat(10_000));
    let cases = [
        ("[".repeat(10_000), "nested deeper than 500"),
        ("[".repeat(10_000) + &"]".repeat(10_000), "nested deeper than 500"),
        ("{\"a\":".repeat(10_000), "nested deeper than 500"),
        ("[".repeat(1 << 20), "nested deeper than 500"),
        (format!("a: {}", "[".repeat(100_000)), "nested"),
        (format!("a: {}", "{a: ".repeat(100_000)), "nested deeper than 200"),
        ("- ".repeat(100_000), "nested deeper than 200"),
        (aliases, "copy more than"),
        (anchors, "copy more than"),
        (format!("{{\"a\": \"{}\"}}", "x".repeat(10 << 20)), "10,485,769 bytes; at most 1 MB"),
        ("\"".repeat(1 << 20), "quotation mark"),
        ("é".repeat(1 << 19), "neither JSON nor YAML"),
        ("```\n".repeat(1 << 18), "empty"),
    ];
    for (source, message) in cases {
        let start: String = source.chars().take(20).collect();
        let begun = Instant::now();
        let failure = failure(&source);
        assert!(begun.elapsed() < Duration::from_secs(5), "{start}: {:?}", begun.elapsed());
        assert!(failure.message.contains(message), "{start}: {}", failure.message);
    }
}

#[test]
fn the_deepest_json_and_yaml_can_be_read() {
    let json = "[".repeat(text::MAX_JSON_DEPTH) + &"]".repeat(text::MAX_JSON_DEPTH);
    assert_eq!(parsed(&json).root.to_json().depth(), text::MAX_JSON_DEPTH as u32);
    let yaml = "- ".repeat(text::MAX_YAML_DEPTH - 1) + "- x";
    assert_eq!(parsed(&yaml).root.to_json().depth(), text::MAX_YAML_DEPTH as u32);
}

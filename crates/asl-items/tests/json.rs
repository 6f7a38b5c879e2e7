//! JSON and JSON Lines.

mod common;

use asl_items::{InputType, ReaderConfig, read};
use common::{items, json, pointed, shown, source};

#[test]
fn arrays_objects_and_pointers() {
    let nested = r#"{"a":{"b/c":[1,[2,{"x":"]}"}],{"y":null}],"m~n":{"k":1.0,"l":"\"é"}},"e":[],"s":"text"}"#;
    let nothing = |pointer: &str| format!("S3://shop/x.json: the ItemsPointer {pointer:?} points to nothing");
    let cases: &[(InputType, &str, &str)] = &[
        (json(), r#" [ {"a": 1, "b": [ ]} , "x,]" , 1.50 , null ] "#, r#"{"a":1,"b":[]} "x,]" 1.50 null"#),
        (json(), "[]", ""),
        (json(), "\u{feff}[1]", "1"),
        (json(), r#"{"Hello": "world"}"#, "Attempting to map over non-iterable node."),
        (json(), "7", "Attempting to map over non-iterable node."),
        (pointed(""), "[1,2]", "1 2"),
        (pointed("/a/b~1c"), nested, r#"1 [2,{"x":"]}"}] {"y":null}"#),
        (pointed("/a/b~1c/1"), nested, r#"2 {"x":"]}"}"#),
        (pointed("/a/m~0n"), nested, r#"{"Key":"k","Value":1.0} {"Key":"l","Value":"\"é"}"#),
        (pointed("/e"), nested, ""),
        (pointed("/s"), nested, "Attempting to map over non-iterable node."),
        (pointed("/z"), nested, &nothing("/z")),
        (pointed("/a/b~1c/9"), nested, &nothing("/a/b~1c/9")),
        (pointed("/a/b~1c/01"), nested, &nothing("/a/b~1c/01")),
        (pointed("a"), nested, "S3://shop/x.json: the ItemsPointer \"a\" must start with '/'"),
    ];
    for (input, text, expected) in cases {
        assert_eq!(shown(items("x.json", text, input.clone())), *expected, "{input:?} {text}");
    }
}

#[test]
fn keys_of_an_object() {
    let read = items("x.json", r#"{"d":{"one":1,"t\u0077o":2}}"#, pointed("/d")).expect("an object");
    let keys: Vec<_> = (0..3).map(|index| read.key(index)).collect();
    assert_eq!(keys, [Some("one".into()), Some("two".into()), None]);
}

#[test]
fn bad_files_say_what_is_wrong() {
    let deep = format!("[{}1{}]", "[".repeat(1001), "]".repeat(1001));
    let bottomless = "[".repeat(200_000);
    let large = format!("[1,\"{}\"]", "x".repeat(8 << 20));
    let cases: &[(&[u8], &str)] = &[
        (b"", "S3://shop/x.json: not valid JSON: EOF while parsing a value at line 1 column 0"),
        (b"[1,\n2 3]", "S3://shop/x.json: not valid JSON: expected `,` or `]` at line 2 column 3"),
        (b"[1] 2", "S3://shop/x.json: not valid JSON: trailing characters at line 1 column 5"),
        (b"[1,\n\"\xc3\"]", "S3://shop/x.json, line 2: the text is not UTF-8: byte 0xC3 at offset 5"),
        (deep.as_bytes(), "S3://shop/x.json, item 1: the item nests deeper than 1000 levels"),
        (bottomless.as_bytes(), "S3://shop/x.json: not valid JSON: EOF while parsing a list at line 1 column 200000"),
        (large.as_bytes(), "S3://shop/x.json, item 2: the item has 8388610 bytes; 8388608 are allowed"),
        (br#"["a","\ud800"]"#, "S3://shop/x.json, item 2: half of a surrogate pair at line 1 column 7"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(shown(items("x.json", bytes, json())), *expected);
    }
}

#[test]
fn lines() {
    let cases: &[(&[u8], &str)] = &[
        (b"{\"a\": 1}\r\n\n  [2]\n\"x\"", r#"{"a":1} [2] "x""#),
        (b"", ""),
        (b"1\n{\"a\":\n", "S3://shop/x.jsonl, row 2: not valid JSON: EOF while parsing a value at column 5"),
        (b"1\n2 3\n", "S3://shop/x.jsonl, row 2: not valid JSON: trailing characters at column 3"),
        (b"1\n\"\xff\"\n", "S3://shop/x.jsonl, row 2: the text is not UTF-8: byte 0xFF at offset 3"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(shown(items("x.jsonl", bytes, InputType::JsonLines)), *expected);
    }
}

#[test]
fn max_items() {
    for (input, text) in
        [(json(), "[1,2,3]"), (pointed("/d"), r#"{"d":{"a":1,"b":2,"c":3}}"#), (InputType::JsonLines, "1\n2\n3")]
    {
        for (max_items, expected) in [(Some(2), 2), (Some(0), 3), (None, 3)] {
            let config = ReaderConfig { max_items, ..ReaderConfig::of(input.clone()) };
            let read = read(&source("x", text), &config, &|_, _| None).expect("items");
            assert_eq!(read.len(), expected, "{input:?}");
        }
    }
}

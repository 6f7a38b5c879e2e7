//! CSV by the rules of the service.

mod common;

use asl_items::{CsvHeaders, InputType, ReaderConfig, read};
use common::{first_row, given, items, shown, source};

#[test]
fn rows_become_objects_of_strings() {
    let cases: &[(&str, &str, &str)] = &[
        ("plain", "a,b\n1,2\n3,4\n", r#"{"a":"1","b":"2"} {"a":"3","b":"4"}"#),
        ("no line end at the end", "a,b\n1,2", r#"{"a":"1","b":"2"}"#),
        ("carriage returns", "a,b\r\n1,2\r3,4\r\n", r#"{"a":"1","b":"2"} {"a":"3","b":"4"}"#),
        ("short rows are padded", "a,b\n1\n", r#"{"a":"1","b":""}"#),
        ("surplus is dropped", "a\n1,2,3\n", r#"{"a":"1"}"#),
        ("commas alone are a row", "a,b\n,,,\n", r#"{"a":"","b":""}"#),
        ("blanks are a value", "a,b\n   \n", r#"{"a":"   ","b":""}"#),
        ("an empty line is a row", "a,b\n\n1,2\n", r#"{"a":"","b":""} {"a":"1","b":"2"}"#),
        ("nothing is converted", "a,b\ntrue,null\n", r#"{"a":"true","b":"null"}"#),
        ("an empty header is a key", "a,\n1,2,3\n", r#"{"":"2","a":"1"}"#),
        ("a header alone", "a,b\n", ""),
        ("nothing at all", "", ""),
        ("a byte order mark", "\u{feff}a,b\n1,2\n", r#"{"a":"1","b":"2"}"#),
        ("beyond ASCII", "a,ü\nñ,日本\n", r#"{"a":"ñ","ü":"日本"}"#),
        // A Java hash map holds the fields: rating 8, movieId 10, userId 13, timestamp 15.
        (
            "order",
            "userId,movieId,rating,timestamp\n1,2,3,4\n",
            r#"{"rating":"3","movieId":"2","userId":"1","timestamp":"4"}"#,
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(shown(items("x.csv", text, first_row())), *expected, "{name}");
    }
}

#[test]
fn quotes_and_backslashes() {
    // The text of the first field, and that of the second.
    let cases: &[(&str, &str, &str)] = &[
        (r#""x,y",z"#, "x,y", "z"),
        ("\"x\ny\",z", "x\ny", "z"),
        ("\"x\r\ny\",z", "x\ny", "z"),
        (r#""say ""hi""",z"#, r#"say "hi""#, "z"),
        (r#"{""k"":""v""},z"#, r#"{"k":"v"}"#, "z"),
        (r#""",z"#, "", "z"),
        (r#""""hi""",z"#, r#""hi""#, "z"),
        (r#"x, "y,y""#, "x", "y,y"),
        (r#"x y"z"z,1"#, r#"x y"z"z"#, "1"),
        (r"C:\\Files\\a.exe,6", r"C:\Files\a.exe", "6"),
        (r"a\,b,c", "a,b", "c"),
        (r"a\nb,c", "anb", "c"),
        (r#"x\"y\"z,c"#, r#"x"y"z"#, "c"),
        (r#""a\\",b"#, r"a\", "b"),
        // At the start of a field no backslash counts.
        (r"\\a,b", "a", "b"),
        ("'a,b'", "'a", "b'"),
    ];
    for (row, first, second) in cases {
        let text = format!("{row}\n");
        let read = items("x.csv", &text, given(&["p", "q"])).expect("a CSV");
        let item = read.get(0).expect("a row");
        let field = |name| item.get(name).and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default();
        assert_eq!((field("p").as_str(), field("q").as_str()), (*first, *second), "{row}");
        assert_eq!(read.len(), 1, "{row}");
    }
}

#[test]
fn delimiters() {
    for delimiter in [b',', b'|', b';', b' ', b'\t'] {
        let text = "a,b\n1,\"x,y\"\n2,\\,\n".replace(',', &char::from(delimiter).to_string());
        let read = items("x.csv", text, InputType::Csv { headers: CsvHeaders::FirstRow, delimiter });
        let (inner, item) = (char::from(delimiter), read.expect("a CSV").get(0).expect("a row"));
        assert_eq!(item.get("b").and_then(|value| value.as_str()), Some(format!("x{inner}y").as_str()));
    }
}

#[test]
fn bad_files_say_what_is_wrong() {
    let long = format!("{}\n1\n", "h".repeat(11_000));
    let wide = format!("a\n{}\n", "x".repeat((8 << 20) + 1));
    let cases: &[(&[u8], InputType, &str)] = &[
        (b"1,2\n", given(&["a", "a"]), "CSV headers cannot contain duplicates."),
        (b"a,b,a\n1,2,3\n", first_row(), "CSV headers cannot contain duplicates."),
        (
            b"a,b\n1,2\n3,\"4\n5,6\n",
            first_row(),
            "S3://shop/x.csv, row 3: a quoted field is not closed. The row begins: 3,\"4",
        ),
        (b"a,\"b\n", first_row(), "S3://shop/x.csv, row 1: a quoted field is not closed. The row begins: a,\"b"),
        (b"a,b\n1,2\n3,\xff\n", first_row(), "S3://shop/x.csv, row 3: the text is not UTF-8: byte 0xFF at offset 10"),
        (b"\x89PNG\r\n\x1a\n\0\0", first_row(), "S3://shop/x.csv, row 1: the text is not UTF-8: byte 0x89 at offset 0"),
        (b"\xff\xfea\0", first_row(), "S3://shop/x.csv: the text is UTF-16; it must be UTF-8"),
        (b"\x1f\x8b\x08\0", first_row(), "S3://shop/x.csv: the content is gzip, but the key does not end with .gz"),
        (long.as_bytes(), first_row(), "S3://shop/x.csv: the CSV header has more than 10240 bytes"),
        (wide.as_bytes(), first_row(), "S3://shop/x.csv, row 2: the row has 8388610 bytes; an item may have 8388608"),
        (
            b"a",
            InputType::Csv { headers: CsvHeaders::FirstRow, delimiter: b'"' },
            "S3://shop/x.csv: '\"' cannot be a CSV delimiter",
        ),
        (b"PAR1", InputType::Parquet, "S3://shop/x.csv: PARQUET is not simulated; CSV, JSON, JSONL and MANIFEST are"),
    ];
    for (bytes, input, expected) in cases {
        assert_eq!(shown(items("x.csv", bytes, input.clone())), *expected);
    }
}

#[test]
fn max_items() {
    let cases = [
        (None, "3"),
        (Some(2), "2"),
        (Some(100), "3"),
        // Quirk: these mean all.
        (Some(0), "3"),
        (Some(100_000_001), "3"),
        (Some(-1), "field MaxItems must be positive"),
    ];
    for (max_items, expected) in cases {
        let config = ReaderConfig { max_items, ..ReaderConfig::of(first_row()) };
        // What is behind the last item that is wanted is not looked at.
        let bad: &[u8] = if max_items == Some(2) { b"a\n1\n2\n\"" } else { b"a\n1\n2\n3\n" };
        let read = read(&source("x.csv", bad), &config, &|_, _| None);
        let found = read.map_or_else(|error| error.cause, |items| items.len().to_string());
        assert_eq!(found, expected, "{max_items:?}");
    }
}

#[test]
fn a_hundred_thousand_rows_are_places_only() {
    let text = asl_items::generate_csv(100_000, 0.0, 7);
    let read = items("x.csv", &text, first_row()).expect("a CSV");
    assert_eq!(read.len(), 100_000);
    let last = read.get(99_999).expect("a row");
    assert_eq!(last.get("orderId").and_then(|value| value.as_str()), Some("O-0100000"));
    assert_eq!(read.get(100_000).map(|item| item.to_string()), None);
    assert_eq!(read.size(99_999), last.to_string().len());
    assert_eq!(read.source(99_999).as_deref(), Some("S3://shop/x.csv"));
}

#[test]
fn a_field_of_quotes_takes_no_quadratic_time() {
    // The first quote stands within three characters of the line's start, and vanishes.
    let text = format!("a\nx{}\n", "\"y".repeat(1 << 20));
    let read = items("x.csv", text, first_row()).expect("a CSV");
    assert_eq!(read.get(0).and_then(|item| Some(item.get("a")?.as_str()?.len())), Some(1 << 21));
}

//! What is JSON and what is not, beside `serde_json`.

use asl_json::{Json, check};
use proptest::prelude::*;

/// Texts that are JSON or nearly so.
fn nearly_json() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(","),
        Just(":"),
        Just(" "),
        Just("\n"),
        Just("\""),
        Just("\"a\""),
        Just("\"b\":"),
        Just("null"),
        Just("true"),
        Just("false"),
        Just("nul"),
        Just("0"),
        Just("-"),
        Just("12"),
        Just("1.50"),
        Just("."),
        Just("e"),
        Just("E+"),
        Just("\\n"),
        Just("\\x"),
        Just("\\u"),
        Just("00e9"),
        Just("\\ud83d"),
        Just("\\udE00"),
        Just("\\"),
        Just("é"),
        Just("\u{1}"),
        Just("\u{feff}"),
        Just("\t"),
        Just("{\"k\":[1,2e3],\"k\":{}}"),
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

fn said<T>(result: Result<T, impl std::fmt::Display>) -> Result<(), String> {
    result.map(drop).map_err(|error| error.to_string())
}

/// The number text is part of the comparison: both keep it, but for a plus that `serde_json` adds to exponents.
fn printed(value: &serde_json::Value) -> String {
    value.to_string().replace("e+", "e")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_text_is_json_where_serde_json_says_so_and_fails_in_its_words(text in nearly_json()) {
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        let ours = Json::parse_compact(&text);
        match (&theirs, &ours) {
            (Ok(theirs), Ok(ours)) => {
                let again: serde_json::Value = serde_json::from_str(&ours.to_string()).expect("it is JSON");
                prop_assert_eq!(printed(&again), printed(theirs));
            }
            // A string is read to its end before its surrogates are looked at.
            (Err(theirs), Err(_)) if theirs.to_string().contains("hex escape") => {}
            _ => prop_assert_eq!(said(ours), said(theirs)),
        }
    }

    #[test]
    fn a_check_says_the_same_but_for_surrogates(text in nearly_json()) {
        let (checked, read) = (said(check(&text)), said(Json::parse_compact(&text)));
        let is_surrogate = read.as_ref().is_err_and(|error| error.contains("surrogate"));
        prop_assert!(checked == read || is_surrogate, "{checked:?} {read:?}");
    }

    #[test]
    fn a_value_ends_where_the_next_begins(text in nearly_json(), next in nearly_json()) {
        if let (Ok(value), false) = (Json::parse_compact(&text), text.trim_end().ends_with(|end: char| end.is_ascii_digit())) {
            let (read, end) = Json::parse_at(&format!("{text}{next}"), 0).expect("it begins with JSON");
            prop_assert_eq!((read.to_string(), end), (value.to_string(), text.trim_end().len()));
        }
    }
}

#[test]
fn surrogates_come_in_pairs() {
    for (text, said) in [
        (r#""\ud83d\uDE00\u00e9\/""#, "\"😀é/\""),
        (r#""\ud83d""#, "half of a surrogate pair at line 1 column 7"),
        (r#""\ud83d\n""#, "half of a surrogate pair at line 1 column 7"),
        (r#""\ud83d\ud83d""#, "half of a surrogate pair at line 1 column 7"),
        (r#"["a","\ude00"]"#, "half of a surrogate pair at line 1 column 12"),
    ] {
        let read = Json::parse_compact(text);
        assert_eq!(read.map_or_else(|error| error.to_string(), |value| value.to_string()), said, "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(text).is_ok(), said.starts_with('"'), "{text}");
    }
}

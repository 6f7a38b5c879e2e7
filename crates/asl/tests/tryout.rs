//! Expressions that are tried on the data of a visit.

use asl::view::{Notation, Question};
use std::time::{Duration, Instant};

const INPUT: &str = r#"{"order": {"id": "o-1", "lines": [{"price": 2}, {"price": 3}]}, "na me": 1}"#;

fn question(notation: Notation, text: &str) -> Question {
    Question {
        notation,
        text: text.into(),
        document: INPUT.into(),
        context: r#"{"Execution":{"Id":"e-1"}}"#.into(),
        states: vec![("input".into(), INPUT.into()), ("result".into(), "7".into())],
        variables: vec![("limit".into(), "[10]".into())],
    }
}

#[test]
fn a_value_is_told_in_both_languages() {
    let cases = [
        (Notation::JsonPath, "$.order.id", "\"o-1\""),
        (Notation::JsonPath, "  $.order.lines[*].price ", "[2,3]"),
        (Notation::JsonPath, "$$.Execution.Id", "\"e-1\""),
        (Notation::JsonPath, "$limit[0]", "10"),
        (Notation::JsonPath, "States.Format('{}/{}', $.order.id, $$.Execution.Id)", "\"o-1/e-1\""),
        (Notation::Jsonata, "$sum(order.lines.price)", "5"),
        (Notation::Jsonata, "{% $states.result + $limit[0] %}", "17"),
        (Notation::Jsonata, "$states.context.Execution.Id & $states.input.order.id", "\"e-1o-1\""),
    ];
    for (notation, text, expected) in cases {
        let found = asl::try_out(&question(notation, text));
        assert_eq!(found.value.as_deref(), Some(expected), "{text}: {found:?}");
    }
    let nothing = asl::try_out(&question(Notation::Jsonata, "order.none"));
    assert_eq!((nothing.value, nothing.trouble), (None, None));
    assert!(nothing.note.is_some_and(|note| note.starts_with("undefined")));
}

#[test]
fn an_error_names_its_place_and_what_was_meant() {
    // Each with the part that is underlined, and the suggestion.
    let cases = [
        (Notation::JsonPath, "$.order.idd", ".idd", Some("$.order.id")),
        (Notation::JsonPath, "$.id", ".id", Some("$.order.id")),
        (Notation::JsonPath, "$.Order.lines[0]", ".Order", Some("$.order.lines[0]")),
        (Notation::JsonPath, "$.name", ".name", Some("$['na me']")),
        (Notation::JsonPath, "$.input.order.id", ".input", Some("$.order.id")),
        (Notation::JsonPath, "$.order.lines[7]", "[7]", None),
        (Notation::JsonPath, "  $.zzzzzz", ".zzzzzz", None),
        (Notation::JsonPath, "$nobody.x", "$nobody.x", None),
        (Notation::JsonPath, "States.Format('é {}', $.id)", ".id", Some("States.Format('é {}', $.order.id)")),
        (Notation::JsonPath, "$.order[?(@.x ==", "[", None),
        (Notation::JsonPath, "order", "o", None),
        (Notation::Jsonata, "$sum(order.id)", "$sum(", None),
        (Notation::Jsonata, "'é' & (1 + ", "+", None),
    ];
    for (notation, text, underlined, meant) in cases {
        let found = asl::try_out(&question(notation, text));
        let trouble = found.trouble.unwrap_or_else(|| panic!("{text} has a value: {:?}", found.value));
        let units: Vec<u16> = text.encode_utf16().collect();
        let part = String::from_utf16_lossy(&units[trouble.range.0 as usize..trouble.range.1 as usize]);
        assert_eq!((part.as_str(), trouble.meant.as_deref()), (underlined, meant), "{text}: {}", trouble.message);
        assert!(!trouble.message.is_empty(), "{text}");
    }
}

#[test]
fn a_hostile_expression_ends_soon() {
    let hostile = [
        (Notation::Jsonata, "($f := function($x) { $f($x) + 1 }; $f(1))".to_owned()),
        (Notation::Jsonata, "[1..1000000000]".to_owned()),
        (Notation::Jsonata, "$pad('x', 2e9)".to_owned()),
        (Notation::JsonPath, "$..*..*..*..*..*".to_owned()),
        (Notation::JsonPath, format!("${}", ".a".repeat(5000))),
        (Notation::JsonPath, "States.ArrayRange(1, 1000000000, 1)".to_owned()),
        (Notation::Jsonata, "(".repeat(100_000)),
    ];
    for (notation, text) in hostile {
        let before = Instant::now();
        let found = asl::try_out(&question(notation, &text));
        assert!(found.trouble.is_some() || found.value.is_some(), "{found:?}");
        assert!(before.elapsed() < Duration::from_secs(5), "{}", &text[..20]);
    }
}

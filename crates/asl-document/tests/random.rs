//! Whatever the text: no panic, places within it, and links that open as what they were made of.

use asl_document::{Mocks, Outcome, Response, Scenario, ShareDocument, ShareError, import, share, text};
use asl_json::{
    Json,
    spanned::{Node, Value},
};
use proptest::{collection::vec, prelude::*};

/// Pieces from which texts are made that are nearly JSON, YAML or one of our documents.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "'",
    "\"a\"",
    "a",
    "1",
    "-",
    "- ",
    "\n",
    "  ",
    "\t",
    "# ",
    "//",
    "/*",
    "*/",
    "&a ",
    "*a",
    "!Ref ",
    "!!int ",
    "|\n",
    ">-\n",
    "? ",
    "---\n",
    "...\n",
    "%",
    "```\n",
    "\\",
    "\\u",
    "é",
    "\u{feff}",
    "\u{a0}",
    "“",
    "true",
    "null",
    "StartAt: ",
    "\"States\": {",
    "stepwell",
    "definition",
    "Resources:\n",
    "\r\n",
    "1.",
    "0x",
    "<<: ",
    "\"Type\": \"Pass\"",
    "v1=",
    "#v1=eNq",
    "https://",
    "${A}",
    "=",
    "\u{0}",
];

fn nearly() -> impl Strategy<Value = String> {
    vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

fn inside(source: &str, node: &Node) -> bool {
    let fits = |span: asl_text::Span| source.get(span.start as usize..span.end as usize).is_some();
    fits(node.span)
        && match &node.value {
            Value::Array(items) => items.iter().all(|item| inside(source, item)),
            Value::Object(members) => {
                members.iter().all(|member| fits(member.key_span) && inside(source, &member.value))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
        }
}

fn check(source: &str) -> Result<(), TestCaseError> {
    match text::parse(source) {
        Ok(parsed) => {
            prop_assert!(inside(source, &parsed.root), "{source:?}: {:?}", parsed.root);
            let printed = parsed.root.to_json().to_string();
            prop_assert_eq!(text::parse(&printed).map(|again| again.root.to_json()), Ok(parsed.root.to_json()));
            let _ = Mocks::parse(&parsed.root);
        }
        Err(failure) => {
            let span = failure.span;
            prop_assert!(source.get(span.start as usize..span.end as usize).is_some(), "{source:?}: {failure:?}");
        }
    }
    let _ = import::detect(source);
    let _ = Scenario::parse(source);
    let _ = share::decode(source);
    Ok(())
}

fn response() -> impl Strategy<Value = Response> {
    let outcome = prop_oneof![
        ".*".prop_map(|text| Outcome::Return(Json::string(text))),
        (any::<Option<String>>(), any::<Option<String>>())
            .prop_map(|(error, cause)| Outcome::Throw { error: error.map(Into::into), cause: cause.map(Into::into) }),
        Just(Outcome::Timeout),
        Just(Outcome::Pending),
    ];
    (
        outcome,
        any::<Option<i64>>(),
        prop::option::of(0.0..99_999_999.0),
        1..u32::MAX,
        any::<Option<u32>>(),
        any::<Option<String>>(),
    )
        .prop_map(|(outcome, submitted, delay_seconds, times, iteration, when)| Response {
            submitted: submitted.map(Json::int),
            delay_seconds,
            times,
            iteration,
            when,
            ..Response::new(outcome)
        })
}

fn shared() -> impl Strategy<Value = ShareDocument> {
    let mocks = vec((any::<String>(), vec(response(), 1..4)), 0..4);
    (any::<String>(), any::<String>(), any::<Option<String>>(), mocks, any::<Option<u64>>(), any::<Option<u32>>())
        .prop_map(|(name, definition_text, input_text, states, seed, cursor)| {
            let mut scenario = Scenario {
                name,
                definition_text,
                input_text,
                mocks: Mocks { states: states.into_iter().collect() },
                ..Scenario::default()
            };
            scenario.settings.seed = seed;
            ShareDocument { scenario, cursor, view: None }
        })
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(source in any::<String>()) {
        check(&source)?;
    }

    #[test]
    fn nearly_right_texts_are_read_without_panic(source in nearly()) {
        check(&source)?;
    }

    #[test]
    fn a_link_opens_as_what_it_was_made_of(document in shared()) {
        let link = share::encode(&document);
        prop_assert_eq!(share::decode(&link), Ok(document));
    }

    #[test]
    fn any_link_is_read_without_panic(payload in "[A-Za-z0-9_-]{0,80}") {
        let opened = share::decode(&format!("v1={payload}"));
        prop_assert!(!matches!(opened, Err(ShareError::NotALink)));
    }
}

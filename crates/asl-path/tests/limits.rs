//! Paths that ask for too much end in a message.

use asl_json::Json;
use asl_path::{MAX_VISITS, Path, Reference};
use proptest::prelude::*;

fn nested(levels: usize) -> Json {
    (0..levels).fold(Json::int(1), |inner, _| Json::from_pairs([("a", Json::array(vec![inner.clone(), inner]))]))
}

#[test]
fn evaluations_are_bounded() {
    let document = nested(12);
    for path in ["$..*..*..*", "$..[?($..*..* size 1)]", "$..a[?(@..a[?(@..a[?(@..a == 1)] == 1)] == 1)]"] {
        let missing = Path::parse(path).expect(path).query(&document).expect_err(path);
        assert_eq!(missing.message, format!("The path visits more than {MAX_VISITS} values"));
    }
    let wide = Json::array((0..5000).map(Json::int).collect());
    let lists = Json::from_pairs([("left", wide.clone()), ("right", wide)]);
    let path = Path::parse("$[?(@.left noneof $.right)]").expect("a path");
    assert_eq!(
        path.query(&lists).expect_err("too much").message,
        format!("The path visits more than {MAX_VISITS} values")
    );
}

#[test]
fn a_path_of_the_document_in_a_filter_is_evaluated_once() {
    let items = Json::array((0..2000).map(Json::int).collect());
    let document = Json::from_pairs([("items", items), ("wanted", Json::int(7))]);
    let path = Path::parse("$.items[?(@ in $..wanted)]").expect("a path");
    assert_eq!(path.query(&document), Ok(Json::array(vec![Json::int(7)])));
}

#[test]
fn texts_that_nest_too_deeply_are_refused() {
    let filters = |count: usize| format!("${}", (0..count).fold(String::new(), |inner, _| format!("[?(@.a{inner})]")));
    assert!(Path::parse(&filters(15)).is_ok());
    for path in [
        filters(40),
        format!("$[?({}@.a{})]", "(".repeat(5000), ")".repeat(5000)),
        format!("$[?({}(@.a))]", "!".repeat(5000)),
        format!("$[?(@.a == {}1{})]", "[".repeat(5000), "]".repeat(5000)),
        format!("${}", ".a".repeat(5000)),
        format!("{}$.a{}", "$.max(".repeat(500), ")".repeat(500)),
    ] {
        assert!(Path::parse(&path).is_err(), "{}", &path[..30.min(path.len())]);
    }
}

#[test]
fn deep_documents_are_scanned() {
    let deep = (0..900).fold(Json::int(1), |inner, _| Json::from_pairs([("a", inner)]));
    let found = Path::parse("$..a..a").expect("a path").query(&deep).expect("many places");
    assert_eq!(found.as_array().map(<[Json]>::len), Some(899 * 900 / 2));
}

fn documents() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![Just(Json::Null), any::<bool>().prop_map(Json::from), any::<i64>().prop_map(Json::from)];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::array),
            prop::collection::vec(("[ab]", inner), 0..4).prop_map(Json::from_pairs),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_or_the_walk_panic(
        text in "\\PC*",
        steps in "([.]{1,2}[ab*]|\\[[0-9:,*'ab-]{0,4}\\]|\\[\\?\\([@$!.ab=<>~&|()'/ 01]{0,12}\\)\\]|[.](max|length)\\(\\)){0,4}",
        document in documents(),
    ) {
        for path in [text, format!("${steps}")] {
            match Path::parse(&path) {
                Err(error) => prop_assert!(error.offset <= path.len(), "{}", path),
                Ok(parsed) if parsed.is_definite() => {
                    if let Err(missing) = parsed.query(&document) {
                        prop_assert!(!missing.message.is_empty());
                    }
                }
                Ok(parsed) => {
                    if let Ok(found) = parsed.query(&document) {
                        prop_assert!(found.as_array().is_some(), "{}", path);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_written_is_read(
        path in "\\$([.][ab]|\\[[0-2]\\]|\\['[ab. ]'\\]){0,4}",
        document in documents(),
        value in documents(),
    ) {
        let reference = Reference::parse(&path).expect("a reference path");
        if let Ok(written) = reference.write(&document, value.clone()) {
            prop_assert_eq!(reference.path().query(&written), Ok(value.clone()));
            prop_assert_eq!(reference.write(&written, value), Ok(written));
        } else {
            prop_assert!(reference.path().query(&document).is_err(), "what can be read can be written");
        }
    }
}

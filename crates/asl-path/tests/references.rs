//! Queries with their roots, and reference paths.

use asl_json::Json;
use asl_path::{Query, Reference, Root};

#[test]
fn queries_name_their_root() {
    let variable = |name: &str| Root::Variable(name.into());
    for (text, root, path) in [
        ("$", Root::Input, "$"),
        ("$.a", Root::Input, "$.a"),
        ("$['a']", Root::Input, "$['a']"),
        ("$..a", Root::Input, "$..a"),
        ("$$", Root::Context, "$"),
        ("$$.Execution.Id", Root::Context, "$.Execution.Id"),
        ("$$['Map'].Item", Root::Context, "$['Map'].Item"),
        ("$name", variable("name"), "$"),
        ("$name_1.a[0]", variable("name_1"), "$.a[0]"),
        ("$größe[*].b", variable("größe"), "$[*].b"),
    ] {
        let query = Query::parse(text).expect(text);
        assert_eq!((query.root, query.path.text()), (root, path), "{text}");
    }
    for (text, offset) in [("", 0), ("a.b", 0), ("$1", 1), ("$$x", 2), ("$name x", 5), ("$$.a b", 3), ("$x.a b", 3)] {
        assert_eq!(Query::parse(text).expect_err(text).offset, offset, "{text}");
    }
}

#[test]
fn queries_are_evaluated_from_their_root() {
    let input = Json::parse("{ \"a\": [1, 2] }").expect("an object");
    let roots = |root: &Root| match root {
        Root::Input => Some(input.clone()),
        Root::Context => Some(Json::parse_compact(r#"{"State": {"Name": "S"}}"#).expect("an object")),
        Root::Variable(name) => (&**name == "x").then(|| Json::int(1)),
    };
    for (text, expected) in [
        ("$", Ok("{ \"a\": [1, 2] }")),
        ("$.a", Ok("[1,2]")),
        ("$$.State.Name", Ok("\"S\"")),
        ("$x", Ok("1")),
        ("$$.State.Nope", Err("No results for path: $['State']['Nope']")),
        ("$y.a", Err("The variable 'y' does not exist")),
    ] {
        let query = Query::parse(text).expect(text);
        assert_eq!(query.text(), text);
        let value = query.evaluate(&roots).map(|value| value.to_string()).map_err(|missing| missing.message);
        assert_eq!(value.as_deref().map_err(String::as_str), expected, "{text}");
    }
}

#[test]
fn references_write() {
    for (path, document, expected) in [
        ("$", "{\"a\":1}", "7"),
        ("$.a", "{\"a\":1,\"b\":2}", "{\"a\":7,\"b\":2}"),
        ("$.c", "{\"a\":1}", "{\"a\":1,\"c\":7}"),
        ("$.c.d.e", "{}", "{\"c\":{\"d\":{\"e\":7}}}"),
        ("$['a']['b.c']", "{\"a\":{\"x\":1}}", "{\"a\":{\"x\":1,\"b.c\":7}}"),
        ("$.a[1]", "{\"a\":[1,2,3]}", "{\"a\":[1,7,3]}"),
        ("$[0].b", "[{}]", "[{\"b\":7}]"),
    ] {
        let written = Reference::parse(path).expect(path).write(&Json::parse(document).expect(document), Json::int(7));
        assert_eq!(written.map(|value| value.to_string()).as_deref(), Ok(expected), "{path}");
    }
}

#[test]
fn references_that_do_not_fit_the_document_are_told() {
    for (path, document) in [
        ("$.a", "\"text\""),
        ("$.a", "[1]"),
        ("$.a", "null"),
        ("$.a.b", "{\"a\":1}"),
        ("$.a.b", "{\"a\":null}"),
        ("$.a[0]", "{\"a\":{}}"),
        ("$.a[0]", "{}"),
        ("$.a[2]", "{\"a\":[1]}"),
    ] {
        let missing = Reference::parse(path).expect(path).write(&Json::parse(document).expect(document), Json::Null);
        let message = format!("Unable to apply ReferencePath {path} to input {document}");
        assert_eq!(missing.expect_err(path).message, message);
    }
}

#[test]
fn references_are_names_and_indexes() {
    for path in [
        "$.*",
        "$..a",
        "$.a[-1]",
        "$.a[0,1]",
        "$.a[1:]",
        "$.a[?(@.b)]",
        "$.a.length()",
        "$['a','b']",
        "@.a",
        "a",
        "$$.a",
        "$x",
    ] {
        assert!(Reference::parse(path).is_err(), "{path}");
    }
    assert_eq!(Reference::parse("$.a[0]").expect("a reference path").text(), "$.a[0]");
}

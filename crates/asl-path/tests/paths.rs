//! What paths select, and what is said of those that select nothing or cannot be read.

use asl_json::Json;
use asl_path::Path;

const DOCUMENT: &str = r#"{
    "store": {
        "book": [
            {"title": "Sayings", "price": 8.95, "tags": ["old", "short"]},
            {"title": "Sword", "price": 12.99, "isbn": "0-553", "tags": []},
            {"title": "Moby Dick", "price": 8, "stock": {"count": 0}}
        ],
        "open": true
    },
    "numbers": [3, 1, 2, 10], "deep": [[1, [2]], [3]], "empty": [], "nothing": null, "limit": 10,
    "a.b": 1, "it's": 2, "q\"\\": 3, "$odd": 4, "é 1": 5
}"#;

fn document() -> Json {
    Json::parse(DOCUMENT).expect("an object")
}

fn query(path: &str) -> Result<String, String> {
    let parsed = Path::parse(path).map_err(|error| format!("{}: {}", error.offset, error.message))?;
    assert_eq!(parsed.text(), path);
    parsed.query(&document()).map(|value| value.to_string()).map_err(|missing| missing.message)
}

fn check(cases: &[(&str, &str)]) {
    for (path, expected) in cases {
        assert_eq!(query(path).as_deref(), Ok(*expected), "{path}");
    }
}

#[test]
fn names_and_indexes_select_one_place() {
    check(&[
        ("$.store.book[0].title", r#""Sayings""#),
        ("$['store'][\"open\"]", "true"),
        ("$.store.['open']", "true"),
        (" $.store.open ", "true"),
        ("$.numbers[-1]", "10"),
        ("$.nothing", "null"),
        ("$['a.b']", "1"),
        (r"$['it\'s']", "2"),
        (r#"$["it's"]"#, "2"),
        (r#"$['q"\\']"#, "3"),
        (r#"$['\u0071\"\\']"#, "3"),
        ("$.$odd", "4"),
        ("$['é 1']", "5"),
        ("$.limit[", "10"),
    ]);
    assert_eq!(query("$").as_deref(), Ok(DOCUMENT), "the whole keeps its text");
}

#[test]
fn other_steps_select_lists() {
    check(&[
        ("$.numbers[0, 2]", "[3,2]"),
        ("$.numbers[1:]", "[1,2,10]"),
        ("$.numbers[:2]", "[3,1]"),
        ("$.numbers[:-3]", "[3]"),
        ("$.numbers[-2:]", "[2,10]"),
        ("$.numbers[1:3]", "[1,2]"),
        ("$.numbers[0:4:2]", "[3,1,2,10]"),
        ("$.numbers[-1:1]", "[10,3]"),
        ("$.numbers[1:-1]", "[]"),
        ("$.numbers[2000000000:]", "[]"),
        ("$.numbers[-2000000000:2000000000]", "[3,1,2,10,3,1,2,10]"),
        ("$.numbers[7,0]", "[3]"),
        (
            "$.store.*",
            r#"[[{"title":"Sayings","price":8.95,"tags":["old","short"]},{"title":"Sword","price":12.99,"isbn":"0-553","tags":[]},{"title":"Moby Dick","price":8,"stock":{"count":0}}],true]"#,
        ),
        ("$.store.book[*].isbn", r#"["0-553"]"#),
        ("$.store.book[*].stock.count", "[0]"),
        (
            "$.store.book[*]['title','price']",
            r#"[{"title":"Sayings","price":8.95},{"title":"Sword","price":12.99},{"title":"Moby Dick","price":8}]"#,
        ),
        ("$.store.book[2]['title', 'none']", r#"{"title":"Moby Dick"}"#),
        ("$.store['book','open'][0].price", "[8.95]"),
        ("$..price", "[8.95,12.99,8]"),
        ("$.deep..[0]", "[[1,[2]],1,2,3]"),
        ("$.deep[*][*]", "[1,[2],3]"),
        ("$..book[?(@.price < 9)]..count", "[0]"),
        ("$.limit[*]", "[]"),
        ("$.limit..x", "[]"),
    ]);
}

/// AWS: base/test_base.test_json_path_array_wildcard_or_slice_with_no_input.
#[test]
fn a_path_to_many_places_finds_none_where_a_parent_is_missing() {
    check(&[
        ("$.items[*]", "[]"),
        ("$.item.items[1:5].value", "[]"),
        ("$.nothing.x[?(@.a)]", "[]"),
        ("$.limit[1:]", "[]"),
    ]);
    assert_eq!(Path::parse("$[*]").expect("a path").query(&Json::empty_object()), Ok(Json::array(Vec::new())));
}

#[test]
fn filters_compare() {
    let cases = [
        ("@.price > 8", "0 1"),
        ("@.price >= 8.0", "0 1 2"),
        ("@.price<=8", "2"),
        ("@.price == '8'", "2"),
        ("'8' == @.price", "2"),
        ("'8.0' == @.price", ""),
        ("@.price === '8'", ""),
        ("@.price !== '8'", "0 1 2"),
        ("@.price < $.limit", "0 2"),
        ("@.isbn", "1"),
        ("!@.isbn", "0 2"),
        ("!(@.isbn)", "0 2"),
        ("!(@.isbn || @.stock)", "0"),
        ("@.price < 9 && @.stock.count == 0", "2"),
        ("@.title == 'Sword' || @.price == 8 && @.isbn", "1"),
        ("(@.title == 'Sword' || @.price == 8) && @.isbn", "1"),
        ("@.none == null", ""),
        ("@.none != 1", "0 1 2"),
        ("@.title > 'Sword'", ""),
        ("@.title < 'Sword'", "0 2"),
        ("@.title in ['Sword', \"Sayings\", bare]", "0 1"),
        ("@.title NIN ['Sword']", "0 2"),
        ("@.title in $.none", ""),
        ("@.tags contains 'old'", "0"),
        ("@.title contains 'wor'", "1"),
        ("@.tags size 0", "1"),
        ("@.title size 5", "1"),
        ("@.tags empty true", "1"),
        ("@.tags empty false", "0"),
        ("@.tags subsetof ['old', 'short', 'new']", "0 1"),
        ("@.tags anyof ['new', 'old']", "0"),
        ("@.tags noneof ['new', 'old']", "1"),
        ("@.tags all ['old', 'short']", "0"),
        ("@.tags == ['old', 'short']", "0"),
        ("@.stock == {\"count\": 0}", "2"),
        ("@.title =~ /s.*/i", "0 1"),
        ("@.title =~ /S[a-z]+/ && @.isbn", "1"),
        ("@.price =~ /8\\.?\\d*/", "0 2"),
        ("@.tags =~ /o.d/", "0"),
        ("@.title =~ /way/", ""),
        ("@['title'] == 'It\\'s'", ""),
        ("@.tags.length() > 1", "0"),
        ("@.tags[0]", "0"),
        ("@.tags[?(@ == 'old')] empty false", "0"),
        ("$.store.open == true", "0 1 2"),
        ("@.title type 'x'", ""),
    ];
    for (condition, expected) in cases {
        let path = format!("$.store.book[?({condition})].title");
        let titles = query(&path).unwrap_or_else(|message| panic!("{path}: {message}"));
        let places = [("Sayings", "0"), ("Sword", "1"), ("Moby Dick", "2")];
        let found: Vec<&str> = places.iter().filter(|place| titles.contains(place.0)).map(|place| place.1).collect();
        assert_eq!(found.join(" "), expected, "{path}");
    }
    check(&[
        ("$.numbers[?(@ > 2)]", "[3,10]"),
        ("$.numbers[?(@ > 2)][0]", "[]"),
        ("$.store[?(@.open)].open", "[true]"),
        ("$[?(@.open)].open", "[]"),
        ("$.*[?(@.title == 'Sword')]", "[]"),
        ("$[?(@.limit == 10)]['$odd']", "[4]"),
    ]);
}

#[test]
fn functions_compute() {
    check(&[
        ("$.numbers.length()", "4"),
        ("$.store.length()", "2"),
        ("$.numbers.size()", "4"),
        ("$.limit.length()", "null"),
        ("$.numbers.min()", "1.0"),
        ("$.numbers.max()", "10.0"),
        ("$.numbers.sum()", "16.0"),
        ("$.numbers.avg()", "4.0"),
        ("$.deep[1].max()", "3.0"),
        ("$.sum($.numbers, 4, $.limit)", "30.0"),
        ("$..price.max()", "12.99"),
        ("$.store.keys()", r#"["book","open"]"#),
        ("$.numbers.first()", "3"),
        ("$.numbers.last()", "10"),
        ("$.numbers.index(-2)", "2"),
        ("$.numbers.append(7, \"x\").length()", "6"),
        ("$.concat($.store.book[*].title, \"!\", 'ignored')", r#""SayingsSwordMoby Dick!""#),
        ("$.length($.numbers)", "4"),
        ("$..book.length()", "3"),
        ("$.deep[*].length()", "[2,1]"),
    ]);
}

#[test]
fn a_single_place_that_is_missing_is_told() {
    for (path, message) in [
        ("$.none", "No results for path: $['none']"),
        ("$['none']", "No results for path: $['none']"),
        ("$[\"none\"]", "No results for path: $[\"none\"]"),
        (r"$['no\'ne']", r"No results for path: $['no\'ne']"),
        ("$.store.none.x.y", "Missing property in path $['store']['none']"),
        ("$.numbers[4]", "No results for path: $['numbers'][4]"),
        ("$.numbers[-5].x", "No results for path: $['numbers'][-5]['x']"),
        ("$.nothing[0]", "The path $['nothing'] is null"),
        ("$.limit[0].a", "Filter: [0]['a'] can only be applied to arrays. Current context is: 10"),
        ("$.limit[?(@.a)]", "Filter: [?] can not be applied to primitives. Current context is: 10"),
        ("$.numbers.nope()", "Function with name: nope does not exist."),
        ("$.empty.max()", "Aggregation function attempted to calculate value using empty array"),
        ("$.numbers.index(9)", "Target index:9 larger than object count:4"),
        (
            "$.limit.x",
            "Expected to find an object with property ['x'] in path $['limit'] but found 'java.lang.Integer'. This is \
             not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JsonSmartJsonProvider'.",
        ),
    ] {
        assert_eq!(query(path).expect_err(path), message);
    }
}

#[test]
fn bad_paths_are_refused_where_they_are_wrong() {
    for (path, message) in [
        ("", "0: Path must start with '$' or '@'"),
        ("store", "0: Path must start with '$' or '@'"),
        ("$store", "1: Illegal character at position 1 expected '.' or '['"),
        ("$.", "1: Path must not end with a '.' or '..'"),
        ("$.store.", "7: Path must not end with a '.' or '..'"),
        ("$...a", "3: Character '.' on position 3 is not valid."),
        ("$.a b", "2: Use bracket notion ['my prop'] if your property contains blank characters. position: 2"),
        ("$['a'", "1: Property has not been closed - missing closing ]"),
        ("$['a", "1: Property has not been closed - missing closing '"),
        (
            "$['a' 'b']",
            "1: Property must be separated by comma or Property must be terminated close square bracket at index 4",
        ),
        ("$['a',]", "1: Found empty property at index 6"),
        ("$.a[:]", "3: Failed to parse SliceOperation: :"),
        ("$.a[99999999999]", "3: Failed to parse token in ArrayIndexOperation: 99999999999"),
        ("$.a[x]", "3: Could not parse token starting at position 3. Expected ?, ', 0-9, * "),
        ("$[(@.length-1)].bar", "1: Could not parse token starting at position 1. Expected ?, ', 0-9, * "),
        ("$.a[* b]", "3: Expected wildcard token to end with ']' on position 5"),
        ("$.a[?(@.b]", "3: Could not parse token starting at position 3. Expected ?, ', 0-9, * "),
        ("$.a[?(@.b == x)]", "13: Failed to parse filter: [?(@.b == x)], error on position: 10, char: x"),
        ("$.a[?(@.b == 'x)]", "13: Could not find matching close quote for ' when parsing : $.a[?(@.b == 'x)]"),
        ("$.a[?(1 == )]", "11: Failed to parse filter: [?(1 == )], error on position: 8, char: )"),
        ("$.a[?(@.b like 'x')]", "10: Expected character: )"),
        ("$.a.max(1", "7: Arguments to function: 'max' are not closed properly."),
    ] {
        let error = Path::parse(path).expect_err(path);
        assert_eq!(format!("{}: {}", error.offset, error.message), message, "{path}");
    }
    let error = Path::parse("$.a[?(@.b =~ /(?=x)/)]").expect_err("a look-ahead");
    assert!(error.message.starts_with("The regular expression /(?=x)/ is not supported: "), "{error}");
}

#[test]
fn paths_know_whether_they_are_definite() {
    for (path, definite) in [
        ("$", true),
        ("$.a[0]['b']", true),
        ("$.a['b','c']", true),
        ("$.a['b','c'].d", false),
        ("$.a[0,1]", false),
        ("$.a[0:1]", false),
        ("$.a.*", false),
        ("$..a", false),
        ("$.a[?(@.b)]", false),
        ("$.a.length()", true),
        ("$..a.length()", true),
        ("$.a[*].length()", false),
    ] {
        assert_eq!(Path::parse(path).expect(path).is_definite(), definite, "{path}");
    }
}

//! What Step Functions adds, takes away and limits; the answers were recorded from the service.

mod check;

use asl_json::Json;
use asl_jsonata::{Error, Profile};

const CASES: &[(&str, &str)] = &[
    ("$partition([1..5], 2)", "[[1,2],[3,4],[5]]"),
    ("$partition([1..5], 2.9)", "[[1,2],[3,4],[5]]"),
    ("$partition([0], 1)", "[[0]]"),
    ("$partition([1..5], 0)", "undefined"),
    ("$partition([1..5], -1)", r#"!D3137@11 "partition""#),
    (r#"$partition([1..5], "2")"#, r#"!T0410@11 "partition""#),
    ("$range(0, 10, 2)", "[0,2,4,6,8,10]"),
    ("$range(5, 1, -2)", "[5,3,1]"),
    ("$range(1, 9, 9)", "1"),
    ("$range(1, 5, 0)", "undefined"),
    ("$range(1, 1001, 1) ~> $count()", "1001"),
    (r#"$range("a", 5, 1)"#, r#"!T0410@7 "range""#),
    ("$range(1, 5, null)", r#"!T0410@7 "range""#),
    ("$range(1, 5, 1, 1)", r#"!T0410@7 "range""#),
    (r#"$hash("hello", "SHA-256")"#, r#""2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824""#),
    (r#"$hash("input", "SHA-1")"#, r#""140f86aae51ab9e1cda9b4254fe98a74eb54c1a1""#),
    (r#"$hash("", "MD5")"#, r#""d41d8cd98f00b204e9800998ecf8427e""#),
    (
        r#"$hash("abc", "SHA-384")"#,
        r#""cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7""#,
    ),
    (
        r#"$hash("abc", "SHA-512")"#,
        r#""ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f""#,
    ),
    (r#"$length($hash($pad("x", 10001, "x"), "MD5"))"#, "32"),
    ("$hash()", r#"!T0410@6 "hash""#),
    (r#"$parse("{\"a\": [1, null]}")"#, r#"{"a":[1,null]}"#),
    (r#"$parse("  5 ")"#, "5"),
    (r#"$parse("")"#, r#"!D3137@7 "parse""#),
    ("$parse(null)", r#"!T0410@7 "parse""#),
    ("$parse({})", r#"!T0410@7 "parse""#),
    ("$parse()", "undefined"),
    (r#"$parse("1", "2")"#, r#"!T0410@7 "parse""#),
    (r"$match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/).index", "0"),
    ("$uuid(null)", r#"!T0410@6 "uuid""#),
    ("$random(77)", "0.7240700207191966"),
    ("$random(42)", "0.7275636800328681"),
    ("$random() >= 0 and $random() < 1", "true"),
    (r#"$random("1")"#, r#"!T0410@8 "random""#),
    (r#"$eval("1")"#, r#"!T1006@6 "eval""#),
    ("$randomSeeded(1)", r#"!T1006@14 "randomSeeded""#),
    (r#"$toMillis("2018-01-01")"#, r#"!D3110@10 "toMillis""#),
    (r#"$toMillis("2018-01-01T00:00:00Z")"#, "1514764800000"),
    (r#"$contains("hello$world", /^hello\$/)"#, "true"),
    ("$variable := 1", "1"),
    ("$count([1..100000])", "100000"),
];

#[test]
fn the_functions_answer_as_recorded() {
    check::check(CASES, None, Profile::Aws);
}

#[test]
fn the_texts_of_errors_are_those_of_the_service() {
    let cases = [
        ("$partition([1..5], -1)", "D3137: Second argument must be zero or greater"),
        (
            r#"$hash("x", "UNSUPPORTED")"#,
            "D3137: Hash algorithm 'UNSUPPORTED' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
        ),
        (r#"$parse("{")"#, "D3137: Invalid JSON"),
        ("$range(1, 2, 3, 4)", r#"T0410: Argument 4 of function "range" does not match function signature"#),
        ("$nothing()", "T1006: Attempted to invoke a non-function"),
    ];
    for (expression, wanted) in cases {
        let error = check::evaluate(expression, None, Profile::Aws).expect_err(expression);
        assert_eq!(error.to_string(), wanted, "{expression}");
    }
}

#[test]
fn without_the_service_its_functions_are_not_there() {
    for name in ["partition", "range", "hash", "uuid", "parse"] {
        let error = check::evaluate(&format!("${name}()"), None, Profile::Standard).expect_err(name);
        assert_eq!(error.code, "T1006", "{name}");
    }
    let error = check::evaluate("$random(1)", None, Profile::Standard).expect_err("a seed");
    assert_eq!(error.code, "T0410");
}

#[test]
fn the_limits_are_those_of_the_service() {
    let sum = vec!["1"; 200].join(" + ");
    for expression in [sum.as_str(), "[1..900000] ~> $count()"] {
        let error = check::evaluate(expression, None, Profile::Aws).expect_err(expression);
        assert_eq!(error.code, Error::LIMIT, "{expression}");
    }
    let short = vec!["1"; 50].join(" + ");
    assert_eq!(check::evaluate(&short, None, Profile::Aws).expect("a short sum"), Some(Json::int(50)));
}

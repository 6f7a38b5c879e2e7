//! What is wrong, where: codes, positions and tokens.

mod check;

use asl_json::Json;
use asl_jsonata::Profile;

/// An expression and what it gives for [`check::INPUT`], as [`check::outcome`] writes it.
const CASES: &[(&str, &str)] = &[
    ("[1](2)", r#"!T1006@4 "[""#),
    ("{}(1)", r#"!T1006@3 "{""#),
    ("$match('a', /a/, 0)[$error('none')]", "undefined"),
    ("%", r#"!S0217 "parent""#),
    ("a.%.%", r#"!S0217 "path""#),
    ("1 + %", r#"!S0217@3 "binary""#),
    ("$split('', 'x', $parseInteger('', 'w'))", "[]"),
    ("1 +", r#"!S0207@3 "(end)""#),
    // A function that was never called by name has none in messages; one that is called by another has that one's.
    (r#""a" ~> $sum"#, "!T0412"),
    ("$filter([1], $uppercase)", r#"!T0410@8 "filter""#),
    ("$sort([2, 1], $count)", r#"!T0410@6 "sort""#),
    ("$uppercase('a') & (1 ~> $uppercase)", r#"!T0410@11 "uppercase""#),
    // A path has no place.
    ("shop ~> |$|name|", "!T2011"),
    ("shop ~> |$|'x'|", "!T2011@14"),
    ("shop ~> |$|{}, [1]^($)|", "!T2012"),
    ("shop ~> |$|{'f': function() { 1 }}|", "!U1002"),
    ("(1", r#"!S0203@2 "(end)""#),
    ("[1", r#"!S0203@2 "(end)""#),
    (r#"{"a""#, r#"!S0203@4 "(end)""#),
    (r#"{"a":"#, r#"!S0203@5 "(end)""#),
    (r#""open"#, "!S0101@5"),
    ("`open", "!S0105@5"),
    ("/open", "!S0302@5"),
    ("//", "!S0301@1"),
    ("$x :=", r#"!S0207@5 "(end)""#),
    ("1 := 2", "!S0212@1 1"),
    ("a.1", "!S0213@3"),
    ("a.true", "!S0213@6"),
    ("1 2", "!S0201@3 2"),
    ("!", r#"!S0204@1 "!""#),
    ("a ~ b", r#"!S0204@3 "~""#),
    ("@", r#"!S0211@1 "@""#),
    ("a@1", r#"!S0214@3 "@""#),
    ("a#1", r##"!S0214@3 "#""##),
    ("a[1]@$x", "!S0215@5"),
    ("a^(b)@$x", "!S0216@6"),
    ("a{b:c}[0]", "{}"),
    ("a{b:c}{d:e}", "!S0210@7"),
    (r#"[1]{"a":1}[0]"#, "!S0209@11"),
    (r#""\x""#, r#"!S0103@2 "x""#),
    (r#""\u12""#, "!S0104@2"),
    ("1e999", r#"!S0102@0 "1e999""#),
    ("/* open", "!S0106@0"),
    ("function(a){1}", r#"!S0208@10 "a""#),
    ("function($a)<n{1}", r#"!S0202@15 "{""#),
    ("a[", r#"!S0203@2 "(end)""#),
    ("$sum(1", r#"!S0203@6 "(end)""#),
    ("$map(", r#"!S0203@5 "(end)""#),
    ("?", r#"!S0211@1 "?""#),
    ("a ? b :", r#"!S0207@7 "(end)""#),
    ("|a|b", r#"!S0203@4 "(end)""#),
    ("1 in", r#"!S0207@4 "(end)""#),
    ("a..b", r#"!S0201@3 "..""#),
    ("**.", r#"!S0207@3 "(end)""#),
    ("😀 + !", r#"!S0204@6 "!""#),
    (r#""😀" + 1"#, r#"!T2001@6 "+""#),
    ("( 1 ; 2", r#"!S0203@7 "(end)""#),
    ("a.(b.1)", "!S0213@6"),
    ("$sum([1..3]", r#"!S0203@11 "(end)""#),
    ("/(/", "!S0302@3"),
    ("/[/", "!S0302@3"),
    ("/a**/", "!S0303@5"),
    ("/(?=a)/", "!S0303@7"),
    (r"/(a)\1/", "!S0303@7"),
    (r"/\p{L}/", "!S0303@7"),
    ("undefined.$string()", "undefined"),
    (r#"[1,2,3].("x" + $)"#, r#"!T2001@14 "+""#),
    (r#"{"a": 1 + "b"}"#, r#"!T2002@9 "+""#),
    (r#"(1; $sum("x"))"#, r#"!T0412@9 "sum""#),
    (r#"$map([1], function($x){$x + "a"})"#, r#"!T2002@5 "+""#),
    (r#"$uppercase(1) & "x""#, r#"!T0410@11 "uppercase""#),
    (
        "orders^(by & n, shop)",
        r#"[{"good":"a1","by":"Ann","n":2},{"good":"a1","by":"Bob","n":1},{"good":"b1","by":"Bob","n":5}]"#,
    ),
    ("orders^($).n", "!T2008@7"),
    (r#"[1,"a"]^($)"#, "!T2007@8"),
    (r#"{"k": 1}{k: 1}"#, "!T1003@9"),
    (r#"true and (1 + "a")"#, r#"!T2002@8 "and""#),
    (r#"$number("x") or true"#, r#"!D3030@8 "number""#),
    ("1 > true", r#"!T2010@3 ">""#),
    (r#""a" in (1 + null)"#, r#"!T2002@11 "+""#),
];

#[test]
fn expressions_give_what_the_reference_gives() {
    check::cases(CASES);
}

#[test]
fn numbers_in_messages_are_those_of_javascript() {
    let input = Json::parse(r#"{"a": 2.50, "b": [1e21]}"#).expect("JSON");
    let error = check::evaluate("-$", Some(&input), Profile::Standard).expect_err("no number");
    assert_eq!(error.message, r#"Cannot negate a non-numeric value: {"a":2.5,"b":[1e+21]}"#);
}

//! Expressions that never end, or end with too much: each ends with an error in words.

mod check;

use asl_json::Json;
use asl_jsonata::{Bindings, Error, Expression, Host, Limits, Profile};

/// Expressions that use up what they have, and a part of the reason they are given.
const HOSTILE: &[(&str, &str)] = &[
    ("($f := function() { $f() }; $f())", "takes too long"),
    ("($f := function($n) { 1 + $f($n + 1) }; $f(0))", "nests deeper"),
    ("($f := function($s) { $f($s & $s) }; $f('x'))", "a value of more than"),
    ("($f := function($a) { $f($append($a, $a)) }; $f([1]))", "more than"),
    ("$pad('x', 2e9)", "a value of more than"),
    ("$pad('x', -2e9, 'ab')", "a value of more than"),
    ("[1..9999999]", "a value of more than"),
    ("[1..9999].[1..9999]", "more than"),
    ("$range(1, 1e12, 1)", "a value of more than"),
    ("$join($map([1..5000], function($i) { $pad('', 5000, 'x') }))", "more than"),
    ("$replace($pad('a', 1000000, 'a'), 'a', $pad('', 1000, 'b'))", "a value of more than"),
    ("$replace($pad('a', 100000, 'a'), /a.*b|a/, 'y')", "takes too long"),
    ("$reduce([1..2000], function($a, $v) { {'a': $a} }, 1)", "nests deeper than 1000 levels"),
    ("$reduce([1..2000], function($a, $v) { [[$a]] }, 1)", "nests deeper than 1000 levels"),
    ("$formatInteger(1e15, 'I')", "a value of more than"),
    ("$fromMillis(0, '[Y,*-1000000000]')", "a value of more than"),
    ("$sort([1..100000], function($a, $b) { $a < $b })", "takes too long"),
    ("$sum([1..5000].($x := $; [1..5000].($x * $)))", "more than"),
];

#[test]
fn hostile_expressions_end_with_a_reason() {
    for (expression, reason) in HOSTILE {
        let error = check::evaluate(expression, None, Profile::Aws).expect_err(expression);
        assert_eq!(error.code, Error::LIMIT, "{expression}: {error}");
        let words = error.message.contains(reason) || *reason == "more than" && error.message.contains("too");
        assert!(words, "{expression}: {error}");
    }
}

#[test]
fn many_names_are_paid_for() {
    let names =
        |count: usize, around: &str| (0..count).map(|at| around.replace('#', &at.to_string())).collect::<String>();
    let cases = [
        // Found by fuzzing: each call binds every parameter.
        format!("($f := function($n{}) {{ $f($n) }}; $f(1))", names(10_000, ", $p#")),
        format!("({}[1..100000].$z)", names(5_000, "$v#:=0;")),
        format!("({})", names(40_000, "$v#:=0;")),
    ];
    for text in cases {
        let error = check::evaluate(&text, None, Profile::Aws).expect_err(&text[..30]);
        assert!(error.message.contains("takes too long"), "{}: {error}", &text[..30]);
    }
}

#[test]
fn texts_that_nest_too_deep_are_refused() {
    let texts = [
        "(".repeat(10_000),
        "[".repeat(10_000),
        "-".repeat(10_000),
        "{'a':".repeat(10_000),
        "$f(".repeat(10_000),
        "function($x){".repeat(10_000),
        vec!["1"; 10_000].join("+"),
        vec!["a"; 10_000].join("."),
        format!("a{}", "[0]".repeat(10_000)),
        format!("{}c", "a?b:".repeat(10_000)),
    ];
    for text in texts {
        let start: String = text.chars().take(20).collect();
        let error = Expression::parse(&text).expect_err(&start);
        assert_eq!(error.code, Error::LIMIT, "{start}: {error}");
    }
}

#[test]
fn regular_expressions_take_linear_time() {
    let cases = [
        ("$contains($pad('a', 50000, 'a') & 'b', /^(a+)+$/)", "false"),
        ("$contains($pad('a', 50000, 'a'), /^(a|a)*b/)", "false"),
        ("$length($match($pad('a', 50000, 'a'), /^(a+)+$/).match)", "50000"),
        ("$contains($pad('x', 5000, 'x'), /(x+x+)+y/)", "false"),
    ];
    check::check(&cases, None, Profile::Aws);
}

#[test]
fn patterns_that_cannot_be_matched_are_refused() {
    for pattern in ["/(?=a)b/", "/(?!a)b/", "/(?<=a)b/", r"/(a)\1/", r"/\p{L}/", "/(a{1000}){1000}/", "/a**/", "/(/)"] {
        let error = Expression::parse(pattern).expect_err(pattern);
        assert!(error.code == Error::REGEX || error.code == "S0302", "{pattern}: {error}");
    }
}

#[test]
fn recursion_lives_on_the_heap() {
    let cases = [
        ("($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(20000))", "20000"),
        ("($f := function($n, $a) { $n = 0 ? $a : $f($n - 1, $a + 1) }; $f(200000, 0))", "200000"),
        ("($c := $reduce([1..20000], function($a, $v) { [function() { $a }] }, [1]); $count($c))", "1"),
        ("($c := $reduce([1..20000], function($a, $v) { {'f': function() { $a }} }, {}); $type($c.f))", "\"function\""),
    ];
    check::check(&cases, None, Profile::Standard);
}

#[test]
fn functions_that_hold_themselves_are_released() {
    let expression = "($f := function() { $g }; $g := [$f, {'h': $f}]; $h := $f ~> $f; $k := $h(?); 1)";
    for _ in 0..100 {
        assert_eq!(check::evaluate(expression, None, Profile::Standard).expect("a value"), Some(Json::int(1)));
    }
}

#[test]
fn a_deep_input_is_no_danger() {
    // Unoptimized frames are several times as large as those that are shipped: so is this stack.
    let deep = std::thread::Builder::new().stack_size(8 << 20).spawn(deep_input).expect("a thread");
    deep.join().expect("no panic");
}

fn deep_input() {
    let input = (0..1000).fold(Json::int(1), |inner, _| Json::array(vec![inner]));
    for expression in ["$", "**", "$string($)", "$ = $$", "$distinct([$, $])", "*", "$boolean($)", "a", "$clone($)"] {
        let result = check::evaluate(expression, Some(&input), Profile::Standard);
        assert!(result.is_ok() || result.is_err_and(|error| error.code == Error::LIMIT), "{expression}");
    }
    let error = check::evaluate("[[$]]", Some(&input), Profile::Standard).expect_err("too deep");
    assert_eq!(error.code, Error::LIMIT);
}

#[test]
fn fuel_is_counted() {
    let limits = Limits { fuel: 300, ..Limits::STANDARD };
    let few = check::evaluate_within("$sum([1..100])", None, Profile::Standard, limits);
    assert_eq!(few.expect("cheap"), Some(Json::int(5050)));
    let many = check::evaluate_within("$sum([1..100].($ * $))", None, Profile::Standard, limits);
    assert_eq!(many.expect_err("dear").message, "the expression takes too long: it was ended after 300 steps");
}

#[test]
fn functions_are_no_results() {
    for expression in ["$sum", "function($x){$x}", "[$sum]", "{'f': $sum}", "$substring(?, 1)", "/a/", "|$|{}|"] {
        let error = check::evaluate(expression, None, Profile::Standard).expect_err(expression);
        assert_eq!(error.code, Error::FUNCTION_RESULT, "{expression}");
    }
}

#[test]
fn the_host_brings_time_chance_and_variables() {
    let mut numbers = [u64::MAX, 0].into_iter().cycle();
    let mut random = || numbers.next().unwrap_or(0);
    let mut host =
        Host { limits: Limits::STANDARD, now_millis: 1_234_567.0, random: &mut random, profile: Profile::Standard };
    let bindings = Bindings::new().with("a", Json::parse("[1, 2]").expect("JSON")).with("sum", Json::int(7));
    let cases = [
        ("$millis()", "1234567"),
        ("$now()", r#""1970-01-01T00:20:34.567Z""#),
        ("$now('[Y]')", r#""1970""#),
        ("$random() > 0.999", "true"),
        ("$random()", "0"),
        ("$a[1]", "2"),
        ("($a := 5; $a)", "5"),
        ("$sum", "7"),
        ("$count($a)", "2"),
    ];
    for (text, wanted) in cases {
        let expression = Expression::parse(text).expect(text);
        let result = expression.evaluate(None, &bindings, &mut host);
        assert_eq!(check::outcome(&result), wanted, "{text}");
    }
}

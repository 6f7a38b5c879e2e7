//! The variables that an expression takes from outside.

use asl_jsonata::Expression;

/// An expression and its variables, each with its path, its span and what it is.
const CASES: &[(&str, &[&str])] = &[
    ("1 + a.b", &[]),
    ("$states.input.id", &["states.input.id 0..7"]),
    ("$states.input.items[0].id", &["states.input.items 0..7"]),
    ("$states.input[$.x = $states.context.y]", &["states.input 0..7", ".x 14..15", "states.context.y 20..27"]),
    ("$states[0].input", &["states 0..7"]),
    ("$states.*", &["states 0..7"]),
    ("$x + $y", &["x 0..2", "y 5..7"]),
    ("($x := 1; $x + $y)", &["y 15..17"]),
    ("($x := $x; $x)", &["x 7..9"]),
    ("(($x := 1); $x)", &["x 12..14"]),
    ("function($a) { $a & $b }", &["b 20..22"]),
    ("($f := function($n) { $f($n - 1) }; $f(1))", &[]),
    ("$sum($x)", &["sum 0..4 called native", "x 5..7"]),
    ("$foo(1)", &["foo 0..4 called"]),
    ("$map($x, $uppercase)", &["map 0..4 called native", "x 5..7", "uppercase 9..19 native"]),
    ("$f(?, $x)", &["f 0..2 called", "x 6..8"]),
    ("$$.a", &["$.a 0..2"]),
    ("a@$v#$i.[$v, $i, $w]", &["w 17..19"]),
    ("$v{$k: $w}", &["v 0..2", "k 3..5", "w 7..9"]),
    ("$x^(<$y)", &["x 0..2", "y 5..7"]),
    ("$x ~> |$y|{'a': $z}, $d|", &["x 0..2", "y 7..9", "z 16..18", "d 21..23"]),
    ("$c ? $a : $b", &["c 0..2", "a 5..7", "b 10..12"]),
    ("-$a & [$b, {'k': $c}]", &["a 1..3", "b 7..9", "c 17..19"]),
    ("'é' & $x", &["x 7..9"]),
];

#[test]
fn variables_from_outside_are_listed() {
    for (text, wanted) in CASES {
        let references = Expression::parse(text).expect(text).variables().references;
        let got: Vec<String> = references
            .iter()
            .map(|reference| {
                let path = reference.path.iter().fold(String::new(), |path, name| path + "." + name);
                let called = if reference.called { " called" } else { "" };
                let native = if reference.native { " native" } else { "" };
                format!("{}{path} {}..{}{called}{native}", reference.name, reference.span.start, reference.span.end)
            })
            .collect();
        assert_eq!(got, *wanted, "{text}");
    }
}

#[test]
fn errors_have_the_bytes_of_their_token() {
    for (text, wanted) in [("'é' + 1 +", (10, 10)), ("a b", (2, 3)), ("'é' ! 2", (5, 6)), ("$sum(1", (6, 6))] {
        let error = Expression::parse(text).expect_err(text);
        let span = error.span.expect("a place");
        assert_eq!((span.start, span.end), wanted, "{text}: {error}");
    }
}

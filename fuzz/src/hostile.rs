//! Expressions that want too much. Each must end soon, with an error in words.

use asl::{
    Evaluation, Notation, eval,
    json::{Json, Map},
};
use std::time::Instant;

/// How deep the nested ones nest.
const DEEP: usize = 100_000;

/// Expressions, and a part of the words that they end with.
const PLAIN: &[(&str, &str)] = &[
    ("($f := function() { $f() }; $f())", "takes too long"),
    ("($f := function($n) { 1 + $f($n + 1) }; $f(0))", "nests deeper"),
    ("($f := function($n) { $n = 0 ? 0 : $f($n - 1) + $f($n - 1) }; $f(20))", "takes too long"),
    ("($f := function() { $g() }; $g := function() { [$f()] }; $f())", "nests deeper"),
    ("[1..1000000000]", "must not exceed 1e6"),
    ("[1..9999999]", "a value of more than"),
    ("[1..9999].[1..9999]", "more than"),
    ("$map([1..9999], function($x) { [1..9999] })", "more than"),
    ("$count([1..900000].([1..900000]))", "more than"),
    ("$range(1, 1e12, 1)", "a value of more than"),
    ("$range(0, 1, 1e-300)", ""),
    ("$contains($pad('a', 50000, 'a') & 'b', /^(a+)+$/)", ""),
    ("$contains($pad('a', 500000, 'a'), /(a|aa)*(a|aa)*b/)", "takes too long"),
    ("$match($pad('a', 1000000, 'a'), /a*?/)", "zero length"),
    ("$replace($pad('a', 100000, 'a'), /a.*b|a/, 'y')", "takes too long"),
    ("$split($pad('a', 1000000, 'a'), /(?:a{1,50}){1,50}b/)", ""),
    ("($f := function($s) { $f($s & $s) }; $f('x'))", "a value of more than"),
    ("$reduce([1..60], function($s, $i) { $s & $s }, 'x')", "a value of more than"),
    ("($f := function($a) { $f($append($a, $a)) }; $f([1]))", "more than"),
    ("($f := function($a) { $f([$a, $a]) }; $f(1))", "more than"),
    ("$pad('x', 2e9)", "a value of more than"),
    ("$pad('x', -2e9, 'ab')", "a value of more than"),
    ("$pad('x', 1e300)", "a value of more than"),
    ("$join([1..100000].('0123456789' & '0123456789' & '0123456789'), '0123456789')", ""),
    ("$reduce([1..60], function($s, $i) { $join([$s, $s], $s) }, 'xy')", "a value of more than"),
    ("$partition([1..900000], 1)", "more than"),
    ("$partition([1..100000], 1e-9)", ""),
    ("$fromMillis(0, '[Y,*-1000000000]')", "a value of more than"),
    ("$fromMillis(0, '[FNn,1000000000-1000000000]')", ""),
    ("$fromMillis(0, '[Y' & $pad('', 1000000, '0') & ']')", ""),
    ("$fromMillis(0, $join([1..100000].'[MNn][FNn][Y]'))", ""),
    ("$formatNumber(1, $pad('', 3000000, '0'))", ""),
    ("$formatNumber(1e300, $pad('', 1000000, '#,'))", ""),
    ("$formatNumber(1, '0.' & $pad('', 1000000, '0'))", ""),
    ("$formatInteger(1e15, 'I')", "a value of more than"),
    ("$formatInteger(1, $pad('', 1000000, '0'))", ""),
    ("$formatInteger(1e300, 'w')", ""),
    ("$formatBase(1e300, 2)", ""),
    ("$replace($pad('a', 1000000, 'a'), 'a', $pad('', 1000, 'b'))", "a value of more than"),
    ("$replace($pad('a', 100000, 'a'), /a/, $pad('', 1000, '$0'))", "more than"),
    ("$sort([1..100000], function($a, $b) { $a < $b })", "takes too long"),
    ("$sort([1..100000], function($a, $b) { true })", "takes too long"),
    ("$sort([1..5000], function($a, $b) { $random() < 0.5 })", ""),
    ("$map([1..2000], function($i) { $map([1..2000], function($j) { $i * $j }) })", "more than"),
    ("$sum([1..5000].($x := $; [1..5000].($x * $)))", "more than"),
    ("$reduce([1..2000], function($a, $v) { {'a': $a} }, 1)", "nests deeper than 1000 levels"),
    ("$distinct([1..100000].{'a': $})", ""),
    ("$zip([1..100000], [1..100000], [1..100000], [1..100000])", ""),
    ("$merge([1..200000].{'k' & $: $})", "more than"),
    ("[1..100000]{$string($): $}", ""),
    ("$string([1..1000000])", ""),
    ("$parse($pad('', 500000, '['))", ""),
    ("$base64encode($pad('', 6000000, 'a'))", "more than"),
    ("$encodeUrlComponent($pad('', 5000000, '%'))", "more than"),
    ("$hash($pad('', 6000000, 'a'), 'SHA-512')", ""),
    ("{'b': [1..9000].{'c': 1}} ~> |**|{'a': [1..1000]}|", "more than"),
    ("[1..2000].($a := $; [1..2000].($a * $))", "more than"),
    ("$each($merge([1..1000].{'k' & $: $}), function($v, $k) { [1..10000] })", "more than"),
    ("($y := function($f) { $f($f) }; $y($y))", "takes too long"),
    ("($f := $string; $g := function($i) { $i = 0 ? 1 : ($f := $f ~> $string; $g($i - 1)) }; $g(10000))", ""),
];

/// A hostile expression.
#[derive(Clone, Debug)]
pub struct Hostile {
    /// The start of the text.
    pub name: String,
    /// The expression.
    pub text: String,
    /// Part of the error's words; empty for one that may have a value, since it is dear and not endless.
    pub words: &'static str,
}

/// All of them.
pub fn cases() -> Vec<Hostile> {
    let named = |name: &str, text: String, words| Hostile { name: name.into(), text, words };
    let nested = |open: &str, inner: &str, close: &str| {
        let name = format!("{DEEP} × {open} {close}");
        named(&name, format!("{}{inner}{}", open.repeat(DEEP), close.repeat(DEEP)), "nested")
    };
    let plain = PLAIN.iter().map(|(text, words)| named(text, (*text).into(), words));
    let deep = [
        nested("(", "1", ")"),
        nested("[", "1", "]"),
        nested("{'a':", "1", "}"),
        nested("-", "1", ""),
        nested("$f(", "1", ")"),
        nested("a[", "1", "]"),
        nested("function($x){", "1", "}"),
        nested("1+", "1", ""),
        nested("a.", "a", ""),
        nested("a?b:", "c", ""),
        nested("a~>", "c", ""),
        nested("$a:=", "1", ""),
        nested("a^(", "1", ")"),
        nested("a{", "b:1", "}"),
        nested("|a|", "{}", "|"),
        nested("%.", "a", ""),
        named(
            "a function of 10,000 parameters",
            format!("($f := function($n{}) {{ $f($n) }}; $f(1))", ", $p".repeat(10_000)),
            "too long",
        ),
        named("a regular expression of groups", format!("/{}a{}/", "(".repeat(DEEP), ")".repeat(DEEP)), ""),
        named("a regular expression of repetitions", format!("/a{}/", "{2}".repeat(DEEP)), ""),
        named("a signature that nests", format!("function($x)<{}n{}>{{1}}", "a<".repeat(DEEP), ">".repeat(DEEP)), ""),
        named("a string of a megabyte", format!("'{}'", "\\u0041".repeat(170_000)), ""),
        named("comments", "/**/".repeat(250_000), ""),
    ];
    plain.chain(deep).collect()
}

/// The request for [`asl::eval_line`].
pub fn request(case: &Hostile) -> String {
    let fields = [("name", &case.name), ("jsonata", &case.text)].map(|(key, text)| (key, Json::from(text.as_str())));
    Json::from_pairs(fields.into_iter().chain([("words", Json::from(case.words))])).to_string()
}

/// Evaluates a case within the limits of the service; the error's code and words.
pub fn outcome(case: &Hostile) -> Result<(), (String, String)> {
    let evaluation =
        Evaluation { language: Notation::Jsonata, text: case.text.clone(), input: None, bindings: Map::default() };
    eval(&evaluation).map(drop).map_err(|error| (error.code, error.message))
}

/// Times each, and says how it ended; false if one ended otherwise than it must.
pub fn print() -> bool {
    let mut right = true;
    println!("{:>8}  {:60}  how it ends", "ms", "expression");
    for case in cases() {
        let (began, processor) = (Instant::now(), processor_millis());
        let outcome = outcome(&case);
        let wall = began.elapsed().as_secs_f64() * 1000.0;
        let spent = processor.zip(processor_millis()).map_or(wall, |(before, after)| after - before);
        let ends = match &outcome {
            Ok(()) => "a value".into(),
            Err((code, message)) => format!("{code}: {}", message.chars().take(70).collect::<String>()),
        };
        let fits = fits(&case, &outcome);
        right &= fits;
        let name: String = case.name.chars().take(60).collect();
        println!("{spent:8.1}  {name:60}  {}{ends}", if fits { "" } else { "WRONG " });
    }
    right
}

/// What this thread has had of a processor, where the system says so (Linux): a busy machine does not count.
fn processor_millis() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e6)
}

/// Whether a case ended as it must.
pub fn fits(case: &Hostile, outcome: &Result<(), (String, String)>) -> bool {
    match outcome {
        Ok(()) => case.words.is_empty(),
        Err((_, message)) => message.contains(case.words) || case.words == "more than" && message.contains("too"),
    }
}

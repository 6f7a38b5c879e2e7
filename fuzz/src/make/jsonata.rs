//! JSONata: expressions of a wanted kind, now and then of another, so that errors are met too.

use super::json::{NAMES, number};
use crate::Random;

/// What an expression is meant to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Text,
    Truth,
    List,
    Object,
    Function,
}

const KINDS: [Kind; 6] = [Kind::Number, Kind::Text, Kind::Truth, Kind::List, Kind::Object, Kind::Function];

/// Templates by kind: `N` number, `T` text, `B` truth value, `L` list, `O` object, `F` function, `A` anything, `P` path,
/// `V` a new variable and `W` a known one, `R` regular expression, `Q` a name, `U` picture of a number, `I` of an
/// integer, `D` of a time; what stands between quotes or is in lower case stays.
const NUMBERS: &[&str] = &[
    "N + N",
    "N - N",
    "N * N",
    "N / N",
    "N % N",
    "(N)",
    "-N",
    "$count(L)",
    "$sum(L)",
    "$max(L)",
    "$min(L)",
    "$average(L)",
    "$length(T)",
    "$number(T)",
    "$number(A)",
    "$floor(N)",
    "$ceil(N)",
    "$round(N)",
    "$round(N, N)",
    "$abs(N)",
    "$sqrt(N)",
    "$power(N, N)",
    "$parseInteger(T, I)",
    "$parseInteger($formatInteger(N, I), I)",
    "$toMillis(T)",
    "$toMillis(T, D)",
    "$toMillis($fromMillis(N, D), D)",
    "B ? N : N",
    "P",
    "W",
    "$reduce(L, F)",
    "$reduce(L, F, N)",
    "L[N]",
    "L ~> $sum",
    "L ~> $count()",
    "$sum(P.(N))",
    "(V := N; N)",
    "$lookup(O, Q)",
    "N ~> F",
    "T ~> $length()",
    "$millis() * 0",
    "$eval(Q)",
];
const TEXTS: &[&str] = &[
    "T & T",
    "A & A",
    "$string(A)",
    "$string(A, B)",
    "$substring(T, N)",
    "$substring(T, N, N)",
    "$substringBefore(T, T)",
    "$substringAfter(T, T)",
    "$uppercase(T)",
    "$lowercase(T)",
    "$trim(T)",
    "$pad(T, N)",
    "$pad(T, N, T)",
    "$join(L)",
    "$join(L, T)",
    "$replace(T, T, T)",
    "$replace(T, R, T)",
    "$replace(T, R, T, N)",
    "$replace(T, R, F)",
    "$formatNumber(N, U)",
    "$formatNumber(N, U, O)",
    "$formatBase(N)",
    "$formatBase(N, N)",
    "$formatInteger(N, I)",
    "$fromMillis(N)",
    "$fromMillis(N, D)",
    "$fromMillis(N, D, '+0530')",
    "$type(A)",
    "$base64encode(T)",
    "$base64decode($base64encode(T))",
    "$encodeUrl(T)",
    "$encodeUrlComponent(T)",
    "$decodeUrl(T)",
    "$decodeUrlComponent(T)",
    "B ? T : T",
    "P",
    "W",
    "$keys(O)[N]",
    "T ~> $uppercase",
    "T ~> $replace(R, T)",
    "(V := T; T)",
    "T ~> F",
    "P.(T)",
    "$error(T)",
];
const TRUTHS: &[&str] = &[
    "N = N",
    "A = A",
    "A != A",
    "N < N",
    "N >= N",
    "T < T",
    "A > A",
    "T <= T",
    "B and B",
    "B or B",
    "A in L",
    "A in A",
    "$not(A)",
    "$boolean(A)",
    "$exists(A)",
    "$exists(P)",
    "$contains(T, T)",
    "$contains(T, R)",
    "(B)",
    "P",
    "$assert(B, T)",
    "A and A",
];
const LISTS: &[&str] = &[
    "[A, A]",
    "[N..N]",
    "[N, N, N]",
    "[T, T]",
    "[A]",
    "[L, L]",
    "[1..N]",
    "$map(L, F)",
    "$filter(L, F)",
    "$append(L, A)",
    "$append(A, A)",
    "$reverse(L)",
    "$sort(L)",
    "$sort(L, F)",
    "$sort(L, function($x, $y) { $x > $y })",
    "$distinct(L)",
    "$zip(L, L)",
    "$keys(O)",
    "$keys(L)",
    "$spread(O)",
    "$spread(L)",
    "$match(T, R)",
    "$match(T, R, N)",
    "$split(T, T)",
    "$split(T, R)",
    "$split(T, T, N)",
    "$each(O, F)",
    "L^(A)",
    "P^(P)",
    "P^(>P, <P)",
    "L^(>$)",
    "P[]",
    "P",
    "P.[A]",
    "P.[A, A]",
    "L[A]",
    "L[[N..N]]",
    "P[B]",
    "P[N]",
    "L[B]",
    "L.A",
    "L.(A; A)",
    "L ~> $map(F)",
    "L ~> $filter(F)",
    "L ~> F",
    "W",
    "B ? L : L",
    "P#V.(A)",
    "P@V.(A)",
    "P@V.P@V.(A)",
    "P@V[B].(A)",
    "P#V[W < N]",
    "L#V.{'i': W, 'v': $}",
    "P.{Q: %.P}",
    "P.P.%.P",
    "P.P.(%.P & A)",
    "$single(L, F)",
    "$lookup(L, Q)",
    "$map(L, $string)",
    "$reduce(L, $append)",
    "$spread(P)",
    "$formatBase(N, N) ~> $split('')",
    "(V := L; W[N])",
    "$clone(L)",
    "*",
    "**",
    "**.Q",
    "P.*",
    "P.**",
    "$.P",
    "$$.P",
    "P.$",
    "L.$string()",
];
const OBJECTS: &[&str] = &[
    "{Q: A}",
    "{Q: A, Q: A}",
    "{T: A}",
    "{'x': L, 'y': N}",
    "P{Q: A}",
    "L{T: A}",
    "P{T: $sum(P)}",
    "L{$string($): $}",
    "$merge(L)",
    "$merge([O, O])",
    "$sift(O, F)",
    "O ~> |$|O|",
    "$ ~> |P|O|",
    "$ ~> |P|O, L|",
    "$ ~> |P|{}, [Q]|",
    "$ ~> |**|O, Q|",
    "$",
    "$$",
    "P",
    "W",
    "{}",
    "$match(T, R)",
    "$spread(O)",
    "$clone(O)",
    "B ? O : O",
    "L.{Q: A}",
    "(V := O; W)",
    "P{Q: A}.A",
];
const FUNCTIONS: &[&str] = &[
    "function($x) { A }",
    "function($x) { $x }",
    "function($x, $y) { $x & $y }",
    "function($x, $y) { $x + $y }",
    "$string",
    "$sum",
    "$uppercase",
    "$count",
    "function($v, $i, $a) { $i }",
    "function($x) { $x = A }",
    "function($v, $i) { $i > N }",
    "$substring(?, N)",
    "$substring(T, ?)",
    "$append(?, A)",
    "$uppercase ~> $length",
    "F ~> F",
    "function($x)<n:n> { $x + 1 }",
    "function($x, $y)<s-s?:s> { $x & $y }",
    "function($x)<a<n>:n> { $sum($x) }",
    "function($m) { $m.match & A }",
    "function() { A }",
    "$boolean",
    "$type",
    "$length",
    "R",
    "(V := function($n) { $n < 1 ? A : W($n - 1) }; W)",
    "W",
    "|$|O|",
    "function($x)<(sn)-:s> { $string($x) }",
    "$not",
    "$exists",
    "$keys",
];
const LEAVES: [&[&str]; 6] = [
    &["N", "N", "P", "W"],
    &["T", "T", "P", "$string(P)"],
    &["true", "false", "N = N", "P"],
    &["P", "[]", "[N, N]", "[T, N]", "$", "*", "[1..3]"],
    &["$", "{}", "{Q: N}", "P"],
    &["$string", "$count", "function($x) { $x }", "$sum", "$uppercase"],
];
const WORDS: &[&str] = &[
    "''",
    "'a'",
    "'ab'",
    "'Hello World'",
    "\"b\"",
    "'1'",
    "'12.5'",
    "'-1e3'",
    "' pad '",
    "'a,b,c'",
    "'é日'",
    "'😀x'",
    "'\\u0041\\n'",
    "'2024-02-29T13:14:15.678Z'",
    "'2024-02-29'",
    "'13:14'",
    "'three hundred and one'",
    "'XIV'",
    "'$1-$$-$0'",
    "'%41'",
    "'0x1f'",
    "'Infinity'",
];
const REGEXES: &[&str] = &[
    "/a/",
    "/[a-z]+/",
    "/B/i",
    "/(a)(b)?/",
    "/^./",
    "/\\s+/",
    "/l+/",
    "/o|W/",
    "/(\\w+) (\\w+)/",
    "/$/",
    "/x*/",
    "/[^a]/",
    "/\\d{1,2}/",
    "/,/",
    "/./",
    "/^H.*d$/m",
    "/(?:a|b)+?/",
    "/\\//",
];
const NUMBER_PICTURES: &[&str] = &[
    "'#0.00'",
    "'#,##0.##'",
    "'0'",
    "'000'",
    "'#'",
    "'0.0e0'",
    "'#0%'",
    "'01'",
    "'0;(0)'",
    "'###'",
    "''",
    "'#,##,##0'",
    "'0.#0'",
    "'x0y'",
    "'0‰'",
    "'##0.0e00'",
    "'.00'",
    "'#.e9'",
    "'0,'",
    "'9,99.99,9'",
];
const INTEGER_PICTURES: &[&str] = &[
    "'0'", "'000'", "'#,##0'", "'w'", "'W'", "'Ww'", "'I'", "'i'", "'A'", "'a'", "'w;o'", "'1;o'", "'#:##0'", "'٠'",
    "''", "'#0'", "'zz'",
];
const TIME_PICTURES: &[&str] = &[
    "'[Y]-[M01]-[D01]'",
    "'[H01]:[m01]:[s01].[f001]'",
    "'[D1o] [MNn] [Y0001]'",
    "'[FNn,*-3] [dwo] day'",
    "'[h]:[m][P]'",
    "'[Y,2-2]'",
    "'[X]-W[W01]-[F1]'",
    "'[Z]'",
    "'[z]'",
    "'[z01:01t]'",
    "'[YI] [Mi] [DA]'",
    "'[Yw]'",
    "'[x] [w]'",
    "'[C]'",
    "'[E]'",
    "'[[x]]'",
    "'[Y'",
    "'[q]'",
    "'[MN,3-3]/[D]/[Y]'",
    "'[M01]/[D01]/[Y0001] [h#1]:[m01] [PN]'",
    "'[H]:[m] [Z0]'",
    "'[f]'",
    "'[s,2]'",
    "''",
];

/// An expression about a document of [`super::json::document`].
pub fn expression(random: &mut Random) -> String {
    let mut maker = Maker { random, known: Vec::new(), budget: 24 };
    let kind = maker.random.pick(&KINDS[..5]);
    let depth = 1 + maker.random.below(4);
    maker.make(kind, depth)
}

struct Maker<'r> {
    random: &'r mut Random,
    /// Variables that were bound somewhere before.
    known: Vec<String>,
    /// How many templates may still be filled: depth alone would let texts grow to pages.
    budget: usize,
}

impl Maker<'_> {
    fn make(&mut self, wanted: Kind, depth: usize) -> String {
        let kind = if self.random.percent(8) { self.random.pick(&KINDS) } else { wanted };
        let at = KINDS.iter().position(|other| *other == kind).unwrap_or(0);
        let rich = [NUMBERS, TEXTS, TRUTHS, LISTS, OBJECTS, FUNCTIONS][at];
        if depth == 0 || self.budget == 0 {
            let leaf = self.random.pick(LEAVES[at]);
            return self.fill(leaf, 0);
        }
        self.budget -= 1;
        let template = self.random.pick(rich);
        let text = self.fill(template, depth);
        match self.random.below(40) {
            0 => format!("({text})[{}]", self.random.below(3)),
            1 => format!("({text}).{}", self.random.pick(NAMES).replace(' ', "")),
            2 => format!("({text})[]"),
            _ => text,
        }
    }

    /// Puts expressions into a template.
    fn fill(&mut self, template: &str, depth: usize) -> String {
        let inner = depth.saturating_sub(1);
        let mut out = String::new();
        let mut quoted = false;
        let (mut before, mut chars) = (' ', template.chars().peekable());
        while let Some(char) = chars.next() {
            quoted ^= char == '\'';
            // A letter alone; `$toMillis` and `World` are words.
            let alone = !before.is_alphabetic() && !chars.peek().is_some_and(|next| next.is_alphabetic());
            before = char;
            if quoted || !alone || !char.is_ascii_uppercase() {
                out.push(char);
                continue;
            }
            let part = match char {
                'N' if depth == 0 => number(self.random).into(),
                'T' if depth == 0 => (self.random.pick(WORDS)).into(),
                'N' => self.make(Kind::Number, inner),
                'T' => self.make(Kind::Text, inner),
                'B' => self.make(Kind::Truth, inner),
                'L' => self.make(Kind::List, inner),
                'O' => self.make(Kind::Object, inner),
                'F' => self.make(Kind::Function, inner),
                'A' => {
                    let kind = self.random.pick(&KINDS[..5]);
                    self.make(kind, inner)
                }
                'P' => self.path(inner),
                'V' => self.bind(),
                'W' => self.known(),
                'Q' => format!("'{}'", self.random.pick(NAMES)),
                'R' => (self.random.pick(REGEXES)).into(),
                'U' => (self.random.pick(NUMBER_PICTURES)).into(),
                'I' => (self.random.pick(INTEGER_PICTURES)).into(),
                'D' => (self.random.pick(TIME_PICTURES)).into(),
                other => other.into(),
            };
            out.push_str(&part);
        }
        out
    }

    fn path(&mut self, depth: usize) -> String {
        let steps = 1 + self.random.below(3);
        let steps: Vec<String> = (0..steps).map(|_| self.step(depth)).collect();
        steps.join(".")
    }

    fn step(&mut self, depth: usize) -> String {
        let name = self.random.pick(&NAMES[..7]);
        let name = if name.contains(' ') { format!("`{name}`") } else { name.to_string() };
        match self.random.below(24) {
            0 => "*".into(),
            1 => "$".into(),
            2 => format!("{name}[{}]", self.random.below(3)),
            3 => format!("{name}[-1]"),
            4 if depth > 0 => format!("{name}[{}]", self.make(Kind::Truth, depth - 1)),
            5 => format!("{name}[]"),
            6 => format!("\"{}\"", name.trim_matches('`')),
            _ => name,
        }
    }

    fn bind(&mut self) -> String {
        let name = format!("$v{}", self.random.below(4));
        self.known.push(name.clone());
        name
    }

    fn known(&mut self) -> String {
        match self.known.last() {
            Some(last) if self.random.percent(80) => last.clone(),
            _ => (self.random.pick(&["$x", "$v0", "$", "$$"])).into(),
        }
    }
}

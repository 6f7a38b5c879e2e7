//! Differences that stay, with their reasons. An entry whose example agrees fails the run.

use super::{Case, Outcome};

/// A difference.
#[derive(Clone, Copy)]
pub struct Known {
    /// Why it stays.
    pub reason: &'static str,
    /// An expression that shows it.
    pub expression: &'static str,
    /// The document for it.
    pub input: &'static str,
    /// Whether a mismatch is of this kind.
    covers: fn(&Case, &Outcome, &Outcome) -> bool,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known").field("reason", &self.reason).finish_non_exhaustive()
    }
}

/// All of them.
pub const KNOWN: &[Known] = &[
    Known {
        reason: "JavaScript's own errors are no answers: ours takes the value, or the error of jsonata-js that fits",
        expression: "$replace('a', 'a', $formatNumber(1, '', {'a': 1}))",
        input: "{}",
        covers: |_, _, theirs| theirs.kind() == "JS",
    },
    Known {
        reason: "jsonata-js evaluates the members of an array and of an object side by side: of two errors, that of the \
                 shorter way wins. Ours is that of the first member",
        expression: "[$string(1) & (1; $error('a')), $error('b')]",
        input: "{}",
        covers: |case, ours, theirs| match (ours, theirs) {
            (Outcome::Error { position: Some(one), .. }, Outcome::Error { position: Some(other), .. }) => {
                are_members(&case.expression, *one, *other)
            }
            // Where one of them stands is not known.
            (Outcome::Error { code: one, .. }, Outcome::Error { code: other, .. }) if one != other => {
                case.expression.contains(['[', '{']) && case.expression.contains(',')
            }
            _ => false,
        },
    },
    Known {
        reason: "what is asked of __proto__ is JavaScript's own object",
        expression: "a.__proto__.b.c = 1 or $exists($.__proto__)",
        input: "{}",
        covers: |case, _, _| case.expression.contains("__proto__"),
    },
    Known {
        reason: "JavaScript moves keys that are numbers to the front",
        expression: "$string({'b': 1, '1': 2})",
        input: "{}",
        covers: |_, ours, theirs| {
            let letters = |outcome: &Outcome| {
                let mut letters: Vec<char> = outcome.short().chars().collect();
                letters.sort_unstable();
                letters
            };
            let numbers = |text: &str| text.contains(['1', '2', '0', '3']);
            let values =
                |ours: &Outcome| matches!((ours, theirs), (Outcome::Value(one), Outcome::Value(other)) if one == other);
            numbers(&ours.short()) && (values(ours) || letters(ours) == letters(theirs))
        },
    },
    Known {
        reason: "what jsonata-js keeps in arrays and functions beside their items shows to its `*`",
        expression: "[([])[], [*]].{'d': $}",
        input: "{\"a\": 1, \"b\": true}",
        covers: |case, ours, theirs| {
            let starred = case.expression.contains('*');
            let shown = ours.kind() == theirs.kind() && theirs.short().contains("_jsonata_");
            let listed = ["[]", "[*", "{*"].iter().any(|part| case.expression.contains(part));
            let copied = case.expression.contains('|');
            shown || starred && listed || (starred || copied) && names_functions(&case.expression)
        },
    },
    Known {
        reason: "what is no number, and a moment that no Date can hold, is an error and no text of NaNs",
        expression: "$fromMillis(1e21, '[Y]')",
        input: "{}",
        covers: |_, ours, theirs| {
            let is_ours = matches!(ours, Outcome::Error { code, token, .. }
                if code == "D1001" && token.as_ref().is_some_and(|token| WRITERS.iter().any(|name| *token == (*name).into())));
            is_ours && !matches!(theirs, Outcome::Error { code, .. } if code == "D1001")
        },
    },
    Known {
        reason: "a transform that brings parts of its own copy into it sees them as they were, not as they become",
        expression: "$ ~> |**|$merge([{'a': *}, {'e': *}])|",
        input: "{\"b\": {\"c\": [{\"d\": 1}], \"e\": 3}}",
        covers: |case, ours, theirs| {
            case.expression.contains('|') && case.expression.contains('*') && ours.kind() == theirs.kind()
        },
    },
    Known {
        reason: "a regular expression matches characters, where JavaScript's match halves of them",
        expression: "$match('\u{1f600}', /./).match",
        input: "{}",
        covers: |_, _, theirs| theirs.short().contains('\u{fffd}'),
    },
    Known {
        reason: "a regular expression as a token is told as it is written",
        expression: "[()[]/ /",
        input: "{}",
        covers: |_, ours, theirs| match (ours, theirs) {
            (Outcome::Error { code, position, .. }, Outcome::Error { code: other, position: place, token, .. }) => {
                code == other && position == place && *token == Some("?".into())
            }
            _ => false,
        },
    },
    Known {
        reason: "jsonata-js does not check the arguments of a built-in function that is partially applied",
        expression: "$substring((), ?)('x')",
        input: "{}",
        covers: |case, ours, _| ours.kind().starts_with("T041") && case.expression.contains('?'),
    },
];

/// The functions that write numbers and moments.
const WRITERS: [&str; 3] = ["fromMillis", "formatInteger", "formatNumber"];

/// Why a mismatch stays, where that is known.
pub fn reason(case: &Case, ours: &Outcome, theirs: &Outcome) -> Option<&'static str> {
    KNOWN.iter().find(|known| (known.covers)(case, ours, theirs)).map(|known| known.reason)
}

/// Whether an expression makes a function, or names one without calling it.
fn names_functions(expression: &str) -> bool {
    let names = expression.split('$').skip(1).any(|behind| {
        let name = behind.find(|char: char| !char.is_alphanumeric()).unwrap_or(behind.len());
        name > 2 && !behind[name..].starts_with('(')
    });
    names || expression.contains("function") || expression.contains('λ') || expression.contains('/')
}

/// Whether two places of an expression, in UTF-16 units, stand in different members of one array or object.
fn are_members(expression: &str, one: i64, other: i64) -> bool {
    let (first, second) = (one.min(other), one.max(other));
    // Of each bracket that is open at the first place: whether a comma has followed since.
    let mut open: Vec<(char, bool)> = Vec::new();
    let mut outer = None;
    let mut at = 0;
    for char in expression.chars() {
        at += char.len_utf16() as i64;
        if at > first && outer.is_none() {
            outer = Some(open.len());
            open.iter_mut().for_each(|bracket| bracket.1 = false);
        }
        if at > second {
            break;
        }
        match char {
            '(' | '[' | '{' => open.push((char, false)),
            ')' | ']' | '}' => drop(open.pop()),
            ',' | ':' => open.last_mut().into_iter().for_each(|bracket| bracket.1 = true),
            _ => {}
        }
        outer = outer.map(|depth| depth.min(open.len()));
    }
    let shared = &open[..outer.unwrap_or(0).min(open.len())];
    shared.last().is_some_and(|(bracket, comma)| *bracket != '(' && *comma)
}

//! Sets of characters.

/// A set of characters, as ranges.
#[derive(Clone, Debug, Default)]
pub(crate) struct Class {
    pub ranges: Vec<(char, char)>,
    pub negated: bool,
}

const DIGITS: &[(char, char)] = &[('0', '9')];
const WORDS: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
const BLANKS: &[(char, char)] = &[
    ('\t', '\r'),
    (' ', ' '),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{feff}', '\u{feff}'),
];

impl Class {
    /// The class of an escape: `d`, `w`, `s` and their capitals.
    pub fn escaped(letter: char) -> Option<Self> {
        let ranges = match letter.to_ascii_lowercase() {
            'd' => DIGITS,
            'w' => WORDS,
            's' => BLANKS,
            _ => return None,
        };
        Some(Self { ranges: ranges.to_vec(), negated: letter.is_ascii_uppercase() })
    }

    /// Adds another set.
    pub fn add(&mut self, other: Self) {
        if !other.negated {
            self.ranges.extend(other.ranges);
            return;
        }
        let mut from = '\0';
        for (low, high) in other.ranges {
            if low > from
                && let Some(before) = char::from_u32(low as u32 - 1)
            {
                self.ranges.push((from, before));
            }
            from = char::from_u32(high as u32 + 1).unwrap_or(char::MAX);
        }
        self.ranges.push((from, char::MAX));
    }

    fn holds(&self, c: char) -> bool {
        self.ranges.iter().any(|(low, high)| *low <= c && c <= *high)
    }

    pub fn matches(&self, c: char, ignore_case: bool) -> bool {
        let held = self.holds(c) || ignore_case && (self.holds(upper(c)) || self.holds(lower(c)));
        held != self.negated
    }
}

/// The capital of a character, if it is one character.
pub(crate) fn upper(c: char) -> char {
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        // Quirk: no letter beyond ASCII equals one of ASCII (ECMAScript, Canonicalize).
        (Some(capital), None) if c.is_ascii() || !capital.is_ascii() => capital,
        _ => c,
    }
}

fn lower(c: char) -> char {
    let mut letters = c.to_lowercase();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if upper(letter) == upper(c) => letter,
        _ => c,
    }
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

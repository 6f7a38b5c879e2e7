//! Damaging texts and bytes.

use crate::Random;

/// Pieces that readers trip over, whatever they read.
const PIECES: &[&str] = &[
    "",
    "0",
    "-1",
    "1e309",
    "9007199254740993",
    "99999999999999999999",
    "\"",
    "'",
    "`",
    "\\",
    "\\u",
    "\\ud800",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    ",",
    ":",
    ".",
    "..",
    "$",
    "$$",
    "%",
    "*",
    "**",
    "@",
    "#",
    "/",
    "//",
    "/*",
    "*/",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u{feff}",
    "é",
    "😀",
    "\u{0}",
    "null",
    "true",
    "&",
    "|",
    "?",
    "!",
    "~>",
    ":=",
    "=",
    "<",
    ">",
    "- ",
    "---\n",
    "<<",
];

/// A text with a few changes: pieces put in, cut out, doubled, swapped or taken from `other`.
pub fn text(random: &mut Random, text: &str, other: &str) -> String {
    let mut tokens = tokens(text);
    let others = self::tokens(other);
    for _ in 0..=random.below(4) {
        let at = random.below(tokens.len() + 1);
        match random.below(8) {
            0 => tokens.insert(at, (random.pick(PIECES)).into()),
            1 if at < tokens.len() => drop(tokens.remove(at)),
            2 if at < tokens.len() => tokens[at] = (random.pick(PIECES)).into(),
            3 if at < tokens.len() => {
                let end = (at + 1 + random.below(6)).min(tokens.len());
                let copy = tokens[at..end].to_vec();
                let times = if random.percent(5) { 200 } else { 1 };
                tokens.splice(at..at, (0..times).flat_map(|_| copy.clone()));
            }
            4 if at < tokens.len() => {
                let end = (at + 1 + random.below(6)).min(tokens.len());
                tokens.drain(at..end);
            }
            5 if !others.is_empty() => {
                let from = random.below(others.len());
                let end = (from + 1 + random.below(8)).min(others.len());
                tokens.splice(at..at, others[from..end].iter().cloned());
            }
            6 if at < tokens.len() => {
                let with = random.below(tokens.len());
                tokens.swap(at, with);
            }
            7 if at < tokens.len() => tokens.truncate(at),
            _ => {}
        }
    }
    tokens.concat()
}

/// Bytes with a few changes.
pub fn bytes(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        match random.below(5) {
            0 => bytes.insert(at, random.bits() as u8),
            1 if at < bytes.len() => drop(bytes.remove(at)),
            2 if at < bytes.len() => bytes[at] = random.bits() as u8,
            3 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            4 if at < bytes.len() => {
                // A number of four bytes: lengths and references are such.
                let number = random.pick(&[0u32, 1, 255, 65_535, u32::MAX, u32::MAX - 1, 1 << 31]);
                let end = (at + 4).min(bytes.len());
                bytes[at..end].copy_from_slice(&number.to_le_bytes()[..end - at]);
            }
            _ => {}
        }
    }
}

/// Splits a text into words, numbers, blanks and signs; together they are the text.
pub fn tokens(text: &str) -> Vec<String> {
    let class = |char: char| match char {
        _ if char.is_alphanumeric() || char == '_' => 1,
        _ if char.is_whitespace() => 2,
        _ => 0,
    };
    let mut tokens: Vec<String> = Vec::new();
    let mut last = 0;
    for char in text.chars() {
        let now = class(char);
        match tokens.last_mut() {
            Some(token) if now != 0 && now == last => token.push(char),
            _ => tokens.push(char.into()),
        }
        last = now;
    }
    tokens
}

//! Reading data: strict JSON by `serde_json`, with number text and key order kept.

use crate::{Json, MAX_DEPTH, Number};
use std::fmt;

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, as a lowercase fragment.
    pub message: String,
    /// From 1.
    pub line: u32,
    /// From 1, in bytes.
    pub column: u32,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {} column {}", self.message, self.line, self.column)
    }
}

impl std::error::Error for SyntaxError {}

impl Json {
    /// Reads a JSON text and keeps it: the value prints as it was written, its parts print compact.
    ///
    /// # Errors
    /// A [`SyntaxError`] for what is not JSON or nests deeper than [`MAX_DEPTH`].
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        Self::parse_compact(text).map(|value| value.with_text(text))
    }

    /// Reads a JSON text; the value prints compact.
    ///
    /// # Errors
    /// A [`SyntaxError`] for what is not JSON or nests deeper than [`MAX_DEPTH`].
    pub fn parse_compact(text: &str) -> Result<Self, SyntaxError> {
        if let Some(at) = too_deep(text) {
            let (line, column) = place(text, at);
            return Err(SyntaxError { message: format!("nested deeper than {MAX_DEPTH} levels"), line, column });
        }
        let mut reader = serde_json::Deserializer::from_str(text);
        reader.disable_recursion_limit();
        let read = <serde_json::Value as serde::Deserialize>::deserialize(&mut reader)
            .and_then(|value| reader.end().map(|()| value));
        match read {
            Ok(value) => Ok(of(value, &mut Exponents { text, at: 0 })),
            Err(error) => {
                let full = error.to_string();
                let message = full.split(" at line ").next().unwrap_or(&full).to_string();
                Err(SyntaxError { message, line: error.line() as u32, column: error.column() as u32 })
            }
        }
    }
}

/// The offset of the first bracket beyond [`MAX_DEPTH`], found without recursion.
pub(crate) fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0u32, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn place(text: &str, at: usize) -> (u32, u32) {
    let before = &text.as_bytes()[..at];
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    (before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1, (at - start) as u32 + 1)
}

/// `serde_json` writes `1e3` as `1e+3`: numbers with an exponent are taken from the text itself, where they stand in
/// the order of the values.
struct Exponents<'a> {
    text: &'a str,
    /// The end of the last one.
    at: usize,
}

impl<'a> Iterator for Exponents<'a> {
    type Item = &'a str;

    /// The next number of the text that has an exponent.
    fn next(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        let (mut quoted, mut at) = (false, self.at);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' if quoted => at += 1,
                b'"' => quoted = !quoted,
                b'-' | b'0'..=b'9' if !quoted => {
                    let is_part = |byte: &&u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                    let length = bytes[at..].iter().take_while(is_part).count();
                    let number = &self.text[at..at + length];
                    if number.contains(['e', 'E']) {
                        self.at = at + length;
                        return Some(number);
                    }
                    at += length - 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.at = at;
        None
    }
}

/// Tells whether this is the number, but for a plus in its exponent. What is not belongs to a key that stands twice.
fn is_same(written: &str, number: &str) -> bool {
    let bare = |text: &str| text.replace('+', "").to_ascii_lowercase();
    bare(written) == bare(number)
}

/// A value of `serde_json`'s, whose text is not nested deeper than [`MAX_DEPTH`].
fn of(value: serde_json::Value, exponents: &mut Exponents<'_>) -> Json {
    match value {
        serde_json::Value::Null => Json::Null,
        serde_json::Value::Bool(value) => Json::Bool(value),
        serde_json::Value::Number(number) => {
            let text = number.as_str();
            let written = text.contains(['e', 'E']).then(|| exponents.find(|number| is_same(number, text))).flatten();
            Json::Number(Number::from_text(written.unwrap_or(text)))
        }
        serde_json::Value::String(text) => Json::String(text.into()),
        serde_json::Value::Array(items) => Json::array(items.into_iter().map(|item| of(item, exponents)).collect()),
        serde_json::Value::Object(entries) => {
            Json::from_pairs(entries.into_iter().map(|(key, value)| (key, of(value, exponents))))
        }
    }
}

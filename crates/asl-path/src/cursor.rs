//! A place in a path's text, with the moves that Jayway's readers make.

use crate::ParseError;

/// A place in a text. Offsets are in bytes; all that is looked for is ASCII, so every offset is a character's.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    pub text: &'a str,
    pub at: usize,
    pub end: usize,
    /// How many filters stand around this text.
    pub depth: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, depth: usize) -> Self {
        Self { text, at: 0, end: text.len(), depth }
    }

    pub fn fail<T>(&self, message: impl Into<String>) -> Result<T, ParseError> {
        Err(ParseError::new(message, self.at.min(self.text.len())))
    }

    /// The byte at an offset; 0 beyond the end.
    pub fn byte(&self, at: usize) -> u8 {
        if at < self.end { self.text.as_bytes()[at] } else { 0 }
    }

    pub fn current(&self) -> u8 {
        self.byte(self.at)
    }

    pub fn is_done(&self) -> bool {
        self.at >= self.end
    }

    /// Quirk: Jayway takes the text as finished with one character left, so `$.a[` is `$.a`.
    pub fn is_tail(&self) -> bool {
        self.at + 1 >= self.end
    }

    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or("")
    }

    pub fn skip_blanks(&mut self) -> &mut Self {
        while self.current() == b' ' {
            self.at += 1;
        }
        self
    }

    /// Where the next byte that is no blank stands, behind an offset.
    pub fn next_significant(&self, from: usize) -> usize {
        let mut at = from + 1;
        while self.byte(at) == b' ' {
            at += 1;
        }
        at
    }

    /// The next byte that is no blank, behind the current place.
    pub fn peek_significant(&self) -> u8 {
        self.byte(self.next_significant(self.at))
    }

    /// Where a byte stands next, behind an offset, not counting those behind a backslash.
    pub fn next_unescaped(&self, from: usize, wanted: u8) -> Option<usize> {
        let mut at = from + 1;
        while at < self.end {
            match self.byte(at) {
                b'\\' => at += 2,
                byte if byte == wanted => return Some(at),
                _ => at += 1,
            }
        }
        None
    }

    /// Where the bracket closes that opens at an offset; strings, and regular expressions if asked, are stepped over.
    pub fn closing(&self, open_at: usize, close: u8, skip_patterns: bool) -> Result<Option<usize>, ParseError> {
        let open = self.byte(open_at);
        let (mut opened, mut at) = (1, open_at + 1);
        while at < self.end {
            let byte = self.byte(at);
            if byte == b'\'' || byte == b'"' {
                at = self.next_unescaped(at, byte).ok_or_else(|| {
                    let quote = byte as char;
                    let text = self.text;
                    ParseError::new(
                        format!("Could not find matching close quote for {quote} when parsing : {text}"),
                        at,
                    )
                })?;
            } else if byte == b'/' && skip_patterns {
                at = self.next_unescaped(at, b'/').ok_or_else(|| {
                    let text = self.text;
                    ParseError::new(format!("Could not find matching close for / when parsing regex in : {text}"), at)
                })?;
            } else if byte == open {
                opened += 1;
            } else if byte == close {
                opened -= 1;
                if opened == 0 {
                    return Ok(Some(at));
                }
            }
            at += 1;
        }
        Ok(None)
    }
}

/// Resolves the backslashes of a quoted name or string: JSON's escapes and `\'`; any other character stands for itself.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    // UTF-16, since two escapes may make one character.
    let mut units: Vec<u16> = Vec::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        let escaped = if char == '\\' { chars.next() } else { None };
        if escaped == Some('u') {
            let digits: String = chars.clone().take(4).collect();
            if let (4, Ok(unit)) = (digits.len(), u16::from_str_radix(&digits, 16)) {
                units.push(unit);
                chars.nth(3);
                continue;
            }
        }
        flush(&mut units, &mut out);
        out.push(match escaped {
            None => char,
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(other) => other,
        });
    }
    flush(&mut units, &mut out);
    out
}

fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

//! The tokens of JSON, and what is no token of JSON.

use super::slip::{self, Slip};
use asl_json::spanned::Tolerance;
use asl_text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `{` (true) or `[` (false)
    Open(bool),
    /// `}` (true) or `]` (false)
    Close(bool),
    Colon,
    Comma,
    /// A string without a slip.
    String,
    /// A number, `true`, `false` or `null`.
    Literal,
    /// A word that is none of these.
    Word,
    /// The end of the text.
    End,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

/// Reads token after token.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    tolerance: Tolerance,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, tolerance: Tolerance) -> Self {
        Self { text, at: 0, tolerance }
    }

    pub(super) fn next(&mut self) -> Result<Token, Slip> {
        self.skip()?;
        let start = self.at;
        let Some(&first) = self.text.as_bytes().get(start) else {
            return Ok(self.token(start, TokenKind::End));
        };
        if !first.is_ascii() || self.text[start..].starts_with("${") {
            return Err(slip::foreign(self.text, start));
        }
        self.at += 1;
        let kind = match first {
            b'{' => TokenKind::Open(true),
            b'[' => TokenKind::Open(false),
            b'}' => TokenKind::Close(true),
            b']' => TokenKind::Close(false),
            b':' => TokenKind::Colon,
            b',' => TokenKind::Comma,
            b'"' => {
                self.string(start)?;
                TokenKind::String
            }
            b'-' | b'0'..=b'9' => {
                self.number(start)?;
                TokenKind::Literal
            }
            b'_' | b'$' | b'A'..=b'Z' | b'a'..=b'z' => {
                self.skip_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-' | b'.'));
                match &self.text[start..self.at] {
                    "true" | "false" | "null" => TokenKind::Literal,
                    _ => TokenKind::Word,
                }
            }
            _ => return Err(slip::foreign(self.text, start)),
        };
        Ok(self.token(start, kind))
    }

    fn token(&self, start: usize, kind: TokenKind) -> Token {
        Token { kind, span: Span::new(start as u32, self.at as u32) }
    }

    fn skip_while(&mut self, take: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|byte| !take(*byte)).unwrap_or(rest.len());
    }

    /// Skips blanks and, where they are allowed, comments.
    fn skip(&mut self) -> Result<(), Slip> {
        loop {
            self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
            let rest = &self.text[self.at..];
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if let Some(comment) = rest.strip_prefix("/*") {
                match comment.find("*/") {
                    Some(end) => end + 4,
                    None => return Err(slip::open_comment(self.at)),
                }
            } else {
                return Ok(());
            };
            if self.tolerance == Tolerance::Strict {
                return Err(slip::comment(self.at, self.at + length));
            }
            self.at += length;
        }
    }

    fn string(&mut self, start: usize) -> Result<(), Slip> {
        loop {
            self.skip_while(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\');
            match self.text.as_bytes().get(self.at) {
                None | Some(b'\n' | b'\r') => return Err(slip::open_string(start, self.at)),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape()?,
                Some(_) => return Err(slip::control(self.text, self.at)),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Slip> {
        let start = self.at;
        let length = match self.text.as_bytes().get(start + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') => match self.unit(start) {
                Some(0xdc00..0xe000) => return Err(slip::half_character(start)),
                Some(0xd800..0xdc00) => match self.unit(start + 6) {
                    Some(0xdc00..0xe000) => 12,
                    _ => return Err(slip::half_character(start)),
                },
                Some(_) => 6,
                None => return Err(slip::escape(self.text, start)),
            },
            _ => return Err(slip::escape(self.text, start)),
        };
        self.at += length;
        Ok(())
    }

    /// The UTF-16 unit that `\uXXXX` at an offset stands for.
    fn unit(&self, at: usize) -> Option<u16> {
        let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        u16::from_str_radix(digits, 16).ok()
    }

    fn number(&mut self, start: usize) -> Result<(), Slip> {
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-' | b'_'));
        if is_number(&self.text[start..self.at]) { Ok(()) } else { Err(slip::number(self.text, start, self.at)) }
    }
}

/// Tells whether a text is a number as JSON writes them.
pub(in crate::text) fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

//! Tokens.

use crate::{
    Span,
    ast::Place,
    error::{Error, Result},
    regex::Regex,
};
use asl_json::Json;
use std::rc::Rc;

/// A token; what its text means depends on where it stands.
#[derive(Clone, Debug)]
pub(crate) enum Token {
    Name(Rc<str>),
    /// Without its `$`.
    Variable(Rc<str>),
    Operator(&'static str),
    String(Rc<str>),
    Number(f64),
    /// `true`, `false`, `null`
    Value(Json),
    Regex(Rc<Regex>),
    End,
}

impl Token {
    /// By what name errors call the token.
    pub fn json(&self) -> Json {
        match self {
            Self::Name(text) | Self::Variable(text) | Self::String(text) => Json::String(text.clone()),
            Self::Operator(text) => Json::from(*text),
            Self::Number(number) => Json::float(*number),
            Self::Value(value) => value.clone(),
            Self::Regex(regex) => Json::from(regex.source()),
            Self::End => Json::from("(end)"),
        }
    }

    pub fn is(&self, operator: &str) -> bool {
        matches!(self, Self::Operator(text) if *text == operator)
    }
}

const DOUBLE: [&str; 7] = ["..", ":=", "!=", ">=", "<=", "**", "~>"];
const SINGLE: [&str; 24] = [
    ".", "[", "]", "{", "}", "(", ")", ",", "@", "#", ";", ":", "?", "+", "-", "*", "/", "%", "|", "=", "<", ">", "^",
    "&",
];
const UNUSED: [&str; 2] = ["!", "~"];

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b)
}

fn operator(byte: u8) -> Option<&'static str> {
    SINGLE.iter().chain(&UNUSED).find(|text| text.as_bytes()[0] == byte).copied()
}

/// Reads tokens from left to right.
#[derive(Debug)]
pub(crate) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// A byte offset and the UTF-16 units before it, to count on from.
    mark: (usize, u32),
}

impl<'t> Lexer<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, mark: (0, 0) }
    }

    /// The place of a token that ends at a byte offset.
    pub fn place(&mut self, start: usize, end: usize) -> Place {
        let end = end.min(self.text.len());
        if end < self.mark.0 {
            self.mark = (0, 0);
        }
        let units = self.text[self.mark.0..end].chars().map(|c| c.len_utf16() as u32).sum::<u32>();
        self.mark = (end, self.mark.1 + units);
        Place { position: self.mark.1, span: Span { start: start.min(end) as u32, end: end as u32 } }
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn fail(&mut self, code: &'static str, start: usize, at: usize) -> Box<Error> {
        let place = self.place(start, at);
        Error::new(code).at(place)
    }

    /// Reads the next token. `operand` tells whether a slash starts a regular expression here.
    pub fn next(&mut self, operand: bool) -> Result<(Token, Place)> {
        self.skip()?;
        let start = self.at;
        if start >= self.text.len() {
            let place = self.place(start, start);
            return Ok((Token::End, place));
        }
        let byte = self.byte(start);
        let token = if operand && byte == b'/' {
            self.regex()?
        } else if let Some(double) = DOUBLE.iter().find(|text| self.text[start..].starts_with(**text)) {
            self.at += 2;
            Token::Operator(double)
        } else if let Some(single) = operator(byte) {
            self.at += 1;
            Token::Operator(single)
        } else if byte == b'"' || byte == b'\'' {
            self.string(byte)?
        } else if let Some(length) = number_length(&self.text.as_bytes()[start..]) {
            let text = &self.text[start..start + length];
            let number = text.parse::<f64>().unwrap_or(f64::INFINITY);
            if !number.is_finite() {
                return Err(self.fail("S0102", start, start).token(text));
            }
            self.at += length;
            Token::Number(number)
        } else if byte == b'`' {
            let Some(length) = self.text[start + 1..].find('`') else {
                return Err(self.fail("S0105", start, self.text.len()));
            };
            self.at = start + length + 2;
            Token::Name(self.text[start + 1..=start + length].into())
        } else {
            self.name()
        };
        let place = self.place(start, self.at);
        Ok((token, place))
    }

    fn skip(&mut self) -> Result<()> {
        loop {
            while self.at < self.text.len() && is_blank(self.byte(self.at)) {
                self.at += 1;
            }
            if !self.text[self.at..].starts_with("/*") {
                return Ok(());
            }
            match self.text[self.at + 2..].find("*/") {
                Some(length) => self.at += length + 4,
                None => return Err(self.fail("S0106", self.at, self.at)),
            }
        }
    }

    fn name(&mut self) -> Token {
        let bytes = &self.text.as_bytes()[self.at..];
        let length = bytes.iter().position(|byte| is_blank(*byte) || operator(*byte).is_some()).unwrap_or(bytes.len());
        let text = &self.text[self.at..self.at + length];
        self.at += length;
        match text {
            "and" => Token::Operator("and"),
            "or" => Token::Operator("or"),
            "in" => Token::Operator("in"),
            "true" => Token::Value(Json::Bool(true)),
            "false" => Token::Value(Json::Bool(false)),
            "null" => Token::Value(Json::Null),
            _ => match text.strip_prefix('$') {
                Some(name) => Token::Variable(name.into()),
                None => Token::Name(text.into()),
            },
        }
    }

    fn string(&mut self, quote: u8) -> Result<Token> {
        let start = self.at;
        let mut out = String::new();
        self.at += 1;
        let mut from = self.at;
        loop {
            if self.at >= self.text.len() {
                return Err(self.fail("S0101", start, self.text.len()));
            }
            let byte = self.byte(self.at);
            if byte == quote {
                out.push_str(&self.text[from..self.at]);
                self.at += 1;
                return Ok(Token::String(out.into()));
            }
            if byte != b'\\' {
                self.at += 1;
                continue;
            }
            out.push_str(&self.text[from..self.at]);
            self.at += 1;
            out.push(self.escape(start)?);
            from = self.at;
        }
    }

    /// Reads what follows a backslash in a string.
    fn escape(&mut self, start: usize) -> Result<char> {
        let Some(letter) = self.text[self.at..].chars().next() else {
            return Err(self.fail("S0103", start, self.at).token(""));
        };
        let plain = match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let Some(unit) = self.hex(self.at + 1) else { return Err(self.fail("S0104", start, self.at)) };
                self.at += 5;
                return Ok(self.surrogate(unit));
            }
            other => {
                let token = other.to_string();
                return Err(self.fail("S0103", start, self.at).token(token.as_str()));
            }
        };
        self.at += 1;
        Ok(plain)
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4)?;
        if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { u32::from_str_radix(digits, 16).ok() } else { None }
    }

    /// Joins two escaped halves of a character. A lone half becomes U+FFFD: Rust's strings cannot hold it.
    fn surrogate(&mut self, unit: u32) -> char {
        if (0xD800..0xDC00).contains(&unit)
            && self.text[self.at..].starts_with("\\u")
            && let Some(low @ 0xDC00..0xE000) = self.hex(self.at + 2)
        {
            self.at += 6;
            return char::from_u32(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)).unwrap_or('\u{fffd}');
        }
        char::from_u32(unit).unwrap_or('\u{fffd}')
    }

    /// Reads `/pattern/flags`. A slash in brackets does not end it.
    fn regex(&mut self) -> Result<Token> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let (mut at, mut depth) = (start + 1, 0i32);
        loop {
            if at >= bytes.len() {
                return Err(self.fail("S0302", start, bytes.len()));
            }
            let escaped = bytes[at - 1] == b'\\';
            match bytes[at] {
                b'/' if depth == 0 => {
                    let backslashes = bytes[start + 1..at].iter().rev().take_while(|byte| **byte == b'\\').count();
                    if backslashes % 2 == 0 {
                        break;
                    }
                }
                b'(' | b'[' | b'{' if !escaped => depth += 1,
                b')' | b']' | b'}' if !escaped => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        if at == start + 1 {
            return Err(self.fail("S0301", start, at));
        }
        let pattern = &self.text[start + 1..at];
        at += 1;
        let flags = at;
        while matches!(self.byte(at), b'i' | b'm') {
            at += 1;
        }
        self.at = at;
        let place = self.place(start, at);
        match Regex::new(pattern, &self.text[flags..at], place) {
            Ok(regex) => Ok(Token::Regex(Rc::new(regex))),
            Err(reason) => Err(Error::new(Error::REGEX)
                .at(place)
                .insert("reason", reason.as_str())
                .value(Some(Json::from(pattern)))),
        }
    }
}

/// The length of the number at the start, if there is one: digits, fraction and exponent as JSON has them.
fn number_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = match bytes.first()? {
        b'0' => 1,
        b'1'..=b'9' => digits(0),
        _ => return None,
    };
    if bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
        at += 1 + digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        if digits(at + 1 + sign) > 0 {
            at += 1 + sign + digits(at + 1 + sign);
        }
    }
    Some(at)
}

//! Reading data: strict JSON, with number text and key order kept.

use crate::{
    Json, MAX_DEPTH, Map, Number,
    token::{Quoted, Token, Tokens, Wrong},
};
use std::{fmt, rc::Rc};

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
        let mut tokens = Tokens::new(text, 0);
        let value = Builder::new(text).value(&mut tokens).and_then(|value| tokens.end().map(|()| value));
        value.map_err(|wrong| wrong.in_text(text))
    }

    /// Reads the value that begins at a place of a text, and tells where it ends; what follows does not matter.
    ///
    /// # Errors
    /// A [`SyntaxError`] for what is not JSON or nests deeper than [`MAX_DEPTH`].
    pub fn parse_at(text: &str, at: usize) -> Result<(Self, usize), SyntaxError> {
        let mut tokens = Tokens::new(text, at);
        let value = Builder::new(text).value(&mut tokens).map_err(|wrong| wrong.in_text(text))?;
        Ok((value, tokens.at()))
    }
}

/// Tells what is wrong with a JSON text without building it, however deep it nests. Half of a surrogate pair in a string
/// is not noticed.
///
/// # Errors
/// A [`SyntaxError`] for what is not JSON.
pub fn check(text: &str) -> Result<(), SyntaxError> {
    let mut tokens = Tokens::new(text, 0);
    let checked = loop {
        match tokens.next() {
            Ok(Some(_)) => {}
            Ok(None) => break tokens.end(),
            Err(wrong) => break Err(wrong),
        }
    };
    checked.map_err(|wrong| wrong.in_text(text))
}

impl Wrong {
    fn in_text(self, text: &str) -> SyntaxError {
        let before = &text.as_bytes()[..self.at];
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        SyntaxError { message: self.message.to_owned(), line: line as u32, column: (self.at - start) as u32 }
    }
}

/// An array or object that is not complete.
struct Frame {
    /// The key under which it will stand in the object around it.
    key: Option<Rc<str>>,
    is_array: bool,
    /// Where its own items or entries begin.
    from: usize,
}

/// Puts values together. What is not complete stands on stacks, so that each array and object is made at once, in its
/// size.
#[derive(Default)]
struct Builder {
    frames: Vec<Frame>,
    /// The key of the entry that comes next.
    key: Option<Rc<str>>,
    items: Vec<Json>,
    entries: Vec<(Rc<str>, Json)>,
    /// The text of the string that is read.
    plain: String,
    /// The last key of each [`key_place`]: equal keys share their text. Empty for a short text.
    keys: Vec<Option<Rc<str>>>,
}

/// From so many bytes on, keys are taken to repeat.
const LONG: usize = 4096;
/// How many keys are remembered.
const KEYS: usize = 64;

/// Where a key is remembered. Those of a history fall on different places, but for a few.
fn key_place(key: &str) -> usize {
    let byte = |byte: Option<&u8>| byte.copied().map_or(0, usize::from);
    (key.len() + byte(key.as_bytes().first()) * 5 + byte(key.as_bytes().last()) * 3) % KEYS
}

impl Builder {
    fn new(text: &str) -> Self {
        let keys = vec![None; if text.len() < LONG { 0 } else { KEYS }];
        Self { keys, ..Self::default() }
    }

    fn value(&mut self, tokens: &mut Tokens<'_>) -> Result<Json, Wrong> {
        while self.step(tokens)? {}
        // The root itself.
        Ok(self.items.pop().unwrap_or_default())
    }

    /// Takes the next token; `false` behind the value. A browser optimises a function of wasm between its calls, never
    /// while it runs: what is called once stays slow, however long it loops.
    #[inline(never)]
    fn step(&mut self, tokens: &mut Tokens<'_>) -> Result<bool, Wrong> {
        let value = match tokens.next()? {
            None => return Ok(false),
            Some(Token::Key(written)) => {
                self.key = Some(self.key(written)?);
                return Ok(true);
            }
            Some(token @ (Token::OpenArray | Token::OpenObject)) => {
                if tokens.depth() > MAX_DEPTH as usize {
                    return Err(Wrong { message: TOO_DEEP, at: tokens.at() });
                }
                let is_array = matches!(token, Token::OpenArray);
                let from = if is_array { self.items.len() } else { self.entries.len() };
                self.frames.push(Frame { key: self.key.take(), is_array, from });
                return Ok(true);
            }
            Some(Token::Close) => {
                let Some(Frame { key, is_array, from }) = self.frames.pop() else { return Ok(false) };
                self.key = key;
                if is_array {
                    Json::array(self.items.drain(from..).collect())
                } else {
                    Json::object(self.entries.drain(from..).collect::<Map>())
                }
            }
            Some(Token::Null) => Json::Null,
            Some(Token::Bool(value)) => Json::Bool(value),
            Some(Token::Number(written)) => Json::Number(Number::from_text(written)),
            Some(Token::String(written)) => Json::String(self.text(written)?),
        };
        match self.key.take() {
            Some(key) => self.entries.push((key, value)),
            None => self.items.push(value),
        }
        Ok(true)
    }

    fn key(&mut self, key: Quoted<'_>) -> Result<Rc<str>, Wrong> {
        let place = key_place(key.written);
        match self.keys.get(place) {
            Some(Some(known)) if !key.escaped && **known == *key.written => return Ok(known.clone()),
            _ => {}
        }
        let text = self.text(key)?;
        if let Some(known) = self.keys.get_mut(place) {
            *known = Some(text.clone());
        }
        Ok(text)
    }

    fn text(&mut self, Quoted { written, at, escaped }: Quoted<'_>) -> Result<Rc<str>, Wrong> {
        if !escaped {
            return Ok(written.into());
        }
        self.plain.clear();
        unescape(written, &mut self.plain)
            .map_err(|end| Wrong { message: "half of a surrogate pair", at: at + end })?;
        Ok(self.plain.as_str().into())
    }
}

const TOO_DEEP: &str = "nested deeper than 1000 levels";
const _: () = assert!(MAX_DEPTH == 1000, "the message above says so");

/// Appends what a string stands for, whose escapes are known to be some; or where the half of a surrogate pair ends.
fn unescape(written: &str, out: &mut String) -> Result<(), usize> {
    let mut from = 0;
    while let Some(length) = written.as_bytes()[from..].iter().position(|byte| *byte == b'\\') {
        let at = from + length;
        out.push_str(&written[from..at]);
        from = at + 2;
        out.push(match written.as_bytes()[at + 1] {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let (sign, length) = unicode(&written[at..]).ok_or(at + 6)?;
                from = at + length;
                sign
            }
            other => char::from(other),
        });
    }
    out.push_str(&written[from..]);
    Ok(())
}

/// The sign of the `\u` escape with which a text begins, or of the two that are a surrogate pair; and their length.
fn unicode(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let first = unit(0)?;
    if let Some(sign) = char::from_u32(u32::from(first)) {
        return Some((sign, 6));
    }
    let pair = char::decode_utf16([first, unit(6)?]).next()?;
    Some((pair.ok()?, 12))
}

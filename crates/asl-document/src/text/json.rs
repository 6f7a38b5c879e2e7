//! Where a text stops being JSON, in people's words.
//!
//! The tree itself is read by the JSON crate. This scanner runs before it, without recursion, and finds the first slip:
//! it knows what people tend to write instead of JSON, and refuses what the other reader takes though JSON forbids it,
//! such as a line break inside a string.

use super::{Failure, MAX_JSON_DEPTH};
use asl_json::spanned::Tolerance;
use asl_text::{LineIndex, Span};

mod slip;
mod token;

use slip::{Expected, Position, Slip};
pub(super) use token::is_number;
use token::{Token, TokenKind, Tokens};

/// How a text begins, blanks and comments left out.
pub(super) enum Start {
    /// With `{` or `[`: it is meant to be JSON.
    Bracket,
    /// With `"`.
    Quote,
    /// With anything else.
    Other,
}

pub(super) fn start(text: &str) -> Start {
    match Tokens::new(text, Tolerance::Comments).next().map(|token| token.kind) {
        Ok(TokenKind::Open(_)) => Start::Bracket,
        Ok(TokenKind::String) => Start::Quote,
        Ok(_) => Start::Other,
        Err(slip) if text[slip.failure.span.start as usize..].starts_with('"') => Start::Quote,
        Err(_) => Start::Other,
    }
}

/// An object or array that is not closed yet.
#[derive(Clone, Copy)]
struct Frame {
    object: bool,
    at: u32,
}

impl Frame {
    fn name(self) -> &'static str {
        if self.object { "object" } else { "array" }
    }

    fn close(self) -> char {
        if self.object { '}' } else { ']' }
    }
}

/// Finds the first slip of a text that should be JSON.
pub(super) fn check(text: &str, tolerance: Tolerance) -> Option<Slip> {
    scan(text, tolerance).err()
}

fn scan(text: &str, tolerance: Tolerance) -> Result<(), Slip> {
    let mut tokens = Tokens::new(text, tolerance);
    let mut frames: Vec<Frame> = Vec::new();
    let mut expected = Expected::Value;
    let mut comma: Option<Span> = None;
    let mut value_end = 0;
    loop {
        let token = tokens.next()?;
        let before = comma.take();
        match (expected, token.kind) {
            (Expected::End, TokenKind::End) => return Ok(()),
            (Expected::Value | Expected::FirstItem, TokenKind::Open(object)) => {
                if frames.len() >= MAX_JSON_DEPTH {
                    return Err(slip::too_deep(token.span));
                }
                frames.push(Frame { object, at: token.span.start });
                expected = if object { Expected::FirstKey } else { Expected::FirstItem };
                continue;
            }
            (Expected::Value | Expected::FirstItem, TokenKind::String | TokenKind::Literal) => {}
            (Expected::FirstKey | Expected::Key, TokenKind::String) => {
                expected = Expected::Colon;
                continue;
            }
            (Expected::Colon, TokenKind::Colon) => {
                expected = Expected::Value;
                continue;
            }
            (Expected::Comma, TokenKind::Comma) => {
                comma = Some(token.span);
                expected =
                    if frames.last().is_some_and(|frame| frame.object) { Expected::Key } else { Expected::Value };
                continue;
            }
            (_, TokenKind::Close(object)) if closes(&frames, object) && may_close(expected, before) => {
                if let (Some(span), Tolerance::Strict) = (before, tolerance) {
                    return Err(slip::trailing_comma(span));
                }
                frames.pop();
            }
            _ => {
                let (frame, comma) = (frames.last().copied(), before.is_some());
                return Err(slip::unexpected(Position { text, expected, frame, comma, value_end }, &token));
            }
        }
        value_end = token.span.end;
        expected = if frames.is_empty() { Expected::End } else { Expected::Comma };
    }
}

fn closes(frames: &[Frame], object: bool) -> bool {
    frames.last().is_some_and(|frame| frame.object == object)
}

/// A bracket may close behind a value, at once, or behind a comma.
fn may_close(expected: Expected, comma: Option<Span>) -> bool {
    match expected {
        Expected::FirstItem | Expected::FirstKey | Expected::Comma => true,
        Expected::Key | Expected::Value => comma.is_some(),
        Expected::Colon | Expected::End => false,
    }
}

/// The number of the line on which an offset stands, from 1.
fn line_of(text: &str, offset: u32) -> u32 {
    LineIndex::new(text).place(offset).line
}

fn found(text: &str, token: &Token) -> String {
    let raw = &text[token.span.start as usize..token.span.end as usize];
    match raw.char_indices().nth(24) {
        Some((cut, _)) => format!("`{}…`", &raw[..cut]),
        None => format!("`{raw}`"),
    }
}

fn failure(message: impl Into<String>, span: Span) -> Slip {
    Slip { failure: Failure::new(message, span), yaml: false }
}

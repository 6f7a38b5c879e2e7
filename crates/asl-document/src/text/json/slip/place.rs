//! Tokens of JSON in a place where they may not stand.

use super::{Slip, failure, found};
use crate::text::json::{
    Frame, line_of,
    token::{Token, TokenKind},
};
use asl_text::Span;

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text::json) enum Expected {
    /// A value.
    Value,
    /// A value, or the end of the array.
    FirstItem,
    /// A key, or the end of the object.
    FirstKey,
    /// A key.
    Key,
    /// The colon behind a key.
    Colon,
    /// A comma, or the end of the array or object.
    Comma,
    /// Nothing more.
    End,
}

/// Where the scanner stands when it finds a token that may not follow.
#[derive(Clone, Copy)]
pub(in crate::text::json) struct Position<'a> {
    pub(in crate::text::json) text: &'a str,
    pub(in crate::text::json) expected: Expected,
    /// The innermost object or array that is open.
    pub(in crate::text::json) frame: Option<Frame>,
    /// Whether the token before is a comma.
    pub(in crate::text::json) comma: bool,
    /// The end of the last value.
    pub(in crate::text::json) value_end: u32,
}

/// A token in the wrong place.
pub(in crate::text::json) fn unexpected(at: Position<'_>, token: &Token) -> Slip {
    match token.kind {
        TokenKind::End => end(at),
        TokenKind::Close(object) => close(at, token, object),
        TokenKind::Comma if at.comma => failure("two commas stand in a row", token.span).help("remove one of them"),
        TokenKind::Word => word(at, token),
        TokenKind::Open(_) | TokenKind::Colon | TokenKind::Comma | TokenKind::String | TokenKind::Literal => {
            other(at, token)
        }
    }
}

fn end(at: Position<'_>) -> Slip {
    let place = Span::at(at.text.len() as u32);
    let Some(frame) = at.frame else {
        return failure("there is no value in this text", place).help("paste a document in JSON or YAML");
    };
    let (name, bracket, line) = (frame.name(), frame.close(), line_of(at.text, frame.at));
    failure(format!("the text ends inside the {name} that begins at line {line}"), place).help(match at.expected {
        Expected::Colon => "write `:` and a value behind the key, and close the object with `}`".to_string(),
        Expected::Value => format!("write the missing value, and close the {name} with `{bracket}`"),
        _ => format!("close it with `{bracket}`, or paste the rest of the text"),
    })
}

fn close(at: Position<'_>, token: &Token, object: bool) -> Slip {
    let bracket = if object { '}' } else { ']' };
    let Some(frame) = at.frame else {
        return failure(format!("`{bracket}` closes nothing: no bracket is open here"), token.span)
            .help("remove it, or look for a bracket that is closed too early");
    };
    if frame.object != object {
        let (name, line) = (frame.name(), line_of(at.text, frame.at));
        let message = format!("`{bracket}` stands here, but the {name} that begins at line {line} is still open");
        return failure(message, token.span).help(format!("close the {name} with `{}` first", frame.close()));
    }
    if at.expected == Expected::Colon {
        return failure("the key before this has no value", token.span).help("write `:` and a value behind the key");
    }
    failure(format!("a value is missing before `{bracket}`"), token.span).help("write a value")
}

fn word(at: Position<'_>, token: &Token) -> Slip {
    let shown = found(at.text, token);
    match at.expected {
        Expected::FirstKey | Expected::Key => failure(format!("the key {shown} stands without quotes"), token.span)
            .help("put keys in double quotes")
            .maybe_yaml(),
        Expected::Value | Expected::FirstItem => {
            let raw = &at.text[token.span.start as usize..token.span.end as usize];
            let literal = ["true", "false", "null"].into_iter().find(|literal| raw.eq_ignore_ascii_case(literal));
            let slip = failure(format!("{shown} is not a value in JSON"), token.span);
            match (literal, raw) {
                (Some(literal), _) => slip.help(format!("write `{literal}`, in small letters")),
                (None, "None" | "nil" | "undefined") => slip.help("write `null`"),
                (None, "NaN" | "Infinity") => {
                    slip.help("JSON has no such number; write `null`, or put it in double quotes")
                }
                _ => slip.help("put strings in double quotes"),
            }
        }
        Expected::Colon | Expected::Comma | Expected::End => other(at, token),
    }
}

fn other(at: Position<'_>, token: &Token) -> Slip {
    let shown = found(at.text, token);
    match at.expected {
        Expected::Value | Expected::FirstItem => failure(format!("expected a value, found {shown}"), token.span),
        Expected::FirstKey | Expected::Key => {
            failure(format!("expected a key in double quotes, found {shown}"), token.span)
        }
        Expected::Colon => {
            failure(format!("expected `:` after the key, found {shown}"), token.span).help("write `\"key\": value`")
        }
        Expected::Comma => {
            let close = at.frame.map_or('}', Frame::close);
            let slip = failure(format!("expected `,` or `{close}` after the value, found {shown}"), token.span);
            let (before, here) = (line_of(at.text, at.value_end), line_of(at.text, token.span.start));
            match token.kind {
                TokenKind::Colon => slip.help("look for a missing `{`, or for a quotation mark too many"),
                _ if before < here => slip.help(format!("put a comma at the end of line {before}")),
                _ => slip.help("put a comma between the two"),
            }
        }
        Expected::End => failure(format!("more text follows behind the end of the document: {shown}"), token.span)
            .help("remove it, or look for a bracket that is closed too early"),
    }
}

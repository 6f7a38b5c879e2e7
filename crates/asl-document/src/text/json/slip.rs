//! What people write where JSON wants something else, and what to tell them.

use super::{failure, found};
use crate::text::{Failure, MAX_JSON_DEPTH};
use asl_text::Span;

mod place;

pub(super) use place::{Expected, Position, unexpected};

/// The first place at which a text is not JSON.
pub(in crate::text) struct Slip {
    pub(in crate::text) failure: Failure,
    /// YAML allows it inside `{}` and `[]`: the text may be meant as YAML.
    pub(in crate::text) yaml: bool,
}

impl Slip {
    fn help(self, help: impl Into<String>) -> Self {
        Self { failure: self.failure.help(help), ..self }
    }

    fn maybe_yaml(self) -> Self {
        Self { yaml: true, ..self }
    }
}

const fn span(start: usize, end: usize) -> Span {
    Span::new(start as u32, end as u32)
}

pub(super) fn too_deep(span: Span) -> Slip {
    failure(format!("objects and arrays are nested deeper than {MAX_JSON_DEPTH} levels here"), span)
        .help("check whether the brackets are closed where they should be")
}

pub(super) fn trailing_comma(span: Span) -> Slip {
    failure("a comma stands behind the last entry", span).help("remove the comma")
}

pub(super) fn comment(start: usize, end: usize) -> Slip {
    failure("JSON has no comments", span(start, end)).help("remove the comment")
}

pub(super) fn open_comment(start: usize) -> Slip {
    failure("the comment that begins here does not end", span(start, start + 2)).help("close it with `*/`")
}

pub(super) fn open_string(start: usize, end: usize) -> Slip {
    failure("the string that begins here does not end on its line", span(start, end))
        .help("close it with `\"`; a line break inside a string is written `\\n`")
}

pub(super) fn control(text: &str, at: usize) -> Slip {
    let byte = text.as_bytes()[at];
    let place = span(at, at + 1);
    match byte {
        b'\t' => failure("a tab character stands inside a string", place).help("write `\\t` for it"),
        _ => failure(format!("an invisible control character (U+{byte:04X}) stands inside a string"), place)
            .help(format!("remove it, or write `\\u{byte:04x}`")),
    }
}

pub(super) fn escape(text: &str, at: usize) -> Slip {
    match text[at + 1..].chars().next() {
        Some('u') => failure("`\\u` needs four hexadecimal digits", span(at, at + 2)).help("write such as `\\u00e9`"),
        Some(c) => {
            failure(format!("`\\{}` is no escape that JSON knows", c.escape_debug()), span(at, at + 1 + c.len_utf8()))
                .help("write `\\\\` for a backslash")
        }
        None => failure("the text ends inside a string", span(at, at + 1)).help("close the string with `\"`"),
    }
}

pub(super) fn half_character(at: usize) -> Slip {
    failure("this `\\u` escape is one half of a character", span(at, at + 6))
        .help("write both halves, such as `\\ud83d\\ude00`, or the character itself")
}

pub(super) fn number(text: &str, start: usize, end: usize) -> Slip {
    let raw: String = text[start..end].chars().take(24).collect();
    let slip = failure(format!("`{raw}` is not a number in JSON"), span(start, end));
    let unsigned = raw.trim_start_matches('-');
    if unsigned.len() > 1 && unsigned.starts_with('0') && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        slip.help("remove the leading zeros, or put it in double quotes")
    } else if unsigned.ends_with('.') {
        slip.help("write digits behind the point: `1.0`")
    } else {
        slip.help("write such as `10`, `-0.5` or `1e3`; put anything else in double quotes")
    }
}

/// A character that begins no token of JSON.
pub(super) fn foreign(text: &str, at: usize) -> Slip {
    let rest = &text[at..];
    let Some(c) = rest.chars().next() else {
        return failure("the text ends here", span(at, at));
    };
    let place = span(at, at + c.len_utf8());
    match c {
        '\'' => failure("a string stands in single quotes", place).help("JSON wants double quotes: `\"`").maybe_yaml(),
        '`' => failure("a backtick stands where JSON wants a value", place).help("put strings in double quotes: `\"`"),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{2018}' | '\u{2019}' => {
            failure(format!("a typographic quotation mark, `{c}`, stands where JSON wants `\"`"), place)
                .help("replace these quotation marks by `\"` in the whole text")
        }
        '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{3000}' | '\u{feff}' => {
            failure(format!("an invisible character (U+{:04X}) stands where a blank should", c as u32), place)
                .help("replace it by a blank; web pages and word processors put such characters into text")
        }
        '$' => {
            let end = rest.find(['}', '\n']).map_or(at + 2, |end| at + end + 1);
            failure("a placeholder stands outside of a string", span(at, end))
                .help("put it in double quotes, or put its value here")
        }
        '#' => failure("JSON has no comments", place).help("remove the comment").maybe_yaml(),
        '!' | '&' | '*' => failure(format!("`{c}` has no meaning in JSON"), place).maybe_yaml(),
        '+' | '.' if rest.starts_with("...") => {
            failure("`...` stands where JSON wants a value or a key", span(at, at + 3))
                .help("put the missing part here")
        }
        '+' | '.' => failure(format!("a number cannot begin with `{c}`"), place).help("write such as `1` or `0.5`"),
        '=' => failure("`=` stands where JSON wants `:`", place).help("write `\"key\": value`"),
        ';' => failure("`;` has no meaning in JSON", place).help("remove it, or write `,`"),
        '…' => failure("`…` stands where JSON wants a value or a key", place).help("put the missing part here"),
        '<' => {
            failure("`<` has no meaning in JSON", place).help("put the value here, or quotes around the placeholder")
        }
        _ => failure(format!("`{}` has no meaning in JSON here", c.escape_debug()), place),
    }
}

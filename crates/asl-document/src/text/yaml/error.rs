//! What the YAML parser complains of, in people's words.

use crate::text::Failure;
use asl_text::Span;
use saphyr_parser::ScanError;

/// Parts of the parser's messages, with what they mean and what to do.
const WORDS: [(&str, &str, &str); 17] = [
    (
        "recursion limit",
        "brackets are nested too deeply here",
        "check whether the brackets are closed where they should be",
    ),
    ("tab", "a tab stands where YAML wants blanks", "indent with blanks"),
    ("unknown anchor", "this alias refers to nothing", "write `&name` before the value that `*name` stands for"),
    (
        "mapping values are not allowed",
        "a `:` stands where no field can begin",
        "put quotes around a text that holds `: `, or check the indentation",
    ),
    ("mapping keys are not allowed", "a field cannot begin here", "check the indentation"),
    (
        "did not find expected key",
        "this line does not fit the indentation of the fields before it",
        "indent it like the fields it belongs to",
    ),
    (
        "did not find expected '-'",
        "this line does not fit the indentation of the list before it",
        "begin it with `- `, or indent it like the fields it belongs to",
    ),
    (
        "flow mapping, did not find",
        "expected `,` or `}` after the value",
        "check the commas, and whether every `{` is closed",
    ),
    (
        "flow sequence, expected",
        "expected `,` or `]` after the value",
        "check the commas, and whether every `[` is closed",
    ),
    ("unexpected end of stream", "the text ends inside a string", "close the quotation mark"),
    (
        "trailing content after",
        "text follows behind the closing quotation mark",
        "put the whole value in quotes, or write `,` or a new line",
    ),
    ("unknown escape", "this escape is not known", "write `\\\\` for a backslash, or use single quotes"),
    ("indentation", "this line is not indented as it should be", "indent it like the fields it belongs to"),
    (
        "simple key expect",
        "this line is neither a field (`name: value`) nor a list entry (`- value`)",
        "write `:` behind the name",
    ),
    ("unexpected character", "this character cannot begin a value", "put quotes around the value"),
    ("cannot start with", "this character cannot begin a value", "put quotes around the value"),
    ("misplaced bracket", "this bracket closes nothing", "remove it, or look for a bracket that is closed too early"),
];

pub(super) fn explain(text: &str, error: &ScanError, at: u32) -> Failure {
    let info = error.info();
    // The parser sometimes stands behind the last character of the text.
    let width = text[at as usize..].chars().next().map_or(0, char::len_utf8) as u32;
    let span = Span::new(at, at + width);
    match WORDS.iter().find(|(part, ..)| info.contains(part)) {
        Some((_, message, help)) => Failure::new(*message, span).help(*help),
        None => Failure::new(format!("this is not YAML: {info}"), span),
    }
}

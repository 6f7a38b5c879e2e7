//! Reads a filter `[?(…)]`.
//!
//! Its grammar: `any = all { "||" all }`, `all = one { "&&" one }`, `one = "(" any ")" | "!" one | comparison`,
//! `comparison = operand [ operator operand ]`.

use crate::{
    ParseError,
    cursor::{Cursor, unescape},
    filter::{Condition, Operand, Operator},
    literal, parse,
};
use asl_json::{Json, Number};

/// How deep brackets and `!` may nest in a filter.
const MAX_LEVELS: usize = 64;

/// Reads a filter with its square brackets.
pub(crate) fn condition(text: &str, depth: usize) -> Result<Condition, ParseError> {
    let mut cursor = Cursor::new(text, depth);
    // The caller has found `[`, `?`, `(` and, at the end, `)` and `]`.
    cursor.at = text.find('(').unwrap_or(0);
    cursor.end = text.rfind(')').map_or(text.len(), |at| at + 1);
    let read = read_any(&mut cursor, 0).and_then(|condition| {
        if cursor.skip_blanks().is_done() {
            return Ok(condition);
        }
        let rest = cursor.slice(cursor.at, cursor.end);
        invalid(&cursor, format!("Expected end of filter expression instead of: {rest}"))
    });
    read.map_err(|problem| match problem {
        Problem::Invalid(error) => error,
        Problem::Broken => {
            let (at, char) = (cursor.at, text.get(cursor.at..).and_then(|rest| rest.chars().next()).unwrap_or(' '));
            ParseError::new(format!("Failed to parse filter: {text}, error on position: {at}, char: {char}"), at)
        }
    })
}

/// Jayway tells refusals, behind which it tries another reading, from plain failures.
enum Problem {
    Invalid(ParseError),
    Broken,
}

fn invalid<T>(cursor: &Cursor<'_>, message: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Invalid(ParseError::new(message, cursor.at.min(cursor.text.len()))))
}

fn read_any(cursor: &mut Cursor<'_>, level: usize) -> Result<Condition, Problem> {
    let mut list = vec![read_all(cursor, level)?];
    while take(cursor, "||") {
        list.push(read_all(cursor, level)?);
    }
    Ok(Condition::any(list))
}

fn read_all(cursor: &mut Cursor<'_>, level: usize) -> Result<Condition, Problem> {
    let mut list = vec![read_one(cursor, level)?];
    while take(cursor, "&&") {
        list.push(read_one(cursor, level)?);
    }
    Ok(Condition::all(list))
}

fn take(cursor: &mut Cursor<'_>, operator: &str) -> bool {
    let at = cursor.skip_blanks().at;
    let found = cursor.slice(at, at + 2) == operator;
    cursor.at += if found { 2 } else { 0 };
    found
}

fn read_one(cursor: &mut Cursor<'_>, level: usize) -> Result<Condition, Problem> {
    if level > MAX_LEVELS {
        return invalid(cursor, format!("the filter nests deeper than {MAX_LEVELS} levels"));
    }
    match cursor.skip_blanks().current() {
        b'!' if !matches!(cursor.peek_significant(), b'$' | b'@') => {
            cursor.at += 1;
            Ok(Condition::Not(Box::new(read_one(cursor, level + 1)?)))
        }
        b'(' => {
            cursor.at += 1;
            let condition = read_any(cursor, level + 1)?;
            if cursor.skip_blanks().current() != b')' {
                return invalid(cursor, "Expected character: )");
            }
            cursor.at += 1;
            Ok(condition)
        }
        _ => read_comparison(cursor),
    }
}

fn read_comparison(cursor: &mut Cursor<'_>) -> Result<Condition, Problem> {
    let negated = cursor.current() == b'!';
    let left = read_operand(cursor)?;
    let behind = cursor.at;
    let right = read_operator(cursor).and_then(|operator| Ok((operator, read_operand(cursor)?)));
    match (right, left) {
        (Ok((operator, right)), left) => Ok(Condition::Compare { left, operator, right }),
        (Err(Problem::Broken), _) => Err(Problem::Broken),
        // A regular expression that cannot be run must not turn into a question for existence.
        (Err(Problem::Invalid(error)), _) if error.message.starts_with(UNSUPPORTED) => Err(Problem::Invalid(error)),
        (Err(Problem::Invalid(_)), Operand::Path(path)) => {
            cursor.at = behind;
            Ok(Condition::Exists { path, wanted: !negated })
        }
        (Err(Problem::Invalid(_)), _) => {
            cursor.at = behind;
            invalid(cursor, "Expected path node")
        }
    }
}

fn read_operator(cursor: &mut Cursor<'_>) -> Result<Operator, Problem> {
    let start = cursor.skip_blanks().at;
    let is_sign = |byte: u8| b"<>=~!".contains(&byte);
    let signs = is_sign(cursor.current());
    while !cursor.is_done() && if signs { is_sign(cursor.current()) } else { cursor.current() != b' ' } {
        cursor.at += 1;
    }
    let text = cursor.slice(start, cursor.at);
    match Operator::from_text(text) {
        Some(operator) => Ok(operator),
        None => invalid(cursor, format!("Filter operator {text} is not supported!")),
    }
}

fn read_operand(cursor: &mut Cursor<'_>) -> Result<Operand, Problem> {
    match cursor.skip_blanks().current() {
        b'!' => {
            cursor.at += 1;
            match cursor.skip_blanks().current() {
                b'$' | b'@' => read_path(cursor),
                _ => invalid(cursor, "Unexpected character: !"),
            }
        }
        b'$' | b'@' => read_path(cursor),
        quote @ (b'\'' | b'"') => read_string(cursor, quote),
        b't' => read_keyword(cursor, "true", Json::Bool(true), "Expected boolean literal"),
        b'f' => read_keyword(cursor, "false", Json::Bool(false), "Expected boolean literal"),
        b'n' => read_keyword(cursor, "null", Json::Null, "Expected <null> value"),
        b'{' => read_json(cursor, b'}'),
        b'[' => read_json(cursor, b']'),
        b'/' => read_pattern(cursor),
        _ => read_number(cursor),
    }
}

fn read_string(cursor: &mut Cursor<'_>, quote: u8) -> Result<Operand, Problem> {
    let start = cursor.at;
    let Some(end) = cursor.next_unescaped(start, quote) else {
        let (quote, text) = (quote as char, cursor.text);
        return invalid(cursor, format!("String literal does not have matching quotes. Expected {quote} in {text}"));
    };
    cursor.at = end + 1;
    Ok(Operand::Value(Json::string(unescape(cursor.slice(start + 1, end)))))
}

fn read_keyword(cursor: &mut Cursor<'_>, word: &str, value: Json, message: &str) -> Result<Operand, Problem> {
    if cursor.slice(cursor.at, cursor.at + word.len()) != word {
        return invalid(cursor, message);
    }
    cursor.at += word.len();
    Ok(Operand::Value(value))
}

fn read_json(cursor: &mut Cursor<'_>, close: u8) -> Result<Operand, Problem> {
    let start = cursor.at;
    let Some(end) = cursor.closing(start, close, false).map_err(Problem::Invalid)? else {
        let text = cursor.text;
        return invalid(cursor, format!("String not closed. Expected ' in {text}"));
    };
    match literal::read(cursor.slice(start, end + 1)) {
        Some(value) => {
            cursor.at = end + 1;
            Ok(Operand::Value(value))
        }
        None => Err(Problem::Broken),
    }
}

fn read_number(cursor: &mut Cursor<'_>) -> Result<Operand, Problem> {
    let start = cursor.at;
    while cursor.current().is_ascii_digit() || matches!(cursor.current(), b'-' | b'.' | b'e' | b'E' | b'+') {
        cursor.at += 1;
    }
    let text = cursor.slice(start, cursor.at);
    if literal::is_number(text) {
        return Ok(Operand::Value(Json::Number(Number::from_text(text))));
    }
    Err(Problem::Broken)
}

/// How the message starts for a pattern that `regex-lite` cannot run.
const UNSUPPORTED: &str = "The regular expression";

fn read_pattern(cursor: &mut Cursor<'_>) -> Result<Operand, Problem> {
    let start = cursor.at;
    let Some(end) = cursor.next_unescaped(start, b'/') else {
        let text = cursor.text;
        return invalid(cursor, format!("Pattern not closed. Expected / in {text}"));
    };
    cursor.at = end + 1;
    while cursor.current().is_ascii_alphabetic() {
        cursor.at += 1;
    }
    let (pattern, written) = (cursor.slice(start + 1, end), cursor.slice(end + 1, cursor.at));
    // Java's other flags (d, u, U) concern line ends and Unicode classes, which regex-lite does not have.
    let flags: String = written.chars().filter(|flag| "imsx".contains(*flag)).collect();
    // A pattern with comments may end in one.
    let end = if flags.contains('x') { "\n" } else { "" };
    let flags = if flags.is_empty() { String::new() } else { format!("(?{flags})") };
    // Java asks for a match of the whole text.
    match regex_lite::Regex::new(&format!("\\A{flags}(?:{pattern}{end})\\z")) {
        Ok(regex) => Ok(Operand::Pattern(regex)),
        Err(error) => invalid(cursor, format!("{UNSUPPORTED} /{pattern}/ is not supported: {error}")),
    }
}

/// Reads a path up to a blank, an operator or the bracket that closes the condition.
fn read_path(cursor: &mut Cursor<'_>) -> Result<Operand, Problem> {
    let start = cursor.at;
    cursor.at += 1;
    while !cursor.is_done() {
        if cursor.current() == b'[' {
            let Some(close) = cursor.closing(cursor.at, b']', false).map_err(Problem::Invalid)? else {
                let text = cursor.text;
                return invalid(cursor, format!("Square brackets does not match in filter {text}"));
            };
            cursor.at = close + 1;
        }
        let ends = match cursor.current() {
            b'<' | b'>' | b'=' | b'~' | b'!' | b' ' | 0 => true,
            b')' => !closes_function(cursor, start),
            _ => false,
        };
        if ends {
            break;
        }
        if cursor.current() != b'[' {
            cursor.at += 1;
        }
    }
    let text = cursor.slice(start, cursor.at);
    parse::steps(text, cursor.depth)
        .map(Operand::Path)
        .map_err(|error| Problem::Invalid(ParseError::new(error.message, error.offset + start)))
}

/// Tells whether the `)` here ends a call without arguments such as `@.a.length()`.
fn closes_function(cursor: &Cursor<'_>, start: usize) -> bool {
    let Some(open) = (start..cursor.at).rev().find(|at| cursor.byte(*at) != b' ') else { return false };
    cursor.byte(open) == b'(' && (start..open).any(|at| cursor.byte(at) == b'.')
}

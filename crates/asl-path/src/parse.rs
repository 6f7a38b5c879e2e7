//! Reads the steps of a path, with the leniences and the messages of Jayway's reader.

use crate::{
    ParseError,
    cursor::{Cursor, unescape},
    literal, parse_filter,
    path::{Argument, Step, Steps},
};
use std::rc::Rc;

/// How deep filters may nest.
const MAX_FILTERS: usize = 16;
/// How many steps a path may have; evaluation recurses once for each.
const MAX_STEPS: usize = 1000;

/// Reads a path; `depth` counts the filters and arguments around it.
pub(crate) fn steps(text: &str, depth: usize) -> Result<Steps, ParseError> {
    let trimmed = text.trim_matches(' ');
    let base = text.len() - text.trim_start_matches(' ').len();
    let mut cursor = Cursor::new(trimmed, depth);
    let read = if depth > MAX_FILTERS {
        cursor.fail(format!("filters nest deeper than {MAX_FILTERS} levels"))
    } else {
        read_steps(&mut cursor)
    };
    read.map_err(|error| ParseError::new(error.message, error.offset + base))
}

fn read_steps(cursor: &mut Cursor<'_>) -> Result<Steps, ParseError> {
    let absolute = match cursor.current() {
        b'$' => true,
        b'@' => false,
        _ => return cursor.fail("Path must start with '$' or '@'"),
    };
    if cursor.text.ends_with('.') {
        cursor.at = cursor.end - 1;
        return cursor.fail("Path must not end with a '.' or '..'");
    }
    let mut list = Vec::new();
    if !cursor.is_tail() {
        cursor.at = 1;
        if !matches!(cursor.current(), b'.' | b'[') {
            return cursor.fail("Illegal character at position 1 expected '.' or '['");
        }
        loop {
            read_step(cursor, &mut list)?;
            if list.len() > MAX_STEPS {
                return cursor.fail(format!("the path has more than {MAX_STEPS} steps"));
            }
            // A scan is no step of its own: it needs one behind it.
            if cursor.is_tail() && !matches!(list.last(), Some(Step::Scan)) {
                break;
            }
        }
    }
    Ok(function_first(absolute, list))
}

/// Quirk: Jayway reads a path that scans and ends in a function as that function with the scan as its argument:
/// `$..price.max()` is `$.max($..price)`, one value.
fn function_first(absolute: bool, mut list: Vec<Step>) -> Steps {
    let scans = matches!(list.first(), Some(Step::Scan)) && matches!(list.last(), Some(Step::Function { .. }));
    let function = list.iter().position(|step| matches!(step, Step::Function { .. }));
    if let (true, Some(at)) = (scans, function) {
        let mut behind = list.split_off(at);
        if let Some(Step::Function { arguments, .. }) = behind.first_mut() {
            *arguments = vec![Argument::Path(Steps::new(true, list))];
        }
        return Steps::new(true, behind);
    }
    Steps::new(absolute, list)
}

fn read_step(cursor: &mut Cursor<'_>, list: &mut Vec<Step>) -> Result<(), ParseError> {
    match cursor.current() {
        b'[' => {
            let Some(step) = read_bracket(cursor)? else {
                let at = cursor.at;
                return cursor.fail(format!("Could not parse token starting at position {at}. Expected ?, ', 0-9, * "));
            };
            list.push(step);
            Ok(())
        }
        b'.' => {
            if cursor.byte(cursor.at + 1) == b'.' {
                list.push(Step::Scan);
                cursor.at += 2;
            } else {
                cursor.at += 1;
            }
            match cursor.current() {
                b'.' => cursor.fail(format!("Character '.' on position {} is not valid.", cursor.at)),
                b'[' => read_step(cursor, list),
                _ => read_word(cursor, list),
            }
        }
        _ => read_word(cursor, list),
    }
}

/// `*`, `name` or `name(…)`.
fn read_word(cursor: &mut Cursor<'_>, list: &mut Vec<Step>) -> Result<(), ParseError> {
    let start = cursor.at;
    if cursor.current() == b'*' {
        cursor.at += 1;
        list.push(Step::Wildcard);
        return Ok(());
    }
    if matches!(cursor.current(), b' ' | b'.' | b'[' | 0) {
        return cursor.fail(format!("Could not parse token starting at position {start}"));
    }
    let mut end = start;
    while end < cursor.end && !matches!(cursor.byte(end), b'.' | b'[' | b'(') {
        if cursor.byte(end) == b' ' {
            return cursor.fail(format!(
                "Use bracket notion ['my prop'] if your property contains blank characters. position: {start}"
            ));
        }
        end += 1;
    }
    let name: Rc<str> = cursor.slice(start, end).into();
    if cursor.byte(end) == b'(' {
        cursor.at = end;
        let arguments = read_arguments(cursor, &name)?;
        list.push(Step::Function { name, arguments });
    } else {
        cursor.at = end;
        list.push(Step::Name { name, quote: '\'' });
    }
    Ok(())
}

fn read_arguments(cursor: &mut Cursor<'_>, name: &str) -> Result<Vec<Argument>, ParseError> {
    let open = cursor.at;
    let Some(close) = cursor.closing(open, b')', false)? else {
        return cursor.fail(format!("Arguments to function: '{name}' are not closed properly."));
    };
    let mut arguments = Vec::new();
    for (from, to) in split(cursor, open + 1, close) {
        let text = cursor.slice(from, to).trim();
        match text.bytes().next() {
            Some(b'$' | b'@') => {
                let steps = steps(text, cursor.depth + 1)
                    .map_err(|error| ParseError::new(error.message, error.offset + from))?;
                arguments.push(Argument::Path(steps));
            }
            Some(b'{' | b'"' | b'-' | b'0'..=b'9') => match literal::read(text) {
                Some(value) => arguments.push(Argument::Value(value)),
                None => return Err(ParseError::new(format!("Arguments to function: '{name}' are not JSON."), from)),
            },
            // Quirk: Jayway passes over any other argument, such as 'text' in single quotes.
            _ => {}
        }
    }
    cursor.at = close + 1;
    Ok(arguments)
}

/// The pieces between commas that stand in no brackets and no double quotes.
fn split(cursor: &Cursor<'_>, start: usize, end: usize) -> Vec<(usize, usize)> {
    let (mut pieces, mut from, mut opened, mut at) = (Vec::new(), start, 0, start);
    while at < end {
        match cursor.byte(at) {
            b'"' => at = cursor.next_unescaped(at, b'"').unwrap_or(end),
            b'(' | b'[' | b'{' => opened += 1,
            b')' | b']' | b'}' => opened -= 1,
            b',' if opened == 0 => {
                pieces.push((from, at));
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    pieces.push((from, end));
    pieces
}

fn read_bracket(cursor: &mut Cursor<'_>) -> Result<Option<Step>, ParseError> {
    match cursor.peek_significant() {
        quote @ (b'\'' | b'"') => read_names(cursor, quote).map(Some),
        b'-' | b':' | b'0'..=b'9' => read_indexes(cursor),
        b'*' => {
            let star = cursor.next_significant(cursor.at);
            let close = cursor.next_significant(star);
            if cursor.byte(close) != b']' {
                return cursor.fail(format!("Expected wildcard token to end with ']' on position {}", star + 1));
            }
            cursor.at = close + 1;
            Ok(Some(Step::Wildcard))
        }
        b'?' => read_filter(cursor),
        _ => Ok(None),
    }
}

/// `['a']`, `["a", "b"]`
fn read_names(cursor: &mut Cursor<'_>, quote: u8) -> Result<Step, ParseError> {
    let mut names: Vec<Rc<str>> = Vec::new();
    let mut at = cursor.next_significant(cursor.at);
    loop {
        if cursor.byte(at) != quote {
            return cursor.fail(format!("Found empty property at index {at}"));
        }
        let Some(close) = cursor.next_unescaped(at, quote) else {
            return cursor.fail(format!("Property has not been closed - missing closing {}", quote as char));
        };
        names.push(unescape(cursor.slice(at + 1, close)).into());
        let behind = cursor.next_significant(close);
        match cursor.byte(behind) {
            b']' => {
                cursor.at = behind + 1;
                let quote = quote as char;
                return Ok(match <[Rc<str>; 1]>::try_from(names) {
                    Ok([name]) => Step::Name { name, quote },
                    Err(names) => Step::Names { names, quote },
                });
            }
            b',' => at = cursor.next_significant(behind),
            0 => return cursor.fail("Property has not been closed - missing closing ]"),
            _ => {
                return cursor.fail(format!(
                    "Property must be separated by comma or Property must be terminated close square bracket at index \
                     {close}"
                ));
            }
        }
    }
}

/// `[1]`, `[-1]`, `[1, 2]`, `[1:]`, `[1:2]`, `[:2]`
fn read_indexes(cursor: &mut Cursor<'_>) -> Result<Option<Step>, ParseError> {
    let open = cursor.at;
    let Some(close) = (open..cursor.end).find(|at| cursor.byte(*at) == b']') else { return Ok(None) };
    let text = cursor.slice(open + 1, close).trim_matches(' ');
    if !text.bytes().all(|byte| byte.is_ascii_digit() || b",-: ".contains(&byte)) {
        return Ok(None);
    }
    let step = if text.contains(':') { slice(text) } else { indexes(text) };
    match step {
        Ok(step) => {
            cursor.at = close + 1;
            Ok(Some(step))
        }
        Err(message) => cursor.fail(message),
    }
}

/// Quirk: a third part, the step, is read and ignored; `[:]` is refused.
fn slice(text: &str) -> Result<Step, String> {
    let failure = || format!("Failed to parse SliceOperation: {text}");
    let mut parts = text.split(':');
    let mut bound = || match parts.next() {
        None | Some("") => Ok(None),
        Some(part) => part.parse::<i32>().map(Some).map_err(|_| failure()),
    };
    match (bound()?, bound()?) {
        (None, None) => Err(failure()),
        (from, to) => Ok(Step::Slice { from, to }),
    }
}

fn indexes(text: &str) -> Result<Step, String> {
    let mut list = Vec::new();
    for part in text.split(',') {
        let part = part.trim_matches(' ');
        list.push(part.parse().map_err(|_| format!("Failed to parse token in ArrayIndexOperation: {part}"))?);
    }
    Ok(if let [index] = list[..] { Step::Index(index) } else { Step::Indexes(list) })
}

/// `[?(…)]`
fn read_filter(cursor: &mut Cursor<'_>) -> Result<Option<Step>, ParseError> {
    let start = cursor.at;
    let open = cursor.next_significant(cursor.next_significant(start));
    if cursor.byte(open) != b'(' {
        return Ok(None);
    }
    let Some(close) = cursor.closing(open, b')', true)? else { return Ok(None) };
    let end = cursor.next_significant(close);
    if cursor.byte(end) != b']' {
        return Ok(None);
    }
    let condition = parse_filter::condition(cursor.slice(start, end + 1), cursor.depth + 1)
        .map_err(|error| ParseError::new(error.message, error.offset + start))?;
    cursor.at = end + 1;
    Ok(Some(Step::Filter(condition)))
}

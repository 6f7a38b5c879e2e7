//! An expression that somebody tries on the data of a visit.

use crate::{
    Evaluation, eval,
    eval::{EvalError, Notation as Language, root},
    miss,
};
use asl_json::{Json, Map};
use asl_path::Root;
use asl_text::LineIndex;
use asl_view::{Finding, Notation, Question, Trouble};
use std::rc::Rc;

/// The largest value that a state may pass on, in bytes; what is shown of a larger one ends there.
const LARGEST: usize = asl_engine::Limits::PAYLOAD;
/// The longest expression that is read, in bytes.
const LONGEST: usize = 20_000;

/// Evaluates an expression on the data of a visit. It ends soon whatever the expression: the evaluators count steps.
pub fn try_out(question: &Question) -> Finding {
    let (blanks, text) = bare(&question.text);
    let evaluation = match evaluation(question, text) {
        Ok(evaluation) => evaluation,
        Err(message) => return failed(Trouble { message, ..Trouble::default() }),
    };
    match eval(&evaluation) {
        Ok(Some(value)) => told(&value),
        Ok(None) => Finding { note: Some("undefined: the expression selects nothing".into()), ..Finding::default() },
        Err(error) => failed(trouble(&question.text, blanks, &evaluation, error)),
    }
}

fn failed(trouble: Trouble) -> Finding {
    Finding { trouble: Some(trouble), ..Finding::default() }
}

fn told(value: &Json) -> Finding {
    let mut text = value.to_string();
    let size = text.len();
    let note = (size > LARGEST).then(|| {
        let mut end = LARGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        format!("{size} bytes: more than the 262,144 that a state may pass on; shown is the beginning")
    });
    Finding { value: Some(text), note, trouble: None }
}

/// The expression without marks and blanks around it, and how many bytes before it are left out.
fn bare(text: &str) -> (usize, &str) {
    let trimmed = text.trim();
    let inner = trimmed.strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}")).unwrap_or(trimmed).trim();
    (text.find(inner).unwrap_or(0), inner)
}

fn evaluation(question: &Question, text: &str) -> Result<Evaluation, String> {
    if text.len() > LONGEST {
        return Err(format!("The expression is {} bytes long; up to {LONGEST} are read here.", text.len()));
    }
    let read = |text: &str| Json::parse(text).map_err(|error| format!("The data cannot be read: {error}."));
    let context = if question.context.is_empty() { Json::empty_object() } else { read(&question.context)? };
    let mut bindings: Map = Map::default();
    for (name, value) in &question.variables {
        bindings.insert(Rc::from(name.as_str()), read(value)?);
    }
    match question.notation {
        Notation::JsonPath => {
            bindings.insert("$".into(), context);
        }
        Notation::Jsonata => {
            let mut states: Map = Map::default();
            for (name, value) in &question.states {
                states.insert(Rc::from(name.as_str()), read(value)?);
            }
            states.insert("context".into(), context);
            bindings.insert("states".into(), Json::object(states));
        }
    }
    let language = match question.notation {
        Notation::Jsonata => Language::Jsonata,
        Notation::JsonPath if text.starts_with("States.") => Language::Intrinsic,
        Notation::JsonPath => Language::JsonPath,
    };
    Ok(Evaluation { language, text: text.into(), input: Some(read(&question.document)?), bindings })
}

/// Says what is wrong and where, in the text as it was typed.
fn trouble(typed: &str, blanks: usize, evaluation: &Evaluation, error: EvalError) -> Trouble {
    let text = &evaluation.text;
    let missed = match evaluation.language {
        Language::Jsonata => None,
        _ if error.code != "States.Runtime" => None,
        _ => missed(evaluation),
    };
    let span = match (&missed, error.span) {
        (Some((from, found)), _) => Some((from + found.at.0, from + found.at.1)),
        (None, Some((start, end))) => Some(visible(text, called(text, start as usize), end as usize)),
        (None, None) => None,
    };
    let lines = LineIndex::new(typed);
    let units = |at: usize| lines.utf16((blanks + at).min(typed.len()) as u32);
    let meant = missed.and_then(|(from, found)| {
        let path = found.meant?;
        let length = path_length(&text[from..]);
        Some(format!("{}{path}{}", &text[..from], &text[from + length..]))
    });
    let message = match (error.code.as_str(), error.message) {
        ("States.Runtime" | "invalid-path" | "invalid-intrinsic", message) => message,
        (asl_jsonata::Error::FUNCTION_RESULT, _) => "The result is or contains a function, which is no JSON.".into(),
        (code, message) => format!("{code}: {message}"),
    };
    let range = span.map_or((0, 0), |(start, end)| (units(start), units(end)));
    Trouble { message, range, meant }
}

/// Where a span starts: a call is known by its bracket, and people look for its name.
fn called(text: &str, start: usize) -> usize {
    let name = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '$';
    match text.get(..start) {
        Some(before) if text[start..].starts_with('(') => before.trim_end_matches(name).len(),
        _ => start,
    }
}

/// A span that has something in it, so that it can be underlined: at the end of a text, its last sign.
fn visible(text: &str, start: usize, end: usize) -> (usize, usize) {
    let start = start.min(text.len());
    let last = || text.char_indices().next_back().map_or(0, |(at, _)| at);
    let start = if start >= text.len() { last() } else { start };
    let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let next = text[start..].chars().next().map_or(0, char::len_utf8);
    let end = end.max(start + next).min(text.len());
    (start, (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len()))
}

/// The first path of an expression that selects nothing, and where it starts.
fn missed(evaluation: &Evaluation) -> Option<(usize, crate::Miss)> {
    let text = &evaluation.text;
    let roots = |at: &Root| root(evaluation, at);
    let starts = match evaluation.language {
        Language::JsonPath => vec![0],
        Language::Intrinsic | Language::Jsonata => path_starts(text),
    };
    starts.into_iter().find_map(|from| {
        let path = if from == 0 { text.as_str() } else { &text[from..from + path_length(&text[from..])] };
        Some((from, miss(path, &roots)?))
    })
}

/// Where the paths among the arguments of a call start.
fn path_starts(call: &str) -> Vec<usize> {
    let (mut found, mut quoted, mut escaped, mut end) = (Vec::new(), false, false, 0);
    for (at, sign) in call.char_indices() {
        match sign {
            _ if at < end => {}
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\'' => quoted = !quoted,
            '$' if !quoted => {
                found.push(at);
                end = at + path_length(&call[at..]);
            }
            _ => {}
        }
    }
    found
}

/// How long a path is that ends before the comma or bracket of the call around it.
fn path_length(text: &str) -> usize {
    let (mut depth, mut quote) = (0_u32, None);
    for (at, sign) in text.char_indices() {
        match (sign, quote) {
            (_, Some(open)) if sign == open => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) if depth > 0 => quote = Some(sign),
            ('[' | '(', None) => depth += 1,
            (']' | ')', None) if depth > 0 => depth -= 1,
            (',' | ')', None) if depth == 0 => return text[..at].trim_end().len(),
            _ => {}
        }
    }
    text.trim_end().len()
}

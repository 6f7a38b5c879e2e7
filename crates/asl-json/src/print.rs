//! Printing: compact as the service does it, or indented for people.

use crate::{Json, Number};
use std::fmt::{self, Write};

impl fmt::Display for Json {
    /// Writes the text that was kept where there is one, else the compact form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print(self, f)
    }
}

impl Json {
    /// Appends what [`fmt::Display`] writes, without the detour over a formatter: for texts of many values.
    pub fn write_to(&self, out: &mut String) {
        let written = print(self, out);
        debug_assert!(written.is_ok(), "a String takes whatever is written");
    }
}

fn print(value: &Json, out: &mut impl Write) -> fmt::Result {
    match value {
        Json::Null => out.write_str("null"),
        Json::Bool(true) => out.write_str("true"),
        Json::Bool(false) => out.write_str("false"),
        Json::Number(number) => write!(out, "{number}"),
        Json::String(text) => quote(text, out),
        Json::Array(array) => match &array.text {
            Some(text) => out.write_str(text),
            None => {
                out.write_char('[')?;
                for (index, item) in array.iter().enumerate() {
                    separate(index, out)?;
                    print(item, out)?;
                }
                out.write_char(']')
            }
        },
        Json::Object(object) => match &object.text {
            Some(text) => out.write_str(text),
            None => {
                out.write_char('{')?;
                for (index, (key, value)) in object.iter().enumerate() {
                    separate(index, out)?;
                    quote(key, out)?;
                    out.write_char(':')?;
                    print(value, out)?;
                }
                out.write_char('}')
            }
        },
    }
}

fn separate(index: usize, out: &mut impl Write) -> fmt::Result {
    if index > 0 { out.write_char(',') } else { Ok(()) }
}

/// Writes a string in quotes, escaped as Jackson does it: short escapes, and upper-case hex for other controls.
fn quote(text: &str, out: &mut impl Write) -> fmt::Result {
    out.write_char('"')?;
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.write_str(&text[from..at])?;
        from = at + 1;
        match byte {
            b'"' => out.write_str("\\\"")?,
            b'\\' => out.write_str("\\\\")?,
            b'\n' => out.write_str("\\n")?,
            b'\r' => out.write_str("\\r")?,
            b'\t' => out.write_str("\\t")?,
            8 => out.write_str("\\b")?,
            12 => out.write_str("\\f")?,
            other => write!(out, "\\u{other:04X}")?,
        }
    }
    out.write_str(&text[from..])?;
    out.write_char('"')
}

/// Appends a string in quotes, escaped.
pub fn escape_to(text: &str, out: &mut String) {
    let written = quote(text, out);
    debug_assert!(written.is_ok(), "a String takes whatever is written");
}

/// Returns a string in quotes, escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    escape_to(text, &mut out);
    out
}

/// The bytes of a string in quotes.
pub(crate) fn string_size(text: &str) -> usize {
    let extra: usize = text
        .bytes()
        .map(|byte| match byte {
            b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 8 | 12 => 1,
            0..0x20 => 5,
            _ => 0,
        })
        .sum();
    text.len() + extra + 2
}

/// The bytes of a number.
pub(crate) fn number_size(number: &Number) -> usize {
    match number {
        Number::Int(int) => {
            usize::from(*int < 0) + int.unsigned_abs().checked_ilog10().map_or(1, |digits| digits as usize + 1)
        }
        Number::Float(float) => ryu_js::Buffer::new().format(*float).len(),
        Number::Text(text) => text.len(),
    }
}

/// Returns the value indented by two blanks a level; empty arrays and objects stay on one line.
pub fn pretty(value: &Json) -> String {
    let mut out = String::new();
    indent(value, 0, &mut out);
    out
}

fn indent(value: &Json, level: usize, out: &mut String) {
    let line = |out: &mut String, level: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", level));
    };
    match value {
        Json::Array(array) if !array.is_empty() => {
            out.push('[');
            for (index, item) in array.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, level + 1);
                indent(item, level + 1, out);
            }
            line(out, level);
            out.push(']');
        }
        Json::Object(object) if !object.is_empty() => {
            out.push('{');
            for (index, (key, item)) in object.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                line(out, level + 1);
                out.push_str(&escape(key));
                out.push_str(": ");
                indent(item, level + 1, out);
            }
            line(out, level);
            out.push('}');
        }
        Json::Array(_) => out.push_str("[]"),
        Json::Object(_) => out.push_str("{}"),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => out.push_str(&value.to_string()),
    }
}

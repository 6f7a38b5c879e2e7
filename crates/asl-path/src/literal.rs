//! JSON inside a path, read as leniently as Jayway's default reader does: `['a', b, 1]`.

use crate::cursor::unescape;
use asl_json::{Json, Map, Number};

/// How deep a value inside a path may nest.
const MAX_DEPTH: usize = 32;

/// Reads one value that fills the text, or nothing.
pub(crate) fn read(text: &str) -> Option<Json> {
    let mut reader = Reader { rest: text };
    let value = reader.value(0)?;
    reader.blanks();
    reader.rest.is_empty().then_some(value)
}

/// Tells whether a text is a number as JSON writes it, leading zeros and a missing digit aside.
pub(crate) fn is_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, wanted: char) -> bool {
        self.blanks();
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.take('[') {
            let mut items = Vec::new();
            while !self.take(']') {
                items.push(self.value(depth + 1)?);
                if !self.take(',') && !self.rest.starts_with(']') {
                    return None;
                }
            }
            return Some(Json::array(items));
        }
        if self.take('{') {
            let mut entries = Map::default();
            while !self.take('}') {
                let key = self.text()?;
                if !self.take(':') {
                    return None;
                }
                let value = self.value(depth + 1)?;
                entries.insert(key.into(), value);
                if !self.take(',') && !self.rest.starts_with('}') {
                    return None;
                }
            }
            return Some(Json::object(entries));
        }
        if self.rest.starts_with(['\'', '"']) {
            return self.text().map(Json::string);
        }
        match self.text()?.as_str() {
            "null" => Some(Json::Null),
            "true" => Some(Json::Bool(true)),
            "false" => Some(Json::Bool(false)),
            number if is_number(number) => Some(Json::Number(Number::from_text(number))),
            word => Some(Json::from(word)),
        }
    }

    /// A string in either kind of quotes, or a bare word.
    fn text(&mut self) -> Option<String> {
        self.blanks();
        let Some(quote) = self.rest.chars().next().filter(|char| matches!(char, '\'' | '"')) else {
            let end = self.rest.find([',', ':', ']', '}']).unwrap_or(self.rest.len());
            let word: &'a str = self.rest[..end].trim_end();
            self.rest = &self.rest[end..];
            return (!word.is_empty()).then(|| word.to_string());
        };
        let mut escaped = false;
        for (at, char) in self.rest.char_indices().skip(1) {
            match char {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if char == quote => {
                    let text = unescape(&self.rest[1..at]);
                    self.rest = &self.rest[at + 1..];
                    return Some(text);
                }
                _ => {}
            }
        }
        None
    }
}

//! Reads a call.

use crate::{
    ParseError,
    call::{Argument, Expression, Function},
};
use asl_json::{Json, Number};
use asl_path::Query;

/// How deep calls may nest, the outermost one counted. Spec: Developer Guide, "Intrinsic functions".
const MAX_LEVELS: usize = 10;

/// Reads a text that is one call.
pub(crate) fn expression(text: &str) -> Result<Expression, ParseError> {
    let mut reader = Reader { text, at: 0 };
    let expression = reader.call(1)?;
    reader.blanks();
    if reader.at < text.len() { reader.fail("there is text behind the call") } else { Ok(expression) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn fail<T>(&self, message: impl Into<String>) -> Result<T, ParseError> {
        Err(ParseError::new(message, self.at))
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, wanted: char) -> bool {
        self.blanks();
        let found = self.peek() == Some(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    fn call(&mut self, level: usize) -> Result<Expression, ParseError> {
        if level > MAX_LEVELS {
            return self.fail(format!("calls nest deeper than {MAX_LEVELS} levels"));
        }
        let length = self.rest().find(|char: char| !char.is_ascii_alphanumeric() && char != '.');
        let name = &self.rest()[..length.unwrap_or(self.rest().len())];
        let Some(function) = Function::from_name(name) else {
            return self.fail(format!("`{name}` is not an intrinsic function"));
        };
        self.at += name.len();
        if !self.take('(') {
            return self.fail("expected `(` behind the name of the function");
        }
        let mut arguments = Vec::new();
        if !self.take(')') {
            loop {
                self.blanks();
                arguments.push(self.argument(level)?);
                if self.take(')') {
                    break;
                }
                if !self.take(',') {
                    return self.fail("expected `,` or `)` behind the argument");
                }
            }
        }
        Ok(Expression { function, arguments })
    }

    fn argument(&mut self, level: usize) -> Result<Argument, ParseError> {
        match self.peek() {
            Some('\'') => self.string(),
            Some('$') => self.query(),
            Some('-' | '0'..='9') => self.number(),
            Some('S') => self.call(level + 1).map(Argument::Call),
            _ => {
                let words = [("true", Json::Bool(true)), ("false", Json::Bool(false)), ("null", Json::Null)];
                for (word, value) in words {
                    if let Some(behind) = self.rest().strip_prefix(word)
                        && !behind.starts_with(|char: char| char.is_ascii_alphanumeric())
                    {
                        self.at += word.len();
                        return Ok(Argument::Value(value));
                    }
                }
                self.fail("expected a path, a number, a string in single quotes, true, false, null or a call")
            }
        }
    }

    /// Quirk: no escape but `\'`, `\{`, `\}` and `\\` is allowed
    /// (case `validation/test_base_scenarios.test_illegal_escapes`).
    fn string(&mut self) -> Result<Argument, ParseError> {
        let start = self.at + 1;
        let mut value = String::new();
        let mut chars = self.text[start..].char_indices();
        while let Some((at, char)) = chars.next() {
            match char {
                '\'' => {
                    self.at = start + at + 1;
                    let written = self.text[start..start + at].into();
                    return Ok(Argument::Text { value: Json::string(value), written });
                }
                '\\' => {
                    let Some((_, escaped @ ('\'' | '{' | '}' | '\\'))) = chars.next() else {
                        self.at = start + at;
                        return self.fail("a backslash must stand before `'`, `{`, `}` or another backslash");
                    };
                    value.push(escaped);
                }
                other => value.push(other),
            }
        }
        self.fail("the string is not closed")
    }

    fn number(&mut self) -> Result<Argument, ParseError> {
        let is_part = |char: char| char.is_ascii_digit() || matches!(char, '-' | '+' | '.' | 'e' | 'E');
        let length = self.rest().find(|char| !is_part(char)).unwrap_or(self.rest().len());
        let text = &self.rest()[..length];
        let plain = text.strip_prefix('-').unwrap_or(text);
        if !plain.starts_with(|char: char| char.is_ascii_digit()) || text.ends_with('.') || text.parse::<f64>().is_err()
        {
            return self.fail(format!("`{text}` is not a number"));
        }
        self.at += length;
        Ok(Argument::Value(Json::Number(Number::from_text(text))))
    }

    /// A path ends at a comma or a bracket that it has not opened itself.
    fn query(&mut self) -> Result<Argument, ParseError> {
        let start = self.at;
        let (mut opened, mut quote) = (0, None);
        let mut end = self.text.len();
        let mut chars = self.rest().char_indices();
        while let Some((at, char)) = chars.next() {
            match (char, quote) {
                ('\\', Some(_)) => drop(chars.next()),
                (_, Some(open)) if char == open => quote = None,
                (_, Some(_)) => {}
                ('\'' | '"', None) if opened > 0 => quote = Some(char),
                ('[' | '(', None) => opened += 1,
                (']' | ')', None) if opened > 0 => opened -= 1,
                (',' | ')', None) if opened == 0 => {
                    end = start + at;
                    break;
                }
                _ => {}
            }
        }
        let query = Query::parse(self.text[start..end].trim_end())
            .map_err(|error| ParseError::new(error.message, error.offset + start))?;
        self.at = end;
        Ok(Argument::Query(query))
    }
}

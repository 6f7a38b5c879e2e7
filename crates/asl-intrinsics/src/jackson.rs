//! Reads JSON as Jackson does, the service's reader, with its messages.

use asl_json::{Json, MAX_DEPTH, Map, Number};

/// How Jackson names a text that it must not show.
const SOURCE: &str = "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); ";
const VALUES: &str = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/// What Jackson, the service's reader, says of a text that is no JSON; nothing where it can be read.
pub fn fault(text: &str) -> Option<String> {
    read(text).err()
}

/// Reads the first value of a text; nothing but blanks yields null, and what stands behind the value is not looked at.
pub(crate) fn read(text: &str) -> Result<Json, String> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    reader.blanks();
    if reader.peek().is_none() {
        return Ok(Json::Null);
    }
    let number = matches!(reader.peek(), Some('-' | '0'..='9'));
    let value = reader.value()?;
    match reader.peek() {
        Some(char) if number && !is_blank(char) => {
            reader.unexpected(char, "Expected space separating root-level values")
        }
        _ => Ok(value),
    }
}

fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r')
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.text[self.at..].trim_start_matches(is_blank).len();
    }

    /// `line: 1, column: 2` of an offset; columns count UTF-16 code units.
    fn place(&self, at: usize) -> String {
        let before = &self.text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).encode_utf16().count() + 1;
        format!("{SOURCE}line: {line}, column: {column}]")
    }

    fn fail<T>(&self, message: &str) -> Result<T, String> {
        Err(format!("{message}\n at {}", self.place(self.at)))
    }

    fn unexpected<T>(&self, char: char, expectation: &str) -> Result<T, String> {
        let code = char as u32;
        let shown = if code < 0x20 { format!("(CTRL-CHAR, code {code})") } else { format!("'{char}' (code {code})") };
        self.fail(&format!("Unexpected character ({shown}): {expectation}"))
    }

    fn unclosed<T>(&self, kind: &str, start: usize) -> Result<T, String> {
        let start = self.place(start);
        self.fail(&format!("Unexpected end-of-input: expected close marker for {kind} (start marker at {start})"))
    }

    fn value(&mut self) -> Result<Json, String> {
        match self.peek() {
            Some('{') => self.nested(Self::object),
            Some('[') => self.nested(Self::array),
            Some('"') => self.string("a string value").map(Json::string),
            Some('-' | '0'..='9') => self.number(),
            Some(char) if char.is_alphabetic() || char == '_' || char == '$' => self.word(),
            Some(char) => self.unexpected(char, &format!("expected a valid value {VALUES}")),
            None => self.fail("Unexpected end-of-input"),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Json, String>) -> Result<Json, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.fail(&format!(
                "Document nesting depth ({}) exceeds the maximum allowed ({MAX_DEPTH}, from \
                 `StreamReadConstraints.getMaxNestingDepth()`)",
                self.depth
            ));
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self) -> Result<Json, String> {
        let start = self.at;
        self.at += 1;
        let mut entries = Map::default();
        self.blanks();
        if self.take('}') {
            return Ok(Json::object(entries));
        }
        loop {
            self.blanks();
            match self.peek() {
                Some('"') => {}
                Some(char) => return self.unexpected(char, "was expecting double-quote to start field name"),
                None => return self.unclosed("Object", start),
            }
            let key = self.string("a field name")?;
            self.blanks();
            if !self.take(':') {
                return match self.peek() {
                    Some(char) => self.unexpected(char, "was expecting a colon to separate field name and value"),
                    None => self.unclosed("Object", start),
                };
            }
            self.blanks();
            if self.peek().is_none() {
                return self.unclosed("Object", start);
            }
            let value = self.value()?;
            entries.insert(key.into(), value);
            self.blanks();
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    return Ok(Json::object(entries));
                }
                Some(',') => self.at += 1,
                Some(char) => return self.unexpected(char, "was expecting comma to separate Object entries"),
                None => return self.unclosed("Object", start),
            }
        }
    }

    fn array(&mut self) -> Result<Json, String> {
        let start = self.at;
        self.at += 1;
        let mut items = Vec::new();
        self.blanks();
        if self.take(']') {
            return Ok(Json::array(items));
        }
        loop {
            self.blanks();
            if self.peek().is_none() {
                return self.unclosed("Array", start);
            }
            items.push(self.value()?);
            self.blanks();
            match self.peek() {
                Some(']') => {
                    self.at += 1;
                    return Ok(Json::array(items));
                }
                Some(',') => self.at += 1,
                Some(char) => return self.unexpected(char, "was expecting comma to separate Array entries"),
                None => return self.unclosed("Array", start),
            }
        }
    }

    /// `true`, `false`, `null`, or a word that is none of them.
    fn word(&mut self) -> Result<Json, String> {
        let rest = &self.text[self.at..];
        let is_part = |char: char| char.is_alphanumeric() || char == '_' || char == '$';
        let word = &rest[..rest.find(|char| !is_part(char)).unwrap_or(rest.len())];
        self.at += word.len();
        match word {
            "true" => Ok(Json::Bool(true)),
            "false" => Ok(Json::Bool(false)),
            "null" => Ok(Json::Null),
            _ => self.fail(&format!("Unrecognized token '{word}': was expecting {VALUES}")),
        }
    }

    fn digits(&mut self) -> usize {
        let count = self.text[self.at..].bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        count
    }

    fn not_numeric<T>(&self, expectation: &str) -> Result<T, String> {
        match self.peek() {
            Some(char) => {
                let code = char as u32;
                self.fail(&format!("Unexpected character ('{char}' (code {code})) in numeric value: {expectation}"))
            }
            None => self.fail("Unexpected end-of-input in a Number value"),
        }
    }

    fn number(&mut self) -> Result<Json, String> {
        let start = self.at;
        self.take('-');
        let zero = self.peek() == Some('0');
        match self.digits() {
            0 => return self.not_numeric("expected digit (0-9) to follow minus sign, for valid numeric value"),
            1 => {}
            _ if zero => return self.fail("Invalid numeric value: Leading zeroes not allowed"),
            _ => {}
        }
        if self.take('.') && self.digits() == 0 {
            return self.not_numeric("Decimal point not followed by a digit");
        }
        if self.take('e') || self.take('E') {
            let _signed = self.take('+') || self.take('-');
            if self.digits() == 0 {
                return self.not_numeric("Exponent indicator not followed by a digit");
            }
        }
        Ok(match &self.text[start..self.at] {
            // Quirk: a number that is read from a string loses the sign of its zero
            // (case `test_json_manipulation.test_string_to_json#3`).
            "-0" => Json::int(0),
            text => Json::Number(Number::from_text(text)),
        })
    }

    fn string(&mut self, what: &str) -> Result<String, String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let Some(char) = self.peek() else {
                return self.fail(&format!("Unexpected end-of-input: was expecting closing quote for {what}"));
            };
            match char {
                '"' => {
                    self.at += 1;
                    return Ok(out);
                }
                '\\' => {
                    self.at += 1;
                    out.push(self.escape()?);
                }
                '\0'..' ' => {
                    let code = char as u32;
                    return self.fail(&format!(
                        "Illegal unquoted character ((CTRL-CHAR, code {code})): has to be escaped using backslash to be \
                         included in string value"
                    ));
                }
                other => {
                    out.push(other);
                    self.at += other.len_utf8();
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, String> {
        let Some(char) = self.peek() else { return self.fail("Unexpected end-of-input in character escape sequence") };
        self.at += char.len_utf8();
        match char {
            '"' | '\\' | '/' => Ok(char),
            'b' => Ok('\u{8}'),
            'f' => Ok('\u{c}'),
            'n' => Ok('\n'),
            'r' => Ok('\r'),
            't' => Ok('\t'),
            'u' => {
                let first = self.unit()?;
                let second = self.text[self.at..].starts_with("\\u") && (0xd800..0xdc00).contains(&first);
                let before = self.at;
                if second {
                    self.at += 2;
                    let pair = char::decode_utf16([first, self.unit()?]).next();
                    if let Some(Ok(char)) = pair {
                        return Ok(char);
                    }
                    self.at = before;
                }
                // Half a character is none; Rust's strings cannot hold it.
                Ok(char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            other => self.fail(&format!("Unrecognized character escape '{other}' (code {})", other as u32)),
        }
    }

    fn unit(&mut self) -> Result<u16, String> {
        let mut unit = 0;
        for _ in 0..4 {
            match self.peek().map(|char| (char, char.to_digit(16))) {
                Some((_, Some(digit))) => unit = unit * 16 + digit as u16,
                Some((char, None)) => {
                    return self.unexpected(char, "expected a hex-digit for character escape sequence");
                }
                None => return self.fail("Unexpected end-of-input in character escape sequence"),
            }
            self.at += 1;
        }
        Ok(unit)
    }
}

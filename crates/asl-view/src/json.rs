//! JSON text cut into tokens for display: no values, only where each part begins, with line breaks and indents added.
//! Text that is no JSON comes out as it is.

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// The name of a field.
    Key,
    /// A string.
    String,
    /// A number.
    Number,
    /// `true`, `false`, `null`.
    Keyword,
    /// Braces, brackets, commas, colons, and blanks.
    Punctuation,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// The text.
    pub text: String,
}

/// A line of pretty text: the indent in levels, and the tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// How deep.
    pub indent: u32,
    /// The tokens.
    pub tokens: Vec<Token>,
}

/// Breaks JSON text into lines: one field or item per line, empty objects and arrays in one. At most `limit` lines are
/// made; the flag says whether something is left out.
pub fn pretty(text: &str, limit: usize) -> (Vec<Line>, bool) {
    let mut lines = vec![Line::default()];
    let mut indent: u32 = 0;
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        if lines.len() > limit {
            lines.truncate(limit);
            return (lines, true);
        }
        let length = token_length(rest, first);
        let (token, after) = rest.split_at(length);
        rest = after.trim_start();
        let next = rest.chars().next();
        match first {
            '{' | '[' if next == Some(closing(first)) => {
                rest = rest[1..].trim_start();
                push(&mut lines, TokenKind::Punctuation, &format!("{first}{}", closing(first)));
            }
            '{' | '[' => {
                push(&mut lines, TokenKind::Punctuation, token);
                indent += 1;
                lines.push(Line { indent, tokens: Vec::new() });
            }
            '}' | ']' => {
                indent = indent.saturating_sub(1);
                lines.push(Line { indent, tokens: Vec::new() });
                push(&mut lines, TokenKind::Punctuation, token);
            }
            ',' => {
                push(&mut lines, TokenKind::Punctuation, token);
                lines.push(Line { indent, tokens: Vec::new() });
            }
            ':' => push(&mut lines, TokenKind::Punctuation, ": "),
            '"' if next == Some(':') => push(&mut lines, TokenKind::Key, token),
            '"' => push(&mut lines, TokenKind::String, token),
            '-' | '0'..='9' => push(&mut lines, TokenKind::Number, token),
            _ => push(&mut lines, TokenKind::Keyword, token),
        }
    }
    (lines, false)
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

fn push(lines: &mut [Line], kind: TokenKind, text: &str) {
    if let Some(line) = lines.last_mut() {
        line.tokens.push(Token { kind, text: text.to_owned() });
    }
}

fn token_length(text: &str, first: char) -> usize {
    match first {
        '"' => string_length(text),
        '{' | '}' | '[' | ']' | ',' | ':' => 1,
        _ => {
            let end =
                text.find(|sign: char| matches!(sign, '{' | '}' | '[' | ']' | ',' | ':' | '"') || sign.is_whitespace());
            end.unwrap_or(text.len()).max(first.len_utf8())
        }
    }
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The members of a JSON object text, as they are written: the quoted name and the value. Empty for anything else.
pub fn members(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let Some(mut rest) = text.trim().strip_prefix('{').map(str::trim_start) else { return found };
    while rest.starts_with('"') {
        let (name, after) = rest.split_at(string_length(rest));
        let Some(value) = after.trim_start().strip_prefix(':').map(str::trim_start) else { return found };
        let (value, after) = value.split_at(value_length(value));
        found.push((name, value.trim_end()));
        rest = after.trim_start().trim_start_matches(',').trim_start();
    }
    found
}

/// The items of a JSON array text, as they are written. Empty for anything else.
pub fn items(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let Some(mut rest) = text.trim().strip_prefix('[').map(str::trim_start) else { return found };
    while !rest.is_empty() && !rest.starts_with([']', '}']) {
        let (value, after) = rest.split_at(value_length(rest));
        found.push(value.trim_end());
        rest = after.strip_prefix(',').unwrap_or_default().trim_start();
    }
    found
}

/// How long a value is: up to the comma or bracket after it.
fn value_length(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0_u32);
    while let Some(first) = text[at..].chars().next() {
        match first {
            '{' | '[' => depth += 1,
            ',' if depth == 0 => break,
            '}' | ']' => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => break,
            },
            _ => {}
        }
        at += token_length(&text[at..], first);
    }
    at
}

/// A text as a JSON string.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            sign if (sign as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", sign as u32)),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

/// The text of a quoted name, as far as a name of a field needs it.
pub fn unquote(name: &str) -> String {
    let inner = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(name);
    inner.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// Where the value of each line stands: a pointer below `above`, whose parts are joined by `/`. A closing bracket
/// belongs to what it closes.
pub fn pointers(lines: &[Line], above: &str) -> Vec<String> {
    // Each open object or array: its pointer, and the place of the next item of an array.
    let mut open: Vec<(String, Option<u32>)> = Vec::new();
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        let first = line.tokens.first().map_or("", |token| token.text.as_str());
        if matches!(first, "}" | "]") {
            found.push(open.pop().map_or_else(String::new, |(pointer, _)| pointer));
            continue;
        }
        let key = line.tokens.first().filter(|token| token.kind == TokenKind::Key);
        let pointer = match (open.last_mut(), key) {
            (None, _) => above.to_owned(),
            (Some((around, _)), Some(key)) => format!("{around}/{}", unquote(&key.text)),
            (Some((around, place)), None) => {
                let at = place.unwrap_or_default();
                *place = Some(at + 1);
                format!("{around}/{at}")
            }
        };
        let opens = line.tokens.last().map_or("", |token| token.text.as_str());
        if matches!(opens, "{" | "[") {
            open.push((pointer.clone(), None));
        }
        found.push(pointer);
    }
    found
}

/// Pretty text as one string with two blanks per level, for the clipboard.
pub fn pretty_text(text: &str) -> String {
    let (lines, _) = pretty(text, usize::MAX - 1);
    let mut out = String::with_capacity(text.len() * 2);
    for (place, line) in lines.iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        (0..line.indent).for_each(|_| out.push_str("  "));
        line.tokens.iter().for_each(|token| out.push_str(&token.text));
    }
    out
}

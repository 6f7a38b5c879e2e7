//! One record of a CSV text, by the rules that the service documents; they are those of Java's `opencsv`:
//! a quoted field may hold delimiters and line ends, `""` is a quote, a backslash inside a field escapes a quote, a
//! backslash or the delimiter and vanishes before anything else, blanks before an opening quote vanish.

const QUOTE: u8 = b'"';
const ESCAPE: u8 = b'\\';

/// The fields of a record; kept and cleared instead of made anew for each.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Fields {
    /// How many fields the record has.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A field's text. The bytes are UTF-8 where the record is: all special characters are ASCII.
    pub(crate) fn get(&self, index: usize) -> Option<&[u8]> {
        let start = if index == 0 { 0 } else { *self.ends.get(index - 1)? };
        self.text.get(start..*self.ends.get(index)?)
    }

    fn field(&self) -> &[u8] {
        &self.text[self.ends.last().copied().unwrap_or(0)..]
    }

    fn end_field(&mut self) {
        self.ends.push(self.text.len());
    }

    fn clear_field(&mut self) {
        self.text.truncate(self.ends.last().copied().unwrap_or(0));
    }
}

/// Where a line ends and where the next one begins: at `\n`, `\r\n` or `\r`.
pub(crate) fn line(bytes: &[u8], start: usize) -> (usize, usize) {
    let Some(length) = bytes[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
        return (bytes.len(), bytes.len());
    };
    let end = start + length;
    let pair = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
    (end, end + if pair { 2 } else { 1 })
}

/// Where the record ends that begins at `start`, or `None` if a quoted field is not closed.
pub(crate) fn skip(bytes: &[u8], start: usize, delimiter: u8, fields: &mut Fields) -> Option<usize> {
    let (end, next) = line(bytes, start);
    // Only a quote can make a record longer than its line.
    if bytes[start..end].contains(&QUOTE) { read(bytes, start, delimiter, fields) } else { Some(next) }
}

/// Reads the record that begins at `start` into `fields`; returns where the next one begins, or `None` if a quoted field
/// is not closed.
pub(crate) fn read(bytes: &[u8], mut start: usize, delimiter: u8, fields: &mut Fields) -> Option<usize> {
    fields.text.clear();
    fields.ends.clear();
    let (mut in_quotes, mut in_field) = (false, false);
    loop {
        let (end, next) = line(bytes, start);
        let text = &bytes[start..end];
        let mut at = 0;
        while let Some(byte) = text.get(at).copied() {
            at += 1;
            let following = text.get(at).copied();
            if byte == ESCAPE {
                // Quirk: before any other character, and at the start of a field, the backslash vanishes.
                let escaped = following.filter(|byte| [QUOTE, ESCAPE, delimiter].contains(byte));
                if let Some(escaped) = escaped.filter(|_| in_quotes || in_field) {
                    fields.text.push(escaped);
                    at += 1;
                }
            } else if byte == QUOTE {
                if following == Some(QUOTE) && (in_quotes || in_field) {
                    fields.text.push(QUOTE);
                    at += 1;
                } else {
                    in_quotes = !in_quotes;
                    let inside = following.is_some_and(|byte| byte != delimiter);
                    if inside && beyond_third(text, at) && text[at - 2] != delimiter {
                        if blank(fields.field()) {
                            fields.clear_field();
                        } else {
                            fields.text.push(QUOTE);
                        }
                    }
                }
                in_field = !in_field;
            } else if byte == delimiter && !in_quotes {
                fields.end_field();
                in_field = false;
            } else {
                fields.text.push(byte);
                in_field = true;
            }
        }
        if !in_quotes {
            fields.end_field();
            return Some(next);
        }
        if end == next {
            return None;
        }
        // Quirk: a line end inside of quotes is always `\n`, however it is written.
        fields.text.push(b'\n');
        start = next;
    }
}

/// Quirk: a quote inside a field stays, but not within the first three UTF-16 units of a line.
fn beyond_third(text: &[u8], at: usize) -> bool {
    at > 9
        || text[..at].iter().map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(*byte >= 0xf0)).sum::<usize>()
            > 3
}

fn blank(field: &[u8]) -> bool {
    !field.is_empty() && field.iter().all(u8::is_ascii_whitespace)
}

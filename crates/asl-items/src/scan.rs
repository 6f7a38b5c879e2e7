//! Places inside of a JSON text that is known to be valid.

use asl_json::{Json, MAX_DEPTH};

/// Tells what is wrong with a JSON text without building it, as `message at line 1 column 2`.
pub(crate) fn check(text: &str) -> Result<(), String> {
    asl_json::check(text).map_err(|error| error.to_string())
}

/// The first position at or behind `at` that is no blank.
pub(crate) fn blanks(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count()
}

/// The end of the value that begins at `at`, and how deep it nests.
pub(crate) fn value_end(text: &[u8], at: usize) -> (usize, u32) {
    let (mut depth, mut deepest, mut end) = (0u32, 0u32, at);
    while let Some(byte) = text.get(end).copied() {
        match byte {
            b'"' => {
                end = string_end(text, end);
                if depth == 0 {
                    break;
                }
                continue;
            }
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' | b',' if depth == 0 => break,
            b']' | b'}' => {
                depth -= 1;
                if depth == 0 {
                    end += 1;
                    break;
                }
            }
            b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => break,
            _ => {}
        }
        end += 1;
    }
    (end, deepest)
}

/// The end of the string whose opening quote is at `at`.
fn string_end(text: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(byte) = text.get(end).copied() {
        end += 1;
        match byte {
            b'"' => break,
            b'\\' => end += 1,
            _ => {}
        }
    }
    end.min(text.len())
}

/// Visits the elements of the array that begins at `at`, until the visitor says `false`.
pub(crate) fn elements(text: &[u8], at: usize, mut visit: impl FnMut(usize, usize, u32) -> bool) {
    let mut at = blanks(text, at + 1);
    while text.get(at).is_some_and(|byte| *byte != b']') {
        let (end, depth) = value_end(text, at);
        if !visit(at, end, depth) {
            return;
        }
        at = blanks(text, end);
        if text.get(at) == Some(&b',') {
            at = blanks(text, at + 1);
        }
    }
}

/// Visits the entries of the object that begins at `at` (where the key begins, where the value begins and ends, and how
/// deep it nests), until the visitor says `false`.
pub(crate) fn entries(text: &[u8], at: usize, mut visit: impl FnMut(usize, usize, usize, u32) -> bool) {
    let mut at = blanks(text, at + 1);
    while text.get(at) == Some(&b'"') {
        let value = blanks(text, blanks(text, string_end(text, at)) + 1);
        let (end, depth) = value_end(text, value);
        if !visit(at, value, end, depth) {
            return;
        }
        at = blanks(text, end);
        if text.get(at) == Some(&b',') {
            at = blanks(text, at + 1);
        }
    }
}

/// Builds the value that begins at `at`; `None` where it is no value that can be built.
pub(crate) fn build(text: &[u8], at: usize) -> Option<Json> {
    let (end, _) = value_end(text, at);
    Json::parse_compact(std::str::from_utf8(text.get(at..end)?).ok()?).ok()
}

/// What keeps a valid value from being an item: it nests too deep, or has half of a surrogate pair.
pub(crate) fn not_an_item(text: &[u8], depth: u32) -> Option<String> {
    if depth > MAX_DEPTH {
        return Some(format!("the item nests deeper than {MAX_DEPTH} levels"));
    }
    // A check does not look into the escapes of strings; only these can be wrong.
    let surrogates = text.windows(3).any(|window| window[0] == b'\\' && window[1] == b'u' && window[2] | 0x20 == b'd');
    let read = if surrogates { Json::parse_compact(std::str::from_utf8(text).ok()?).err() } else { None };
    read.map(|error| error.to_string())
}

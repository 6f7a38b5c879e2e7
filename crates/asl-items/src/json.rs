//! JSON and JSON Lines: the places of the items.

use crate::{
    Bytes, ReadError, scan,
    text::{MAX_ITEM, Place, not_utf8, without_bom},
};
use asl_json::Json;
use std::rc::Rc;

/// The elements of an array, the entries of an object, or the lines of a text.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    bytes: Bytes,
    /// Where each value begins.
    starts: Vec<u32>,
    /// Where each key begins, if the data set is an object.
    keys: Option<Vec<u32>>,
}

impl Values {
    /// Finds the items of a JSON text: the elements of the array at the root or behind `ItemsPointer`.
    ///
    /// An object behind an `ItemsPointer` gives its entries as `{"Key":…,"Value":…}`; one at the root is refused
    /// (case `test_map_item_reader_json_no_json_list_object`).
    pub(crate) fn read(
        bytes: Bytes,
        pointer: Option<&str>,
        limit: Option<usize>,
        place: &Place<'_>,
    ) -> Result<Self, ReadError> {
        let start = without_bom(&bytes, place)?;
        let text = utf8(&bytes, start, place)?;
        scan::check(text).map_err(|message| place.error(&format!("not valid JSON: {message}")))?;
        let mut root = scan::blanks(&bytes, start);
        for token in tokens(pointer, place)? {
            root = child(&bytes, root, &token).ok_or_else(|| {
                place.error(&format!("the ItemsPointer {:?} points to nothing", pointer.unwrap_or_default()))
            })?;
        }
        let limit = limit.unwrap_or(usize::MAX);
        let (mut starts, mut keys, mut wrong) = (Vec::new(), Vec::new(), None);
        let mut check = |index: usize, start: usize, end: usize, depth: u32| {
            wrong = not_an_item(&bytes, start, end, depth).map(|message| place.part("item", index, &message));
            wrong.is_none()
        };
        match bytes.get(root) {
            Some(b'[') => scan::elements(&bytes, root, |start, end, depth| {
                if starts.len() == limit {
                    return false;
                }
                starts.push(start as u32);
                check(starts.len(), start, end, depth)
            }),
            Some(b'{') if pointer.is_some_and(|pointer| !pointer.is_empty()) => {
                scan::entries(&bytes, root, |key, start, end, depth| {
                    if starts.len() == limit {
                        return false;
                    }
                    keys.push(key as u32);
                    starts.push(start as u32);
                    check(starts.len(), key, start, 0) && check(starts.len(), start, end, depth)
                });
                return wrong.map_or(Ok(Self { bytes, starts, keys: Some(keys) }), Err);
            }
            _ => return Err(ReadError::new("Attempting to map over non-iterable node.")),
        }
        wrong.map_or(Ok(Self { bytes, starts, keys: None }), Err)
    }

    /// Finds the items of a text with one JSON value a line; lines of blanks are passed over.
    pub(crate) fn read_lines(bytes: Bytes, limit: Option<usize>, place: &Place<'_>) -> Result<Self, ReadError> {
        let mut at = without_bom(&bytes, place)?;
        let (mut starts, mut row) = (Vec::new(), 0);
        while at < bytes.len() && limit.is_none_or(|limit| starts.len() < limit) {
            row += 1;
            let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| at + length);
            let start = scan::blanks(&bytes[..end], at);
            if start < end {
                let line = std::str::from_utf8(&bytes[start..end])
                    .map_err(|error| place.row(row, &not_utf8(&bytes, start + error.valid_up_to())))?;
                scan::check(line).map_err(|message| {
                    // The line of the message is always the first.
                    place.row(row, &format!("not valid JSON: {}", message.replace(" at line 1 column", " at column")))
                })?;
                let (end, depth) = scan::value_end(&bytes[..end], start);
                if let Some(message) = not_an_item(&bytes, start, end, depth) {
                    return Err(place.row(row, &message));
                }
                starts.push(start as u32);
            }
            at = end + 1;
        }
        Ok(Self { bytes, starts, keys: None })
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<Json> {
        let value = scan::build(&self.bytes, *self.starts.get(index)? as usize)?;
        Some(match self.key(index) {
            Some(key) => Json::from_pairs([("Key", Json::String(key)), ("Value", value)]),
            None => value,
        })
    }

    pub(crate) fn key(&self, index: usize) -> Option<Rc<str>> {
        let start = *self.keys.as_ref()?.get(index)?;
        scan::build(&self.bytes, start as usize)?.as_str().map(Rc::from)
    }
}

fn not_an_item(bytes: &[u8], start: usize, end: usize, depth: u32) -> Option<String> {
    if end - start > MAX_ITEM {
        return Some(format!("the item has {} bytes; {MAX_ITEM} are allowed", end - start));
    }
    scan::not_an_item(bytes[start..end].trim_ascii(), depth)
}

fn utf8<'a>(bytes: &'a [u8], start: usize, place: &Place<'_>) -> Result<&'a str, ReadError> {
    std::str::from_utf8(&bytes[start..]).map_err(|error| {
        let at = start + error.valid_up_to();
        let line = bytes[..at].split(|byte| *byte == b'\n').count();
        place.part("line", line, &not_utf8(bytes, at))
    })
}

/// The parts of a JSON pointer (RFC 6901); none for the root.
fn tokens(pointer: Option<&str>, place: &Place<'_>) -> Result<Vec<String>, ReadError> {
    let Some(pointer) = pointer.filter(|pointer| !pointer.is_empty()) else { return Ok(Vec::new()) };
    let Some(rest) = pointer.strip_prefix('/') else {
        return Err(place.error(&format!("the ItemsPointer {pointer:?} must start with '/'")));
    };
    Ok(rest.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect())
}

/// Where the value begins that a part of a pointer names; the last one, where a key stands more than once.
fn child(text: &[u8], at: usize, token: &str) -> Option<usize> {
    let mut found = None;
    match text.get(at)? {
        b'{' => scan::entries(text, at, |key, value, _, _| {
            if scan::build(text, key).is_some_and(|key| key.as_str() == Some(token)) {
                found = Some(value);
            }
            true
        }),
        b'[' => {
            let plain = token == "0" || !token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit());
            let wanted: usize = token.parse().ok().filter(|_| plain)?;
            let mut index = 0;
            scan::elements(text, at, |start, _, _| {
                found = (index == wanted).then_some(start);
                index += 1;
                found.is_none()
            });
        }
        _ => {}
    }
    found
}

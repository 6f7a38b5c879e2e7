//! What the readers of texts share: the limits, the places in messages, the byte order mark.

use crate::{ReadError, Source};

/// The service takes items of up to 8 MB.
pub(crate) const MAX_ITEM: usize = 8 << 20;

/// Names the object in messages.
pub(crate) struct Place<'a>(pub(crate) &'a Source);

impl Place<'_> {
    /// A message about the object.
    pub(crate) fn error(&self, message: &str) -> ReadError {
        ReadError::new(format!("{}: {message}", self.0.uri()))
    }

    /// A message about a row, counted from 1.
    pub(crate) fn row(&self, row: usize, message: &str) -> ReadError {
        self.part("row", row, message)
    }

    /// A message about a part of the object (`row`, `line`, `item`), counted from 1.
    pub(crate) fn part(&self, part: &str, number: usize, message: &str) -> ReadError {
        ReadError::new(format!("{}, {part} {number}: {message}", self.0.uri()))
    }
}

/// Where the text begins: behind a UTF-8 byte order mark, if it has one.
pub(crate) fn without_bom(bytes: &[u8], place: &Place<'_>) -> Result<usize, ReadError> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Ok(3),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Err(place.error("the text is UTF-16; it must be UTF-8")),
        _ => Ok(0),
    }
}

/// Names the first byte that is no text.
pub(crate) fn not_utf8(bytes: &[u8], at: usize) -> String {
    format!("the text is not UTF-8: byte 0x{:02X} at offset {at}", bytes[at])
}

//! CSV: the places of the rows, and a row as an item.

use crate::{
    Bytes, CsvHeaders, ReadError,
    order::hash_map_order,
    record::{self, Fields},
    text::{MAX_ITEM, Place, not_utf8, without_bom},
};
use asl_json::{Json, Map};
use std::{collections::BTreeSet, rc::Rc};

/// The service takes headers of up to 10 KiB.
const MAX_HEADER: usize = 10 << 10;

/// The rows of a CSV text.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    bytes: Bytes,
    delimiter: u8,
    /// Each name with its column, in the order of an item's fields.
    fields: Rc<[(Rc<str>, usize)]>,
    /// Where each row begins.
    starts: Vec<u32>,
}

impl Table {
    /// Finds the rows, at most `limit` of them.
    pub(crate) fn read(
        bytes: Bytes,
        headers: &CsvHeaders,
        delimiter: u8,
        limit: Option<usize>,
        place: &Place<'_>,
    ) -> Result<Self, ReadError> {
        if [b'"', b'\\', b'\n', b'\r'].contains(&delimiter) || !delimiter.is_ascii() {
            return Err(place.error(&format!("{:?} cannot be a CSV delimiter", char::from(delimiter))));
        }
        let mut at = without_bom(&bytes, place)?;
        let (mut starts, mut row, mut fields) = (Vec::new(), 0, Fields::default());
        let mut header = None;
        if matches!(headers, CsvHeaders::FirstRow) && at < bytes.len() {
            row += 1;
            header = Some(at);
            at = checked_row(&bytes, at, delimiter, row, &mut fields, place)?;
        }
        while at < bytes.len() && limit.is_none_or(|limit| starts.len() < limit) {
            row += 1;
            starts.push(at as u32);
            at = checked_row(&bytes, at, delimiter, row, &mut fields, place)?;
        }
        let first = usize::from(header.is_some()) + 1;
        if let Err(error) = std::str::from_utf8(&bytes[..at]) {
            let index = starts.partition_point(|start| *start as usize <= error.valid_up_to());
            let row = if index == 0 { 1 } else { index - 1 + first };
            return Err(place.row(row, &not_utf8(&bytes, error.valid_up_to())));
        }
        let names = match (headers, header) {
            (CsvHeaders::Given(names), _) => names.clone(),
            (CsvHeaders::FirstRow, Some(start)) => header_names(&bytes, start, delimiter, &mut fields),
            (CsvHeaders::FirstRow, None) => Vec::new(),
        };
        if names.iter().map(|name| name.len()).sum::<usize>() > MAX_HEADER {
            return Err(place.error(&format!("the CSV header has more than {MAX_HEADER} bytes")));
        }
        if names.iter().collect::<BTreeSet<_>>().len() < names.len() {
            return Err(ReadError::new("CSV headers cannot contain duplicates."));
        }
        let fields = hash_map_order(&names).into_iter().map(|index| (names[index].clone(), index)).collect();
        Ok(Self { bytes, delimiter, fields, starts })
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// A row as an object of strings: short rows are padded with "", surplus values dropped
    /// (cases `test_map_item_reader_base_csv_headers_decl`, `test_map_item_reader_csv_headers_decl_extra_fields`).
    pub(crate) fn get(&self, index: usize) -> Option<Json> {
        let mut values = Fields::default();
        record::read(&self.bytes, *self.starts.get(index)? as usize, self.delimiter, &mut values)?;
        let entries = self.fields.iter().map(|(name, column)| {
            let value = values.get(*column).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
            (name.clone(), Json::string(value))
        });
        Some(Json::object(entries.collect::<Map>()))
    }
}

fn header_names(bytes: &[u8], start: usize, delimiter: u8, fields: &mut Fields) -> Vec<Rc<str>> {
    record::read(bytes, start, delimiter, fields);
    (0..fields.len()).filter_map(|index| fields.get(index)).map(|name| String::from_utf8_lossy(name).into()).collect()
}

/// Where the row ends, unless it is wrong; rows are counted from 1 with the header.
fn checked_row(
    bytes: &[u8],
    start: usize,
    delimiter: u8,
    row: usize,
    fields: &mut Fields,
    place: &Place<'_>,
) -> Result<usize, ReadError> {
    let Some(end) = record::skip(bytes, start, delimiter, fields) else {
        let text = String::from_utf8_lossy(&bytes[start..bytes.len().min(start + 160)]);
        let shown: String = text.lines().next().unwrap_or_default().chars().take(60).collect();
        return Err(place.row(row, &format!("a quoted field is not closed. The row begins: {shown}")));
    };
    if end - start > MAX_ITEM {
        return Err(place.row(row, &format!("the row has {} bytes; an item may have {MAX_ITEM}", end - start)));
    }
    Ok(end)
}

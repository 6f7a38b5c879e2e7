//! What is read, and how: the object and the `ReaderConfig`.

use crate::ReadError;
use std::rc::Rc;

/// The bytes of an object; a clone is a pointer copy.
pub type Bytes = Rc<[u8]>;

/// Finds an object by bucket and key.
pub type Lookup<'a> = &'a dyn Fn(&str, &str) -> Option<Bytes>;

/// One object of a bucket.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name of the bucket.
    pub bucket: Rc<str>,
    /// The key; its extension says whether the object is compressed (`.gz`, `.gzip`, `.zst`).
    pub key: Rc<str>,
    /// The content, compressed or not.
    pub bytes: Bytes,
}

impl Source {
    /// `Map.Item.Source` of the items of this object: `S3://bucket/key`.
    pub fn uri(&self) -> Rc<str> {
        format!("S3://{}/{}", self.bucket, self.key).into()
    }
}

/// `ReaderConfig`, with its expressions evaluated.
#[derive(Clone, Debug)]
pub struct ReaderConfig {
    /// `InputType` and what belongs to it; for a manifest, how the files that it names are read.
    pub input: InputType,
    /// `ManifestType`, where the object is a manifest that names other objects.
    pub manifest: Option<ManifestType>,
    /// `MaxItems`. Quirk: 0 means all items, and so does what is above 100,000,000
    /// (case `test_map_item_reader_csv_max_items_paths[100000001]`).
    pub max_items: Option<i64>,
}

impl ReaderConfig {
    /// A configuration without manifest and without `MaxItems`.
    pub fn of(input: InputType) -> Self {
        Self { input, manifest: None, max_items: None }
    }
}

/// `InputType` with the fields that belong to it.
#[derive(Clone, Debug)]
pub enum InputType {
    /// Text with delimiters.
    Csv {
        /// `CSVHeaderLocation` and `CSVHeaders`
        headers: CsvHeaders,
        /// `CSVDelimiter` as a byte: `,` `|` `;` blank or tab.
        delimiter: u8,
    },
    /// One JSON text.
    Json {
        /// `ItemsPointer`: where the items are, as RFC 6901 writes it.
        pointer: Option<Rc<str>>,
    },
    /// One JSON text a line.
    JsonLines,
    /// Not simulated.
    Parquet,
}

/// `CSVHeaderLocation`
#[derive(Clone, Debug)]
pub enum CsvHeaders {
    /// `FIRST_ROW`
    FirstRow,
    /// `GIVEN`, with `CSVHeaders`.
    Given(Vec<Rc<str>>),
}

/// `ManifestType`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManifestType {
    /// `S3_INVENTORY`: the items are the rows of the inventory; `InputType` does not matter.
    S3Inventory,
    /// `ATHENA_DATA`: a list of files, each read by `InputType`.
    AthenaData,
}

/// The most items that are read, or `None` for all.
pub(crate) fn limit(max_items: Option<i64>) -> Result<Option<usize>, ReadError> {
    match max_items {
        Some(..0) => Err(ReadError::new("field MaxItems must be positive")),
        None | Some(0 | 100_000_001..) => Ok(None),
        Some(count) => Ok(Some(count as usize)),
    }
}

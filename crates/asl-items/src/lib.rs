//! The data of a Distributed Map: from the bytes of S3 objects to items, batches and result files.
//!
//! Nothing here runs a state. A data set keeps its bytes and the places of its items; an item is built when it is asked
//! for, so a hundred thousand rows cost little more than their text.
//!
//! ```
//! use asl_items::{Bytes, CsvHeaders, InputType, ReaderConfig, Source, read};
//! let bytes = Bytes::from(&b"sku,count\nA-1,3\nB-2,\n"[..]);
//! let source = Source { bucket: "orders".into(), key: "today.csv".into(), bytes };
//! let config = ReaderConfig::of(InputType::Csv { headers: CsvHeaders::FirstRow, delimiter: b',' });
//! let items = read(&source, &config, &|_, _| None)?;
//! assert_eq!(items.len(), 2);
//! assert_eq!(items.get(1).map(|item| item.to_string()).as_deref(), Some(r#"{"count":"","sku":"B-2"}"#));
//! # Ok::<(), asl_items::ReadError>(())
//! ```

mod batch;
mod compression;
mod csv;
mod error;
mod generate;
mod items;
mod json;
mod listing;
mod manifest;
mod order;
mod read;
mod record;
mod scan;
mod source;
mod text;
mod writer;

pub use batch::{batch_input, batches};
pub use compression::{MAX_EXPANDED, MAX_OBJECT};
pub use error::ReadError;
pub use generate::{MAX_ROWS, generate_csv};
pub use items::Items;
pub use listing::{Listed, etag};
pub use read::{flatten, list, read};
pub use source::{Bytes, CsvHeaders, InputType, Lookup, ManifestType, ReaderConfig, Source};
pub use writer::{
    ChildRecord, ChildStatus, Export, OutputType, ResultFile, Transformation, export_result, result_files, state_result,
};

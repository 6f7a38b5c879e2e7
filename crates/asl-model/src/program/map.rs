//! The fields of a Map.

use crate::program::{Amount, MachineId, Template, TextField};
use asl_path::Query;
use asl_text::Span;
use std::rc::Rc;

/// A Map.
#[derive(Clone, Debug)]
pub struct MapState {
    /// `ItemProcessor` or `Iterator`.
    pub processor: MachineId,
    /// `ItemsPath` or `Items`.
    pub items: Items,
    /// `ItemSelector` or `Parameters`.
    pub item_selector: Option<Template>,
    /// `MaxConcurrency` or `MaxConcurrencyPath`.
    pub max_concurrency: Option<Amount>,
    /// `ToleratedFailureCount`, `ToleratedFailurePercentage` and their paths; inline Maps accept and ignore them.
    pub tolerance: Tolerance,
    /// What a Distributed Map adds; `None` for an inline one.
    pub distributed: Option<Distributed>,
}

/// Where the items come from.
#[derive(Clone, Debug)]
pub enum Items {
    /// Neither field: the effective input.
    Input,
    /// `ItemsPath`
    Path(Query, Span),
    /// `Items` (JSONata): an expression or a literal array with expressions inside.
    Template(Template),
}

/// How many failures a Map Run tolerates.
#[derive(Clone, Debug, Default)]
pub struct Tolerance {
    /// `ToleratedFailureCount` or its path.
    pub count: Option<Amount>,
    /// `ToleratedFailurePercentage` or its path.
    pub percentage: Option<Amount>,
}

/// What a Distributed Map adds.
#[derive(Clone, Debug)]
pub struct Distributed {
    /// `ProcessorConfig.ExecutionType`
    pub child_type: ChildType,
    /// `Label`
    pub label: Option<Rc<str>>,
    /// `ItemReader`
    pub reader: Option<ItemReader>,
    /// `ItemBatcher`
    pub batcher: Option<Batcher>,
    /// `ResultWriter`
    pub writer: Option<Writer>,
}

/// The type of the child executions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildType {
    /// `STANDARD`
    Standard,
    /// `EXPRESS`
    Express,
}

/// `ItemReader`
#[derive(Clone, Debug)]
pub struct ItemReader {
    /// `Resource`
    pub kind: ReaderKind,
    /// `Parameters` or `Arguments`.
    pub parameters: Option<Template>,
    /// `ReaderConfig.InputType`
    pub input_type: Option<InputType>,
    /// Whether `ReaderConfig.Transformation` is `LOAD_AND_FLATTEN`.
    pub flatten: bool,
    /// `ReaderConfig.ManifestType`
    pub manifest_type: Option<Rc<str>>,
    /// `ReaderConfig.CSVHeaders`; `None` where the first row has them.
    pub csv_headers: Option<Template>,
    /// `ReaderConfig.CSVDelimiter` as a byte, comma by default.
    pub csv_delimiter: u8,
    /// `ReaderConfig.MaxItems` or its path.
    pub max_items: Option<Amount>,
    /// `ReaderConfig.ItemsPointer`
    pub items_pointer: Option<TextField>,
}

/// What an `ItemReader` calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderKind {
    /// `s3:getObject`
    GetObject,
    /// `s3:listObjectsV2`
    ListObjects,
}

/// `ReaderConfig.InputType`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the language")]
pub enum InputType {
    Csv,
    Json,
    JsonLines,
    Parquet,
    Manifest,
}

/// `ItemBatcher`
#[derive(Clone, Debug)]
pub struct Batcher {
    /// `MaxItemsPerBatch` or its path.
    pub max_items: Option<Amount>,
    /// `MaxInputBytesPerBatch` or its path.
    pub max_bytes: Option<Amount>,
    /// `BatchInput`
    pub batch_input: Option<Template>,
}

/// `ResultWriter`
#[derive(Clone, Debug)]
pub struct Writer {
    /// Whether `Resource` is there; with `WriterConfig` alone the result stays in the state's output.
    pub exports: bool,
    /// `Parameters` or `Arguments`.
    pub parameters: Option<Template>,
    /// `WriterConfig.Transformation`: `NONE`, `COMPACT` or `FLATTEN`.
    pub transformation: Option<Rc<str>>,
    /// `WriterConfig.OutputType`: `JSON` or `JSONL`.
    pub output_type: Option<Rc<str>>,
}

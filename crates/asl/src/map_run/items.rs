//! The items of a Map Run: those of the state's input, or what an `ItemReader` reads from the scenario's files.

use asl_document::{S3Object, Scenario};
use asl_engine::{ItemsPlan, ReaderPlan};
use asl_items::{
    Bytes, CsvHeaders, InputType, Items, Listed, ManifestType, ReadError, ReaderConfig, Source, flatten, list, read,
};
use asl_json::Json;
use asl_model::{ItemReader, ReaderKind};
use std::rc::Rc;

/// `Map.Item.Source` of items that are not read.
const STATE_DATA: &str = "STATE_DATA";

/// The items, wherever they come from.
#[derive(Debug)]
pub(crate) enum Data {
    /// An array of the state's data.
    Given(Json),
    /// The entries of an object of the state's data.
    Entries(Vec<(Rc<str>, Json)>),
    Read(Items),
}

impl Data {
    /// Items of the state's data.
    pub(crate) fn given(items: &Json) -> Self {
        match items.as_object() {
            Some(entries) => Self::Entries(entries.iter().map(|(key, value)| (key.clone(), value.clone())).collect()),
            None => Self::Given(items.clone()),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Given(items) => items.as_array().map_or(0, <[Json]>::len),
            Self::Entries(entries) => entries.len(),
            Self::Read(items) => items.len(),
        }
    }

    /// The bytes of an item as compact JSON.
    pub(super) fn size(&self, index: usize) -> usize {
        match self {
            Self::Given(items) => items.item(index).map_or(0, Json::size),
            Self::Entries(entries) => entries.get(index).map_or(0, |(key, value)| {
                Json::String(key.clone()).size() + value.size() + r#"{"Key":,"Value":}"#.len()
            }),
            Self::Read(items) => items.size(index),
        }
    }

    /// The value of an item, its key where it is an entry of an object, and where it is from.
    pub(crate) fn item(&self, index: usize) -> (Json, Option<Rc<str>>, Rc<str>) {
        match self {
            Self::Given(items) => (items.item(index).cloned().unwrap_or_default(), None, STATE_DATA.into()),
            Self::Entries(entries) => match entries.get(index).cloned() {
                Some((key, value)) => (value, Some(key), STATE_DATA.into()),
                None => (Json::Null, None, STATE_DATA.into()),
            },
            Self::Read(items) => {
                let source = items.source(index).unwrap_or_else(|| "S3".into());
                let item = items.get(index).unwrap_or_default();
                match items.key(index) {
                    Some(key) => (item.get("Value").cloned().unwrap_or_default(), Some(key), source),
                    None => (item, None, source),
                }
            }
        }
    }
}

pub(super) fn source_name(plan: &ItemsPlan) -> String {
    let ItemsPlan::Read(plan) = plan else { return "the state's input".into() };
    let text = |key: &str| plan.parameters.get(key).and_then(Json::as_str).unwrap_or_default();
    let key = if plan.parameters.get("Key").is_some() { text("Key") } else { text("Prefix") };
    format!("{}/{key}", text("Bucket"))
}

pub(super) fn read_items(reader: &ItemReader, plan: &ReaderPlan, scenario: &Scenario) -> Result<Items, ReadError> {
    let text = |key: &str| plan.parameters.get(key).and_then(Json::as_str).unwrap_or_default().to_string();
    let bucket = text("Bucket");
    let failed = |cause: String| ReadError { error: "States.ItemReaderFailed", cause };
    let bytes = |object: &S3Object| Bytes::from(object.bytes());
    let find = |bucket: &str, key: &str| scenario.s3.get(&format!("{bucket}/{key}")).map(bytes);
    if reader.input_type == Some(asl_model::InputType::Parquet) && plan.parameters.get("VersionId").is_some() {
        // (outcome `Validation.ItemReader-006`)
        return Err(failed("S3 Version ID selection is not currently supported for PARQUET files".into()));
    }
    match reader.kind {
        ReaderKind::GetObject => {
            let key = text("Key");
            let content = find(&bucket, &key).ok_or_else(|| {
                failed(format!("The specified key does not exist: {bucket}/{key}. Add the file to the scenario."))
            })?;
            let source = Source { bucket: bucket.into(), key: key.into(), bytes: content };
            read(&source, &config(reader, plan), &find)
        }
        ReaderKind::ListObjects => {
            let own = format!("{bucket}/");
            let objects: Vec<Listed> = scenario
                .s3
                .iter()
                .filter_map(|(name, object)| {
                    let key = name.strip_prefix(&own)?.into();
                    Some(Listed { key, bytes: bytes(object), last_modified: 1_767_225_600 })
                })
                .collect();
            let prefix = text("Prefix");
            if reader.flatten {
                return flatten(&bucket, &prefix, &objects, &config(reader, plan));
            }
            list(&bucket, &prefix, &objects, plan.max_items)
        }
    }
}

fn config(reader: &ItemReader, plan: &ReaderPlan) -> ReaderConfig {
    let csv = || {
        let given = plan.csv_headers.as_ref().and_then(Json::as_array);
        let headers = given.map(|names| names.iter().map(|name| Rc::from(name.as_str().unwrap_or_default())).collect());
        InputType::Csv {
            headers: headers.map_or(CsvHeaders::FirstRow, CsvHeaders::Given),
            delimiter: reader.csv_delimiter,
        }
    };
    let input = match reader.input_type {
        Some(asl_model::InputType::Csv) => csv(),
        Some(asl_model::InputType::JsonLines) => InputType::JsonLines,
        Some(asl_model::InputType::Parquet) => InputType::Parquet,
        Some(asl_model::InputType::Json | asl_model::InputType::Manifest) | None => {
            InputType::Json { pointer: plan.pointer.clone() }
        }
    };
    let manifest = match (reader.manifest_type.as_deref(), reader.input_type) {
        (Some("ATHENA_DATA"), _) => Some(ManifestType::AthenaData),
        (Some(_), _) | (None, Some(asl_model::InputType::Manifest)) => Some(ManifestType::S3Inventory),
        (None, _) => None,
    };
    ReaderConfig { input, manifest, max_items: plan.max_items }
}

//! `ResultWriter`: the files of a Map Run, and the state's result.

use crate::Bytes;
use asl_json::Json;
use std::{fmt::Write, rc::Rc};

/// How a child execution ended; the words are those of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChildStatus {
    /// `SUCCEEDED`
    Succeeded,
    /// `FAILED`
    Failed,
    /// `TIMED_OUT`
    TimedOut,
    /// `ABORTED`
    Aborted,
    /// `PENDING`: it was never started.
    Pending,
}

impl ChildStatus {
    /// The word of the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::TimedOut => "TIMED_OUT",
            Self::Aborted => "ABORTED",
            Self::Pending => "PENDING",
        }
    }

    /// The file that a child of this status stands in.
    fn group(self) -> &'static str {
        match self {
            Self::Succeeded => "SUCCEEDED",
            Self::Failed | Self::TimedOut | Self::Aborted => "FAILED",
            Self::Pending => "PENDING",
        }
    }

    /// `RedriveStatus` and its reason.
    fn redrive(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Succeeded => ("NOT_REDRIVABLE", Some("Execution is SUCCEEDED and cannot be redriven")),
            Self::Failed | Self::TimedOut | Self::Aborted | Self::Pending => ("REDRIVABLE_BY_MAP_RUN", None),
        }
    }
}

/// What the files say of a child execution.
#[derive(Clone, Debug)]
pub struct ChildRecord {
    /// How it ended.
    pub status: ChildStatus,
    /// Its ARN; not of a pending one.
    pub arn: Rc<str>,
    /// Its name; not of a pending one.
    pub name: Rc<str>,
    /// Its input.
    pub input: Json,
    /// Its output, if it succeeded.
    pub output: Option<Json>,
    /// `Error`, if it failed.
    pub error: Option<Rc<str>>,
    /// `Cause`, if it failed.
    pub cause: Option<Rc<str>>,
    /// When it began, as `2025-01-09T18:13:01.189Z`.
    pub start_date: Rc<str>,
    /// When it ended, likewise.
    pub stop_date: Rc<str>,
}

/// `WriterConfig.Transformation`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transformation {
    /// `NONE`: the default of an export.
    #[default]
    None,
    /// `COMPACT`: the outputs alone.
    Compact,
    /// `FLATTEN`: the outputs, and the items of those that are arrays.
    Flatten,
}

/// `WriterConfig.OutputType`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutputType {
    /// `JSON`
    #[default]
    Json,
    /// `JSONL`
    JsonLines,
}

/// Where and how results are written.
#[derive(Clone, Debug)]
pub struct Export {
    /// `Bucket`
    pub bucket: Rc<str>,
    /// `Prefix`
    pub prefix: Rc<str>,
    /// The ARN of the Map Run; its last part names the folder.
    pub map_run_arn: Rc<str>,
    /// The ARN of the children's state machine: `…:stateMachine:name/label`.
    pub state_machine_arn: Rc<str>,
    /// `Transformation`
    pub transformation: Transformation,
    /// `OutputType`
    pub output_type: OutputType,
}

/// A file that was written.
#[derive(Clone, Debug)]
pub struct ResultFile {
    /// Its key in the bucket.
    pub key: Rc<str>,
    /// Its content.
    pub bytes: Bytes,
}

impl Export {
    /// The folder of the Map Run: `<prefix>/<id>/`, or `<id>/` without a prefix.
    fn folder(&self) -> String {
        let id = self.map_run_arn.rsplit(':').next().unwrap_or_default();
        match self.prefix.trim_end_matches('/') {
            "" => format!("{id}/"),
            prefix => format!("{prefix}/{id}/"),
        }
    }
}

/// The files of a Map Run; the last one is `manifest.json`. There is none for a status that no child has.
///
/// Quirk: failed, timed out and aborted children stand in one file, and what has not succeeded keeps its metadata
/// whatever the transformation is. The names end with `.json` for JSON Lines too.
pub fn result_files(export: &Export, children: &[ChildRecord]) -> Vec<ResultFile> {
    let folder = export.folder();
    let mut files = Vec::new();
    let mut named = Vec::new();
    for group in ["FAILED", "PENDING", "SUCCEEDED"] {
        let members = children.iter().filter(|child| child.status.group() == group);
        let values = members.flat_map(|child| results(child, export.transformation, &export.state_machine_arn));
        let text = printed(values, export.output_type);
        let entries = text.map(|text| {
            let key: Rc<str> = format!("{folder}{group}_0.json").into();
            let entry = [("Key", Json::String(key.clone())), ("Size", Json::int(text.len() as i64))];
            files.push(ResultFile { key, bytes: text.into_bytes().into() });
            Json::from_pairs(entry)
        });
        named.push((group, Json::array(entries.into_iter().collect())));
    }
    let manifest = Json::from_pairs([
        ("DestinationBucket", Json::String(export.bucket.clone())),
        ("MapRunArn", Json::String(export.map_run_arn.clone())),
        ("ResultFiles", Json::from_pairs(named)),
    ]);
    let key = format!("{folder}manifest.json").into();
    files.push(ResultFile { key, bytes: manifest.to_string().into_bytes().into() });
    files
}

/// The result of a Map whose results were exported:
/// `{"MapRunArn":…,"ResultWriterDetails":{"Bucket":…,"Key":"<prefix>/<id>/manifest.json"}}`
/// (case `test_map_state_result_writer`).
pub fn export_result(export: &Export) -> Json {
    let details = [
        ("Bucket", Json::String(export.bucket.clone())),
        ("Key", Json::string(format!("{}manifest.json", export.folder()))),
    ];
    Json::from_pairs([
        ("MapRunArn", Json::String(export.map_run_arn.clone())),
        ("ResultWriterDetails", Json::from_pairs(details)),
    ])
}

/// The result of a Map whose results are not exported, as `WriterConfig` wants it: an array, or for JSON Lines a string.
/// Without `ResultWriter` it is that of `COMPACT` and `JSON`.
pub fn state_result(
    transformation: Transformation,
    output_type: OutputType,
    state_machine_arn: &str,
    children: &[ChildRecord],
) -> Json {
    let values = children.iter().flat_map(|child| results(child, transformation, state_machine_arn));
    match output_type {
        OutputType::Json => Json::array(values.collect()),
        OutputType::JsonLines => Json::string(printed(values, output_type).unwrap_or_default()),
    }
}

/// What a child adds to its file: its metadata, its output, or the items of its output.
fn results(child: &ChildRecord, transformation: Transformation, state_machine_arn: &str) -> Vec<Json> {
    let output = child.output.as_ref().filter(|_| child.status == ChildStatus::Succeeded).map(Json::compact);
    match (transformation, output) {
        (Transformation::None, _) | (_, None) => vec![metadata(child, state_machine_arn)],
        (Transformation::Flatten, Some(Json::Array(items))) => items.to_vec(),
        (Transformation::Compact | Transformation::Flatten, Some(output)) => vec![output],
    }
}

/// The record of a child. Its fields are in the order of the alphabet; input and output are texts.
fn metadata(child: &ChildRecord, state_machine_arn: &str) -> Json {
    let text = |value: &Rc<str>| Some(Json::String(value.clone()));
    let included = || Some(Json::from_pairs([("Included", Json::Bool(true))]));
    let input = Json::string(child.input.to_string());
    if child.status == ChildStatus::Pending {
        let fields = [("Input", Some(input)), ("InputDetails", included()), ("Status", Some("PENDING".into()))];
        return present(fields);
    }
    let (redrive, reason) = child.status.redrive();
    present([
        ("Cause", child.cause.as_ref().and_then(text)),
        ("Error", child.error.as_ref().and_then(text)),
        ("ExecutionArn", text(&child.arn)),
        ("Input", Some(input)),
        ("InputDetails", included()),
        ("Name", text(&child.name)),
        ("Output", child.output.as_ref().map(|output| Json::string(output.to_string()))),
        ("OutputDetails", included()),
        ("RedriveCount", Some(Json::int(0))),
        ("RedriveStatus", Some(redrive.into())),
        ("RedriveStatusReason", reason.map(Json::from)),
        ("StartDate", text(&child.start_date)),
        ("StateMachineArn", Some(state_machine_arn.into())),
        ("Status", Some(child.status.name().into())),
        ("StopDate", text(&child.stop_date)),
    ])
}

fn present<const N: usize>(fields: [(&'static str, Option<Json>); N]) -> Json {
    Json::from_pairs(fields.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

/// The values as one text; `None` where there is none.
fn printed(values: impl Iterator<Item = Json>, output_type: OutputType) -> Option<String> {
    let (open, separator, close) = match output_type {
        OutputType::Json => ("[", ",", "]"),
        OutputType::JsonLines => ("", "\n", "\n"),
    };
    let mut out = String::new();
    let mut count = 0usize;
    for value in values {
        // Writing to a String cannot fail.
        let _ = write!(out, "{}{value}", if count == 0 { open } else { separator });
        count += 1;
    }
    out.push_str(close);
    (count > 0).then_some(out)
}

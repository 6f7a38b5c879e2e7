//! `ResultWriter`: the files of a Map Run, and the state's result.

use crate::Bytes;
use asl_json::Json;
use std::rc::Rc;

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

/// The files of a Map Run; the last one is `manifest.json`.
pub fn result_files(export: &Export, children: &[ChildRecord]) -> Vec<ResultFile> {
    let _ = (export, children);
    Vec::new()
}

/// The result of a Map whose results were exported:
/// `{"MapRunArn":…,"ResultWriterDetails":{"Bucket":…,"Key":"<prefix>/<id>/manifest.json"}}`.
pub fn export_result(export: &Export) -> Json {
    let _ = export;
    Json::Null
}

/// The result of a Map whose results are not exported: the outputs, as `WriterConfig` wants them.
pub fn state_result(
    transformation: Transformation,
    output_type: OutputType,
    state_machine_arn: &str,
    children: &[ChildRecord],
) -> Json {
    let _ = (transformation, output_type, state_machine_arn, children);
    Json::Null
}

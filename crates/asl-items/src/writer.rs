//! `ResultWriter`: the files of a Map Run, and the state's result.

use asl_json::{Json, escape_to};
use std::{borrow::Borrow, rc::Rc};

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

    /// The file that a child of this status stands in: its place in [`GROUPS`].
    fn group(self) -> usize {
        match self {
            Self::Failed | Self::TimedOut | Self::Aborted => 0,
            Self::Pending => 1,
            Self::Succeeded => 2,
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

/// The names of the files, in their order in the manifest.
const GROUPS: [&str; 3] = ["FAILED", "PENDING", "SUCCEEDED"];

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
    pub text: String,
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
/// Each child is written as it comes: a Map Run has many of them, and a record is needed only once.
///
/// Quirk: failed, timed out and aborted children stand in one file, and what has not succeeded keeps its metadata
/// whatever the transformation is. The names end with `.json` for JSON Lines too.
pub fn result_files<C: Borrow<ChildRecord>>(export: &Export, children: impl IntoIterator<Item = C>) -> Vec<ResultFile> {
    let mut lists = GROUPS.map(|_| List::new(export.output_type));
    for child in children {
        let child = child.borrow();
        lists[child.status.group()].add_child(child, export);
    }
    let folder = export.folder();
    let mut files = Vec::new();
    let mut named = Vec::new();
    for (group, list) in GROUPS.into_iter().zip(lists) {
        let entries = list.end().map(|text| {
            let key: Rc<str> = format!("{folder}{group}_0.json").into();
            let entry = [("Key", Json::String(key.clone())), ("Size", Json::int(text.len() as i64))];
            files.push(ResultFile { key, text });
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
    files.push(ResultFile { key, text: manifest.to_string() });
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
pub fn state_result<C: Borrow<ChildRecord>>(
    transformation: Transformation,
    output_type: OutputType,
    state_machine_arn: &str,
    children: impl IntoIterator<Item = C>,
) -> Json {
    let mut values = Vec::new();
    for child in children {
        let child = child.borrow();
        match added(child, transformation) {
            Added::Metadata => values.push(metadata_json(child, state_machine_arn)),
            Added::Items(items) => values.extend(items.iter().map(Json::compact)),
            Added::Value(output) => values.push(output.compact()),
        }
    }
    match output_type {
        OutputType::Json => Json::array(values),
        OutputType::JsonLines => {
            let mut list = List::new(output_type);
            for value in &values {
                value.write_to(list.next());
            }
            Json::string(list.end().unwrap_or_default())
        }
    }
}

/// What a child adds to its file.
enum Added<'a> {
    Metadata,
    Items(&'a [Json]),
    Value(&'a Json),
}

fn added(child: &ChildRecord, transformation: Transformation) -> Added<'_> {
    let output = child.output.as_ref().filter(|_| child.status == ChildStatus::Succeeded);
    match (transformation, output) {
        (Transformation::None, _) | (_, None) => Added::Metadata,
        (Transformation::Flatten, Some(Json::Array(items))) => Added::Items(items),
        (Transformation::Compact | Transformation::Flatten, Some(output)) => Added::Value(output),
    }
}

/// A field of a child's metadata.
enum Field<'a> {
    Text(&'a str),
    /// A value, which stands there as a text.
    Value(&'a Json),
    /// `{"Included":true}`
    Included,
    /// `0`
    Zero,
}

/// The metadata of a child. Its fields are in the order of the alphabet; input and output are texts.
fn metadata<'a>(child: &'a ChildRecord, machine: &'a str) -> [(&'static str, Option<Field<'a>>); 15] {
    let (redrive, reason) = child.status.redrive();
    // A pending child has but an input and a status.
    let started = child.status != ChildStatus::Pending;
    let own = |field: Field<'a>| Some(field).filter(|_| started);
    let text = |text: &'a Option<Rc<str>>| text.as_deref().and_then(|text| own(Field::Text(text)));
    [
        ("Cause", text(&child.cause)),
        ("Error", text(&child.error)),
        ("ExecutionArn", own(Field::Text(&child.arn))),
        ("Input", Some(Field::Value(&child.input))),
        ("InputDetails", Some(Field::Included)),
        ("Name", own(Field::Text(&child.name))),
        ("Output", child.output.as_ref().and_then(|output| own(Field::Value(output)))),
        ("OutputDetails", own(Field::Included)),
        ("RedriveCount", own(Field::Zero)),
        ("RedriveStatus", own(Field::Text(redrive))),
        ("RedriveStatusReason", reason.and_then(|reason| own(Field::Text(reason)))),
        ("StartDate", own(Field::Text(&child.start_date))),
        ("StateMachineArn", own(Field::Text(machine))),
        ("Status", Some(Field::Text(child.status.name()))),
        ("StopDate", own(Field::Text(&child.stop_date))),
    ]
}

fn metadata_json(child: &ChildRecord, machine: &str) -> Json {
    let fields = metadata(child, machine).into_iter().filter_map(|(name, field)| Some((name, field?)));
    Json::from_pairs(fields.map(|(name, field)| {
        let value = match field {
            Field::Text(text) => Json::from(text),
            Field::Value(value) => Json::string(value.to_string()),
            Field::Included => Json::from_pairs([("Included", Json::Bool(true))]),
            Field::Zero => Json::int(0),
        };
        (name, value)
    }))
}

/// A file on its way: values one after the other.
struct List {
    output_type: OutputType,
    text: String,
    /// A value on its way into a string.
    scratch: String,
}

impl List {
    fn new(output_type: OutputType) -> Self {
        Self { output_type, text: String::new(), scratch: String::new() }
    }

    /// Where the next value goes.
    fn next(&mut self) -> &mut String {
        // A file of a hundred thousand children is large: it grows by a quarter, not to the double.
        let left = self.text.capacity() - self.text.len();
        if left < 4096 {
            self.text.reserve_exact(4096.max(self.text.len() / 4));
        }
        self.text.push_str(match (self.output_type, self.text.is_empty()) {
            (OutputType::Json, true) => "[",
            (OutputType::Json, false) => ",",
            (OutputType::JsonLines, true) => "",
            (OutputType::JsonLines, false) => "\n",
        });
        &mut self.text
    }

    fn add_child(&mut self, child: &ChildRecord, export: &Export) {
        match added(child, export.transformation) {
            Added::Metadata => self.add_metadata(child, &export.state_machine_arn),
            Added::Items(items) => items.iter().for_each(|item| item.compact().write_to(self.next())),
            Added::Value(output) => output.compact().write_to(self.next()),
        }
    }

    fn add_metadata(&mut self, child: &ChildRecord, machine: &str) {
        let mut scratch = std::mem::take(&mut self.scratch);
        let out = self.next();
        out.push('{');
        for (name, field) in metadata(child, machine) {
            let Some(field) = field else { continue };
            out.push_str(if out.ends_with('{') { "\"" } else { ",\"" });
            out.push_str(name);
            out.push_str("\":");
            match field {
                Field::Text(text) => escape_to(text, out),
                Field::Value(value) => {
                    scratch.clear();
                    value.write_to(&mut scratch);
                    escape_to(&scratch, out);
                }
                Field::Included => out.push_str("{\"Included\":true}"),
                Field::Zero => out.push('0'),
            }
        }
        out.push('}');
        self.scratch = scratch;
    }

    /// The text; `None` where no value was added.
    fn end(mut self) -> Option<String> {
        if self.text.is_empty() {
            return None;
        }
        self.text.push_str(match self.output_type {
            OutputType::Json => "]",
            OutputType::JsonLines => "\n",
        });
        Some(self.text)
    }
}

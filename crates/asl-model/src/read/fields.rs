//! Which fields an object may have, in which language, and which of them exclude each other.

use super::at::At;
use super::findings::schema;
use super::reader::Reader;
use super::value::quoted;
use crate::program::Language;
use asl_json::spanned::{Member, Node};
use asl_text::Span;
use std::rc::Rc;

/// A field and the language it belongs to.
pub(crate) type Field = (&'static str, Use);

/// In which states a field may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// In states of both languages.
    Both,
    /// In JSONPath states.
    Path,
    /// In JSONata states.
    Jsonata,
}

use Use::{Both, Jsonata, Path};

/// Fields of the whole definition.
pub(crate) const TOP: &[Field] = &[
    ("Comment", Both),
    ("QueryLanguage", Both),
    ("StartAt", Both),
    ("States", Both),
    ("TimeoutSeconds", Both),
    ("Version", Both),
];
/// Fields of a branch.
pub(crate) const BRANCH: &[Field] = &[("Comment", Both), ("QueryLanguage", Both), ("StartAt", Both), ("States", Both)];
/// Fields of an item processor.
///
/// Quirk: `QueryLanguage` is refused here, while every state inside may have it.
pub(crate) const PROCESSOR: &[Field] =
    &[("Comment", Both), ("ProcessorConfig", Both), ("StartAt", Both), ("States", Both)];

const COMMON: &[Field] = &[("Type", Both), ("Comment", Both), ("QueryLanguage", Both)];
const IN_OUT: &[Field] = &[("InputPath", Path), ("OutputPath", Path), ("Output", Jsonata)];
const ONWARD: &[Field] = &[("Assign", Both), ("Next", Both), ("End", Both)];
const WORK: &[Field] =
    &[("ResultPath", Path), ("ResultSelector", Path), ("Parameters", Path), ("Retry", Both), ("Catch", Both)];
const PASS: &[Field] = &[("Result", Path), ("ResultPath", Path), ("Parameters", Path)];
const TASK: &[Field] = &[
    ("Resource", Both),
    ("Arguments", Jsonata),
    ("Credentials", Both),
    ("TimeoutSeconds", Both),
    ("TimeoutSecondsPath", Path),
    ("HeartbeatSeconds", Both),
    ("HeartbeatSecondsPath", Path),
];
const CHOICE: &[Field] = &[("Choices", Both), ("Default", Both), ("Assign", Both)];
const WAIT: &[Field] = &[("Seconds", Both), ("Timestamp", Both), ("SecondsPath", Path), ("TimestampPath", Path)];
const FAIL: &[Field] = &[("Error", Both), ("Cause", Both), ("ErrorPath", Path), ("CausePath", Path)];
const PARALLEL: &[Field] = &[("Branches", Both), ("Arguments", Jsonata)];
const MAP: &[Field] = &[
    ("ItemProcessor", Both),
    ("Iterator", Both),
    ("ItemsPath", Path),
    ("Items", Jsonata),
    ("ItemSelector", Both),
    ("ItemReader", Both),
    ("ItemBatcher", Both),
    ("ResultWriter", Both),
    ("MaxConcurrency", Both),
    ("MaxConcurrencyPath", Path),
    ("ToleratedFailurePercentage", Both),
    ("ToleratedFailurePercentagePath", Path),
    ("ToleratedFailureCount", Both),
    ("ToleratedFailureCountPath", Path),
    ("Label", Both),
];

/// Fields of a retrier.
pub(crate) const RETRIER: &[Field] = &[
    ("ErrorEquals", Both),
    ("IntervalSeconds", Both),
    ("MaxAttempts", Both),
    ("BackoffRate", Both),
    ("MaxDelaySeconds", Both),
    ("JitterStrategy", Both),
    ("Comment", Both),
];
/// Fields of a catcher.
pub(crate) const CATCHER: &[Field] = &[
    ("ErrorEquals", Both),
    ("Next", Both),
    ("ResultPath", Path),
    ("Output", Jsonata),
    ("Assign", Both),
    ("Comment", Both),
];
/// Fields of `ProcessorConfig`.
pub(crate) const PROCESSOR_CONFIG: &[Field] = &[("Mode", Both), ("ExecutionType", Both)];
/// Fields of `ItemReader`.
pub(crate) const ITEM_READER: &[Field] =
    &[("Resource", Both), ("Parameters", Path), ("Arguments", Jsonata), ("ReaderConfig", Both)];
/// Fields of `ReaderConfig`.
pub(crate) const READER_CONFIG: &[Field] = &[
    ("InputType", Both),
    ("Transformation", Both),
    ("ManifestType", Both),
    ("CSVHeaderLocation", Both),
    ("CSVHeaders", Both),
    ("CSVDelimiter", Both),
    ("MaxItems", Both),
    ("MaxItemsPath", Path),
    ("ItemsPointer", Both),
];
/// Fields of `ItemBatcher`.
pub(crate) const ITEM_BATCHER: &[Field] = &[
    ("MaxItemsPerBatch", Both),
    ("MaxItemsPerBatchPath", Path),
    ("MaxInputBytesPerBatch", Both),
    ("MaxInputBytesPerBatchPath", Path),
    ("BatchInput", Both),
];
/// Fields of `ResultWriter`.
pub(crate) const RESULT_WRITER: &[Field] =
    &[("Resource", Both), ("Parameters", Path), ("Arguments", Jsonata), ("WriterConfig", Both)];
/// Fields of `WriterConfig`.
pub(crate) const WRITER_CONFIG: &[Field] = &[("Transformation", Both), ("OutputType", Both)];

/// The types of state.
pub(crate) const TYPES: [&str; 8] = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"];

/// The fields of a type of state, measured on AWS for each type and field.
pub(crate) fn of_state(kind: &str) -> Option<Vec<Field>> {
    let parts: &[&[Field]] = match kind {
        "Pass" => &[COMMON, IN_OUT, ONWARD, PASS],
        "Task" => &[COMMON, IN_OUT, ONWARD, WORK, TASK],
        "Choice" => &[COMMON, IN_OUT, CHOICE],
        "Wait" => &[COMMON, IN_OUT, ONWARD, WAIT],
        "Succeed" => &[COMMON, IN_OUT],
        "Fail" => &[COMMON, FAIL],
        "Parallel" => &[COMMON, IN_OUT, ONWARD, WORK, PARALLEL],
        "Map" => &[COMMON, IN_OUT, ONWARD, WORK, MAP],
        _ => return None,
    };
    Some(parts.concat())
}

/// A misspelt field.
#[derive(Clone, Debug)]
pub(crate) struct Meant {
    /// The field that was probably meant.
    pub(crate) name: String,
    /// As what it stands in the object.
    pub(crate) key: Rc<str>,
}

/// Tells whether one of some fields was meant by a misspelt one: its absence needs no second finding.
pub(crate) fn was_meant(meant: &[Meant], names: &[&str]) -> bool {
    meant.iter().any(|field| names.contains(&field.name.as_str()))
}

impl Reader {
    /// Reports the fields that an object may not have. Returns the misspelt ones.
    pub(crate) fn supported(&mut self, node: &Node, at: &At<'_>, fields: &[Field], language: Language) -> Vec<Meant> {
        let mut meant = Vec::new();
        for member in node.as_object().unwrap_or_default() {
            match fields.iter().find(|(name, _)| *name == &*member.key) {
                None => meant.extend(self.unsupported(node, member, at, fields)),
                Some((name, Use::Path)) if language == Language::Jsonata => self.foreign(name, member, at, language),
                Some((name, Use::Jsonata)) if language == Language::JsonPath => {
                    self.foreign(name, member, at, language);
                }
                Some(_) => {}
            }
        }
        meant
    }

    fn unsupported(&mut self, node: &Node, member: &Member, at: &At<'_>, fields: &[Field]) -> Option<Meant> {
        let key = &member.key;
        let mut finding = schema(member.key_span, at, format!("Field '{key}' is not supported"))
            .help(format!("Drop `{key}`; comments go into `Comment`."));
        let absent = fields.iter().map(|(name, _)| *name).filter(|name| node.get(name).is_none());
        let meant = self.closest_of(key, absent);
        if let Some(name) = &meant {
            finding = finding.help(format!("Did you mean `{name}`?")).fix(
                format!("Rename to {name}"),
                member.key_span,
                quoted(name),
            );
        }
        self.report(finding);
        meant.map(|name| Meant { name, key: key.clone() })
    }

    fn foreign(&mut self, name: &str, member: &Member, at: &At<'_>, language: Language) {
        let (is, other) = match language {
            Language::JsonPath => ("JSONPath", "JSONata"),
            Language::Jsonata => ("JSONata", "JSONPath"),
        };
        let message = format!(
            "The QueryLanguage is set to '{is}', but field '{name}' is only supported for the '{other}' QueryLanguage"
        );
        self.report(schema(member.key_span, at, message).help(instead(name, language)));
    }

    /// Reports that more than one of some fields is there. Returns how many are.
    pub(crate) fn exclusive(&mut self, object: &Node, at: &At<'_>, names: &[&str]) -> usize {
        let present = names.iter().filter_map(|name| object.member(name));
        let spans: Vec<Span> = present.map(|member| member.key_span).collect();
        if let [first, .., last] = spans[..] {
            let message = format!("There should only be one of the following fields: [{}]", names.join(", "));
            self.report(schema(last, at, message).label(first, "the other one").help("Keep one of them."));
        }
        spans.len()
    }

    /// Reports the required fields that are missing, all in one.
    pub(crate) fn required(&mut self, object: &Node, span: Span, at: &At<'_>, names: &[&str], meant: &[Meant]) {
        let missing: Vec<&str> =
            names.iter().copied().filter(|name| object.get(name).is_none() && !was_meant(meant, &[name])).collect();
        if !missing.is_empty() {
            let message = format!("These fields are required: [{}]", missing.join(", "));
            self.report(schema(span, at, message).help(format!("Add `{}`.", missing.join("` and `"))));
        }
    }
}

/// What to write in the state's own language.
fn instead(name: &str, language: Language) -> String {
    let other = match (name, language) {
        ("Parameters", Language::Jsonata) => "Arguments",
        ("InputPath", Language::Jsonata) => "Arguments",
        ("OutputPath" | "ResultSelector" | "ResultPath" | "Result", Language::Jsonata) => "Output",
        ("ItemsPath", Language::Jsonata) => "Items",
        ("Arguments", Language::JsonPath) => "Parameters",
        ("Output", Language::JsonPath) => "ResultPath",
        ("Items", Language::JsonPath) => "ItemsPath",
        ("Variable", Language::Jsonata) => "Condition",
        ("Condition", Language::JsonPath) => "Variable",
        _ => match name.strip_suffix("Path") {
            Some(plain) => plain,
            None => return "Set the QueryLanguage of the state, or drop the field.".into(),
        },
    };
    format!("Use `{other}`, or change the state's QueryLanguage.")
}

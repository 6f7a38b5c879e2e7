//! `ItemReader` of a Distributed Map.

use super::at::At;
use super::fields;
use super::findings::schema;
use super::path::AmountForm;
use super::reader::Reader;
use super::value::Range;
use crate::program::{InputType, ItemReader, Language, ReaderKind, Template, TextField};
use asl_json::spanned::{Node, Value};

const INPUT_TYPES: [&str; 5] = ["CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"];
const MANIFEST_TYPES: [&str; 2] = ["ATHENA_DATA", "S3_INVENTORY"];
const DELIMITERS: [(&str, u8); 5] =
    [("COMMA", b','), ("PIPE", b'|'), ("SEMICOLON", b';'), ("SPACE", b' '), ("TAB", b'\t')];

impl Reader {
    /// `ItemReader`
    pub(crate) fn item_reader(&mut self, node: &Node, at: &At<'_>, language: Language) -> Option<ItemReader> {
        self.object(node, at)?;
        let meant = self.supported(node, at, fields::ITEM_READER, language);
        self.required(node, node.span, at, &["Resource"], &meant);
        let resource = node.get("Resource");
        let action =
            resource.and_then(|node| self.s3_action(node, &at.key("Resource"), &["getObject", "listObjectsV2"]));
        let mut reader = ItemReader {
            kind: if action == Some(1) { ReaderKind::ListObjects } else { ReaderKind::GetObject },
            parameters: self.template_of(node, at, language),
            input_type: None,
            flatten: false,
            manifest_type: None,
            csv_headers: None,
            csv_delimiter: b',',
            max_items: None,
            items_pointer: None,
        };
        if let Some(config) = node.get("ReaderConfig") {
            self.reader_config(&mut reader, config, &at.key("ReaderConfig"), language);
        }
        Some(reader)
    }

    /// A `Resource` that may only be an action of S3; returns the place in the list.
    pub(crate) fn s3_action(&mut self, node: &Node, at: &At<'_>, actions: &[&str]) -> Option<usize> {
        let text = self.string(node, at)?;
        let found = actions.iter().position(|action| {
            let rest = text.strip_prefix("arn:").and_then(|rest| rest.split_once(':'));
            rest.is_some_and(|(_, rest)| rest.strip_prefix("states:::s3:") == Some(action))
        });
        if found.is_none() && !text.contains("${") {
            let allowed: Vec<String> = actions.iter().map(|action| format!("arn:aws:states:::s3:{action}")).collect();
            let finding = schema(node.span, at, "The field 'Resource' does not match any of the allowed values")
                .help(format!("Write {}.", allowed.join(" or ")));
            self.report(finding);
        }
        found
    }

    fn reader_config(&mut self, reader: &mut ItemReader, node: &Node, at: &At<'_>, language: Language) {
        if self.object(node, at).is_none() {
            return;
        }
        self.supported(node, at, fields::READER_CONFIG, language);
        let word = |this: &mut Self, name: &str, words: &[&str]| this.word(node.get(name)?, &at.key(name), words);
        reader.input_type = word(self, "InputType", &INPUT_TYPES).map(|found| match found {
            0 => InputType::Csv,
            1 => InputType::Json,
            2 => InputType::JsonLines,
            3 => InputType::Parquet,
            _ => InputType::Manifest,
        });
        reader.flatten = word(self, "Transformation", &["NONE", "LOAD_AND_FLATTEN"]) == Some(1);
        reader.manifest_type = word(self, "ManifestType", &MANIFEST_TYPES).map(|found| MANIFEST_TYPES[found].into());
        let headers = word(self, "CSVHeaderLocation", &["FIRST_ROW", "GIVEN"]);
        if let Some(found) = word(self, "CSVDelimiter", &DELIMITERS.map(|(name, _)| name)) {
            reader.csv_delimiter = DELIMITERS[found].1;
        }
        if let Some(value) = node.get("CSVHeaders") {
            let at = at.key("CSVHeaders");
            let is_list = matches!(value.value, Value::Array(_));
            if language == Language::JsonPath || is_list {
                self.array(value, &at);
            }
            // Quirk: names of columns are no expressions, whatever they look like.
            let template =
                if is_list { Template::Literal(value.to_json()) } else { self.template(value, &at, language) };
            reader.csv_headers = (headers == Some(1)).then_some(template);
        }
        let form = AmountForm { range: Range::whole(0, 100_000_000), language, context: false };
        reader.max_items = self.amount(node, "MaxItems", at, form);
        reader.items_pointer =
            node.get("ItemsPointer").and_then(|value| self.pointer(value, &at.key("ItemsPointer"), language));
        self.reader_rules(reader, node, at, headers);
    }

    fn pointer(&mut self, node: &Node, at: &At<'_>, language: Language) -> Option<TextField> {
        let field = self.literal_text(node, at, language)?;
        if let TextField::Literal(text) = &field
            && !text.is_empty()
            && !text.starts_with('/')
        {
            let message = format!("Invalid input: JSON Pointer expression must start with '/': \"{text}\"");
            self.report(schema(node.span, at, message).help(format!("Write \"/{text}\".")));
        }
        Some(field)
    }

    /// Which settings go together. AWS: aws-facts-functions, "Validation of ItemReader".
    fn reader_rules(&mut self, reader: &ItemReader, node: &Node, at: &At<'_>, headers: Option<usize>) {
        let csv = reader.input_type == Some(InputType::Csv);
        let manifest = reader.input_type == Some(InputType::Manifest) || reader.manifest_type.is_some();
        if csv {
            if node.get("CSVHeaderLocation").is_none() {
                let message = "The field 'CSVHeaderLocation' is required";
                self.report(schema(node.span, at, message).help("Add it: FIRST_ROW, or GIVEN with `CSVHeaders`."));
            }
            if headers == Some(1) {
                self.required(node, node.span, at, &["CSVHeaders"], &[]);
            }
        } else if reader.input_type.is_some() && !manifest {
            for name in ["CSVHeaderLocation", "CSVHeaders", "CSVDelimiter"] {
                self.not_here(node, at, name, "Drop it, or set the InputType to CSV.");
            }
        }
        if reader.input_type == Some(InputType::Json) {
            self.not_here(node, at, "ManifestType", "Set the InputType to CSV, JSONL or PARQUET.");
        }
        if reader.flatten && node.get("InputType").is_none() {
            let message = "The field 'InputType' is required";
            self.report(schema(node.span, at, message).help("Say how each object is to be read."));
        }
    }

    fn not_here(&mut self, node: &Node, at: &At<'_>, name: &str, help: &str) {
        if let Some(member) = node.member(name) {
            self.report(schema(member.key_span, at, format!("Field '{name}' is not supported")).help(help));
        }
    }
}

//! Map, inline and distributed.

use super::at::At;
use super::fields::{self, was_meant};
use super::findings::schema;
use super::machine::Role;
use super::path::AmountForm;
use super::reader::Reader;
use super::state::Scope;
use super::value::Range;
use crate::MOST_BYTES;
use crate::program::{
    Batcher, ChildType, Distributed, Items, Language, Machine, MachineId, MachineType, MapState, Tolerance, Writer,
};
use asl_json::spanned::{Member, Node, Value};
use asl_text::Diagnostic;
use std::rc::Rc;

/// Characters that a label may not have, beside blanks and control characters: it becomes part of an ARN.
///
/// Source: AWS Developer Guide, "Distributed mode", `Label`. The service's words are not known.
const NOT_IN_LABELS: &str = "?*<>{}[]:;,\\|^~$#%&`\"";

/// What only a Distributed Map has.
const DISTRIBUTED: [&str; 4] = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];

impl Reader {
    /// A Map.
    pub(crate) fn map(&mut self, scope: Scope<'_>, member: &Member, at: &At<'_>) -> MapState {
        let Scope { node, language, .. } = scope;
        let child_type = self.child_type(node, at);
        let count = AmountForm { range: Range::whole(0, u32::MAX), language, context: false };
        let percentage = AmountForm { range: Range::any(0.0, 100.0), language, context: false };
        let items = self.items(scope, at);
        let item_selector = self.item_selector(node, at, language);
        let max_concurrency = self.amount(node, "MaxConcurrency", at, count);
        let tolerance = Tolerance {
            count: self.amount(node, "ToleratedFailureCount", at, count),
            percentage: self.amount(node, "ToleratedFailurePercentage", at, percentage),
        };
        if child_type.is_none() {
            self.inline_only(node, at);
        }
        let distributed = child_type.map(|child_type| self.distributed(member, at, language, child_type));
        // Express children are Express executions: they wait for nothing.
        let around = self.options.machine_type;
        if child_type == Some(ChildType::Express) {
            self.options.machine_type = MachineType::Express;
        }
        let processor = self.processor(scope, member, at);
        self.options.machine_type = around;
        MapState { processor, items, item_selector, max_concurrency, tolerance, distributed }
    }

    fn processor(&mut self, scope: Scope<'_>, member: &Member, at: &At<'_>) -> MachineId {
        let names = ["ItemProcessor", "Iterator"];
        let present = self.exclusive(scope.node, at, &names);
        for name in names {
            if let Some(processor) = scope.node.get(name) {
                return self.machine(processor, &at.key(name), Some(scope.id), 0, Role::Processor);
            }
        }
        if present == 0 && !was_meant(scope.meant, &names) {
            let message = "This object should have only one of the following fields: [ItemProcessor, Iterator]";
            let help = "Add `ItemProcessor` with the states that each item runs through.";
            self.report(schema(member.key_span, at, message).help(help));
        }
        let id = MachineId(self.program.machines.len() as u32);
        self.program.machines.push(Machine { owner: Some(scope.id), index: 0, start: None, states: Vec::new() });
        id
    }

    /// `ProcessorConfig`: the type of the children where the Map is distributed.
    fn child_type(&mut self, node: &Node, at: &At<'_>) -> Option<ChildType> {
        let name = if node.get("ItemProcessor").is_some() { "ItemProcessor" } else { "Iterator" };
        let config = node.get(name)?.get("ProcessorConfig")?;
        let (at, config_span) = (at.key(name), config.span);
        let at = at.key("ProcessorConfig");
        self.object(config, &at)?;
        let meant = self.supported(config, &at, fields::PROCESSOR_CONFIG, Language::JsonPath);
        let mode = config.get("Mode").and_then(|mode| self.word(mode, &at.key("Mode"), &["INLINE", "DISTRIBUTED"]));
        let execution_type = config.member("ExecutionType");
        if mode != Some(1) {
            if let Some(member) = execution_type {
                let finding = schema(member.key_span, at, "Field 'ExecutionType' is not supported")
                    .help("Drop it, or set \"Mode\": \"DISTRIBUTED\".");
                self.report(finding);
            }
            return None;
        }
        if self.options.machine_type == MachineType::Express {
            let message = "an Express state machine cannot run a Distributed Map";
            let finding = Diagnostic::error("express-distributed-map", config_span, at.to_string(), message)
                .help("Make it Standard, or set the Mode to INLINE.");
            self.report(finding);
        }
        self.required(config, config.span, &at, &["ExecutionType"], &meant);
        let found = execution_type
            .and_then(|member| self.word(&member.value, &at.key("ExecutionType"), &["STANDARD", "EXPRESS"]));
        Some(if found == Some(1) { ChildType::Express } else { ChildType::Standard })
    }

    fn items(&mut self, scope: Scope<'_>, at: &At<'_>) -> Items {
        let Scope { node, language, .. } = scope;
        match language {
            Language::JsonPath => match node.get("ItemsPath") {
                Some(path) => {
                    let query = self.place(path, &at.key("ItemsPath"), true);
                    query.map_or(Items::Input, |query| Items::Path(query, path.span))
                }
                None => Items::Input,
            },
            Language::Jsonata => match node.get("Items") {
                Some(items) => {
                    let at = at.key("Items");
                    let template = self.template(items, &at, language);
                    let text = items.as_str();
                    let marked = text.is_some_and(|text| text.starts_with("{%") || text.ends_with("%}"));
                    if !marked && !matches!(items.value, Value::Array(_) | Value::Object(_)) {
                        self.wrong_type(items, &at, "Array");
                    }
                    Items::Template(template)
                }
                None => Items::Input,
            },
        }
    }

    fn item_selector(&mut self, node: &Node, at: &At<'_>, language: Language) -> Option<crate::program::Template> {
        self.exclusive(node, at, &["ItemSelector", "Parameters"]);
        let old = (language == Language::JsonPath).then_some("Parameters");
        let name = ["ItemSelector"].into_iter().chain(old).find(|name| node.get(name).is_some())?;
        node.get(name).map(|value| self.template(value, &at.key(name), language))
    }

    fn inline_only(&mut self, node: &Node, at: &At<'_>) {
        for member in DISTRIBUTED.iter().filter_map(|name| node.member(name)) {
            let message = format!("`{}` works in a Distributed Map only", member.key);
            let finding =
                Diagnostic::error("distributed-only", member.key_span, at.key(&member.key).to_string(), message).help(
                    "Set `Mode` to DISTRIBUTED in the ProcessorConfig, with an ExecutionType, or drop the field.",
                );
            self.report(finding);
        }
    }

    fn distributed(&mut self, member: &Member, at: &At<'_>, language: Language, child_type: ChildType) -> Distributed {
        let node = &member.value;
        Distributed {
            child_type,
            label: self.label(node, at),
            reader: node.get("ItemReader").and_then(|reader| self.item_reader(reader, &at.key("ItemReader"), language)),
            batcher: node
                .get("ItemBatcher")
                .and_then(|batcher| self.batcher(batcher, &at.key("ItemBatcher"), language)),
            writer: node.get("ResultWriter").and_then(|writer| self.writer(writer, &at.key("ResultWriter"), language)),
        }
    }

    fn label(&mut self, node: &Node, at: &At<'_>) -> Option<Rc<str>> {
        let value = node.get("Label")?;
        let at = at.key("Label");
        let label = self.string(value, &at)?.clone();
        if label.chars().count() > 40 {
            let message = format!("Label name '{label}' exceeds the 40-character limit allowed by the service");
            let finding = Diagnostic::error("INVALID_LABEL_NAME", value.span, at.to_string(), message);
            self.report(finding.help("Shorten the label."));
        }
        if let Some(refused) =
            label.chars().find(|char| NOT_IN_LABELS.contains(*char) || char.is_control() || char.is_whitespace())
            && !label.contains("${")
        {
            let message = format!("Label name '{label}' contains a character that is not allowed: '{refused}'");
            let finding = Diagnostic::error("INVALID_LABEL_NAME", value.span, at.to_string(), message);
            self.report(finding.help("Use letters, digits, - and _."));
        }
        if let Some(first) = self.labels.get(&label).copied() {
            let message = format!("Duplicate Label name: {label}");
            let finding = Diagnostic::error("DUPLICATE_LABEL_NAME", value.span, at.to_string(), message)
                .label(first, "the first label of this name");
            self.report(finding.help("Choose another label."));
        } else {
            self.labels.insert(label.clone(), value.span);
        }
        Some(label)
    }

    fn batcher(&mut self, node: &Node, at: &At<'_>, language: Language) -> Option<Batcher> {
        self.object(node, at)?;
        self.supported(node, at, fields::ITEM_BATCHER, language);
        let form = |max| AmountForm { range: Range::whole(0, max), language, context: false };
        let batcher = Batcher {
            max_items: self.amount(node, "MaxItemsPerBatch", at, form(u32::MAX)),
            max_bytes: self.amount(node, "MaxInputBytesPerBatch", at, form(MOST_BYTES)),
            batch_input: node.get("BatchInput").map(|value| self.template(value, &at.key("BatchInput"), language)),
        };
        let limits = ["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"];
        if limits.iter().all(|name| node.get(name).is_none()) {
            let message = "an ItemBatcher needs a limit for its batches";
            let finding = Diagnostic::error("batch-without-limit", node.span, at.to_string(), message)
                .help("Add `MaxItemsPerBatch` or `MaxInputBytesPerBatch`.");
            self.report(finding);
        }
        Some(batcher)
    }

    fn writer(&mut self, node: &Node, at: &At<'_>, language: Language) -> Option<Writer> {
        self.object(node, at)?;
        self.supported(node, at, fields::RESULT_WRITER, language);
        let resource = node.get("Resource");
        if let Some(resource) = resource {
            self.s3_action(resource, &at.key("Resource"), &["putObject"]);
        } else if node.get("WriterConfig").is_none() {
            self.required(node, node.span, at, &["Resource"], &[]);
        }
        let mut writer = Writer {
            exports: resource.is_some(),
            parameters: self.template_of(node, at, language),
            transformation: None,
            output_type: None,
        };
        if let Some(config) = node.get("WriterConfig") {
            let at = at.key("WriterConfig");
            self.object(config, &at)?;
            let meant = self.supported(config, &at, fields::WRITER_CONFIG, language);
            self.required(config, config.span, &at, &["OutputType"], &meant);
            writer.transformation = self.word_of(config, &at, "Transformation", &["NONE", "COMPACT", "FLATTEN"]);
            writer.output_type = self.word_of(config, &at, "OutputType", &["JSON", "JSONL"]);
        }
        Some(writer)
    }

    fn word_of(&mut self, object: &Node, at: &At<'_>, name: &str, words: &[&str]) -> Option<Rc<str>> {
        let found = self.word(object.get(name)?, &at.key(name), words)?;
        Some(words[found].into())
    }
}

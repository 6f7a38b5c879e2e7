//! Small changes to a definition as its author wrote it: comments, order and indentation stay.

use crate::text::{self, Format};
use asl_json::spanned::{Member, Node};
use asl_text::Span;

/// Makes a Map run its iterations as child executions: sets `ProcessorConfig` of its `ItemProcessor` to Distributed
/// mode with Standard executions. `state` is where the Map's value stands in the text. An `Iterator` becomes an
/// `ItemProcessor`, since it cannot be distributed.
///
/// # Errors
/// Why it cannot be done, for people.
pub fn distribute(definition: &str, state: Span) -> Result<String, String> {
    let parsed = text::parse(definition).map_err(|failure| failure.message)?;
    let map = at(&parsed.root, state).ok_or("the state is not in the text")?;
    let processor = map.member("ItemProcessor").or_else(|| map.member("Iterator"));
    let processor = processor.ok_or("the Map has no ItemProcessor")?;
    let writer = Writer { text: definition, is_yaml: parsed.format == Format::Yaml };
    let mut edits = Vec::new();
    if &*processor.key == "Iterator" {
        edits.push((processor.key_span, writer.scalar("ItemProcessor")));
    }
    let config = processor.value.member("ProcessorConfig");
    match config.map(|config| (config, config.value.as_object().unwrap_or_default())) {
        Some((config, members)) if !members.is_empty() => edits.extend(writer.reconfigured(config, members)),
        Some((config, _)) => edits.push((config.value.span, writer.flow_object())),
        None => {
            let first = processor.value.as_object().and_then(<[Member]>::first);
            let first = first.ok_or("the ItemProcessor of the Map is empty")?;
            edits.push((Span::new(first.key_span.start, first.key_span.start), writer.config(processor, first)));
        }
    }
    asl_sort::by_key(&mut edits, |(span, _)| std::cmp::Reverse(span.start));
    let mut written = definition.to_string();
    for (span, new) in edits {
        written.replace_range(span.start as usize..span.end as usize, &new);
    }
    match text::parse(&written) {
        Ok(_) => Ok(written),
        Err(_) => Err("the text is written in a way that cannot be changed safely".into()),
    }
}

/// The node at a place.
fn at(node: &Node, span: Span) -> Option<&Node> {
    if node.span == span {
        return Some(node);
    }
    let holds = |node: &&Node| node.span.start <= span.start && span.end <= node.span.end;
    let members = node.as_object().unwrap_or_default().iter().map(|member| &member.value);
    let items = node.as_array().unwrap_or_default().iter();
    members.chain(items).filter(holds).find_map(|inner| at(inner, span))
}

const FIELDS: [(&str, &str); 2] = [("Mode", "DISTRIBUTED"), ("ExecutionType", "STANDARD")];

struct Writer<'a> {
    text: &'a str,
    is_yaml: bool,
}

impl Writer<'_> {
    fn scalar(&self, text: &str) -> String {
        if self.is_yaml { text.into() } else { format!("\"{text}\"") }
    }

    /// `"Mode": "DISTRIBUTED"`, with the blank that the author sets behind a colon.
    fn field(&self, (key, value): (&str, &str)) -> String {
        let blank = if self.is_yaml || self.text.contains("\": ") { " " } else { "" };
        format!("{}:{blank}{}", self.scalar(key), self.scalar(value))
    }

    fn flow_object(&self) -> String {
        let gap = if self.is_yaml || self.text.contains("\": ") { ", " } else { "," };
        format!("{{{}}}", FIELDS.map(|field| self.field(field)).join(gap))
    }

    /// The blanks before a place, if nothing else stands before it on its line.
    fn indent(&self, place: u32) -> Option<&str> {
        let before = &self.text[..place as usize];
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        line.bytes().all(|byte| matches!(byte, b' ' | b'\t')).then_some(line)
    }

    /// The whole field, before the first one of the processor.
    fn config(&self, processor: &Member, first: &Member) -> String {
        let name = self.scalar("ProcessorConfig");
        let in_flow = !self.is_yaml || self.text[processor.value.span.start as usize..].starts_with('{');
        let Some(indent) = self.indent(first.key_span.start) else {
            let colon = if self.is_yaml || self.text.contains("\": ") { ": " } else { ":" };
            let gap = if colon == ": " { ", " } else { "," };
            return format!("{name}{colon}{}{gap}", self.flow_object());
        };
        let outer = self.indent(processor.key_span.start).unwrap_or_default();
        let unit = indent.strip_prefix(outer).filter(|unit| !unit.is_empty()).unwrap_or("  ");
        let comma = if in_flow { "," } else { "" };
        let lines = FIELDS.map(|field| format!("\n{indent}{unit}{}", self.field(field))).join(comma);
        match in_flow {
            true => format!("{name}: {{{lines}\n{indent}}},\n{indent}"),
            false => format!("{name}:{lines}\n{indent}"),
        }
    }

    /// The changes to a configuration that is there.
    fn reconfigured(&self, config: &Member, members: &[Member]) -> Vec<(Span, String)> {
        let in_flow = !self.is_yaml || self.text[config.value.span.start as usize..].starts_with('{');
        let mut edits = Vec::new();
        for field in FIELDS {
            match members.iter().rfind(|member| *member.key == *field.0) {
                Some(member) if &*member.key == "Mode" => edits.push((member.value.span, self.scalar(field.1))),
                Some(_) => {}
                None => {
                    let first = members[0].key_span.start;
                    let gap = match self.indent(first) {
                        Some(indent) => format!("\n{indent}"),
                        None => " ".into(),
                    };
                    let comma = if in_flow { "," } else { "" };
                    edits.push((Span::new(first, first), format!("{}{comma}{gap}", self.field(field))));
                }
            }
        }
        edits
    }
}

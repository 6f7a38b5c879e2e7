//! YAML 1.2 as a tree with spans, built from the events of the parser without recursion.
//!
//! Aliases are copied, within a budget; tags of CloudFormation become placeholders in plain text. Keys stay as written,
//! equal ones too.

use super::{Failure, MAX_YAML_DEPTH};
use asl_json::spanned::{Member, Node, Value};
use asl_text::{Diagnostic, Span};
use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks, StrInput, Tag};
use std::{borrow::Cow, collections::BTreeMap, rc::Rc};

mod error;
mod offset;
mod scalar;
mod tag;

use offset::Offsets;

/// How many nodes the anchors and aliases of a text may copy in sum: a few nested ones could otherwise fill the memory.
const MAX_COPIED_NODES: usize = 100_000;

/// Reads the first document of a text.
pub(super) fn load(text: &str) -> Result<(Node, Vec<Diagnostic>), Failure> {
    let mut loader = Loader {
        text,
        offsets: Offsets::new(text),
        open: Vec::new(),
        anchors: BTreeMap::new(),
        copied: 0,
        root: None,
        notes: Vec::new(),
    };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, marks)) => {
                if loader.take(event, marks)? {
                    break;
                }
            }
            Err(error) => return Err(error::explain(text, &error, loader.offsets.byte(error.marker().index()))),
        }
    }
    match loader.root {
        Some(root) => Ok((root.node, loader.notes)),
        None => Err(Failure::new("the text holds no value, only comments", Span::at(0))),
    }
}

/// A node with its size: how many nodes it holds, and how deep they nest.
#[derive(Clone)]
struct Built {
    node: Node,
    nodes: usize,
    depth: usize,
}

/// A mapping or sequence that has not ended yet.
struct Open<'input> {
    start: u32,
    /// Written in `{}` or `[]`.
    flow: bool,
    anchor: usize,
    tag: Option<Cow<'input, Tag>>,
    value: Value,
    key: Option<(Rc<str>, Span)>,
    nodes: usize,
    depth: usize,
    end: u32,
}

impl Open<'_> {
    fn wants_key(&self) -> bool {
        matches!(self.value, Value::Object(_)) && self.key.is_none()
    }
}

struct Loader<'input> {
    text: &'input str,
    offsets: Offsets,
    open: Vec<Open<'input>>,
    anchors: BTreeMap<usize, Built>,
    copied: usize,
    root: Option<Built>,
    notes: Vec<Diagnostic>,
}

impl<'input> Loader<'input> {
    /// Takes the next event; true when there is nothing more to read.
    fn take(&mut self, event: Event<'input>, marks: Marks) -> Result<bool, Failure> {
        let span = Span::new(self.offsets.byte(marks.start.index()), self.offsets.byte(marks.end.index()));
        match event {
            Event::Nothing | Event::StreamStart | Event::DocumentEnd => {}
            Event::StreamEnd => return Ok(true),
            Event::DocumentStart(_) if self.root.is_some() => {
                let help = "paste one document at a time";
                self.notes.push(
                    Diagnostic::warning("several-documents", span, "", "only the first document of this text is read")
                        .help(help),
                );
                return Ok(true);
            }
            Event::DocumentStart(_) => {}
            Event::Alias(anchor) => self.alias(anchor, span)?,
            Event::Scalar(text, style, anchor, tag) => self.scalar(&text, style, anchor, tag.as_deref(), span)?,
            Event::SequenceStart(anchor, tag) => self.start(Value::Array(Vec::new()), anchor, tag, span)?,
            Event::MappingStart(anchor, tag) => self.start(Value::Object(Vec::new()), anchor, tag, span)?,
            Event::SequenceEnd | Event::MappingEnd => self.end(span)?,
        }
        Ok(false)
    }

    fn start(&mut self, value: Value, anchor: usize, tag: Option<Cow<'input, Tag>>, span: Span) -> Result<(), Failure> {
        if self.open.last().is_some_and(Open::wants_key) {
            return Err(Failure::new("a mapping or a list stands where a key should", span)
                .help("write a plain text as key; put quotes around `{` and `[` that belong to a text"));
        }
        if self.open.len() >= MAX_YAML_DEPTH {
            return Err(too_deep(span));
        }
        let flow = self.text[span.start as usize..].starts_with(['{', '[']);
        let (start, end) = (span.start, span.end);
        self.open.push(Open { start, flow, anchor, tag, value, key: None, nodes: 1, depth: 1, end });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Failure> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        // The end of a block is reported at the next token, blank lines and comments later.
        let end = if open.flow { span.end } else { open.end };
        let node = Node { span: Span::new(open.start, end), value: open.value };
        let node = tag::apply(open.tag.as_deref(), node, &mut self.notes);
        self.put(Built { node, nodes: open.nodes, depth: open.depth }, open.anchor)
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), Failure> {
        let plain = style == ScalarStyle::Plain;
        let span = self.scalar_span(span, style, text);
        if self.open.last().is_some_and(Open::wants_key) {
            if text == "<<" && plain {
                self.notes.push(
                    Diagnostic::warning(
                        "yaml-merge-key",
                        span,
                        "",
                        "`<<` is an ordinary key in YAML 1.2: nothing is merged",
                    )
                    .help("write the fields out"),
                );
            }
            if anchor > 0 {
                let node = Node { span, value: Value::String(text.into()) };
                self.anchors.insert(anchor, Built { node, nodes: 1, depth: 0 });
            }
            self.key(text.into(), span);
            return Ok(());
        }
        let value = scalar::value(text, plain, tag, span, &mut self.notes)?;
        let node = tag::apply(tag, Node { span, value }, &mut self.notes);
        self.put(Built { node, nodes: 1, depth: 0 }, anchor)
    }

    /// The place of a scalar without the blanks, line ends and comments that the parser counts to it.
    fn scalar_span(&self, span: Span, style: ScalarStyle, text: &str) -> Span {
        let raw = &self.text[span.start as usize..span.end as usize];
        let length = match style {
            ScalarStyle::Plain if text.is_empty() => 0,
            ScalarStyle::SingleQuoted => closing_quote(raw, '\'').unwrap_or(raw.len()),
            ScalarStyle::DoubleQuoted => closing_quote(raw, '"').unwrap_or(raw.len()),
            ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => raw.trim_end().len(),
        };
        Span::new(span.start, span.start + length as u32)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Failure> {
        let Some(anchored) = self.anchors.get(&anchor) else {
            return Err(
                Failure::new("this alias refers to the value in which it stands", span).help("write the value out")
            );
        };
        self.copied = spend(self.copied, anchored.nodes, span)?;
        if self.open.len() + anchored.depth > MAX_YAML_DEPTH {
            return Err(too_deep(span));
        }
        let built = anchored.clone();
        if self.open.last().is_some_and(Open::wants_key) {
            let Value::String(text) = built.node.value else {
                return Err(Failure::new("this alias stands where a key should, and is no text", span)
                    .help("write the key out"));
            };
            self.key(text, span);
            Ok(())
        } else {
            self.put(built, 0)
        }
    }

    fn key(&mut self, key: Rc<str>, span: Span) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some((key, span));
            open.end = open.end.max(span.end);
            // A block mapping begins where its first key does.
            if !open.flow && matches!(&open.value, Value::Object(members) if members.is_empty()) {
                open.start = span.start;
            }
        }
    }

    fn put(&mut self, built: Built, anchor: usize) -> Result<(), Failure> {
        if anchor > 0 {
            self.copied = spend(self.copied, built.nodes, built.node.span)?;
            self.anchors.insert(anchor, built.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = self.root.take().or(Some(built));
            return Ok(());
        };
        open.nodes = open.nodes.saturating_add(built.nodes);
        open.depth = open.depth.max(built.depth + 1);
        // What an alias copies stands elsewhere.
        if built.node.span.start >= open.start {
            open.end = open.end.max(built.node.span.end);
        }
        match &mut open.value {
            Value::Object(members) => {
                if let Some((key, key_span)) = open.key.take() {
                    members.push(Member { key, key_span, value: built.node });
                }
            }
            Value::Array(items) => items.push(built.node),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        Ok(())
    }
}

/// The offset behind the quotation mark that closes the first one.
fn closing_quote(raw: &str, quote: char) -> Option<usize> {
    let mut chars = raw.char_indices().skip_while(|(_, c)| *c != quote).skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => {
                chars.next();
            }
            _ if c != quote => {}
            // Two single quotes in a row stand for one.
            _ if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == quote) => {
                chars.next();
            }
            _ => return Some(at + 1),
        }
    }
    None
}

/// Adds copied nodes to the sum of those before.
fn spend(copied: usize, nodes: usize, span: Span) -> Result<usize, Failure> {
    let copied = copied.saturating_add(nodes);
    if copied > MAX_COPIED_NODES {
        let message = format!("the anchors and aliases of this text copy more than {MAX_COPIED_NODES} values");
        return Err(Failure::new(message, span).help("write the values out"));
    }
    Ok(copied)
}

fn too_deep(span: Span) -> Failure {
    Failure::new(format!("mappings and lists are nested deeper than {MAX_YAML_DEPTH} levels here"), span)
        .help("check the indentation and the brackets")
}

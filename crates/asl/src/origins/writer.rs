//! Origins, written one by one.

use asl_engine::Via;
use asl_json::spanned::{Member, Node, Value};
use asl_text::{LineIndex, Span};
use asl_view::Origin;

/// Fields that are told apart in a state; of more, the rest belongs to the field around them.
const MOST: usize = 500;

/// What holds the fields that a state is left by: the state, one of its catchers, or a rule of a Choice.
pub struct Host<'a> {
    /// Where it stands.
    pub node: &'a Node,
    /// How its fields begin: `Catch[1].`; empty for the state.
    pub way: String,
}

impl<'a> Host<'a> {
    /// The state itself.
    pub fn of_state(node: &'a Node) -> Self {
        Self { node, way: String::new() }
    }

    /// What a state is left by.
    pub fn new(state: &'a Node, via: Via) -> Self {
        let (list, at) = match via {
            Via::Catcher(at) => ("Catch", at),
            Via::Rule(at) => ("Choices", at),
            Via::Next | Via::Default => return Self::of_state(state),
        };
        let rule = state.get(list).and_then(Node::as_array).and_then(|rules| rules.get(at as usize));
        rule.map_or(Self::of_state(state), |node| Self { node, way: format!("{list}[{at}].") })
    }

    /// What stands for a field that is absent: the catcher or the rule; a whole state would say nothing.
    pub fn span(&self) -> Option<Span> {
        Some(self.node.span).filter(|_| !self.way.is_empty())
    }
}

/// What has been written, and what from.
pub struct Writer<'a> {
    /// The origins.
    pub found: Vec<Origin>,
    lines: LineIndex<'a>,
    text: &'a str,
    /// Whether the fields are those of JSONata.
    pub jsonata: bool,
}

impl<'a> Writer<'a> {
    /// Of a definition's text.
    pub fn new(text: &'a str) -> Self {
        Self { found: Vec::new(), lines: LineIndex::new(text), text, jsonata: false }
    }

    /// A place in code units of UTF-16.
    pub fn range(&self, span: Span) -> (u32, u32) {
        (self.lines.utf16(span.start), self.lines.utf16(span.end))
    }

    /// Whether no more are told apart.
    pub fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    /// One more origin.
    pub fn put(
        &mut self,
        stage: &str,
        pointer: &str,
        field: String,
        span: Option<Span>,
        source: Option<(&str, String)>,
    ) {
        if !self.is_full() {
            let range = span.map_or((0, 0), |span| self.range(span));
            let source = source.map(|(stage, pointer)| (stage.to_string(), pointer));
            self.found.push(Origin { stage: stage.into(), pointer: pointer.into(), field, range, source });
        }
    }

    /// A field as it is written, on one line.
    pub fn written(&self, way: &str, node: &Node) -> String {
        let value = match &node.value {
            Value::Object(_) => "{…}",
            Value::Array(_) => "[…]",
            _ => self.text.get(node.span.start as usize..node.span.end as usize).unwrap_or_default(),
        };
        format!("{way} = {}", cut(value))
    }

    fn passes(&mut self, stage: &str, field: &str, span: Option<Span>, source: &str) {
        self.put(stage, "", format!("no {field}: it is passed on as it is"), span, Some((source, String::new())));
    }

    /// A field that selects.
    pub fn path(&mut self, node: &Node, field: &str, stage: &str, source: &str) {
        let Some(member) = node.member(field) else {
            return if field == "InputPath" || field == "OutputPath" {
                self.passes(stage, field, None, source);
            };
        };
        let from = member.value.as_str().and_then(|path| self.source(path, source));
        self.put(stage, "", self.written(field, &member.value), Some(whole(member)), from);
    }

    /// A field that builds.
    pub fn template(&mut self, host: &Host<'_>, field: &str, stage: &str, source: &str) {
        let way = format!("{}{field}", host.way);
        match host.node.member(field) {
            Some(member) => self.built(&way, member, stage, "", Some(source)),
            None if field == "Items" => {}
            None => self.passes(stage, &way, host.span(), source),
        }
    }

    /// What a field builds, part by part; no source where it looked at the data of another visit.
    pub fn built(&mut self, way: &str, member: &Member, stage: &str, pointer: &str, source: Option<&str>) {
        let is_path = member.key.ends_with(".$");
        let mut waiting = vec![(way.to_string(), whole(member), is_path, &member.value, pointer.to_string())];
        while let Some((way, span, is_path, node, pointer)) = waiting.pop() {
            let from = source.and_then(|source| self.value_source(node, is_path, source));
            self.put(stage, &pointer, self.written(&way, node), Some(span), from);
            for (at, item) in node.as_array().unwrap_or_default().iter().enumerate().take(MOST) {
                waiting.push((format!("{way}[{at}]"), item.span, false, item, format!("{pointer}/{at}")));
            }
            for inner in node.as_object().unwrap_or_default() {
                let way = format!("{way}.{}", asl_json::escape(&inner.key));
                let (name, is_path) = (self.name(inner), inner.key.ends_with(".$"));
                waiting.push((way, whole(inner), is_path, &inner.value, format!("{pointer}/{name}")));
            }
        }
    }

    /// What a member of a template is called in the value that is built.
    pub fn name<'m>(&self, member: &'m Member) -> &'m str {
        match member.key.strip_suffix(".$") {
            Some(name) if !self.jsonata => name,
            _ => &member.key,
        }
    }

    fn value_source<'s>(&self, node: &Node, is_path: bool, source: &'s str) -> Option<(&'s str, String)> {
        let text = node.as_str()?;
        let is_taken = if self.jsonata { text.starts_with("{%") } else { is_path };
        if is_taken { self.source(text, source) } else { None }
    }

    /// The place that a path or a simple expression names.
    fn source<'s>(&self, text: &str, source: &'s str) -> Option<(&'s str, String)> {
        if !self.jsonata {
            let item = text.strip_prefix("$$.Map.Item.Value").filter(|_| source == "afterItemsPath");
            let rest = match item {
                Some(rest) => return Some((source, format!("/*{}", pointer(rest)?))),
                None => text.strip_prefix('$').filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']))?,
            };
            return Some((source, pointer(rest)?));
        }
        let inner = text.strip_prefix("{%")?.strip_suffix("%}")?.trim();
        let of = |name: &str, stage: &'static str| Some((stage, pointer(inner.strip_prefix(name)?)?));
        of("$states.input", "input")
            .or_else(|| of("$states.result", "result"))
            .or_else(|| of("$states.errorOutput", "errorOutput"))
    }
}

/// A member with its key.
pub fn whole(member: &Member) -> Span {
    member.key_span.to(member.value.span)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

/// The steps of a path behind its root as a pointer; `None` for anything but names and indexes.
pub fn pointer(steps: &str) -> Option<String> {
    let (mut rest, mut out) = (steps.trim(), String::new());
    while !rest.is_empty() {
        let (part, after) = if let Some(inner) = rest.strip_prefix("['") {
            inner.split_once("']")?
        } else if let Some(inner) = rest.strip_prefix('[') {
            inner.split_once(']').filter(|(index, _)| index.bytes().all(|sign| sign.is_ascii_digit()))?
        } else {
            let inner = rest.strip_prefix('.')?;
            inner.split_at(inner.find(['.', '[']).unwrap_or(inner.len()))
        };
        let is_plain = part.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-' | ' '));
        if part.is_empty() || !is_plain {
            return None;
        }
        out.push('/');
        out.push_str(part);
        rest = after;
    }
    Some(out)
}

//! Which field of a state made which part of its data stages, read off the definition.

use asl_json::spanned::{Member, Node, Value};
use asl_model::{Language, State};
use asl_text::{LineIndex, Span};
use asl_view::Origin;

/// Fields that are told apart in a state; of more, the rest belongs to the field around them.
const MOST: usize = 500;

/// The node of a state in the tree of the definition.
pub fn state_node<'a>(root: &'a Node, state: &State) -> Option<&'a Node> {
    let mut at = root;
    while at.span != state.span {
        let holds = |node: &&Node| node.span.start <= state.span.start && state.span.end <= node.span.end;
        at = match &at.value {
            Value::Object(members) => members.iter().map(|member| &member.value).find(holds)?,
            Value::Array(items) => items.iter().find(holds)?,
            _ => return None,
        };
    }
    Some(at)
}

/// The origins of all stages of a state. `has` tells which stages were recorded.
pub fn origins(node: &Node, state: &State, text: &str, has: &dyn Fn(&str) -> bool) -> Vec<Origin> {
    let mut writer =
        Writer { found: Vec::new(), lines: LineIndex::new(text), text, jsonata: state.language == Language::Jsonata };
    let looks_at = if writer.jsonata { "input" } else { "afterInputPath" };
    if writer.jsonata {
        writer.template(node, "Arguments", "afterArguments", "input");
    } else {
        writer.path(node, "InputPath", "afterInputPath", "input");
        writer.template(node, "Parameters", "afterParameters", looks_at);
    }
    writer.path(node, "ItemsPath", "afterItemsPath", looks_at);
    writer.template(node, "Items", "afterItemsPath", looks_at);
    writer.items(node, looks_at);
    writer.result(node, has);
    let result = if has("errorOutput") { "errorOutput" } else { "result" };
    if writer.jsonata {
        if !has("errorOutput") {
            let passes = if has("result") { "result" } else { "input" };
            writer.template(node, "Output", "output", passes);
        }
        return writer.found;
    }
    let kept = if result == "result" && has("afterResultSelector") {
        writer.template(node, "ResultSelector", "afterResultSelector", "result");
        "afterResultSelector"
    } else {
        result
    };
    if has("afterResultPath") && result == "result" {
        let kept = match (has(kept), has("afterParameters")) {
            (true, _) => kept,
            (false, true) => "afterParameters",
            (false, false) => looks_at,
        };
        writer.result_path(node, kept);
    }
    let before = if has("afterResultPath") { "afterResultPath" } else { looks_at };
    writer.path(node, "OutputPath", "output", before);
    writer.found
}

struct Writer<'a> {
    found: Vec<Origin>,
    lines: LineIndex<'a>,
    text: &'a str,
    jsonata: bool,
}

impl Writer<'_> {
    fn put(&mut self, stage: &str, pointer: &str, field: String, span: Option<Span>, source: Option<(&str, String)>) {
        if self.found.len() < MOST {
            let range = span.map_or((0, 0), |span| (self.lines.utf16(span.start), self.lines.utf16(span.end)));
            let source = source.map(|(stage, pointer)| (stage.to_string(), pointer));
            self.found.push(Origin { stage: stage.into(), pointer: pointer.into(), field, range, source });
        }
    }

    /// A member as it is written, on one line.
    fn written(&self, way: &str, member: &Member) -> String {
        let value = match &member.value.value {
            Value::Object(_) => "{…}",
            Value::Array(_) => "[…]",
            _ => self.text.get(member.value.span.start as usize..member.value.span.end as usize).unwrap_or_default(),
        };
        format!("{way} = {}", cut(value))
    }

    fn passes(&mut self, stage: &str, field: &str, source: &str) {
        self.put(stage, "", format!("no {field}: it is passed on as it is"), None, Some((source, String::new())));
    }

    /// A field that selects.
    fn path(&mut self, node: &Node, field: &str, stage: &str, source: &str) {
        let Some(member) = node.member(field) else {
            return if field == "InputPath" || field == "OutputPath" {
                self.passes(stage, field, source);
            };
        };
        let from = member.value.as_str().and_then(|path| self.source(path, source));
        self.put(stage, "", self.written(field, member), Some(whole(member)), from);
    }

    /// A field that builds.
    fn template(&mut self, node: &Node, field: &str, stage: &str, source: &str) {
        match node.member(field) {
            Some(member) => self.built(field, member, stage, "", source),
            None if field == "Items" => {}
            None => self.passes(stage, field, source),
        }
    }

    fn built(&mut self, way: &str, member: &Member, stage: &str, pointer: &str, source: &str) {
        let mut waiting = vec![(way.to_string(), member, pointer.to_string())];
        while let Some((way, member, pointer)) = waiting.pop() {
            let from = self.value_source(member, source);
            self.put(stage, &pointer, self.written(&way, member), Some(whole(member)), from);
            if let Value::Object(members) = &member.value.value {
                for inner in members {
                    let name =
                        if self.jsonata { &inner.key } else { inner.key.strip_suffix(".$").unwrap_or(&inner.key) };
                    let way = format!("{way}.{}", asl_json::escape(&inner.key));
                    waiting.push((way, inner, format!("{pointer}/{name}")));
                }
            }
        }
    }

    fn value_source<'s>(&self, member: &Member, source: &'s str) -> Option<(&'s str, String)> {
        let text = member.value.as_str()?;
        let is_path = if self.jsonata { text.starts_with("{%") } else { member.key.ends_with(".$") };
        if is_path { self.source(text, source) } else { None }
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

    fn items(&mut self, node: &Node, looks_at: &str) {
        let field = if node.member("ItemSelector").is_some() { "ItemSelector" } else { "Parameters" };
        match node.member(field).filter(|_| node.member("ItemProcessor").or(node.member("Iterator")).is_some()) {
            // `$` in it is what the Map looks at; `$$.Map.Item.Value` is the item.
            Some(member) => {
                let first = self.found.len();
                self.built(field, member, "afterItemSelector", "/*", looks_at);
                self.of_item(member, first);
            }
            None => self.put(
                "afterItemSelector",
                "/*",
                "no ItemSelector: the item as it is".into(),
                None,
                Some(("afterItemsPath", "/*".into())),
            ),
        }
    }

    /// The origins whose path starts at the item.
    fn of_item(&mut self, member: &Member, first: usize) {
        let mut waiting = vec![member];
        while let Some(member) = waiting.pop() {
            waiting.extend(member.value.as_object().unwrap_or_default());
            let text = member.value.as_str().unwrap_or_default();
            let bare = text.trim_start_matches("{%").trim_end_matches("%}").trim();
            let rest = bare.strip_prefix("$$.Map.Item.Value").or(bare.strip_prefix("$states.context.Map.Item.Value"));
            let Some(way) = rest.and_then(pointer) else { continue };
            let range = whole(member);
            let range = (self.lines.utf16(range.start), self.lines.utf16(range.end));
            for origin in self.found[first..].iter_mut().filter(|origin| origin.range == range) {
                origin.source = Some(("afterItemsPath".into(), format!("/*{way}")));
            }
        }
    }

    fn result(&mut self, node: &Node, has: &dyn Fn(&str) -> bool) {
        match (node.member("Result"), node.get("Type").and_then(Node::as_str)) {
            (Some(member), _) => self.built("Result", member, "result", "", "input"),
            (None, Some("Task")) => self.put("result", "", "what the task answered: see its mock".into(), None, None),
            (None, Some("Map" | "Parallel")) => {
                self.put("result", "", "the outputs of its children".into(), None, None);
            }
            _ => {}
        }
        if has("errorOutput") {
            self.put("errorOutput", "", "the error that was caught".into(), None, None);
        }
    }

    fn result_path(&mut self, node: &Node, kept: &str) {
        let Some(member) = node.member("ResultPath") else {
            return self.put(
                "afterResultPath",
                "",
                "no ResultPath: the result replaces the input".into(),
                None,
                Some((kept, String::new())),
            );
        };
        let (field, span) = (self.written("ResultPath", member), whole(member));
        let at = member.value.as_str().and_then(|path| pointer(path.strip_prefix('$')?));
        let input = Some(("input", String::new()));
        match at {
            None => self.put("afterResultPath", "", field, Some(span), input),
            Some(at) if at.is_empty() => self.put("afterResultPath", "", field, Some(span), Some((kept, at))),
            Some(at) => {
                self.put("afterResultPath", "", "the input, with the result at ResultPath".into(), Some(span), input);
                self.put("afterResultPath", &at, field, Some(span), Some((kept, String::new())));
            }
        }
    }
}

fn whole(member: &Member) -> Span {
    member.key_span.to(member.value.span)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

/// The steps of a path behind its root as a pointer; `None` for anything but names and indexes.
fn pointer(steps: &str) -> Option<String> {
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

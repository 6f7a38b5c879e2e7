//! Which field of a state made which part of its data stages, read off the definition.

mod variables;
mod writer;

pub use variables::{Assigner, assigners, way_out};

use asl_engine::Via;
use asl_json::spanned::{Member, Node, Value};
use asl_model::{Language, State};
use asl_view::Origin;
use writer::{Host, Writer, pointer, whole};

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

/// A visit whose stages were recorded.
pub struct Visited<'a> {
    /// The definition.
    pub root: &'a Node,
    /// Its text.
    pub text: &'a str,
    /// The state.
    pub state: &'a State,
    /// Which stages were recorded.
    pub has: &'a dyn Fn(&str) -> bool,
    /// How the state was left; `None` where it was not.
    pub via: Option<Via>,
    /// Who assigned the variables that the state sees.
    pub before: Vec<Assigner<'a>>,
    /// Who assigned those that the next state sees.
    pub after: Vec<Assigner<'a>>,
}

/// The origins of all stages of a visit, and of its variables.
pub fn origins(visited: &Visited<'_>) -> Vec<Origin> {
    let Visited { root, text, state, has, .. } = visited;
    let Some(node) = state_node(root, state) else { return Vec::new() };
    let mut writer = Writer::new(text);
    writer.jsonata = state.language == Language::Jsonata;
    let looks_at = if writer.jsonata { "input" } else { "afterInputPath" };
    let own = Host::of_state(node);
    if writer.jsonata {
        writer.template(&own, "Arguments", "afterArguments", "input");
    } else {
        writer.path(node, "InputPath", "afterInputPath", "input");
        writer.template(&own, "Parameters", "afterParameters", looks_at);
    }
    writer.path(node, "ItemsPath", "afterItemsPath", looks_at);
    writer.template(&own, "Items", "afterItemsPath", looks_at);
    writer.items(node, looks_at);
    writer.result(node, has);
    let host = visited.via.map_or(Host::of_state(node), |via| Host::new(node, via));
    let is_caught = has("errorOutput");
    match (is_caught, matches!(visited.via, Some(Via::Catcher(_)))) {
        (true, true) => writer.caught(&host),
        // The fields of the catcher failed: it made nothing.
        (true, false) => {}
        (false, _) => writer.gone_on(&host, node, looks_at, has),
    }
    // What `$` is in `Assign`.
    let first = ["errorOutput", "result", "afterParameters"].into_iter().find(|stage| !writer.jsonata && has(stage));
    let sees = first.unwrap_or(looks_at);
    for (stage, assigners) in [("variables", &visited.after), ("before", &visited.before)] {
        for assigner in assigners {
            writer.variable(root, assigner, stage, sees);
        }
    }
    writer.found
}

impl Writer<'_> {
    /// What a catcher made of the error. Its `ResultPath` is the last of it: `OutputPath` is not asked.
    fn caught(&mut self, host: &Host<'_>) {
        if self.jsonata {
            return self.template(host, "Output", "output", "errorOutput");
        }
        self.result_path(host, "errorOutput", "the error");
        let field = format!("{} has no OutputPath: it is passed on as it is", host.way.trim_end_matches('.'));
        self.put("output", "", field, host.span(), Some(("afterResultPath", String::new())));
    }

    /// What a state made that went on without an error.
    fn gone_on(&mut self, host: &Host<'_>, node: &Node, looks_at: &'static str, has: &dyn Fn(&str) -> bool) {
        if self.jsonata {
            let passes = if has("result") { "result" } else { "input" };
            return self.template(host, "Output", "output", passes);
        }
        let own = Host::of_state(node);
        let mut kept = "result";
        if has("afterResultSelector") {
            self.template(&own, "ResultSelector", "afterResultSelector", "result");
            kept = "afterResultSelector";
        }
        let mut before = looks_at;
        if has("afterResultPath") {
            let kept = match (has(kept), has("afterParameters")) {
                (true, _) => kept,
                (false, true) => "afterParameters",
                (false, false) => looks_at,
            };
            self.result_path(&own, kept, "the result");
            before = "afterResultPath";
        }
        self.path(node, "OutputPath", "output", before);
    }

    fn items(&mut self, node: &Node, looks_at: &str) {
        let field = if node.member("ItemSelector").is_some() { "ItemSelector" } else { "Parameters" };
        match node.member(field).filter(|_| node.member("ItemProcessor").or(node.member("Iterator")).is_some()) {
            // `$` in it is what the Map looks at; `$$.Map.Item.Value` is the item.
            Some(member) => {
                let first = self.found.len();
                self.built(field, member, "afterItemSelector", "/*", Some(looks_at));
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
            let range = self.range(whole(member));
            for origin in self.found[first..].iter_mut().filter(|origin| origin.range == range) {
                origin.source = Some(("afterItemsPath".into(), format!("/*{way}")));
            }
        }
    }

    fn result(&mut self, node: &Node, has: &dyn Fn(&str) -> bool) {
        match (node.member("Result"), node.get("Type").and_then(Node::as_str)) {
            (Some(member), _) => self.built("Result", member, "result", "", Some("input")),
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

    /// Where `what`, which is the stage `kept`, went.
    fn result_path(&mut self, host: &Host<'_>, kept: &str, what: &str) {
        let stage = "afterResultPath";
        let way = format!("{}ResultPath", host.way);
        let Some(member) = host.node.member("ResultPath") else {
            let field = format!("no {way}: {what} replaces the input");
            return self.put(stage, "", field, host.span(), Some((kept, String::new())));
        };
        let (field, span) = (self.written(&way, &member.value), Some(whole(member)));
        let at = member.value.as_str().and_then(|path| pointer(path.strip_prefix('$')?));
        let input = Some(("input", String::new()));
        match at {
            None => self.put(stage, "", field, span, input),
            Some(at) if at.is_empty() => self.put(stage, "", field, span, Some((kept, at))),
            Some(at) => {
                self.put(stage, "", format!("the input, with {what} at {way}"), span, input);
                self.put(stage, &at, field, span, Some((kept, String::new())));
            }
        }
    }
}

//! One state: the fields that all types share, and the way to those of its type.

use super::at::At;
use super::fields::{self, Meant, TYPES, was_meant};
use super::findings::schema;
use super::machine::Names;
use super::reader::Reader;
use super::value::quoted;
use crate::program::{Kind, Language, MachineId, PathField, ResultPath, State, StateId, Template, Then};
use crate::rules;
use asl_json::spanned::{Member, Node, Value};
use asl_text::closest;

/// What the readers of the types need to know of a state.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The state's object.
    pub(crate) node: &'a Node,
    /// Its id.
    pub(crate) id: StateId,
    /// Its language.
    pub(crate) language: Language,
    /// The states that it may lead to.
    pub(crate) names: &'a Names,
    /// Misspelt fields, as they were meant.
    pub(crate) meant: &'a [Meant],
}

impl State {
    /// A state of which only the name is known.
    pub(crate) fn stub(member: &Member, machine: MachineId) -> Self {
        Self {
            name: member.key.clone(),
            machine,
            language: Language::JsonPath,
            comment: None,
            key_span: member.key_span,
            span: member.value.span,
            input_path: PathField::Whole,
            output_path: PathField::Whole,
            result_selector: None,
            result_path: ResultPath::Replace,
            assign: None,
            output: None,
            retry: Vec::new(),
            catch: Vec::new(),
            then: Then::Missing,
            kind: Kind::Pass { result: None, parameters: None },
        }
    }
}

impl Reader {
    /// Reads a state into its place in the program. Tells whether it ends its machine.
    pub(crate) fn state(&mut self, member: &Member, at: &At<'_>, id: StateId, names: &Names) -> bool {
        let node = &member.value;
        if self.object(node, at).is_none() {
            return false;
        }
        let language = self.state_language(member, at);
        let given = self.state_type(member, at);
        let kind_name = given.unwrap_or_else(|| guess(node));
        let meant = match given.and_then(fields::of_state) {
            Some(table) => self.supported(node, at, &table, language),
            None => Vec::new(),
        };
        let scope = Scope { node, id, language, names, meant: &meant };
        let outer = std::mem::replace(&mut self.works, matches!(kind_name, "Task" | "Parallel" | "Map"));
        let kind = self.kind(kind_name, scope, member, at);
        let mut state = State { language, comment: self.comment(node, at), kind, ..State::stub(member, MachineId(0)) };
        state.machine = self.program.state(id).machine;
        self.data_flow(&mut state, node, at, language);
        state.retry = self.retriers(node.get("Retry"), &at.key("Retry"));
        state.catch = self.catchers(node.get("Catch"), &at.key("Catch"), scope);
        self.works = outer;
        let moves_on = !matches!(kind_name, "Choice" | "Succeed" | "Fail");
        let end =
            if moves_on { self.onward(&mut state, scope, member, at, given.is_some()) } else { kind_name != "Choice" };
        if !moves_on {
            state.then = Then::End;
        }
        rules::state(&state, node, at, &mut self.findings);
        self.program.states[id.0 as usize] = state;
        end && given.is_some()
    }

    fn state_language(&mut self, member: &Member, at: &At<'_>) -> Language {
        let Some(node) = member.value.get("QueryLanguage") else { return self.language };
        let language = self.query_language(node, &at.key("QueryLanguage"));
        if self.language == Language::Jsonata && language == Language::JsonPath {
            let message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
            let finding = schema(node.span, at, message)
                .help("Drop the state's QueryLanguage, or set JSONata in single states instead of the whole.");
            self.report(finding);
        }
        language
    }

    fn state_type(&mut self, member: &Member, at: &At<'_>) -> Option<&'static str> {
        let Some(node) = member.value.get("Type") else {
            let mut finding = schema(member.key_span, at, "The field 'Type' is required")
                .help(format!("Add \"Type\": one of {}.", TYPES.join(", ")));
            let members = member.value.as_object().unwrap_or_default();
            if let Some(slip) = members.iter().find(|member| closest("Type", [&*member.key]).is_some()) {
                finding = finding.help(format!("Write `Type` in place of `{}`.", slip.key)).fix(
                    "Rename to Type",
                    slip.key_span,
                    quoted("Type"),
                );
            }
            self.report(finding);
            return None;
        };
        let at = at.key("Type");
        let text = self.string(node, &at)?;
        let found = TYPES.iter().copied().find(|name| *name == &**text);
        if found.is_none() {
            let message = format!("The field 'Type' should have one of these values: [{}]", TYPES.join(", "));
            let mut finding = schema(node.span, at, message);
            if let Some(meant) = self.closest(text, &TYPES) {
                finding = finding.help(format!("Did you mean `{meant}`?")).fix(
                    format!("Write {meant}"),
                    node.span,
                    quoted(&meant),
                );
            }
            self.report(finding);
        }
        found
    }

    fn kind(&mut self, name: &str, scope: Scope<'_>, member: &Member, at: &At<'_>) -> Kind {
        let Scope { node, language, .. } = scope;
        match name {
            "Task" => Kind::Task(Box::new(self.task(scope, member, at))),
            "Choice" => self.choice(scope, member, at),
            "Wait" => Kind::Wait(self.wait(scope, member, at)),
            "Succeed" => Kind::Succeed,
            "Fail" => Kind::Fail {
                error: self.text_field(node, "Error", at, language),
                cause: self.text_field(node, "Cause", at, language),
            },
            "Parallel" => self.parallel(scope, member, at),
            "Map" => Kind::Map(Box::new(self.map(scope, member, at))),
            _ => {
                Kind::Pass { result: node.get("Result").map(Node::to_json), parameters: self.input_template(scope, at) }
            }
        }
    }

    /// `Parameters` or `Arguments`, whichever the language has.
    pub(crate) fn input_template(&mut self, scope: Scope<'_>, at: &At<'_>) -> Option<Template> {
        self.template_of(scope.node, at, scope.language)
    }

    /// The same of any object.
    pub(crate) fn template_of(&mut self, node: &Node, at: &At<'_>, language: Language) -> Option<Template> {
        let name = match language {
            Language::JsonPath => "Parameters",
            Language::Jsonata => "Arguments",
        };
        node.get(name).map(|value| self.template(value, &at.key(name), language))
    }

    fn data_flow(&mut self, state: &mut State, node: &Node, at: &At<'_>, language: Language) {
        state.assign = self.assign(node, at, language);
        match language {
            Language::JsonPath => {
                state.input_path = self.path_field(node.get("InputPath"), &at.key("InputPath"));
                state.output_path = self.path_field(node.get("OutputPath"), &at.key("OutputPath"));
                state.result_path = self.result_path(node.get("ResultPath"), &at.key("ResultPath"));
                state.result_selector =
                    node.get("ResultSelector").map(|value| self.template(value, &at.key("ResultSelector"), language));
            }
            Language::Jsonata => state.output = self.output(node, at, language),
        }
    }

    /// `Output`.
    pub(crate) fn output(&mut self, node: &Node, at: &At<'_>, language: Language) -> Option<Template> {
        let value = node.get("Output").filter(|_| language == Language::Jsonata)?;
        Some(self.template(value, &at.key("Output"), language))
    }

    /// `Next` and `End`; without a type given, their absence is no matter. Tells whether the state ends its machine.
    fn onward(&mut self, state: &mut State, scope: Scope<'_>, member: &Member, at: &At<'_>, given: bool) -> bool {
        let Scope { node, names, meant, .. } = scope;
        let end = match node.get("End") {
            Some(end) => self.boolean(end, &at.key("End")),
            None => Some(false),
        };
        let misspelt = meant.iter().find(|field| field.name == "Next").and_then(|field| node.get(&field.key));
        let next = node.get("Next").or(misspelt);
        if let Some(next) = next {
            state.then = self.then(next, &at.key("Next"), names);
        }
        match (next, end) {
            (Some(_), Some(true)) => {
                self.exclusive(node, at, &["Next", "End"]);
            }
            (None, Some(true)) => state.then = Then::End,
            (None, Some(false)) if given && !was_meant(meant, &["Next", "End"]) => {
                let message = "This object should have only one of the following fields: [Next, End]";
                let finding = schema(member.key_span, at, message)
                    .help("Add \"Next\" with the name of a state, or \"End\": true.");
                self.report(finding);
            }
            _ => {}
        }
        end == Some(true)
    }
}

/// The type that a state without a valid one seems to have, to draw it.
fn guess(node: &Node) -> &'static str {
    let has = |name: &str| node.get(name).is_some_and(|value| value.value != Value::Null);
    [
        ("Resource", "Task"),
        ("Choices", "Choice"),
        ("Branches", "Parallel"),
        ("ItemProcessor", "Map"),
        ("Iterator", "Map"),
        ("Seconds", "Wait"),
        ("Timestamp", "Wait"),
    ]
    .into_iter()
    .find(|(field, _)| has(field))
    .map_or("Pass", |(_, kind)| kind)
}

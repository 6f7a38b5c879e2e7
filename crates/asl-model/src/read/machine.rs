//! The whole definition, branches and item processors.

use super::at::At;
use super::fields::{self, Field};
use super::findings::schema;
use super::reader::{MAX_STATES, Reader};
use super::value::{Range, quoted};
use crate::program::{Kind, Language, Machine, MachineId, State, StateId, Then};
use crate::rules;
use asl_json::spanned::{Member, Node};
use asl_text::{Diagnostic, Span};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The languages in the order in which AWS lists them.
const LANGUAGES: [&str; 2] = ["JSONPath", "JSONata"];

/// What a machine is for.
pub(crate) enum Role {
    /// The whole definition.
    Whole,
    /// A branch of a Parallel.
    Branch,
    /// The item processor of a Map.
    Processor,
}

/// The names of a machine's states with their places in the machine.
///
/// A state may lead to one that is not read yet, so while a machine is read a [`StateId`] of its own states is the
/// place in the machine; [`settle`] turns it into the place in the program.
pub(crate) struct Names {
    places: BTreeMap<Rc<str>, u32>,
    /// Of equal names only the last one is read.
    last: BTreeMap<Rc<str>, usize>,
}

impl Names {
    fn of(members: &[Member]) -> Self {
        let last: BTreeMap<Rc<str>, usize> =
            members.iter().enumerate().map(|(index, member)| (member.key.clone(), index)).collect();
        let kept = members.iter().enumerate().filter(|(index, member)| last.get(&member.key) == Some(index));
        let places = kept.enumerate().map(|(place, (_, member))| (member.key.clone(), place as u32)).collect();
        Self { places, last }
    }
}

impl Reader {
    /// The whole definition.
    pub(crate) fn definition(&mut self, node: &Node) {
        let at = At::ROOT;
        if let Some(language) = node.get("QueryLanguage") {
            self.language = self.query_language(language, &at.key("QueryLanguage"));
        }
        if let Some(version) = node.get("Version") {
            self.word(version, &at.key("Version"), &["1.0"]);
        }
        if let Some(seconds) = node.get("TimeoutSeconds") {
            let seconds = self.number(seconds, &at.key("TimeoutSeconds"), Range::whole(0, 99_999_999));
            self.program.timeout_seconds = seconds.map(|seconds| seconds as u64);
        }
        self.program.comment = self.comment(node, &at);
        self.machine(node, &at, None, 0, Role::Whole);
        if self.full {
            let message = format!("the definition has more than {MAX_STATES} states");
            let finding = Diagnostic::error("too-many-states", Span::at(node.span.start), "/States", message)
                .help("Split the workflow: start the parts as executions of their own.");
            self.report(finding);
        }
    }

    /// A machine with its states.
    pub(crate) fn machine(
        &mut self,
        node: &Node,
        at: &At<'_>,
        owner: Option<StateId>,
        index: u32,
        role: Role,
    ) -> MachineId {
        let id = MachineId(self.program.machines.len() as u32);
        self.program.machines.push(Machine { owner, index, start: None, states: Vec::new() });
        let table: &[Field] = match role {
            Role::Whole => fields::TOP,
            Role::Branch => fields::BRANCH,
            Role::Processor => fields::PROCESSOR,
        };
        if self.object(node, at).is_none() {
            return id;
        }
        let meant = self.supported(node, at, table, self.language);
        let edge = Span::new(node.span.start, node.span.start + 1);
        self.required(node, edge, at, &["States", "StartAt"], &meant);
        let outer = self.language;
        if let (Role::Branch, Some(language)) = (&role, node.get("QueryLanguage")) {
            self.language = self.query_language(language, &at.key("QueryLanguage"));
        }
        let states = node.get("States");
        let members = states.and_then(|states| self.object(states, &at.key("States")));
        let names = Names::of(members.unwrap_or_default());
        // Without states there is nothing to name: that they are missing is said once.
        let start = node.get("StartAt").filter(|_| members.is_some());
        let mut start = start.and_then(|start| self.target(start, &at.key("StartAt"), &names));
        let mut terminal = false;
        if let (Some(states), Some(members)) = (states, members) {
            let states_at = at.key("States");
            let before = self.findings.schema_errors();
            if members.is_empty() {
                self.report(schema(states.span, states_at, "Value cannot be empty").help("Add a state."));
            }
            terminal = self.states(members, &states_at, id, &names);
            if !terminal && !self.full {
                // A state that is itself wrong may be the end. AWS reports both; its own error comes first in the text
                // (case `Validation.BasicStructure-001`).
                let span = match self.findings.schema_errors() == before {
                    true => node.member("States").map_or(node.span, |member| member.key_span),
                    false => Span::new(states.span.end.saturating_sub(1), states.span.end),
                };
                self.no_end(span, &role, at);
            }
        }
        self.language = outer;
        let machine = &mut self.program.machines[id.0 as usize];
        start = start.and_then(|place| machine.states.get(place.0 as usize).copied());
        machine.start = start;
        let ids = machine.states.clone();
        for id in &ids {
            settle(&mut self.program.states[id.0 as usize], &ids);
        }
        if terminal && !self.full && node.get("StartAt").is_some() {
            rules::machine(&self.program, id, &at.key("States"), &mut self.findings);
        }
        id
    }

    /// Reads the states of a machine. Tells whether one of them ends it.
    fn states(&mut self, members: &[Member], at: &At<'_>, machine: MachineId, names: &Names) -> bool {
        let mut terminal = false;
        for (index, member) in members.iter().enumerate() {
            let at = at.state(&member.key);
            self.state_name(member, &at);
            if names.last.get(&member.key) != Some(&index) {
                continue;
            }
            if self.program.states.len() >= MAX_STATES {
                self.full = true;
                break;
            }
            let id = StateId(self.program.states.len() as u32);
            self.program.machines[machine.0 as usize].states.push(id);
            self.program.states.push(State::stub(member, machine));
            terminal |= self.state(member, &at, id, names);
        }
        terminal
    }

    fn state_name(&mut self, member: &Member, at: &At<'_>) {
        let (name, span) = (&member.key, member.key_span);
        if let Some(first) = self.names.get(name).copied() {
            let message = format!("Duplicate State name: {name}");
            let finding = Diagnostic::error("DUPLICATE_STATE_NAME", span, at.to_string(), message)
                .label(first, "the first state of this name")
                .help("Rename one of them: names are unique in the whole definition, branches included.");
            self.report(finding);
        } else {
            self.names.insert(name.clone(), span);
        }
        if name.chars().count() > 80 {
            let message = format!("State name '{name}' exceeds the 80-character limit allowed by the service");
            let finding = Diagnostic::error("INVALID_STATE_NAME", span, at.to_string(), message);
            self.report(finding.help("Shorten the name."));
        }
    }

    /// The state that a field names, as its place in the machine.
    pub(crate) fn target(&mut self, node: &Node, at: &At<'_>, names: &Names) -> Option<StateId> {
        let name = self.string(node, at)?;
        let place = names.places.get(name);
        if place.is_none() {
            self.missing_target(node, at, name, names);
        }
        place.map(|place| StateId(*place))
    }

    fn missing_target(&mut self, node: &Node, at: &At<'_>, name: &str, names: &Names) {
        // Quirk: AWS says 'Next' for every field that names a state.
        let message = format!("Missing 'Next' target: {name}");
        let finding = Diagnostic::error("MISSING_TRANSITION_TARGET", node.span, at.to_string(), message);
        let finding = if let Some(meant) = self.closest_of(name, names.places.keys().map(|name| &**name)) {
            finding.help(format!("Did you mean `{meant}`?")).fix(format!("Go to {meant}"), node.span, quoted(&meant))
        } else if self.names.contains_key(name) {
            finding.help("Name a state of the same branch: nothing leads into or out of a branch.")
        } else {
            finding.help(format!("Add a state `{name}`, or name another one."))
        };
        self.report(finding);
    }

    /// The same as a transition.
    pub(crate) fn then(&mut self, node: &Node, at: &At<'_>, names: &Names) -> Then {
        self.target(node, at, names).map_or(Then::Missing, Then::Next)
    }

    /// The value of `QueryLanguage`.
    ///
    /// Quirk: everything but the exact text `JSONPath` means JSONata from here on.
    pub(crate) fn query_language(&mut self, node: &Node, at: &At<'_>) -> Language {
        match self.word(node, at, &LANGUAGES) {
            Some(0) => Language::JsonPath,
            _ => Language::Jsonata,
        }
    }

    /// `Comment`.
    pub(crate) fn comment(&mut self, node: &Node, at: &At<'_>) -> Option<Rc<str>> {
        self.string(node.get("Comment")?, &at.key("Comment")).cloned()
    }

    fn no_end(&mut self, span: Span, role: &Role, at: &At<'_>) {
        // Quirk: AWS gives no location for the whole definition.
        let location = match role {
            Role::Whole => String::new(),
            Role::Branch | Role::Processor => at.to_string(),
        };
        let finding = Diagnostic::error("MISSING_END_STATE", span, location, "Workflow has no terminal state")
            .help("Give the last state \"End\": true, or add a Succeed or Fail state.");
        self.report(finding);
    }
}

/// Turns the places in the machine, which stand in a state while its machine is read, into ids.
fn settle(state: &mut State, ids: &[StateId]) {
    let settled = |place: StateId| ids.get(place.0 as usize).copied();
    let onward = |then: &mut Then| {
        if let Then::Next(place) = then {
            *then = settled(*place).map_or(Then::Missing, Then::Next);
        }
    };
    onward(&mut state.then);
    for catcher in &mut state.catch {
        catcher.next = catcher.next.and_then(settled);
    }
    if let Kind::Choice { rules, default } = &mut state.kind {
        onward(default);
        for rule in rules {
            onward(&mut rule.next);
        }
    }
}

//! The documents that we know by their fields.

use super::{Import, Kind, Machine, Source, Unusable, fragment, template, unusable};
use crate::{
    MachineType,
    fields::list,
    mock_config,
    scenario::read::{self as scenario, object_text},
    text::Parsed,
};
use asl_json::spanned::{Node, Value};
use asl_text::Span;

/// What a document is, by its fields.
pub(super) fn read(text: &str, parsed: &Parsed) -> Import {
    let root = &parsed.root;
    let has = |key: &str| root.get(key).is_some();
    if root.as_object().is_none() {
        return unknown(root);
    }
    if has("stepwell") || (has("definition") && ["mocks", "input", "inputText", "settings"].into_iter().any(has)) {
        return match scenario::read(text, parsed) {
            Ok((scenario, warnings)) => Import::Scenario { scenario: Box::new(scenario), warnings },
            Err(diagnostics) => Import::Unusable(Unusable {
                kind: Kind::BrokenScenario,
                message: "This is a scenario document, and something in it is wrong.".to_string(),
                help: None,
                diagnostics,
            }),
        };
    }
    if has("StartAt") || has("States") {
        let definition = slice(text, parsed.body).to_string();
        return machines(Source::Definition, vec![plain(definition)], parsed);
    }
    if mock_config::is_mock_config(root) {
        return Import::MockConfig { root: root.clone(), machines: mock_config::machines(root) };
    }
    if let Some(found) = template::machines(text, parsed) {
        return usable(Source::Template, found, parsed);
    }
    if has("definition") {
        return described(text, parsed);
    }
    if is_history(root) {
        return unusable(
            Kind::History,
            "This is the history of an execution, and not a definition.",
            "Paste the definition first, then the history: the page replays it.",
        );
    }
    if has("terraform_version") {
        return unusable(
            Kind::Terraform,
            "This is Terraform's JSON, which Stepwell does not read yet.",
            "Paste the `definition` of the state machine.",
        );
    }
    match fragment::machine(root) {
        Some((machine, notes)) => Import::Machines {
            source: Source::Fragment,
            machines: vec![machine],
            notes: parsed.notes.iter().cloned().chain(notes).collect(),
        },
        None if fragment::is_fields(root) => unusable(
            Kind::StateFields,
            "These are fields of a state, without the state around them.",
            "Put them into a state of a definition.",
        ),
        None => unknown(root),
    }
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).unwrap_or_default()
}

fn plain(definition: String) -> Machine {
    Machine { name: String::new(), definition: Ok(definition), machine_type: None, role_arn: None }
}

fn machines(source: Source, machines: Vec<Machine>, parsed: &Parsed) -> Import {
    Import::Machines { source, machines, notes: parsed.notes.clone() }
}

/// Machines of which one has its definition; else the reasons.
fn usable(source: Source, found: Vec<Machine>, parsed: &Parsed) -> Import {
    if found.iter().any(|machine| machine.definition.is_ok()) {
        return machines(source, found, parsed);
    }
    let reasons = found.into_iter().filter_map(|machine| machine.definition.err());
    let message = reasons.collect::<Vec<_>>().join(" ");
    unusable(Kind::DefinitionElsewhere, message, "Paste the definition itself.")
}

/// The answer of DescribeStateMachine: the definition as a string among other fields.
fn described(text: &str, parsed: &Parsed) -> Import {
    let string = |key: &str| parsed.root.get(key).and_then(Node::as_str);
    let definition = parsed.root.get("definition");
    let machine = Machine {
        name: string("name").unwrap_or_default().to_string(),
        definition: match definition.map(|node| (node, &node.value)) {
            Some((_, Value::String(text))) => Ok(text.to_string()),
            Some((node, Value::Object(_))) => Ok(object_text(node, text, parsed.format)),
            _ => Err("The field `definition` holds neither a text nor an object.".to_string()),
        },
        machine_type: string("type").and_then(MachineType::from_word),
        role_arn: string("roleArn").map(str::to_string),
    };
    usable(Source::Description, vec![machine], parsed)
}

fn is_history(root: &Node) -> bool {
    let events = root.get("events").and_then(Node::as_array).unwrap_or_default();
    events.first().is_some_and(|event| event.get("type").is_some())
}

fn unknown(root: &Node) -> Import {
    let message = match root.as_object() {
        Some([]) => "This is an empty object.".to_string(),
        Some(members) => {
            let keys: Vec<&str> = members.iter().take(4).map(|member| &*member.key).collect();
            let more = if members.len() > keys.len() { " and more" } else { "" };
            format!(
                "This is an object with {}{more}, and not a definition: it has neither `StartAt` nor `States`.",
                list(&keys)
            )
        }
        None => "This is a single value or a list, and not a definition.".to_string(),
    };
    unusable(
        Kind::UnknownDocument,
        message,
        "Paste an object with `StartAt` and `States`. Data for a run belongs into the input.",
    )
}

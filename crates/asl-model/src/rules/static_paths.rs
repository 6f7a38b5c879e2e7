//! Paths that stand where only their text is used; AWS warns of them too.
//!
//! - `NO_DOLLAR`: a template's key lacks the `.$`.
//! - `NO_PATH`: the field lacks the `Path`.
//! - `PASS_RESULT_IS_STATIC`: `Result` of a Pass is copied as it stands.

use crate::program::{Kind, Language, State};
use crate::read::{At, Findings, quoted};
use asl_json::spanned::{Member, Node, Value};
use asl_text::Diagnostic;

/// The fields of a JSONPath state that are templates.
const TEMPLATES: [&str; 5] = ["Parameters", "ResultSelector", "ItemSelector", "Assign", "Credentials"];

/// Checks one state.
pub(crate) fn check(state: &State, node: &Node, at: &At<'_>, found: &mut Findings) {
    if state.language != Language::JsonPath {
        return;
    }
    for member in TEMPLATES.iter().filter_map(|name| node.member(name)) {
        template(&member.value, &at.key(&member.key), found);
    }
    match &state.kind {
        Kind::Fail { .. } => {
            for member in ["Error", "Cause"].iter().filter_map(|name| node.member(name)) {
                plain(member, at, found);
            }
        }
        Kind::Choice { .. } => {
            let at = at.key("Choices");
            let rules = node.get("Choices").and_then(Node::as_array).unwrap_or_default();
            for (index, item) in rules.iter().enumerate() {
                rule(item, &at.index(index), found);
            }
        }
        Kind::Pass { .. } => {
            if let Some(path) = node.get("Result").and_then(first_path) {
                let message = "Result is copied as it stands: no path in it is evaluated";
                let at = at.key("Result").to_string();
                let finding = Diagnostic::warning("PASS_RESULT_IS_STATIC", path.span, at, message);
                found.push(finding.help("Use `Parameters` with a key that ends with `.$`."));
            }
        }
        Kind::Task(_) | Kind::Wait(_) | Kind::Succeed | Kind::Parallel { .. } | Kind::Map(_) => {}
    }
}

fn template(node: &Node, at: &At<'_>, found: &mut Findings) {
    match &node.value {
        Value::Object(members) => {
            for member in members.iter().filter(|member| !member.key.ends_with(".$")) {
                let at = at.key(&member.key);
                if !looks_like_path(&member.value) {
                    template(&member.value, &at, found);
                    continue;
                }
                let key = format!("{}.$", member.key);
                let message = format!("the value of `{}` looks like a path, but is passed as text", member.key);
                let finding = Diagnostic::warning("NO_DOLLAR", member.key_span, at.to_string(), message)
                    .help(format!("Write `{key}` to have it evaluated."))
                    .fix(format!("Rename to {key}"), member.key_span, quoted(&key));
                found.push(finding);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                template(item, &at.index(index), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// An operator, or a field that has a `…Path` form.
fn plain(member: &Member, at: &At<'_>, found: &mut Findings) {
    if !looks_like_path(&member.value) {
        return;
    }
    let name = format!("{}Path", member.key);
    let message = format!("the value of `{}` looks like a path, but is used as text", member.key);
    let finding = Diagnostic::warning("NO_PATH", member.key_span, at.key(&member.key).to_string(), message)
        .help(format!("Write `{name}` to have it evaluated."))
        .fix(format!("Rename to {name}"), member.key_span, quoted(&name));
    found.push(finding);
}

fn rule(node: &Node, at: &At<'_>, found: &mut Findings) {
    for member in node.as_object().unwrap_or_default() {
        let at_member = at.key(&member.key);
        match &*member.key {
            "And" | "Or" => {
                for (index, item) in member.value.as_array().unwrap_or_default().iter().enumerate() {
                    rule(item, &at_member.index(index), found);
                }
            }
            "Not" => rule(&member.value, &at_member, found),
            key if key.starts_with("String") && !key.ends_with("Path") => plain(member, at, found),
            _ => {}
        }
    }
}

fn first_path(node: &Node) -> Option<&Node> {
    match &node.value {
        Value::Object(members) => members.iter().find_map(|member| {
            if member.key.ends_with(".$") { Some(&member.value) } else { first_path(&member.value) }
        }),
        Value::Array(items) => items.iter().find_map(first_path),
        Value::String(_) => looks_like_path(node).then_some(node),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn looks_like_path(node: &Node) -> bool {
    node.as_str().is_some_and(|text| {
        text == "$"
            || text.starts_with("$.")
            || text.starts_with("$$.")
            || text.starts_with("$[")
            || (text.starts_with("States.") && text.contains('(') && text.ends_with(')'))
    })
}

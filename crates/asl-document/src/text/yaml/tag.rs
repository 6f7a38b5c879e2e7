//! Tags: CloudFormation's functions become placeholders in plain text, for nobody here can resolve them.
//!
//! `!Ref Topic` and `!GetAtt Pay.Arn` become `${Topic}` and `${Pay.Arn}`, which is how `DefinitionString` writes them with
//! `!Sub`; a tag that nobody knows is dropped, and its value kept.

use asl_json::spanned::{Node, Value};
use asl_text::Diagnostic;
use saphyr_parser::Tag;

/// Gives a value the meaning of its tag.
pub(super) fn apply(tag: Option<&Tag>, node: Node, notes: &mut Vec<Diagnostic>) -> Node {
    let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) else {
        return node;
    };
    let span = node.span;
    let name = tag.suffix.as_str();
    if let Some(text) = crate::text::placeholder(name, &node) {
        return Node { span, value: Value::String(text.into()) };
    }
    if !matches!(name, "" | "!" | "Sub" | "Transform") {
        let message = format!("the tag `!{name}` means nothing here; the value behind it is kept");
        notes.push(Diagnostic::hint("yaml-tag", span, "", message));
    }
    node
}

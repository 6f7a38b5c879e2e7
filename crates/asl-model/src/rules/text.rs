//! What the text itself shows, whatever it means.
//!
//! - `duplicate-key`: a key stands twice in an object; the last one counts. Names of states have their own error.
//! - `unresolved-placeholder`: a `${…}` that the tool which made the definition would have filled in.

use crate::read::{At, Findings};
use asl_json::spanned::{Member, Node, Value};
use asl_text::{Diagnostic, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Checks a whole definition.
pub(crate) fn check(definition: &Node, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    walk(definition, &At::ROOT, Place::Machine, &mut seen, found);
}

/// Where the walk is: the names of states are checked elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Machine,
    States,
    Other,
}

fn walk<'n>(node: &'n Node, at: &At<'_>, place: Place, seen: &mut BTreeSet<&'n str>, found: &mut Findings) {
    match &node.value {
        Value::Object(members) => {
            if place != Place::States {
                duplicates(members, at, found);
            }
            for member in members {
                let inside = match (place, &*member.key) {
                    (Place::Machine, "States") => Place::States,
                    (_, "ItemProcessor" | "Iterator" | "Branches") => Place::Machine,
                    _ => Place::Other,
                };
                walk(&member.value, &at.key(&member.key), inside, seen, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &at.index(index), place, seen, found);
            }
        }
        // In an expression `${` may well be part of it.
        Value::String(text) if !text.starts_with("{%") => placeholders(text, node.span, at, seen, found),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn duplicates(members: &[Member], at: &At<'_>, found: &mut Findings) {
    let mut known: BTreeMap<&str, Span> = BTreeMap::new();
    for member in members {
        let Some(first) = known.insert(&member.key, member.key_span) else { continue };
        let message = format!("the key `{}` stands twice; the last one counts", member.key);
        let finding = Diagnostic::warning("duplicate-key", member.key_span, at.to_string(), message);
        found.push(finding.label(first, "the first one").help("Remove one of them."));
    }
}

fn placeholders<'n>(text: &'n str, span: Span, at: &At<'_>, seen: &mut BTreeSet<&'n str>, found: &mut Findings) {
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once("${") {
        rest = behind;
        let Some((name, _)) = behind.split_once('}') else { return };
        let plain = |c: char| c.is_alphanumeric() || "_.:-[]\"".contains(c);
        if !name.is_empty() && name.len() <= 200 && name.chars().all(plain) && seen.insert(name) {
            let message = format!("the placeholder ${{{name}}} is not filled in; it is used as text");
            let finding = Diagnostic::hint("unresolved-placeholder", span, at.to_string(), message);
            found.push(finding.help("Leave it where only a mock is called; else write the value."));
        }
    }
}

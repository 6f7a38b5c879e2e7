//! Payload templates (JSONPath) and JSON with expressions inside (JSONata).

use super::at::At;
use super::reader::Reader;
use crate::program::{Expr, Language, Template};
use asl_intrinsics::java::hash_map_order;
use asl_json::Json;
use asl_json::spanned::{Member, Node, Value};
use asl_text::{Diagnostic, Span};
use std::collections::BTreeMap;
use std::rc::Rc;

impl Reader {
    /// A value with expressions inside.
    pub(crate) fn template(&mut self, node: &Node, at: &At<'_>, language: Language) -> Template {
        match language {
            Language::JsonPath => self.path_template(node, at),
            Language::Jsonata => self.jsonata_template(node, at),
        }
    }

    fn path_template(&mut self, node: &Node, at: &At<'_>) -> Template {
        match &node.value {
            Value::Object(members) => self.path_object(members, at),
            Value::Array(items) => {
                let read = items.iter().enumerate().map(|(index, item)| self.path_template(item, &at.index(index)));
                array(read.collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Template::Literal(node.to_json()),
        }
    }

    fn path_object(&mut self, members: &[Member], at: &At<'_>) -> Template {
        let (mut literal, mut dynamic) = (Entries::default(), Entries::default());
        let plain: BTreeMap<&str, Span> = members.iter().map(|member| (&*member.key, member.key_span)).collect();
        for member in members {
            let Some(name) = member.key.strip_suffix(".$") else {
                let value = self.path_template(&member.value, &at.key(&member.key));
                literal.put(member.key.clone(), value);
                continue;
            };
            let value = match self.expression(&member.value, &member.key, at) {
                Some(expr) => Template::Value { field: member.key.clone(), span: member.value.span, expr },
                None => Template::Literal(Json::Null),
            };
            if let Some(other) = plain.get(name) {
                let message = format!("`{name}` and `{name}.$` would give the same key");
                let finding = Diagnostic::error("duplicate-key", member.key_span, at.to_string(), message)
                    .label(*other, "the other one")
                    .help("Remove one of them.");
                self.report(finding);
            }
            dynamic.put(name.into(), value);
        }
        let mut entries = literal.list;
        entries.extend(hash_map_order(dynamic.list));
        object(entries)
    }

    fn jsonata_template(&mut self, node: &Node, at: &At<'_>) -> Template {
        match &node.value {
            Value::Object(members) => {
                let mut entries = Entries::default();
                for member in members {
                    let value = self.jsonata_template(&member.value, &at.key(&member.key));
                    entries.put(member.key.clone(), value);
                }
                object(entries.list)
            }
            Value::Array(items) => {
                let read = items.iter().enumerate().map(|(index, item)| self.jsonata_template(item, &at.index(index)));
                array(read.collect())
            }
            Value::String(_) => match self.jsonata(node, at) {
                Some(expr) => {
                    Template::Value { field: at.within_state().into(), span: node.span, expr: Expr::Jsonata(expr) }
                }
                None => Template::Literal(node.to_json()),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => Template::Literal(node.to_json()),
        }
    }
}

/// The entries of an object; of equal keys the last one counts, in the place of the first.
#[derive(Default)]
struct Entries {
    list: Vec<(Rc<str>, Template)>,
    places: BTreeMap<Rc<str>, usize>,
}

impl Entries {
    fn put(&mut self, key: Rc<str>, value: Template) {
        let place = *self.places.entry(key.clone()).or_insert(self.list.len());
        match self.list.get_mut(place) {
            Some(entry) => entry.1 = value,
            None => self.list.push((key, value)),
        }
    }
}

/// An object, folded into a literal where nothing in it is to be evaluated.
fn object(entries: Vec<(Rc<str>, Template)>) -> Template {
    if !entries.iter().all(|(_, value)| matches!(value, Template::Literal(_))) {
        return Template::Object(entries);
    }
    Template::Literal(Json::from_pairs(entries.into_iter().filter_map(|(key, value)| match value {
        Template::Literal(json) => Some((key, json)),
        Template::Value { .. } | Template::Object(_) | Template::Array(_) => None,
    })))
}

/// An array, folded like an object.
fn array(items: Vec<Template>) -> Template {
    if !items.iter().all(|item| matches!(item, Template::Literal(_))) {
        return Template::Array(items);
    }
    Template::Literal(Json::array(
        items
            .into_iter()
            .filter_map(|item| match item {
                Template::Literal(json) => Some(json),
                Template::Value { .. } | Template::Object(_) | Template::Array(_) => None,
            })
            .collect(),
    ))
}

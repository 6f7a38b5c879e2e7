//! Payload templates (JSONPath) and JSON with expressions inside (JSONata).

use super::at::At;
use super::reader::Reader;
use crate::program::{Expr, Language, Template};
use asl_intrinsics::java::hash_map_order;
use asl_json::Json;
use asl_json::spanned::{Member, Node, Value};
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
        let mut literal: Vec<(Rc<str>, Template)> = Vec::new();
        let mut dynamic: Vec<(Rc<str>, Template)> = Vec::new();
        for member in members {
            let Some(name) = member.key.strip_suffix(".$") else {
                let value = self.path_template(&member.value, &at.key(&member.key));
                put(&mut literal, member.key.clone(), value);
                continue;
            };
            let value = match self.expression(&member.value, &member.key, at) {
                Some(expr) => Template::Value { field: member.key.clone(), span: member.value.span, expr },
                None => Template::Literal(Json::Null),
            };
            put(&mut dynamic, name.into(), value);
        }
        literal.extend(hash_map_order(dynamic));
        object(literal)
    }

    fn jsonata_template(&mut self, node: &Node, at: &At<'_>) -> Template {
        match &node.value {
            Value::Object(members) => {
                let mut entries: Vec<(Rc<str>, Template)> = Vec::new();
                for member in members {
                    let value = self.jsonata_template(&member.value, &at.key(&member.key));
                    put(&mut entries, member.key.clone(), value);
                }
                object(entries)
            }
            Value::Array(items) => {
                let read = items.iter().enumerate().map(|(index, item)| self.jsonata_template(item, &at.index(index)));
                array(read.collect())
            }
            Value::String(_) => match self.jsonata(node, at) {
                Some(expr) => Template::Value {
                    field: at.within_state().into(),
                    span: node.span,
                    expr: Expr::Jsonata(expr),
                },
                None => Template::Literal(node.to_json()),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => Template::Literal(node.to_json()),
        }
    }
}

/// Adds an entry; of equal keys the last one counts. The few keys of a template need no map, many get none either:
/// only the last entries are looked at, which is where a slip of the pen stands.
fn put(entries: &mut Vec<(Rc<str>, Template)>, key: Rc<str>, value: Template) {
    match entries.iter_mut().rev().take(100).find(|(known, _)| *known == key) {
        Some((_, known)) => *known = value,
        None => entries.push((key, value)),
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

//! A JSON text as a tree in which every key and value knows where it stands.

use crate::{Json, MAX_DEPTH, Number};
use asl_text::Span;
use jsonc_parser::{ParseOptions, ast, common::Ranged};
use std::rc::Rc;

/// A value and where it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The whole value, brackets and quotes included.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number with its text.
    Number(Number),
    /// A string, unescaped.
    String(Rc<str>),
    /// The items of an array.
    Array(Vec<Node>),
    /// The members of an object in their order, equal keys included.
    Object(Vec<Member>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key, unescaped.
    pub key: Rc<str>,
    /// The key with its quotes.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// Why a text cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// What a text may contain beyond strict JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// RFC 8259.
    Strict,
    /// Comments and trailing commas too: what people paste from editors and blogs.
    Comments,
}

impl Node {
    /// The value of a key, the last one where the key stands twice, as the service reads it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.member(key).map(|member| &member.value)
    }

    /// The member of a key, the last one where the key stands twice.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.as_object()?.iter().rev().find(|member| &*member.key == key)
    }

    /// The members, if this is an object.
    pub fn as_object(&self) -> Option<&[Member]> {
        match &self.value {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items, if this is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value without spans; of equal keys the last one counts.
    pub fn to_json(&self) -> Json {
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(number) => Json::Number(number.clone()),
            Value::String(text) => Json::String(text.clone()),
            Value::Array(items) => Json::array(items.iter().map(Self::to_json).collect()),
            Value::Object(members) => {
                Json::from_pairs(members.iter().map(|member| (member.key.clone(), member.value.to_json())))
            }
        }
    }
}

/// Reads a text into a tree.
///
/// # Errors
/// A [`Failure`] at the first place that cannot be read.
pub fn parse(text: &str, tolerance: Tolerance) -> Result<Node, Failure> {
    // The parser below recurses; its own limit is 512 levels, and this check keeps far deeper texts away from it.
    if let Some(at) = too_deep(text) {
        return Err(Failure { message: "nested too deeply".into(), span: Span::at(at as u32) });
    }
    let loose = tolerance == Tolerance::Comments;
    let options = ParseOptions {
        allow_comments: loose,
        allow_trailing_commas: loose,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_extended_string_escapes: false,
        allow_non_finite_numbers: false,
    };
    match jsonc_parser::parse_to_ast(text, &jsonc_parser::CollectOptions::default(), &options) {
        Ok(parsed) => match parsed.value {
            Some(value) => Ok(node(value)),
            None => Err(Failure { message: "the text is empty".into(), span: Span::at(0) }),
        },
        Err(error) => {
            let range = error.range();
            let message = error.kind().to_string();
            Err(Failure { message, span: Span::new(range.start as u32, range.end as u32) })
        }
    }
}

fn node(value: ast::Value<'_>) -> Node {
    let range = value.range();
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::NumberLit(literal) => Value::Number(Number::from_text(literal.value)),
        ast::Value::StringLit(literal) => Value::String(literal.value.into()),
        ast::Value::Array(array) => Value::Array(array.elements.into_iter().map(node).collect()),
        ast::Value::Object(object) => Value::Object(object.properties.into_iter().map(member).collect()),
    };
    Node { span: Span::new(range.start as u32, range.end as u32), value }
}

fn member(property: ast::ObjectProp<'_>) -> Member {
    let range = property.name.range();
    let key = match property.name {
        ast::ObjectPropName::String(literal) => literal.value.into(),
        ast::ObjectPropName::Word(word) => word.value.into(),
    };
    Member { key, key_span: Span::new(range.start as u32, range.end as u32), value: node(property.value) }
}

/// The offset of the first bracket beyond [`MAX_DEPTH`], found without recursion.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0u32, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

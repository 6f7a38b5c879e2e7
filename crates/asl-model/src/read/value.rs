//! Plain values of fields, with a diagnostic where the type or the range is wrong.

use super::at::At;
use super::findings::schema;
use super::reader::Reader;
use asl_json::spanned::{Member, Node, Value};
use std::rc::Rc;

/// The range of a number field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    min: f64,
    max: f64,
    whole: bool,
}

impl Range {
    /// Whole numbers.
    pub(crate) const fn whole(min: u32, max: u32) -> Self {
        Self { min: min as f64, max: max as f64, whole: true }
    }

    /// Any numbers.
    pub(crate) const fn any(min: f64, max: f64) -> Self {
        Self { min, max, whole: false }
    }

    fn write(self, number: f64) -> String {
        // AWS writes the bounds of a fractional field as Java prints a double.
        if self.whole { format!("{number}") } else { format!("{number:?}") }
    }
}

impl Reader {
    /// Reports that a value is not of the type that its field has.
    pub(crate) fn wrong_type(&mut self, node: &Node, at: &At<'_>, expected: &str) {
        let help = match expected {
            _ if node.as_str().is_some_and(|text| text.contains("${")) => "Replace the placeholder by its value.",
            "String" => "Write a text in quotes.",
            "Object" => "Write an object: { … }.",
            "Array" => "Write an array: [ … ].",
            "Boolean" => "Write true or false, without quotes.",
            "Integer" => "Write a whole number, without quotes.",
            _ => "Write a number, without quotes.",
        };
        self.report(schema(node.span, at, format!("Expected value of type {expected}")).help(help));
    }

    /// A string.
    pub(crate) fn string<'n>(&mut self, node: &'n Node, at: &At<'_>) -> Option<&'n Rc<str>> {
        if let Value::String(text) = &node.value {
            return Some(text);
        }
        self.wrong_type(node, at, "String");
        None
    }

    /// The members of an object.
    pub(crate) fn object<'n>(&mut self, node: &'n Node, at: &At<'_>) -> Option<&'n [Member]> {
        let members = node.as_object();
        if members.is_none() {
            self.wrong_type(node, at, "Object");
        }
        members
    }

    /// The items of an array.
    pub(crate) fn array<'n>(&mut self, node: &'n Node, at: &At<'_>) -> Option<&'n [Node]> {
        let items = node.as_array();
        if items.is_none() {
            self.wrong_type(node, at, "Array");
        }
        items
    }

    /// A non-empty array.
    pub(crate) fn filled_array<'n>(&mut self, node: &'n Node, at: &At<'_>) -> Option<&'n [Node]> {
        let items = self.array(node, at)?;
        if items.is_empty() {
            self.report(schema(node.span, at, "Value cannot be empty").help("Add an entry."));
        }
        Some(items)
    }

    /// A truth value.
    pub(crate) fn boolean(&mut self, node: &Node, at: &At<'_>) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.wrong_type(node, at, "Boolean");
        None
    }

    /// A number in a range.
    pub(crate) fn number(&mut self, node: &Node, at: &At<'_>, range: Range) -> Option<f64> {
        let expected = if range.whole { "Integer" } else { "Number" };
        let number = match &node.value {
            Value::Number(number) if !range.whole || number.is_integer() => number.as_f64(),
            _ => {
                self.wrong_type(node, at, expected);
                return None;
            }
        };
        if number < range.min {
            let message = format!("Minimum value is {}", range.write(range.min));
            self.report(schema(node.span, at, message).help("Write a larger number."));
            return Some(range.min);
        }
        if number > range.max {
            let message = format!("Maximum value is {}", range.write(range.max));
            self.report(schema(node.span, at, message).help("Write a smaller number."));
            return Some(range.max);
        }
        Some(number)
    }

    /// One of a few words; returns its place in the list.
    pub(crate) fn word(&mut self, node: &Node, at: &At<'_>, words: &[&str]) -> Option<usize> {
        let text = self.string(node, at)?;
        let found = words.iter().position(|word| **word == **text);
        if found.is_none() {
            let message = format!("Value should be one of the following: [{}]", words.join(", "));
            let mut finding = schema(node.span, at, message).help(format!("Write one of {}.", words.join(", ")));
            if let Some(word) = self.closest(text, words) {
                finding = finding.fix(format!("Write {word}"), node.span, quoted(&word));
            }
            self.report(finding);
        }
        found
    }
}

/// A text as JSON.
pub(crate) fn quoted(text: &str) -> String {
    asl_json::Json::from(text).to_string()
}

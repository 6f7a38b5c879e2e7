//! Fields of an object, read with their types; what does not fit becomes a diagnostic.

use asl_json::{
    escape,
    spanned::{Member, Node, Value},
};
use asl_text::Diagnostic;
use std::fmt::Display;

/// A value and its JSON pointer.
#[derive(Clone, Debug)]
pub(crate) struct At<'a> {
    pub(crate) node: &'a Node,
    pub(crate) pointer: String,
}

impl<'a> At<'a> {
    pub(crate) fn new(node: &'a Node, pointer: impl Into<String>) -> Self {
        Self { node, pointer: pointer.into() }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        self.node.get(key).map(|node| self.inner(node, key))
    }

    /// A value inside this one.
    pub(crate) fn inner(&self, node: &'a Node, part: impl Display) -> Self {
        let part = part.to_string().replace('~', "~0").replace('/', "~1");
        Self { node, pointer: format!("{}/{part}", self.pointer) }
    }

    pub(crate) fn error(&self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.node.span, self.pointer.as_str(), message)
    }

    pub(crate) fn warning(&self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(code, self.node.span, self.pointer.as_str(), message)
    }

    /// The last key of the pointer, for messages.
    fn name(&self) -> String {
        let last = self.pointer.rsplit('/').next().unwrap_or_default();
        last.replace("~1", "/").replace("~0", "~")
    }

    /// Says that the value should be something else.
    pub(crate) fn wrong(&self, expected: &str) -> Diagnostic {
        let found = type_name(self.node);
        let message = if self.pointer.is_empty() {
            format!("expected {expected}, found {found}")
        } else {
            format!("`{}` must be {expected}; it is {found}", self.name())
        };
        self.error("wrong-type", message)
    }

    pub(crate) fn object(&self, found: &mut Vec<Diagnostic>) -> Option<&'a [Member]> {
        let members = self.node.as_object();
        if members.is_none() {
            found.push(self.wrong("an object"));
        }
        members
    }

    pub(crate) fn text(&self, found: &mut Vec<Diagnostic>) -> Option<String> {
        let text = self.node.as_str();
        if text.is_none() {
            found.push(self.wrong("a string"));
        }
        text.map(str::to_string)
    }

    /// A whole number within a range.
    pub(crate) fn whole(&self, least: u64, most: u64, found: &mut Vec<Diagnostic>) -> Option<u64> {
        let number = match &self.node.value {
            Value::Number(number) => number.to_string().parse().ok().filter(|number| (least..=most).contains(number)),
            _ => None,
        };
        if number.is_none() {
            found.push(self.wrong(&format!("a whole number from {least} to {most}")));
        }
        number
    }

    /// Virtual seconds.
    pub(crate) fn seconds(&self, found: &mut Vec<Diagnostic>) -> Option<f64> {
        /// The most that AWS allows for `TimeoutSeconds` and `Wait`.
        const MOST: f64 = 99_999_999.0;
        let seconds = match &self.node.value {
            Value::Number(number) => Some(number.as_f64()).filter(|seconds| (0.0..=MOST).contains(seconds)),
            _ => None,
        };
        if seconds.is_none() {
            found.push(self.wrong("a number of seconds from 0 to 99999999"));
        }
        // A negative zero would print as `-0`.
        seconds.map(|seconds| seconds + 0.0)
    }

    /// Warns of keys that nobody reads.
    pub(crate) fn only(&self, known: &[&str], found: &mut Vec<Diagnostic>) {
        for member in self.node.as_object().unwrap_or_default() {
            if known.contains(&&*member.key) {
                continue;
            }
            let plain = |key: &str| key.replace(['_', '-', ' '], "").to_lowercase();
            let meant = known.iter().find(|name| plain(name) == plain(&member.key));
            let pointer = self.inner(&member.value, &member.key).pointer;
            let message = format!("nobody reads the field `{}` here", member.key);
            let warning = Diagnostic::warning("unknown-field", member.key_span, pointer, message);
            found.push(match meant {
                Some(name) => warning.help(format!("write `{name}`")),
                None => warning.help(format!("the fields here are {}", list(known))),
            });
        }
    }
}

/// Names in backticks, as a sentence lists them.
pub(crate) fn list<S: Display>(names: &[S]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn type_name(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".into(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string().chars().take(40).collect(),
        Value::String(text) if text.chars().count() <= 30 => format!("the string {}", escape(text)),
        Value::String(_) => "a string".into(),
        Value::Array(_) => "an array".into(),
        Value::Object(_) => "an object".into(),
    }
}

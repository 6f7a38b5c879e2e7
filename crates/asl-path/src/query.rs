//! A path with what it starts from: the input, the context object or a variable.

use crate::{Missing, ParseError, Path};
use asl_json::Json;
use std::rc::Rc;

/// What a query starts from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Root {
    /// `$`: the value that the field is applied to.
    Input,
    /// `$$`: the context object.
    Context,
    /// `$name`: a workflow variable.
    Variable(Rc<str>),
}

/// A path with its root: `$.a`, `$$.Execution.Id`, `$name.a[0]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// What the path is applied to.
    pub root: Root,
    /// The path from there; it starts with `$` whatever the root.
    pub path: Path,
    text: Rc<str>,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// A [`ParseError`] for what starts with no `$`, and for what [`Path::parse`] refuses.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let Some(rest) = text.strip_prefix('$') else {
            return Err(ParseError::new("a path starts with `$`", 0));
        };
        let (root, rest) = match rest.strip_prefix('$') {
            Some(rest) => (Root::Context, rest),
            None => match name_length(rest) {
                0 => (Root::Input, rest),
                length => (Root::Variable(rest[..length].into()), &rest[length..]),
            },
        };
        let path = if root == Root::Input {
            Path::parse(text)
        } else {
            let dropped = text.len() - rest.len() - 1;
            Path::parse(&format!("${rest}")).map_err(|error| ParseError::new(error.message, error.offset + dropped))
        }?;
        Ok(Self { root, path, text: text.into() })
    }

    /// The query as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Selects from the root that `roots` yields; a whole root is passed on with its retained text.
    ///
    /// # Errors
    /// [`Missing`] where [`Path::query`] fails, and where `roots` knows no such root: a variable that was never
    /// assigned.
    pub fn evaluate(&self, roots: &dyn Fn(&Root) -> Option<Json>) -> Result<Json, Missing> {
        let root = roots(&self.root).ok_or_else(|| match &self.root {
            Root::Input => Missing::new("Unable to apply Path transformation to null or empty input."),
            Root::Context => Missing::new("The context object is not available"),
            Root::Variable(name) => Missing::new(format!("The variable '{name}' does not exist")),
        })?;
        if self.path.is_root() { Ok(root) } else { self.path.query(&root) }
    }
}

/// The bytes of the identifier that a text starts with.
fn name_length(text: &str) -> usize {
    match text.chars().next() {
        Some(first) if first.is_alphabetic() || first == '_' => {
            text.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(text.len())
        }
        _ => 0,
    }
}

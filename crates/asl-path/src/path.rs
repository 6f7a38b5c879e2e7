//! A path as it was read: its steps and what is known of them.

use crate::{Missing, ParseError, filter::Condition, parse, walk};
use asl_json::Json;
use std::{fmt::Write, rc::Rc};

/// A JSONPath such as `$.orders[?(@.total > 10)].id`.
///
/// A clone is a pointer copy.
#[derive(Clone, Debug)]
pub struct Path {
    text: Rc<str>,
    pub(crate) steps: Rc<Steps>,
}

impl Path {
    /// Reads a path that starts with `$`, or with `@` as inside a filter.
    ///
    /// # Errors
    /// A [`ParseError`] for what Jayway cannot read, for filters nested deeper than 16, for more than 1,000 steps, and
    /// for regular expressions with what `regex-lite` does not know (look-around, back-references).
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Ok(Self { text: text.into(), steps: Rc::new(parse::steps(text, 0)?) })
    }

    /// The path as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Tells whether the path can select at most one place.
    pub fn is_definite(&self) -> bool {
        self.steps.is_definite()
    }

    /// Tells whether the path is `$` alone.
    pub fn is_root(&self) -> bool {
        self.steps.list.is_empty()
    }

    /// Selects from a document: one value for a definite path, else a list of all that is found.
    ///
    /// AWS: an indefinite path yields an empty list where Jayway complains of a missing parent
    /// (case `base/test_base.test_json_path_array_wildcard_or_slice_with_no_input`).
    ///
    /// # Errors
    /// [`Missing`] where a definite path selects nothing, where a filter or function cannot be applied, and where the
    /// evaluation visits more than [`MAX_VISITS`](crate::MAX_VISITS) values.
    pub fn query(&self, root: &Json) -> Result<Json, Missing> {
        walk::query(&self.steps, root)
    }
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// The steps of a path, and what start they are taken from.
#[derive(Debug)]
pub(crate) struct Steps {
    /// `$` rather than `@`.
    pub absolute: bool,
    pub list: Vec<Step>,
    /// How many steps from the start on select at most one place each.
    pub definite: usize,
    /// There are but names and indexes.
    pub plain: bool,
}

/// A step from a value to the values below it.
#[derive(Debug)]
pub(crate) enum Step {
    Name { name: Rc<str>, quote: char },
    Names { names: Vec<Rc<str>>, quote: char },
    Index(i32),
    Indexes(Vec<i32>),
    Slice { from: Option<i32>, to: Option<i32> },
    Wildcard,
    Scan,
    Filter(Condition),
    Function { name: Rc<str>, arguments: Vec<Argument> },
}

/// An argument of a function.
#[derive(Debug)]
pub(crate) enum Argument {
    Value(Json),
    Path(Steps),
}

impl Steps {
    pub fn new(absolute: bool, list: Vec<Step>) -> Self {
        let last = list.len().saturating_sub(1);
        let definite =
            list.iter().enumerate().position(|(at, step)| !step.is_definite(at == last)).unwrap_or(list.len());
        let plain = list.iter().all(|step| matches!(step, Step::Name { .. } | Step::Index(_)));
        Self { absolute, list, definite, plain }
    }

    pub fn is_definite(&self) -> bool {
        self.definite == self.list.len()
    }

    /// The path in Jayway's normal form, `$['a'][0]`, up to a number of steps.
    pub fn normal(&self, count: usize) -> String {
        let mut out = String::from(if self.absolute { "$" } else { "@" });
        for step in self.list.iter().take(count) {
            step.write_to(&mut out);
        }
        out
    }

    /// One step in normal form.
    pub fn normal_at(&self, at: usize) -> String {
        let mut out = String::new();
        if let Some(step) = self.list.get(at) {
            step.write_to(&mut out);
        }
        out
    }

    /// The steps in normal form from one on.
    pub fn normal_from(&self, start: usize) -> String {
        let mut out = String::new();
        for step in self.list.iter().skip(start) {
            step.write_to(&mut out);
        }
        out
    }
}

impl Step {
    fn is_definite(&self, last: bool) -> bool {
        match self {
            Self::Name { .. } | Self::Index(_) | Self::Function { .. } => true,
            // Several names at the end make one object.
            Self::Names { .. } => last,
            Self::Indexes(_) | Self::Slice { .. } | Self::Wildcard | Self::Scan | Self::Filter(_) => false,
        }
    }

    fn write_to(&self, out: &mut String) {
        match self {
            Self::Name { name, quote } => write_names(std::slice::from_ref(name), *quote, out),
            Self::Names { names, quote } => write_names(names, *quote, out),
            Self::Index(index) => write_all(out, format_args!("[{index}]")),
            Self::Indexes(indexes) => {
                let texts: Vec<String> = indexes.iter().map(ToString::to_string).collect();
                write_all(out, format_args!("[{}]", texts.join(",")));
            }
            Self::Slice { from, to } => {
                let text = |bound: &Option<i32>| bound.map_or(String::new(), |bound| bound.to_string());
                write_all(out, format_args!("[{}:{}]", text(from), text(to)));
            }
            Self::Wildcard => out.push_str("[*]"),
            Self::Scan => out.push_str(".."),
            Self::Filter(_) => out.push_str("[?]"),
            Self::Function { name, arguments } => {
                write_all(out, format_args!(".{name}({})", if arguments.is_empty() { "" } else { "..." }));
            }
        }
    }
}

fn write_names(names: &[Rc<str>], quote: char, out: &mut String) {
    out.push('[');
    for (at, name) in names.iter().enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        out.push(quote);
        for char in name.chars() {
            if matches!(char, '\\' | '\'') {
                out.push('\\');
            }
            out.push(char);
        }
        out.push(quote);
    }
    out.push(']');
}

fn write_all(out: &mut String, text: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(text);
    debug_assert!(written.is_ok(), "a String takes whatever is written");
}

//! Any text that people paste, as one tree: JSON, JSON with comments and trailing commas, or YAML.
//!
//! A text that begins with `{` or `[` is JSON, and a slip in it is explained as a slip in JSON, unless it uses what only
//! YAML allows there: bare words as keys, single quotes, `#` comments, tags. Any other text is YAML 1.2.

use asl_json::spanned::{self, Node, Tolerance};
use asl_text::{Diagnostic, Span};
use std::fmt;

mod clean;
mod json;
mod placeholder;
mod yaml;

pub(crate) use clean::code_blocks;
pub(crate) use placeholder::{long_form, placeholder, resolve};

/// The largest text that [`parse`] reads, in bytes; AWS takes definitions of up to 1 MB.
pub const MAX_BYTES: usize = 1 << 20;

/// How deep objects and arrays may nest in JSON.
pub const MAX_JSON_DEPTH: usize = 500;

/// How deep mappings and sequences may nest in YAML.
pub const MAX_YAML_DEPTH: usize = 200;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 8259.
    Json,
    /// JSON with comments or trailing commas.
    Jsonc,
    /// YAML 1.2 with its core schema.
    Yaml,
}

/// A text that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The tree; its spans are places in the text that was given, fences and all.
    pub root: Node,
    /// How the text is written.
    pub format: Format,
    /// The part of the text that holds the document: without byte order mark, blanks and Markdown fences around it.
    pub body: Span,
    /// Hints and warnings for whoever wrote it, such as a tag that is kept as text.
    pub notes: Vec<Diagnostic>,
}

/// Why a text cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong, as a lowercase fragment.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to do, as an imperative.
    pub help: Option<String>,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>, span: Span) -> Self {
        Self { message: message.into(), span, help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for Diagnostic {
    fn from(failure: Failure) -> Self {
        let diagnostic = Self::error("syntax", failure.span, "", failure.message);
        match failure.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

/// Reads a text of at most [`MAX_BYTES`].
///
/// # Errors
/// The first [`Failure`] in reading order, as a person would put it.
pub fn parse(text: &str) -> Result<Parsed, Failure> {
    parse_up_to(text, MAX_BYTES)
}

pub(crate) fn parse_up_to(text: &str, limit: usize) -> Result<Parsed, Failure> {
    if text.len() > limit {
        return Err(too_large(text.len(), limit));
    }
    let body = clean::body(text);
    let part = &text[body.start as usize..body.end as usize];
    if part.is_empty() {
        return Err(Failure::new("the text is empty", body).help("paste a document in JSON or YAML"));
    }
    match read(part) {
        Ok((mut root, format, mut notes)) => {
            shift_node(&mut root, i64::from(body.start));
            for note in &mut notes {
                note.span = shift(note.span, i64::from(body.start));
            }
            Ok(Parsed { root, format, body, notes })
        }
        Err(failure) => {
            let failure = Failure { span: shift(failure.span, i64::from(body.start)), ..failure };
            Err(if clean::has_fence(part) {
                failure.help("paste only what stands between the ``` lines")
            } else {
                failure
            })
        }
    }
}

fn too_large(bytes: usize, limit: usize) -> Failure {
    let message = format!(
        "the text has {} bytes; at most {} MB ({} bytes) are read",
        grouped(bytes),
        limit >> 20,
        grouped(limit)
    );
    Failure::new(message, Span::at(0))
        .help("paste the definition alone; AWS itself takes definitions of up to 1 MB, and inputs of up to 256 KB")
}

/// A number with a comma between each three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(",")
}

type Read = (Node, Format, Vec<Diagnostic>);

fn read(part: &str) -> Result<Read, Failure> {
    let Some(strict) = json::check(part, Tolerance::Strict) else {
        return Ok((tree(part, Tolerance::Strict)?, Format::Json, Vec::new()));
    };
    let Some(slip) = json::check(part, Tolerance::Comments) else {
        let note = Diagnostic::hint("not-strict-json", strict.failure.span, "", strict.failure.message)
            .help("AWS takes strict JSON: remove comments and trailing commas before you deploy");
        return Ok((tree(part, Tolerance::Comments)?, Format::Jsonc, vec![note]));
    };
    match json::start(part) {
        json::Start::Bracket if !slip.yaml => Err(slip.failure),
        json::Start::Bracket => match yaml::load(part) {
            Ok(read) if is_meant_as_yaml(&read.0) => Ok(yaml_read(read)),
            _ => Err(slip.failure),
        },
        json::Start::Quote => match members(part) {
            Some(read) => Ok(read),
            None => yaml(part),
        },
        json::Start::Other => yaml(part),
    }
}

fn tree(part: &str, tolerance: Tolerance) -> Result<Node, Failure> {
    spanned::parse(part, tolerance).map_err(|failure| Failure::new(lowercase(&failure.message), failure.span))
}

fn yaml(part: &str) -> Result<Read, Failure> {
    let (root, notes) = yaml::load(part)?;
    match root.value {
        spanned::Value::Object(_) | spanned::Value::Array(_) => Ok(yaml_read((root, notes))),
        _ => Err(Failure::new("this is neither JSON nor YAML with fields", first_line(part))
            .help("a document begins with `{`, or with a field such as `StartAt: …`")),
    }
}

/// YAML takes `{xx "Comment": 1}` too, as a field with an odd name; whoever wrote it meant JSON.
fn is_meant_as_yaml(root: &Node) -> bool {
    let is_odd = |key: &str| key.contains(['"', '\'', '{', '}', '[', ']', ',']) || key.contains(char::is_whitespace);
    match &root.value {
        spanned::Value::Object(members) => !members.iter().any(|member| is_odd(&member.key)),
        spanned::Value::Array(_) => true,
        _ => false,
    }
}

fn yaml_read((root, notes): (Node, Vec<Diagnostic>)) -> Read {
    (root, Format::Yaml, notes)
}

/// The members of an object without the braces around them, as articles show a state: `"Pay": { … }`.
fn members(part: &str) -> Option<Read> {
    let braced = format!("{{{part}\n}}");
    if json::check(&braced, Tolerance::Comments).is_some() {
        return None;
    }
    let mut root = tree(&braced, Tolerance::Comments).ok()?;
    shift_node(&mut root, -1);
    root.span = Span::new(0, part.len() as u32);
    let note = Diagnostic::hint("braces-missing", Span::at(0), "", "the braces around these fields are missing")
        .help("put `{` before and `}` behind them");
    Some((root, Format::Jsonc, vec![note]))
}

fn first_line(part: &str) -> Span {
    Span::new(0, part.find('\n').unwrap_or(part.len()).min(200) as u32)
}

fn lowercase(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn shift(span: Span, by: i64) -> Span {
    let moved = |offset: u32| (i64::from(offset) + by).max(0) as u32;
    Span::new(moved(span.start), moved(span.end))
}

/// Moves all spans of a tree; the tree is at most [`MAX_JSON_DEPTH`] deep.
fn shift_node(node: &mut Node, by: i64) {
    if by == 0 {
        return;
    }
    node.span = shift(node.span, by);
    match &mut node.value {
        spanned::Value::Array(items) => items.iter_mut().for_each(|item| shift_node(item, by)),
        spanned::Value::Object(members) => {
            for member in members {
                member.key_span = shift(member.key_span, by);
                shift_node(&mut member.value, by);
            }
        }
        spanned::Value::Null | spanned::Value::Bool(_) | spanned::Value::Number(_) | spanned::Value::String(_) => {}
    }
}

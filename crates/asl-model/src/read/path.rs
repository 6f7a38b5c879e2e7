//! Paths, intrinsic functions, and the fields that hold a number or a text in one of several forms.

use super::at::At;
use super::findings::schema;
use super::reader::Reader;
use super::value::Range;
use crate::program::{Amount, Expr, Language, PathField, ResultPath, TextField};
use asl_intrinsics::Call;
use asl_json::spanned::{Node, Value};
use asl_path::{ParseError, Query, Reference, Root};
use asl_text::{Diagnostic, Span};

impl Reader {
    /// `InputPath` or `OutputPath`.
    pub(crate) fn path_field(&mut self, node: Option<&Node>, at: &At<'_>) -> PathField {
        match node.map(|node| (node, &node.value)) {
            None => PathField::Whole,
            Some((_, Value::Null)) => PathField::Nothing,
            Some((node, _)) => {
                self.query(node, at).map_or(PathField::Whole, |query| PathField::Query(query, node.span))
            }
        }
    }

    /// `ResultPath`.
    pub(crate) fn result_path(&mut self, node: Option<&Node>, at: &At<'_>) -> ResultPath {
        let Some(node) = node else { return ResultPath::Replace };
        if node.value == Value::Null {
            return ResultPath::Discard;
        }
        let Some(text) = self.string(node, at) else { return ResultPath::Replace };
        if &**text == "$" {
            return ResultPath::Replace;
        }
        match Reference::parse(text) {
            Ok(reference) => ResultPath::Write(reference, node.span),
            Err(error) => {
                self.report(not_a_reference(node, at, text, &error));
                ResultPath::Replace
            }
        }
    }

    /// A field that must be a path.
    pub(crate) fn query(&mut self, node: &Node, at: &At<'_>) -> Option<Query> {
        let text = self.string(node, at)?;
        match parse_query(text) {
            Ok(query) => Some(query),
            Err(error) => {
                let finding = schema(node.span, at, "Value must be a valid JSONPath.");
                self.report(explained(finding, node, text, &error));
                None
            }
        }
    }

    /// A field that must be a path to one place. `context` tells whether `$$` may start it.
    pub(crate) fn place(&mut self, node: &Node, at: &At<'_>, context: bool) -> Option<Query> {
        let text = self.string(node, at)?;
        match parse_query(text) {
            // Quirk: only `ItemsPath` accepts the context object among the path fields of a Map.
            Ok(query) if !context && query.root == Root::Context => {
                let finding = schema(node.span, at, "Value is not a Reference Path")
                    .help("The context object cannot be read here; read it into the data or a variable first.");
                self.report(finding);
                None
            }
            Ok(query) => Some(query),
            Err(error) => {
                self.report(not_a_reference(node, at, text, &error));
                None
            }
        }
    }

    /// The value of a `.$` key, or of a field that takes a path or an intrinsic function. `field` is its name.
    ///
    /// Quirk: AWS places the fault of a `.$` key at the object that holds it, so `at` is that object's place.
    pub(crate) fn expression(&mut self, node: &Node, field: &str, at: &At<'_>) -> Option<Expr> {
        let message =
            || format!("The value for the field '{field}' must be a valid JSONPath or a valid intrinsic function call");
        let Some(text) = node.as_str() else {
            let help =
                format!("Write a path such as \"$.a\", or drop the `.$` of `{field}` to pass the value as it is.");
            self.report(schema(node.span, at, message()).help(help));
            return None;
        };
        let parsed = if text.starts_with('$') {
            parse_query(text).map(Expr::Query)
        } else if text.starts_with("States.") {
            Call::parse(text).map(Expr::Intrinsic)
        } else {
            Err(ParseError { message: "a path starts with $, an intrinsic function with States.".into(), offset: 0 })
        };
        match parsed {
            Ok(expr) => Some(expr),
            Err(error) => {
                self.report(explained(schema(node.span, at, message()), node, text, &error));
                None
            }
        }
    }

    /// A number field and its `…Path` form in an object.
    pub(crate) fn amount(&mut self, object: &Node, name: &str, at: &At<'_>, form: AmountForm) -> Option<Amount> {
        let path_name = format!("{name}Path");
        self.exclusive(object, at, &[name, &path_name]);
        if let Some(node) = object.get(name) {
            return self.literal_amount(node, &at.key(name), form);
        }
        let node = object.get(&path_name).filter(|_| form.language == Language::JsonPath)?;
        let at = at.key(&path_name);
        let query = self.place(node, &at, form.context)?;
        Some(Amount::Path(query, node.span))
    }

    /// A number in the definition, or an expression for one.
    pub(crate) fn literal_amount(&mut self, node: &Node, at: &At<'_>, form: AmountForm) -> Option<Amount> {
        if form.language == Language::Jsonata && node.as_str().is_some() {
            if let Some(expr) = self.jsonata(node, at) {
                return Some(Amount::Jsonata(expr, node.span));
            }
            if node.as_str().is_some_and(|text| text.starts_with("{%") || text.ends_with("%}")) {
                return None;
            }
        }
        self.number(node, at, form.range).map(Amount::Literal)
    }

    /// A text field and its `…Path` form in an object.
    pub(crate) fn text_field(
        &mut self,
        object: &Node,
        name: &str,
        at: &At<'_>,
        language: Language,
    ) -> Option<TextField> {
        let path_name = format!("{name}Path");
        self.exclusive(object, at, &[name, &path_name]);
        if let Some(node) = object.get(name) {
            return self.literal_text(node, &at.key(name), language);
        }
        let node = object.get(&path_name).filter(|_| language == Language::JsonPath)?;
        let expr = self.expression(node, &path_name, at)?;
        self.yields_text(node, &path_name, at, &expr);
        Some(TextField::Expr(expr, node.span))
    }

    /// Reports an intrinsic function that never yields a text where one is needed.
    fn yields_text(&mut self, node: &Node, field: &str, at: &At<'_>, expr: &Expr) {
        let Expr::Intrinsic(call) = expr else { return };
        let name = call.text().trim_start_matches("States.").split('(').next().unwrap_or_default().trim_end();
        if TEXT_FUNCTIONS.contains(&name) {
            return;
        }
        let message = format!(
            "The value for the field '{field}' must be a valid JSONPath or an intrinsic function expression that \
             returns a string ({})",
            TEXT_FUNCTIONS.join(", ")
        );
        self.report(schema(node.span, at, message).help("Use States.Format or States.JsonToString."));
    }

    /// A text in the definition, or a JSONata expression for one.
    pub(crate) fn literal_text(&mut self, node: &Node, at: &At<'_>, language: Language) -> Option<TextField> {
        let text = self.string(node, at)?;
        match language {
            Language::Jsonata => match self.jsonata(node, at) {
                Some(expr) => Some(TextField::Expr(Expr::Jsonata(expr), node.span)),
                None => Some(TextField::Literal(text.clone())),
            },
            Language::JsonPath => Some(TextField::Literal(text.clone())),
        }
    }
}

/// The intrinsic functions that yield a text.
const TEXT_FUNCTIONS: [&str; 7] =
    ["ArrayGetItem", "Base64Encode", "Base64Decode", "Format", "JsonToString", "Hash", "UUID"];

/// How a number field is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AmountForm {
    /// What a literal may be.
    pub(crate) range: Range,
    /// The language of the state.
    pub(crate) language: Language,
    /// Whether the path may start from the context object.
    pub(crate) context: bool,
}

fn parse_query(text: &str) -> Result<Query, ParseError> {
    if text.starts_with('$') {
        return Query::parse(text);
    }
    Err(ParseError { message: "a path starts with $".into(), offset: 0 })
}

fn not_a_reference(node: &Node, at: &At<'_>, text: &str, error: &ParseError) -> Diagnostic {
    if text.starts_with('$') {
        return explained(schema(node.span, at, "Value is not a Reference Path"), node, text, error);
    }
    schema(node.span, at, "Value is not a Reference Path: Reference path didn't start with '$'")
        .help("Write a path such as \"$.result\".")
}

/// Adds where and why a text could not be read.
fn explained(finding: Diagnostic, node: &Node, text: &str, error: &ParseError) -> Diagnostic {
    // Only in a text without escapes do the offsets of its source follow from those of its value.
    let inner = Span::new(node.span.start + 1, node.span.end.saturating_sub(1));
    let plain = (inner.end - inner.start) as usize == text.len();
    let finding = if plain && error.offset > 0 {
        let start = inner.start + error.offset.min(text.len()) as u32;
        finding.label(Span::new(start, inner.end), error.message.clone())
    } else {
        finding
    };
    finding.help(format!("Correct the text: {}.", error.message))
}

//! JSONata expressions, and what they may refer to.

use super::at::At;
use super::findings::schema;
use super::reader::Reader;
use crate::program::Jsonata;
use asl_json::spanned::Node;
use asl_jsonata::Expression;
use asl_text::{Diagnostic, Span};
use std::collections::BTreeSet;

impl Reader {
    /// A JSONata expression, if the text is one.
    ///
    /// Quirk: blanks around the marks make the text a literal (case `outputdecl/test_output.test_base_cases[BASE_LITERALS]`).
    pub(crate) fn jsonata(&mut self, node: &Node, at: &At<'_>) -> Option<Jsonata> {
        let text = node.as_str()?;
        let (opened, closed) = (text.starts_with("{%"), text.ends_with("%}"));
        if opened && closed && text.len() >= 4 {
            return Some(self.parsed_jsonata(node, at, text[2..text.len() - 2].trim()));
        }
        if opened || closed {
            let finding = schema(node.span, at, "JSONata string must start with {% and end with %}")
                .help("Write the expression as {% … %}, with nothing before and behind.");
            self.report(finding);
        }
        None
    }

    /// The expression between the marks; what is wrong with it is reported.
    fn parsed_jsonata(&mut self, node: &Node, at: &At<'_>, source: &str) -> Jsonata {
        let expression = match Expression::parse(source) {
            Ok(expression) => {
                self.references(&expression, node, at, source);
                Some(expression)
            }
            Err(error) => {
                let span = error.span.map_or(node.span, |span| inside(node, source, span));
                let finding = Diagnostic::error("INVALID_JSONATA_EXPRESSION", span, at.to_string(), error.message);
                let help = format!("Mend the expression between {{% and %}} (JSONata's code: {}).", error.code);
                self.report(finding.help(help));
                None
            }
        };
        Jsonata { source: source.into(), expression }
    }

    /// Reports references to what is not there: fields of an input that an expression does not have, and fields of
    /// `$states` where they are not set. Each name is told once.
    fn references(&mut self, expression: &Expression, node: &Node, at: &At<'_>, source: &str) {
        let mut told = BTreeSet::new();
        for read in expression.context_reads() {
            let (message, help) = match &*read.name {
                "$$" => ("Reference to '$$' is not supported.".to_string(), "Write `$states.input`."),
                "$" => (top_level("$"), "Write `$states.input`: there is no context value outside of a path."),
                name => (top_level(name), "Write `$states.input.…` for a field of the input, `$name` for a variable."),
            };
            if told.insert(message.clone()) {
                self.unsupported_reference(message, help, inside(node, source, read.span), at);
            }
        }
        for reference in expression.variables().references {
            let Some(field) = reference.path.first().filter(|_| &*reference.name == "states") else { continue };
            let span = inside(node, source, reference.span);
            match self.absence(field, at) {
                Absence::None => {}
                Absence::Here(help) => {
                    let message = format!("Field '$states.{field}' does not exist.");
                    if told.insert(message.clone()) {
                        self.unsupported_reference(message, help, span, at);
                    }
                }
                Absence::Everywhere => {
                    let message = format!("`$states` has no `{field}`, so this is undefined");
                    if told.insert(message.clone()) {
                        let finding = Diagnostic::warning("unknown-states-field", span, at.to_string(), message)
                            .help("It has `input` and `context`, and where they are set `result` and `errorOutput`.");
                        self.report(finding);
                    }
                }
            }
        }
    }

    fn unsupported_reference(&mut self, message: String, help: &str, span: Span, at: &At<'_>) {
        let finding = Diagnostic::error("UNSUPPORTED_JSONATA_EXPRESSION", span, at.to_string(), message);
        self.report(finding.help(help));
    }

    /// Whether a field of `$states` is set at a place.
    ///
    /// AWS: `result` is there for `Assign` and `Output` of a state that has done work, `errorOutput` for those of a
    /// catcher, which has no `result` (outcomes `Feature.JSONataValidation-002` and `-003`, aws-facts 16.8).
    fn absence(&self, field: &str, at: &At<'_>) -> Absence {
        match field {
            "input" | "context" => Absence::None,
            "result" => {
                let place = at.within_state();
                let concludes = ["Assign", "Output"].iter().any(|name| {
                    place.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '[']))
                });
                match concludes && self.works {
                    true => Absence::None,
                    false => Absence::Here(
                        "Read it in `Assign` or `Output` of a Task, Parallel or Map: elsewhere there is no result.",
                    ),
                }
            }
            "errorOutput" => match at.within_state().starts_with("Catch[") {
                true => Absence::None,
                false => Absence::Here("Read it in `Assign` or `Output` of a catcher: elsewhere nothing was caught."),
            },
            _ => Absence::Everywhere,
        }
    }
}

/// Where a field of `$states` is missing.
enum Absence {
    /// It is there.
    None,
    /// It is there in other places; with what to do.
    Here(&'static str),
    /// There is no such field.
    Everywhere,
}

fn top_level(name: &str) -> String {
    format!("Reference to '{name}' at the top level is not supported.")
}

/// Where a part of an expression stands; the whole text where it is written with escapes, whose offsets differ.
fn inside(node: &Node, source: &str, part: asl_jsonata::Span) -> Span {
    let Some(text) = node.as_str() else { return node.span };
    let inner = Span::new(node.span.start + 1, node.span.end.saturating_sub(1));
    if inner.end.saturating_sub(inner.start) as usize != text.len() {
        return node.span;
    }
    let lead = text.len() - text[2..].trim_start().len();
    let end = lead + source.len();
    let clamp = |offset: u32| inner.start + (lead + offset as usize).min(end) as u32;
    Span::new(clamp(part.start), clamp(part.end).max(clamp(part.start)))
}

//! `Assign` and the names of variables.

use super::at::At;
use super::reader::Reader;
use crate::program::{Language, Template};
use asl_json::spanned::{Member, Node};
use asl_text::Diagnostic;

impl Reader {
    /// `Assign`, with the rules for names of variables.
    pub(crate) fn assign(&mut self, node: &Node, at: &At<'_>, language: Language) -> Option<Template> {
        let value = node.get("Assign")?;
        let at = at.key("Assign");
        for member in self.object(value, &at)? {
            let name = match language {
                Language::JsonPath => member.key.strip_suffix(".$").unwrap_or(&member.key),
                Language::Jsonata => &member.key,
            };
            self.variable_name(name, member, &at);
        }
        Some(self.template(value, &at, language))
    }

    /// Reports a name that no variable may have.
    pub(crate) fn variable_name(&mut self, name: &str, member: &Member, at: &At<'_>) {
        if name == "states" {
            let message = "Cannot assign to reserved variable '$states'.";
            let finding =
                Diagnostic::error("RESERVED_VARIABLE_NAME", member.key_span, at.key(name).to_string(), message);
            self.report(finding.help("Choose another name."));
            return;
        }
        let mut chars = name.chars();
        let first = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_');
        let reason = if !first || !chars.all(|c| c.is_alphanumeric() || c == '_') {
            "the variable name contains invalid characters."
        } else if name.chars().count() > 80 {
            "the variable name exceeds the 80-character limit."
        } else {
            return;
        };
        let message = format!("Invalid variable name '{name}': {reason}");
        let finding = Diagnostic::error("INVALID_VARIABLE_NAME", member.key_span, at.key(name).to_string(), message);
        self.report(finding.help("Use letters, digits and `_`, a letter first, 80 characters at most."));
    }
}

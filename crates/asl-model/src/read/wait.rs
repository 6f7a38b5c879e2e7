//! Wait, and the literals of time that a Wait and a Choice share.

use super::at::At;
use super::fields::was_meant;
use super::findings::schema;
use super::path::AmountForm;
use super::reader::Reader;
use super::state::Scope;
use super::value::Range;
use crate::program::{Amount, Expr, Language, TextField, WaitUntil};
use asl_json::spanned::{Member, Node, Value};
use asl_text::Timestamp;

/// The fields of a Wait that say how long, in the order in which AWS lists them.
const TIMING: [&str; 4] = ["SecondsPath", "Seconds", "TimestampPath", "Timestamp"];

/// What people write where only seconds will do, and what each is in seconds.
const UNITS: [(&str, f64); 8] = [
    ("Days", 86_400.0),
    ("Day", 86_400.0),
    ("Hours", 3_600.0),
    ("Hour", 3_600.0),
    ("Minutes", 60.0),
    ("Minute", 60.0),
    ("Weeks", 604_800.0),
    ("Milliseconds", 0.001),
];

impl Reader {
    /// A Wait.
    pub(crate) fn wait(&mut self, scope: Scope<'_>, member: &Member, at: &At<'_>) -> WaitUntil {
        let Scope { node, language, meant, .. } = scope;
        let present = self.exclusive(node, at, &TIMING);
        if present == 0 {
            if let Some(seconds) = self.other_unit(node) {
                return WaitUntil::Seconds(Amount::Literal(seconds));
            }
            if !was_meant(meant, &TIMING) {
                let message =
                    format!("This object should have only one of the following fields: [{}]", TIMING.join(", "));
                self.report(schema(member.key_span, at, message).help("Add \"Seconds\" with a number."));
            }
            return WaitUntil::Seconds(Amount::Literal(0.0));
        }
        let form = AmountForm { range: Range::whole(0, 99_999_999), language, context: true };
        let seconds = if let Some(value) = node.get("Seconds") {
            self.literal_amount(value, &at.key("Seconds"), form)
        } else if let Some(value) = node.get("SecondsPath").filter(|_| language == Language::JsonPath) {
            self.place(value, &at.key("SecondsPath"), true).map(|query| Amount::Path(query, value.span))
        } else {
            return self.timestamp(node, at, language);
        };
        WaitUntil::Seconds(seconds.unwrap_or(Amount::Literal(0.0)))
    }

    fn timestamp(&mut self, node: &Node, at: &At<'_>, language: Language) -> WaitUntil {
        let field = if let Some(value) = node.get("Timestamp") {
            let at = at.key("Timestamp");
            let field = self.literal_text(value, &at, language);
            if let Some(TextField::Literal(text)) = &field {
                self.check_timestamp(value, &at, text);
            }
            field
        } else {
            let value = node.get("TimestampPath").filter(|_| language == Language::JsonPath);
            value.and_then(|value| {
                let query = self.place(value, &at.key("TimestampPath"), true)?;
                Some(TextField::Expr(Expr::Query(query), value.span))
            })
        };
        field.map_or(WaitUntil::Seconds(Amount::Literal(0.0)), WaitUntil::Timestamp)
    }

    /// Reports a literal that is no timestamp.
    pub(crate) fn check_timestamp(&mut self, node: &Node, at: &At<'_>, text: &str) {
        if Timestamp::parse(text).is_none() {
            let finding = schema(node.span, at, "String does not match RFC3339 timestamp")
                .help("Write it like 2016-03-14T01:59:00Z: date, T, time, and Z or an offset.");
            self.report(finding);
        }
    }

    /// A duration in a unit that the language does not have. The field is reported as unsupported already; this adds
    /// what to write instead.
    fn other_unit(&mut self, node: &Node) -> Option<f64> {
        let (member, unit) = UNITS.iter().find_map(|(name, unit)| Some((node.member(name)?, *unit)))?;
        let Value::Number(count) = &member.value.value else { return None };
        let seconds = (count.as_f64() * unit).round();
        if !(0.0..=99_999_999.0).contains(&seconds) {
            return None;
        }
        let text = format!("\"Seconds\": {seconds}");
        self.findings.amend(member.key_span, |finding| {
            finding.help(format!("A Wait has no `{}`: write {text}.", member.key)).fix(
                format!("Write {text}"),
                member.key_span.to(member.value.span),
                text,
            )
        });
        Some(seconds)
    }
}

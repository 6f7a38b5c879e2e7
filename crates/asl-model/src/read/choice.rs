//! Choice and its rules.

use super::at::At;
use super::fields::{Meant, was_meant};
use super::findings::schema;
use super::operator::{self, OPERATORS};
use super::reader::Reader;
use super::state::Scope;
use crate::program::{Comparison, Condition, Domain, Kind, Language, Operand, Rule, Test, Then};
use asl_json::spanned::{Member, Node, Value};

/// What decides a rule, in the order in which AWS lists it.
const DECIDERS: [&str; 5] = ["And", "Or", "Not", "Variable", "Condition"];

/// What stands for a condition that cannot be read.
const NEVER: Condition = Condition::Constant(false);

/// Which fields a rule has beside its condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// One of `Choices`.
    Top,
    /// Inside `And`, `Or`, `Not`.
    Inner,
}

impl Reader {
    /// A Choice.
    pub(crate) fn choice(&mut self, scope: Scope<'_>, member: &Member, at: &At<'_>) -> Kind {
        let node = scope.node;
        self.required(node, member.key_span, at, &["Choices"], scope.meant);
        let choices_at = at.key("Choices");
        let choices = node.get("Choices").and_then(|node| self.filled_array(node, &choices_at)).unwrap_or_default();
        let rules = choices.iter().enumerate().map(|(index, rule)| self.rule(rule, &choices_at.index(index), scope));
        let rules = rules.collect();
        let default = match node.get("Default") {
            Some(name) => self.then(name, &at.key("Default"), scope.names),
            None => Then::End,
        };
        Kind::Choice { rules, default }
    }

    fn rule(&mut self, node: &Node, at: &At<'_>, scope: Scope<'_>) -> Rule {
        let language = scope.language;
        let (condition, meant) = self.condition(node, at, language, Level::Top);
        if node.as_object().is_some() {
            self.required(node, node.span, at, &["Next"], &meant);
        }
        let next = node.get("Next").map_or(Then::Missing, |name| self.then(name, &at.key("Next"), scope.names));
        let assign = self.assign(node, at, language);
        Rule { condition, next, assign, output: self.output(node, at, language), span: node.span }
    }

    /// A condition, and the fields that are misspelt in it.
    fn condition(&mut self, node: &Node, at: &At<'_>, language: Language, level: Level) -> (Condition, Vec<Meant>) {
        if self.object(node, at).is_none() {
            return (NEVER, Vec::new());
        }
        let meant = self.supported(node, at, &operator::rule_fields(level == Level::Top), language);
        (self.decide(node, at, language, &meant), meant)
    }

    fn decide(&mut self, node: &Node, at: &At<'_>, language: Language, meant: &[Meant]) -> Condition {
        let deciders: Vec<&Member> = DECIDERS.iter().filter_map(|name| node.member(name)).collect();
        let [decider] = deciders[..] else {
            if !was_meant(meant, &DECIDERS) {
                let message =
                    format!("The object must have only one of the following fields, [{}]", DECIDERS.join(", "));
                let help = match language {
                    Language::JsonPath => "Give the rule a `Variable` with an operator, or one of And, Or, Not.",
                    Language::Jsonata => "Give the rule a `Condition`.",
                };
                self.report(schema(node.span, at, message).help(help));
            }
            return NEVER;
        };
        let inner_at = at.key(&decider.key);
        match &*decider.key {
            "And" => Condition::And(self.conditions(&decider.value, &inner_at, language)),
            "Or" => Condition::Or(self.conditions(&decider.value, &inner_at, language)),
            "Not" => Condition::Not(Box::new(self.condition(&decider.value, &inner_at, language, Level::Inner).0)),
            "Variable" => self.test(node, at, &decider.value).unwrap_or(NEVER),
            _ => match (&decider.value.value, language) {
                (Value::Bool(value), _) => Condition::Constant(*value),
                (_, Language::Jsonata) => {
                    if let Some(expr) = self.jsonata(&decider.value, &inner_at) {
                        return Condition::Jsonata(expr, decider.value.span);
                    }
                    self.no_expression(&decider.value, &inner_at);
                    NEVER
                }
                (_, Language::JsonPath) => NEVER,
            },
        }
    }

    fn no_expression(&mut self, node: &Node, at: &At<'_>) {
        // Where the marks are half there, that was reported already.
        if node.as_str().is_some_and(|text| text.starts_with("{%") || text.ends_with("%}")) {
            return;
        }
        let finding = schema(node.span, at, "JSONata string must start with {% and end with %}")
            .help("Write the condition as {% … %}, or true or false.");
        self.report(finding);
    }

    fn conditions(&mut self, node: &Node, at: &At<'_>, language: Language) -> Vec<Condition> {
        let items = self.filled_array(node, at).unwrap_or_default();
        let read = items
            .iter()
            .enumerate()
            .map(|(index, item)| self.condition(item, &at.index(index), language, Level::Inner).0);
        read.collect()
    }

    fn test(&mut self, node: &Node, at: &At<'_>, variable: &Node) -> Option<Condition> {
        let operators: Vec<&Member> =
            node.as_object()?.iter().filter(|member| operator::find(&member.key).is_some()).collect();
        let query = self.place(variable, &at.key("Variable"), true);
        let operator = match operators[..] {
            [only] => only,
            [first, .., last] => {
                let message = format!("There should only be one of the following fields: [{}]", OPERATORS.join(", "));
                let finding = schema(last.key_span, at, message)
                    .label(first.key_span, "the other operator")
                    .help("Join two rules with And.");
                self.report(finding);
                first
            }
            [] => {
                self.no_operator(node, at);
                return None;
            }
        };
        let test = self.operand(operator, &at.key(&operator.key))?;
        Some(Condition::Test { variable: query?, test, span: node.span })
    }

    fn no_operator(&mut self, node: &Node, at: &At<'_>) {
        let known = |member: &&Member| operator::rule_fields(true).iter().any(|(name, _)| *name == &*member.key);
        let unknown = node.as_object().unwrap_or_default().iter().find(|member| !known(member));
        if unknown.is_some() {
            // The field that should be the operator is reported as unsupported.
            return;
        }
        let message = format!("This object should have only one of the following fields: [{}]", OPERATORS.join(", "));
        self.report(schema(node.span, at, message).help("Add an operator such as `StringEquals`."));
    }

    fn operand(&mut self, operator: &Member, at: &At<'_>) -> Option<Test> {
        let value = &operator.value;
        Some(match operator::find(&operator.key)? {
            operator::Meaning::Is(kind) => Test::Is(kind, self.boolean(value, at)?),
            operator::Meaning::Matches => Test::Matches(self.string(value, at)?.clone()),
            operator::Meaning::Path(comparison) => {
                Test::Compare(comparison, Operand::Path(self.place(value, at, true)?))
            }
            operator::Meaning::Literal(comparison) => {
                self.check_operand(comparison, value, at);
                Test::Compare(comparison, Operand::Literal(value.to_json()))
            }
        })
    }

    fn check_operand(&mut self, comparison: Comparison, value: &Node, at: &At<'_>) {
        match comparison.domain {
            Domain::String => {
                self.string(value, at);
            }
            Domain::Boolean => {
                self.boolean(value, at);
            }
            Domain::Numeric => {
                if !matches!(value.value, Value::Number(_)) {
                    self.wrong_type(value, at, "Number");
                }
            }
            Domain::Timestamp => {
                if let Some(text) = self.string(value, at) {
                    let text = text.clone();
                    self.check_timestamp(value, at, &text);
                }
            }
        }
    }
}

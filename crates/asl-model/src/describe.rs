//! Short texts for nodes and edges.

use crate::program::{
    Comparison, Condition, Operand, Pattern, Relation, Resource, ResourceKind, TaskState, Test, TypeTest,
};
use crate::read::integration;
use std::rc::Rc;

/// How long a description of a rule gets, in characters.
const LENGTH: usize = 60;

/// What a task calls, for a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The service's name as in events (`lambda`, `sqs`, `activity`, `dynamodb`), for the choice of a picture.
    pub service: Rc<str>,
    /// What is called, for people: `SQS send message`, `Step Functions start execution`, `Activity`, `Lambda`.
    pub text: String,
}

impl TaskState {
    /// What the task calls, in short.
    pub fn describe(&self) -> Called {
        self.resource.describe()
    }
}

impl Resource {
    /// What is called, in short.
    pub fn describe(&self) -> Called {
        match &self.kind {
            ResourceKind::Lambda => Called { service: "lambda".into(), text: "Lambda".into() },
            ResourceKind::Activity => Called { service: "activity".into(), text: "Activity".into() },
            ResourceKind::Service { resource_type, action, pattern } => {
                let service = resource_type.strip_prefix("aws-sdk:").unwrap_or(resource_type);
                let title = integration::title(service).map_or_else(|| capital(service), Into::into);
                let mut text = format!("{title} {}", words(integration::bare(action)));
                if *pattern == Pattern::Token {
                    text.push_str(" (callback)");
                }
                Called { service: service.into(), text }
            }
        }
    }
}

/// `sendMessage` as `send message`.
fn words(action: &str) -> String {
    let mut text = String::new();
    for c in action.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.extend(c.to_lowercase());
    }
    text
}

fn capital(service: &str) -> String {
    let mut chars = service.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl Condition {
    /// The condition in a few characters, for the label of an edge: `$.order.total > 100`.
    pub fn describe(&self) -> String {
        let mut text = String::new();
        write(self, &mut text, 0);
        if text.chars().count() <= LENGTH {
            return text;
        }
        let cut: String = text.chars().take(LENGTH - 1).collect();
        format!("{}…", cut.trim_end())
    }
}

/// Writes until the text is longer than will be shown.
fn write(condition: &Condition, text: &mut String, level: u32) {
    if text.len() > LENGTH * 4 {
        return;
    }
    match condition {
        Condition::And(inner) => join(inner, " and ", text, level),
        Condition::Or(inner) => join(inner, " or ", text, level),
        Condition::Not(inner) => {
            text.push_str("not ");
            write(inner, text, level + 1);
        }
        Condition::Test { variable, test, .. } => {
            text.push_str(variable.text());
            text.push(' ');
            text.push_str(&describe_test(test));
        }
        Condition::Jsonata(expr, _) => text.extend(expr.source.split_whitespace().flat_map(|word| [word, " "])),
        Condition::Constant(value) => text.push_str(if *value { "always" } else { "never" }),
    }
    if matches!(condition, Condition::Jsonata(..)) {
        text.truncate(text.trim_end().len());
    }
}

fn join(inner: &[Condition], word: &str, text: &mut String, level: u32) {
    let marks = level > 0 && inner.len() > 1;
    if marks {
        text.push('(');
    }
    for (index, condition) in inner.iter().enumerate() {
        if index > 0 {
            text.push_str(word);
        }
        write(condition, text, level + 1);
    }
    if marks {
        text.push(')');
    }
}

fn describe_test(test: &Test) -> String {
    match test {
        Test::Compare(Comparison { relation, .. }, operand) => {
            let sign = match relation {
                Relation::Equals => "=",
                Relation::Less => "<",
                Relation::Greater => ">",
                Relation::LessEquals => "≤",
                Relation::GreaterEquals => "≥",
            };
            match operand {
                Operand::Literal(value) => format!("{sign} {value}"),
                Operand::Path(query) => format!("{sign} {}", query.text()),
            }
        }
        Test::Matches(pattern) => format!("matches \"{pattern}\""),
        Test::Is(kind, yes) => {
            let kind = match kind {
                TypeTest::IsNull => "null",
                TypeTest::IsPresent => "present",
                TypeTest::IsNumeric => "a number",
                TypeTest::IsString => "a string",
                TypeTest::IsBoolean => "a boolean",
                TypeTest::IsTimestamp => "a timestamp",
            };
            format!("is {}{kind}", if *yes { "" } else { "not " })
        }
    }
}

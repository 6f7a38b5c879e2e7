//! CloudFormation's functions as text: what stands for a value that only a deployment knows.

use asl_json::spanned::{Member, Node, Value};

/// The text for a function of CloudFormation, named as its YAML tag (`Ref`, `GetAtt`, `Sub`, `Join` …).
///
/// `None` for what is no such function, or takes other arguments: then the value stays as it is.
pub(crate) fn placeholder(function: &str, argument: &Node) -> Option<String> {
    match function {
        "Ref" => Some(format!("${{{}}}", argument.as_str()?)),
        "GetAtt" => match argument.as_array() {
            Some(parts) => Some(format!("${{{}}}", texts(parts)?.join("."))),
            None => Some(format!("${{{}}}", argument.as_str()?)),
        },
        "Sub" => match argument.as_array() {
            Some(parts) => parts.first()?.as_str().map(str::to_string),
            None => argument.as_str().map(str::to_string),
        },
        "Join" => {
            let [delimiter, parts] = argument.as_array()? else { return None };
            Some(texts(parts.as_array()?)?.join(delimiter.as_str()?))
        }
        "ImportValue" | "FindInMap" | "Select" | "Split" | "GetAZs" | "Base64" | "Cidr" | "If" | "Condition"
        | "And" | "Or" | "Not" | "Equals" | "ToJsonString" | "Length" => {
            Some(format!("${{{function}:{}}}", words(argument)))
        }
        _ => None,
    }
}

/// The function and its argument, if an object is a function of CloudFormation in its long form: `{"Fn::Sub": …}`.
pub(crate) fn long_form(node: &Node) -> Option<(&str, &Node)> {
    let [member] = node.as_object()? else { return None };
    match &*member.key {
        "Ref" => Some(("Ref", &member.value)),
        key => Some((key.strip_prefix("Fn::")?, &member.value)),
    }
}

/// The tree with every function in its long form replaced by its text.
pub(crate) fn resolve(node: &Node) -> Node {
    let value = match &node.value {
        Value::Array(items) => Value::Array(items.iter().map(resolve).collect()),
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|Member { key, key_span, value }| Member {
                    key: key.clone(),
                    key_span: *key_span,
                    value: resolve(value),
                })
                .collect(),
        ),
        scalar => scalar.clone(),
    };
    let node = Node { span: node.span, value };
    match long_form(&node).and_then(|(function, argument)| placeholder(function, argument)) {
        Some(text) => Node { span: node.span, value: Value::String(text.into()) },
        None => node,
    }
}

fn texts(parts: &[Node]) -> Option<Vec<String>> {
    parts
        .iter()
        .map(|part| match &part.value {
            Value::String(text) => Some(text.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        })
        .collect()
}

/// An argument in a few characters.
fn words(argument: &Node) -> String {
    let text = match argument.as_array().and_then(texts) {
        Some(parts) => parts.join("."),
        None => argument.as_str().map_or_else(|| "…".to_string(), str::to_string),
    };
    text.chars().filter(|c| !matches!(c, '{' | '}' | '$')).take(60).collect()
}

//! Whether a mocked result has the fields that the service answers with.

use super::shapes::{self, Field, Shape};
use asl_json::Json;
use asl_model::{Pattern, ResourceKind};

/// What is wrong with a mocked result; `strict` asks for required fields too.
///
/// AWS has the models of all its services. Here are those of the actions in [`shapes`]; for another one everything is
/// right, as it is for HTTP tasks and API Gateway.
pub(super) fn fault(resource: &ResourceKind, result: &Json, strict: bool) -> Option<String> {
    let ResourceKind::Service { resource_type, action, pattern } = resource else { return None };
    let service = resource_type.strip_prefix("aws-sdk:").unwrap_or(resource_type);
    let action = action.split('.').next().unwrap_or(action);
    // What `.sync` waits for is the answer of the call that asks how far the job is.
    let action = match (service, action, pattern) {
        ("states" | "sfn", "startExecution", Pattern::Sync | Pattern::Sync2) => "describeExecution",
        (_, action, _) => action,
    };
    let fields = shapes::response(service, action)?;
    match result.as_object() {
        Some(_) => {
            in_object(fields, result, strict).map(|fault| format!("Mock result schema validation error: {fault}"))
        }
        None => Some(format!("Mock result must be a valid JSON object, but got '{}' instead", result.type_name())),
    }
}

fn in_object(fields: &[Field], value: &Json, strict: bool) -> Option<String> {
    let missing = fields.iter().find(|field| strict && field.required && value.get(field.name).is_none());
    if let Some(field) = missing {
        return Some(format!("Required field '{}' is missing", field.name));
    }
    fields.iter().find_map(|field| in_field(field.name, &field.shape, value.get(field.name)?, strict))
}

fn in_field(name: &str, shape: &Shape, value: &Json, strict: bool) -> Option<String> {
    let told = |what: &str| Some(format!("Field '{name}' {what}"));
    match shape {
        Shape::Any => None,
        Shape::Text(least) => match value.as_str() {
            None => told("must be a string"),
            Some(text) if text.chars().count() < *least => told("is smaller than the minimum length"),
            Some(_) => None,
        },
        Shape::Word(words) => match value.as_str() {
            None => told("must be a string"),
            Some(text) if !words.contains(&text) => told("is not an expected value"),
            Some(_) => None,
        },
        Shape::Number(least, most) => match value.as_f64() {
            None => told("must be a number"),
            Some(number) if number < *least => told("is less than the minimum value"),
            Some(number) if number > *most => told("exceeds the maximum value"),
            Some(_) => None,
        },
        Shape::Truth => value.as_bool().map_or_else(|| told("must be a boolean"), |_| None),
        Shape::List(item) => match value.as_array() {
            None => told("must be an array"),
            Some(items) => items.iter().find_map(|value| in_field(name, item, value, strict)),
        },
        Shape::Object(fields) => match value.as_object() {
            None => told("must be an object"),
            Some(_) => in_object(fields, value, strict),
        },
    }
}

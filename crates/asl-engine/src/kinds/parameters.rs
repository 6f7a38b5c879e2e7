//! Parameters that an integration refuses before it is called.

use asl_json::Json;
use asl_model::ResourceKind;

/// Fields of an API Gateway call that hold a list of texts for each name: `{"Accept": ["text/html"]}`.
const LISTS: [&str; 2] = ["Headers", "QueryParameters"];

/// Why a task cannot be started with what its `Parameters` or `Arguments` came to; `None` where it can.
///
/// Only what was seen is known here: names that begin with a small letter (Developer Guide, "Integrating with AWS SDK
/// services": parameters are in Pascal case), and the lists of an API Gateway call
/// (case `services/test_apigetway_task_service.test_invoke_with_headers[singleStringHeader]`).
pub(super) fn unfit(resource: &ResourceKind, parameters: &Json) -> Option<String> {
    let ResourceKind::Service { resource_type, .. } = resource else { return None };
    let entries = parameters.as_object()?;
    let small = entries.keys().filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase()));
    let mut refused: Vec<String> =
        small.map(|name| format!("The field \"{name}\" is not supported by Step Functions")).collect();
    if &**resource_type == "apigateway" {
        let lists = LISTS.iter().filter(|field| parameters.get(field).is_some_and(|value| !holds_lists(value)));
        refused.extend(lists.map(|field| format!("The value of the field '{field}' has an invalid format")));
    }
    let reasons = refused.join(", ");
    (!refused.is_empty())
        .then(|| format!("The Parameters '{parameters}' could not be used to start the Task: [{reasons}]"))
}

fn holds_lists(value: &Json) -> bool {
    value.is_null() || value.as_object().is_some_and(|entries| entries.values().all(|item| item.as_array().is_some()))
}

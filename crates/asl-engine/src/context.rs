//! The context object.

use crate::{
    Execution, Instant,
    lane::{Item, Lane},
};
use asl_json::Json;
use asl_model::Kind;

/// When redrive came to the service, in November 2023: histories recorded before show no `RedriveCount`
/// (case `scenarios/test_base_scenarios.test_lambda_invoke_with_retry_extended_input`).
const REDRIVE: Instant = Instant(1_699_920_000_000);

/// Builds `$$` (JSONPath) or `$states.context` (JSONata) for a lane in a state.
///
/// The order of keys is that of the service (case `context_object/test_context_object.test_input_path[$$]`).
pub(crate) fn build(execution: &Execution, lane: &Lane) -> Json {
    if let Some(given) = execution.test.as_ref().and_then(|test| test.context.as_ref()) {
        return match &lane.item {
            Some(item) => given.with("Map", around(item)),
            None => given.clone(),
        };
    }
    let names = &execution.settings.names;
    let text = |text: &std::rc::Rc<str>| Json::String(text.clone());
    let started = Json::string(execution.settings.start.text());
    let mut own = vec![
        ("Id", text(&names.execution_arn)),
        ("Input", execution.input.clone()),
        ("StartTime", started),
        ("Name", text(&names.execution)),
        ("RoleArn", text(&names.role_arn)),
    ];
    // Quirk: only a Standard execution can be redriven, and says how often
    // (case `express/test_express_sync.test_query_runtime_memory`).
    if !execution.is_express && execution.settings.start >= REDRIVE {
        own.push(("RedriveCount", Json::int(0)));
    }
    let mut context = vec![
        ("Execution", Json::from_pairs(own)),
        (
            "StateMachine",
            Json::from_pairs([("Id", text(&names.state_machine_arn)), ("Name", text(&names.state_machine))]),
        ),
    ];
    let state = execution.program.state(lane.state);
    let mut own = vec![("Name", text(&state.name)), ("EnteredTime", Json::string(lane.entered_at.text()))];
    if matches!(state.kind, Kind::Task(_) | Kind::Map(_) | Kind::Parallel { .. }) {
        own.push(("RetryCount", Json::int(i64::from(lane.retries))));
    }
    context.push(("State", Json::from_pairs(own)));
    if let Some(item) = &lane.item {
        context.push(("Map", around(item)));
    }
    if let Some(token) = crate::kinds::task::token(execution, lane) {
        context.push(("Task", Json::from_pairs([("Token", Json::String(token))])));
    }
    Json::from_pairs(context)
}

/// `Map`: the iteration around a lane.
fn around(item: &Item) -> Json {
    let text = |text: &std::rc::Rc<str>| Json::String(text.clone());
    let mut own = vec![("Index", Json::int(i64::from(item.index)))];
    own.extend(item.key.as_ref().map(|key| ("Key", text(key))));
    own.push(("Value", item.value.clone()));
    own.extend(item.source.as_ref().map(|source| ("Source", text(source))));
    Json::from_pairs([("Item", Json::from_pairs(own))])
}

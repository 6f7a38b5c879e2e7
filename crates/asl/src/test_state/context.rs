//! The context object that the state sees.

use super::{
    Refusal,
    definition::{LONE, Tested},
    request::Request,
};
use asl_json::Json;
use asl_model::{Kind, Pattern, ResourceKind};

/// When every test starts.
pub(super) const START: &str = "2026-01-01T00:00:00.000Z";
/// What the service makes up for each test.
const MACHINE: &str = "00000000-0000-4000-8000-000000000001";
const EXECUTION: &str = "00000000-0000-4000-8000-000000000002";
const TOKEN: &str = "AAAAKgAAAAIAAAAA00000000-0000-4000-8000-000000000003";

/// The fields of a context object and of its parts, with the types of their values.
const PARTS: [(&str, &[(&str, &str)]); 4] = [
    (
        "Execution",
        &[
            ("Id", "string"),
            ("Input", ""),
            ("Name", "string"),
            ("RoleArn", "string"),
            ("StartTime", "string"),
            ("RedriveCount", "number"),
            ("RedriveTime", "string"),
        ],
    ),
    ("State", &[("EnteredTime", "string"), ("Name", "string"), ("RetryCount", "number")]),
    ("StateMachine", &[("Id", "string"), ("Name", "string")]),
    ("Task", &[("Token", "string")]),
];

/// The given context object, or the one that the service makes.
///
/// Quirk: a given one replaces the whole: `{}` leaves `$$` empty
/// (case `test_state/…test_state_context_object_edge_cases[EMPTY]`).
pub(super) fn build(request: &Request, tested: &Tested) -> Result<Json, Refusal> {
    let Some(given) = &request.context else { return Ok(made(request, tested)) };
    match fault(given, tested) {
        Some(fault) => Err(Refusal::invalid(format!("Invalid Context object provided: {fault}"))),
        None => Ok(given.clone()),
    }
}

fn fault(given: &Json, tested: &Tested) -> Option<String> {
    for (name, part) in given.as_object()? {
        if &**name == "Map" {
            return Some("'Map' field is not supported when mocking a Context object".into());
        }
        let Some((_, fields)) = PARTS.iter().find(|(known, _)| **known == **name) else {
            return Some(format!("Field '{name}' is not allowed"));
        };
        let Some(entries) = part.as_object() else { return Some(format!("{name} must be an object")) };
        for (field, value) in entries {
            let Some((_, kind)) = fields.iter().find(|(known, _)| **known == **field) else {
                return Some(format!("Field '{field}' is not allowed"));
            };
            if !kind.is_empty() && value.type_name() != *kind {
                return Some(format!("{name}.{field} must be a {kind}"));
            }
        }
    }
    let waits = has_token(tested);
    (given.get("Task").is_some() && !waits).then(|| {
        "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service \
         integration pattern"
            .into()
    })
}

/// Whether the state is a task that waits for more than the answer to its call.
pub(super) fn has_token(tested: &Tested) -> bool {
    let Kind::Task(task) = &tested.state().kind else { return false };
    let waiting = [Pattern::Sync, Pattern::Sync2, Pattern::Token];
    matches!(&task.resource.kind, ResourceKind::Service { pattern, .. } if waiting.contains(pattern))
}

/// Quirk: an Express execution of a machine without a name; the state is called `StateName` even where it has a name
/// (case `test_state/…test_state_with_variables[base_expressions]`).
fn made(request: &Request, tested: &Tested) -> Json {
    let account = request.role.as_deref().and_then(|role| role.split(':').nth(4)).unwrap_or("111111111111");
    let arn = format!("arn:aws:states:us-east-1:{account}");
    let execution = [
        ("Id", Json::string(format!("{arn}:express:{MACHINE}:{EXECUTION}"))),
        ("Input", request.input.clone()),
        ("Name", Json::from(EXECUTION)),
        ("RoleArn", request.role.as_deref().map_or(Json::Null, Json::from)),
        ("StartTime", Json::from(START)),
    ];
    let machine = [("Id", Json::string(format!("{arn}:stateMachine:{MACHINE}"))), ("Name", Json::from(MACHINE))];
    let mut state = vec![("Name", Json::from(LONE)), ("EnteredTime", Json::from(START))];
    if matches!(tested.state().kind, Kind::Task(_) | Kind::Map(_) | Kind::Parallel { .. }) {
        state.push(("RetryCount", Json::int(i64::from(request.retries))));
    }
    let mut context = vec![
        ("Execution", Json::from_pairs(execution)),
        ("StateMachine", Json::from_pairs(machine)),
        ("State", Json::from_pairs(state)),
    ];
    if has_token(tested) {
        context.push(("Task", Json::from_pairs([("Token", Json::from(TOKEN))])));
    }
    Json::from_pairs(context)
}

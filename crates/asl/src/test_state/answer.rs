//! The answer: status, output or error, and which stages it shows.

use super::{
    definition::Tested,
    perform::Done,
    request::{Level, Request},
};
use asl_engine::{RuleKind, StageName, Stages, Verdict, Via};
use asl_json::{Json, Number, escape};
use asl_model::{Kind, Language, State};

type Entries = Vec<(&'static str, Json)>;

pub(super) fn write(request: &Request, tested: &Tested, done: &Done) -> Json {
    let fault = done.stages.fault.as_ref();
    let status = match &done.left {
        _ if done.retried => "RETRIABLE",
        Some((Via::Catcher(_), _)) => "CAUGHT_ERROR",
        Some(_) => "SUCCEEDED",
        None => "FAILED",
    };
    let mut entries = vec![("status", Json::from(status))];
    if let Some((via, output)) = &done.left {
        entries.push(("output", Json::string(output.to_string())));
        entries.extend(next(&tested.json, *via).map(|next| ("nextState", next)));
    }
    if status != "SUCCEEDED"
        && let Some(fault) = fault
    {
        entries.extend(fault.error.clone().map(|error| ("error", Json::String(error))));
        entries.extend(fault.cause.clone().map(|cause| ("cause", Json::String(cause))));
    }
    if request.level == Level::Debug {
        entries.push(("inspectionData", Json::from_pairs(inspection(request, tested.state(), done))));
    }
    Json::from_pairs(entries)
}

/// The name of the state that follows, which need not exist.
fn next(state: &Json, via: Via) -> Option<Json> {
    let of = |list: &str, at: u32| state.get(list)?.item(at as usize)?.get("Next");
    match via {
        Via::Next => state.get("Next"),
        Via::Default => state.get("Default"),
        Via::Rule(at) => of("Choices", at),
        Via::Catcher(at) => of("Catch", at),
    }
    .cloned()
}

/// The stages that the service shows for a state of this type (aws-facts 18.2 to 18.6).
fn shown(state: &State) -> &'static [StageName] {
    use StageName::{
        AfterArguments, AfterInputPath, AfterItemBatcher, AfterItemSelector, AfterItemsPath, AfterParameters,
        AfterResultPath, AfterResultSelector, Input, Result,
    };
    match (&state.kind, state.language) {
        (Kind::Pass { result: None, .. }, Language::JsonPath) => {
            &[Input, AfterInputPath, AfterParameters, AfterResultSelector, AfterResultPath]
        }
        // Quirk: neither InputPath nor Parameters, even if they are there.
        (Kind::Pass { .. }, Language::JsonPath) => &[Input, Result, AfterResultSelector, AfterResultPath],
        (Kind::Task(_), Language::JsonPath) => {
            &[Input, AfterInputPath, AfterParameters, Result, AfterResultSelector, AfterResultPath]
        }
        (Kind::Map(_), Language::JsonPath) => &[
            Input,
            AfterInputPath,
            AfterItemsPath,
            AfterItemSelector,
            AfterItemBatcher,
            AfterResultSelector,
            AfterResultPath,
        ],
        (Kind::Parallel { .. }, Language::JsonPath) => &[Input, AfterResultSelector, AfterResultPath],
        (_, Language::JsonPath) => &[Input, AfterInputPath],
        (Kind::Task(_), Language::Jsonata) => &[Input, AfterArguments, Result],
        (Kind::Map(_), Language::Jsonata) => &[Input, AfterItemSelector, AfterItemBatcher],
        (_, Language::Jsonata) => &[Input],
    }
}

fn inspection(request: &Request, state: &State, done: &Done) -> Entries {
    let stages = &done.stages;
    let caught = stages.stages.iter().position(|stage| stage.name == StageName::ErrorOutput);
    let own = &stages.stages[..caught.unwrap_or(stages.stages.len())];
    let value = |name: StageName| {
        let found = own.iter().rev().find(|stage| stage.name == name).and_then(|stage| stage.value.as_ref().ok());
        // A Fail has no InputPath, and shows one.
        let fails = matches!(state.kind, Kind::Fail { .. }) && name == StageName::AfterInputPath;
        found.or_else(|| fails.then_some(&request.input))
    };
    let mut entries = Entries::new();
    for name in shown(state) {
        let Some(value) = value(*name) else { continue };
        let text = match name {
            StageName::Input => request.input.to_string(),
            StageName::AfterItemsPath => as_written(value, request),
            _ => value.to_string(),
        };
        entries.push((name.text(), Json::string(text)));
        if *name == StageName::AfterItemsPath {
            entries.extend(done.pointed.iter().map(|items| ("afterItemsPointer", Json::string(items.to_string()))));
        }
    }
    let numbers = &stages.numbers;
    entries.extend(numbers.max_concurrency.map(|most| ("maxConcurrency", Json::int(i64::from(most)))));
    entries.extend(numbers.tolerated_count.map(|most| ("toleratedFailureCount", Json::int(most as i64))));
    // Quirk: a percentage is printed as a float, 1.0
    // (case `test_state/…test_base_map_state_inspect[TOLERATED_FAILURE_PERCENTAGE-DEBUG]`).
    entries.extend(numbers.tolerated_percentage.map(|most| {
        let text = if most.fract() == 0.0 { format!("{most:.1}") } else { most.to_string() };
        ("toleratedFailurePercentage", Json::Number(Number::from_text(&text)))
    }));
    let variables = stages.after.as_ref().unwrap_or(&stages.before);
    if !variables.is_empty() {
        entries.push(("variables", Json::string(Json::object(variables.clone()).to_string())));
    }
    let details = error_details(stages);
    if !details.is_empty() {
        entries.push(("errorDetails", Json::from_pairs(details)));
    }
    entries
}

fn error_details(stages: &Stages) -> Entries {
    let mut entries = Entries::new();
    for rule in &stages.rules {
        let index = Json::int(i64::from(rule.index));
        match (rule.kind, &rule.verdict) {
            (RuleKind::Retry, Verdict::Retries(_, delay)) => {
                entries.push(("retryIndex", index));
                entries.push(("retryBackoffIntervalSeconds", Json::int(delay.round() as i64)));
            }
            // Quirk: a retrier that is used up is named too
            // (case `test_state/…test_state_configuration_retrier_retry_count[TRACE].exceeds_tolerated_retry_count`).
            (RuleKind::Retry, Verdict::UsedUp(_)) => entries.push(("retryIndex", index)),
            (RuleKind::Catch, Verdict::Catches) => entries = vec![("catchIndex", index)],
            _ => {}
        }
    }
    entries
}

/// Quirk: the items are printed as they stood in the text that they were selected from
/// (case `test_state/…test_state_map_context_object[EXECUTION_INPUT_VALUES]`). Of that text it is known only whether it
/// is written with blanks behind all commas and colons.
fn as_written(value: &Json, request: &Request) -> String {
    let source = request.context.as_ref().filter(|context| holds(context, value)).unwrap_or(&request.input);
    match source.to_string() == spaced(source) {
        true => spaced(value),
        false => value.to_string(),
    }
}

/// Whether a value stands somewhere in another.
fn holds(outer: &Json, value: &Json) -> bool {
    let inside = match outer {
        Json::Array(items) => items.iter().any(|item| holds(item, value)),
        Json::Object(entries) => entries.values().any(|item| holds(item, value)),
        _ => false,
    };
    inside || outer == value
}

fn spaced(value: &Json) -> String {
    match value {
        Json::Array(items) => format!("[{}]", items.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", escape(key), spaced(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

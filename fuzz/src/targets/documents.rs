//! Definitions, scenarios, links, and whatever is pasted.

use super::{law, lossy};
use crate::{
    Random,
    make::{intrinsic, json, jsonata, jsonpath},
    mutate,
};
use asl::{
    document::{
        MachineType, Mocks, Scenario, ShareDocument, import as imports,
        mock_config::{self, is_mock_config},
        share as links, text,
    },
    engine, history_text,
    json::{Json, pretty},
    start_scenario,
};

/// What is damaged: the examples that the page offers.
const EXAMPLES: [&str; 6] = [
    include_str!("../../../examples/data-flow.json"),
    include_str!("../../../examples/jsonata-variables.json"),
    include_str!("../../../examples/map-fan-out.json"),
    include_str!("../../../examples/order-workflow.json"),
    include_str!("../../../examples/saga.json"),
    include_str!("../../../examples/csv-import.json"),
];

const YAML: &str = "StartAt: A\nStates:\n  A: &a\n    Type: Pass\n    Result: {x: 1.50, y: [1, 2]}\n    Next: B\n  'B':\n    \
    Type: Choice\n    Choices:\n      - Variable: $.x\n        NumericGreaterThan: 1\n        Next: C\n    Default: C\n  C:\n    \
    Type: Succeed\n    Comment: >-\n      folded\n      text\n";

/// Steps of a run: enough for every loop that ends.
const STEPS: u64 = 5_000;

pub(super) fn definition_case(random: &mut Random) -> Vec<u8> {
    let example = random.pick(&EXAMPLES);
    let Ok(mut scenario) = Json::parse(example) else { return example.into() };
    for _ in 0..=random.below(4) {
        scenario = altered(random, &scenario);
    }
    let text = match random.below(12) {
        0 => pretty(&scenario),
        // The text of a definition, whose own mistakes are the reader's to find.
        1..=3 => {
            let definition = pretty(scenario.get("definition").unwrap_or(&scenario));
            as_text(random, &definition, example)
        }
        4 | 5 => as_text(random, YAML, example),
        6 => mutate::text(random, example, YAML),
        _ => scenario.to_string(),
    };
    text.into_bytes()
}

fn as_text(random: &mut Random, definition: &str, other: &str) -> String {
    let damaged = mutate::text(random, definition, other);
    Json::from_pairs([("definition", Json::from(damaged.as_str())), ("input", Json::empty_object())]).to_string()
}

/// A value with one place changed: another value, an expression, or something from elsewhere in the document.
fn altered(random: &mut Random, value: &Json) -> Json {
    let (array, object) = (value.as_array(), value.as_object());
    if random.percent(85) {
        if let Some(items) = array.filter(|items| !items.is_empty()) {
            let at = random.below(items.len());
            let mut items = items.to_vec();
            match random.below(8) {
                0 => drop(items.remove(at)),
                1 => items.insert(at, items[at].clone()),
                _ => items[at] = altered(random, &items[at]),
            }
            return Json::array(items);
        }
        if let Some(members) = object.filter(|members| !members.is_empty()) {
            let at = random.below(members.len());
            let kept = members.iter().enumerate();
            let drop = random.percent(8);
            let name = random.percent(6).then(|| field(random));
            let inner = members.values().nth(at).map(|inner| altered(random, inner)).unwrap_or_default();
            return Json::from_pairs(kept.filter(|(index, _)| !(drop && *index == at)).map(|(index, (key, value))| {
                match &name {
                    Some(name) if index == at => ((*name).into(), value.clone()),
                    _ if index == at => (key.clone(), inner.clone()),
                    _ => (key.clone(), value.clone()),
                }
            }));
        }
    }
    leaf(random)
}

/// A field name of the language, in a place where it may be wrong.
fn field(random: &mut Random) -> &'static str {
    random.pick(&[
        "Type",
        "Next",
        "End",
        "Default",
        "InputPath",
        "OutputPath",
        "ResultPath",
        "Parameters",
        "ResultSelector",
        "Assign",
        "Output",
        "Arguments",
        "QueryLanguage",
        "Retry",
        "Catch",
        "Seconds",
        "TimeoutSeconds",
        "HeartbeatSeconds",
        "MaxConcurrency",
        "Items",
        "ItemsPath",
        "ItemSelector",
        "ItemBatcher",
        "ItemReader",
        "ResultWriter",
        "ToleratedFailurePercentage",
        "Timestamp",
        "Error",
        "Cause",
        "a.$",
        "Condition",
        "Variable",
        "SecondsPath",
        "ErrorPath",
        "Branches",
        "ItemProcessor",
        "ProcessorConfig",
    ])
}

fn leaf(random: &mut Random) -> Json {
    let text = match random.below(8) {
        0 => format!("{{% {} %}}", jsonata::expression(random)),
        1 => jsonpath::path(random),
        2 => intrinsic::call(random),
        3 => (*random
            .pick(&["Pass", "Task", "Map", "Parallel", "Wait", "Choice", "Fail", "Succeed", "JSONata", "JSONPath"]))
        .into(),
        4 => (random.pick(&[
            "States.ALL",
            "States.TaskFailed",
            "States.Timeout",
            "$.a",
            "$",
            "DISTRIBUTED",
            "2016-03-14T01:59:00Z",
        ]))
        .into(),
        _ => return Json::parse(&json::value(random, 2)).unwrap_or_default(),
    };
    Json::from(text.as_str())
}

pub(super) fn definition(case: &[u8]) -> Result<(), String> {
    let text = lossy(case);
    let checked = asl::check(&text, MachineType::Standard);
    for found in &checked.diagnostics {
        let span = found.span;
        law(text.get(span.start as usize..span.end as usize).is_some(), || format!("outside of the text: {found:?}"))?;
        law(!found.message.is_empty(), || format!("no words: {found:?}"))?;
    }
    let mut session = match start_scenario(&text) {
        Ok(session) => session,
        Err(refusal) => return law(!refusal.message.is_empty(), || "a refusal without words".into()),
    };
    session.advance(STEPS);
    let legal = engine::check(&session.history);
    law(legal.is_ok(), || format!("the history is not legal: {legal:?}"))?;
    let text = if session.map_runs.is_empty() { history_text(&session) } else { "{}".into() };
    Json::parse(&text).map(drop).map_err(|error| format!("the history is no JSON: {error}"))?;
    Json::parse(&session.summary().to_string()).map(drop).map_err(|error| format!("the summary is no JSON: {error}"))
}

pub(super) fn share_case(random: &mut Random) -> Vec<u8> {
    let scenario = Scenario::parse(random.pick(&EXAMPLES)).unwrap_or_default();
    let document = ShareDocument {
        scenario,
        cursor: random.percent(50).then(|| random.bits() as u32),
        ..ShareDocument::default()
    };
    let mut link = links::encode(&document).into_bytes();
    if random.percent(90) {
        mutate::bytes(random, &mut link);
    }
    // What the letters say may be damaged as well as the letters themselves; those must be letters then.
    if random.percent(70) {
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for byte in link.iter_mut().skip(3).filter(|byte| !letters.contains(*byte)) {
            *byte = letters[usize::from(*byte) % letters.len()];
        }
    }
    link
}

pub(super) fn share(case: &[u8]) -> Result<(), String> {
    let fragment = lossy(case);
    match links::decode(&fragment) {
        Ok(document) => {
            let again = links::decode(&links::encode(&document));
            law(again.as_ref() == Ok(&document), || format!("it opens as another document: {again:?}"))
        }
        Err(error) => law(!error.to_string().is_empty(), || "an error without words".into()),
    }
}

pub(super) fn import_case(random: &mut Random) -> Vec<u8> {
    let template = "Resources:\n  Machine:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      \
        Definition:\n        StartAt: A\n        States: {A: {Type: Succeed}}\n      DefinitionSubstitutions: {Arn: !GetAtt F.Arn}\n";
    let mocks = r#"{"StateMachines":{"M":{"TestCases":{"Happy":{"T":"Ok"}}}},"MockedResponses":{"Ok":{"0-1":{"Return":{"a":1}},"2":{"Throw":{"Error":"E","Cause":"c"}}}}}"#;
    let cdk = r#"{"Resources":{"S":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"DefinitionString":{"Fn::Join":["",["{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"Resource\":\"",{"Ref":"F"},"\",\"End\":true}}}"]]}}}}}"#;
    let own = random.pick(&EXAMPLES);
    let (text, other) = (random.pick(&[template, mocks, cdk, own, YAML]), random.pick(&[template, mocks, cdk, own]));
    mutate::text(random, text, other).into_bytes()
}

pub(super) fn import(case: &[u8]) -> Result<(), String> {
    let source = lossy(case);
    let _ = imports::detect(&source);
    let _ = asl::import(&source).map(|document| asl::check_document(&document));
    match text::parse(&source) {
        Err(failure) => {
            let span = failure.span;
            law(source.get(span.start as usize..span.end as usize).is_some(), || {
                format!("outside of the text: {failure:?}")
            })
        }
        Ok(parsed) => {
            let _ = Mocks::parse(&parsed.root);
            if is_mock_config(&parsed.root) {
                for machine in mock_config::machines(&parsed.root) {
                    for case in &machine.cases {
                        let _ = mock_config::read(&parsed.root, &machine.name, case)
                            .map(|mocks| mock_config::write(&mocks, &machine.name, case));
                    }
                }
            }
            let value = parsed.root.to_json();
            let again = text::parse(&value.to_string()).map(|again| again.root.to_json());
            law(again.as_ref() == Ok(&value), || format!("{value} reads back as {again:?}"))
        }
    }
}

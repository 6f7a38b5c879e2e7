//! The official suite of jsonata-js, with the answers of version 2.0.6, where it is present.

use asl_json::Json;
use asl_jsonata::{Bindings, Error, Expression, Host, Limits, Profile};
use std::{collections::BTreeMap, path::PathBuf};

/// Cases that are answered otherwise, by their number, each with the reason. One that passes fails the test.
const EXCEPTIONS: &[(i64, &str)] = &[
    (405, "its text holds half of a character, which a Rust string cannot"),
    (408, "its text holds half of a character, which a Rust string cannot"),
    (1683, "it shows the fields that a function is in JavaScript; functions have no fields here"),
    (1684, "it shows the fields that a function is in JavaScript; functions have no fields here"),
];

#[derive(Debug, PartialEq)]
enum Answer {
    Value(Json),
    Nothing,
    Error(String),
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/jsonata")
}

fn code(text: &str) -> bool {
    text.len() == 5 && text[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// The answers of 2.0.6 that differ, by the number of the case. Where it fails with an error of JavaScript itself, the
/// suite's answer stands.
fn differences() -> BTreeMap<i64, Answer> {
    let text = std::fs::read_to_string(folder().join("differences-2.0.6.json")).expect("the list of differences");
    let list = Json::parse(&text).expect("a list");
    let answers = list.as_array().expect("a list").iter().filter_map(|case| {
        let number = case.get("i")?.as_i64()?;
        let answer = case.get("v206")?;
        if let Some(value) = answer.get("ok").and_then(Json::as_str) {
            return Some((number, Answer::Value(Json::parse_compact(value).ok()?)));
        }
        let error = answer.get("code").and_then(Json::as_str).filter(|text| code(text))?;
        Some((number, Answer::Error(error.to_string())))
    });
    answers.collect()
}

fn expected(case: &Json) -> Option<Answer> {
    let expected = case.get("exp")?;
    Some(match expected.get("k")?.as_str()? {
        "undef" => Answer::Nothing,
        "error" => Answer::Error(expected.get("code").and_then(Json::as_str).unwrap_or("").to_string()),
        _ => Answer::Value(expected.get("v")?.clone()),
    })
}

fn run(case: &Json) -> Result<Option<Json>, Error> {
    let expression = Expression::parse(case.get("expr").and_then(Json::as_str).expect("an expression"))?;
    let bindings: Bindings = match case.get("bindings").and_then(Json::as_object) {
        Some(entries) => entries.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
        None => Bindings::new(),
    };
    let depth = case.get("depth").and_then(Json::as_i64).map_or(Limits::STANDARD.depth, |depth| depth as u32);
    let mut state = 1u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state
    };
    let mut host = Host {
        limits: Limits { depth, ..Limits::STANDARD },
        now_millis: 1_700_000_000_000.0,
        random: &mut random,
        profile: Profile::Standard,
    };
    let input = if case.get("hasData").and_then(Json::as_bool) == Some(true) { case.get("data") } else { None };
    expression.evaluate(input, &bindings, &mut host)
}

#[test]
fn the_official_suite_passes() {
    let Ok(text) = std::fs::read_to_string(folder().join("cases.jsonl")) else {
        println!("skipped: the suite is not present");
        return;
    };
    let differences = differences();
    let (mut passed, mut failures, mut stale) = (0, Vec::new(), Vec::new());
    for (number, line) in text.lines().enumerate() {
        let number = number as i64;
        let reason = EXCEPTIONS.iter().find(|(known, _)| *known == number).map(|(_, reason)| *reason);
        let outcome = check(number, line, &differences);
        match (outcome, reason) {
            (Ok(()), None) => passed += 1,
            (Ok(()), Some(reason)) => stale.push(format!("{number}: passes, though {reason}")),
            (Err(_), Some(_)) => {}
            (Err(failure), None) => failures.push(failure),
        }
    }
    println!("{passed} passed, {} failed, {} excepted", failures.len(), EXCEPTIONS.len());
    assert!(stale.is_empty(), "exceptions that are none:\n{}", stale.join("\n"));
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

fn check(number: i64, line: &str, differences: &BTreeMap<i64, Answer>) -> Result<(), String> {
    let case = Json::parse_compact(line).map_err(|error| format!("{number}: cannot be read: {error}"))?;
    let name = format!(
        "{number} {} {} `{}`",
        case.get("group").and_then(Json::as_str).unwrap_or(""),
        case.get("name").and_then(Json::as_str).unwrap_or(""),
        case.get("expr").and_then(Json::as_str).unwrap_or("").chars().take(200).collect::<String>()
    );
    let own = expected(&case).ok_or_else(|| format!("{name}: no expectation"))?;
    let wanted = differences.get(&number).unwrap_or(&own);
    let result = run(&case);
    let got = match &result {
        Ok(Some(value)) => Answer::Value(value.clone()),
        Ok(None) => Answer::Nothing,
        Err(error) => Answer::Error(error.code.to_string()),
    };
    if got != *wanted {
        let message = result.err().map(|error| error.message).unwrap_or_default();
        return Err(format!("{name}\n   wanted {wanted:?}\n   got    {got:?} {message}"));
    }
    // Positions and tokens as the reference has them. The suite ends endless expressions in a way of its own.
    let (Err(error), Some(reference)) = (&result, case.at(&["js", "err"])) else { return Ok(()) };
    if differences.contains_key(&number)
        || error.code == Error::LIMIT
        || reference.get("code").and_then(Json::as_str) != Some(error.code)
    {
        return Ok(());
    }
    let position = reference.get("position").and_then(Json::as_i64);
    let token = reference.get("token").filter(|token| !token.is_null());
    let misplaced = position.is_some() && error.position.map(i64::from) != position;
    if misplaced || error.token.as_ref() != token {
        return Err(format!(
            "{name}\n   {}: wanted position {position:?} token {token:?}\n   got position {:?} token {:?}",
            error.code, error.position, error.token
        ));
    }
    Ok(())
}

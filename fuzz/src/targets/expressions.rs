//! Expressions. A case is a document on the first line, and the expression behind it.

use super::{law, lossy};
use crate::{
    Random,
    make::{intrinsic as calls, json, jsonata as grammar, jsonpath as paths},
    mutate,
};
use asl::{
    Evaluation, Notation, eval,
    json::{Json, Map},
    jsonata::{Bindings, Error, Expression, Host, Limits, Profile},
};

/// Expressions by hand, one a line: what each function and operator is for.
const CORPUS: &str = include_str!("../../corpus/jsonata.txt");

pub(super) fn jsonata_case(random: &mut Random) -> Vec<u8> {
    let lines: Vec<&str> = CORPUS.lines().filter(|line| !line.is_empty()).collect();
    let known = |random: &mut Random| match random.below(3) {
        0 => (random.pick(&lines)).to_string(),
        _ => grammar::expression(random),
    };
    let text = match random.below(20) {
        0..=9 => grammar::expression(random),
        10..=17 => {
            let (text, other) = (known(random), known(random));
            mutate::text(random, &text, &other)
        }
        18 => known(random).chars().rev().collect(),
        _ => noise(random),
    };
    case(random, &text)
}

pub(super) fn jsonpath_case(random: &mut Random) -> Vec<u8> {
    let text = damaged(random, paths::path);
    case(random, &text)
}

pub(super) fn intrinsic_case(random: &mut Random) -> Vec<u8> {
    let text = damaged(random, calls::call);
    case(random, &text)
}

fn damaged(random: &mut Random, make: fn(&mut Random) -> String) -> String {
    match random.below(20) {
        0..=11 => make(random),
        12..=18 => {
            let (text, other) = (make(random), make(random));
            mutate::text(random, &text, &other)
        }
        _ => noise(random),
    }
}

fn noise(random: &mut Random) -> String {
    let mut bytes: Vec<u8> = (0..random.below(40)).map(|_| random.bits() as u8 & 0x7F).collect();
    mutate::bytes(random, &mut bytes);
    lossy(&bytes).into_owned()
}

fn case(random: &mut Random, text: &str) -> Vec<u8> {
    format!("{}\n{text}", json::document(random)).into_bytes()
}

/// The document, `None` where it is none, and the expression.
fn parts(case: &str) -> (Option<Json>, &str) {
    match case.split_once('\n') {
        Some((document, text)) => (Json::parse_compact(document).ok(), text),
        None => (None, case),
    }
}

pub(super) fn jsonata(case: &[u8]) -> Result<(), String> {
    let case = lossy(case);
    let (input, text) = parts(&case);
    let units = text.encode_utf16().count() as u32;
    let told = |error: &Error| -> Result<(), String> {
        law(!error.message.is_empty(), || format!("{} has no words", error.code))?;
        law(!error.message.contains("{{") || case.contains("{{"), || format!("a template is not filled: {error}"))?;
        law(error.position.is_none_or(|at| at <= units), || {
            format!("{error} stands outside, at {:?}", error.position)
        })?;
        let span = error.span.unwrap_or_default();
        law(text.get(span.start as usize..span.end as usize).is_some(), || format!("{error} is outside: {span:?}"))
    };
    let expression = match Expression::parse(text) {
        Ok(expression) => expression,
        Err(error) => return told(&error),
    };
    let _ = (expression.context_reads(), expression.variables());
    let mut outcomes = Vec::new();
    for (profile, limits) in [(Profile::Aws, Limits::AWS), (Profile::Aws, Limits::AWS), (Profile::Standard, SMALL)] {
        let mut stream = Random::new(1);
        let mut random = || stream.bits();
        let mut host = Host { limits, now_millis: 1_700_000_000_123.0, random: &mut random, profile };
        let bindings = Bindings::new().with("x", Json::int(2)).with("states", input.clone().unwrap_or_default());
        let outcome = expression.evaluate(input.as_ref(), &bindings, &mut host);
        match &outcome {
            Err(error) => told(error)?,
            Ok(None) => {}
            Ok(Some(value)) => reads_back(value)?,
        }
        outcomes.push(match outcome {
            Ok(value) => format!("{value:?}"),
            Err(error) => format!("{error}"),
        });
    }
    law(outcomes[0] == outcomes[1], || format!("{} the first time, {} the second", outcomes[0], outcomes[1]))
}

/// Jsonata-js has no limits; ours are here what keeps a case short.
const SMALL: Limits = Limits { fuel: 1_000_000, bytes: 4_000_000, depth: 5_000, value_depth: 200 };

/// What is printed is JSON, and the same value.
fn reads_back(value: &Json) -> Result<(), String> {
    let text = value.to_string();
    match Json::parse_compact(&text) {
        Ok(again) => law(again == *value, || format!("another value is read back: {text} as {again}")),
        Err(error) => Err(format!("{text} is no JSON: {error}")),
    }
}

pub(super) fn jsonpath(case: &[u8]) -> Result<(), String> {
    evaluate(case, Notation::JsonPath)
}

pub(super) fn intrinsic(case: &[u8]) -> Result<(), String> {
    evaluate(case, Notation::Intrinsic)
}

fn evaluate(case: &[u8], language: Notation) -> Result<(), String> {
    let case = lossy(case);
    let (input, text) = parts(&case);
    let bindings: Map =
        [("v".into(), input.clone().unwrap_or_default()), ("$".into(), Json::empty_object())].into_iter().collect();
    let evaluation = Evaluation { language, text: text.into(), input, bindings };
    match eval(&evaluation) {
        Err(error) => {
            law(!error.message.is_empty(), || format!("{} has no words", error.code))?;
            law(error.position.is_none_or(|at| at as usize <= text.len()), || format!("{error:?} stands outside"))
        }
        Ok(None) => Err("there is no value and no error".into()),
        // `StringToJson` may nest as deep as values may; what is deeper is an error there.
        Ok(Some(value)) => reads_back(&value),
    }
}

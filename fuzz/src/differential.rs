//! JSONata beside jsonata-js: the same expressions and documents, the same answers.
//!
//! jsonata-js runs in a Node process (`tests/differential/oracle.mjs`), one case after the other; what differs is made
//! small while it still differs. Differences that stay stand on a list with their reasons ([`known`]).

pub mod known;
mod oracle;

use crate::{
    Random,
    make::{json, jsonata},
    mutate, shrink,
};
use asl::{
    json::Json,
    jsonata::{Bindings, Error, Expression, Host, Limits, Profile},
};
use oracle::Oracle;
use std::collections::BTreeMap;

/// How often a mismatch is asked again to make it smaller.
const TRIES: usize = 400;
/// Mismatches that are printed.
const SHOWN: usize = 25;

/// An expression and its document.
#[derive(Clone, Debug)]
pub struct Case {
    /// The expression.
    pub expression: String,
    /// The document, as JSON.
    pub input: String,
}

/// What an evaluation gave.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A value.
    Value(Json),
    /// No value.
    Undefined,
    /// A function, or something that holds one.
    Function,
    /// An error: code, position in UTF-16 units, token, words.
    Error {
        /// `JS` for one that jsonata-js did not mean to throw.
        code: String,
        /// One past the token.
        position: Option<i64>,
        /// The token or operator.
        token: Option<Json>,
        /// What it says.
        message: String,
    },
    /// Not compared: it took too long, or has no form in JSON.
    Skipped,
}

impl Outcome {
    /// In short: the JSON text, `undefined`, `function`, or `!code@position token`.
    pub fn short(&self) -> String {
        match self {
            Self::Value(value) => value.to_string(),
            Self::Undefined => "undefined".into(),
            Self::Function => "a function".into(),
            Self::Skipped => "skipped".into(),
            Self::Error { code, position, token, message } => {
                let position = position.map_or(String::new(), |position| format!("@{position}"));
                let token = token.as_ref().map_or(String::new(), |token| format!(" {token}"));
                format!("!{code}{position}{token}  ({message})")
            }
        }
    }

    /// Its kind: `value`, or the code of the error.
    pub fn kind(&self) -> &str {
        match self {
            Self::Value(_) => "value",
            Self::Undefined => "undefined",
            Self::Function => "function",
            Self::Skipped => "skipped",
            Self::Error { code, .. } => code,
        }
    }

    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Skipped, _) | (_, Self::Skipped) => true,
            (Self::Undefined, Self::Undefined) | (Self::Function, Self::Function) => true,
            (Self::Value(one), Self::Value(other)) => same(one, other),
            (Self::Error { code: one, .. }, Self::Error { code: other, .. }) if one == "D1001" && other == "D1001" => {
                true
            }
            (
                Self::Error { code, position, token, message },
                Self::Error { code: other, position: place, token: word, message: said },
            ) => code == other && position == place && token == word && message == said,
            _ => false,
        }
    }
}

/// Equal, in the order of the keys too.
fn same(one: &Json, other: &Json) -> bool {
    match (one.as_object(), other.as_object(), one.as_array(), other.as_array()) {
        (Some(one), Some(other), ..) => {
            one.len() == other.len()
                && one.iter().zip(other.iter()).all(|((key, one), (name, other))| key == name && same(one, other))
        }
        (_, _, Some(one), Some(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        _ => one == other,
    }
}

/// The case of a seed and a number.
pub fn case(seed: u64, number: u64) -> Case {
    let mut random = Random::of_case(seed, number);
    let (first, second) = (jsonata::expression(&mut random), jsonata::expression(&mut random));
    let expression = if random.percent(15) { mutate::text(&mut random, &first, &second) } else { first };
    Case { expression, input: json::document(&mut random) }
}

/// What ours gives.
pub fn ours(case: &Case) -> Outcome {
    let told = |error: Error| match error.code {
        Error::FUNCTION_RESULT => Outcome::Function,
        Error::LIMIT | Error::REGEX => Outcome::Skipped,
        code => Outcome::Error {
            code: code.into(),
            position: error.position.map(i64::from),
            token: error.token,
            message: error.message,
        },
    };
    let Ok(input) = Json::parse_compact(&case.input) else { return Outcome::Skipped };
    let limits = Limits { fuel: 2_000_000, ..Limits::STANDARD };
    let mut random = || 0;
    let mut host = Host { limits, now_millis: 1_700_000_000_123.0, random: &mut random, profile: Profile::Standard };
    let outcome = Expression::parse(&case.expression)
        .and_then(|expression| expression.evaluate(&input, &Bindings::new(), &mut host));
    match outcome {
        Ok(Some(value)) => Outcome::Value(value),
        Ok(None) => Outcome::Undefined,
        Err(error) => told(error),
    }
}

/// Compares so many cases and prints what differs; true if nothing does that is not known.
///
/// # Errors
/// When Node or the package is missing.
pub fn run(cases: u64, seed: u64) -> Result<bool, String> {
    let mut oracle = Oracle::start()?;
    let mut right = still_known(&mut oracle)?;
    let (mut kinds, mut groups, mut compared, mut excused) = (BTreeMap::new(), BTreeMap::new(), 0, 0);
    for number in 0..cases {
        let case = case(seed, number);
        let (ours, theirs) = (ours(&case), oracle.ask(&case)?);
        if matches!(theirs, Outcome::Skipped) || matches!(ours, Outcome::Skipped) {
            continue;
        }
        compared += 1;
        *kinds.entry(theirs.kind().to_string()).or_insert(0) += 1;
        if ours.agrees(&theirs) {
            continue;
        }
        if known::reason(&case, &ours, &theirs).is_some() {
            excused += 1;
            continue;
        }
        let group: &mut Vec<Case> = groups.entry((ours.kind().to_string(), theirs.kind().to_string())).or_default();
        group.push(case);
    }
    let mismatches: usize = groups.values().map(Vec::len).sum();
    let values: u64 = ["value", "undefined", "function"].iter().filter_map(|kind| kinds.get(*kind)).sum();
    println!(
        "jsonata-js 2.0.6, seed {seed}: {compared} of {cases} cases compared ({values} values, {} errors of {} kinds), \
         {excused} known differences, {mismatches} mismatches",
        compared - values,
        kinds.len(),
    );
    // One of each group first: a single cause fills a group.
    let longest = groups.values().map(Vec::len).max().unwrap_or(0);
    let turns = (0..longest).flat_map(|turn| groups.values().filter_map(move |group| group.get(turn)));
    for case in turns.take(SHOWN) {
        right = false;
        show(&mut oracle, case)?;
    }
    Ok(right)
}

/// Prints what both sides give.
///
/// # Errors
/// When Node or the package is missing.
pub fn ask(expression: &str, input: &str) -> Result<(), String> {
    let case = Case { expression: expression.into(), input: input.into() };
    println!("ours   {}\ntheirs {}", ours(&case).short(), Oracle::start()?.ask(&case)?.short());
    Ok(())
}

/// Prints a mismatch as small as it gets.
fn show(oracle: &mut Oracle, case: &Case) -> Result<(), String> {
    let kinds = |case: &Case, oracle: &mut Oracle| {
        let (ours, theirs) = (ours(case), oracle.ask(case).ok()?);
        let differs = !ours.agrees(&theirs) && known::reason(case, &ours, &theirs).is_none();
        differs.then(|| (ours.kind().to_string(), theirs.kind().to_string()))
    };
    let wanted = kinds(case, oracle);
    let input = case.input.clone();
    let holds = |case: &Case, oracle: &mut Oracle| kinds(case, oracle) == wanted;
    let expression =
        shrink(&case.expression, TRIES, |text| holds(&Case { expression: text.into(), input: input.clone() }, oracle));
    let input = shrink(&input, TRIES, |text| {
        Json::parse_compact(text).is_ok() && holds(&Case { expression: expression.clone(), input: text.into() }, oracle)
    });
    let small = Case { expression, input };
    println!("\n    {}\n    with {}", small.expression, small.input);
    println!("        ours   {}", ours(&small).short());
    println!("        theirs {}", oracle.ask(&small)?.short());
    Ok(())
}

/// Every known difference must still be one.
fn still_known(oracle: &mut Oracle) -> Result<bool, String> {
    let mut right = true;
    for entry in known::KNOWN {
        let case = Case { expression: entry.expression.into(), input: entry.input.into() };
        let (ours, theirs) = (ours(&case), oracle.ask(&case)?);
        if ours.agrees(&theirs) {
            println!("no difference any more, take it off the list: {}", entry.expression);
            right = false;
        } else if known::reason(&case, &ours, &theirs).is_none() {
            println!(
                "the entry does not cover its own example: {} (ours {}, theirs {})",
                entry.expression,
                ours.short(),
                theirs.short()
            );
            right = false;
        }
    }
    Ok(right)
}

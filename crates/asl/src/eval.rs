//! One expression against one document: a JSONata expression, a path, or a call of an intrinsic function.
//!
//! ```
//! let line = asl::eval_line(r#"{"jsonata": "$sum(lines.price)", "input": {"lines": [{"price": 2}, {"price": 3}]}}"#);
//! assert_eq!(line, r#"{"value":5}"#);
//! ```

use asl_intrinsics::{Call, Env};
use asl_json::{Json, Map};
use asl_jsonata::{Bindings, Expression, Host, Profile};
use asl_path::{Query, Root};
use std::rc::Rc;

/// What to evaluate.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The language of the text.
    pub language: Notation,
    /// The expression without marks: no `{%` and `%}`.
    pub text: String,
    /// The document: `$` and `$states.input` in JSONata, `$` in the others. `None` is no document, `{}` for a path.
    pub input: Option<Json>,
    /// Variables by name, without `$`; `$` is the context object, `$$`.
    pub bindings: Map,
}

/// What an expression is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// JSONata with the functions and limits of the service.
    Jsonata,
    /// A path.
    JsonPath,
    /// A call such as `States.UUID()`.
    Intrinsic,
}

impl Notation {
    /// Its name in a line of a batch.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonata => "jsonata",
            Self::JsonPath => "jsonpath",
            Self::Intrinsic => "intrinsic",
        }
    }

    const ALL: [Self; 3] = [Self::Jsonata, Self::JsonPath, Self::Intrinsic];
}

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvalError {
    /// The code of JSONata (`T2001`), `States.Runtime` for what a state would fail with, `invalid-path` and
    /// `invalid-intrinsic` for a text that cannot be read, `invalid-request` for a line that cannot.
    pub code: String,
    /// What is wrong: JSONata's, Jayway's or the service's words.
    pub message: String,
    /// Where in the text: in UTF-16 units for JSONata, in bytes for the others.
    pub position: Option<u32>,
    /// The part of the text that is concerned, in bytes, where it is known.
    pub span: Option<(u32, u32)>,
}

/// When `$now()` is: the default start of the virtual clock, 2026-01-01T00:00:00Z.
const NOW: f64 = 1_767_225_600_000.0;

/// Evaluates an expression; `None` is JSONata's undefined.
///
/// Random functions give the same values each time: the clock and the seed are fixed.
///
/// # Errors
/// An [`EvalError`], for a text that cannot be read and an evaluation that fails.
pub fn eval(evaluation: &Evaluation) -> Result<Option<Json>, EvalError> {
    let mut state = 1u64;
    // SplitMix64: a stream of bits from a counter.
    let mut random = move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    match evaluation.language {
        Notation::Jsonata => jsonata(evaluation, &mut random),
        Notation::JsonPath => path(evaluation).map(Some),
        Notation::Intrinsic => intrinsic(evaluation, &mut random).map(Some),
    }
}

fn jsonata(evaluation: &Evaluation, random: &mut dyn FnMut() -> u64) -> Result<Option<Json>, EvalError> {
    let told = |error: asl_jsonata::Error| EvalError {
        code: error.code.into(),
        message: error.message,
        position: error.position,
        span: error.span.map(|span| (span.start, span.end)),
    };
    let expression = Expression::parse(&evaluation.text).map_err(told)?;
    let states = evaluation.input.clone().map(|input| ("states".into(), Json::from_pairs([("input", input)])));
    let own = evaluation.bindings.iter().map(|(name, value)| (name.clone(), value.clone()));
    let bindings: Bindings = states.into_iter().chain(own).collect::<Vec<(Rc<str>, Json)>>().into_iter().collect();
    let mut host = Host { limits: asl_jsonata::Limits::AWS, now_millis: NOW, random, profile: Profile::Aws };
    expression.evaluate(evaluation.input.as_ref(), &bindings, &mut host).map_err(told)
}

pub(crate) fn root(evaluation: &Evaluation, root: &Root) -> Option<Json> {
    match root {
        Root::Input => Some(evaluation.input.clone().unwrap_or_else(Json::empty_object)),
        Root::Context => evaluation.bindings.get("$").cloned(),
        Root::Variable(name) => evaluation.bindings.get(name).cloned(),
    }
}

fn unreadable(code: &str, error: asl_path::ParseError) -> EvalError {
    let at = error.offset as u32;
    EvalError { code: code.into(), message: error.message, position: Some(at), span: Some((at, at + 1)) }
}

fn path(evaluation: &Evaluation) -> Result<Json, EvalError> {
    let query = Query::parse(&evaluation.text).map_err(|error| unreadable("invalid-path", error))?;
    let found = query.evaluate(&|at| root(evaluation, at));
    found.map_err(|missing| EvalError {
        code: "States.Runtime".into(),
        message: missing.message,
        position: None,
        span: None,
    })
}

fn intrinsic(evaluation: &Evaluation, random: &mut dyn FnMut() -> u64) -> Result<Json, EvalError> {
    let call = Call::parse(&evaluation.text).map_err(|error| unreadable("invalid-intrinsic", error))?;
    let input = root(evaluation, &Root::Input).unwrap_or_default();
    let roots = |at: &Root| root(evaluation, at);
    let found = call.evaluate(&mut Env { roots: &roots, input: &input, random });
    found.map_err(|fault| EvalError {
        code: "States.Runtime".into(),
        message: fault.message,
        position: None,
        span: None,
    })
}

/// Evaluates for people: the value, or a sentence in the words of a cause of AWS.
///
/// # Errors
/// The sentence, for an error and for JSONata's undefined.
pub fn eval_text(evaluation: &Evaluation) -> Result<Json, String> {
    let text = evaluation.text.trim();
    match (eval(evaluation), evaluation.language) {
        (Ok(Some(value)), _) => Ok(value),
        (Ok(None), _) => Err(format!("The JSONata expression '{text}' returned nothing (undefined).")),
        (Err(error), Notation::Jsonata) if error.code == asl_jsonata::Error::FUNCTION_RESULT => {
            Err(format!("The JSONata expression '{text}' returned an unsupported result type."))
        }
        (Err(error), Notation::Jsonata) => Err(format!(
            "The JSONata expression '{text}' threw an error during evaluation. {}: {}",
            error.code, error.message
        )),
        (Err(error), Notation::JsonPath) => Err(format!("Invalid path '{text}' : {}", error.message)),
        (Err(error), Notation::Intrinsic) => Err(error.message),
    }
}

/// Evaluates one line of `stepwell eval --batch`: `{"jsonata"|"jsonpath"|"intrinsic": TEXT, "input": JSON,
/// "bindings": {…}}` gives `{"value":…}`, `{"undefined":true}` or `{"error":{"code","message","position"}}`.
pub fn eval_line(line: &str) -> String {
    let answer = match read_line(line).and_then(|evaluation| eval(&evaluation)) {
        Ok(Some(value)) => Json::from_pairs([("value", value)]),
        Ok(None) => Json::from_pairs([("undefined", Json::Bool(true))]),
        Err(error) => {
            let position = error.position.map_or(Json::Null, |position| Json::int(i64::from(position)));
            let entries = [("code", error.code.as_str().into()), ("message", error.message.as_str().into())];
            let entries = entries.into_iter().chain([("position", position)]);
            Json::from_pairs([("error", Json::from_pairs(entries))])
        }
    };
    answer.to_string()
}

fn read_line(line: &str) -> Result<Evaluation, EvalError> {
    let invalid = |message: String| EvalError { code: "invalid-request".into(), message, position: None, span: None };
    let request = Json::parse_compact(line).map_err(|error| invalid(format!("the line is not JSON: {error}")))?;
    let found = Notation::ALL.into_iter().find_map(|language| Some((language, request.get(language.name())?)));
    let wanted = "the line wants one of `jsonata`, `jsonpath` and `intrinsic` with a text";
    let (language, text) = found.ok_or_else(|| invalid(wanted.into()))?;
    let text = text.as_str().ok_or_else(|| invalid(wanted.into()))?.to_string();
    let bindings = match request.get("bindings") {
        None | Some(Json::Null) => Map::default(),
        Some(bindings) => {
            bindings.as_object().cloned().ok_or_else(|| invalid("`bindings` is no object of variables".into()))?
        }
    };
    Ok(Evaluation { language, text, input: request.get("input").cloned(), bindings })
}

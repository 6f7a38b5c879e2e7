//! Evaluates a call: first all arguments, then the function.

use crate::{
    array,
    call::{Argument, Expression, Function},
    encode, json, math, text,
};
use asl_json::Json;
use asl_path::Root;
use std::{fmt, rc::Rc};

/// What a call needs from its surroundings.
pub struct Env<'a> {
    /// Yields the value of `$`, of `$$` or of a variable; nothing for a variable that was never assigned.
    pub roots: &'a dyn Fn(&Root) -> Option<Json>,
    /// The input that the message for a missing path quotes.
    pub input: &'a Json,
    /// Yields 64 random bits: one draw for a random number without a seed, two for a UUID.
    pub random: &'a mut dyn FnMut() -> u64,
}

impl fmt::Debug for Env<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Env").field("input", self.input).finish_non_exhaustive()
    }
}

/// Why a call failed. The error is States.Runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The service's text, without the sentence before it that names the state.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// Why a function refuses its arguments.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// A path finds nothing.
    Missing(String),
    /// `Invalid arguments in States.X`
    Arguments,
    /// The same with what is wrong about them.
    ArgumentsBecause(&'static str),
    /// Any other text.
    Other(String),
}

/// An argument's value.
#[derive(Debug)]
pub(crate) struct Given {
    pub value: Json,
    /// How a string literal stood between its quotes.
    pub written: Option<Rc<str>>,
    /// It is a JSON tree of Java's Jackson, whose text is JSON, and not plain Java data.
    pub tree: bool,
}

/// Evaluates a call; messages quote its text.
///
/// AWS: a missing path is told in other words than arguments that do not fit (cases `States.Hash-029`, `-017`).
pub(crate) fn call(text: &str, expression: &Expression, env: &mut Env<'_>) -> Result<Json, Fault> {
    evaluate(expression, env).map_err(|(function, refusal)| {
        let name = function.name();
        let wrong =
            |detail: &str| format!("There was an error while evaluating the intrinsic function: {text}. {detail}");
        let message = match refusal {
            Refusal::Missing(path) => format!(
                "The function '{text}' had the following error: The JsonPath argument for the field '{path}' could not \
                 be found in the input '{}'",
                env.input
            ),
            Refusal::Arguments => wrong(&format!("Invalid arguments in {name}")),
            Refusal::ArgumentsBecause(reason) => wrong(&format!("Invalid arguments in {name}: {reason}")),
            Refusal::Other(detail) => wrong(&detail),
        };
        Fault { message }
    })
}

fn evaluate(expression: &Expression, env: &mut Env<'_>) -> Result<Json, (Function, Refusal)> {
    let function = expression.function;
    let mut read = |argument| given(function, argument, env);
    // Most calls have one or two arguments: no list is made for them.
    let result = match &expression.arguments[..] {
        [one] => {
            let given = [read(one)?];
            apply(function, &given, env)
        }
        [one, two] => {
            let given = [read(one)?, read(two)?];
            apply(function, &given, env)
        }
        arguments => {
            let given = arguments.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            apply(function, &given, env)
        }
    };
    result.map_err(|refusal| (function, refusal))
}

/// The value of an argument of a function.
fn given(function: Function, argument: &Argument, env: &mut Env<'_>) -> Result<Given, (Function, Refusal)> {
    let plain = |value| Given { value, written: None, tree: false };
    Ok(match argument {
        Argument::Value(value) => plain(value.clone()),
        Argument::Text { value, written } => Given { written: Some(written.clone()), ..plain(value.clone()) },
        Argument::Query(query) => match query.evaluate(env.roots) {
            Ok(value) => plain(value),
            Err(_) => return Err((function, Refusal::Missing(query.text().to_string()))),
        },
        Argument::Call(inner) => {
            Given { tree: inner.function == Function::StringToJson, ..plain(evaluate(inner, env)?) }
        }
    })
}

fn apply(function: Function, given: &[Given], env: &mut Env<'_>) -> Result<Json, Refusal> {
    match function {
        Function::Array => Ok(Json::array(given.iter().map(|one| one.value.clone()).collect())),
        Function::ArrayContains => array::contains(exactly(given)?),
        Function::ArrayGetItem => array::get_item(exactly(given)?),
        Function::ArrayLength => array::length(exactly(given)?),
        Function::ArrayPartition => array::partition(exactly(given)?),
        Function::ArrayRange => array::range(exactly(given)?),
        Function::ArrayUnique => array::unique(exactly(given)?),
        Function::Base64Decode => encode::decode(exactly(given)?),
        Function::Base64Encode => encode::encode(exactly(given)?),
        Function::Format => text::format(given),
        Function::Hash => encode::hash(exactly(given)?),
        Function::JsonMerge => json::merge(exactly(given)?),
        Function::JsonToString => json::to_string(given),
        Function::MathAdd => math::add(exactly(given)?),
        Function::MathRandom => math::random(given, env.random),
        Function::StringSplit => text::split(exactly(given)?),
        Function::StringToJson => json::from_string(exactly(given)?),
        // Quirk: States.UUID is the only function that ignores what it is given (cases States.UUID-008 to 011).
        Function::Uuid => Ok(math::uuid(env.random)),
    }
}

fn exactly<const COUNT: usize>(given: &[Given]) -> Result<&[Given; COUNT], Refusal> {
    given.try_into().map_err(|_| Refusal::Arguments)
}

/// The argument's items.
pub(crate) fn items(given: &Given) -> Result<&[Json], Refusal> {
    given.value.as_array().ok_or(Refusal::Arguments)
}

/// The argument's text.
pub(crate) fn string(given: &Given) -> Result<&str, Refusal> {
    given.value.as_str().ok_or(Refusal::Arguments)
}

/// The argument as an integer of Java's `int`, cut off towards zero.
pub(crate) fn int(given: &Given) -> Result<i32, Refusal> {
    let number = given.value.as_f64().ok_or(Refusal::Arguments)?.trunc();
    if number >= f64::from(i32::MIN) && number <= f64::from(i32::MAX) {
        Ok(number as i32)
    } else {
        Err(Refusal::Arguments)
    }
}

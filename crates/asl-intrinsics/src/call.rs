//! A call as it was read.

use crate::{Env, Fault, ParseError, evaluate, parse};
use asl_json::Json;
use asl_path::Query;
use std::rc::Rc;

/// A call such as `States.Format('{}', $.a)`.
///
/// A clone is a pointer copy.
#[derive(Clone, Debug)]
pub struct Call {
    text: Rc<str>,
    expression: Rc<Expression>,
}

impl Call {
    /// Reads a call, calls nested in it up to 10 levels included.
    ///
    /// AWS: how many arguments a function takes, and of which types, is asked when the call is evaluated
    /// (cases `States.Hash-017`, `States.ArrayContains-014`).
    ///
    /// # Errors
    /// A [`ParseError`] for an unknown function, for an argument that is no literal, path or call, for an escape other
    /// than `\'`, `\{`, `\}` and `\\`, and for text behind the call.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Ok(Self { text: text.into(), expression: Rc::new(parse::expression(text)?) })
    }

    /// The call as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every query that the call evaluates, from left to right.
    pub fn queries(&self) -> Vec<&Query> {
        let mut queries = Vec::new();
        self.expression.collect(&mut queries);
        queries
    }

    /// Computes the call.
    ///
    /// # Errors
    /// A [`Fault`] with the service's text, for a path that finds nothing and for arguments that do not fit.
    pub fn evaluate(&self, env: &mut Env<'_>) -> Result<Json, Fault> {
        evaluate::call(&self.text, &self.expression, env)
    }
}

/// A function with its arguments.
#[derive(Debug)]
pub(crate) struct Expression {
    pub function: Function,
    pub arguments: Vec<Argument>,
}

/// An argument as it was written.
#[derive(Debug)]
pub(crate) enum Argument {
    /// A number, `true`, `false` or `null`.
    Value(Json),
    /// A string, and how it stood between its quotes: a template tells `\{` from `{`.
    Text {
        value: Json,
        written: Rc<str>,
    },
    Query(Query),
    Call(Expression),
}

impl Expression {
    fn collect<'a>(&'a self, queries: &mut Vec<&'a Query>) {
        for argument in &self.arguments {
            match argument {
                Argument::Query(query) => queries.push(query),
                Argument::Call(expression) => expression.collect(queries),
                Argument::Value(_) | Argument::Text { .. } => {}
            }
        }
    }
}

/// What can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Array,
    ArrayContains,
    ArrayGetItem,
    ArrayLength,
    ArrayPartition,
    ArrayRange,
    ArrayUnique,
    Base64Decode,
    Base64Encode,
    Format,
    Hash,
    JsonMerge,
    JsonToString,
    MathAdd,
    MathRandom,
    StringSplit,
    StringToJson,
    Uuid,
}

impl Function {
    const ALL: [(Self, &'static str); 18] = [
        (Self::Array, "States.Array"),
        (Self::ArrayContains, "States.ArrayContains"),
        (Self::ArrayGetItem, "States.ArrayGetItem"),
        (Self::ArrayLength, "States.ArrayLength"),
        (Self::ArrayPartition, "States.ArrayPartition"),
        (Self::ArrayRange, "States.ArrayRange"),
        (Self::ArrayUnique, "States.ArrayUnique"),
        (Self::Base64Decode, "States.Base64Decode"),
        (Self::Base64Encode, "States.Base64Encode"),
        (Self::Format, "States.Format"),
        (Self::Hash, "States.Hash"),
        (Self::JsonMerge, "States.JsonMerge"),
        (Self::JsonToString, "States.JsonToString"),
        (Self::MathAdd, "States.MathAdd"),
        (Self::MathRandom, "States.MathRandom"),
        (Self::StringSplit, "States.StringSplit"),
        (Self::StringToJson, "States.StringToJson"),
        (Self::Uuid, "States.UUID"),
    ];

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entry| entry.1 == name).map(|entry| entry.0)
    }

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

//! The rules of a Choice.

use crate::program::{Jsonata, Template, Then};
use asl_json::Json;
use asl_path::Query;
use asl_text::Span;

/// One of `Choices`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// When it matches.
    pub condition: Condition,
    /// `Next`
    pub next: Then,
    /// `Assign`
    pub assign: Option<Template>,
    /// `Output` (JSONata).
    pub output: Option<Template>,
    /// The rule in the text.
    pub span: Span,
}

/// A condition.
#[derive(Clone, Debug)]
pub enum Condition {
    /// `And`
    And(Vec<Condition>),
    /// `Or`
    Or(Vec<Condition>),
    /// `Not`
    Not(Box<Condition>),
    /// A `Variable` and an operator.
    Test {
        /// `Variable`
        variable: Query,
        /// The operator and its operand.
        test: Test,
        /// The test in the text.
        span: Span,
    },
    /// `Condition` with an expression (JSONata).
    Jsonata(Jsonata, Span),
    /// `Condition` with a literal (JSONata).
    Constant(bool),
}

/// An operator with its operand.
#[derive(Clone, Debug)]
pub enum Test {
    /// A comparison of two values.
    Compare(Comparison, Operand),
    /// `StringMatches` with its pattern.
    Matches(std::rc::Rc<str>),
    /// A type test, and whether it asks for true.
    Is(TypeTest, bool),
}

/// The values and the relation of a comparison: `NumericLessThanEquals` is `Numeric`, `LessEquals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared.
    pub domain: Domain,
    /// How.
    pub relation: Relation,
}

/// What a comparison compares; values of another type do not match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the operators")]
pub enum Domain {
    String,
    Numeric,
    Boolean,
    Timestamp,
}

/// How a comparison compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the operators")]
pub enum Relation {
    Equals,
    Less,
    Greater,
    LessEquals,
    GreaterEquals,
}

/// The right side.
#[derive(Clone, Debug)]
pub enum Operand {
    /// In the definition.
    Literal(Json),
    /// A `…Path` operator.
    Path(Query),
}

/// The type tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the operators")]
pub enum TypeTest {
    IsNull,
    IsPresent,
    IsNumeric,
    IsString,
    IsBoolean,
    IsTimestamp,
}

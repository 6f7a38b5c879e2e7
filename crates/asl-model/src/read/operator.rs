//! The operators of a Choice rule.

use super::fields::{Field, Use};
use crate::program::{Comparison, Domain, Relation, TypeTest};

/// All operators, in the order in which AWS lists them in its messages.
///
/// Quirk: the order is that of a hash map, recorded in `Feature.ChoiceValidation-005`.
pub(crate) const OPERATORS: [&str; 39] = [
    "StringEquals",
    "IsBoolean",
    "StringLessThan",
    "IsNumeric",
    "BooleanEquals",
    "StringLessThanEqualsPath",
    "NumericLessThan",
    "NumericGreaterThan",
    "NumericLessThanPath",
    "StringMatches",
    "TimestampLessThanEqualsPath",
    "NumericEquals",
    "TimestampGreaterThan",
    "StringGreaterThanEqualsPath",
    "TimestampGreaterThanEqualsPath",
    "TimestampLessThanEquals",
    "NumericLessThanEqualsPath",
    "TimestampEquals",
    "BooleanEqualsPath",
    "IsTimestamp",
    "StringLessThanEquals",
    "NumericLessThanEquals",
    "StringLessThanPath",
    "TimestampGreaterThanPath",
    "StringGreaterThan",
    "StringGreaterThanPath",
    "IsString",
    "StringEqualsPath",
    "TimestampEqualsPath",
    "TimestampLessThan",
    "StringGreaterThanEquals",
    "NumericGreaterThanPath",
    "NumericGreaterThanEquals",
    "NumericEqualsPath",
    "TimestampLessThanPath",
    "IsNull",
    "IsPresent",
    "TimestampGreaterThanEquals",
    "NumericGreaterThanEqualsPath",
];

/// What an operator does with its operand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Meaning {
    /// Compares with the value in the definition.
    Literal(Comparison),
    /// Compares with what a path finds.
    Path(Comparison),
    /// `StringMatches`
    Matches,
    /// A type test.
    Is(TypeTest),
}

/// The meaning of an operator.
pub(crate) fn find(name: &str) -> Option<Meaning> {
    let is = |test| Some(Meaning::Is(test));
    match name {
        "IsNull" => return is(TypeTest::IsNull),
        "IsPresent" => return is(TypeTest::IsPresent),
        "IsNumeric" => return is(TypeTest::IsNumeric),
        "IsString" => return is(TypeTest::IsString),
        "IsBoolean" => return is(TypeTest::IsBoolean),
        "IsTimestamp" => return is(TypeTest::IsTimestamp),
        "StringMatches" => return Some(Meaning::Matches),
        _ => {}
    }
    let (name, path) = match name.strip_suffix("Path") {
        Some(plain) => (plain, true),
        None => (name, false),
    };
    let domains = [
        ("String", Domain::String),
        ("Numeric", Domain::Numeric),
        ("Boolean", Domain::Boolean),
        ("Timestamp", Domain::Timestamp),
    ];
    let (rest, domain) = domains.iter().find_map(|(prefix, domain)| Some((name.strip_prefix(prefix)?, *domain)))?;
    let relation = match rest {
        "Equals" => Relation::Equals,
        "LessThan" => Relation::Less,
        "GreaterThan" => Relation::Greater,
        "LessThanEquals" => Relation::LessEquals,
        "GreaterThanEquals" => Relation::GreaterEquals,
        _ => return None,
    };
    if domain == Domain::Boolean && relation != Relation::Equals {
        return None;
    }
    let comparison = Comparison { domain, relation };
    Some(if path { Meaning::Path(comparison) } else { Meaning::Literal(comparison) })
}

/// The fields of a rule.
pub(crate) fn rule_fields(top: bool) -> Vec<Field> {
    let mut fields = vec![
        ("And", Use::Path),
        ("Or", Use::Path),
        ("Not", Use::Path),
        ("Variable", Use::Path),
        ("Condition", Use::Jsonata),
        ("Comment", Use::Both),
    ];
    if top {
        fields.extend([("Next", Use::Both), ("Assign", Use::Both), ("Output", Use::Jsonata)]);
    }
    fields.extend(OPERATORS.map(|name| (name, Use::Path)));
    fields
}

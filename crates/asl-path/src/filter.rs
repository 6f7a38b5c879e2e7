//! Filters: conditions over an item (`@`) and the document (`$`).

use crate::{
    path::Steps,
    walk::{Stop, Walk},
};
use asl_json::{Json, Number};
use regex_lite::Regex;
use std::cmp::Ordering;

/// What an item must fulfil.
#[derive(Debug)]
pub(crate) enum Condition {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Compare { left: Operand, operator: Operator, right: Operand },
    Exists { path: Steps, wanted: bool },
}

/// A side of a comparison.
#[derive(Debug)]
pub(crate) enum Operand {
    Path(Steps),
    Value(Json),
    Pattern(Regex),
}

/// How two sides are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    StrictEqual,
    NotEqual,
    StrictNotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
    In,
    NotIn,
    Contains,
    All,
    Size,
    Empty,
    SubsetOf,
    AnyOf,
    NoneOf,
    /// `type`, `matches` and `exists`: Jayway reads them, and no text can give them a right side.
    Never,
}

impl Operator {
    pub fn from_text(text: &str) -> Option<Self> {
        Some(match text.to_ascii_uppercase().as_str() {
            "==" => Self::Equal,
            "===" => Self::StrictEqual,
            "!=" => Self::NotEqual,
            "!==" => Self::StrictNotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            "=~" => Self::Matches,
            "IN" => Self::In,
            "NIN" => Self::NotIn,
            "CONTAINS" => Self::Contains,
            "ALL" => Self::All,
            "SIZE" => Self::Size,
            "EMPTY" => Self::Empty,
            "SUBSETOF" => Self::SubsetOf,
            "ANYOF" => Self::AnyOf,
            "NONEOF" => Self::NoneOf,
            "TYPE" | "MATCHES" | "EXISTS" => Self::Never,
            _ => return None,
        })
    }
}

impl Condition {
    pub fn all(list: Vec<Self>) -> Self {
        one_of(list).unwrap_or_else(Self::All)
    }

    pub fn any(list: Vec<Self>) -> Self {
        one_of(list).unwrap_or_else(Self::Any)
    }

    /// Decides for an item.
    pub fn holds(&self, item: &Json, walk: &Walk<'_>) -> Result<bool, Stop> {
        match self {
            Self::All(list) => {
                for condition in list {
                    if !condition.holds(item, walk)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Self::Any(list) => {
                for condition in list {
                    if condition.holds(item, walk)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Self::Not(condition) => Ok(!condition.holds(item, walk)?),
            Self::Exists { path, wanted } => Ok(walk.exists(path, item)? == *wanted),
            Self::Compare { left, operator, right } => {
                let (left, right) = (Side::of(left, item, walk)?, Side::of(right, item, walk)?);
                let comparisons = left.items().map_or(1, <[Json]>::len) * right.items().map_or(1, <[Json]>::len);
                walk.visit(comparisons)?;
                compare(&left, *operator, &right).ok_or_else(|| Stop::Invalid("the sides cannot be compared".into()))
            }
        }
    }
}

/// Takes a list of one apart, and gives any other back.
fn one_of(mut list: Vec<Condition>) -> Result<Condition, Vec<Condition>> {
    match (list.len(), list.pop()) {
        (1, Some(condition)) => Ok(condition),
        (_, last) => {
            list.extend(last);
            Err(list)
        }
    }
}

/// The value of an operand.
enum Side<'a> {
    Value(Json),
    Pattern(&'a Regex),
    /// The path found nothing.
    Undefined,
}

impl<'a> Side<'a> {
    fn of(operand: &'a Operand, item: &Json, walk: &Walk<'_>) -> Result<Self, Stop> {
        match operand {
            Operand::Value(value) => Ok(Self::Value(value.clone())),
            Operand::Pattern(regex) => Ok(Self::Pattern(regex)),
            Operand::Path(path) => match walk.read_for(path, item) {
                Ok(value) => Ok(Self::Value(value)),
                Err(Stop::Missing(_)) => Ok(Self::Undefined),
                Err(stop) => Err(stop),
            },
        }
    }

    fn value(&self) -> Option<&Json> {
        match self {
            Self::Value(value) => Some(value),
            Self::Pattern(_) | Self::Undefined => None,
        }
    }

    fn items(&self) -> Option<&[Json]> {
        self.value().and_then(Json::as_array)
    }
}

/// Compares; nothing where Jayway refuses to, which drops the item whatever stands around the comparison.
fn compare(left: &Side<'_>, operator: Operator, right: &Side<'_>) -> Option<bool> {
    match operator {
        Operator::Equal => Some(equal(left, right)),
        Operator::NotEqual => Some(!equal(left, right)),
        Operator::StrictEqual => Some(same_type(left, right) && equal(left, right)),
        Operator::StrictNotEqual => Some(!(same_type(left, right) && equal(left, right))),
        Operator::Less => Some(order(left, right) == Some(Ordering::Less)),
        Operator::LessOrEqual => Some(matches!(order(left, right), Some(Ordering::Less | Ordering::Equal))),
        Operator::Greater => Some(order(left, right) == Some(Ordering::Greater)),
        Operator::GreaterOrEqual => Some(matches!(order(left, right), Some(Ordering::Greater | Ordering::Equal))),
        Operator::Matches => Some(matches(left, right)),
        Operator::In => is_in(left, right),
        Operator::NotIn => is_in(left, right).map(|found| !found),
        Operator::Contains => Some(contains(left, right)),
        Operator::All => {
            let required = right.items()?;
            match left.value() {
                Some(Json::Array(items)) => Some(required.iter().all(|wanted| has(items, wanted))),
                value => Some(matches!(value, Some(Json::Object(_)))),
            }
        }
        Operator::Size => Some(has_size(left, right)),
        Operator::Empty => is_empty(left, right),
        Operator::SubsetOf => lists(left, right, |left, right| left.iter().all(|item| has(right, item))),
        Operator::AnyOf => lists(left, right, |left, right| left.iter().any(|item| has(right, item))),
        Operator::NoneOf => lists(left, right, |left, right| !left.iter().any(|item| has(right, item))),
        Operator::Never => None,
    }
}

fn lists(left: &Side<'_>, right: &Side<'_>, test: impl Fn(&[Json], &[Json]) -> bool) -> Option<bool> {
    match (left.value(), right.value()) {
        (Some(Json::Array(left)), Some(Json::Array(right))) => Some(test(left, right)),
        (_, Some(Json::Object(_))) | (Some(Json::Object(_)), Some(Json::Array(_))) => Some(false),
        _ => None,
    }
}

fn has(items: &[Json], wanted: &Json) -> bool {
    items.iter().any(|item| values_equal(wanted, item))
}

fn equal(left: &Side<'_>, right: &Side<'_>) -> bool {
    match (left.value(), right.value()) {
        (Some(left), Some(right)) => values_equal(left, right),
        _ => false,
    }
}

/// Quirk: a number equals the text of a number: `@.total == '99'` holds for 99 and 99.0; with the text on the left the
/// digits must be the same.
fn values_equal(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(number), Json::String(text)) => text.parse::<f64>().is_ok_and(|value| value == number.as_f64()),
        (Json::String(text), Json::Number(number)) => **text == *number.to_string(),
        _ => left == right,
    }
}

fn same_type(left: &Side<'_>, right: &Side<'_>) -> bool {
    let kind = |value: &Json| match value {
        Json::Array(_) => "object",
        other => other.type_name(),
    };
    match (left.value(), right.value()) {
        (Some(left), Some(right)) => kind(left) == kind(right),
        _ => false,
    }
}

fn order(left: &Side<'_>, right: &Side<'_>) -> Option<Ordering> {
    match (left.value()?, right.value()?) {
        (Json::Number(left), Json::Number(right)) => compare_numbers(left, right),
        (Json::String(left), Json::String(right)) => Some(compare_texts(left, right)),
        (Json::String(left), Json::Number(right)) => Some(compare_texts(left, &right.to_string())),
        (Json::Number(left), Json::String(right)) => Some(compare_texts(&left.to_string(), right)),
        _ => None,
    }
}

fn compare_numbers(left: &Number, right: &Number) -> Option<Ordering> {
    match (left.as_i64(), right.as_i64()) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.as_f64().partial_cmp(&right.as_f64()),
    }
}

/// Java compares UTF-16 code units.
fn compare_texts(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

fn matches(left: &Side<'_>, right: &Side<'_>) -> bool {
    let (regex, side) = match (left, right) {
        (Side::Pattern(_), Side::Pattern(_)) => return false,
        (Side::Pattern(regex), side) | (side, Side::Pattern(regex)) => (regex, side),
        _ => return false,
    };
    match side.items() {
        Some(items) => items.iter().any(|item| regex.is_match(&text_of(Some(item)))),
        None => regex.is_match(&text_of(side.value())),
    }
}

fn text_of(value: Option<&Json>) -> String {
    match value {
        Some(Json::String(text)) => text.to_string(),
        Some(Json::Number(number)) => number.to_string(),
        Some(Json::Bool(value)) => value.to_string(),
        Some(Json::Null | Json::Array(_) | Json::Object(_)) | None => String::new(),
    }
}

fn is_in(left: &Side<'_>, right: &Side<'_>) -> Option<bool> {
    match right.value()? {
        Json::Array(items) => Some(left.value().is_some_and(|wanted| has(items, wanted))),
        Json::Object(_) => Some(false),
        _ => None,
    }
}

fn contains(left: &Side<'_>, right: &Side<'_>) -> bool {
    match (left.value(), right.value()) {
        (Some(Json::String(text)), Some(Json::String(part))) => text.contains(&**part),
        (Some(Json::Array(items)), Some(wanted)) => has(items, wanted),
        _ => false,
    }
}

fn has_size(left: &Side<'_>, right: &Side<'_>) -> bool {
    let Some(wanted) = right.value().and_then(Json::as_f64) else { return false };
    match left.value() {
        Some(Json::String(text)) => text.encode_utf16().count() as f64 == wanted.trunc(),
        Some(Json::Array(items)) => items.len() as f64 == wanted.trunc(),
        _ => false,
    }
}

fn is_empty(left: &Side<'_>, right: &Side<'_>) -> Option<bool> {
    let empty = match left.value() {
        Some(Json::String(text)) => text.is_empty(),
        Some(Json::Array(items)) => items.is_empty(),
        Some(Json::Object(entries)) => entries.is_empty(),
        _ => return Some(false),
    };
    right.value()?.as_bool().map(|wanted| empty == wanted)
}

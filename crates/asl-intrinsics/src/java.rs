//! What of Java shows in the service's answers: hashes, orders of hash maps, random numbers, texts.

use asl_json::{Json, Map, Number};
use std::{collections::BTreeMap, rc::Rc};

/// `java.util.Random`: a 48-bit linear congruential generator.
#[derive(Clone, Debug)]
pub struct JavaRandom {
    state: u64,
}

const MULTIPLIER: u64 = 0x5_DEEC_E66D;
const MASK: u64 = (1 << 48) - 1;

impl JavaRandom {
    /// `new Random(seed)`
    pub fn new(seed: i64) -> Self {
        Self { state: (seed as u64 ^ MULTIPLIER) & MASK }
    }

    fn next(&mut self, bits: u32) -> i32 {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(0xB) & MASK;
        (self.state >> (48 - bits)) as u32 as i32
    }

    /// `nextInt(bound)`: from 0 to `bound`, excluding it; 0 where the bound is not positive.
    pub fn next_int(&mut self, bound: i32) -> i32 {
        if bound <= 0 {
            return 0;
        }
        if bound & (bound - 1) == 0 {
            return ((i64::from(bound) * i64::from(self.next(31))) >> 31) as i32;
        }
        loop {
            let bits = self.next(31);
            let value = bits % bound;
            if bits.wrapping_sub(value).wrapping_add(bound - 1) >= 0 {
                return value;
            }
        }
    }
}

/// `String.hashCode`, over UTF-16 code units.
pub fn string_hash(text: &str) -> i32 {
    text.encode_utf16().fold(0i32, |hash, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit)))
}

/// Sorts entries with distinct keys as a `java.util.HashMap` yields them that they were put into one after the other.
///
/// AWS: so come the `.$` keys of a payload template, by their names without the `.$`.
pub fn hash_map_order<T>(items: Vec<(Rc<str>, T)>) -> Vec<(Rc<str>, T)> {
    let table = grown(16, items.len());
    in_buckets(items, table, |(key, _)| string_hash(key))
}

/// A table doubles when it gets fuller than three quarters.
fn grown(mut table: usize, count: usize) -> usize {
    while count > threshold(table) {
        table *= 2;
    }
    table
}

fn threshold(table: usize) -> usize {
    table * 3 / 4
}

/// The table for a known count of entries.
fn table_for(count: usize) -> usize {
    (count * 4 / 3 + 1).next_power_of_two()
}

/// A table that doubles keeps the order inside its buckets, so the order of the map is that of a stable sort by the last
/// table's buckets.
fn in_buckets<T>(items: Vec<T>, table: usize, hash: impl Fn(&T) -> i32) -> Vec<T> {
    let mask = (table - 1) as u32;
    let bucket = |item: &T| {
        let hash = hash(item) as u32;
        (hash ^ (hash >> 16)) & mask
    };
    let mut placed: Vec<(u32, T)> = items.into_iter().map(|item| (bucket(&item), item)).collect();
    asl_sort::by_key(&mut placed, |(bucket, _)| *bucket);
    placed.into_iter().map(|(_, item)| item).collect()
}

/// The distinct items in the order of `new HashSet<>(items)`.
pub(crate) fn hash_set_order(items: &[Json]) -> Vec<Json> {
    let mut known: BTreeMap<i32, Vec<&Json>> = BTreeMap::new();
    let mut distinct = Vec::new();
    for item in items {
        let alike = known.entry(hash(item)).or_default();
        if !alike.iter().any(|other| equals(other, item)) {
            alike.push(item);
            distinct.push(item.clone());
        }
    }
    let table = table_for(items.len()).max(16);
    in_buckets(distinct, table, hash)
}

/// `new HashMap<>(left)` with `putAll(right)`: a table that fits `left` tightly, and grows.
///
/// (Case `States.JsonMerge-020`; the other cases agree with this as well.)
pub(crate) fn merged_map(left: &Map, right: &Map) -> Map {
    let mut table = if left.is_empty() { table_for(right.len()) } else { grown(table_for(left.len()), left.len()) };
    table = grown(table, right.len());
    let mut merged = left.clone();
    merged.extend(right.iter().map(|(key, value)| (key.clone(), value.clone())));
    table = grown(table, merged.len());
    in_buckets(merged.into_iter().collect(), table, |(key, _)| string_hash(key)).into_iter().collect()
}

/// `hashCode` of the plain Java value.
fn hash(value: &Json) -> i32 {
    match value {
        Json::Null => 0,
        Json::Bool(true) => 1231,
        Json::Bool(false) => 1237,
        Json::Number(number) => match integer(number) {
            Some(Ok(int)) => i32::try_from(int).unwrap_or_else(|_| folded(int as u64)),
            Some(Err(digits)) => string_hash(&digits),
            None => folded(number.as_f64().to_bits()),
        },
        Json::String(text) => string_hash(text),
        Json::Array(items) => items.iter().fold(1, |sum: i32, item| sum.wrapping_mul(31).wrapping_add(hash(item))),
        Json::Object(entries) => {
            entries.iter().fold(0, |sum: i32, (key, value)| sum.wrapping_add(string_hash(key) ^ hash(value)))
        }
    }
}

fn folded(bits: u64) -> i32 {
    (bits ^ (bits >> 32)) as u32 as i32
}

/// `equals` of the plain Java values: an integer never equals a double.
fn equals(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => match (integer(left), integer(right)) {
            (Some(left), Some(right)) => left == right,
            (None, None) => left.as_f64().to_bits() == right.as_f64().to_bits(),
            _ => false,
        },
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right.iter()).all(|(left, right)| equals(left, right))
        }
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| right.get(key).is_some_and(|right| equals(left, right)))
        }
        _ => left == right,
    }
}

/// The number if Java reads it as an integer: a `long`, or the digits of a `BigInteger`.
fn integer(number: &Number) -> Option<Result<i64, String>> {
    match (number.is_integer(), number.as_i64(), number.to_string()) {
        (false, ..) => None,
        (true, Some(int), _) => Some(Ok(int)),
        (true, None, digits) if digits == "-0" => Some(Ok(0)),
        (true, None, digits) => Some(Err(digits)),
    }
}

/// `String.valueOf` of the plain Java value: strings as they are, `{a=1, b=[x, null]}`, `1.0E10`.
///
/// AWS: States.Format prints so (case `test_generic.test_context_json_path`).
pub fn text(value: &Json) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Json, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => match integer(number) {
            Some(Ok(int)) => out.push_str(&int.to_string()),
            Some(Err(digits)) => out.push_str(&digits),
            None => out.push_str(&double_text(number.as_f64())),
        },
        Json::String(text) => out.push_str(text),
        Json::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Json::Object(entries) => {
            out.push('{');
            for (at, (key, item)) in entries.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                out.push_str(key);
                out.push('=');
                write(item, out);
            }
            out.push('}');
        }
    }
}

/// `Double.toString`: `1.0`, `0.001`, `1.0E-4`, `1.2345678E7`.
pub fn double_text(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.into();
    }
    let size = value.abs();
    if value == 0.0 || (1e-3..1e7).contains(&size) {
        return format!("{value:?}");
    }
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let fraction = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{fraction}E{exponent}")
}

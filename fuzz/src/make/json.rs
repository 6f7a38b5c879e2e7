//! Documents: few names, so that paths find something; values that functions trip over.

use crate::Random;

/// The names that documents have and expressions ask for.
pub const NAMES: &[&str] = &["a", "b", "c", "d", "odd key", "price", "e"];

const TEXTS: &[&str] = &[
    "",
    "a",
    "b",
    "ab",
    "Hello World",
    "12",
    "1.50",
    "-3e2",
    "true",
    "é日",
    "😀x",
    "a,b,c",
    "  pad  ",
    "2024-02-29T13:14:15.678Z",
    "{\"a\":1}",
    "YWJj",
    "%41b",
    "x/y",
    "10",
];
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "-1",
    "1.5",
    "10",
    "-0.5",
    "1000000",
    "1e+21",
    "2.50",
    "1e-7",
    "0.1",
    "12345.678",
    "1709212455678",
];

/// An object of some names, a few levels deep, as compact JSON.
pub fn document(random: &mut Random) -> String {
    object(random, 3)
}

fn object(random: &mut Random, depth: usize) -> String {
    let names: Vec<&str> =
        NAMES.iter().copied().filter(|name| random.percent(if name.len() > 1 { 15 } else { 55 })).collect();
    let members: Vec<String> =
        names.into_iter().map(|name| format!("\"{name}\":{}", value(random, depth.saturating_sub(1)))).collect();
    format!("{{{}}}", members.join(","))
}

/// Any value.
pub fn value(random: &mut Random, depth: usize) -> String {
    match random.below(if depth == 0 { 6 } else { 11 }) {
        0 | 1 => (random.pick(NUMBERS)).into(),
        2 | 3 => text(random),
        4 => (random.pick(&["true", "false"])).into(),
        5 => (random.pick(&["null", "[]", "{}", "1"])).into(),
        6 | 7 => object(random, depth),
        8 => {
            // Objects of one kind, as data has them.
            let items: Vec<String> = (0..random.below(4)).map(|_| object(random, depth.min(2))).collect();
            format!("[{}]", items.join(","))
        }
        _ => {
            let items: Vec<String> = (0..random.below(5)).map(|_| value(random, depth - 1)).collect();
            format!("[{}]", items.join(","))
        }
    }
}

/// A string.
pub fn text(random: &mut Random) -> String {
    asl::json::escape(random.pick(TEXTS))
}

/// A number.
pub fn number(random: &mut Random) -> &'static str {
    random.pick(NUMBERS)
}

//! Calls of intrinsic functions.

use super::{json::number, jsonpath};
use crate::Random;

const FUNCTIONS: &[&str] = &[
    "Array",
    "ArrayContains",
    "ArrayGetItem",
    "ArrayLength",
    "ArrayPartition",
    "ArrayRange",
    "ArrayUnique",
    "Base64Decode",
    "Base64Encode",
    "Format",
    "Hash",
    "JsonMerge",
    "JsonToString",
    "MathAdd",
    "MathRandom",
    "StringSplit",
    "StringToJson",
    "UUID",
    "Other",
];
const TEXTS: &[&str] = &[
    "''",
    "'a'",
    "'{}'",
    "'{} {} \\{\\}'",
    "'a,b,,c'",
    "','",
    "'.*['",
    "'{\"a\":[1,2.50]}'",
    "'[1,'",
    "'SHA-1'",
    "'MD5'",
    "'YWJj'",
    "'a\\'b\\\\'",
    "'é😀'",
    "'true'",
    "'{\"a\":1}{'",
    "'NaN'",
    "'[01, +1, 0x1, .5, 1., Infinity]'",
    "'\\\\u0041'",
];

/// A call.
pub fn call(random: &mut Random) -> String {
    nested(random, 3)
}

fn nested(random: &mut Random, depth: usize) -> String {
    let arguments: Vec<String> = (0..random.below(4)).map(|_| argument(random, depth)).collect();
    let comma = random.pick(&[", ", ",", " , "]);
    format!("States.{}({})", random.pick(FUNCTIONS), arguments.join(comma))
}

fn argument(random: &mut Random, depth: usize) -> String {
    match random.below(10) {
        0..=2 if depth > 0 => nested(random, depth - 1),
        3 | 4 => jsonpath::path(random),
        5 | 6 => (random.pick(TEXTS)).into(),
        7 => (random.pick(&["true", "false", "null", "2147483648", "-9223372036854775809", "1E400", "$.a", "$.b"]))
            .into(),
        8 => random.below(2000).to_string(),
        _ => number(random).into(),
    }
}

//! Paths with their filters and functions.

use super::json::{NAMES, text, value};
use crate::Random;

const FUNCTIONS: &[&str] = &[
    "min", "max", "avg", "stddev", "sum", "length", "size", "keys", "concat", "append", "first", "last", "index",
    "other",
];
const OPERATORS: &[&str] = &[
    "==", "!=", "<", "<=", ">", ">=", "===", "!==", "=~", "in", "nin", "subsetof", "anyof", "noneof", "contains",
    "all", "size", "empty", "type", "IN", "=",
];
const PATTERNS: &[&str] = &["/a.*/", "/[a-c]+/i", "/(a+)+b/", "/\\//", "/(/", "/é/u"];

/// A path from the root.
pub fn path(random: &mut Random) -> String {
    let root = random.pick(&["$", "$", "$", "$$", "$v"]);
    path_from(random, root, 2)
}

fn path_from(random: &mut Random, root: &str, depth: usize) -> String {
    let mut path = root.to_string();
    for _ in 0..random.below(5) {
        path.push_str(&step(random, depth));
    }
    path
}

fn step(random: &mut Random, depth: usize) -> String {
    let name = random.pick(NAMES);
    let small = |random: &mut Random| random.below(7) as i64 - 3;
    match random.below(16) {
        0..=4 => format!(".{name}"),
        5 => format!("..{name}"),
        6 => (random.pick(&[".*", "[*]", "..*", "..", "."])).into(),
        7 => format!("['{name}']"),
        8 => format!("['{name}','{}']", random.pick(NAMES)),
        9 => format!("[{}]", small(random)),
        10 => format!("[{},{}]", small(random), small(random)),
        11 => match random.below(4) {
            0 => format!("[{}:]", small(random)),
            1 => format!("[:{}]", small(random)),
            2 => format!("[{}:{}:{}]", small(random), small(random), small(random)),
            _ => format!("[{}:{}]", small(random), small(random)),
        },
        12 => {
            let arguments: Vec<String> = (0..random.below(3)).map(|_| operand(random, depth)).collect();
            format!(".{}({})", random.pick(FUNCTIONS), arguments.join(","))
        }
        _ if depth > 0 => format!("[?({})]", condition(random, depth - 1)),
        _ => format!(".{name}"),
    }
}

fn condition(random: &mut Random, depth: usize) -> String {
    match random.below(if depth == 0 { 4 } else { 8 }) {
        0 => operand(random, depth),
        1 => format!("!{}", operand(random, depth)),
        4 => format!("{} && {}", condition(random, depth - 1), condition(random, depth - 1)),
        5 => format!("({}) || ({})", condition(random, depth - 1), condition(random, depth - 1)),
        6 => format!("!({})", condition(random, depth - 1)),
        _ => format!("{} {} {}", operand(random, depth), random.pick(OPERATORS), operand(random, depth)),
    }
}

fn operand(random: &mut Random, depth: usize) -> String {
    match random.below(8) {
        0..=2 => path_from(random, "@", depth.saturating_sub(1)),
        3 => path_from(random, "$", depth.saturating_sub(1)),
        4 => (random.pick(PATTERNS)).into(),
        5 => text(random).replace('"', "'"),
        _ => value(random, 1),
    }
}

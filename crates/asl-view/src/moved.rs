//! Which values of one text stand elsewhere in another.

use crate::json::{items, members, unquote};
use std::collections::BTreeMap;

/// Values that are looked at; what lies behind them is not searched.
const MOST: usize = 2_000;
/// A longer text is not searched.
const LONGEST: usize = 64 << 10;
/// How deep it is searched.
const DEEPEST: usize = 12;

/// Where each value of a text stands, if it stands there alone.
#[derive(Debug, Default)]
pub struct Places<'a> {
    by_text: BTreeMap<&'a str, Option<String>>,
}

impl<'a> Places<'a> {
    /// Looks for the values of a text without blanks.
    pub fn new(text: &'a str) -> Self {
        let mut found = Self::default();
        if text.len() > LONGEST {
            return found;
        }
        let mut waiting: Vec<(&str, String, usize)> = vec![(text, String::new(), 0)];
        let mut seen = 0;
        while let Some((value, pointer, depth)) = waiting.pop() {
            seen += 1;
            if seen > MOST || depth > DEEPEST {
                continue;
            }
            let inner = members(value).into_iter().map(|(name, value)| (format!("{pointer}/{}", unquote(name)), value));
            let inner =
                inner.chain(items(value).into_iter().enumerate().map(|(at, item)| (format!("{pointer}/{at}"), item)));
            waiting.extend(inner.map(|(pointer, value)| (value, pointer, depth + 1)));
            if is_telling(value) && depth > 0 {
                found.by_text.entry(value).and_modify(|place| *place = None).or_insert(Some(pointer));
            }
        }
        found
    }

    /// The only place of a value.
    pub fn of(&self, value: &str) -> Option<&str> {
        self.by_text.get(value)?.as_deref()
    }
}

/// Whether two equal values are probably one: `true` and `0` are everywhere.
fn is_telling(value: &str) -> bool {
    value.len() > 1 && !matches!(value, "null" | "true" | "false" | "\"\"" | "{}" | "[]")
}

//! Two JSON texts side by side: which fields came, went or changed, as lines for people.
//!
//! Objects are compared by key and arrays by place, behind what they share at both ends. What is the same is folded.

use crate::{
    json::{Line, Token, TokenKind, items, members, pointers, pretty, unquote},
    moved::Places,
};
use std::collections::BTreeSet;

/// Values nest deeper than this only in made-up data; there they are compared as texts.
const DEEPEST: u32 = 40;
/// Neighbours that did not change and are shown one by one; more of them become one line.
const SAME: usize = 3;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It is as it was.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its value is another one.
    Changed,
    /// It stood elsewhere.
    Moved,
}

impl Sign {
    /// The prefix of the line.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Same => "",
            Self::Added => "+",
            Self::Removed => "−",
            Self::Changed => "~",
            Self::Moved => "→",
        }
    }
}

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    /// What became of it.
    pub sign: Sign,
    /// What is there now; for [`Sign::Removed`], what was there.
    pub line: Line,
    /// For [`Sign::Changed`]: the value that was there.
    pub before: Option<String>,
    /// Where the value stands, for [`Sign::Removed`] in the text before: parts joined by `/`.
    pub pointer: String,
    /// Where the same value stands in the text before, if it is new here and stands there once.
    pub from: Option<String>,
}

/// How many values differ, each counted once with all that is inside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// New ones.
    pub added: u32,
    /// Ones that are gone.
    pub removed: u32,
    /// Ones with another value.
    pub changed: u32,
    /// Ones that stood elsewhere.
    pub moved: u32,
}

impl Change {
    /// Whether both texts have the same value.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// A difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// How much differs.
    pub change: Change,
    /// The lines.
    pub lines: Vec<DiffLine>,
}

/// Compares two JSON texts; blanks between values do not count. At most `limit` lines are kept.
pub fn diff(before: &str, after: &str, limit: usize) -> Diff {
    let (before, after) = (compact(before), compact(after));
    let mut writer = Writer { found: Diff::default(), limit, whole: &before, places: None, taken: BTreeSet::new() };
    writer.value(&before, &after, At { name: None, indent: 0, comma: false, pointer: "" });
    writer.found
}

/// A JSON text without the blanks between its values: an input keeps those of its author.
fn compact(text: &str) -> String {
    let (mut in_string, mut escaped) = (false, false);
    let keeps = |sign: &char| {
        let kept = in_string || !sign.is_ascii_whitespace();
        match sign {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ => {}
        }
        kept
    };
    text.chars().filter(keeps).collect()
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct At<'a> {
    /// The quoted name; `None` for an item, and for the whole.
    name: Option<&'a str>,
    indent: u32,
    comma: bool,
    pointer: &'a str,
}

struct Writer<'w> {
    found: Diff,
    limit: usize,
    /// All that was before.
    whole: &'w str,
    /// Where its values stand; made for the first new one.
    places: Option<Places<'w>>,
    /// The values that have been found elsewhere.
    taken: BTreeSet<String>,
}

/// A value of an object or array, before and after.
struct Pair<'a> {
    name: Option<&'a str>,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

impl Writer<'_> {
    fn value(&mut self, before: &str, after: &str, at: At<'_>) {
        let same_kind = before.chars().next() == after.chars().next();
        match after.chars().next() {
            _ if before == after => self.put(Sign::Same, folded(after, at), None, at.pointer),
            Some('{') if same_kind && at.indent < DEEPEST => self.inside(&fields(before, after), ('{', '}'), at),
            Some('[') if same_kind && at.indent < DEEPEST => self.inside(&places(before, after), ('[', ']'), at),
            _ if is_container(before) || is_container(after) => {
                self.found.change.changed += 1;
                self.put(Sign::Removed, folded(before, At { comma: false, ..at }), None, at.pointer);
                self.whole(Sign::Added, after, at);
            }
            _ => {
                self.found.change.changed += 1;
                self.put(Sign::Changed, folded(after, at), Some(before.to_owned()), at.pointer);
            }
        }
    }

    /// An object or array that is there before and after.
    fn inside(&mut self, pairs: &[Pair<'_>], (open, close): (char, char), at: At<'_>) {
        self.put(Sign::Same, line(at.name, &open.to_string(), At { comma: false, ..at }), None, at.pointer);
        let is_same = |pair: &Pair<'_>| pair.before == pair.after;
        let last = pairs.iter().rposition(|pair| pair.after.is_some());
        // The place among the pairs, and among the items that are there now.
        let (mut place, mut index) = (0, 0);
        while let Some(pair) = pairs.get(place) {
            let pointer = match pair.name {
                Some(name) => format!("{}/{}", at.pointer, unquote(name)),
                None => format!("{}/{index}", at.pointer),
            };
            let inner = At { name: pair.name, indent: at.indent + 1, comma: Some(place) != last, pointer: &pointer };
            let same = pairs[place..].iter().take_while(|pair| is_same(pair)).count();
            if same > SAME {
                self.put(Sign::Same, gap(same, open, inner.indent), None, at.pointer);
                place += same;
                index += same;
                continue;
            }
            match (pair.before, pair.after) {
                (Some(before), Some(after)) => self.value(before, after, inner),
                (None, Some(after)) => match self.elsewhere(after) {
                    Some(from) => {
                        self.found.change.moved += 1;
                        self.whole(Sign::Moved, after, inner);
                        self.taken.insert(from);
                    }
                    None => {
                        self.found.change.added += 1;
                        self.whole(Sign::Added, after, inner);
                    }
                },
                // The line where it stands now tells where it stood.
                (Some(_), None) if self.taken.contains(&pointer) => {}
                (Some(before), None) => {
                    self.found.change.removed += 1;
                    self.put(Sign::Removed, folded(before, At { comma: false, ..inner }), None, &pointer);
                }
                (None, None) => {}
            }
            place += 1;
            index += usize::from(pair.after.is_some());
        }
        self.put(Sign::Same, line(None, &close.to_string(), at), None, at.pointer);
    }

    /// A value with all its lines.
    fn whole(&mut self, sign: Sign, text: &str, at: At<'_>) {
        let room = self.limit.saturating_sub(self.found.lines.len());
        let (mut lines, _) = pretty(text, room);
        let places = pointers(&lines, at.pointer);
        let last = lines.len().saturating_sub(1);
        for (place, found) in lines.iter_mut().enumerate() {
            found.indent += at.indent;
            if let Some(name) = at.name.filter(|_| place == 0) {
                found.tokens.splice(0..0, name_tokens(name));
            }
            if place == last && at.comma {
                found.tokens.push(token(TokenKind::Punctuation, ","));
            }
        }
        let first = self.found.lines.len();
        lines.into_iter().zip(places).for_each(|(line, pointer)| self.put(sign, line, None, &pointer));
        self.name_sources(first, text);
    }

    /// Says of new lines which value of the text before they repeat: of the whole, or else of single values in it.
    fn name_sources(&mut self, first: usize, text: &str) {
        if first >= self.found.lines.len() {
            return;
        }
        if let Some(from) = self.elsewhere(text) {
            self.found.lines[first].from = Some(from);
            return;
        }
        for at in first..self.found.lines.len() {
            let value = self.found.lines[at]
                .line
                .tokens
                .iter()
                .find(|token| !matches!(token.kind, TokenKind::Key | TokenKind::Punctuation));
            let value = value.map(|token| token.text.clone());
            self.found.lines[at].from = value.and_then(|value| self.elsewhere(&value));
        }
    }

    /// Where a value stands in the text before, if it stands there once.
    fn elsewhere(&mut self, value: &str) -> Option<String> {
        let whole = self.whole;
        self.places.get_or_insert_with(|| Places::new(whole)).of(value).map(ToOwned::to_owned)
    }

    fn put(&mut self, sign: Sign, line: Line, before: Option<String>, pointer: &str) {
        if self.found.lines.len() < self.limit {
            self.found.lines.push(DiffLine { sign, line, before, pointer: pointer.to_owned(), from: None });
        }
    }
}

/// The fields of two objects: those of the second in its order, then those that are gone.
fn fields<'a>(before: &'a str, after: &'a str) -> Vec<Pair<'a>> {
    let (old, new) = (members(before), members(after));
    let old_by_name: std::collections::BTreeMap<&str, &str> = old.iter().copied().collect();
    let new_names: std::collections::BTreeSet<&str> = new.iter().map(|(name, _)| *name).collect();
    let kept = new.iter().map(|(name, value)| Pair {
        name: Some(name),
        before: old_by_name.get(name).copied(),
        after: Some(value),
    });
    let gone = old.iter().filter(|(name, _)| !new_names.contains(name));
    let gone = gone.map(|(name, value)| Pair { name: Some(name), before: Some(value), after: None });
    kept.chain(gone).collect()
}

/// The items of two arrays: the same ones at both ends belong together, and between them one by one.
fn places<'a>(before: &'a str, after: &'a str) -> Vec<Pair<'a>> {
    let (old, new) = (items(before), items(after));
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_middle, new_middle) = (old_rest.len() - tail, new_rest.len() - tail);
    let pair = |before: Option<&&'a str>, after: Option<&&'a str>| Pair {
        name: None,
        before: before.copied(),
        after: after.copied(),
    };
    let middle = (0..old_middle.max(new_middle))
        .map(|at| pair(old_rest.get(at).filter(|_| at < old_middle), new_rest.get(at).filter(|_| at < new_middle)));
    let ends = |of: &[&'a str]| of.iter().map(|item| pair(Some(item), Some(item))).collect::<Vec<_>>();
    let mut pairs = ends(&new[..head]);
    pairs.extend(middle);
    pairs.extend(ends(&new_rest[new_middle..]));
    pairs
}

fn is_container(text: &str) -> bool {
    text.starts_with(['{', '['])
}

/// A value on one line; an object or array is folded.
fn folded(text: &str, at: At<'_>) -> Line {
    match text.chars().next() {
        Some('{') if !members(text).is_empty() => line(at.name, "{…}", at),
        Some('[') if !items(text).is_empty() => line(at.name, "[…]", at),
        _ => line(at.name, text, at),
    }
}

/// Instead of neighbours that did not change.
fn gap(count: usize, open: char, indent: u32) -> Line {
    let what = if open == '{' { "fields" } else { "items" };
    Line { indent, tokens: vec![token(TokenKind::Punctuation, &format!("… {count} {what} unchanged"))] }
}

fn line(name: Option<&str>, value: &str, at: At<'_>) -> Line {
    let kind = match value.chars().next() {
        Some('"') => TokenKind::String,
        Some('-' | '0'..='9') => TokenKind::Number,
        Some('t' | 'f' | 'n') => TokenKind::Keyword,
        _ => TokenKind::Punctuation,
    };
    let mut tokens: Vec<Token> = name.map(name_tokens).into_iter().flatten().collect();
    tokens.push(token(kind, value));
    if at.comma {
        tokens.push(token(TokenKind::Punctuation, ","));
    }
    Line { indent: at.indent, tokens }
}

fn name_tokens(name: &str) -> [Token; 2] {
    [token(TokenKind::Key, name), token(TokenKind::Punctuation, ": ")]
}

fn token(kind: TokenKind, text: &str) -> Token {
    Token { kind, text: text.to_owned() }
}

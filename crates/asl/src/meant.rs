//! A path that selects nothing: which of its steps is the first that fails, and what was probably meant.

use asl_json::Json;
use asl_path::{Query, Root};
use asl_text::closest;
use std::collections::VecDeque;

/// How many values of a document are searched for a name; a larger document gets no suggestion from further down.
const SEARCHED: usize = 5_000;
/// The longest path that is taken apart, in bytes.
const LONGEST: usize = 2_000;

/// Where a path fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The step that finds nothing, in bytes of the path's text.
    pub at: (usize, usize),
    /// A path that does select something, and was probably meant.
    pub meant: Option<String>,
}

/// Where a path that selects nothing fails; `None` where it does select something or cannot be read.
///
/// ```
/// use asl::json::Json;
/// let input = Json::parse(r#"{"order": {"id": 7}}"#)?;
/// let found = asl::miss("$.id", &|_| Some(input.clone())).expect("there is no such field");
/// assert_eq!((found.at, found.meant.as_deref()), ((1, 4), Some("$.order.id")));
/// # Ok::<(), asl::json::SyntaxError>(())
/// ```
pub fn miss(path: &str, roots: &dyn Fn(&Root) -> Option<Json>) -> Option<Miss> {
    let query = Query::parse(path).ok().filter(|_| path.len() <= LONGEST)?;
    query.evaluate(roots).err()?;
    let bounds = bounds(path);
    let reach = |end: usize| Query::parse(&path[..end]).ok()?.evaluate(roots).ok();
    let whole = || Miss { at: (0, path.len()), meant: None };
    let Some((at, (start, from))) =
        bounds.iter().enumerate().rev().find_map(|(at, end)| Some((at, (*end, reach(*end)?))))
    else {
        return Some(whole());
    };
    let end = bounds.get(at + 1).copied().unwrap_or(path.len());
    let Some(name) = step_name(&path[start..end]) else { return Some(Miss { at: (start, end), meant: None }) };
    let rest = &path[end..];
    let works = |text: &String| Query::parse(text).is_ok_and(|query| query.evaluate(roots).is_ok());
    let keys = || from.as_object().into_iter().flat_map(|object| object.iter().map(|(key, _)| &**key));
    let near = closest(name, keys()).map(|key| format!("{}{}{rest}", &path[..start], step(key)));
    let below = || deeper(&from, name).map(|way| format!("{}{way}{rest}", &path[..start]));
    let above = || {
        let root = reach(*bounds.first()?)?;
        Some(format!("{}{}{rest}", &path[..bounds[0]], deeper(&root, name)?))
    };
    // The data may be what an earlier field has cut out already.
    let without = || (!rest.is_empty()).then(|| format!("{}{rest}", &path[..start]));
    let found = near.filter(works).or_else(|| below().filter(works)).or_else(|| without().filter(works));
    let meant = found.or_else(|| above().filter(works));
    Some(Miss { at: (start, end), meant })
}

/// Where the steps of a path end: after the root, and after each step.
fn bounds(path: &str) -> Vec<usize> {
    let (mut found, mut depth, mut quote, mut before) = (Vec::new(), 0_u32, None, ' ');
    for (at, sign) in path.char_indices() {
        match (sign, quote) {
            (_, Some(open)) if sign == open => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) => quote = Some(sign),
            ('.' | '[', None) if depth == 0 => {
                if before != '.' {
                    found.push(at);
                }
                depth += u32::from(sign == '[');
            }
            ('[' | '(', None) => depth += 1,
            (']' | ')', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = sign;
    }
    found.push(path.len());
    found
}

/// The name of a step that is one: `.id` or `['id']`.
fn step_name(step: &str) -> Option<&str> {
    let quoted = |quote: &str| step.strip_prefix('[')?.strip_prefix(quote)?.strip_suffix(']')?.strip_suffix(quote);
    let plain = step.strip_prefix('.').filter(|name| !name.is_empty() && !name.contains(['.', '*', '(', '[']));
    plain.or_else(|| quoted("'")).or_else(|| quoted("\""))
}

/// A name as a step of a path.
fn step(name: &str) -> String {
    let is_plain = !name.is_empty() && name.chars().all(|sign| sign.is_alphanumeric() || sign == '_' || sign == '-');
    if is_plain { format!(".{name}") } else { format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'")) }
}

/// The way to the nearest field of a name, or of nearly that name, below a value.
fn deeper(from: &Json, name: &str) -> Option<String> {
    let mut waiting: VecDeque<(Json, String)> = VecDeque::from([(from.clone(), String::new())]);
    let mut near: Option<String> = None;
    for _ in 0..SEARCHED {
        let Some((value, way)) = waiting.pop_front() else { break };
        let Some(object) = value.as_object() else { continue };
        if object.get(name).is_some() {
            return Some(format!("{way}{}", step(name)));
        }
        if near.is_none() {
            near = closest(name, object.iter().map(|(key, _)| &**key)).map(|key| format!("{way}{}", step(key)));
        }
        let inner = object.iter().filter(|(_, value)| value.as_object().is_some());
        waiting.extend(inner.map(|(key, value)| (value.clone(), format!("{way}{}", step(key)))));
    }
    near
}

//! Follows the steps of a path through a document.

use crate::{
    Missing,
    filter::Condition,
    function,
    path::{Argument, Step, Steps},
};
use asl_json::{Json, Map};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// How many values an evaluation may visit: a scan of a scan in a filter must end in a failure, not in a hang.
pub const MAX_VISITS: usize = 5_000_000;

/// Why a walk ends early; Jayway's exceptions, of which filters swallow the first two.
#[derive(Debug)]
pub(crate) enum Stop {
    /// There is no such place.
    Missing(String),
    /// A step cannot be applied here.
    Invalid(String),
    /// Anything else.
    Broken(String),
}

impl Stop {
    fn into_message(self) -> String {
        match self {
            Self::Missing(message) | Self::Invalid(message) | Self::Broken(message) => message,
        }
    }
}

/// Selects from a document by the service's rules.
pub(crate) fn query(steps: &Steps, root: &Json) -> Result<Json, Missing> {
    if steps.plain {
        return plain(steps, root).cloned().map_err(|stop| Missing::new(stop.into_message()));
    }
    let walk = Walk { root, visits: Cell::new(0), cache: RefCell::default() };
    match walk.read(steps, root) {
        Err(Stop::Missing(_)) if !steps.is_definite() => Ok(Json::array(Vec::new())),
        other => other.map_err(|stop| Missing::new(stop.into_message())),
    }
}

/// The common case, names and indexes: nothing is allocated.
fn plain<'a>(steps: &Steps, root: &'a Json) -> Result<&'a Json, Stop> {
    let mut value = root;
    for (at, step) in steps.list.iter().enumerate() {
        let next = match step {
            Step::Name { name, .. } => match value {
                Json::Object(entries) => entries.get(name),
                _ => return Err(no_object(steps, at, value)),
            },
            Step::Index(index) => match value {
                Json::Array(items) => item(items, *index),
                _ => return Err(no_array(steps, at, value)),
            },
            _ => None,
        };
        value = next.ok_or_else(|| nothing(steps, at))?;
    }
    Ok(value)
}

/// A name or an index is missing on a definite way.
fn nothing(steps: &Steps, at: usize) -> Stop {
    let name = matches!(steps.list.get(at), Some(Step::Name { .. }));
    if name && at + 1 < steps.list.len() {
        return Stop::Missing(format!("Missing property in path {}", trail(steps, at + 1)));
    }
    Stop::Missing(format!("No results for path: {}", steps.normal(steps.list.len())))
}

/// The place behind some steps as Jayway notes it on its way: always in single quotes, nothing escaped.
fn trail(steps: &Steps, count: usize) -> String {
    let mut out = String::from(if steps.absolute { "$" } else { "@" });
    for step in steps.list.iter().take(count) {
        match step {
            Step::Name { name, .. } => out.extend(["['", name, "']"]),
            Step::Index(index) => out.extend(["[", &index.to_string(), "]"]),
            // Jayway leaves functions out; the others do not occur on a definite way.
            _ => {}
        }
    }
    out
}

fn no_object(steps: &Steps, at: usize, found: &Json) -> Stop {
    let property = steps.normal_at(at);
    let place = trail(steps, at);
    let found = java_type(found);
    Stop::Missing(format!(
        "Expected to find an object with property {property} in path {place} but found '{found}'. This is not a json \
         object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JsonSmartJsonProvider'."
    ))
}

fn no_array(steps: &Steps, at: usize, found: &Json) -> Stop {
    if found.is_null() {
        return Stop::Missing(format!("The path {} is null", trail(steps, at)));
    }
    let rest = steps.normal_from(at);
    Stop::Missing(format!("Filter: {rest} can only be applied to arrays. Current context is: {}", context(found)))
}

/// What a message shows of a value: strings without quotes, as Java prints them.
fn context(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}

fn java_type(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "java.lang.Boolean",
        Json::Number(number) if !number.is_integer() => "java.lang.Double",
        Json::Number(number) => match number.as_i64().map(i32::try_from) {
            Some(Ok(_)) => "java.lang.Integer",
            Some(Err(_)) => "java.lang.Long",
            None => "java.math.BigInteger",
        },
        Json::String(_) => "java.lang.String",
        Json::Array(_) => "net.minidev.json.JSONArray",
        Json::Object(_) => "java.util.LinkedHashMap",
    }
}

fn item(items: &[Json], index: i32) -> Option<&Json> {
    let index = i64::from(index);
    let index = if index < 0 { index + items.len() as i64 } else { index };
    usize::try_from(index).ok().and_then(|index| items.get(index))
}

/// An evaluation: the document, and what has been spent on it.
pub(crate) struct Walk<'a> {
    root: &'a Json,
    visits: Cell<usize>,
    /// What `$` paths inside filters found, by the address of the path: they do not depend on the item.
    cache: RefCell<Vec<(*const Steps, Result<Json, String>)>>,
}

/// Where the results of one path go.
struct Found {
    values: Vec<Json>,
    /// Every property must be there: Jayway's way of asking whether a path exists.
    strict: bool,
}

impl Walk<'_> {
    /// Counts visited values.
    pub fn visit(&self, count: usize) -> Result<(), Stop> {
        let visits = self.visits.get().saturating_add(count);
        self.visits.set(visits);
        if visits <= MAX_VISITS {
            return Ok(());
        }
        Err(Stop::Broken(format!("The path visits more than {MAX_VISITS} values")))
    }

    /// Selects from a value.
    pub fn read(&self, steps: &Steps, start: &Json) -> Result<Json, Stop> {
        if steps.plain {
            self.visit(steps.list.len())?;
            return plain(steps, start).cloned();
        }
        let found = self.collect(steps, start, false)?;
        if !steps.is_definite() {
            return Ok(Json::array(found));
        }
        // A chain of functions leaves the value of each; the last one counts.
        found.into_iter().next_back().ok_or_else(|| nothing(steps, steps.list.len()))
    }

    /// Selects for a filter: `$` paths from the document, and but once.
    pub fn read_for(&self, steps: &Steps, item: &Json) -> Result<Json, Stop> {
        if !steps.absolute {
            return self.read(steps, item);
        }
        let key: *const Steps = steps;
        let known = self.cache.borrow().iter().find(|entry| entry.0 == key).map(|entry| entry.1.clone());
        if let Some(known) = known {
            self.visit(1)?;
            return known.map_err(Stop::Missing);
        }
        let value = match self.read(steps, self.root) {
            Ok(value) => Ok(value),
            Err(Stop::Missing(message)) => Err(message),
            Err(stop) => return Err(stop),
        };
        self.cache.borrow_mut().push((key, value.clone()));
        value.map_err(Stop::Missing)
    }

    /// Tells whether a path selects something; an indefinite one always does, if it but can be followed.
    pub fn exists(&self, steps: &Steps, item: &Json) -> Result<bool, Stop> {
        let start = if steps.absolute { self.root } else { item };
        match self.collect(steps, start, true) {
            Ok(found) => Ok(!steps.is_definite() || !found.is_empty()),
            Err(Stop::Missing(_)) => Ok(false),
            Err(stop) => Err(stop),
        }
    }

    fn collect(&self, steps: &Steps, start: &Json, strict: bool) -> Result<Vec<Json>, Stop> {
        let mut found = Found { values: Vec::new(), strict };
        self.follow(steps, 0, start, &mut found)?;
        Ok(found.values)
    }

    /// Goes on from a value at a step; behind the last one the value is a result.
    fn follow(&self, steps: &Steps, at: usize, value: &Json, found: &mut Found) -> Result<(), Stop> {
        self.visit(1)?;
        let Some(step) = steps.list.get(at) else {
            found.values.push(value.clone());
            return Ok(());
        };
        let sure = at <= steps.definite;
        match step {
            Step::Name { name, .. } => match value {
                Json::Object(_) => self.name(steps, at, value, name, sure, found),
                _ if sure => Err(no_object(steps, at, value)),
                _ => Ok(()),
            },
            Step::Names { names, .. } => self.names(steps, at, value, names, found),
            Step::Index(_) | Step::Indexes(_) | Step::Slice { .. } => match value {
                Json::Array(items) => self.indexes(steps, at, items, step, found),
                _ if sure => Err(no_array(steps, at, value)),
                _ => Ok(()),
            },
            Step::Wildcard => self.wildcard(steps, at, value, found),
            Step::Scan => match steps.list.get(at + 1) {
                Some(next) => self.scan(steps, at + 1, next, value, found),
                None => Err(Stop::Broken("Current path token is a leaf".into())),
            },
            Step::Filter(condition) => self.filter(steps, at, value, condition, found),
            Step::Function { name, arguments } => {
                let arguments = self.arguments(name, arguments)?;
                let result = function::call(name, value, &arguments).map_err(Stop::Broken)?;
                found.values.push(result.clone());
                if at + 1 < steps.list.len() { self.follow(steps, at + 1, &result, found) } else { Ok(()) }
            }
        }
    }

    fn name(
        &self,
        steps: &Steps,
        at: usize,
        value: &Json,
        name: &str,
        sure: bool,
        found: &mut Found,
    ) -> Result<(), Stop> {
        let last = at + 1 == steps.list.len();
        match value.get(name) {
            Some(next) => self.follow(steps, at + 1, next, found),
            None if last && !found.strict => Ok(()),
            None if last => Err(Stop::Missing(format!("No results for path: {}", trail(steps, at + 1)))),
            None if found.strict || sure => {
                Err(Stop::Missing(format!("Missing property in path {}", trail(steps, at + 1))))
            }
            None => Ok(()),
        }
    }

    fn names(&self, steps: &Steps, at: usize, value: &Json, names: &[Rc<str>], found: &mut Found) -> Result<(), Stop> {
        let Json::Object(entries) = value else {
            return if at <= steps.definite { Err(no_object(steps, at, value)) } else { Ok(()) };
        };
        if at + 1 < steps.list.len() {
            return names.iter().try_for_each(|name| self.name(steps, at, value, name, false, found));
        }
        let mut merged = Map::default();
        for name in names {
            match entries.get(name) {
                Some(part) => drop(merged.insert(name.clone(), part.clone())),
                None if found.strict => {
                    return Err(Stop::Missing(format!("Missing property in path {}", steps.normal(at + 1))));
                }
                None => {}
            }
        }
        self.visit(names.len())?;
        found.values.push(Json::object(merged));
        Ok(())
    }

    fn indexes(&self, steps: &Steps, at: usize, items: &[Json], step: &Step, found: &mut Found) -> Result<(), Stop> {
        let mut take = |index: i32| match item(items, index) {
            Some(next) => self.follow(steps, at + 1, next, found),
            None => Ok(()),
        };
        match step {
            Step::Index(index) => take(*index),
            Step::Indexes(indexes) => indexes.iter().copied().try_for_each(take),
            Step::Slice { from, to } => range(items.len(), *from, *to).try_for_each(take),
            _ => Ok(()),
        }
    }

    fn wildcard(&self, steps: &Steps, at: usize, value: &Json, found: &mut Found) -> Result<(), Stop> {
        match value {
            Json::Object(entries) => entries.values().try_for_each(|next| self.follow(steps, at + 1, next, found)),
            Json::Array(items) => items.iter().try_for_each(|next| match self.follow(steps, at + 1, next, found) {
                // One item that has no such place does not spoil the others.
                Err(Stop::Missing(_)) if !found.strict => Ok(()),
                other => other,
            }),
            _ => Ok(()),
        }
    }

    fn filter(
        &self,
        steps: &Steps,
        at: usize,
        value: &Json,
        condition: &Condition,
        found: &mut Found,
    ) -> Result<(), Stop> {
        match value {
            Json::Object(_) if self.accepts(condition, value)? => self.follow(steps, at + 1, value, found),
            Json::Object(_) => Ok(()),
            Json::Array(items) => {
                for next in items.iter() {
                    if self.accepts(condition, next)? {
                        self.follow(steps, at + 1, next, found)?;
                    }
                }
                Ok(())
            }
            _ if at <= steps.definite => {
                let (rest, context) = (steps.normal_from(at), context(value));
                Err(Stop::Invalid(format!(
                    "Filter: {rest} can not be applied to primitives. Current context is: {context}"
                )))
            }
            _ => Ok(()),
        }
    }

    fn accepts(&self, condition: &Condition, item: &Json) -> Result<bool, Stop> {
        self.visit(1)?;
        match condition.holds(item, self) {
            Err(Stop::Missing(_) | Stop::Invalid(_)) => Ok(false),
            other => other,
        }
    }

    /// Applies the step behind `..` to a value and to everything below it.
    fn scan(&self, steps: &Steps, at: usize, step: &Step, value: &Json, found: &mut Found) -> Result<(), Stop> {
        self.visit(1)?;
        match value {
            Json::Object(entries) => {
                if self.scan_meets(step, value, found.strict, at + 1 == steps.list.len())? {
                    self.follow(steps, at, value, found)?;
                }
                entries.values().try_for_each(|next| self.scan(steps, at, step, next, found))
            }
            Json::Array(items) => {
                let last = at + 1 == steps.list.len();
                if self.scan_meets(step, value, found.strict, last)? {
                    if last {
                        self.follow(steps, at, value, found)?;
                    } else {
                        // Quirk: in an array that meets the step, Jayway goes on from every item: `$..[0].a` is `a`
                        // of all items of all arrays.
                        items.iter().try_for_each(|next| self.follow(steps, at + 1, next, found))?;
                    }
                }
                items.iter().try_for_each(|next| self.scan(steps, at, step, next, found))
            }
            _ => Ok(()),
        }
    }

    fn scan_meets(&self, step: &Step, value: &Json, strict: bool, last: bool) -> Result<bool, Stop> {
        Ok(match step {
            Step::Name { name, .. } => value.as_object().is_some_and(|entries| strict || entries.contains_key(name)),
            Step::Names { names, .. } => value
                .as_object()
                .is_some_and(|entries| strict || !last || names.iter().all(|name| entries.contains_key(name))),
            Step::Index(_) | Step::Indexes(_) | Step::Slice { .. } => value.as_array().is_some(),
            Step::Wildcard => true,
            Step::Filter(condition) => self.accepts(condition, value)?,
            Step::Scan | Step::Function { .. } => false,
        })
    }

    fn arguments(&self, function: &str, arguments: &[Argument]) -> Result<Vec<Json>, Stop> {
        let read = |argument: &Argument| match argument {
            Argument::Value(value) => Ok(value.clone()),
            Argument::Path(steps) => {
                let value = self.read(steps, self.root)?;
                // `length` counts what is below each of the places that its argument names.
                let one = matches!(function, "length" | "size") && steps.is_definite();
                Ok(if one { Json::array(vec![value]) } else { value })
            }
        };
        arguments.iter().map(read).collect()
    }
}

/// The indexes of a slice.
///
/// Quirk: between two bounds Jayway counts through from a negative one, so `[-1:1]` is the last item and the first; and
/// a negative second bound gives nothing.
fn range(len: usize, from: Option<i32>, to: Option<i32>) -> std::ops::Range<i32> {
    let len = i32::try_from(len).unwrap_or(i32::MAX);
    match (from, to) {
        (Some(from), None) => (if from < 0 { len.saturating_add(from).max(0) } else { from })..len,
        (Some(from), Some(to)) => from.max(-len)..to.min(len),
        (None, Some(to)) => 0..(if to < 0 { len.saturating_add(to) } else { to.min(len) }),
        (None, None) => 0..0,
    }
}

//! Functions that match text: contains, match, replace, split; with a regular expression or a matcher function.

use super::{Frames, Machine, Next, Site};
use crate::{
    error::{Error, Result},
    functions::text::{byte_offset, expand},
    regex::{Match, Regex},
    value::{Function, FunctionKind, Value},
};
use asl_json::Json;
use std::rc::Rc;

/// What is done with the matches.
#[derive(Clone, Debug)]
pub(crate) enum Task {
    Contains,
    Match,
    Split,
    Replace(Value),
}

/// A match, by a regular expression or by a function.
#[derive(Debug)]
struct Found {
    /// The match as a function sees it.
    value: Value,
    text: Rc<str>,
    /// Bytes.
    start: usize,
    end: usize,
}

/// What the value means that the matching waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Match,
    Replacement,
}

/// A matching and how far it is.
#[derive(Debug)]
pub(crate) struct MatchFrame {
    task: Task,
    text: Rc<str>,
    limit: Option<f64>,
    count: f64,
    matcher: Matcher,
    phase: Phase,
    /// How much of the text is done, in bytes.
    done: usize,
    out: String,
    values: Vec<Value>,
    units: Units,
    site: Site,
}

#[derive(Debug)]
enum Matcher {
    /// A regular expression, and where the last match ended.
    Regex(Rc<Regex>, Option<usize>),
    Function(Value, bool),
}

/// Counts UTF-16 units from left to right.
#[derive(Debug, Default)]
struct Units {
    byte: usize,
    units: usize,
}

impl Units {
    /// The UTF-16 units before a byte, which must not be left of the last one asked for.
    fn count(&mut self, text: &str, byte: usize) -> f64 {
        self.units += text[self.byte..byte].chars().map(char::len_utf16).sum::<usize>();
        self.byte = byte;
        self.units as f64
    }
}

impl Machine<'_, '_> {
    /// Begins a matching.
    pub fn matching(
        &mut self,
        task: Task,
        text: Rc<str>,
        function: &Rc<Function>,
        limit: Option<f64>,
        site: Site,
    ) -> Result<Next> {
        let matcher = match &function.bare().kind {
            FunctionKind::Regex(regex) => Matcher::Regex(regex.clone(), None),
            _ => Matcher::Function(Value::Function(function.clone()), false),
        };
        self.next_match(Box::new(MatchFrame {
            task,
            text,
            limit,
            count: 0.0,
            matcher,
            phase: Phase::Match,
            done: 0,
            out: String::new(),
            values: Vec::new(),
            units: Units::default(),
            site,
        }))
    }

    /// Looks for the next match, as long as that needs no call.
    fn next_match(&mut self, mut state: Box<MatchFrame>) -> Result<Next> {
        loop {
            let found = match &mut state.matcher {
                Matcher::Regex(regex, last) => {
                    let regex = regex.clone();
                    let found = self.find(&regex, &state.text, last.unwrap_or(0), last.is_some())?;
                    match found {
                        None => None,
                        Some(found) => {
                            if let Matcher::Regex(_, last) = &mut state.matcher {
                                *last = Some(found.end);
                            }
                            let start = state.units.count(&state.text, found.start);
                            let end = state.units.count(&state.text, found.end);
                            let value = self.match_parts(&regex, &state.text, &found, (start, end))?;
                            let text = state.text[found.start..found.end].into();
                            Some(Found { value, text, start: found.start, end: found.end })
                        }
                    }
                }
                Matcher::Function(Value::Function(function), again) => {
                    let arguments = vec![if *again { Value::Undefined } else { Value::string(state.text.clone()) }];
                    let function = function.clone();
                    *again = true;
                    state.phase = Phase::Match;
                    let env = state.site.env.clone();
                    self.push(Frames::Matching(state));
                    return self.invoke(&function, arguments, &env);
                }
                Matcher::Function(..) => None,
            };
            match self.take_match(state, found)? {
                Ok(next) => return Ok(next),
                Err(more) => state = more,
            }
        }
    }

    /// Handles a match: the result if that was the last, else the state to look on with.
    fn take_match(
        &mut self,
        mut state: Box<MatchFrame>,
        found: Option<Found>,
    ) -> Result<std::result::Result<Next, Box<MatchFrame>>> {
        let Some(found) = found.filter(|_| state.limit.is_none_or(|limit| state.count < limit)) else {
            return self.finish(*state).map(|value| Ok(Next::Value(value)));
        };
        state.count += 1.0;
        match &state.task {
            Task::Contains => return Ok(Ok(Next::Value(Value::bool(true)))),
            Task::Match => {
                let groups = found.value.get("groups");
                let entries = vec![
                    ("match".into(), Value::string(found.text)),
                    ("index".into(), found.value.get("start")),
                    ("groups".into(), groups),
                ];
                let object = self.object(entries)?;
                state.values.push(object);
            }
            Task::Split => {
                let piece = state.text[state.done.min(found.start)..found.start].to_string();
                state.done = found.end;
                let piece = self.text(piece)?;
                state.values.push(piece);
            }
            Task::Replace(replacement) => {
                let before = state.done.min(found.start)..found.start;
                state.out.push_str(&state.text[before]);
                state.done = found.start + found.text.len();
                match replacement.clone() {
                    Value::Function(function) => {
                        let arguments = vec![found.value];
                        state.phase = Phase::Replacement;
                        let env = state.site.env.clone();
                        self.push(Frames::Matching(state));
                        return self.invoke(&function, arguments, &env).map(Ok);
                    }
                    replacement => {
                        if let Some(template) = replacement.as_str() {
                            let groups: Vec<Value> = found.value.get("groups").into_items();
                            expand(template, &found.text, &groups, &mut state.out);
                            self.budget.take(state.out.len() / 8)?;
                            self.budget.spend_text(template.len() + found.text.len())?;
                            check_size(self, &state.out)?;
                        }
                    }
                }
            }
        }
        Ok(Err(state))
    }

    fn finish(&mut self, mut state: MatchFrame) -> Result<Value> {
        match state.task {
            Task::Contains => Ok(Value::bool(false)),
            Task::Match => self.sequence(state.values),
            Task::Split => {
                if state.limit.is_none_or(|limit| state.count < limit) {
                    let rest = self.text(state.text[state.done..].to_string())?;
                    state.values.push(rest);
                }
                self.list(state.values, 0)
            }
            Task::Replace(_) => {
                state.out.push_str(&state.text[state.done..]);
                self.text(state.out)
            }
        }
    }

    pub(super) fn matching_resume(&mut self, mut state: Box<MatchFrame>, value: Value) -> Result<Next> {
        if state.phase == Phase::Replacement {
            let Some(text) = value.as_str() else { return Err(Error::new("D3012").value(value.to_json())) };
            state.out.push_str(text);
            self.budget.take(text.len())?;
            check_size(self, &state.out)?;
            return self.next_match(state);
        }
        let found = Self::function_match(&mut state, value)?;
        match self.take_match(state, found)? {
            Ok(next) => Ok(next),
            Err(state) => self.next_match(state),
        }
    }

    /// The match that a matcher function gave, if it gave one.
    fn function_match(state: &mut MatchFrame, value: Value) -> Result<Option<Found>> {
        if value.is_undefined() || matches!(value, Value::Json(Json::Null)) {
            return Ok(None);
        }
        let (start, groups, next) = (value.get("start"), value.get("groups"), value.get("next"));
        if start.as_f64().is_none() && !groups.is_array() && next.as_function().is_none() {
            return Err(Error::new("T1010").value(value.to_json()));
        }
        state.matcher = Matcher::Function(next, true);
        let text = value.get("match").as_str().cloned().unwrap_or_default();
        let start = byte_offset(&state.text, start.as_f64().unwrap_or(0.0));
        let end = byte_offset(&state.text, value.get("end").as_f64().unwrap_or(0.0)).max(start);
        Ok(Some(Found { value, text, start, end }))
    }

    /// Finds a match of a regular expression. After the first, an empty one is an error: it would never end.
    fn find(&mut self, regex: &Regex, text: &str, from: usize, again: bool) -> Result<Option<Match>> {
        if again && from >= text.len() {
            return Ok(None);
        }
        let found = regex.find(text, from, &mut self.budget)?;
        if again && found.as_ref().is_some_and(|found| found.start == found.end) {
            return Err(Error::new("D1004").at(regex.place).value(Some(Json::from(regex.source()))));
        }
        Ok(found)
    }

    /// What a regular expression gives when it is called: the match with its groups, and a function for the next one.
    pub(super) fn match_value(&mut self, regex: &Rc<Regex>, text: &Rc<str>, from: usize, again: bool) -> Result<Value> {
        match self.find(regex, text, from, again)? {
            Some(found) => {
                self.budget.spend_text(found.end)?;
                let mut units = Units::default();
                let offsets = (units.count(text, found.start), units.count(text, found.end));
                self.match_parts(regex, text, &found, offsets)
            }
            None => Ok(Value::Undefined),
        }
    }

    fn match_parts(&mut self, regex: &Rc<Regex>, text: &Rc<str>, found: &Match, offsets: (f64, f64)) -> Result<Value> {
        let groups = found.groups.iter().map(|group| match group {
            Some((start, end)) => Value::string(&text[*start..*end]),
            None => Value::Undefined,
        });
        let groups = groups.collect();
        let groups = self.list(groups, 0)?;
        let next = FunctionKind::NextMatch(regex.clone(), text.clone(), found.end);
        self.object(vec![
            ("match".into(), Value::string(&text[found.start..found.end])),
            ("start".into(), Value::number(offsets.0)),
            ("end".into(), Value::number(offsets.1)),
            ("groups".into(), groups),
            ("next".into(), Value::function(next)),
        ])
    }
}

fn check_size(machine: &mut Machine<'_, '_>, out: &str) -> Result<()> {
    if out.len() > machine.host.limits.bytes { machine.budget.take(out.len()) } else { Ok(()) }
}

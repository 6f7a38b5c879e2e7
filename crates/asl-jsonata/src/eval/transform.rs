//! The transform operator: a copy of an object, changed where a pattern matches.

use super::{Frames, Machine, Next, Site};
use crate::{
    ast::{Node, Place, TransformNode},
    env::Env,
    error::{Error, Result},
    functions::{text, text::to_text},
    signature::Signature,
    value::{FunctionKind, Value},
};
use asl_json::{Json, Map};
use std::{collections::BTreeMap, rc::Rc};

/// What the value means that a transform waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Clone,
    Pattern,
    Update,
    Delete,
}

/// A transform and how far it is.
#[derive(Debug)]
pub(crate) struct TransformFrame {
    node: Rc<TransformNode>,
    place: Place,
    env: Env,
    phase: Phase,
    root: Json,
    matches: Vec<Value>,
    next: usize,
    /// By the address of an object in the copy: what it has become. The copy lives as long as this frame.
    changed: BTreeMap<usize, Map>,
}

/// The address of an object: within one copy each object has its own.
fn address(value: &Value) -> Option<usize> {
    match value {
        Value::Json(Json::Object(object)) => Some(Rc::as_ptr(object).cast::<()>() as usize),
        _ => None,
    }
}

impl Machine<'_, '_> {
    /// Begins a transform of the first argument.
    pub(super) fn transform(
        &mut self,
        node: &Rc<TransformNode>,
        place: Place,
        env: &Env,
        arguments: Vec<Value>,
    ) -> Result<Next> {
        let signature = Signature::parse("<(oa):o>").map_err(|(error, _)| error)?;
        let mut arguments = signature.validate(arguments, &Value::Undefined)?;
        let object = arguments.pop().unwrap_or_default();
        if object.is_undefined() {
            return Ok(Next::Value(object));
        }
        let Value::Function(clone) = self.named("clone", env) else {
            return Err(Error::new("T2013").at(place));
        };
        let mut state = Box::new(TransformFrame {
            node: node.clone(),
            place,
            env: env.clone(),
            phase: Phase::Clone,
            root: Json::Null,
            matches: Vec::new(),
            next: 0,
            changed: BTreeMap::new(),
        });
        if matches!(&clone.kind, FunctionKind::Native(_)) {
            let copy = deep_copy(self, &object)?;
            return Ok(self.transform_pattern(state, &Value::Json(copy)));
        }
        state.phase = Phase::Clone;
        self.push(Frames::Transform(state));
        self.apply(&clone, vec![object], Site { context: Value::null(), env: env.clone() })
    }

    fn transform_pattern(&mut self, mut state: Box<TransformFrame>, root: &Value) -> Next {
        state.root = root.to_json().unwrap_or_default();
        state.phase = Phase::Pattern;
        let next = Next::Eval(state.node.pattern.clone(), Value::Json(state.root.clone()), state.env.clone());
        self.push(Frames::Transform(state));
        next
    }

    pub(super) fn transform_resume(&mut self, mut state: Box<TransformFrame>, value: Value) -> Result<Next> {
        match state.phase {
            Phase::Clone => Ok(self.transform_pattern(state, &value)),
            Phase::Pattern => {
                if !value.is_undefined() {
                    state.matches = value.into_items();
                }
                self.transform_next(state)
            }
            Phase::Update => {
                self.update(&mut state, &value)?;
                let Some(delete) = state.node.delete.clone() else {
                    state.next += 1;
                    return self.transform_next(state);
                };
                state.phase = Phase::Delete;
                let context = self.current(&state)?;
                let env = state.env.clone();
                self.push(Frames::Transform(state));
                Ok(Next::Eval(delete, context, env))
            }
            Phase::Delete => {
                Self::delete(&mut state, &value)?;
                state.next += 1;
                self.transform_next(state)
            }
        }
    }

    fn transform_next(&mut self, mut state: Box<TransformFrame>) -> Result<Next> {
        let Some(found) = state.matches.get(state.next) else {
            let root = self.rebuild(&state.root, &state.changed, &mut Vec::new(), 0)?;
            return Ok(Next::Value(Value::Json(root)));
        };
        if matches!(found, Value::Function(_)) {
            return Err(Error::new("D1010").at(state.place));
        }
        state.phase = Phase::Update;
        let context = self.current(&state)?;
        let next = Next::Eval(state.node.update.clone(), context, state.env.clone());
        self.push(Frames::Transform(state));
        Ok(next)
    }

    /// The match at hand as the changes so far have made it.
    fn current(&mut self, state: &TransformFrame) -> Result<Value> {
        match &state.matches[state.next] {
            Value::Json(json) => self.rebuild(json, &state.changed, &mut Vec::new(), 0).map(Value::Json),
            other => Ok(other.clone()),
        }
    }

    fn update(&mut self, state: &mut TransformFrame, update: &Value) -> Result<()> {
        if update.is_undefined() {
            return Ok(());
        }
        if !update.is_object() {
            return Err(misfit("T2011", &state.node.update, update));
        }
        let Some(entries) = entries(state) else { return Ok(()) };
        self.budget.take(16 * entries.len())?;
        for (key, value) in update.entries() {
            if let Value::Function(_) = value {
                // A copy of a document has no place for one; jsonata-js has, but no JSON text could say the result.
                return Err(Error::said(Error::FUNCTION_RESULT, "the transform brings in a function".to_string()));
            }
            if let Some(json) = value.to_json() {
                self.budget.check_value_depth(json.depth() + 1)?;
                entries.insert(key, json);
            }
        }
        Ok(())
    }

    fn delete(state: &mut TransformFrame, names: &Value) -> Result<()> {
        if names.is_undefined() {
            return Ok(());
        }
        if names.items().any(|name| name.as_str().is_none()) {
            let clause = state.node.delete.as_ref().unwrap_or(&state.node.update);
            return Err(misfit("T2012", clause, names));
        }
        if let Some(entries) = entries(state) {
            for name in names.items() {
                if let Some(name) = name.as_str() {
                    entries.shift_remove(name);
                }
            }
        }
        Ok(())
    }

    /// A value with its changes. An object inside its own new form stays as it was.
    fn rebuild(
        &mut self,
        json: &Json,
        changed: &BTreeMap<usize, Map>,
        inside: &mut Vec<usize>,
        depth: u32,
    ) -> Result<Json> {
        if changed.is_empty() {
            return Ok(json.clone());
        }
        self.budget.spend(1)?;
        self.budget.check_value_depth(depth)?;
        match json {
            Json::Array(array) => {
                let mut items = Vec::with_capacity(array.len());
                for item in array.iter() {
                    items.push(self.rebuild(item, changed, inside, depth + 1)?);
                }
                Ok(Json::array(items))
            }
            Json::Object(object) => {
                let at = Rc::as_ptr(object).cast::<()>() as usize;
                let new = if inside.contains(&at) { None } else { changed.get(&at) };
                if new.is_some() {
                    inside.push(at);
                }
                let mut entries = Map::default();
                for (key, value) in new.unwrap_or(&**object) {
                    entries.insert(key.clone(), self.rebuild(value, changed, inside, depth + 1)?);
                }
                if new.is_some() {
                    inside.pop();
                }
                self.budget.take(16 * entries.len())?;
                Ok(Json::object(entries))
            }
            other => Ok(other.clone()),
        }
    }
}

/// A clause gives what it may not.
fn misfit(code: &'static str, clause: &Node, value: &Value) -> Box<Error> {
    Error::new(code).value(value.to_json()).at_node(clause)
}

/// The entries of the match at hand, to be changed; none if it is no object.
fn entries(state: &mut TransformFrame) -> Option<&mut Map> {
    let found = &state.matches[state.next];
    let at = address(found)?;
    let Value::Json(Json::Object(object)) = found else { return None };
    Some(state.changed.entry(at).or_insert_with(|| (***object).clone()))
}

/// A copy that shares nothing, as `$clone` makes it by way of a JSON text: numbers have 15 digits.
pub(crate) fn deep_copy(machine: &mut Machine<'_, '_>, value: &Value) -> Result<Json> {
    machine.budget.spend(1)?;
    Ok(match value {
        _ if value.is_array() => {
            let mut items = Vec::with_capacity(value.len());
            for item in value.items() {
                items.push(deep_copy(machine, &item)?);
            }
            machine.budget.take(8 * items.len())?;
            Json::array(items)
        }
        _ if value.is_object() => {
            let mut entries = Map::default();
            for (key, value) in value.entries() {
                let copy = deep_copy(machine, &value)?;
                entries.insert(key, copy);
            }
            machine.budget.take(16 * entries.len())?;
            Json::object(entries)
        }
        Value::Json(Json::Number(number)) => text::rounded(number.as_f64()),
        Value::Json(json) => json.clone(),
        Value::Function(_) => Json::String(to_text(machine, value)?),
        _ => Json::Null,
    })
}

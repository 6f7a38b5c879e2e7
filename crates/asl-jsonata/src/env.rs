//! Where variables live.

use crate::value::{Function, FunctionKind, Value};
use std::{cell::RefCell, rc::Rc};

/// A chain of frames; `None` below the outermost.
pub(crate) type Env = Option<Rc<Frame>>;

/// The bindings of one block or call.
#[derive(Debug)]
pub(crate) struct Frame {
    pub bindings: RefCell<Vec<(Rc<str>, Value)>>,
    pub parent: Env,
}

/// A value in a path with what is bound beside it.
#[derive(Clone, Debug)]
pub(crate) struct Tuple {
    pub value: Value,
    pub bindings: Vec<(Rc<str>, Value)>,
}

impl Tuple {
    pub fn new(value: Value) -> Self {
        Self { value, bindings: Vec::new() }
    }

    pub fn bind(&mut self, name: &Rc<str>, value: Value) {
        bind(&mut self.bindings, name, value);
    }
}

fn bind(bindings: &mut Vec<(Rc<str>, Value)>, name: &Rc<str>, value: Value) {
    match bindings.iter_mut().find(|(bound, _)| bound == name) {
        Some((_, old)) => *old = value,
        None => bindings.push((name.clone(), value)),
    }
}

impl Frame {
    #[expect(clippy::unnecessary_wraps, reason = "an environment is a chain that may be empty")]
    pub fn new(parent: &Env, bindings: Vec<(Rc<str>, Value)>) -> Env {
        Some(Rc::new(Self { bindings: RefCell::new(bindings), parent: parent.clone() }))
    }

    pub fn bind(&self, name: &Rc<str>, value: Value) {
        bind(&mut self.bindings.borrow_mut(), name, value);
    }
}

/// The value of a variable in the chain, if it is bound there; and how many other names were looked at.
pub(crate) fn lookup(env: &Env, name: &str) -> (Option<Value>, usize) {
    let (mut at, mut passed) = (env, 0);
    while let Some(frame) = at {
        let bindings = frame.bindings.borrow();
        if let Some(place) = bindings.iter().position(|(bound, _)| &**bound == name) {
            return (Some(bindings[place].1.clone()), passed + place);
        }
        passed += bindings.len();
        at = &frame.parent;
    }
    (None, passed)
}

impl Drop for Frame {
    /// Takes the chain apart without recursion.
    fn drop(&mut self) {
        let bindings = self.bindings.get_mut();
        if self.parent.is_some() || bindings.iter().any(|(_, value)| value.has_functions()) {
            let values = std::mem::take(bindings).into_iter().map(|(_, value)| value).collect();
            dismantle(values, self.parent.take());
        }
    }
}

/// Drops values and frames one by one, with the ones that only they hold: a chain of closures may be longer than the
/// stack is deep.
pub(crate) fn dismantle(mut values: Vec<Value>, mut env: Env) {
    loop {
        if let Some(frame) = env.take()
            && let Some(mut frame) = Rc::into_inner(frame)
        {
            values.extend(std::mem::take(frame.bindings.get_mut()).into_iter().map(|(_, value)| value));
            env = frame.parent.take();
        }
        if env.is_some() {
            continue;
        }
        let Some(value) = values.pop() else { return };
        match value {
            Value::Function(function) => {
                if let Some(mut function) = Rc::into_inner(function) {
                    env = empty(&mut function, &mut values);
                }
            }
            Value::List(list) if list.functions => {
                if let Some(list) = Rc::into_inner(list) {
                    values.extend(list.items);
                }
            }
            Value::Record(record) if record.functions => {
                if let Some(record) = Rc::into_inner(record) {
                    values.extend(record.entries.into_values());
                }
            }
            Value::Stream(tuples) => {
                if let Some(tuples) = Rc::into_inner(tuples) {
                    values.extend(tuples.into_iter().flat_map(|tuple| {
                        std::iter::once(tuple.value).chain(tuple.bindings.into_iter().map(|(_, value)| value))
                    }));
                }
            }
            Value::Undefined | Value::Json(_) | Value::List(_) | Value::Record(_) => {}
        }
    }
}

/// Empties a function of what it captured.
pub(crate) fn empty(function: &mut Function, values: &mut Vec<Value>) -> Env {
    match std::mem::replace(&mut function.kind, FunctionKind::Spent) {
        FunctionKind::Lambda { env, input, .. }
        | FunctionKind::PartialLambda { env, input, .. }
        | FunctionKind::Thunk { env, input, .. } => {
            values.push(input);
            env
        }
        FunctionKind::Transform { env, .. } => env,
        FunctionKind::Partial(inner, slots) => {
            values.extend(slots.into_iter().flatten());
            values.push(Value::Function(inner));
            None
        }
        FunctionKind::Passed(inner) => {
            values.push(Value::Function(inner));
            None
        }
        FunctionKind::Native(..) | FunctionKind::Regex(_) | FunctionKind::NextMatch(..) | FunctionKind::Spent => None,
    }
}

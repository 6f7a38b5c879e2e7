//! The evaluator: a machine whose stack is on the heap.
//!
//! [`Machine::eval`] begins a node: it gives a value at once, or pushes what is to be done with the values of its
//! parts and names the first part. [`Machine::resume`] goes on with a value. So the depth of an expression, of its
//! recursion and of its callbacks costs memory of the heap only, and is counted.

mod call;
mod construct;
mod direct;
mod filter;
mod frame;
mod group;
mod iterate;
mod matching;
mod operators;
mod order;
mod path;
mod transform;

use crate::{
    Bindings, Host,
    ast::{Kind, Node},
    env::{Env, Frame},
    error::{Error, Result},
    functions::{self, NativeRef},
    limits::Budget,
    value::{Function, FunctionKind, Value},
};
use asl_json::Json;
pub(crate) use construct::{append, remark, settle};
pub(crate) use frame::{Frames, Which};
pub(crate) use iterate::Purpose;
pub(crate) use matching::Task;
pub(crate) use operators::{compare_text, numeric, truth};
use std::rc::{Rc, Weak};
pub(crate) use transform::deep_copy;

/// What to do next.
pub(crate) enum Next {
    /// A value for whoever waits for it.
    Value(Value),
    /// Evaluate an expression.
    Eval(Rc<Node>, Value, Env),
}

/// The state of an evaluation.
pub(crate) struct Machine<'h, 'r> {
    pub host: &'h mut Host<'r>,
    pub budget: Budget,
    bindings: &'h Bindings,
    stack: Vec<Frames>,
    depth: u32,
    natives: Vec<Option<Rc<Function>>>,
    /// Frames that hold functions: they may hold themselves, and are emptied at the end.
    loose: Vec<Weak<Frame>>,
    chain: Option<Rc<Node>>,
}

/// Evaluates an expression.
pub(crate) fn evaluate(
    node: &Rc<Node>,
    input: Option<&Json>,
    bindings: &Bindings,
    host: &mut Host<'_>,
) -> Result<Option<Json>> {
    let budget = Budget::new(host.limits);
    let mut machine = Machine {
        host,
        budget,
        bindings,
        stack: Vec::new(),
        depth: 0,
        natives: vec![None; functions::NATIVES.len()],
        loose: Vec::new(),
        chain: None,
    };
    let input = input.map_or(Value::Undefined, |json| Value::Json(json.clone()));
    let env = Frame::new(&None, vec![("$".into(), input.clone())]);
    let result = machine.wrap(input).and_then(|input| machine.run(node, input, &env)).and_then(|v| machine.result(v));
    machine.release();
    drop(machine);
    crate::env::dismantle(Vec::new(), env);
    result.map_err(Error::explain)
}

/// Names of variables that are compared in one step.
const NAMES: usize = 8;

impl Machine<'_, '_> {
    /// Runs until the stack is empty.
    fn run(&mut self, node: &Rc<Node>, input: Value, env: &Env) -> Result<Value> {
        let mut next = self.eval(node, input, env);
        loop {
            next = match next {
                Ok(Next::Eval(node, input, env)) => self.eval(&node, input, &env),
                Ok(Next::Value(value)) => match self.stack.pop() {
                    Some(frame) => self.resume(frame, value),
                    None => return Ok(value),
                },
                Err(error) => return Err(self.unwind(error)),
            };
        }
    }

    /// Empties the frames that may hold themselves.
    fn release(&mut self) {
        self.stack.clear();
        self.natives.clear();
        for frame in std::mem::take(&mut self.loose) {
            if let Some(frame) = frame.upgrade() {
                let bindings = std::mem::take(&mut *frame.bindings.borrow_mut());
                crate::env::dismantle(bindings.into_iter().map(|(_, value)| value).collect(), Some(frame));
            }
        }
    }

    /// The JSON of the result.
    fn result(&mut self, value: Value) -> Result<Option<Json>> {
        if value.has_functions() && !matches!(value, Value::Stream(_)) {
            return Err(Error::said(Error::FUNCTION_RESULT, "the result is or contains a function".to_string()));
        }
        if let Some(number) = value.as_f64()
            && !number.is_finite()
        {
            return Err(Error::new("D1001").value(Some(Json::Null)));
        }
        self.budget.spend(value.len())?;
        Ok(value.to_json())
    }

    /// Begins the evaluation of an expression.
    fn eval(&mut self, node: &Rc<Node>, input: Value, env: &Env) -> Result<Next> {
        if node.direct > 0 {
            return self.direct(node, &input, env).map(Next::Value);
        }
        self.budget.spend(2)?;
        self.depth += 1;
        self.stack.push(Frames::Exit(node.clone(), env.clone()));
        self.budget.check_depth(self.depth).map_err(|error| error.at(node.place))?;
        match &node.kind {
            Kind::Path(_) => self.path(node, input, env),
            Kind::Binary(operator, left, _) => {
                self.stack.push(Frames::Left(node.clone(), *operator, input.clone(), env.clone()));
                Ok(Next::Eval(left.clone(), input, env.clone()))
            }
            Kind::Negate(operand) => {
                self.stack.push(Frames::Negate(node.place));
                Ok(Next::Eval(operand.clone(), input, env.clone()))
            }
            Kind::Array(_) => self.array(Box::new(frame::ArrayFrame {
                node: node.clone(),
                input,
                env: env.clone(),
                next: 0,
                items: Vec::new(),
            })),
            Kind::Object(group) => self.group(group, input, env),
            Kind::Block(_) => {
                let frame = Frame::new(env, Vec::new());
                Ok(self.block(node, 0, input, frame))
            }
            Kind::Condition(condition, ..) => {
                self.stack.push(Frames::Condition(node.clone(), input.clone(), env.clone()));
                Ok(Next::Eval(condition.clone(), input, env.clone()))
            }
            Kind::Bind(_, value) => {
                self.stack.push(Frames::Bind(node.clone(), env.clone()));
                Ok(Next::Eval(value.clone(), input, env.clone()))
            }
            Kind::Call(..) => self.call(node, input, env, None),
            Kind::Partial(..) => Ok(self.partial(node, input, env)),
            Kind::Apply(left, _) => {
                self.stack.push(Frames::ApplyLeft(node.clone(), input.clone(), env.clone()));
                Ok(Next::Eval(left.clone(), input, env.clone()))
            }
            _ => self.leaf(node, &input, env).map(Next::Value),
        }
    }

    /// Goes on with a value.
    fn resume(&mut self, frame: Frames, value: Value) -> Result<Next> {
        match frame {
            Frames::Exit(node, env) => self.exit(node, env, value),
            Frames::Filtered(node, env) => self.filtered(node, env, value),
            Frames::Done(node) => Ok(Next::Value(self.done(&node, value))),
            Frames::Left(node, operator, input, env) => self.left(node, operator, input, env, value),
            Frames::Right(node, operator, left) => self.binary(operator, node.place, &left, &value).map(Next::Value),
            Frames::RightTruth(node) => match truth(&value) {
                Ok(truth) => Ok(Next::Value(Value::bool(truth))),
                Err(error) => Err(operators::at_operator(&node, error)),
            },
            Frames::Negate(place) => Self::negate(place, &value).map(Next::Value),
            Frames::Array(mut state) => {
                Self::array_item(&mut state, value);
                self.array(state)
            }
            Frames::Condition(node, input, env) => {
                let Kind::Condition(_, then, otherwise) = &node.kind else { return Ok(Next::Value(value)) };
                if truth(&value)? {
                    return Ok(Next::Eval(then.clone(), input, env));
                }
                match otherwise {
                    Some(otherwise) => Ok(Next::Eval(otherwise.clone(), input, env)),
                    None => Ok(Next::Value(Value::Undefined)),
                }
            }
            Frames::Block(node, next, input, env) => Ok(self.block(&node, next, input, env)),
            Frames::Bind(node, env) => {
                if let (Kind::Bind(name, _), Some(frame)) = (&node.kind, &env) {
                    self.bind(frame, name, value.clone());
                }
                Ok(Next::Value(value))
            }
            Frames::Procedure(state) => self.procedure(state, value),
            Frames::Argument(mut state) => {
                state.arguments.push(call::passed(value));
                self.arguments(state)
            }
            Frames::Calling(_) => Ok(Next::Value(value)),
            Frames::Applied(_, site) => self.applied(value, site),
            Frames::TailProcedure(state) => self.tail_procedure(state, value),
            Frames::TailArgument(mut state) => {
                state.arguments.push(value);
                self.tail_arguments(state)
            }
            Frames::PartialArgument(mut state) => {
                state.slots.push(Some(value));
                Ok(self.partial_arguments(state))
            }
            Frames::PartialProcedure(state) => self.partial_procedure(*state, value),
            Frames::ApplyLeft(node, input, env) => self.apply_left(node, input, env, value),
            Frames::ApplyRight(node, left, env) => self.apply_right(&node, left, &env, value),
            Frames::Filters(node, which, next, env) => self.filters(node, which, next, env, value),
            Frames::Filter(mut state) => {
                state.judge(&value)?;
                self.filter(state)
            }
            Frames::Path(state) => self.path_resume(state, value),
            Frames::Order(state) => self.order_resume(state, value),
            Frames::Group(state) => self.group_resume(state, value),
            Frames::Transform(state) => self.transform_resume(state, value),
            Frames::Iterate(state) => self.iterate_resume(state, value),
            Frames::Reduce(mut state) => {
                state.result = value;
                self.reduce(state)
            }
            Frames::SortBy(state) => self.sort_resume(state, &value),
            Frames::Matching(state) => self.matching_resume(state, value),
            Frames::Evaluated => Ok(Next::Value(value)),
        }
    }

    /// Hands an error down the stack: each call on it names itself, and `$eval` makes it its own.
    fn unwind(&mut self, mut error: Box<Error>) -> Box<Error> {
        while let Some(frame) = self.stack.pop() {
            match frame {
                Frames::Exit(..) | Frames::Filtered(..) | Frames::Done(_) => self.depth -= 1,
                Frames::RightTruth(node) => error = operators::at_operator(&node, error),
                Frames::Calling(node) => call::at_call(&node, &mut error),
                Frames::Applied(function, _) => call::blame(&function, &mut error),
                Frames::Evaluated if error.code != Error::LIMIT => {
                    let message = error.explain().message;
                    error = Error::new("D3121").value(Some(Json::from(message.as_str())));
                }
                _ => {}
            }
        }
        error
    }

    /// The value of a node is there: now its predicates, …
    fn exit(&mut self, node: Rc<Node>, env: Env, value: Value) -> Result<Next> {
        if node.predicates.is_empty() {
            return self.filtered(node, env, value);
        }
        self.stack.push(Frames::Filtered(node.clone(), env.clone()));
        self.filters(node, Which::Predicates, 0, env, value)
    }

    /// … its grouping, …
    fn filtered(&mut self, node: Rc<Node>, env: Env, value: Value) -> Result<Next> {
        match &node.group {
            Some(group) if !matches!(node.kind, Kind::Path(_)) => {
                self.stack.push(Frames::Done(node.clone()));
                self.group(group, value, &env)
            }
            _ => Ok(Next::Value(self.done(&node, value))),
        }
    }

    /// … and what a sequence of one item or none stands for.
    fn done(&mut self, node: &Node, value: Value) -> Value {
        self.depth -= 1;
        settle(value, node.keep_array)
    }

    /// The value of an expression that has no parts to evaluate.
    fn leaf(&mut self, node: &Rc<Node>, input: &Value, env: &Env) -> Result<Value> {
        Ok(match &node.kind {
            Kind::Name(name) => return self.lookup(input, name),
            Kind::Literal(value) => Value::Json(value.clone()),
            Kind::Wildcard => return self.wildcard(input),
            Kind::Descendants => return self.descendants(input),
            Kind::Parent(slot) => crate::env::lookup(env, &slot.label.borrow()).0.unwrap_or_default(),
            Kind::Variable(name, _) if name.is_empty() => input.unwrapped(),
            Kind::Variable(name, native) => self.variable(name, native.as_ref(), env),
            Kind::Regex(regex) => Value::function(FunctionKind::Regex(regex.clone())),
            Kind::Lambda(lambda) => {
                self.budget.take(64)?;
                let (node, input, env) = (lambda.clone(), input.clone(), env.clone());
                Value::function(FunctionKind::Lambda { node, input, env })
            }
            Kind::Thunk(call) => {
                let (call, input, env) = (call.clone(), input.clone(), env.clone());
                Value::function(FunctionKind::Thunk { call, input, env })
            }
            Kind::Transform(transform) => {
                let (place, env) = (node.place, env.clone());
                Value::function(FunctionKind::Transform { node: transform.clone(), place, env })
            }
            _ => Value::Undefined,
        })
    }

    /// The value of a variable: of a frame, of the caller's bindings, or a function that is always there.
    fn variable(&mut self, name: &str, native: Option<&NativeRef>, env: &Env) -> Value {
        let (found, passed) = crate::env::lookup(env, name);
        self.budget.charge(passed / NAMES);
        if let Some(value) = found {
            return value;
        }
        if let Some(json) = self.bindings.get(name) {
            return Value::Json(json.clone());
        }
        native.map_or(Value::Undefined, |native| self.native(native))
    }

    /// Any variable, by a name that no variable node holds.
    fn named(&mut self, name: &str, env: &Env) -> Value {
        self.variable(name, functions::find(name).as_ref(), env)
    }

    fn native(&mut self, native: &NativeRef) -> Value {
        let there = match native.get().profile {
            None => true,
            Some(profile) => profile == self.host.profile,
        };
        if !there {
            return Value::Undefined;
        }
        let function =
            self.natives[native.index].get_or_insert_with(|| Function::new(FunctionKind::Native(native.clone())));
        Value::Function(function.clone())
    }

    /// Marks the stack for an expression that `$eval` evaluates next: errors in it are its own.
    pub fn evaluate_in_place(&mut self) {
        self.stack.push(Frames::Evaluated);
    }

    fn bind(&mut self, frame: &Rc<Frame>, name: &Rc<str>, value: Value) {
        if value.has_functions() {
            self.loosen(frame);
        }
        self.budget.charge(frame.bindings.borrow().len() / NAMES);
        frame.bind(name, value);
    }

    /// A frame with bindings.
    fn frame(&mut self, parent: &Env, bindings: Vec<(Rc<str>, Value)>) -> Env {
        self.budget.charge(4 + bindings.len());
        let functions = bindings.iter().any(|(_, value)| value.has_functions());
        let env = Frame::new(parent, bindings);
        if let (true, Some(frame)) = (functions, &env) {
            self.loosen(frame);
        }
        env
    }

    fn loosen(&mut self, frame: &Rc<Frame>) {
        if self.loose.len() == self.loose.capacity() {
            self.loose.retain(|frame| frame.strong_count() > 0);
        }
        self.loose.push(Rc::downgrade(frame));
    }

    fn block(&mut self, node: &Rc<Node>, next: usize, input: Value, env: Env) -> Next {
        let Kind::Block(items) = &node.kind else { return Next::Value(Value::Undefined) };
        let Some(item) = items.get(next) else { return Next::Value(Value::Undefined) };
        if next + 1 < items.len() {
            self.stack.push(Frames::Block(node.clone(), next + 1, input.clone(), env.clone()));
        }
        Next::Eval(item.clone(), input, env)
    }
}

/// Where a function is called from, for those that need it.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// The context value.
    pub context: Value,
    /// The environment that `$eval` sees.
    pub env: Env,
}

//! Calling functions.

use super::{
    Frames, Machine, Next, Site,
    frame::{CallFrame, PartialFrame, TailFrame},
};
use crate::{
    ast::{Kind, Node},
    env::Env,
    error::{Error, Result},
    functions::Run,
    value::{Function, FunctionKind, Value},
};
use asl_json::Json;
use std::rc::Rc;

/// A function as an argument: it is called without its caller's context.
pub(super) fn passed(value: Value) -> Value {
    match value {
        Value::Function(function) => match function.kind {
            FunctionKind::Passed(_) | FunctionKind::Regex(_) | FunctionKind::NextMatch(..) => Value::Function(function),
            _ => Value::function(FunctionKind::Passed(function)),
        },
        other => other,
    }
}

/// The call names itself in an error that has no name yet.
pub(super) fn at_call(node: &Node, error: &mut Error) {
    if error.position.is_none() {
        error.place(node.place);
    }
    if error.token.is_none()
        && let Kind::Call(procedure, _) = &node.kind
    {
        error.token = procedure.called();
    }
}

/// A function in which an error came up: the error is reported where the function was called.
pub(super) fn blame(function: &Function, error: &mut Error) {
    let called = function.called.borrow();
    if error.token.is_none() {
        error.token.clone_from(&called.0);
    }
    if let Some(place) = called.1 {
        error.place(place);
    }
}

fn no_function(value: &Value) -> Box<Error> {
    Error::new("T1006").value(value.to_json())
}

impl Machine<'_, '_> {
    pub(super) fn push(&mut self, frame: Frames) {
        self.stack.push(frame);
    }

    /// Begins a call; `piped` is a first argument that `~>` brings.
    pub(super) fn call(&mut self, node: &Rc<Node>, input: Value, env: &Env, piped: Option<Value>) -> Result<Next> {
        let Kind::Call(procedure, arguments) = &node.kind else { return Ok(Next::Value(Value::Undefined)) };
        let mut state = Box::new(CallFrame {
            node: node.clone(),
            input,
            env: env.clone(),
            procedure: Value::Undefined,
            arguments: Vec::with_capacity(arguments.len() + 1),
            piped: usize::from(piped.is_some()),
        });
        state.arguments.extend(piped);
        if procedure.direct > 0 {
            let procedure = self.direct(procedure, &state.input, env)?;
            return self.procedure(state, procedure);
        }
        let next = Next::Eval(procedure.clone(), state.input.clone(), env.clone());
        self.push(Frames::Procedure(state));
        Ok(next)
    }

    pub(super) fn procedure(&mut self, mut state: Box<CallFrame>, value: Value) -> Result<Next> {
        if value.is_undefined()
            && let Kind::Call(procedure, _) = &state.node.kind
            && let Some(name) = self.forgotten_dollar(procedure, &state.env)
        {
            return Err(Error::new("T1005").at(state.node.place).token(name));
        }
        state.procedure = value;
        self.arguments(state)
    }

    /// The name of a function that is called like a field.
    fn forgotten_dollar(&mut self, procedure: &Node, env: &Env) -> Option<Json> {
        let Kind::Path(_) = procedure.kind else { return None };
        match procedure.called()? {
            Json::String(name) if !self.named(&name, env).is_undefined() => Some(Json::String(name)),
            _ => None,
        }
    }

    pub(super) fn arguments(&mut self, mut state: Box<CallFrame>) -> Result<Next> {
        let node = state.node.clone();
        let Kind::Call(procedure, arguments) = &node.kind else { return Ok(Next::Value(Value::Undefined)) };
        while let Some(argument) = arguments.get(state.arguments.len() - state.piped) {
            if argument.direct == 0 {
                let next = Next::Eval(argument.clone(), state.input.clone(), state.env.clone());
                self.push(Frames::Argument(state));
                return Ok(next);
            }
            let value = self.direct(argument, &state.input, &state.env)?;
            state.arguments.push(passed(value));
        }
        let CallFrame { input, env, procedure: function, arguments, .. } = *state;
        self.push(Frames::Calling(node.clone()));
        let Value::Function(function) = function else { return Err(no_function(&function)) };
        // A function that was passed on keeps no note of its callers.
        if !matches!(function.kind, FunctionKind::Passed(_) | FunctionKind::Regex(_) | FunctionKind::NextMatch(..)) {
            *function.called.borrow_mut() = (procedure.called(), Some(node.place));
        }
        self.apply(&function, arguments, Site { context: input, env })
    }

    /// Applies a function that was given to a function: its context is that of its own making.
    pub fn invoke(&mut self, function: &Rc<Function>, arguments: Vec<Value>, env: &Env) -> Result<Next> {
        let context = match &function.kind {
            FunctionKind::Lambda { input, .. } | FunctionKind::PartialLambda { input, .. } => input.clone(),
            _ => Value::null(),
        };
        self.apply(function, arguments, Site { context, env: env.clone() })
    }

    /// Applies a function to arguments.
    pub fn apply(&mut self, function: &Rc<Function>, arguments: Vec<Value>, site: Site) -> Result<Next> {
        self.budget.spend(8)?;
        match &function.kind {
            FunctionKind::Passed(inner) => self.apply(inner, arguments, Site { context: Value::null(), ..site }),
            FunctionKind::Lambda { node, input, env } => {
                let arguments = match &node.signature {
                    None => arguments,
                    Some(signature) => {
                        let checked = signature.validate(arguments, &site.context);
                        checked.map_err(|mut error| {
                            blame(function, &mut error);
                            error
                        })?
                    }
                };
                let (body, input) = (node.body.clone(), input.clone());
                let env = self.parameters(&node.parameters, arguments, env);
                self.push(Frames::Applied(function.clone(), Box::new(site)));
                Ok(Next::Eval(body, input, env))
            }
            FunctionKind::PartialLambda { parameters, body, input, env } => {
                let (body, input) = (body.clone(), input.clone());
                let env = self.parameters(parameters, arguments, env);
                self.push(Frames::Applied(function.clone(), Box::new(site)));
                Ok(Next::Eval(body, input, env))
            }
            FunctionKind::Native(native) => {
                let blamed = |mut error: Box<Error>| {
                    blame(function, &mut error);
                    error
                };
                let arguments = native.signature.validate(arguments, &site.context).map_err(blamed)?;
                match native.get().run {
                    Run::Plain(run) => run(self, &arguments).map(Next::Value).map_err(blamed),
                    Run::Calling(run) => {
                        self.push(Frames::Applied(function.clone(), Box::new(site.clone())));
                        run(self, arguments, site)
                    }
                }
            }
            FunctionKind::Partial(inner, slots) => {
                let mut given = arguments.into_iter();
                let filled = slots.iter().map(|slot| match slot {
                    Some(value) => value.clone(),
                    None => given.next().unwrap_or_default(),
                });
                let filled = filled.collect();
                self.apply(inner, filled, Site { context: Value::null(), ..site })
            }
            FunctionKind::Transform { node, place, env } => {
                self.push(Frames::Applied(function.clone(), Box::new(site)));
                self.transform(node, *place, env, arguments)
            }
            FunctionKind::Regex(regex) => {
                let text = crate::functions::text::as_script(arguments.first().unwrap_or(&Value::Undefined));
                let from = arguments.get(1).and_then(Value::as_f64).unwrap_or(0.0);
                let from = crate::functions::text::byte_offset(&text, from);
                self.match_value(regex, &text, from, false).map(Next::Value)
            }
            FunctionKind::NextMatch(regex, text, from) => self.match_value(regex, text, *from, true).map(Next::Value),
            FunctionKind::Thunk { .. } | FunctionKind::Spent => Err(no_function(&Value::Undefined)),
        }
    }

    fn parameters(&mut self, names: &[Rc<str>], arguments: Vec<Value>, env: &Env) -> Env {
        let mut arguments = arguments.into_iter();
        let bindings = names.iter().map(|name| (name.clone(), arguments.next().unwrap_or_default())).collect();
        self.frame(env, bindings)
    }

    /// A function has run. If it left a tail call, that is made now.
    pub(super) fn applied(&mut self, value: Value, site: Box<Site>) -> Result<Next> {
        let Value::Function(function) = &value else { return Ok(Next::Value(value)) };
        let FunctionKind::Thunk { call, input, env } = &function.kind else { return Ok(Next::Value(value)) };
        let Kind::Call(procedure, arguments) = &call.kind else { return Ok(Next::Value(value)) };
        let state = Box::new(TailFrame {
            call: call.clone(),
            input: input.clone(),
            env: env.clone(),
            site,
            procedure: Value::Undefined,
            arguments: Vec::with_capacity(arguments.len()),
        });
        if procedure.direct > 0 {
            let value = self.direct(procedure, input, env)?;
            return self.tail_procedure(state, value);
        }
        self.push(Frames::TailProcedure(state));
        Ok(Next::Eval(procedure.clone(), input.clone(), env.clone()))
    }

    pub(super) fn tail_procedure(&mut self, mut state: Box<TailFrame>, value: Value) -> Result<Next> {
        state.procedure = value;
        self.tail_arguments(state)
    }

    pub(super) fn tail_arguments(&mut self, mut state: Box<TailFrame>) -> Result<Next> {
        let call = state.call.clone();
        let Kind::Call(procedure, arguments) = &call.kind else { return Ok(Next::Value(Value::Undefined)) };
        while let Some(argument) = arguments.get(state.arguments.len()) {
            if argument.direct == 0 {
                let next = Next::Eval(argument.clone(), state.input.clone(), state.env.clone());
                self.push(Frames::TailArgument(state));
                return Ok(next);
            }
            let value = self.direct(argument, &state.input, &state.env)?;
            state.arguments.push(value);
        }
        let TailFrame { site, procedure: function, arguments, .. } = *state;
        let Value::Function(function) = function else {
            let mut error = no_function(&function).at(call.place);
            error.token = procedure.called();
            return Err(error);
        };
        {
            let mut called = function.called.borrow_mut();
            if let Kind::Variable(name, _) = &procedure.kind {
                called.0 = Some(Json::String(name.clone()));
            }
            called.1 = Some(procedure.place);
        }
        self.apply(&function, arguments, *site)
    }

    /// Begins a partial application.
    pub(super) fn partial(&mut self, node: &Rc<Node>, input: Value, env: &Env) -> Next {
        let (node, env) = (node.clone(), env.clone());
        self.partial_arguments(Box::new(PartialFrame { node, input, env, slots: Vec::new() }))
    }

    pub(super) fn partial_arguments(&mut self, mut state: Box<PartialFrame>) -> Next {
        let node = state.node.clone();
        let Kind::Partial(procedure, slots) = &node.kind else { return Next::Value(Value::Undefined) };
        while let Some(slot) = slots.get(state.slots.len()) {
            match slot {
                None => state.slots.push(None),
                Some(argument) => {
                    let next = Next::Eval(argument.clone(), state.input.clone(), state.env.clone());
                    self.push(Frames::PartialArgument(state));
                    return next;
                }
            }
        }
        let next = Next::Eval(procedure.clone(), state.input.clone(), state.env.clone());
        self.push(Frames::PartialProcedure(state));
        next
    }

    pub(super) fn partial_procedure(&mut self, state: PartialFrame, value: Value) -> Result<Next> {
        let Kind::Partial(procedure, _) = &state.node.kind else { return Ok(Next::Value(value)) };
        let Value::Function(function) = &value else {
            if value.is_undefined()
                && let Some(name) = self.forgotten_dollar(procedure, &state.env)
            {
                return Err(Error::new("T1007").at(state.node.place).token(name));
            }
            let mut error = Error::new("T1008").at(state.node.place);
            error.token = procedure.called();
            return Err(error);
        };
        let function = function.bare();
        let (parameters, body, input, env) = match &function.kind {
            FunctionKind::Lambda { node, input, env } => (&node.parameters, &node.body, input, env),
            FunctionKind::PartialLambda { parameters, body, input, env } => (parameters, body, input, env),
            _ => return Ok(Next::Value(Value::function(FunctionKind::Partial(function.clone(), state.slots)))),
        };
        let mut slots = state.slots.into_iter();
        let (mut open, mut bound) = (Vec::new(), Vec::new());
        for name in parameters {
            match slots.next() {
                Some(None) => open.push(name.clone()),
                Some(Some(value)) => bound.push((name.clone(), value)),
                None => bound.push((name.clone(), Value::Undefined)),
            }
        }
        let env = self.frame(env, bound);
        let (body, input) = (body.clone(), input.clone());
        Ok(Next::Value(Value::function(FunctionKind::PartialLambda { parameters: open, body, input, env })))
    }

    /// `left ~> right` with the left side there.
    pub(super) fn apply_left(&mut self, node: Rc<Node>, input: Value, env: Env, left: Value) -> Result<Next> {
        let Kind::Apply(_, right) = &node.kind else { return Ok(Next::Value(left)) };
        if matches!(right.kind, Kind::Call(..)) {
            return self.call(right, input, &env, Some(left));
        }
        let right = right.clone();
        self.push(Frames::ApplyRight(node, left, env.clone()));
        Ok(Next::Eval(right, input, env))
    }

    /// `left ~> right` with both sides there: a call, or the composition of two functions.
    pub(super) fn apply_right(&mut self, node: &Node, left: Value, env: &Env, right: Value) -> Result<Next> {
        let Value::Function(function) = &right else {
            return Err(Error::new("T2006").at(node.place).value(right.to_json()));
        };
        let site = Site { context: Value::null(), env: env.clone() };
        if !matches!(left, Value::Function(_)) {
            return self.apply(function, vec![left], site);
        }
        let chain = if let Some(chain) = &self.chain {
            chain.clone()
        } else {
            let tree = crate::parse::parse("function($f, $g) { function($x){ $g($f($x)) } }")?;
            self.chain.insert(crate::resolve::resolve(tree)?).clone()
        };
        let Value::Function(compose) = self.leaf(&chain, &Value::null(), env)? else {
            return Ok(Next::Value(Value::Undefined));
        };
        self.apply(&compose, vec![left, right], site)
    }
}

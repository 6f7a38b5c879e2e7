//! What waits on the stack for a value.

use super::{
    group::GroupFrame, iterate, matching::MatchFrame, order::OrderFrame, path::PathFrame, transform::TransformFrame,
};
use crate::{
    ast::{Node, Operator, Place},
    env::Env,
    eval::filter::FilterFrame,
    value::{Function, Value},
};
use std::rc::Rc;

/// One frame of the stack.
#[derive(Debug)]
pub(crate) enum Frames {
    /// A node's own value, before predicates.
    Exit(Rc<Node>, Env),
    /// A node's value behind its predicates.
    Filtered(Rc<Node>, Env),
    /// A node's value behind its grouping.
    Done(Rc<Node>),
    Left(Rc<Node>, Operator, Value, Env),
    Right(Rc<Node>, Operator, Value),
    RightTruth(Rc<Node>),
    Negate(Place),
    Array(Box<ArrayFrame>),
    Condition(Rc<Node>, Value, Env),
    /// A block, with the index of the next expression.
    Block(Rc<Node>, usize, Value, Env),
    Bind(Rc<Node>, Env),
    Procedure(Box<CallFrame>),
    Argument(Box<CallFrame>),
    /// A call that names itself in errors.
    Calling(Rc<Node>),
    /// A function that runs; what it gives back may be a tail call, to be made in this context.
    Applied(Rc<Function>, Box<super::Site>),
    TailProcedure(Box<TailFrame>),
    TailArgument(Box<TailFrame>),
    PartialArgument(Box<PartialFrame>),
    PartialProcedure(Box<PartialFrame>),
    ApplyLeft(Rc<Node>, Value, Env),
    ApplyRight(Rc<Node>, Value, Env),
    /// The filters of a node from the given one on.
    Filters(Rc<Node>, Which, usize, Env),
    Filter(Box<FilterFrame>),
    Path(Box<PathFrame>),
    Order(Box<OrderFrame>),
    Group(Box<GroupFrame>),
    Transform(Box<TransformFrame>),
    Iterate(Box<iterate::IterateFrame>),
    Reduce(Box<iterate::ReduceFrame>),
    SortBy(Box<iterate::SortFrame>),
    Matching(Box<MatchFrame>),
    /// The expression of an `$eval`.
    Evaluated,
}

/// Which filters of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Predicates,
    Stages,
}

/// An array constructor.
#[derive(Debug)]
pub(crate) struct ArrayFrame {
    pub node: Rc<Node>,
    pub input: Value,
    pub env: Env,
    pub next: usize,
    pub items: Vec<Value>,
}

/// A call whose arguments are being evaluated.
#[derive(Debug)]
pub(crate) struct CallFrame {
    pub node: Rc<Node>,
    pub input: Value,
    pub env: Env,
    pub procedure: Value,
    pub arguments: Vec<Value>,
    /// The number of arguments that came through `~>` and not from the call.
    pub piped: usize,
}

/// A tail call whose arguments are being evaluated.
#[derive(Debug)]
pub(crate) struct TailFrame {
    pub call: Rc<Node>,
    pub input: Value,
    pub env: Env,
    pub site: Box<super::Site>,
    pub procedure: Value,
    pub arguments: Vec<Value>,
}

/// A partial application whose arguments are being evaluated.
#[derive(Debug)]
pub(crate) struct PartialFrame {
    pub node: Rc<Node>,
    pub input: Value,
    pub env: Env,
    pub slots: Vec<Option<Value>>,
}

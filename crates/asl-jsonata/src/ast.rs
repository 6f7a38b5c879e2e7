//! The tree that is evaluated: paths are lists of steps, predicates hang on their step, tail calls are marked.

use crate::{Span, functions::NativeRef, regex::Regex, signature::Signature};
use asl_json::Json;
use std::{cell::Cell, cell::RefCell, rc::Rc};

/// A place in the text: that of a token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// As jsonata-js counts: UTF-16 units up to the end of the token.
    pub position: u32,
    /// The bytes of the token.
    pub span: Span,
}

/// An expression.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub kind: Kind,
    pub place: Place,
    /// Height of a tree that may be evaluated by plain recursion: no calls, no bindings, no filters. 0: it may not.
    pub direct: u32,
    /// `[]` follows: a result of one item stays an array.
    pub keep_array: bool,
    /// Of a path: one of its steps has `[]`.
    pub keep_singleton: bool,
    /// Filters on the value of a node that is no step.
    pub predicates: Vec<Stage>,
    /// Filters and index bindings on a step.
    pub stages: Vec<Stage>,
    pub group: Option<Rc<Group>>,
    /// The step makes a stream of tuples: bindings beside each value.
    pub tuple: bool,
    /// `@$name`
    pub focus: Option<Rc<str>>,
    /// `#$name`
    pub index: Option<Rc<str>>,
    /// Where a `%` further on finds the parent of this step's values.
    pub ancestor: Option<Rc<Slot>>,
    /// An array constructor at an end of a path: it is not flattened.
    pub cons_array: bool,
    /// The `%` inside whose step is not found yet.
    pub seeking: Vec<Rc<Slot>>,
}

/// What kind of expression.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Path(Vec<Rc<Node>>),
    Name(Rc<str>),
    Literal(Json),
    Wildcard,
    Descendants,
    Parent(Rc<Slot>),
    Variable(Rc<str>, Option<NativeRef>),
    Binary(Operator, Rc<Node>, Rc<Node>),
    Negate(Rc<Node>),
    Array(Vec<Rc<Node>>),
    Object(Rc<Group>),
    Block(Vec<Rc<Node>>),
    Condition(Rc<Node>, Rc<Node>, Option<Rc<Node>>),
    Bind(Rc<str>, Rc<Node>),
    Call(Rc<Node>, Vec<Rc<Node>>),
    /// `None` stands for `?`.
    Partial(Rc<Node>, Vec<Option<Rc<Node>>>),
    Lambda(Rc<LambdaNode>),
    /// A call in tail position: evaluates to itself, for the loop that called the function.
    Thunk(Rc<Node>),
    Apply(Rc<Node>, Rc<Node>),
    Sort(Vec<Term>),
    Transform(Rc<TransformNode>),
    Regex(Rc<Regex>),
    /// `?` where no argument is expected.
    Placeholder,
}

/// A function definition.
#[derive(Debug)]
pub(crate) struct LambdaNode {
    pub parameters: Vec<Rc<str>>,
    pub signature: Option<Rc<Signature>>,
    pub body: Rc<Node>,
}

/// `| pattern | update, delete |`
#[derive(Debug)]
pub(crate) struct TransformNode {
    pub pattern: Rc<Node>,
    pub update: Rc<Node>,
    pub delete: Option<Rc<Node>>,
}

/// `{ key: value, … }`, as a constructor or behind a path.
#[derive(Debug)]
pub(crate) struct Group {
    pub pairs: Vec<(Rc<Node>, Rc<Node>)>,
    pub place: Place,
}

/// One term of an order-by clause.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub descending: bool,
    pub expression: Rc<Node>,
}

/// What happens to the values of a step before the next one.
#[derive(Clone, Debug)]
pub(crate) enum Stage {
    Filter(Rc<Node>),
    Index(Rc<str>),
}

/// The name under which the parent of a step's values is bound.
#[derive(Debug)]
pub(crate) struct Slot {
    pub label: RefCell<Rc<str>>,
    /// How many steps up; 0 once it is found.
    pub level: Cell<i32>,
}

/// A binary operator that is left after paths, filters and bindings have their own nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Concat,
    And,
    Or,
    In,
    Range,
}

impl Operator {
    pub const fn text(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::Concat => "&",
            Self::And => "and",
            Self::Or => "or",
            Self::In => "in",
            Self::Range => "..",
        }
    }
}

impl Node {
    pub fn new(kind: Kind, place: Place) -> Self {
        Self {
            kind,
            place,
            direct: 0,
            keep_array: false,
            keep_singleton: false,
            predicates: Vec::new(),
            stages: Vec::new(),
            group: None,
            tuple: false,
            focus: None,
            index: None,
            ancestor: None,
            cons_array: false,
            seeking: Vec::new(),
        }
    }

    /// What errors name a called expression by: the name behind `$`, a field name, a literal.
    pub fn called(&self) -> Option<Json> {
        match &self.kind {
            Kind::Path(steps) => steps.first().and_then(|step| step.called()),
            Kind::Name(name) | Kind::Variable(name, _) => Some(Json::String(name.clone())),
            Kind::Literal(value) => Some(value.clone()),
            Kind::Call(..) => Some(Json::from("(")),
            Kind::Wildcard => Some(Json::from("*")),
            Kind::Descendants => Some(Json::from("**")),
            Kind::Array(_) => Some(Json::from("[")),
            Kind::Object(_) => Some(Json::from("{")),
            _ => None,
        }
    }
}

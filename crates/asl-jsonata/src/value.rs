//! Values while an expression runs: JSON, and what JSON cannot say (nothing, sequences, functions).

use crate::{
    ast::{LambdaNode, Node, Place, TransformNode},
    env::{Env, Tuple},
    functions::NativeRef,
    regex::Regex,
};
use asl_json::{Json, KeyHasher, Number};
use indexmap::IndexMap;
use std::{cell::RefCell, hash::BuildHasherDefault, rc::Rc};

/// The entries of an object that holds more than JSON.
pub(crate) type Entries = IndexMap<Rc<str>, Value, BuildHasherDefault<KeyHasher>>;

/// A value. A clone is a pointer copy.
#[derive(Clone, Debug, Default)]
pub(crate) enum Value {
    /// No value: of a path that leads nowhere, of an unbound variable.
    #[default]
    Undefined,
    /// A scalar, or an array or object that came from outside or holds JSON only.
    Json(Json),
    /// An array made here.
    List(Rc<List>),
    /// An object made here that holds lists or functions.
    Record(Rc<Record>),
    Function(Rc<Function>),
    /// Values with bindings, between the steps of a path.
    Stream(Rc<Vec<Tuple>>),
}

/// An array with the marks that decide how it is flattened.
#[derive(Debug)]
pub(crate) struct List {
    pub items: Vec<Value>,
    pub marks: u8,
    /// A function is somewhere inside.
    pub functions: bool,
    pub depth: u32,
}

impl List {
    /// A result sequence: one item stands for itself, none for no value.
    pub const SEQUENCE: u8 = 1;
    /// The sequence stays an array even if it has one item.
    pub const KEEP: u8 = 2;
    /// Made by an array constructor at an end of a path: it is not flattened.
    pub const CONSTRUCTED: u8 = 4;
    /// The wrapper of an input that is an array.
    pub const OUTER: u8 = 8;

    pub fn is_sequence(&self) -> bool {
        self.marks & Self::SEQUENCE != 0
    }
}

/// An object with values that are not JSON.
#[derive(Debug)]
pub(crate) struct Record {
    pub entries: Entries,
    pub functions: bool,
    pub depth: u32,
}

/// A function.
#[derive(Debug)]
pub(crate) struct Function {
    pub kind: FunctionKind,
    /// The name and the place by which it was called last: what errors inside it are reported with.
    pub called: RefCell<(Option<Json>, Option<Place>)>,
}

/// What a function does.
#[derive(Debug)]
pub(crate) enum FunctionKind {
    Lambda {
        node: Rc<LambdaNode>,
        input: Value,
        env: Env,
    },
    /// A lambda whose other parameters are bound.
    PartialLambda {
        parameters: Vec<Rc<str>>,
        body: Rc<Node>,
        input: Value,
        env: Env,
    },
    /// A call left to the caller's loop, so that tail calls do not grow the stack.
    Thunk {
        call: Rc<Node>,
        input: Value,
        env: Env,
    },
    Native(NativeRef),
    /// `None` stands for `?`.
    Partial(Rc<Function>, Vec<Option<Value>>),
    /// A function that was passed as an argument: it is called without the caller's context.
    Passed(Rc<Function>),
    Regex(Rc<Regex>),
    /// The continuation in a match: the next match in the text, from a byte on.
    NextMatch(Rc<Regex>, Rc<str>, usize),
    Transform {
        node: Rc<TransformNode>,
        place: Place,
        env: Env,
    },
    /// Taken apart already.
    Spent,
}

impl Function {
    pub fn new(kind: FunctionKind) -> Rc<Self> {
        Rc::new(Self { kind, called: RefCell::default() })
    }

    /// The number of parameters, by which higher-order functions decide how much to pass.
    pub fn arity(&self) -> usize {
        match &self.kind {
            FunctionKind::Lambda { node, .. } => node.parameters.len(),
            FunctionKind::PartialLambda { parameters, .. } => parameters.len(),
            FunctionKind::Thunk { .. } | FunctionKind::NextMatch(..) | FunctionKind::Spent => 0,
            FunctionKind::Native(native) => native.get().arity as usize,
            FunctionKind::Partial(_, slots) => slots.iter().filter(|slot| slot.is_none()).count(),
            FunctionKind::Passed(inner) => inner.arity(),
            FunctionKind::Regex(_) => 2,
            FunctionKind::Transform { .. } => 1,
        }
    }

    /// The function itself, without the wrapping of an argument.
    pub fn bare(self: &Rc<Self>) -> &Rc<Self> {
        match &self.kind {
            FunctionKind::Passed(inner) => inner.bare(),
            _ => self,
        }
    }
}

impl Drop for Function {
    /// Takes captured environments apart without recursion: closures may hold each other in long chains.
    fn drop(&mut self) {
        if !matches!(self.kind, FunctionKind::Native(..) | FunctionKind::Regex(_) | FunctionKind::Spent) {
            let mut values = Vec::new();
            let env = crate::env::empty(self, &mut values);
            crate::env::dismantle(values, env);
        }
    }
}

impl Value {
    pub fn null() -> Self {
        Self::Json(Json::Null)
    }

    pub fn number(value: f64) -> Self {
        Self::Json(Json::Number(Number::from_f64(value)))
    }

    pub fn string(text: impl Into<Rc<str>>) -> Self {
        Self::Json(Json::String(text.into()))
    }

    pub fn bool(value: bool) -> Self {
        Self::Json(Json::Bool(value))
    }

    pub fn function(kind: FunctionKind) -> Self {
        Self::Function(Function::new(kind))
    }

    pub fn is_undefined(&self) -> bool {
        matches!(self, Self::Undefined)
    }

    pub fn as_str(&self) -> Option<&Rc<str>> {
        match self {
            Self::Json(Json::String(text)) => Some(text),
            _ => None,
        }
    }

    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Json(Json::Number(number)) => Some(number.as_f64()),
            _ => None,
        }
    }

    pub fn as_function(&self) -> Option<&Rc<Function>> {
        match self {
            Self::Function(function) => Some(function),
            _ => None,
        }
    }

    pub fn is_array(&self) -> bool {
        matches!(self, Self::Json(Json::Array(_)) | Self::List(_) | Self::Stream(_))
    }

    pub fn is_object(&self) -> bool {
        matches!(self, Self::Json(Json::Object(_)) | Self::Record(_))
    }

    pub fn is_sequence(&self) -> bool {
        matches!(self, Self::List(list) if list.is_sequence())
    }

    pub fn has_mark(&self, mark: u8) -> bool {
        matches!(self, Self::List(list) if list.marks & mark != 0)
    }

    /// The value to see as context: what an outer wrapper holds.
    pub fn unwrapped(&self) -> Self {
        match self {
            Self::List(list) if list.marks & List::OUTER != 0 => list.items[0].clone(),
            other => other.clone(),
        }
    }

    /// The number of items of an array; 1 for anything else.
    pub fn len(&self) -> usize {
        match self {
            Self::Json(Json::Array(array)) => array.len(),
            Self::List(list) => list.items.len(),
            Self::Stream(tuples) => tuples.len(),
            _ => 1,
        }
    }

    /// An item of an array; of anything else, itself.
    pub fn item(&self, index: usize) -> Self {
        match self {
            Self::Json(Json::Array(array)) => array.get(index).cloned().map_or(Self::Undefined, Self::Json),
            Self::List(list) => list.items.get(index).cloned().unwrap_or_default(),
            Self::Stream(tuples) => tuples.get(index).map(|tuple| tuple.value.clone()).unwrap_or_default(),
            other if index == 0 => other.clone(),
            _ => Self::Undefined,
        }
    }

    /// The items of an array; anything else is one.
    pub fn items(&self) -> impl Iterator<Item = Self> + '_ {
        (0..self.len()).map(|index| self.item(index))
    }

    /// The items of an array, the only copy without a copy.
    pub fn into_items(self) -> Vec<Self> {
        match self {
            Self::List(list) => match Rc::try_unwrap(list) {
                Ok(list) => list.items,
                Err(list) => list.items.clone(),
            },
            other => other.items().collect(),
        }
    }

    /// How deep arrays and objects nest.
    pub fn depth(&self) -> u32 {
        match self {
            Self::Json(json) => json.depth(),
            Self::List(list) => list.depth,
            Self::Record(record) => record.depth,
            Self::Undefined | Self::Function(_) | Self::Stream(_) => 0,
        }
    }

    pub fn has_functions(&self) -> bool {
        match self {
            Self::List(list) => list.functions,
            Self::Record(record) => record.functions,
            Self::Function(_) => true,
            Self::Stream(_) => true,
            Self::Undefined | Self::Json(_) => false,
        }
    }

    /// An entry of an object.
    pub fn get(&self, key: &str) -> Self {
        match self {
            Self::Json(Json::Object(object)) => object.get(key).cloned().map_or(Self::Undefined, Self::Json),
            Self::Record(record) => record.entries.get(key).cloned().unwrap_or_default(),
            _ => Self::Undefined,
        }
    }

    /// The entries of an object.
    pub fn entries(&self) -> Vec<(Rc<str>, Self)> {
        match self {
            Self::Json(Json::Object(object)) => {
                object.iter().map(|(key, value)| (key.clone(), Self::Json(value.clone()))).collect()
            }
            Self::Record(record) => record.entries.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
            _ => Vec::new(),
        }
    }

    /// The JSON of the value: nothing for nothing and for functions, entries without JSON left out, `null` for
    /// items without and for numbers that are none.
    pub fn to_json(&self) -> Option<Json> {
        match self {
            Self::Undefined | Self::Function(_) => None,
            Self::Json(Json::Number(number)) if !number.as_f64().is_finite() => Some(Json::Null),
            Self::Json(json) => Some(json.clone()),
            Self::List(_) | Self::Stream(_) => {
                Some(Json::array(self.items().map(|item| item.to_json().unwrap_or_default()).collect()))
            }
            Self::Record(record) => {
                let entries = &record.entries;
                Some(Json::object(
                    entries.iter().filter_map(|(key, value)| Some((key.clone(), value.to_json()?))).collect(),
                ))
            }
        }
    }

    /// Tells whether two values are one and the same: `===`.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Json(Json::Array(a)), Self::Json(Json::Array(b))) => Rc::ptr_eq(a, b),
            (Self::Json(Json::Object(a)), Self::Json(Json::Object(b))) => Rc::ptr_eq(a, b),
            (Self::Json(Json::Number(a)), Self::Json(Json::Number(b))) => a.as_f64() == b.as_f64(),
            (Self::Json(a), Self::Json(b)) => a == b,
            (Self::List(a), Self::List(b)) => Rc::ptr_eq(a, b),
            (Self::Record(a), Self::Record(b)) => Rc::ptr_eq(a, b),
            (Self::Function(a), Self::Function(b)) => Rc::ptr_eq(a.bare(), b.bare()),
            (Self::Undefined, Self::Undefined) => true,
            _ => false,
        }
    }

    /// Tells whether two values are equal, deeply: the order of keys does not matter.
    pub fn equals(&self, other: &Self) -> bool {
        if let (Self::Json(a), Self::Json(b)) = (self, other)
            && !matches!(a, Json::Number(_))
        {
            return a == b;
        }
        if self.is_array() && other.is_array() {
            return self.len() == other.len() && self.items().zip(other.items()).all(|(a, b)| a.equals(&b));
        }
        if self.is_object() && other.is_object() {
            let entries = self.entries();
            return entries.len() == other.entries().len()
                && entries.iter().all(|(key, value)| {
                    let there = other.get(key);
                    !there.is_undefined() && value.equals(&there)
                });
        }
        self.same(other)
    }
}

//! The value itself.

use crate::{Map, Number};
use std::{ops::Deref, rc::Rc};

/// How deep arrays and objects may nest in a text that is read; the service's own JSON reader has the same limit.
pub const MAX_DEPTH: u32 = 1000;

/// A JSON value. A clone is a pointer copy.
#[derive(Clone, Debug, Default)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number in its literal form.
    Number(Number),
    /// A string.
    String(Rc<str>),
    /// An array.
    Array(Rc<Array>),
    /// An object.
    Object(Rc<Object>),
}

/// The items of an array, with what is known of its printed form.
#[derive(Clone, Debug)]
pub struct Array {
    items: Vec<Json>,
    size: usize,
    depth: u32,
    /// Whether a text is kept here or further inside.
    written: bool,
    pub(crate) text: Option<Rc<str>>,
}

/// The entries of an object, with what is known of its printed form.
#[derive(Clone, Debug)]
pub struct Object {
    entries: Map,
    size: usize,
    depth: u32,
    /// Whether a text is kept here or further inside.
    written: bool,
    pub(crate) text: Option<Rc<str>>,
}

impl Deref for Array {
    type Target = [Json];
    fn deref(&self) -> &[Json] {
        &self.items
    }
}

impl Deref for Object {
    type Target = Map;
    fn deref(&self) -> &Map {
        &self.entries
    }
}

impl Json {
    /// Makes an array.
    pub fn array(items: Vec<Self>) -> Self {
        let size = 2 + items.len().saturating_sub(1) + items.iter().map(Self::size).sum::<usize>();
        let depth = 1 + items.iter().map(Self::depth).max().unwrap_or(0);
        let written = items.iter().any(Self::is_written);
        Self::Array(Rc::new(Array { items, size, depth, written, text: None }))
    }

    /// Makes an object.
    pub fn object(entries: Map) -> Self {
        let (mut size, mut depth, mut written) = (2 + entries.len().saturating_sub(1), 0, false);
        for (key, value) in &entries {
            size += crate::print::string_size(key) + 1 + value.size();
            depth = depth.max(value.depth());
            written |= value.is_written();
        }
        Self::Object(Rc::new(Object { entries, size, depth: depth + 1, written, text: None }))
    }

    /// Makes an object of keys and values; a later one replaces an earlier one of the same key, in the earlier's place.
    pub fn from_pairs<K: Into<Rc<str>>>(pairs: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::object(pairs.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// Makes a string.
    pub fn string(text: impl Into<Rc<str>>) -> Self {
        Self::String(text.into())
    }

    /// Makes a number of an integer.
    pub fn int(value: i64) -> Self {
        Self::Number(Number::Int(value))
    }

    /// Makes a number of a finite double.
    pub fn float(value: f64) -> Self {
        Self::Number(Number::from_f64(value))
    }

    /// The empty object, which AWS makes of a `null` path.
    pub fn empty_object() -> Self {
        Self::object(Map::default())
    }

    /// The bytes of the printed form (UTF-8), retained text included: what AWS's 262,144-byte limit counts.
    pub fn size(&self) -> usize {
        match self {
            Self::Null | Self::Bool(true) => 4,
            Self::Bool(false) => 5,
            Self::Number(number) => crate::print::number_size(number),
            Self::String(text) => crate::print::string_size(text),
            Self::Array(array) => array.size,
            Self::Object(object) => object.size,
        }
    }

    /// How deep arrays and objects nest; 0 for a scalar.
    pub fn depth(&self) -> u32 {
        match self {
            Self::Array(array) => array.depth,
            Self::Object(object) => object.depth,
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => 0,
        }
    }

    /// Attaches the text as which this value was written, to be printed in place of the compact form.
    pub fn with_text(self, text: &str) -> Self {
        match self {
            Self::Array(array) if array.size != text.len() => {
                let mut array = Rc::unwrap_or_clone(array);
                (array.size, array.written, array.text) = (text.len(), true, Some(text.into()));
                Self::Array(Rc::new(array))
            }
            Self::Object(object) if object.size != text.len() => {
                let mut object = Rc::unwrap_or_clone(object);
                (object.size, object.written, object.text) = (text.len(), true, Some(text.into()));
                Self::Object(Rc::new(object))
            }
            other => other,
        }
    }

    /// The same value without the texts that were kept: it prints compact, all through.
    pub fn compact(&self) -> Self {
        match self {
            Self::Array(array) if array.written => Self::array(array.items.iter().map(Self::compact).collect()),
            Self::Object(object) if object.written => {
                Self::object(object.entries.iter().map(|(key, value)| (key.clone(), value.compact())).collect())
            }
            other => other.clone(),
        }
    }

    fn is_written(&self) -> bool {
        match self {
            Self::Array(array) => array.written,
            Self::Object(object) => object.written,
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => false,
        }
    }

    /// The value of a key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(object) => object.entries.get(key),
            _ => None,
        }
    }

    /// The value behind several keys, one inside the other.
    pub fn at(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// An item, if this is an array that has it.
    pub fn item(&self, index: usize) -> Option<&Self> {
        self.as_array()?.get(index)
    }

    /// The items, if this is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(array) => Some(&array.items),
            _ => None,
        }
    }

    /// The entries, if this is an object.
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Self::Object(object) => Some(&object.entries),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if this is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The nearest double, if this is a number.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number().map(Number::as_f64)
    }

    /// The integer, if this is a number written as one.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64)
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Tells whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The name of the type in JSON's words: `null`, `boolean`, `number`, `string`, `array`, `object`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }

    /// Returns an object with one entry replaced in place or added at the end. What is no object becomes one.
    pub fn with(&self, key: &str, value: Self) -> Self {
        let mut entries = self.as_object().cloned().unwrap_or_default();
        entries.insert(key.into(), value);
        Self::object(entries)
    }
}

impl PartialEq for Json {
    /// Compares values: the order of keys and the form of numbers do not matter.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => Rc::ptr_eq(a, b) || a.items == b.items,
            (Self::Object(a), Self::Object(b)) => Rc::ptr_eq(a, b) || a.entries == b.entries,
            _ => false,
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::int(value)
    }
}

impl From<Vec<Self>> for Json {
    fn from(items: Vec<Self>) -> Self {
        Self::array(items)
    }
}

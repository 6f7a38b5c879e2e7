//! The variables that a caller brings.

use asl_json::Json;
use std::rc::Rc;

/// Names with values. A clone is a pointer copy, and so is a further binding: nothing is copied.
///
/// ```
/// use asl_jsonata::Bindings;
/// let outer = Bindings::new().with("a", 1.into());
/// let inner = outer.with("a", 2.into());
/// assert_eq!(inner.get("a"), Some(&2.into()));
/// assert_eq!(outer.get("a"), Some(&1.into()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Bindings(Option<Rc<Binding>>);

#[derive(Debug)]
struct Binding {
    name: Rc<str>,
    value: Json,
    rest: Bindings,
}

impl Bindings {
    /// No binding.
    pub fn new() -> Self {
        Self::default()
    }

    /// These and one more. The name is without `$`; it hides an earlier binding and a function of the same name.
    pub fn with(&self, name: impl Into<Rc<str>>, value: Json) -> Self {
        Self(Some(Rc::new(Binding { name: name.into(), value, rest: self.clone() })))
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let mut at = self;
        while let Some(binding) = &at.0 {
            if &*binding.name == name {
                return Some(&binding.value);
            }
            at = &binding.rest;
        }
        None
    }
}

impl Drop for Bindings {
    /// Drops the chain without recursion: it may be long.
    fn drop(&mut self) {
        let mut rest = self.0.take();
        while let Some(mut binding) = rest.and_then(Rc::into_inner) {
            rest = binding.rest.0.take();
        }
    }
}

impl<K: Into<Rc<str>>> FromIterator<(K, Json)> for Bindings {
    fn from_iter<I: IntoIterator<Item = (K, Json)>>(pairs: I) -> Self {
        pairs.into_iter().fold(Self::new(), |bindings, (name, value)| bindings.with(name, value))
    }
}

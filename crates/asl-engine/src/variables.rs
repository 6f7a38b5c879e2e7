//! Variables and their scopes.

use asl_json::{Json, Map};
use std::rc::Rc;

/// The variables that a lane sees: its own over those of the scopes around it. A clone is a pointer copy.
///
/// Branches and iterations read the outer variables; what they assign is gone when they end
/// (case `assign/test_assign_base.test_base_cases[BASE_SCOPE_MAP]`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Variables(Option<Rc<Frame>>);

#[derive(Debug)]
struct Frame {
    own: Map,
    outer: Variables,
}

impl Variables {
    /// A scope inside this one, without variables of its own.
    pub(crate) fn inner(&self) -> Self {
        match &self.0 {
            None => Self::default(),
            Some(_) => Self(Some(Rc::new(Frame { own: Map::default(), outer: self.clone() }))),
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        let mut scope = self;
        while let Some(frame) = &scope.0 {
            if let Some(value) = frame.own.get(name) {
                return Some(value);
            }
            scope = &frame.outer;
        }
        None
    }

    /// This scope with some variables assigned.
    pub(crate) fn assign(&self, assigned: &[(Rc<str>, Json)]) -> Self {
        let (mut own, outer) = match &self.0 {
            Some(frame) => (frame.own.clone(), frame.outer.clone()),
            None => (Map::default(), Self::default()),
        };
        for (name, value) in assigned {
            own.insert(name.clone(), value.clone());
        }
        Self(Some(Rc::new(Frame { own, outer })))
    }

    /// The bytes of the visible variables, but for those that are assigned anew.
    pub(crate) fn size_without(&self, assigned: &[(Rc<str>, Json)]) -> usize {
        let (mut size, mut scope) = (0, self);
        while let Some(frame) = &scope.0 {
            let kept = frame.own.iter().filter(|(name, _)| assigned.iter().all(|(new, _)| new != *name));
            size += kept.map(|(_, value)| value.size()).sum::<usize>();
            scope = &frame.outer;
        }
        size
    }

    /// All visible variables, the inner ones over the outer ones.
    pub(crate) fn all(&self) -> Map {
        let mut frames = Vec::new();
        let mut scope = self;
        while let Some(frame) = &scope.0 {
            frames.push(frame);
            scope = &frame.outer;
        }
        let mut all = Map::default();
        for frame in frames.iter().rev() {
            for (name, value) in &frame.own {
                all.insert(name.clone(), value.clone());
            }
        }
        all
    }
}

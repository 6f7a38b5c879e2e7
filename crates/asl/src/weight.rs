//! How much data a history holds.

use asl_engine::{Details, Event};
use asl_json::Json;
use std::rc::Rc;

/// The bytes of the values that the events of a run brought; a value that is passed on counts once.
#[derive(Debug, Default)]
pub(crate) struct Weight {
    pub(crate) bytes: usize,
    newest: Json,
    /// How many events have been weighed.
    seen: usize,
}

impl Weight {
    /// Adds the values of the events that came since the last time.
    pub(crate) fn add(&mut self, history: &[Event]) {
        let seen = std::mem::replace(&mut self.seen, history.len());
        for event in history.get(seen..).unwrap_or_default() {
            match &event.details {
                Details::StateExited { output, assigned, .. } => {
                    self.value(output);
                    for (_, value) in assigned.iter().flat_map(|assigned| assigned.iter()) {
                        self.bytes += value.size();
                    }
                }
                Details::Scheduled { input, .. } => self.value(input),
                _ => {}
            }
        }
    }

    fn value(&mut self, value: &Json) {
        let known = match (value, &self.newest) {
            (Json::Array(a), Json::Array(b)) => Rc::ptr_eq(a, b),
            (Json::Object(a), Json::Object(b)) => Rc::ptr_eq(a, b),
            _ => false,
        };
        if !known {
            self.bytes += value.size();
            self.newest = value.clone();
        }
    }
}

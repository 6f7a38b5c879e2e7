//! Something to be done later.

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// One thing to be done after a rest; only the newest wish counts.
#[derive(Clone, Copy)]
pub struct Timer(StoredValue<Option<TimeoutHandle>, LocalStorage>);

impl Timer {
    /// Nothing is to be done yet.
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Does something after a rest, instead of what was to be done before.
    pub fn set(self, rest: Duration, then: impl FnOnce() + 'static) {
        self.cancel();
        self.0.try_set_value(set_timeout_with_handle(then, rest).ok());
    }

    /// Does nothing any more.
    pub fn cancel(self) {
        if let Some(timer) = self.0.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

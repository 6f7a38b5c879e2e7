//! Which histories are legal.

use crate::{Details, Event};
use std::fmt;

/// How a history breaks a rule, and at which event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The id of the event.
    pub event: u32,
    /// The rule.
    pub rule: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "event {}: {}", self.event, self.rule)
    }
}

/// Checks a history: causes are earlier, time never goes back, the first event starts the execution, and nothing
/// follows the event that ends it.
///
/// # Errors
/// The first [`Violation`].
pub fn check(history: &[Event]) -> Result<(), Violation> {
    let mut before = None;
    let mut ended = false;
    for (index, event) in history.iter().enumerate() {
        let id = index as u32 + 1;
        let broken = |rule| Err(Violation { event: id, rule });
        let starts = matches!(event.details, Details::ExecutionStarted { .. });
        if starts != (id == 1) {
            return broken("ExecutionStarted is the first event and no other");
        }
        if event.previous >= id {
            return broken("a cause is an earlier event");
        }
        if before.is_some_and(|before| event.at < before) {
            return broken("virtual time never goes back");
        }
        if ended {
            return broken("nothing follows the end of the execution");
        }
        if event.visit > id {
            return broken("a visit begins with its Entered event");
        }
        if let Some(visit) = history.get(event.visit.wrapping_sub(1) as usize)
            && !matches!(visit.details, Details::StateEntered { .. })
        {
            return broken("a visit begins with its Entered event");
        }
        before = Some(event.at);
        ended = matches!(
            event.details,
            Details::ExecutionSucceeded { .. }
                | Details::ExecutionFailed(_)
                | Details::ExecutionTimedOut
                | Details::ExecutionAborted(_)
        );
    }
    Ok(())
}

//! What is said aloud while a run is played: not every event, but what matters.

use crate::{Outline, Role, Trace, TraceIndex, breakpoint::is_retry, describe};

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speech {
    /// Nothing.
    Off,
    /// Failures, retries and the end.
    #[default]
    Milestones,
    /// Every state that is entered, too.
    States,
}

impl Speech {
    /// All levels, and how they are called.
    pub const ALL: [(Self, &str); 3] =
        [(Self::Off, "Nothing"), (Self::Milestones, "Failures, retries, the end"), (Self::States, "Every state")];
}

/// More failures than this are counted, not told.
const MOST_TOLD: usize = 3;

/// What waits to be said. Failures and the end stay until they are said; of everything else only the newest does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announcements {
    kept: Vec<String>,
    newest: Option<String>,
}

impl Announcements {
    /// Adds what happened from one cursor to another.
    pub fn hear(
        &mut self,
        trace: &Trace,
        index: &TraceIndex,
        outline: &Outline,
        (from, to): (u32, u32),
        speech: Speech,
    ) {
        let end = trace.events.len() as u32;
        if speech == Speech::Off {
            return;
        }
        for event in from..to.min(end) {
            let said = || format!("{}.", describe(trace, index, outline, event));
            let is_state = speech == Speech::States && trace.events[event as usize].kind.role() == Role::Entered;
            match () {
                () if event + 1 == end || index.errors().binary_search(&event).is_ok() => self.keep(said()),
                () if is_retry(trace, event) || is_state => self.newest = Some(said()),
                () => {}
            }
        }
    }

    /// Adds something that has to be said.
    pub fn keep(&mut self, text: String) {
        self.newest = None;
        self.kept.push(text);
    }

    /// Takes what is to be said now, as one message; `None` if there is nothing.
    pub fn take(&mut self) -> Option<String> {
        let kept = std::mem::take(&mut self.kept);
        let newest = self.newest.take();
        let more = kept.len().saturating_sub(MOST_TOLD);
        // The last of many is the end, or what is nearest to it.
        let (first, last) = kept.split_at(MOST_TOLD.min(kept.len()));
        let mut parts: Vec<String> = first.to_vec();
        if more > 1 {
            parts.push(format!("{} more failures.", more - 1));
        }
        parts.extend(last.last().cloned());
        parts.extend(newest);
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

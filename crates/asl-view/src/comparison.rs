//! Where a run of ours does something else than the execution that was recorded.

use serde::{Deserialize, Serialize};

/// The outcome of comparing a recorded history with a run of ours, event by event: ids, types, `previousEventId` and
/// details, without times, ARNs and tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Events of the recording.
    pub recorded: u32,
    /// Events of our run.
    pub ours: u32,
    /// How many ids have another event, or have one on one side only.
    pub differing: u32,
    /// The first of them; `None` if all are the same.
    pub first: Option<EventDifference>,
    /// Each branch and iteration does the same, and only what happens side by side comes in another order.
    pub is_order: bool,
}

/// An event that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDifference {
    /// Its id.
    pub event: u32,
    /// What differs: `type`, `previousEventId`, or a field of the details; empty if one side has no such event.
    pub field: String,
    /// What is recorded there.
    pub recorded: String,
    /// What our run has there.
    pub ours: String,
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_same(&self) -> bool {
        self.first.is_none()
    }

    /// The outcome in a sentence or two: `Same for all 46 events.`
    pub fn sentence(&self) -> String {
        let Some(first) = &self.first else {
            return match self.recorded {
                1 => "Same for the only event.".into(),
                count => format!("Same for all {count} events."),
            };
        };
        if self.is_order {
            return format!(
                "The same {} events; from event {} on, what happens side by side comes in another order.",
                self.recorded, first.event
            );
        }
        let what = match first.field.as_str() {
            "" => format!("the recording has {}, our run has {}", first.recorded, first.ours),
            field => format!("{field} is recorded as {}, our run has {}", first.recorded, first.ours),
        };
        let all = self.recorded.max(self.ours);
        let others = match self.differing {
            1 => String::new(),
            count => format!(" {count} of {all} events differ."),
        };
        format!("Differs first at event {}: {what}.{others}", first.event)
    }
}

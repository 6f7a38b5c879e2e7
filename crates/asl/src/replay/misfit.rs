//! Where a recording and a definition do not belong together.

use asl_view::{EventType, Outline, StateType};

/// A state of the recording that the definition does not have as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The first event (from 0) that tells of it.
    pub event: u32,
    /// What is wrong, for people.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Misfit {
    pub(super) fn missing(event: u32, name: &str, outline: &Outline) -> Self {
        let message = format!(
            "The recording enters the state `{name}` (event {}), and the definition has no state of this name.",
            event + 1
        );
        let help = match outline.states.iter().find(|state| state.name.eq_ignore_ascii_case(name.trim())) {
            Some(state) => format!("The definition calls it `{}`: names must be written alike.", state.name),
            None => "Paste the definition as it was when the execution ran, or leave the recording.".to_string(),
        };
        Self { event, message, help }
    }

    pub(super) fn other_type(event: u32, name: &str, recorded: StateType, is: StateType) -> Self {
        Self {
            event,
            message: format!(
                "The state `{name}` was recorded as a {recorded:?} (event {}), and is a {is:?} in the definition.",
                event + 1
            ),
            help: "Paste the definition as it was when the execution ran, or leave the recording.".to_string(),
        }
    }

    pub(super) fn misplaced(event: u32, name: &str, machine: u32, outline: &Outline) -> Self {
        let owner = outline.machines.get(machine as usize).and_then(|machine| machine.owner);
        let owner = owner.and_then(|owner| outline.states.get(owner as usize));
        let inside = owner.map_or_else(String::new, |owner| format!("`{}`", owner.name));
        Self {
            event,
            message: format!(
                "The recording enters the state `{name}` (event {}) while {inside}, which it is inside of in the \
                 definition, is not at work.",
                event + 1
            ),
            help: "Paste the definition as it was when the execution ran, or leave the recording.".to_string(),
        }
    }
}

/// The type of the state that an `…Entered` event enters.
pub(super) fn entered_type(kind: EventType) -> Option<StateType> {
    Some(match kind {
        EventType::ChoiceStateEntered => StateType::Choice,
        EventType::FailStateEntered => StateType::Fail,
        EventType::MapStateEntered => StateType::Map,
        EventType::ParallelStateEntered => StateType::Parallel,
        EventType::PassStateEntered => StateType::Pass,
        EventType::SucceedStateEntered => StateType::Succeed,
        EventType::TaskStateEntered => StateType::Task,
        EventType::WaitStateEntered => StateType::Wait,
        _ => return None,
    })
}

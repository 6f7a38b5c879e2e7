//! A Parallel with many branches shows some of them at a time: its frame is a window that scrolls, a shelf.

use crate::{Outline, State, StateType};

/// Up to this many branches stand side by side in their frame.
const SIDE_BY_SIDE: usize = 4;

/// Whether a state's frame scrolls.
pub fn is_shelf(state: &State) -> bool {
    state.kind == StateType::Parallel && state.inside.len() > SIDE_BY_SIDE
}

/// The states around a machine whose frames scroll, from the inside out.
pub fn shelves_around(outline: &Outline, machine: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let mut next = outline.machines.get(machine as usize);
    for _ in 0..=outline.machines.len() {
        let Some(owner) = next.and_then(|machine| machine.owner) else { break };
        let Some(state) = outline.states.get(owner as usize) else { break };
        if is_shelf(state) {
            found.push(owner);
        }
        next = outline.machines.get(state.machine as usize);
    }
    found
}

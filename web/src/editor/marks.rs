//! What the run writes into the definition.

use crate::{platform::code_editor::Mark, store::App};
use leptos::prelude::*;

/// The line of the state that the cursor stands in, and a chip behind each state that the run has reached.
pub fn marks(app: App) -> Vec<Mark> {
    let (cursor, stale) = (app.cursor.get(), app.stale_run.get());
    let (Some(run), Some(checked)) = (app.run.get(), app.checked.get()) else { return Vec::new() };
    if stale || checked.stale {
        return Vec::new();
    }
    let current = cursor.checked_sub(1).and_then(|last| run.trace.events.get(last as usize));
    let visit = current.and_then(|event| run.trace.visits.get(event.visit as usize));
    let state = visit.and_then(|visit| checked.outline.states.get(visit.state as usize));
    state.map(|state| Mark { range: state.key_range, class: "cm-current".to_owned(), chip: None }).into_iter().collect()
}

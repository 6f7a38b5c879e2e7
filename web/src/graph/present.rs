//! What the panels share: memos over the run, the cursor and the focus.

use crate::store::{App, Checked, Run};
use asl_view::{Counts, State, StatusKind, current_state, drawing::same_picture};
use leptos::prelude::*;
use std::sync::Arc;

/// Reads the run; `fallback` without one.
pub fn with_run<T>(app: App, fallback: T, read: impl FnOnce(&Run) -> T) -> T {
    app.run.with(|run| match run {
        Some(run) => read(run),
        None => fallback,
    })
}

/// The definition that is looked at, as it was read: the document's, or the item processor of a child execution.
pub fn drawn(app: App) -> Option<Arc<Checked>> {
    app.run.with(|run| run.as_ref().and_then(|run| run.picture.clone())).or_else(|| app.checked.get())
}

/// A state of it.
pub fn drawn_state(app: App, state: u32) -> Option<State> {
    drawn(app).and_then(|drawn| drawn.outline.states.get(state as usize).cloned())
}

/// The definition and its picture; it changes only when the picture does.
pub fn picture(app: App) -> Memo<Option<Arc<Checked>>> {
    Memo::new_with_compare(
        move |_| drawn(app),
        |before, after| match (before.and_then(|found| found.as_ref()), after.and_then(|found| found.as_ref())) {
            (Some(before), Some(after)) => {
                !same_picture((&before.outline, &before.geometry), (&after.outline, &after.geometry))
            }
            (None, None) => false,
            _ => true,
        },
    )
}

/// The state that the panes show: the selected one, else that of the event at the cursor.
pub fn shown_state(app: App) -> Memo<Option<u32>> {
    Memo::new(move |_| app.selection.get().or_else(|| current(app)))
}

/// The state of the event at the cursor.
pub fn current(app: App) -> Option<u32> {
    let cursor = app.cursor.get();
    with_run(app, None, |run| current_state(&run.trace, cursor))
}

/// The state of the event at the cursor; it changes only when the state does.
pub fn current_memo(app: App) -> Memo<Option<u32>> {
    Memo::new(move |_| current(app))
}

/// The parts of a bar of counts by status.
pub fn parts(counts: &Counts) -> impl IntoView + use<> {
    let parts = [
        ("ok", counts.passed()),
        ("run", counts.open()),
        ("bad", counts.failed()),
        ("off", counts.of(StatusKind::Aborted)),
        ("idle", counts.of(StatusKind::NotReached)),
    ];
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    let part =
        |(class, count)| view! { <span class=format!("meter__{class}") style=format!("flex-grow:{count}")></span> };
    parts.map(part).collect_view()
}

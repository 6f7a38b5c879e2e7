//! What the run writes into the definition.

use crate::{
    breakpoints,
    platform::{
        code_editor::{Chip, Mark},
        frames,
    },
    store::App,
};
use asl_view::{NodeView, State, StatusKind, current_state, node_view};
use leptos::prelude::*;

/// The pause between two changes of the marks while the cursor moves, in milliseconds.
const PAUSE: f64 = 150.0;

/// The cursor, at most some times a second: the editor lays itself out for each change of its marks, and nobody reads
/// them while the cursor runs.
pub fn calm_cursor(app: App) -> RwSignal<u32> {
    let calm = RwSignal::new(app.cursor.get_untracked());
    let keep = frames::paced(PAUSE, move || {
        if let Some(cursor) = app.cursor.try_get_untracked() {
            calm.try_set(cursor);
        }
    });
    Effect::new(move |_| {
        app.cursor.track();
        keep();
    });
    calm
}

/// What the run and the breakpoints write into the definition.
pub fn marks(app: App, cursor: u32) -> Vec<Mark> {
    let mut marks = run_marks(app, cursor);
    marks.extend(break_marks(app));
    marks
}

/// A chip behind each state that has a breakpoint.
fn break_marks(app: App) -> Vec<Mark> {
    let Some(checked) = app.checked.get().filter(|checked| !checked.stale) else { return Vec::new() };
    let chip = |state: &State| {
        let words = breakpoints::said(app, &state.name);
        (!words.is_empty()).then_some(Mark {
            range: state.key_range,
            under: None,
            line: None,
            chip: Some(Chip { text: words, icon: "bp", class: "st-failed" }),
        })
    };
    checked.outline.states.iter().filter_map(chip).collect()
}

/// The line of the state that the cursor stands in, and a chip behind each state that the run has reached.
fn run_marks(app: App, cursor: u32) -> Vec<Mark> {
    let focus = app.focus.get();
    let (Some(run), Some(checked)) = (app.run.get(), app.checked.get()) else { return Vec::new() };
    // The ranges belong to the text that was checked last; the run, to the one that ran last.
    if app.stale_run.get() || checked.stale || cursor == 0 {
        return Vec::new();
    }
    let current = current_state(&run.trace, cursor);
    let states = run.outline.states.iter().enumerate();
    let mark = |(state, row): (usize, &State)| {
        let state = state as u32;
        let chip = chip(&node_view(&run.trace, &run.index, &run.outline, cursor, focus, state));
        let is_current = current == Some(state);
        (is_current || chip.is_some()).then(|| Mark {
            range: row.key_range,
            under: None,
            line: is_current.then_some("cm-current"),
            chip,
        })
    };
    let under = |range: Option<(u32, u32)>, class| {
        range.map(|range| Mark { range, under: Some(class), line: None, chip: None })
    };
    let parts = [under(app.pointed.get(), "cm-pointed"), under(app.cause.get(), "cm-cause")];
    states.filter_map(mark).chain(parts.into_iter().flatten()).collect()
}

fn chip(view: &NodeView) -> Option<Chip> {
    let kind = view.kind();
    if kind == StatusKind::NotReached {
        return None;
    }
    let text = match kind {
        _ if !view.foot.is_empty() => view.foot.clone(),
        StatusKind::Succeeded if !view.duration.is_empty() && view.duration != "0 s" => view.duration.clone(),
        _ => kind.word().to_owned(),
    };
    Some(Chip { text, icon: kind.icon(), class: kind.class() })
}

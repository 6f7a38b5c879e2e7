//! What went in, what came back, what goes on.

use super::{
    Shown,
    attempts::Attempts,
    inspect::Within,
    pipeline::{Looks, Pipeline},
    rules::Rules,
    trial::Trial,
};
use crate::{graph::present, store::App};
use asl_view::node_view;
use leptos::prelude::*;

/// The stages of the data, the attempts, and why it retries.
#[component]
pub fn DataTab(
    /// What is shown.
    shown: Signal<Shown>,
    /// The visit from inside.
    within: Within,
    /// How its stages are shown.
    looks: Looks,
    /// What is tried on them.
    trial: Trial,
) -> impl IntoView {
    let app = App::get();
    let counts = Memo::new(move |_| {
        let (shown, cursor, focus) = (shown.get(), app.cursor.get(), app.focus.get());
        present::with_run(app, None, |run| {
            node_view(&run.trace, &run.index, &run.outline, cursor, focus, shown.state).counts
        })
    });
    let reached = Memo::new(move |_| shown.get().visit.is_some());
    view! {
        <Show when=move || reached.get() fallback=move || view! { <Unreached counts/> }>
            <Pipeline within looks trial/>
            <Attempts shown/>
            <Rules shown within/>
        </Show>
    }
}

/// A state that has not been entered, or one that stands for many iterations.
#[component]
fn Unreached(counts: Memo<Option<asl_view::Counts>>) -> impl IntoView {
    view! {
        <p class="inspector__note">
            {move || match counts.get() {
                Some(counts) => format!(
                    "It stands for all iterations: {} passed, {} here, {} failed. Choose an iteration in the strip of the Map to see its data.",
                    counts.passed(), counts.open(), counts.failed()
                ),
                None => "Not reached yet at this point of the run. Step on, or choose a later event.".to_owned(),
            }}
        </p>
    }
}

//! The way back from a child execution.

use crate::{icon::Icon, store::App};
use leptos::prelude::*;

/// The runs around the child execution that is looked at; each is a way back to it.
#[component]
pub fn Around(
    /// The name of the document.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let app = App::get();
    let steps = Memo::new(move |_| labels(app));
    let last = move |depth: usize| steps.with(Vec::len) == depth + 1;
    view! {
        <button type="button" class="btn xs" title="Back to the execution" on:click=move |_| app.leave(0)>{name}</button>
        <For each=move || steps.get().into_iter().enumerate() key=Clone::clone let((depth, label))>
            <Icon name="chev-r"/>
            <button type="button" class="btn xs" aria-current=move || last(depth).then_some("true")
                on:click=move |_| if last(depth) { app.look_into(0) } else { app.leave(depth + 1) }>{label}</button>
        </For>
        <button type="button" class="btn xs icon" aria-label="Back to the parent" title="Back to the parent (Backspace)" on:click=move |_| { leave(app); }>
            <Icon name="close"/>
        </button>
    }
}

/// `Import orders · child 118` for each step of the way into the child execution.
fn labels(app: App) -> Vec<String> {
    let path = app.run.with(|run| run.as_ref().map_or(Vec::new(), |run| run.path.clone()));
    app.outer.with(|outer| {
        let step = |(outer, child): (&crate::store::Outer, &asl_view::ChildAddress)| {
            let report = outer.run.summary.map_runs.iter().find(|report| report.arn == child.map_run);
            let state = report.and_then(|report| outer.run.outline.states.get(report.state as usize));
            format!("{} · child {}", state.map_or("", |state| state.name.as_str()), child.index)
        };
        outer.iter().zip(&path).map(step).collect()
    })
}

/// Out of the child execution that is looked at. Tells whether there was one.
pub fn leave(app: App) -> bool {
    let depth = app.outer.with_untracked(Vec::len);
    if depth > 0 {
        app.leave(depth - 1);
    }
    depth > 0
}

//! The centre: the machine as a graph or as an outline.

use crate::{
    graph::GraphPanel,
    icon::Icon,
    outline::OutlinePanel,
    store::{App, Picture},
};
use asl_view::{Problem, ProblemSeverity};
use leptos::prelude::*;

/// Graph or outline, with the switch between them.
#[component]
pub fn Watch() -> impl IntoView {
    let app = App::get();
    let is_graph = move || app.picture.get() == Picture::Graph;
    let is_empty = move || app.checked.with(|checked| checked.as_ref().is_some_and(|checked| checked.outline.states.is_empty()));
    let stale = Memo::new(move |_| app.checked.with(|checked| checked.as_ref().is_some_and(|checked| checked.stale)));
    view! {
        <section class="watch" id="watch" tabindex="-1" aria-label="Watch" data-keys="run" class:watch--stale=stale
            class:watch--outline=move || !is_graph()>
            <div class="watch__picture">
                <Show when=is_graph fallback=|| view! { <OutlinePanel/> }><GraphPanel/></Show>
            </div>
            <PictureSwitch/>
            <Show when=move || stale.get()><StaleBanner/></Show>
            <Show when=move || is_empty() && !stale.get()>
                <p class="watch__empty">"Nothing to draw yet. Type or paste a state machine under Definition, or choose an example."</p>
            </Show>
        </section>
    }
}

#[component]
fn PictureSwitch() -> impl IntoView {
    let app = App::get();
    let button = move |picture, icon, name| {
        view! {
            <button type="button" aria-pressed=move || (app.picture.get() == picture).to_string() on:click=move |_| app.picture.set(picture)>
                <Icon name=icon/>
                {name}
            </button>
        }
    };
    view! {
        <div class="float tr watch__switch">
            <span class="seg" role="group" aria-label="Show as">
                {button(Picture::Graph, "graph", "Graph")}
                {button(Picture::Outline, "outline", "Outline")}
            </span>
        </div>
    }
}

/// Says that the picture is older than the text.
#[component]
fn StaleBanner() -> impl IntoView {
    let app = App::get();
    let first = Memo::new(move |_| app.checked.with(|checked| checked.as_ref().and_then(|checked| first_error(&checked.problems))));
    let has_picture = move || app.checked.with(|checked| checked.as_ref().is_some_and(|checked| !checked.outline.states.is_empty()));
    let lead = move || if has_picture() { "The graph shows the last valid version." } else { "There is no graph yet." };
    let where_ = move || first.get().map(|problem| format!("Line {}: {}", problem.line, problem.message));
    let go = move |_| app.reveal.set(first.get_untracked().map(|problem| problem.range));
    view! {
        <div class="watch__banner" role="status">
            <Icon name="error-o"/>
            <p><b>{lead}</b> " " {where_}</p>
            <button type="button" class="btn line sm" on:click=go>"Go to line " {move || first.get().map(|problem| problem.line)}</button>
        </div>
    }
}

fn first_error(problems: &[Problem]) -> Option<Problem> {
    problems.iter().find(|problem| problem.severity == ProblemSeverity::Error).cloned()
}

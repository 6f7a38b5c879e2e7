//! Where in the tree of scopes the page looks.

use super::present;
use crate::{icon::Icon, map::around::Around, store::App};
use asl_view::{ancestors, iteration_of, next_iteration, scope_label};
use leptos::prelude::*;

/// The document's name, then the scopes that are looked into; each is a way back.
#[component]
pub fn Crumb() -> impl IntoView {
    let app = App::get();
    let scopes = Memo::new(move |_| {
        let focus = app.focus.get();
        present::with_run(app, Vec::new(), |run| {
            let around = ancestors(&run.trace, focus).into_iter().rev().skip(1);
            around.map(|scope| (scope, scope_label(&run.trace, &run.outline, scope))).collect::<Vec<_>>()
        })
    });
    let name = move || {
        app.document.with(|document| match document.name.as_str() {
            "" => "State machine".to_owned(),
            name => name.to_owned(),
        })
    };
    let inside = Memo::new(move |_| {
        let focus = app.focus.get();
        present::with_run(app, false, |run| iteration_of(&run.trace, &run.index, focus).is_some())
    });
    let button = move |name: &'static str, icon: &'static str, forwards: bool, failed: bool| {
        view! {
            <button type="button" class="btn xs icon" aria-label=name title=name on:click=move |_| _ = walk_iterations(app, forwards, failed)>
                <Icon name=icon/>
            </button>
        }
    };
    let last = move |scope: u32| scopes.with(|scopes| scopes.last().is_some_and(|(last, _)| *last == scope));
    view! {
        <nav class="float tl crumb" aria-label="Scope">
            <Show when=move || !app.outer.with(Vec::is_empty)><Around name=Signal::derive(name)/></Show>
            <Show when=move || app.outer.with(Vec::is_empty) && scopes.with(Vec::is_empty)><b>{name}</b></Show>
            <Show when=move || app.outer.with(Vec::is_empty) && !scopes.with(Vec::is_empty)>
                <button type="button" class="btn xs" on:click=move |_| app.look_into(0)>{name}</button>
            </Show>
            <For each=move || scopes.get() key=|(scope, _)| *scope let((scope, label))>
                <Icon name="chev-r"/>
                <button type="button" class="btn xs" aria-current=move || last(scope).then_some("true") on:click=move |_| app.look_into(scope)>{label}</button>
            </For>
            <Show when=move || inside.get()>
                <span class="sep"></span>
                {button("Previous iteration (Shift+Left)", "chev-l", false, false)}
                {button("Next iteration (Shift+Right)", "chev-r", true, false)}
                {button("Next failed iteration", "next-err", true, true)}
            </Show>
        </nav>
    }
}

/// Looks into the next or previous iteration of the Map, or into the next failed one; answers whether one is looked into.
pub fn walk_iterations(app: App, forwards: bool, failed: bool) -> bool {
    let (cursor, focus) = (app.cursor.get_untracked(), app.focus.get_untracked());
    let run = app.run.get_untracked();
    let Some(run) = run else { return false };
    let Some((_, place, map)) = iteration_of(&run.trace, &run.index, focus) else { return false };
    let next = |from| next_iteration(&run.trace, &run.index, &map, cursor, from, forwards, failed);
    // Behind the last failure comes the first one again.
    if let Some(scope) = next(Some(place)).or_else(|| if failed { next(None) } else { None }) {
        app.look_into(scope);
    }
    true
}

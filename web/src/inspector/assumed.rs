//! A result that nobody gave.

use super::Shown;
use crate::{
    editor::{Answer, OpenPane, add_mock},
    graph::present,
    icon::Icon,
    store::{App, Place},
    toast::Toasts,
};
use asl_view::attempts;
use leptos::prelude::*;

/// Says that the result is assumed, and offers a mock in its place.
#[component]
pub fn Assumed(
    /// What is shown.
    shown: Signal<Shown>,
) -> impl IntoView {
    let (app, open, toasts) = (App::get(), OpenPane::get(), Toasts::get());
    let is_assumed = Memo::new(move |_| {
        let (shown, cursor) = (shown.get(), app.cursor.get());
        present::with_run(app, false, |run| {
            let tries = shown.visit.map(|visit| attempts(&run.trace, &run.index, &run.outline, visit, cursor));
            tries.is_some_and(|tries| tries.last().is_some_and(|attempt| attempt.assumed))
        })
    });
    let add = move |_| {
        let state = shown.get_untracked().state as usize;
        let found = app.checked.with_untracked(|checked| {
            let state = checked.as_ref()?.outline.states.get(state)?;
            Some((state.name.clone(), state.service.clone()))
        });
        if let Some((name, service)) = found {
            app.place.set(Place::Give);
            add_mock(app, open, toasts, &name, &service, Answer::Return);
        }
    };
    view! {
        <Show when=move || is_assumed.get()>
            <div class="assumed">
                <Icon name="ghost"/>
                <p>"Assumed answer: this task has no mock, so a plausible success stands in."</p>
                <button type="button" class="btn line sm" on:click=add><Icon name="plus"/> "Add a mock"</button>
            </div>
        </Show>
    }
}

//! Finding a state by its name.

use super::camera::Camera;
use crate::{
    platform::size,
    store::{App, Checked},
};
use leptos::{ev, html, prelude::*};
use std::sync::Arc;

/// Most names on offer.
const MOST: usize = 8;

/// Where a state is looked for.
#[derive(Clone, Copy)]
pub struct Finding {
    /// Whether the field is open.
    pub open: RwSignal<bool>,
    /// The definition.
    pub picture: Memo<Option<Arc<Checked>>>,
    /// Who shows it.
    pub camera: Camera,
    /// Where the nodes are.
    pub window: NodeRef<html::Div>,
}

/// A field with the names that fit; Enter selects the first one and brings it into view.
#[component]
pub fn Find(
    /// Where.
    asked: Finding,
) -> impl IntoView {
    let app = App::get();
    let Finding { open, picture, camera, window } = asked;
    let text = RwSignal::new(String::new());
    let input = NodeRef::<html::Input>::new();
    let found = Memo::new(move |_| {
        let wanted = text.get().trim().to_lowercase();
        picture.with(|picture| {
            let states = picture.iter().flat_map(|picture| picture.outline.states.iter().enumerate());
            let fits = states.filter(|(_, state)| state.name.to_lowercase().contains(&wanted));
            fits.map(|(id, state)| (id as u32, state.name.clone())).take(MOST).collect::<Vec<_>>()
        })
    });
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let close = move || open.set(false);
    let go = move |state: u32| {
        close();
        app.select(Some(state));
        camera.show(state);
        if let Some(window) = window.get_untracked() {
            size::focus_state(&window, state);
        }
    };
    let key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            if let Some((state, _)) = found.with_untracked(|found| found.first().cloned()) {
                go(state);
            }
        }
        "Escape" => {
            event.stop_propagation();
            close();
            if let Some(window) = window.get_untracked() {
                let _ = window.focus();
            }
        }
        _ => {}
    };
    view! {
        <div class="find float" role="search">
            <input type="search" node_ref=input aria-label="Find a state" placeholder="Find a state" autocomplete="off"
                prop:value=move || text.get() on:input:target=move |event| text.set(event.target().value()) on:keydown=key/>
            <ul>
                <For each=move || found.get() key=|found| found.clone() let((state, name))>
                    <li><button type="button" class="btn sm" on:click=move |_| go(state)>{name}</button></li>
                </For>
            </ul>
        </div>
    }
}

//! The tabs at the bottom of a phone's screen.

use crate::{
    icon::Icon,
    store::{App, Place},
};
use leptos::prelude::*;

const PLACES: [(Place, &str, &str); 4] = [
    (Place::Give, "code", "Give"),
    (Place::Watch, "graph", "Watch"),
    (Place::Inside, "eye", "Inside"),
    (Place::When, "clock", "When"),
];

/// Chooses the place on screen.
#[component]
pub fn PhoneTabs() -> impl IntoView {
    let app = App::get();
    view! {
        <nav class="phone-tabs" aria-label="Places">
            {PLACES.map(|(place, icon, name)| view! {
                <button type="button" aria-current=move || (app.place.get() == place).then_some("page") on:click=move |_| app.place.set(place)>
                    <Icon name=icon/>
                    {name}
                </button>
            }).collect_view()}
        </nav>
    }
}

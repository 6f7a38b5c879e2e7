//! The history as a table.

use leptos::prelude::*;

/// The history as a table.
#[component]
pub fn EventsPanel() -> impl IntoView {
    view! { <p class="stub">"Events"</p> }
}

//! The run as swimlanes on the virtual clock.

use leptos::prelude::*;

/// The run as swimlanes on the virtual clock.
#[component]
pub fn TimelinePanel() -> impl IntoView {
    view! { <p class="stub">"Timeline"</p> }
}

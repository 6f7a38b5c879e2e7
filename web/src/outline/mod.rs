//! The machine as a nested list.

use leptos::prelude::*;

/// The machine as a nested list.
#[component]
pub fn OutlinePanel() -> impl IntoView {
    view! { <p class="stub">"Outline"</p> }
}

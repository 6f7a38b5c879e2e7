//! What the selected state did with its data.

use leptos::prelude::*;

/// What the selected state did with its data.
#[component]
pub fn InspectorPanel() -> impl IntoView {
    view! { <p class="stub">"Inspector"</p> }
}

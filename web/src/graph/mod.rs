//! The machine as a picture.

use leptos::prelude::*;

/// The machine as a picture.
#[component]
pub fn GraphPanel() -> impl IntoView {
    view! { <p class="stub">"Graph"</p> }
}

//! Icons: symbols of `assets/icons.svg`, which stands in the page.

use leptos::prelude::*;

/// An icon by name, `s-running` for the symbol `i-s-running`. The text beside it says what it means.
#[component]
pub fn Icon(
    /// Name of the symbol without `i-`.
    #[prop(into)]
    name: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <svg class="i" aria-hidden="true" focusable="false"><use href=move || format!("#i-{}", name.get())></use></svg>
    }
}

/// An icon that stays the same as long as what it is part of.
pub fn still(name: &'static str) -> impl IntoView {
    view! { <svg class="i" aria-hidden="true" focusable="false"><use href=format!("#i-{name}")></use></svg> }
}

//! The field of the expression box: a text with the wrong part underlined.

use asl_view::{Notation, Trouble};
use leptos::{ev, prelude::*};

/// The id of the field.
pub const ID: &str = "trial-text";

/// The field. Enter keeps the expression, Shift+Enter breaks the line, Escape closes the box.
#[component]
pub fn Field(
    /// The expression.
    text: RwSignal<String>,
    /// What it is written in.
    notation: Signal<Notation>,
    /// What is wrong with it.
    trouble: Signal<Option<Trouble>>,
    /// Keeps it.
    keep: Callback<()>,
    /// Closes the box.
    close: Callback<()>,
) -> impl IntoView {
    let pressed = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.shift_key() && !event.is_composing() => {
            event.prevent_default();
            keep.run(());
        }
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            close.run(());
        }
        _ => {}
    };
    let placeholder = move || match notation.get() {
        Notation::JsonPath => "$.order.id   or   States.Format(…)",
        Notation::Jsonata => "$states.input.order.id",
    };
    // Beneath the text lies the same text, unseen, with the wrong part underlined; it also makes the field as high.
    let paint = move || {
        let text = text.get();
        let (before, wrong, after) = parts(&text, trouble.get().map_or((0, 0), |trouble| trouble.range));
        view! { {before}<u>{wrong}</u>{after}"\u{200b}" }
    };
    view! {
        <div class="trial__field" class:trial__field--bad=move || trouble.with(Option::is_some)>
            <div class="trial__paint" aria-hidden="true">{paint}</div>
            <textarea id=ID rows="1" spellcheck="false" autocapitalize="off" autocomplete="off" aria-label="Expression"
                aria-invalid=move || trouble.with(Option::is_some).then_some("true") placeholder=placeholder
                prop:value=move || text.get() on:input:target=move |event| text.set(event.target().value()) on:keydown=pressed></textarea>
        </div>
    }
}

/// A text cut at two offsets in UTF-16 code units.
fn parts(text: &str, (from, to): (u32, u32)) -> (String, String, String) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |offset: u32| (offset as usize).min(units.len());
    let (from, to) = (at(from), at(to.max(from)));
    let part = |range: std::ops::Range<usize>| String::from_utf16_lossy(&units[range]);
    (part(0..from), part(from..to), part(to..units.len()))
}

//! The state as it is written.

use super::{Shown, json::Json};
use crate::{graph::present, icon::Icon, store::App};
use leptos::prelude::*;

/// The part of the definition.
#[component]
pub fn StateTab(
    /// What is shown.
    shown: Signal<Shown>,
) -> impl IntoView {
    let app = App::get();
    let row = Memo::new(move |_| present::drawn_state(app, shown.get().state));
    let is_yaml = move || app.checked.with(|checked| checked.as_ref().is_some_and(|checked| checked.format == "YAML"));
    let text = move || {
        row.with(|row| {
            let (from, to) = row.as_ref()?.range;
            app.document.with(|document| slice(&document.definition, from as usize, to as usize))
        })
    };
    let comment =
        move || row.with(|row| row.as_ref().map(|row| row.comment.clone())).filter(|comment| !comment.is_empty());
    let reveal = move |_| app.reveal.set(row.with_untracked(|row| row.as_ref().map(|row| row.range)));
    view! {
        {move || comment().map(|comment| view! { <p class="inspector__note">{comment}</p> })}
        <div class="stg__body definition">
            {move || text().map(|text| if is_yaml() {
                view! { <pre class="json">{text}</pre> }.into_any()
            } else {
                view! { <Json text/> }.into_any()
            })}
            <button type="button" class="btn sm soft" on:click=reveal><Icon name="code"/>"Show in the definition"</button>
        </div>
    }
}

/// A part of a text by UTF-16 offsets.
fn slice(text: &str, from: usize, to: usize) -> Option<String> {
    let units: Vec<u16> = text.encode_utf16().skip(from).take(to.saturating_sub(from)).collect();
    (!units.is_empty()).then(|| String::from_utf16_lossy(&units))
}

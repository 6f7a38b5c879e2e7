//! A file to try things with.

use super::{file_set::fresh_name, files::add};
use crate::{
    client::Client,
    icon::Icon,
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::{File, format};
use leptos::prelude::*;

/// The most rows: they stay below the largest file.
const MOST_ROWS: u32 = 200_000;

/// Makes a CSV of orders, some of them bad.
#[component]
pub fn Generate() -> impl IntoView {
    let (app, client, toasts) = (App::get(), Client::get(), Toasts::get());
    let (rows, bad) = (RwSignal::new(1_000_u32), RwSignal::new(2.0_f64));
    let make = move |_| {
        let (rows, bad) = (rows.get_untracked(), bad.get_untracked());
        client.generate(rows, bad, move |made| match made {
            Ok(text) => {
                let name = app.document.with_untracked(|document| fresh_name(&document.files, "orders.csv"));
                let said = format!("{name} has {} rows, {bad} % of them bad.", format::number(rows));
                if add(app, toasts, File::of_text(name, text)) {
                    toasts.show(Tone::Good, said);
                }
            }
            Err(reason) => toasts.show(Tone::Bad, format!("The file could not be made: {reason}.")),
        });
    };
    view! {
        <span class="files__make" role="group" aria-label="Generate a CSV">
        <label class="files__number">"Rows"
            <input type="number" min="1" max=MOST_ROWS.to_string() prop:value=move || rows.get().to_string()
                on:change:target=move |event| rows.set(event.target().value().parse().unwrap_or(1_000).clamp(1, MOST_ROWS))/>
        </label>
        <label class="files__number">"Bad %"
            <input type="number" min="0" max="100" step="0.5" prop:value=move || bad.get().to_string()
                on:change:target=move |event| bad.set(event.target().value().parse().unwrap_or(0.0_f64).clamp(0.0, 100.0))/>
        </label>
        <button type="button" class="btn xs soft" on:click=make><Icon name="wand"/> "Generate CSV"</button>
        </span>
    }
}

//! An inline Map that is too large for one history, and what to do about it.

use crate::{
    client::Client,
    icon::Icon,
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::{Forecast, MOST_EVENTS, forecast, format};
use leptos::prelude::*;

/// Says how many events the Map needs, and distributes it.
#[component]
pub fn ForecastNote() -> impl IntoView {
    let (app, client, toasts) = (App::get(), Client::get(), Toasts::get());
    let found = Memo::new(move |_| {
        let is_quiet = app.playing.get() || app.stale_run.get() || !app.outer.with(Vec::is_empty);
        app.run.with(|run| {
            let run = run.as_ref().filter(|_| !is_quiet)?;
            forecast(&run.trace, &run.index, &run.outline)
        })
    });
    let rewrite = move |state: u32| {
        let definition = app.document.with_untracked(|document| document.definition.clone());
        client.distribute(definition.clone(), state, move |rewritten| match rewritten {
            // Whoever has typed meanwhile keeps that.
            Ok(text) if app.document.with_untracked(|document| document.definition == definition) => {
                app.edit(|document| document.definition = text);
                toasts.show(Tone::Good, "Each item is a child execution now. Undo in the definition takes it back.");
            }
            Ok(_) => {}
            Err(reason) => toasts.show(Tone::Bad, format!("The Map could not be rewritten: {reason}.")),
        });
    };
    move || {
        found.get().map(|found| view! {
            <div class="watch__banner watch__banner--warn" role="status">
                <Icon name="warn"/>
                <p>{said(&found)}</p>
                <button type="button" class="btn line sm" on:click=move |_| rewrite(found.state)>"Use Distributed mode"</button>
            </div>
        })
    }
}

fn said(found: &Forecast) -> String {
    // Two digits are what such a forecast is worth.
    let digits = found.events.max(1).ilog10().saturating_sub(1);
    let unit = 10_u32.pow(digits);
    let about = found.events.saturating_add(unit / 2) / unit * unit;
    format!(
        "About {} events for {} items; AWS stops at {}, with {} items done.",
        format::number(about),
        format::number(found.total),
        format::number(MOST_EVENTS),
        format::number(found.items)
    )
}

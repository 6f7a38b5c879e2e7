//! One event with everything that the history holds of it.

use super::{bar::copy, table::Table};
use crate::{icon::Icon, inspector::json::Json, store::App, toast::Toasts};
use asl_view::{Payloads, event_json, json::pretty_text, status_of_event};
use leptos::prelude::*;

/// The event that the keys are at, as JSON.
#[component]
pub fn Details(
    /// The table.
    table: Table,
) -> impl IntoView {
    let (app, toasts) = (App::get(), Toasts::get());
    let opened = RwSignal::new(true);
    let event = Memo::new(move |_| {
        let place = table.active.get().unwrap_or(0);
        table.list.with(|list| list.get(place).copied())
    });
    let write = move |payloads| {
        let event = event.get();
        app.run.with(|run| {
            run.as_ref().zip(event).map(|(run, event)| event_json(&run.trace, &run.outline, event, payloads))
        })
    };
    let text = Memo::new(move |_| write(if opened.get() { Payloads::Opened } else { Payloads::Quoted }));
    let title = move || {
        let event = event.get()?;
        let kind =
            app.run.with(|run| run.as_ref().and_then(|run| Some(run.trace.events.get(event as usize)?.kind.name())))?;
        Some(format!("{} {kind}", event + 1))
    };
    let status = Memo::new(move |_| {
        let event = event.get().unwrap_or(0);
        app.run.with(|run| run.as_ref().map(|run| status_of_event(&run.trace, &run.outline, event))).unwrap_or_default()
    });
    let icon = Signal::derive(move || status.get().icon());
    let copy_event = move |_| {
        if let Some(text) = untrack(|| write(Payloads::Quoted)) {
            copy(toasts, pretty_text(&text), "Copied the event".to_owned());
        }
    };
    view! {
        <section class="events__details" aria-label="Event details">
            <header class="events__title">
                <span class=move || format!("evt__icon {}", status.get().class())><Icon name=icon/></span>
                <b class="ell">{title}</b>
                <button type="button" class="btn xs" class:on=opened aria-pressed=move || opened.get().to_string()
                    title="Inputs and outputs as JSON instead of as JSON texts in strings" on:click=move |_| opened.update(|opened| *opened = !*opened)>
                    <Icon name="braces"/>"Readable"
                </button>
                <button type="button" class="btn xs" title="Copy the event as the service sends it" on:click=copy_event><Icon name="copy"/>"Copy"</button>
            </header>
            <div class="scroll events__json" tabindex="0" role="region" aria-label="JSON of the event">
                {move || text.get().map(|text| view! { <Json text/> })}
            </div>
        </section>
    }
}

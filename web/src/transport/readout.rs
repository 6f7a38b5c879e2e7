//! Clock, event number and bill.

use crate::store::App;
use asl_view::format;
use leptos::prelude::*;

/// Where the cursor is, in numbers.
#[component]
pub fn Readout() -> impl IntoView {
    let app = App::get();
    let clock = move || format::clock(app.clock.get());
    let events = move || app.run.with(|run| run.as_ref().map_or(0, |run| run.trace.events.len()));
    let transitions = move || app.run.with(|run| run.as_ref().map_or(0, |run| run.summary.transitions));
    let retries = move || app.run.with(|run| run.as_ref().map_or(0, |run| run.summary.retries));
    let retries_text = move || match retries() {
        0 => String::new(),
        1 => "+1 retry".to_owned(),
        more => format!("+{more} retries"),
    };
    view! {
        <div class="readout">
            <span class="readout__part mono readout__clock" title="Virtual clock">{clock}</span>
            <span class="sep"></span>
            <span class="readout__part">"event " <b>{move || app.cursor.get()}</b> " of " {events}</span>
            <span class="sep transport__wide"></span>
            <span class="readout__part readout__bill" title="State transitions of the whole run, as the service bills them">
                <b>{transitions}</b> " transitions " {retries_text}
            </span>
        </div>
    }
}

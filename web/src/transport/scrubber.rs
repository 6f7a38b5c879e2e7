//! The scrubber: a native range with marks for what went wrong.

use crate::{icon::Icon, store::App};
use asl_view::{StatusKind, Tick, describe, format, ticks};
use leptos::prelude::*;

/// More marks than this would run into each other.
const MARKS: usize = 32;

/// Moves the cursor over the whole run.
#[component]
pub fn Scrubber() -> impl IntoView {
    let app = App::get();
    let events = Memo::new(move |_| app.run.with(|run| run.as_ref().map_or(0, |run| run.trace.events.len() as u32)));
    let found = Memo::new(move |_| {
        app.run.with(|run| run.as_ref().map_or(Vec::new(), |run| ticks(&run.trace, &run.index, MARKS)))
    });
    let share = move |cursor: u32| f64::from(cursor) / f64::from(events.get().max(1)) * 100.0;
    let spot = move || format!("--at: {:.3}%", share(app.cursor.get()));
    let seek = move |text: String| app.seek(text.parse().unwrap_or(0));
    view! {
        <div class="scrubber" style=spot>
            <span class="scrubber__rail"></span>
            <span class="scrubber__past"></span>
            <For each=move || found.get() key=|tick| (tick.cursor, tick.kind as u8) let:tick>
                <span class=move || class(tick, app.cursor.get()) style=move || format!("left: {:.3}%", share(tick.cursor))>
                    <Icon name=tick.kind.icon()/>
                </span>
            </For>
            <span class="scrubber__knob"></span>
            <input type="range" aria-label="Event" min="0" max=move || events.get() prop:value=move || app.cursor.get()
                aria-valuetext=move || value_text(app) on:input:target=move |event| seek(event.target().value())/>
        </div>
    }
}

fn class(tick: Tick, cursor: u32) -> String {
    let colour = match tick.kind {
        StatusKind::Failed | StatusKind::TimedOut => "c-failed",
        StatusKind::Retrying | StatusKind::Caught => "c-caught",
        StatusKind::Succeeded => "c-succeeded",
        StatusKind::Token | StatusKind::Waiting => "c-waiting",
        _ => "c-idle",
    };
    let future = if tick.cursor > cursor { " scrubber__mark--future" } else { "" };
    format!("scrubber__mark {colour}{future}")
}

/// `Event 7 of 41, +2.4 s, Charge card timed out after 5 s`.
fn value_text(app: App) -> String {
    let cursor = app.cursor.get();
    let Some(run) = app.run.get() else { return "No run yet".to_owned() };
    let total = run.trace.events.len();
    match cursor.checked_sub(1).filter(|event| (*event as usize) < total) {
        None => format!("Before event 1 of {total}"),
        Some(event) => {
            let time = format::duration(run.trace.events[event as usize].time);
            format!("Event {cursor} of {total}, +{time}, {}", describe(&run.trace, &run.index, &run.outline, event))
        }
    }
}

//! The scrubber: a native range with marks for what went wrong.

use super::clock::spoken;
use crate::{icon::Icon, store::App};
use asl_view::{Mark, MarkKind, marks};
use leptos::prelude::*;

/// More marks than this would run into each other.
const MARKS: usize = 32;

/// Moves the cursor over the whole run.
#[component]
pub fn Scrubber() -> impl IntoView {
    let app = App::get();
    let events = Memo::new(move |_| app.run.with(|run| run.as_ref().map_or(0, |run| run.trace.events.len() as u32)));
    let found = Memo::new(move |_| app.run.with(|run| run.as_ref().map_or(Vec::new(), |run| marks(&run.trace, MARKS))));
    let share = move |cursor: u32| f64::from(cursor) / f64::from(events.get().max(1)) * 100.0;
    let spot = move || format!("--at: {:.3}%", share(app.cursor.get()));
    let seek = move |text: String| app.seek(text.parse().unwrap_or(0));
    view! {
        <div class="scrubber" style=spot>
            <span class="scrubber__rail"></span>
            <span class="scrubber__past"></span>
            <For each=move || found.get() key=|mark| (mark.cursor, mark.kind as u8) let:mark>
                <span class=move || class(mark, app.cursor.get()) style=move || format!("left: {:.3}%", share(mark.cursor))>
                    <Icon name=icon(mark.kind)/>
                </span>
            </For>
            <span class="scrubber__knob"></span>
            <input type="range" aria-label="Event" min="0" max=move || events.get() prop:value=move || app.cursor.get()
                aria-valuetext=move || value_text(app) on:input:target=move |event| seek(event.target().value())/>
        </div>
    }
}

fn class(mark: Mark, cursor: u32) -> String {
    let colour = match mark.kind {
        MarkKind::Failed | MarkKind::TimedOut => "c-failed",
        MarkKind::Retried => "c-caught",
        MarkKind::Succeeded => "c-succeeded",
        MarkKind::Gap => "scrubber__mark--gap",
    };
    let future = if mark.cursor > cursor { " scrubber__mark--future" } else { "" };
    format!("scrubber__mark {colour}{future}")
}

fn icon(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Failed => "s-failed",
        MarkKind::TimedOut => "s-timeout",
        MarkKind::Retried => "s-retrying",
        MarkKind::Succeeded => "s-succeeded",
        MarkKind::Gap => "gap",
    }
}

/// `Event 7 of 41, +2.4 s, Charge card: TaskFailed, States.Timeout`.
fn value_text(app: App) -> String {
    let cursor = app.cursor.get();
    let Some(run) = app.run.get() else { return "No run yet".to_owned() };
    let total = run.trace.events.len();
    let Some(event) = cursor.checked_sub(1).and_then(|index| run.trace.events.get(index as usize)) else {
        return format!("Before event 1 of {total}");
    };
    let state = run.trace.visits.get(event.visit as usize).map(|visit| visit.state);
    let name = app.checked.with(|checked| {
        let outline = checked.as_ref().map(|checked| &checked.outline);
        state.and_then(|state| outline?.states.get(state as usize).map(|state| format!("{}: ", state.name)))
    });
    let error = run.trace.texts.get(event.error).map_or(String::new(), |error| format!(", {error}"));
    format!("Event {cursor} of {total}, {}, {}{}{error}", spoken(event.time), name.unwrap_or_default(), event.kind.name())
}

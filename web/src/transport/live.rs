//! Says aloud what happens while a run is played.

use crate::store::{App, Run};
use asl_view::{Role, describe};
use leptos::prelude::*;
use std::time::Duration;

/// At most one message in this time.
const REST: Duration = Duration::from_millis(1_500);

/// A live region with the milestones of the run: failures, retries, the end.
#[component]
pub fn Announcer() -> impl IntoView {
    let app = App::get();
    let said = RwSignal::new(String::new());
    let waiting = StoredValue::new(None::<String>);
    let resting = StoredValue::new(false);
    let seen = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let cursor = app.cursor.get();
        let before = seen.try_update_value(|seen| std::mem::replace(seen, cursor)).unwrap_or(0);
        if cursor <= before || !(app.playing.get_untracked() || cursor == before + 1) {
            return;
        }
        if let Some(text) = app.run.with_untracked(|run| milestone(run.as_ref()?, before, cursor)) {
            waiting.set_value(Some(text));
            if !resting.get_value() {
                speak(said, waiting, resting);
            }
        }
    });
    view! { <p class="sr" aria-live="polite" data-announcer="">{move || said.get()}</p> }
}

/// Says what waits, then rests. The newest message wins, so the end is always said.
fn speak(said: RwSignal<String>, waiting: StoredValue<Option<String>>, resting: StoredValue<bool>) {
    let Some(Some(text)) = waiting.try_update_value(Option::take) else {
        resting.try_update_value(|resting| *resting = false);
        return;
    };
    said.try_set(text);
    resting.set_value(true);
    set_timeout(move || speak(said, waiting, resting), REST);
}

/// The last thing worth saying among the events behind `from`: a failure, a retry, or the end.
fn milestone(run: &Run, from: u32, to: u32) -> Option<String> {
    let end = run.trace.events.len() as u32;
    let is_milestone = |event: &u32| {
        let row = &run.trace.events[*event as usize];
        event + 1 == end || row.kind.is_error() || row.attempt > 1 && row.kind.role() == Role::Scheduled
    };
    let event = (from..to.min(end)).rev().find(is_milestone)?;
    Some(format!("{}.", describe(&run.trace, &run.index, &run.outline, event)))
}

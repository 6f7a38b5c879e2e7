//! What the worker tells about the visit that is shown.

use super::Shown;
use crate::{
    client::Client,
    graph::present,
    platform::timer::Timer,
    store::{App, Inspected, Run},
};
use asl_view::{Inspection, Seen, State, sketch};
use leptos::prelude::*;
use std::{
    sync::{Arc, Weak},
    time::Duration,
};

/// Rest after the last step before the worker is asked: whoever holds a key down passes many visits.
const REST: Duration = Duration::from_millis(60);
/// While a run is played, a visit of a longer run is not asked about: the run is made again up to it.
const SHORT: usize = 2_000;
/// Visits that are remembered, so that going back shows them at once.
const REMEMBERED: usize = 32;

/// The visit that is shown, from inside.
#[derive(Clone, Debug, PartialEq)]
pub struct Inside {
    /// What the worker found, or what the history alone tells.
    pub inspection: Inspection,
    /// How much of it has happened at the cursor.
    pub seen: Seen,
    /// The state.
    pub state: State,
    /// Whether it is what the history alone tells: the worker has not answered yet.
    pub is_sketch: bool,
}

/// The visit that is shown, from inside; `None` where there is none.
pub type Within = Memo<Option<Arc<Inside>>>;

/// Asks the worker about the visit that is shown.
pub fn inspect(shown: Signal<Shown>) -> Within {
    let (app, client) = (App::get(), Client::get());
    let wanted = Memo::new(move |_| {
        let visit = shown.get().visit?;
        present::with_run(app, None, |run| run.trace.visits.get(visit as usize).map(|visit| visit.entered + 1))
    });
    // Each with the run that it is of: a new run knows nothing of the one before, whichever effect comes first.
    let known: RwSignal<Vec<(Weak<Run>, Arc<Inspected>)>> = RwSignal::default();
    let present_run = move || app.run.with(|run| run.as_ref().map(Arc::downgrade).unwrap_or_default());
    let of = move |event: u32| {
        let run = present_run();
        let is_it = |(of, found): &&(Weak<Run>, Arc<Inspected>)| of.ptr_eq(&run) && found.event == event;
        known.with(|known| known.iter().find(is_it).map(|(_, found)| Arc::clone(found)))
    };
    Effect::new(move |_| {
        let Some(found) = app.inspected.get() else { return };
        let run = untrack(present_run);
        known.update(|known| {
            known.retain(|(of, other)| of.ptr_eq(&run) && other.event != found.event);
            known.insert(0, (run, found));
            known.truncate(REMEMBERED);
        });
    });
    let timer = Timer::new();
    Effect::new(move |_| {
        timer.cancel();
        let is_short = app.run.with(|run| run.as_ref().is_some_and(|run| run.trace.events.len() <= SHORT));
        let may_ask = !app.stale_run.get() && !app.is_replay() && (is_short || !app.playing.get());
        let Some(event) = wanted.get().filter(|_| may_ask) else { return };
        if untrack(|| of(event)).is_none() {
            timer.set(REST, move || client.inspect(event));
        }
    });
    on_cleanup(move || timer.cancel());
    Memo::new(move |_| {
        let (shown, cursor, event) = (shown.get(), app.cursor.get(), wanted.get()?);
        let found = of(event).and_then(|found| found.inspection.clone());
        present::with_run(app, None, |run| {
            let state = run.outline.states.get(shown.state as usize)?.clone();
            let (trace, index, outline, visit) = (&run.trace, &run.index, &run.outline, shown.visit?);
            let seen = Seen::new(trace, index, outline, visit, cursor);
            let is_sketch = found.is_none();
            let inspection = found.unwrap_or_else(|| sketch(trace, index, outline, visit, cursor));
            Some(Arc::new(Inside { inspection, seen, state, is_sketch }))
        })
    })
}

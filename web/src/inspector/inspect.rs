//! What the worker tells about the visit that is shown.

use super::Shown;
use crate::{client::Client, graph::present, store::App};
use asl_view::{Inspection, Seen, State};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{sync::Arc, time::Duration};

/// Rest after the last step before the worker is asked: whoever holds a key down passes many visits.
const REST: Duration = Duration::from_millis(90);

/// The visit that is shown, from inside.
#[derive(Clone, Debug, PartialEq)]
pub struct Inside {
    /// What the worker found.
    pub inspection: Inspection,
    /// How much of it has happened at the cursor.
    pub seen: Seen,
    /// The state.
    pub state: State,
}

/// The visit that is shown, from inside; `None` until the worker has answered.
pub type Within = Memo<Option<Arc<Inside>>>;

/// Asks the worker about the visit that is shown, unless the run is being played.
pub fn inspect(shown: Signal<Shown>) -> Within {
    let (app, client) = (App::get(), Client::get());
    let wanted = Memo::new(move |_| {
        let visit = shown.get().visit?;
        present::with_run(app, None, |run| run.trace.visits.get(visit as usize).map(|visit| visit.entered + 1))
    });
    let timer: StoredValue<Option<TimeoutHandle>, LocalStorage> = StoredValue::new_local(None);
    let cancel = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        cancel();
        app.run.track();
        let Some(event) = wanted.get().filter(|_| !app.playing.get() && !app.stale_run.get() && !app.is_replay())
        else {
            return;
        };
        let is_known = app.inspected.with_untracked(|found| found.as_ref().is_some_and(|found| found.event == event));
        if !is_known {
            timer.set_value(set_timeout_with_handle(move || client.inspect(event), REST).ok());
        }
    });
    on_cleanup(cancel);
    Memo::new(move |_| {
        let (shown, cursor, event) = (shown.get(), app.cursor.get(), wanted.get()?);
        let found = app.inspected.get().filter(|found| found.event == event)?;
        let inspection = found.inspection.clone()?;
        present::with_run(app, None, |run| {
            let state = run.outline.states.get(shown.state as usize)?.clone();
            let seen = Seen::new(&run.trace, &run.index, &run.outline, shown.visit?, cursor);
            Some(Arc::new(Inside { inspection, seen, state }))
        })
    })
}

//! A task that waits until somebody answers: what can be answered, and what comes of it.

mod bar;
mod card;

pub use bar::AskBar;
pub use card::AskCard;

use crate::{
    client::Client,
    graph::present,
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::{Decision, Verdict, Waiting, format, waiting};
use leptos::prelude::*;

/// What is about to be answered, provided as a context: the bar in the graph sends what stands in the inspector.
#[derive(Clone, Copy)]
pub struct Draft {
    output: RwSignal<String>,
    error: RwSignal<String>,
    cause: RwSignal<String>,
}

impl Draft {
    /// What people answer most.
    pub fn new() -> Self {
        Self {
            output: RwSignal::new("{ \"approved\": true }".to_owned()),
            error: RwSignal::new("Rejected".to_owned()),
            cause: RwSignal::new("Not this time".to_owned()),
        }
    }

    fn get() -> Self {
        expect_context::<Self>()
    }

    fn success(self) -> Verdict {
        Verdict::Success { output: self.output.get_untracked() }
    }

    fn failure(self) -> Verdict {
        Verdict::Failure { error: self.error.get_untracked(), cause: self.cause.get_untracked() }
    }
}

/// What a visit waits for at the cursor. Nobody can answer in a recording.
fn question(app: App, visit: Option<u32>) -> Option<Waiting> {
    let (cursor, visit) = (app.cursor.get(), visit.filter(|_| !app.is_replay() && !app.stale_run.get())?);
    present::with_run(app, None, |run| waiting(&run.trace, &run.index, &run.outline, &run.summary, visit, cursor))
}

/// How much time has passed and is left, in words: `Waiting for 1 min, 1 h left`.
fn left(waiting: &Waiting) -> String {
    let waited = (waiting.waited > 0.0).then(|| format!("Waiting for {}", format::duration(waiting.waited)));
    let left = waiting.left.map(|left| format!("{} left", format::duration(left)));
    let parts: Vec<String> = waited.into_iter().chain(left).collect();
    parts.join(", ")
}

/// Who answers.
#[derive(Clone, Copy)]
struct Desk {
    app: App,
    client: Client,
    toasts: Toasts,
    draft: Draft,
}

impl Desk {
    fn get() -> Self {
        Self { app: App::get(), client: Client::get(), toasts: Toasts::get(), draft: Draft::get() }
    }

    /// Writes the answer of a visit's task into the mocks; the run goes on from the cursor.
    fn answer(self, visit: Option<u32>, verdict: Verdict) {
        let Some(open) = untrack(|| question(self.app, visit)) else { return };
        let name = present::with_run(self.app, None, |run| {
            let visit = run.trace.visits.get(visit? as usize)?;
            run.outline.states.get(visit.state as usize).map(|state| state.name.clone())
        });
        let Some(state) = name else { return };
        let seconds = open.answered_at();
        let goes_on = verdict != Verdict::Heartbeat;
        let said = match &verdict {
            Verdict::Success { .. } => format!("{state} was approved."),
            Verdict::Failure { .. } => format!("{state} was rejected."),
            Verdict::Heartbeat => {
                format!("Heartbeat sent after {}: the time starts anew.", format::duration(seconds * 1e3))
            }
            Verdict::Silence => format!("Nobody answers {state}."),
        };
        let decision = Decision { state, iteration: open.iteration, submitted: open.submitted, seconds, verdict };
        let (app, toasts, revision) = (self.app, self.toasts, self.app.revision.get_untracked());
        self.client.decide(decision, move |mocks| match mocks {
            Ok(mocks) if app.revision.get_untracked() == revision => {
                let before = app.document.with_untracked(|document| document.mocks.clone());
                app.edit(|document| document.mocks = mocks);
                let revision = app.revision.get_untracked();
                // What is on screen is over before the new run is there.
                app.stale_run.set(true);
                app.wants_to_play.set(goes_on);
                toasts.done(format!("{said} The answer stands in the mocks."), move || {
                    // What was written since stays.
                    if app.revision.get_untracked() == revision {
                        app.edit(|document| document.mocks.clone_from(&before));
                    }
                });
            }
            Ok(_) => {}
            Err(message) => toasts.show(Tone::Bad, message),
        });
    }
}

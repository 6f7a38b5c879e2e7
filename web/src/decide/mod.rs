//! A task that waits until somebody answers: what can be answered, and what comes of it.

mod bar;
mod card;
mod way;

pub use bar::AskBar;
pub use card::AskCard;
pub use way::listen;

use crate::{
    client::Client,
    graph::present,
    store::App,
    toast::{Toasts, Tone},
    transport::player::Player,
};
use asl_view::{Answerer, ChildAddress, Decision, Verdict, Waiting, asked_child, format, waiting};
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
        let [output, error, cause] = PERSON.usual.map(|text| RwSignal::new(text.to_owned()));
        Self { output, error, cause }
    }

    /// As long as nobody wrote something else, it is what is answered most by one of the two.
    fn suit(self, answerer: Answerer) {
        let (own, other) = match answerer {
            Answerer::Person => (&PERSON, &WORKER),
            Answerer::Worker => (&WORKER, &PERSON),
        };
        let fields = [self.output, self.error, self.cause];
        let is_other = |(field, usual): (&RwSignal<String>, &str)| field.with_untracked(|text| text == usual);
        if fields.iter().zip(other.usual).all(is_other) {
            fields.iter().zip(own.usual).for_each(|(field, usual)| field.set(usual.to_owned()));
        }
    }

    fn success(self) -> Verdict {
        Verdict::Success { output: self.output.get_untracked() }
    }

    fn failure(self) -> Verdict {
        Verdict::Failure { error: self.error.get_untracked(), cause: self.cause.get_untracked() }
    }
}

/// What the two answers are called, and what people answer most.
struct Words {
    lead: &'static str,
    yes: &'static str,
    no: &'static str,
    answered: (&'static str, &'static str),
    /// Output, error and cause.
    usual: [&'static str; 3],
}

const PERSON: Words = Words {
    lead: "This task waits for your answer.",
    yes: "Approve",
    no: "Reject",
    answered: ("was approved", "was rejected"),
    usual: ["{ \"approved\": true }", "Rejected", "Not this time"],
};

const WORKER: Words = Words {
    lead: "This activity waits for its worker.",
    yes: "Complete",
    no: "Fail",
    answered: ("was completed", "has failed"),
    usual: ["{ \"done\": true }", "WorkerFailed", "The work could not be done"],
};

fn words(answerer: Answerer) -> &'static Words {
    match answerer {
        Answerer::Person => &PERSON,
        Answerer::Worker => &WORKER,
    }
}

/// What a visit waits for at the cursor. Nobody can answer in a recording.
fn question(app: App, visit: Option<u32>) -> Option<Waiting> {
    let (cursor, visit) = (app.cursor.get(), visit.filter(|_| !app.is_replay() && !app.stale_run.get())?);
    present::with_run(app, None, |run| waiting(&run.trace, &run.index, &run.outline, &run.summary, visit, cursor))
}

/// The child execution of a visit's Map Run in which somebody has to answer, at the end of the run.
pub fn question_inside(app: App, visit: Option<u32>) -> Option<ChildAddress> {
    let (cursor, visit) = (app.cursor.get(), visit.filter(|_| !app.is_replay() && !app.stale_run.get())?);
    present::with_run(app, None, |run| {
        let found = || asked_child(&run.trace, &run.index, &run.outline, &run.summary, visit);
        run.ends_at(cursor).then(found).flatten()
    })
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
    player: Player,
    toasts: Toasts,
    draft: Draft,
}

impl Desk {
    fn get() -> Self {
        let (app, client, player) = (App::get(), Client::get(), Player::get());
        Self { app, client, player, toasts: Toasts::get(), draft: expect_context::<Draft>() }
    }

    /// Answers with what stands in the draft: `Draft::success` or `Draft::failure`.
    fn end(self, visit: Option<u32>, answerer: Answerer, verdict: fn(Draft) -> Verdict) {
        self.draft.suit(answerer);
        self.answer(visit, verdict(self.draft));
    }

    /// Opens a child execution, where its question can be answered.
    fn open(self, child: ChildAddress) {
        way::open(self.app, self.client, child);
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
        let (yes, no) = words(open.answerer).answered;
        let said = match &verdict {
            Verdict::Success { .. } => format!("{state} {yes}."),
            Verdict::Failure { .. } => format!("{state} {no}."),
            Verdict::Heartbeat => {
                format!("Heartbeat sent after {}: the time starts anew.", format::duration(seconds * 1e3))
            }
            Verdict::Silence => format!("Nobody answers {state}."),
        };
        let decision = Decision { state, iteration: open.iteration, submitted: open.submitted, seconds, verdict };
        let (app, player, toasts) = (self.app, self.player, self.toasts);
        let revision = app.revision.get_untracked();
        self.client.decide(decision, move |mocks| match mocks {
            Ok(mocks) if app.revision.get_untracked() == revision => {
                let before = app.document.with_untracked(|document| document.mocks.clone());
                app.edit(|document| document.mocks = mocks);
                let revision = app.revision.get_untracked();
                // What is on screen is over before the new run is there.
                app.stale_run.set(true);
                if goes_on {
                    player.go_on();
                }
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

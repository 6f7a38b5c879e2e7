//! The page's end of the conversation with the worker: what is asked when, and what becomes of the answers.
//!
//! The worker can be ended at any time; it holds nothing that the page does not.

mod calls;
mod opening;
mod results;

pub use results::{LONGEST_TEXT, has_error};

use crate::{
    platform::{timer::Timer, worker::Thread},
    store::{App, Engine},
    toast::{Toasts, Tone},
};
use asl_view::{Answer, Document, NO_CALL, Prepared, Request};
use calls::Calls;
use leptos::prelude::*;
use std::time::Duration;

/// Rest after a keystroke before the text is checked.
const CHECK_AFTER: Duration = Duration::from_millis(150);
/// Further rest before the machine is run.
const RUN_AFTER: Duration = Duration::from_millis(300);
/// A worker that says nothing for this long while it owes an answer is ended.
const PATIENCE: Duration = Duration::from_secs(5);
/// What it gets while somebody waits for the answer to a call: those are not all done in slices.
const CALL_PATIENCE: Duration = Duration::from_secs(20);
/// What `Stop` gets before the worker is ended: the events so far have to be written.
const STOP_PATIENCE: Duration = Duration::from_secs(3);
/// What it gets in the end: after the machine has slept, our clock strikes before its answer is here.
const GRACE: Duration = Duration::from_millis(800);

/// The conversation, provided as a context.
#[derive(Clone, Copy)]
pub struct Client {
    app: App,
    toasts: Toasts,
    thread: StoredValue<Option<Thread>, LocalStorage>,
    /// Whether the worker listens.
    listens: StoredValue<bool>,
    /// What is asked before it does: a message would be lost.
    queue: StoredValue<Vec<(u32, Request)>>,
    /// Answers that came with the page; `None` until that is known.
    prepared: StoredValue<Option<Vec<Prepared>>>,
    /// Who waits for an answer.
    calls: StoredValue<Calls, LocalStorage>,
    /// For the next check or run.
    rest: Timer,
    /// For a worker that owes an answer.
    watchdog: Timer,
    /// Crashes since the last good answer: a worker that never starts is not started for ever.
    crashes: StoredValue<u32>,
}

impl Client {
    /// Begins with the answers that came with the page, if they are to what is asked; the worker is started when the page
    /// is at rest, or by the first request that they do not answer.
    pub fn start(app: App, toasts: Toasts) -> Self {
        let client = Self {
            app,
            toasts,
            thread: StoredValue::new_local(None),
            listens: StoredValue::new(false),
            queue: StoredValue::new(Vec::new()),
            prepared: StoredValue::new(None),
            rest: Timer::new(),
            watchdog: Timer::new(),
            calls: StoredValue::new_local(Calls::default()),
            crashes: StoredValue::new(0),
        };
        client.open_with_prepared();
        client
    }

    /// The conversation, from the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    fn spawn(self) {
        self.listens.set_value(false);
        self.app.engine.set(Engine::Loading);
        let started = Thread::start(
            move |call, answer, bytes| self.hear(call, answer, bytes),
            move |reason| self.crashed(&reason),
        );
        match started {
            Ok(thread) => self.thread.set_value(Some(thread)),
            Err(reason) => self.broken(&reason),
        }
    }

    /// Checks the document after a rest, and runs it after another; at once where somebody waits for the run.
    pub fn changed(self) {
        self.app.stale_run.set(true);
        let is_waited_for =
            self.app.wants_to_play.get_untracked() || self.app.opening_cursor.with_untracked(Option::is_some);
        if is_waited_for {
            self.rest.cancel();
            self.check();
        } else {
            self.rest.set(CHECK_AFTER, move || self.check());
        }
    }

    /// Checks the document now; the run follows by itself.
    pub fn check(self) {
        let (revision, document) = self.present();
        let problems = results::too_long(&document);
        if problems.is_empty() {
            self.ask(Request::Check { revision, document });
        } else {
            self.checked(revision, problems, None);
        }
    }

    /// Runs the document now.
    pub fn run(self) {
        let (revision, document) = self.present();
        let shown = self.app.recording.get_untracked().filter(|recording| recording.is_shown);
        // Set before the answer, which may be there at once.
        if self.listens.get_value() && self.app.engine.get_untracked() == Engine::Ready {
            self.app.engine.set(Engine::Computing(0));
        }
        self.ask(match shown {
            Some(recording) => Request::Replay { revision, document, history: recording.history.to_string() },
            None => Request::Run { revision, document },
        });
    }

    /// Ends a run that takes long; what it has so far is shown.
    pub fn stop(self) {
        self.ask(Request::Stop);
        self.watch(STOP_PATIENCE);
    }

    fn present(self) -> (u32, Document) {
        (self.app.revision.get_untracked(), self.app.document.get_untracked())
    }

    fn ask(self, request: Request) {
        self.send(NO_CALL, request);
    }

    fn send(self, call: u32, request: Request) {
        if let Some(Prepared { answer, bytes, .. }) = self.prepared_answer(&request) {
            return self.hear(call, answer, bytes);
        }
        if !self.listens.get_value() {
            self.queue.update_value(|queue| queue.push((call, request)));
            return self.need_worker();
        }
        let sent = self.thread.with_value(|thread| thread.as_ref().map(|thread| thread.ask(call, &request)));
        match sent {
            Some(Ok(())) => self.watch_on(),
            Some(Err(reason)) => self.toasts.show(Tone::Bad, format!("The engine could not be asked: {reason}.")),
            None => {}
        }
    }

    /// Starts the wait for the next answer anew. A worker that is still on its way owes none.
    fn watch(self, patience: Duration) {
        if !self.listens.get_value() {
            return;
        }
        self.watchdog.set(patience, move || self.watchdog.set(GRACE, move || self.silent()));
    }

    fn watch_on(self) {
        let has_calls = self.calls.try_with_value(Calls::is_waiting).unwrap_or(false);
        self.watch(if has_calls { CALL_PATIENCE } else { PATIENCE });
    }

    fn silent(self) {
        self.restart("The engine did not answer in time, so it was stopped and started anew. Your text is unchanged.");
    }

    fn crashed(self, reason: &str) {
        self.crashes.update_value(|crashes| *crashes += 1);
        if self.crashes.get_value() > 2 {
            return self.broken(reason);
        }
        self.restart(&format!(
            "The engine stopped with an error and was started anew. Your text is unchanged. ({reason})"
        ));
    }

    fn broken(self, reason: &str) {
        self.watchdog.cancel();
        self.thread.set_value(None);
        self.app.engine.set(Engine::Broken);
        self.toasts.show(
            Tone::Bad,
            format!("The engine does not start in this browser: {reason}. Reload the page to try again."),
        );
    }

    fn restart(self, message: &str) {
        self.watchdog.cancel();
        self.toasts.show(Tone::Bad, message);
        self.give_up_calls();
        self.app.wants_to_play.set(false);
        self.app.children.set(None);
        self.spawn();
    }

    fn hear(self, call: u32, answer: Answer, bytes: Vec<u8>) {
        let present = self.app.revision.get_untracked();
        if !matches!(answer, Answer::Ready) {
            self.watchdog.cancel();
            self.crashes.set_value(0);
        }
        match call {
            NO_CALL => self.heard(present, answer, bytes),
            call => self.answered(call, answer, bytes),
        }
        let is_computing = matches!(self.app.engine.get_untracked(), Engine::Computing(_));
        if is_computing || self.calls.try_with_value(Calls::is_waiting).unwrap_or(false) {
            self.watch_on();
        }
    }

    fn heard(self, present: u32, answer: Answer, bytes: Vec<u8>) {
        match answer {
            Answer::Ready => {
                self.listens.set_value(true);
                self.app.engine.set(Engine::Ready);
                let queue = self.queue.try_update_value(std::mem::take).unwrap_or_default();
                // Run was pressed while a new worker was on its way.
                if queue.is_empty() && self.app.wants_to_play.get_untracked() {
                    self.check();
                }
                for (call, request) in queue {
                    self.send(call, request);
                }
            }
            Answer::Checked { revision, problems, outline, geometry, format } if revision == present => {
                // A run of an earlier text has been given up.
                self.app.engine.set(Engine::Ready);
                self.app.children.set(None);
                let runs = !results::has_error(&problems);
                self.checked(
                    revision,
                    problems,
                    outline.zip(geometry).map(|(outline, geometry)| (outline, geometry, format)),
                );
                if runs {
                    // The first run is not asked for, it is just there; an edit rests a little more.
                    let rest = if self.app.run.with_untracked(Option::is_none) { Duration::ZERO } else { RUN_AFTER };
                    self.rest.set(rest, move || self.run());
                } else {
                    self.app.wants_to_play.set(false);
                }
            }
            Answer::Progress { revision, events, children } if revision == Some(present) => {
                self.app.engine.set(Engine::Computing(events));
                self.app.children.set(children);
            }
            Answer::Ran { revision, summary } => {
                self.app.children.set(None);
                self.app.engine.set(Engine::Ready);
                if revision == present {
                    self.ran(summary, &bytes);
                }
            }
            Answer::Refused { revision, problems } => {
                self.app.engine.set(Engine::Ready);
                if revision == present {
                    self.refused(problems);
                }
            }
            // Of an earlier document; or the answer to a call, which has been given.
            _ => {}
        }
    }
}

//! The page's end of the conversation with the worker: what is asked when, and what becomes of the answers.
//!
//! The worker can be ended at any time; it holds nothing that the page does not.

use crate::{
    platform::worker::Thread,
    store::{App, Checked, Engine, Inspected, Run},
    toast::{Toasts, Tone},
};
use asl_view::{Answer, Document, Outline, Pane, Problem, ProblemSeverity, Request, Summary, Trace, common_prefix};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{sync::Arc, time::Duration};

/// Rest after a keystroke before the text is checked.
const CHECK_AFTER: Duration = Duration::from_millis(150);
/// Further rest before the machine is run.
const RUN_AFTER: Duration = Duration::from_millis(300);
/// A worker that says nothing for this long while it owes an answer is ended.
const PATIENCE: Duration = Duration::from_secs(5);
/// What `Stop` gets before the worker is ended.
const STOP_PATIENCE: Duration = Duration::from_millis(800);
/// Longest text that is read, in bytes.
pub const LONGEST_TEXT: usize = 1_000_000;

/// What is done with the answer to a request that the user made.
type Waiting<T> = StoredValue<Option<Box<dyn FnOnce(Result<T, String>)>>, LocalStorage>;

/// The fragment of a share link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The text for behind `#`.
    pub fragment: String,
    /// The names of the files that are too large for a link.
    pub left_out: Vec<String>,
}

/// The conversation, provided as a context.
#[derive(Clone, Copy)]
pub struct Client {
    app: App,
    toasts: Toasts,
    thread: StoredValue<Option<Thread>, LocalStorage>,
    /// What is asked before the worker listens: a message would be lost.
    queue: StoredValue<Vec<Request>>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    watchdog: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    link: Waiting<Link>,
    generated: Waiting<String>,
    opened: Waiting<Document>,
    /// Crashes since the last good answer: a worker that never starts is not started for ever.
    crashes: StoredValue<u32>,
}

impl Client {
    /// Starts the worker.
    pub fn start(app: App, toasts: Toasts) -> Self {
        let client = Self {
            app,
            toasts,
            thread: StoredValue::new_local(None),
            queue: StoredValue::new(Vec::new()),
            timer: StoredValue::new_local(None),
            watchdog: StoredValue::new_local(None),
            link: StoredValue::new_local(None),
            generated: StoredValue::new_local(None),
            opened: StoredValue::new_local(None),
            crashes: StoredValue::new(0),
        };
        client.spawn();
        client
    }

    /// The conversation, from the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    fn spawn(self) {
        self.app.engine.set(Engine::Loading);
        let started = Thread::start(move |answer, bytes| self.hear(answer, bytes), move |reason| self.crashed(&reason));
        match started {
            Ok(thread) => self.thread.set_value(Some(thread)),
            Err(reason) => self.broken(&reason),
        }
    }

    /// Checks the document after a rest, and runs it after another.
    pub fn changed(self) {
        self.app.stale_run.set(true);
        self.later(CHECK_AFTER, move || self.check());
    }

    fn later(self, rest: Duration, then: impl FnOnce() + 'static) {
        let timer = set_timeout_with_handle(then, rest).ok();
        let before = self.timer.try_update_value(|slot| std::mem::replace(slot, timer)).flatten();
        if let Some(before) = before {
            before.clear();
        }
    }

    /// Checks the document now; the run follows by itself.
    pub fn check(self) {
        let (revision, document) = self.present();
        let problems = too_long(&document);
        if problems.is_empty() {
            self.ask(Request::Check { revision, document });
        } else {
            self.checked(revision, problems, None);
        }
    }

    /// Runs the document now.
    pub fn run(self) {
        let (revision, document) = self.present();
        self.ask(Request::Run { revision, document });
        if self.app.engine.get_untracked() == Engine::Ready {
            self.app.engine.set(Engine::Computing(0));
        }
    }

    /// Ends a run that takes long; what it has so far is shown.
    pub fn stop(self) {
        self.ask(Request::Stop);
        self.watch(STOP_PATIENCE);
    }

    /// Asks what is inside the visit that begins with an event (its id); the answer comes in [`App::inspected`].
    pub fn inspect(self, event: u32) {
        let (revision, document) = self.present();
        self.ask(Request::Inspect { revision, document, event });
    }

    /// Makes the fragment of a share link.
    pub fn share(self, document: Document, then: impl FnOnce(Result<Link, String>) + 'static) {
        self.link.set_value(Some(Box::new(then)));
        self.ask(Request::Share { revision: self.app.revision.get_untracked(), document });
    }

    /// Makes a CSV of so many rows, so many percent of them bad.
    pub fn generate(self, rows: u32, bad_percent: f64, then: impl FnOnce(Result<String, String>) + 'static) {
        self.generated.set_value(Some(Box::new(then)));
        self.ask(Request::Generate { rows, bad_percent });
    }

    /// Reads the fragment of a share link.
    pub fn open(self, fragment: String, then: impl FnOnce(Result<Document, String>) + 'static) {
        self.opened.set_value(Some(Box::new(then)));
        self.ask(Request::Open { fragment });
    }

    /// Reads a text of any kind.
    pub fn import(self, text: String, then: impl FnOnce(Result<Document, String>) + 'static) {
        self.opened.set_value(Some(Box::new(then)));
        self.ask(Request::Import { text });
    }

    fn present(self) -> (u32, Document) {
        (self.app.revision.get_untracked(), self.app.document.get_untracked())
    }

    fn ask(self, request: Request) {
        if self.app.engine.get_untracked() == Engine::Loading {
            return self.queue.update_value(|queue| queue.push(request));
        }
        let sent = self.thread.with_value(|thread| thread.as_ref().map(|thread| thread.ask(&request)));
        match sent {
            Some(Ok(())) => self.watch(PATIENCE),
            Some(Err(reason)) => self.toasts.show(Tone::Bad, format!("The engine could not be asked: {reason}.")),
            None => {}
        }
    }

    /// Starts the wait for the next answer anew.
    fn watch(self, patience: Duration) {
        let timer = set_timeout_with_handle(move || self.silent(), patience).ok();
        self.unwatch();
        self.watchdog.set_value(timer);
    }

    fn unwatch(self) {
        if let Some(timer) = self.watchdog.try_update_value(Option::take).flatten() {
            timer.clear();
        }
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
        self.unwatch();
        self.thread.set_value(None);
        self.app.engine.set(Engine::Broken);
        self.toasts.show(
            Tone::Bad,
            format!("The engine does not start in this browser: {reason}. Reload the page to try again."),
        );
    }

    fn restart(self, message: &str) {
        self.unwatch();
        self.toasts.show(Tone::Bad, message);
        finish(self.link, Err("the engine was started anew; try again".to_owned()));
        finish(self.opened, Err("the engine was started anew; try again".to_owned()));
        finish(self.generated, Err("the engine was started anew; try again".to_owned()));
        self.app.wants_to_play.set(false);
        self.spawn();
    }

    fn hear(self, answer: Answer, bytes: Vec<u8>) {
        let present = self.app.revision.get_untracked();
        if !matches!(answer, Answer::Ready) {
            self.unwatch();
            self.crashes.set_value(0);
        }
        match answer {
            Answer::Ready => {
                self.app.engine.set(Engine::Ready);
                let queue = self.queue.try_update_value(std::mem::take).unwrap_or_default();
                for request in queue {
                    self.ask(request);
                }
            }
            Answer::Checked { revision, problems, outline, geometry, format } if revision == present => {
                let runs = !has_error(&problems);
                self.checked(
                    revision,
                    problems,
                    outline.zip(geometry).map(|(outline, geometry)| (outline, geometry, format)),
                );
                if runs {
                    // The first run is not asked for, it is just there; an edit rests a little more.
                    let rest = if self.app.run.with_untracked(Option::is_none) { Duration::ZERO } else { RUN_AFTER };
                    self.later(rest, move || self.run());
                }
            }
            Answer::Progress { revision, events, children } if revision == present => {
                self.app.engine.set(Engine::Computing(events));
                self.app.children.set(children);
                self.watch(PATIENCE);
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
            Answer::Link { fragment, left_out, .. } => finish(self.link, Ok(Link { fragment, left_out })),
            Answer::Generated { text } => finish(self.generated, Ok(text)),
            Answer::Opened { document } => finish(self.opened, Ok(document)),
            Answer::Unreadable { message } => finish(self.opened, Err(message)),
            Answer::Inspected { revision, event, inspection } if revision == present => {
                self.app.inspected.set(Some(Arc::new(Inspected { event, inspection })));
            }
            Answer::Checked { .. } | Answer::Progress { .. } | Answer::Inspected { .. } => {}
        }
    }

    fn checked(self, revision: u32, problems: Vec<Problem>, read: Option<(Outline, asl_view::Geometry, String)>) {
        self.app.checked.update(|slot| {
            let before = slot.take();
            let next = match (read, before) {
                (Some((outline, geometry, format)), _) => {
                    Checked { revision, problems, outline, geometry, format, stale: false }
                }
                (None, Some(before)) => Checked { revision, problems, stale: true, ..(*before).clone() },
                (None, None) => Checked { revision, problems, stale: true, ..Checked::default() },
            };
            *slot = Some(Arc::new(next));
        });
        let states =
            self.app.checked.with_untracked(|checked| checked.as_ref().map_or(0, |found| found.outline.states.len()));
        self.app.selection.update(|selection| *selection = selection.filter(|state| (*state as usize) < states));
    }

    fn refused(self, problems: Vec<Problem>) {
        self.app.playing.set(false);
        self.app.wants_to_play.set(false);
        self.app.checked.update(|slot| {
            if let Some(before) = slot.take() {
                *slot = Some(Arc::new(Checked { problems, ..(*before).clone() }));
            }
        });
    }

    fn ran(self, summary: Summary, bytes: &[u8]) {
        let Ok(trace) = Trace::decode(bytes) else {
            return self
                .toasts
                .show(Tone::Bad, "The engine's answer could not be read. Run again; if it stays, reload the page.");
        };
        let cursor = self.app.cursor.get_untracked();
        let same = self.app.run.with_untracked(|run| run.as_ref().map(|run| common_prefix(&run.trace, &trace)));
        let events = trace.events.len() as u32;
        self.app.playing.set(false);
        self.app.focus.set(0);
        self.app.inspected.set(None);
        let outline =
            self.app.checked.with_untracked(|checked| checked.as_ref().map(|checked| checked.outline.clone()));
        self.app.run.set(Some(Arc::new(Run::new(summary, trace, outline.unwrap_or_default()))));
        self.app.stale_run.set(false);
        let wished = self.app.opening_cursor.get_untracked();
        self.app.opening_cursor.set(None);
        match (wished, same) {
            (Some(wished), _) => self.app.show(wished.min(events)),
            (None, Some(same)) if cursor > same => {
                self.app.show(same);
                self.toasts.show(
                    Tone::Plain,
                    format!("The run changed at event {}. What came before is as it was.", same + 1),
                );
            }
            _ => self.app.show(cursor),
        }
    }
}

fn finish<T: 'static>(waiting: Waiting<T>, result: Result<T, String>) {
    if let Some(then) = waiting.try_update_value(Option::take).flatten() {
        then(result);
    }
}

/// Whether a problem keeps the machine from running.
pub fn has_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == ProblemSeverity::Error)
}

/// Texts that are not even sent to the worker.
fn too_long(document: &Document) -> Vec<Problem> {
    let panes = [
        (Pane::Definition, "definition", &document.definition),
        (Pane::Input, "input", &document.input),
        (Pane::Mocks, "mocks", &document.mocks),
    ];
    let too_long = panes.into_iter().filter(|(_, _, text)| text.len() > LONGEST_TEXT);
    too_long.map(|(pane, name, text)| long_text(pane, name, text.len())).collect()
}

fn long_text(pane: Pane, name: &str, length: usize) -> Problem {
    Problem {
        pane,
        severity: ProblemSeverity::Error,
        code: "text-too-long".to_owned(),
        message: format!("The {name} is {:.1} MB long; up to 1 MB is read.", length as f64 / 1e6),
        help: Some("AWS takes definitions of up to 1 MB and inputs of up to 256 KiB. Shorten the text.".to_owned()),
        location: String::new(),
        range: (0, 0),
        line: 1,
        column: 1,
    }
}

//! The worker: answers the page's requests one after the other. A run goes on in slices, so that a new text, or Stop,
//! gets through while it does.

mod engine;

use asl_view::{Answer, Document, Request};
use engine::Session;
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Steps of the machine between two looks at the messages: some ten milliseconds.
const SLICE: u64 = 2_000;
/// Slices between two reports.
const REPORT: u32 = 8;

/// A run under way.
struct Run {
    revision: u32,
    session: Session,
    slices: u32,
}

thread_local! {
    // The worker has one thread, and callbacks of the browser have nowhere else to find the run.
    static RUN: RefCell<Option<Run>> = const { RefCell::new(None) };
}

fn main() {
    console_error_panic_hook::set_once();
    let listener =
        Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
            match serde_wasm_bindgen::from_value(event.data()) {
                Ok(request) => hear(request),
                Err(error) => say(&Answer::Unreadable { message: error.to_string() }),
            }
        });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The worker listens until it is ended.
    listener.forget();
    say(&Answer::Ready);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn hear(request: Request) {
    match request {
        Request::Check { revision, document } => check(revision, &document),
        Request::Run { revision, document } => start(revision, &document),
        Request::Stop => finish(false),
        Request::Inspect { revision, document, event } => {
            say(&Answer::Inspected { revision, event, inspection: engine::inspect(&document, event) });
        }
        Request::Generate { rows, bad_percent } => {
            say(&Answer::Generated { text: engine::generate(rows, bad_percent) });
        }
        Request::Share { revision, document } => {
            let (fragment, left_out) = engine::share(&document);
            say(&Answer::Link { revision, fragment, left_out });
        }
        Request::Open { fragment } => opened(engine::open(&fragment)),
        Request::Import { text } => opened(engine::import(&text)),
    }
}

fn check(revision: u32, document: &Document) {
    // A run of an older text is of no use to anyone.
    RUN.set(None);
    let found = engine::check(document);
    let (problems, format) = (found.problems, found.format);
    say(&Answer::Checked { revision, problems, outline: found.outline, geometry: found.geometry, format });
}

fn opened(result: Result<Document, String>) {
    say(&match result {
        Ok(document) => Answer::Opened { document },
        Err(message) => Answer::Unreadable { message },
    });
}

fn start(revision: u32, document: &Document) {
    match Session::start(document) {
        Ok(session) => {
            let before = RUN.replace(Some(Run { revision, session, slices: 0 }));
            // Where a run was under way, its next slice is already on its way.
            if before.is_none() {
                slice();
            }
        }
        Err(problems) => say(&Answer::Refused { revision, problems }),
    }
}

/// Goes on with the run, and comes back after the messages that wait.
fn slice() {
    let done = RUN.with_borrow_mut(|run| {
        let run = run.as_mut()?;
        let progress = run.session.advance(SLICE);
        run.slices += 1;
        if !progress.done && run.slices.is_multiple_of(REPORT) {
            let (events, children) = (progress.events, progress.children);
            say(&Answer::Progress { revision: run.revision, events, children });
        }
        Some(progress.done)
    });
    match done {
        Some(true) => finish(true),
        Some(false) => {
            let next = Closure::once_into_js(slice);
            let _ = scope().set_timeout_with_callback(next.unchecked_ref());
        }
        None => {}
    }
}

/// Answers with what the run has.
fn finish(is_done: bool) {
    let Some(Run { revision, session, .. }) = RUN.take() else { return };
    let (summary, trace) = session.finish(is_done);
    say_with(&Answer::Ran { revision, summary }, Some(&trace.encode()));
}

fn say(answer: &Answer) {
    say_with(answer, None);
}

/// Sends `[answer]` or `[answer, buffer]`; the buffer changes hands instead of being copied.
fn say_with(answer: &Answer, bytes: Option<&[u8]>) {
    let Ok(value) = answer.serialize(&serde_wasm_bindgen::Serializer::json_compatible()) else { return };
    let (message, moved) = (js_sys::Array::of1(&value), js_sys::Array::new());
    if let Some(bytes) = bytes {
        let buffer: JsValue = js_sys::Uint8Array::from(bytes).buffer().into();
        message.push(&buffer);
        moved.push(&buffer);
    }
    let _ = scope().post_message_with_transfer(&message, &moved);
}

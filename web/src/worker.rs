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
/// The number of a message that nobody waits for.
const NO_CALL: u32 = 0;

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
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        let parts: js_sys::Array = event.data().unchecked_into();
        let call = parts.get(0).as_f64().map_or(NO_CALL, |call| call as u32);
        match serde_wasm_bindgen::from_value(parts.get(1)) {
            Ok(request) => hear(call, request),
            Err(error) => reply(call, &Answer::Unreadable { message: error.to_string() }),
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

fn hear(call: u32, request: Request) {
    match request {
        Request::Check { revision, document } => check(revision, &document),
        Request::Run { revision, document } => start(revision, &document),
        Request::Stop => finish(false),
        Request::Inspect { document, event } => {
            reply(call, &Answer::Inspected { inspection: engine::inspect(&document, event) });
        }
        Request::Try { question } => reply(call, &Answer::Tried { finding: engine::try_out(&question) }),
        Request::Generate { rows, bad_percent } => {
            reply(call, &Answer::Generated { text: engine::generate(rows, bad_percent) });
        }
        Request::Share { document } => {
            let (fragment, left_out) = engine::share(&document);
            reply(call, &Answer::Link { fragment, left_out });
        }
        Request::Open { fragment } => reply(call, &opened(engine::open(&fragment))),
        Request::Import { text } => reply(call, &opened(engine::import(&text))),
    }
}

fn check(revision: u32, document: &Document) {
    // A run of an older text is of no use to anyone.
    RUN.set(None);
    let found = engine::check(document);
    let (problems, format) = (found.problems, found.format);
    say(&Answer::Checked { revision, problems, outline: found.outline, geometry: found.geometry, format });
}

fn opened(result: Result<Document, String>) -> Answer {
    match result {
        Ok(document) => Answer::Opened { document },
        Err(message) => Answer::Unreadable { message },
    }
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
    send(NO_CALL, &Answer::Ran { revision, summary }, Some(&trace.encode()));
}

/// Says what nobody asked for under a number.
fn say(answer: &Answer) {
    send(NO_CALL, answer, None);
}

/// Answers a call.
fn reply(call: u32, answer: &Answer) {
    send(call, answer, None);
}

/// Sends `[call, answer]` or `[call, answer, buffer]`; the buffer changes hands instead of being copied.
fn send(call: u32, answer: &Answer, bytes: Option<&[u8]>) {
    let Ok(value) = answer.serialize(&serde_wasm_bindgen::Serializer::json_compatible()) else { return };
    let (message, moved) = (js_sys::Array::of2(&call.into(), &value), js_sys::Array::new());
    if let Some(bytes) = bytes {
        let buffer: JsValue = js_sys::Uint8Array::from(bytes).buffer().into();
        message.push(&buffer);
        moved.push(&buffer);
    }
    let _ = scope().post_message_with_transfer(&message, &moved);
}

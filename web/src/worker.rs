//! The worker: answers the page's requests one after the other. Whatever runs the machine goes on in slices, so that a
//! new text, or Stop, gets through while it does.

mod engine;

use asl_view::{Answer, Document, MockFile, NO_CALL, Problem, Request, Summary, Trace, decode, encode};
use engine::Session;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Steps of the machine between two looks at the clock.
const STEPS: u64 = 100;
/// Milliseconds between two looks at the messages: Stop is to be felt at once, and each look costs some four more.
const SLICE: f64 = 40.0;
/// Slices between two reports.
const REPORT: u32 = 3;

/// A run under way.
struct Job {
    aim: Aim,
    session: Session,
    slices: u32,
}

/// What a run is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// The run of a revision of the document.
    Run(u32),
    /// The answer to a call: a child execution.
    Child(u32),
    /// The answer to a call: what is inside a visit.
    Inspect(u32),
}

thread_local! {
    // The worker has one thread, and callbacks of the browser have nowhere else to find the runs.
    static JOBS: RefCell<VecDeque<Job>> = const { RefCell::new(VecDeque::new()) };
    /// Whether the next slice is on its way.
    static IS_DUE: Cell<bool> = const { Cell::new(false) };
}

fn main() {
    console_error_panic_hook::set_once();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        let parts: js_sys::Array = event.data().unchecked_into();
        let call = parts.get(0).as_f64().map_or(NO_CALL, |call| call as u32);
        // Its bytes go before it is answered: a history takes megabytes.
        let request = decode(&js_sys::Uint8Array::new(&parts.get(1)).to_vec());
        match request {
            Some(request) => hear(call, request),
            None => reply(call, &unreadable("reload the page: it is of another build")),
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
        Request::Run { revision, document } => {
            drop_jobs(|_| true);
            begin(Aim::Run(revision), Session::start(&document, &[], None));
        }
        Request::Replay { revision, document, history } => replay(revision, &document, &history),
        Request::Remake { document, history } => reply(call, &opened(engine::remake(&document, &history))),
        Request::Compare { document, history } => {
            reply(
                call,
                &match engine::compare_run(&document, &history) {
                    Ok(comparison) => Answer::Compared { comparison },
                    Err(message) => unreadable(&message),
                },
            );
        }
        Request::Stop => stop(),
        Request::Inspect { document, path, event } => {
            // Only the newest visit is looked at.
            drop_jobs(|aim| matches!(aim, Aim::Inspect(_)));
            begin(Aim::Inspect(call), Session::start(&document, &path, Some(event)));
        }
        Request::Child { document, path } => {
            drop_jobs(|aim| !matches!(aim, Aim::Run(_)));
            begin(Aim::Child(call), Session::start(&document, &path, None));
        }
        Request::Try { question } => reply(call, &Answer::Tried { finding: engine::try_out(&question) }),
        Request::ReadMocks { text, case } => reply(call, &mock_file(engine::read_mock_file(&text, case.as_ref()))),
        Request::WriteMocks { document } => reply(call, &mock_file(engine::write_mock_file(&document))),
        Request::Generate { rows, bad_percent } => {
            reply(call, &Answer::Generated { text: engine::generate(rows, bad_percent) });
        }
        Request::Distribute { definition, state } => {
            reply(call, &generated(engine::distribute(&definition, state)));
        }
        Request::Decide { mocks, decision } => reply(call, &generated(engine::decide(&mocks, &decision))),
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
    drop_jobs(|_| true);
    say(&engine::checked(revision, document));
}

fn opened(result: Result<Document, String>) -> Answer {
    match result {
        Ok(document) => Answer::Opened { document },
        Err(message) => unreadable(&message),
    }
}

fn generated(result: Result<String, String>) -> Answer {
    match result {
        Ok(text) => Answer::Generated { text },
        Err(message) => unreadable(&message),
    }
}

fn mock_file(result: Result<MockFile, String>) -> Answer {
    match result {
        Ok(file) => Answer::MockFile { file },
        Err(message) => Answer::Unreadable { message },
    }
}

fn unreadable(message: &str) -> Answer {
    Answer::Unreadable { message: message.to_owned() }
}

fn begin(aim: Aim, session: Result<Session, Vec<Problem>>) {
    match (session, aim) {
        (Ok(session), _) => {
            JOBS.with_borrow_mut(|jobs| jobs.push_back(Job { aim, session, slices: 0 }));
            later();
        }
        (Err(problems), Aim::Run(revision)) => say(&Answer::Refused { revision, problems }),
        (Err(_), Aim::Inspect(call)) => reply(call, &Answer::Inspected { inspection: None }),
        (Err(_), Aim::Child(call)) => reply(call, &unreadable("the document has errors")),
    }
}

/// Answers with a recorded execution as if it were a run.
fn replay(revision: u32, document: &Document, history: &str) {
    drop_jobs(|_| true);
    match engine::replay(document, history) {
        Ok(run) => say_run(revision, run),
        Err(problems) => say(&Answer::Refused { revision, problems }),
    }
}

/// Gives up runs; who waits for them is told.
fn drop_jobs(unwanted: fn(Aim) -> bool) {
    let dropped: VecDeque<Job> = JOBS.with_borrow_mut(|jobs| {
        let (dropped, kept) = std::mem::take(jobs).into_iter().partition(|job| unwanted(job.aim));
        *jobs = kept;
        dropped
    });
    for job in dropped {
        match job.aim {
            Aim::Run(_) => {}
            Aim::Child(call) | Aim::Inspect(call) => reply(call, &unreadable("something else was asked for")),
        }
    }
}

fn later() {
    if IS_DUE.replace(true) {
        return;
    }
    let next = Closure::once_into_js(slice);
    let _ = scope().set_timeout_with_callback(next.unchecked_ref());
}

/// Goes on with the first run, and comes back after the messages that wait.
fn slice() {
    IS_DUE.set(false);
    let done = JOBS.with_borrow_mut(|jobs| {
        let job = jobs.front_mut()?;
        let end = js_sys::Date::now() + SLICE;
        let progress = loop {
            let progress = job.session.advance(STEPS);
            if progress.done || js_sys::Date::now() >= end {
                break progress;
            }
        };
        job.slices += 1;
        if !progress.done && job.slices.is_multiple_of(REPORT) {
            let (events, children) = (progress.events, progress.children);
            let revision = if let Aim::Run(revision) = job.aim { Some(revision) } else { None };
            say(&Answer::Progress { revision, events, children });
        }
        Some(progress.done)
    });
    match done {
        Some(true) => {
            let job = JOBS.with_borrow_mut(VecDeque::pop_front);
            job.into_iter().for_each(|job| finish(job, true));
            if JOBS.with_borrow(|jobs| !jobs.is_empty()) {
                later();
            }
        }
        Some(false) => later(),
        None => {}
    }
}

/// Ends the run, with what it has; whatever else is under way is given up.
fn stop() {
    let run = JOBS.with_borrow_mut(|jobs| {
        let place = jobs.iter().position(|job| matches!(job.aim, Aim::Run(_)))?;
        jobs.remove(place)
    });
    drop_jobs(|_| true);
    run.into_iter().for_each(|job| finish(job, false));
}

/// Answers with what a run has.
fn finish(Job { aim, mut session, .. }: Job, is_done: bool) {
    match aim {
        Aim::Run(revision) => {
            say_run(revision, session.finish(is_done));
        }
        Aim::Inspect(call) => reply(call, &Answer::Inspected { inspection: session.inspection() }),
        Aim::Child(call) => match session.picture() {
            Some((outline, geometry)) => {
                let (summary, trace) = session.finish(true);
                send(call, &Answer::Child { summary, outline, geometry }, Some(&trace.encode()));
            }
            None => reply(call, &unreadable("it was never started")),
        },
    }
}

fn say_run(revision: u32, run: (Summary, Trace)) {
    let (answer, bytes) = engine::ran(revision, run);
    send(NO_CALL, &answer, Some(&bytes));
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
    let said: JsValue = js_sys::Uint8Array::from(encode(answer).as_slice()).into();
    let (message, moved) = (js_sys::Array::of2(&call.into(), &said), js_sys::Array::new());
    if let Some(bytes) = bytes {
        let buffer: JsValue = js_sys::Uint8Array::from(bytes).buffer().into();
        message.push(&buffer);
        moved.push(&buffer);
    }
    let _ = scope().post_message_with_transfer(&message, &moved);
}

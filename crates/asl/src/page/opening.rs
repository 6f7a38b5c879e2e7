//! What the worker answers about a document, and the same answers ahead of time.

use super::{Run, check_document};
use crate::session::Progress;
use asl_view::{Answer, Document, Inspection, Prepared, Request, Summary, Trace, fingerprint};

/// Steps of the machine at a time; how many does not show in the run.
const STEPS: u64 = 1_000;

/// The answer to [`Request::Check`].
pub fn checked(revision: u32, document: &Document) -> Answer {
    let found = check_document(document);
    Answer::Checked {
        revision,
        problems: found.problems,
        outline: found.outline,
        geometry: found.geometry,
        format: found.format,
    }
}

/// The answer to [`Request::Run`] and [`Request::Replay`], and the bytes of the trace, which follow it.
pub fn ran(revision: u32, (summary, trace): (Summary, Trace)) -> (Answer, Vec<u8>) {
    (Answer::Ran { revision, summary }, trace.encode())
}

/// The answers to all that the page asks of the worker when it opens with a document and plays its run: the worker's own,
/// byte for byte.
pub fn opening(document: &Document) -> Vec<Prepared> {
    // A page counts the changes of its document from here.
    let revision = 0;
    let check = Request::Check { revision, document: document.clone() };
    let run = Request::Run { revision, document: document.clone() };
    let mut visits = Vec::new();
    let (answer, bytes) = match Run::start(document) {
        Ok(mut session) => {
            while session.advance(STEPS) == Progress::Running {}
            let (summary, trace) = session.result();
            visits.extend(trace.visits.iter().map(|visit| visit.entered + 1));
            ran(revision, (summary, trace))
        }
        Err(problems) => (Answer::Refused { revision, problems }, Vec::new()),
    };
    let without = |request: &Request, answer| Prepared { request: fingerprint(request), answer, bytes: Vec::new() };
    let first = [without(&check, checked(revision, document)), Prepared { request: fingerprint(&run), answer, bytes }];
    let inspected = visits.into_iter().map(|event| {
        let request = Request::Inspect { document: document.clone(), path: Vec::new(), event };
        without(&request, Answer::Inspected { inspection: inside(document, event) })
    });
    first.into_iter().chain(inspected).collect()
}

/// What is inside the visit that begins with an event.
fn inside(document: &Document, event: u32) -> Option<Inspection> {
    let mut run = Run::start_child(document, &[]).ok()?;
    run.watch(event);
    while run.advance(STEPS) == Progress::Running {}
    run.inspection()
}

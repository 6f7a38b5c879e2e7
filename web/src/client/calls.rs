//! Questions to the worker that someone waits for: each has a number, and the answer comes back under it.

use super::Client;
use crate::{
    store::{Checked, Inspected, Run},
    toast::Tone,
};
use asl_view::{
    Answer, ChildAddress, Comparison, Decision, Document, Finding, MockCase, MockFile, Question, Request, Trace,
    Trouble,
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is done with an answer and the bytes that follow it; or with the reason why none will come.
type Then = Box<dyn FnOnce(Result<(Answer, Vec<u8>), String>)>;

/// The calls under way.
#[derive(Default)]
pub struct Calls {
    /// The number of the newest call; 0 is none.
    newest: u32,
    waiting: Vec<(u32, Then)>,
}

impl Calls {
    /// Whether somebody waits for an answer.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }
}

/// The fragment of a share link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The text for behind `#`.
    pub fragment: String,
    /// The names of the files that are too large for a link.
    pub left_out: Vec<String>,
}

impl Client {
    /// Asks the worker; `then` gets its answer, or a sentence that says why there is none.
    pub fn call(self, request: Request, then: impl FnOnce(Result<(Answer, Vec<u8>), String>) + 'static) {
        let call = self.calls.try_update_value(|calls| {
            calls.newest += 1;
            calls.waiting.push((calls.newest, Box::new(then)));
            calls.newest
        });
        self.send(call.unwrap_or_default(), request);
    }

    pub(super) fn answered(self, call: u32, answer: Answer, bytes: Vec<u8>) {
        let then = self.calls.try_update_value(|calls| {
            let place = calls.waiting.iter().position(|(number, _)| *number == call)?;
            Some(calls.waiting.remove(place).1)
        });
        if let Some(then) = then.flatten() {
            then(match answer {
                Answer::Unreadable { message } => Err(message),
                answer => Ok((answer, bytes)),
            });
        }
    }

    /// The worker is gone, and what it was asked with it.
    pub(super) fn give_up_calls(self) {
        let waiting = self.calls.try_update_value(|calls| std::mem::take(&mut calls.waiting));
        for (_, then) in waiting.unwrap_or_default() {
            then(Err("the engine was started anew; try again".to_owned()));
        }
    }

    /// Asks what is inside the visit that begins with an event (its id); the answer comes in `App::inspected`.
    pub fn inspect(self, event: u32) {
        self.look_inside(event, move |found| self.app.inspected.set(Some(Arc::new(found))));
    }

    /// Asks what is inside a visit, for someone else than the inspector.
    pub fn look_inside(self, event: u32, then: impl FnOnce(Inspected) + 'static) {
        let (revision, document) = self.present();
        let path = self.path();
        self.call(Request::Inspect { document, path: path.clone(), event }, move |answer| {
            let is_present = self.app.revision.get_untracked() == revision && self.path() == path;
            if let (Ok((Answer::Inspected { inspection }, _)), true) = (answer, is_present) {
                then(Inspected { event, inspection });
            }
        });
    }

    /// Which child execution is looked at.
    fn path(self) -> Vec<ChildAddress> {
        self.app.run.with_untracked(|run| run.as_ref().map_or(Vec::new(), |run| run.path.clone()))
    }

    /// Looks at a child execution of the run; `then` learns whether it is looked at now. A problem is told; where something
    /// else is looked at by the time of the answer, nothing happens.
    pub fn enter(self, child: ChildAddress, then: impl FnOnce(bool) + 'static) {
        let (revision, document) = self.present();
        let index = child.index;
        let around = self.path();
        let path: Vec<ChildAddress> = around.iter().cloned().chain([child]).collect();
        self.call(Request::Child { document, path: path.clone() }, move |answer| {
            if self.app.revision.get_untracked() != revision || self.path() != around {
                return then(false);
            }
            let child = answer.and_then(|(answer, bytes)| {
                let Answer::Child { summary, outline, geometry } = answer else { return Err(unexpected(&answer)) };
                let trace = Trace::decode(&bytes).map_err(|_| "its events cannot be read".to_owned())?;
                let picture = Checked { revision, outline, geometry, ..Checked::default() };
                Ok(Run::of_child(summary, trace, picture, path))
            });
            let is_open = child.is_ok();
            match child {
                Ok(child) => self.app.enter(child),
                Err(problem) => {
                    self.toasts.show(Tone::Bad, format!("Child execution #{index} could not be opened: {problem}."));
                }
            }
            then(is_open);
        });
    }

    /// Makes the fragment of a share link.
    pub fn share(self, document: Document, then: impl FnOnce(Result<Link, String>) + 'static) {
        self.call(Request::Share { document }, |answer| {
            then(answer.and_then(|(answer, _)| match answer {
                Answer::Link { fragment, left_out } => Ok(Link { fragment, left_out }),
                other => Err(unexpected(&other)),
            }));
        });
    }

    /// Reads a `MockConfigFile.json`, and the mocks of one of its test cases.
    pub fn read_mock_file(
        self,
        text: String,
        case: Option<MockCase>,
        then: impl FnOnce(Result<MockFile, String>) + 'static,
    ) {
        self.call(Request::ReadMocks { text, case }, |answer| then(answer.and_then(mock_file)));
    }

    /// Writes the mocks of the document as a `MockConfigFile.json`.
    pub fn write_mock_file(self, then: impl FnOnce(Result<MockFile, String>) + 'static) {
        let (_, document) = self.present();
        self.call(Request::WriteMocks { document }, |answer| then(answer.and_then(mock_file)));
    }

    /// Evaluates an expression that is no part of the run.
    pub fn try_out(self, question: Question, then: impl FnOnce(Finding) + 'static) {
        self.call(Request::Try { question }, |answer| {
            let finding = match answer {
                Ok((Answer::Tried { finding }, _)) => Ok(finding),
                Ok((other, _)) => Err(unexpected(&other)),
                Err(message) => Err(message),
            };
            let failed =
                |message| Finding { trouble: Some(Trouble { message, ..Trouble::default() }), ..Finding::default() };
            then(finding.unwrap_or_else(failed));
        });
    }

    /// Makes a CSV of so many rows, so many percent of them bad.
    pub fn generate(self, rows: u32, bad_percent: f64, then: impl FnOnce(Result<String, String>) + 'static) {
        self.call(Request::Generate { rows, bad_percent }, |answer| then(answer.and_then(generated)));
    }

    /// Changes a definition so that a Map runs its iterations as child executions.
    pub fn distribute(self, definition: String, state: u32, then: impl FnOnce(Result<String, String>) + 'static) {
        self.call(Request::Distribute { definition, state }, |answer| then(answer.and_then(generated)));
    }

    /// Writes what somebody answers into the mocks; `then` gets their text.
    pub fn decide(self, decision: Decision, then: impl FnOnce(Result<String, String>) + 'static) {
        let (_, document) = self.present();
        self.call(Request::Decide { mocks: document.mocks, decision }, |answer| then(answer.and_then(generated)));
    }

    /// Reads the fragment of a share link.
    pub fn open(self, fragment: String, then: impl FnOnce(Result<Document, String>) + 'static) {
        self.call(Request::Open { fragment }, |answer| then(answer.and_then(opened)));
    }

    /// Makes the document whose run does what a history tells.
    pub fn remake(self, history: String, then: impl FnOnce(Result<Document, String>) + 'static) {
        let (_, document) = self.present();
        self.call(Request::Remake { document, history }, |answer| then(answer.and_then(opened)));
    }

    /// Says where a run with what a history tells does something else.
    pub fn compare(self, history: String, then: impl FnOnce(Result<Comparison, String>) + 'static) {
        let (_, document) = self.present();
        self.call(Request::Compare { document, history }, |answer| {
            then(answer.and_then(|(answer, _)| match answer {
                Answer::Compared { comparison } => Ok(comparison),
                other => Err(unexpected(&other)),
            }));
        });
    }

    /// Reads a text of any kind.
    pub fn import(self, text: String, then: impl FnOnce(Result<Document, String>) + 'static) {
        self.call(Request::Import { text }, |answer| then(answer.and_then(opened)));
    }
}

fn generated((answer, _): (Answer, Vec<u8>)) -> Result<String, String> {
    match answer {
        Answer::Generated { text } => Ok(text),
        other => Err(unexpected(&other)),
    }
}

fn opened((answer, _): (Answer, Vec<u8>)) -> Result<Document, String> {
    match answer {
        Answer::Opened { document } => Ok(document),
        other => Err(unexpected(&other)),
    }
}

fn mock_file((answer, _): (Answer, Vec<u8>)) -> Result<MockFile, String> {
    match answer {
        Answer::MockFile { file } => Ok(file),
        other => Err(unexpected(&other)),
    }
}

/// Page and worker are of two builds.
fn unexpected(_: &Answer) -> String {
    "the engine gave an answer to something else; reload the page".to_owned()
}

//! What becomes of the answers about the document: problems, outline and geometry, and the run.

use super::Client;
use crate::{
    store::{Checked, Run},
    toast::Tone,
};
use asl_view::{Document, Geometry, Outline, Pane, Problem, ProblemSeverity, Summary, Trace, common_prefix};
use leptos::prelude::*;
use std::sync::Arc;

/// Longest text that is read, in bytes.
pub const LONGEST_TEXT: usize = 1_000_000;

impl Client {
    pub(super) fn checked(self, revision: u32, problems: Vec<Problem>, read: Option<(Outline, Geometry, String)>) {
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
        self.app.select(self.app.selection.get_untracked().filter(|state| (*state as usize) < states));
    }

    pub(super) fn refused(self, problems: Vec<Problem>) {
        self.app.playing.set(false);
        self.app.wants_to_play.set(false);
        self.app.checked.update(|slot| {
            if let Some(before) = slot.take() {
                *slot = Some(Arc::new(Checked { problems, ..(*before).clone() }));
            }
        });
    }

    pub(super) fn ran(self, summary: Summary, bytes: &[u8]) {
        let Ok(trace) = Trace::decode(bytes) else {
            return self
                .toasts
                .show(Tone::Bad, "The engine's answer could not be read. Run again; if it stays, reload the page.");
        };
        self.app.leave(0);
        let cursor = self.app.cursor.get_untracked();
        self.app.playing.set(false);
        self.app.look_into(0);
        self.app.inspected.set(None);
        let outline =
            self.app.checked.with_untracked(|checked| checked.as_ref().map(|checked| checked.outline.clone()));
        let document = self.app.document.get_untracked();
        let now = Arc::new(Run::new(summary, trace, outline.unwrap_or_default(), document));
        let before = self.app.run.get_untracked();
        let same = before.as_ref().map(|before| shared(before, &now));
        let (events, name) = (now.trace.events.len() as u32, same.and_then(|same| state_of(&now, same)));
        self.keep_ghost(before, &now);
        self.app.put(Some(now));
        self.app.looked.set(false);
        self.app.stale_run.set(false);
        let wished = self.app.opening_cursor.get_untracked();
        self.app.opening_cursor.set(None);
        match (wished, same) {
            (Some(wished), _) => self.app.show(wished.min(events)),
            (None, Some(same)) if cursor > same => {
                self.app.show(same);
                self.toasts.show(
                    Tone::Plain,
                    format!(
                        "The run changed at event {}{}. What came before is as it was.",
                        same + 1,
                        name.unwrap_or_default()
                    ),
                );
            }
            _ => self.app.show(cursor),
        }
    }

    /// Keeps the run before a change to compare with. While somebody types, many runs come that nobody looks at: the
    /// last one that somebody saw stays.
    fn keep_ghost(self, before: Option<Arc<Run>>, now: &Run) {
        let is_same = |run: &Run| {
            let events = now.trace.events.len();
            run.trace.events.len() == events && shared(run, now) as usize == events
        };
        let was_looked_at = self.app.looked.get_untracked();
        let ghost = self.app.previous.get_untracked().filter(|ghost| !is_same(ghost));
        let newer = before.filter(|before| (was_looked_at || ghost.is_none()) && !is_same(before));
        self.app.previous.set(newer.or(ghost));
    }
}

/// How many events two runs share from the start.
fn shared(one: &Run, other: &Run) -> u32 {
    common_prefix((&one.trace, &one.outline), (&other.trace, &other.outline))
}

/// ` (Charge card)`: the state that an event belongs to.
fn state_of(run: &Run, event: u32) -> Option<String> {
    let visit = run.trace.visits.get(run.trace.events.get(event as usize)?.visit as usize)?;
    run.outline.states.get(visit.state as usize).map(|state| format!(" ({})", state.name))
}

/// Whether a problem keeps the machine from running.
pub fn has_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == ProblemSeverity::Error)
}

/// Texts that are not even sent to the worker.
pub(super) fn too_long(document: &Document) -> Vec<Problem> {
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

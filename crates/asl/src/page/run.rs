//! A run of the page's document.

use super::{Read, exchange::as_scenario, in_pane};
use crate::{
    Session,
    cut::Cut,
    geometry::geometry,
    outline,
    session::Progress,
    trace::{summary, trace},
};
use asl_text::{Diagnostic, Span};
use asl_view::{ChildAddress, Document, Geometry, Outline, Pane, Problem, ProblemSeverity, Summary, Trace};

/// A run of a document, in slices.
#[derive(Debug)]
pub struct Run {
    pub(crate) session: Session,
    outline: Outline,
    /// The text of the definition.
    pub(crate) definition: String,
    /// The child executions that it still has to go into, the innermost first.
    path: Vec<ChildAddress>,
    /// The visit whose data is recorded, by its `…Entered` event.
    watch: Option<u32>,
}

impl Run {
    /// Starts a run.
    ///
    /// # Errors
    /// The problems that keep the document from running.
    pub fn start(document: &Document) -> Result<Self, Vec<Problem>> {
        let Read { checked, input, mocks, mut problems } = Read::of(document);
        problems.retain(|problem| problem.severity == ProblemSeverity::Error);
        let (Some(program), Some(input), true) = (checked.program, input, problems.is_empty()) else {
            return Err(problems);
        };
        let outline = outline(&program, &document.definition);
        let scenario = as_scenario(document, mocks);
        match Session::start(program, &scenario, input) {
            Ok(session) => {
                let definition = document.definition.clone();
                Ok(Self { session, outline, definition, path: Vec::new(), watch: None })
            }
            Err(message) => {
                let found = Diagnostic::error("invalid-settings", Span::default(), "", message);
                Err(in_pane(Pane::Definition, &document.definition, &[found]))
            }
        }
    }

    /// A run that was started with [`crate::start_scenario`], of a definition as it is written there.
    pub fn of(session: Session, definition: &str) -> Self {
        let outline = outline(&session.program, definition);
        Self { session, outline, definition: definition.to_owned(), path: Vec::new(), watch: None }
    }

    /// The definition's states and edges.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The run itself.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Starts a run that goes on as one of its child executions, as soon as that begins.
    ///
    /// # Errors
    /// As for [`Run::start`].
    pub fn start_child(document: &Document, path: &[ChildAddress]) -> Result<Self, Vec<Problem>> {
        let mut run = Self::start(document)?;
        run.path = path.iter().rev().cloned().collect();
        run.seek();
        Ok(run)
    }

    /// Records what is inside a visit of the execution, or of the child that it goes on as.
    pub fn watch(&mut self, visit: u32) {
        self.watch = Some(visit);
        self.seek();
    }

    /// Looks for the next child on the way, or for the visit.
    fn seek(&mut self) {
        match (self.path.last(), self.watch) {
            (Some(child), _) => self.session.seek_child(child.clone()),
            (None, Some(visit)) => self.session.execution.watch(visit),
            (None, None) => {}
        }
    }

    /// Runs at most so many steps. A run with a visit to watch is done when that ends.
    pub fn advance(&mut self, steps: u64) -> Progress {
        let progress = match self.watch {
            Some(_) if self.path.is_empty() => self.session.advance_watched(steps),
            _ => self.session.advance(steps),
        };
        if progress == Progress::Running || self.path.is_empty() {
            return progress;
        }
        if !(self.session.is_at_child() && self.session.descend()) {
            return Progress::Done;
        }
        self.path.pop();
        self.seek();
        Progress::Running
    }

    /// Whether the child that it should go on as has never begun.
    pub fn is_lost(&self) -> bool {
        !self.path.is_empty()
    }

    /// Events so far.
    pub fn events(&self) -> u32 {
        self.session.history.len() as u32
    }

    /// Child executions of the Map Run under way: how many have been started, and how many there are.
    pub fn children(&self) -> Option<(u32, u32)> {
        self.session.children()
    }

    /// Cuts the run short: what has happened stays.
    pub fn cut_short(&mut self) {
        self.session.note = format!("Stopped after {} events.", self.session.history.len());
        self.session.count_map_runs();
    }

    /// How it ended, and everything that happened.
    pub fn result(&self) -> (Summary, Trace) {
        let (mut summary, mut trace) = (summary(&self.session), trace(&self.session, &self.outline));
        let root = trace.scopes.first().map_or(0, |scope| scope.machine);
        if root != 0 {
            Cut::new(&self.outline, root).run(&mut summary, &mut trace);
        }
        (summary, trace)
    }

    /// The item processor of the child that it goes on as: a definition of its own, and where to draw it.
    pub fn picture(&self) -> (Outline, Geometry) {
        let root = self.session.scopes.first().map_or(0, |scope| scope.machine.0);
        let outline = Cut::new(&self.outline, root).outline(&self.outline);
        let geometry = geometry(&outline);
        (outline, geometry)
    }
}

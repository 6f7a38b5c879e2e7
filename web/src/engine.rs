//! What the worker asks of the engine: the one file of the page that names it.

pub use asl::{
    checked, compare_run, decide, distribute, generate, import, open, ran, read_mock_file, remake, replay, share,
    try_out, write_mock_file,
};

use asl::Run;
use asl_view::{ChildAddress, Document, Geometry, Inspection, Outline, Problem, Summary, Trace};

/// A run that goes on in slices.
#[derive(Debug)]
pub struct Session(Run);

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whether it has ended.
    pub done: bool,
    /// Events so far.
    pub events: u32,
    /// Child executions of the Map Run under way: started, and all.
    pub children: Option<(u32, u32)>,
}

impl Session {
    /// Starts a run that goes on as the child execution at the end of a path, and records what is inside one of its
    /// visits; the problems where the document cannot run.
    pub fn start(document: &Document, path: &[ChildAddress], visit: Option<u32>) -> Result<Self, Vec<Problem>> {
        let mut run = Run::start_child(document, path)?;
        visit.into_iter().for_each(|visit| run.watch(visit));
        Ok(Self(run))
    }

    /// Runs at most so many steps.
    pub fn advance(&mut self, steps: u64) -> Progress {
        let progress = self.0.advance(steps);
        Progress {
            done: !matches!(progress, asl::Progress::Running),
            events: self.0.events(),
            children: self.0.children(),
        }
    }

    /// What has happened; a run that has not ended is cut short.
    pub fn finish(&mut self, is_done: bool) -> (Summary, Trace) {
        if !is_done {
            self.0.cut_short();
        }
        self.0.result()
    }

    /// The definition of the child at the end of the path, and where to draw it; `None` if it never began.
    pub fn picture(&self) -> Option<(Outline, Geometry)> {
        (!self.0.is_lost()).then(|| self.0.picture())
    }

    /// What is inside the visit.
    pub fn inspection(&self) -> Option<Inspection> {
        self.0.inspection()
    }
}

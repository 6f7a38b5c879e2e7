//! Replay: the recorded history of an execution of the service, watched like a run of ours.
//!
//! A [`Recording`] is what was read; a [`Replay`] is a recording laid over a definition. From it come the trace, the
//! mocks with which a run of ours does the same, and the first place where it does not.

mod compare;
mod follow;
mod misfit;
mod mocks;
mod moment;
mod recording;
mod rescue;
mod stopping;
mod trace;

pub use misfit::Misfit;
pub use recording::{MAX_RECORDING_BYTES, Recording};

use crate::{Session, history_text};
use asl_document::Scenario;
use asl_json::Json;
use asl_model::Program;
use asl_view::{Comparison, Outline, Summary, Trace};

/// A recording laid over a definition.
#[derive(Clone, Debug)]
pub struct Replay {
    /// What happened.
    pub trace: Trace,
    /// How it ended.
    pub summary: Summary,
}

impl Replay {
    /// Finds out where each event of a recording belongs.
    ///
    /// # Errors
    /// Where the definition is not the one that was recorded; at least one.
    pub fn new(recording: &Recording, outline: &Outline) -> Result<Self, Vec<Misfit>> {
        let followed = follow::follow(recording, outline)?;
        let summary = trace::summary(recording, &followed);
        let trace = trace::trace(recording, followed, outline);
        Ok(Self { trace, summary })
    }

    /// The scenario whose run does what was recorded. Definition, files and seed are those of `base`; `program` and
    /// `outline` are those of its definition.
    ///
    /// # Errors
    /// A sentence, if the recording has no data to make mocks of.
    pub fn scenario(
        &self,
        recording: &Recording,
        program: &Program,
        outline: &Outline,
        base: Scenario,
    ) -> Result<Scenario, String> {
        mocks::scenario(recording, self, program, outline, base)
    }
}

impl Recording {
    /// Runs a scenario, and says where it does something else than was recorded.
    ///
    /// # Errors
    /// A sentence, if it cannot run.
    pub fn compare(&self, scenario: &Scenario, program: &Program, outline: &Outline) -> Result<Comparison, String> {
        let input = scenario.input_text.as_deref().unwrap_or("{}");
        let input = Json::parse(input).map_err(|error| format!("The recorded input is not JSON: {error}."))?;
        let mut session = Session::start(program.clone(), scenario, input)?;
        session.finish();
        let ours = Self::read(&history_text(&session))?;
        Ok(compare::compare(self, &ours, outline))
    }
}

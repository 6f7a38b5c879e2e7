//! Replay: the recorded history of an execution of the service, watched like a run of ours.
//!
//! A [`Recording`] is what was read; a [`Replay`] is a recording laid over a definition. From it come the trace, the
//! mocks with which a run of ours does the same, and the first place where it does not.

mod follow;
mod misfit;
mod moment;
mod recording;
mod rescue;
mod stopping;
mod trace;

pub use misfit::Misfit;
pub use recording::{MAX_RECORDING_BYTES, Recording};

use asl_view::{Outline, Summary, Trace};

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
}

//! What answers the tasks of a run: for each state a list of responses.

use asl_json::{Json, Map};
use indexmap::IndexMap;
use std::rc::Rc;

mod decide;
mod read;

pub use decide::decide;
pub(crate) use read::{read, response};

/// The responses by state name, in the order in which the document names them.
///
/// A state inside a Map or a Parallel is found by its own name, as anywhere else. The responses of a state answer its
/// invocations in their order, retries and Map iterations counted; the last one answers every further invocation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mocks {
    /// The responses of each state; no list is empty.
    pub states: IndexMap<String, Vec<Response>>,
}

/// One answer of a mocked task.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// What the task ends with.
    pub outcome: Outcome,
    /// What the service answered at once, for `.sync` and `.waitForTaskToken`.
    pub submitted: Option<Json>,
    /// The name of the worker that takes an activity's task.
    pub worker: Option<String>,
    /// Virtual seconds until the outcome, 0 to 99,999,999; without it the integration's usual time.
    pub delay_seconds: Option<f64>,
    /// How many invocations in a row this response answers, at least 1.
    pub times: u32,
    /// Answers only the Map iteration of this index, from 0.
    pub iteration: Option<u32>,
    /// Answers only where this JSONata condition on the task's input holds.
    pub when: Option<String>,
    /// Virtual seconds since the start at which a heartbeat arrives, in rising order.
    pub heartbeats: Vec<f64>,
}

/// What a mocked task ends with.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It succeeds with this result.
    Return(Json),
    /// It fails; as with `SendTaskFailure`, both parts may be missing.
    Throw {
        /// The error name.
        error: Option<Rc<str>>,
        /// The cause text.
        cause: Option<Rc<str>>,
    },
    /// It never answers: `TimeoutSeconds` or `HeartbeatSeconds` decides.
    Timeout,
    /// It has not finished when the run ends or its branch is stopped (`"Pending": true` in recorded cases).
    Pending,
    /// Nobody has decided yet: the run stands still until somebody answers (`"Ask": true`).
    Ask,
}

impl Response {
    /// Makes a response that answers one invocation with this outcome.
    pub fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            submitted: None,
            worker: None,
            delay_seconds: None,
            times: 1,
            iteration: None,
            when: None,
            heartbeats: Vec::new(),
        }
    }

    /// Returns the response as the scenario document writes it: what has its default is left out.
    pub fn to_json(&self) -> Json {
        let mut entries = Map::default();
        if let Some(submitted) = &self.submitted {
            entries.insert("Submitted".into(), submitted.clone());
        }
        if let Some(worker) = &self.worker {
            entries.insert("Worker".into(), Json::from(worker.as_str()));
        }
        let (key, value) = match &self.outcome {
            Outcome::Return(value) => ("Return", value.clone()),
            Outcome::Throw { error, cause } => {
                let parts = [("Error", error), ("Cause", cause)];
                let parts = parts.into_iter().filter_map(|(key, text)| Some((key, Json::String(text.clone()?))));
                ("Throw", Json::from_pairs(parts))
            }
            Outcome::Timeout => ("Timeout", Json::Bool(true)),
            Outcome::Pending => ("Pending", Json::Bool(true)),
            Outcome::Ask => ("Ask", Json::Bool(true)),
        };
        entries.insert(key.into(), value);
        if let Some(seconds) = self.delay_seconds {
            entries.insert("DelaySeconds".into(), Json::float(seconds));
        }
        if self.times != 1 {
            entries.insert("Times".into(), Json::int(self.times.into()));
        }
        if let Some(index) = self.iteration {
            entries.insert("Iteration".into(), Json::int(index.into()));
        }
        if let Some(condition) = &self.when {
            entries.insert("When".into(), Json::from(condition.as_str()));
        }
        if !self.heartbeats.is_empty() {
            let seconds = self.heartbeats.iter().map(|seconds| Json::float(*seconds));
            entries.insert("Heartbeats".into(), Json::array(seconds.collect()));
        }
        Json::object(entries)
    }
}

impl Mocks {
    /// The responses of a state, if it has any.
    pub fn get(&self, state: &str) -> Option<&[Response]> {
        self.states.get(state).map(Vec::as_slice)
    }

    /// Returns the mocks as the scenario document writes them.
    pub fn to_json(&self) -> Json {
        Json::from_pairs(
            self.states.iter().map(|(state, responses)| {
                (state.as_str(), Json::array(responses.iter().map(Response::to_json).collect()))
            }),
        )
    }
}

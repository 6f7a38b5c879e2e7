//! Who answers the tasks: mocks, or a plausible success where there is none.

mod files;
mod fill;
mod shapes;

pub(crate) use files::Files;

use asl_document::{Mocks, Outcome, Response};
use asl_engine::{Fault, Instant, Invocation, Names, Reply};
use asl_json::Json;
use asl_model::{Kind, Pattern, Program, ResourceKind};
use fill::Known;
use std::{collections::BTreeMap, rc::Rc};

/// Who answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A mock.
    Mock,
    /// Nobody: a plausible success was assumed.
    Assumed,
    /// Nobody, and a person must decide.
    Person,
}

/// The mocks of a run, and how far they are used.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers {
    mocks: Mocks,
    /// By number of state, as far as they were called.
    used: Vec<Option<Used>>,
    /// How many answers were assumed.
    assumed: u64,
    /// Where a recording is followed: when each response has to end.
    pace: Option<Pace>,
}

/// When the responses of a recording have to end, in their order, by state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pace {
    pub(crate) states: BTreeMap<String, Vec<Ending>>,
}

/// When a recorded attempt of a task began and ended, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ending {
    pub(crate) start: i64,
    /// `None` if it had not ended.
    pub(crate) end: Option<i64>,
    /// `heartbeatInSeconds`
    pub(crate) heartbeat: Option<u32>,
    /// `timeoutInSeconds`
    pub(crate) timeout: Option<u32>,
}

/// The most heartbeats that are made up for a task.
const MOST_HEARTBEATS: usize = 1_000;

impl Ending {
    /// The delay and the heartbeats with which an attempt that starts at an instant ends as recorded.
    pub(crate) fn after(&self, start: i64, outcome: &Outcome) -> (Option<f64>, Vec<f64>) {
        let seconds = self.end.map_or(0.0, |end| (end - start).max(0) as f64 / 1000.0);
        let answers = !matches!(outcome, Outcome::Timeout | Outcome::Pending | Outcome::Ask);
        // A history holds no heartbeats; a task that outlives its HeartbeatSeconds has had some.
        let heartbeats = match self.heartbeat.filter(|heartbeat| *heartbeat > 0).map(f64::from) {
            None => Vec::new(),
            Some(heartbeat) => {
                let by_heartbeat = self.timeout.is_none_or(|timeout| seconds < f64::from(timeout));
                let until = match answers {
                    true => seconds,
                    false if by_heartbeat => seconds - heartbeat * 1.5,
                    false => seconds,
                };
                let beats = (1..=MOST_HEARTBEATS).map(|beat| beat as f64 * heartbeat / 2.0);
                beats.take_while(|beat| seconds > heartbeat && *beat < until).collect()
            }
        };
        (Some(seconds).filter(|seconds| answers && *seconds > 0.0), heartbeats)
    }
}

/// How far the responses of a state are used.
#[derive(Clone, Debug)]
struct Used {
    /// The place of its responses among the mocks, if it has some.
    place: Option<usize>,
    /// How often each has answered.
    times: Vec<u32>,
    /// All before this one are used up, so that a long list is not searched from its start for each call.
    from: usize,
}

impl Answers {
    pub(crate) fn new(mocks: Mocks) -> Self {
        Self { mocks, ..Self::default() }
    }

    /// The answer to a call: that of a mock, or an assumed one.
    pub(crate) fn answer(
        &mut self,
        program: &Program,
        call: &Invocation,
        names: &Names,
        files: &Files,
        now: Instant,
    ) -> (Reply, Source) {
        let mocked = self.mocked(program, call, now);
        if let Some(reply) = mocked.as_ref().filter(|reply| !reply.asks) {
            return (reply.clone(), Source::Mock);
        }
        self.assumed += 1;
        let known = Known { parameters: &call.payload, names, files, now, number: self.assumed };
        let (reply, source) = assumed(program, call, &known);
        match mocked {
            None => (reply, source),
            Some(mocked) => (Reply { submitted: mocked.submitted.or(reply.submitted), ..mocked }, Source::Person),
        }
    }

    /// The first response of the state that fits a call and is not used up; the last one answers every further call.
    fn mocked(&mut self, program: &Program, call: &Invocation, now: Instant) -> Option<Reply> {
        let state = call.state.0 as usize;
        if self.used.len() <= state {
            self.used.resize(state + 1, None);
        }
        let used = self.used[state].get_or_insert_with(|| Used {
            place: self.mocks.states.get_index_of(&*program.state(call.state).name),
            times: Vec::new(),
            from: 0,
        });
        let (_, responses) = self.mocks.states.get_index_mut(used.place?)?;
        used.times.resize(responses.len(), 0);
        let left = |at: usize, times: &[u32]| times[at] < responses[at].times;
        while used.from < responses.len() && !left(used.from, &used.times) {
            used.from += 1;
        }
        let fits = |response: &Response| response.iteration.is_none() || response.iteration == call.iteration;
        let fresh = (used.from..responses.len()).find(|at| fits(&responses[*at]) && left(*at, &used.times));
        let at = fresh.or_else(|| (0..responses.len()).rev().find(|at| fits(&responses[*at])))?;
        used.times[at] += 1;
        let ending =
            self.pace.as_ref().and_then(|pace| pace.states.get(&*program.state(call.state).name)?.get(at).copied());
        if let Some(ending) = ending {
            (responses[at].delay_seconds, responses[at].heartbeats) = ending.after(now.0, &responses[at].outcome);
        }
        Some(reply(&responses[at]))
    }

    /// From now on each response ends when it was recorded to end, whenever it begins.
    pub(crate) fn keep_pace(&mut self, pace: Pace) {
        self.pace = Some(pace);
    }

    pub(crate) fn into_mocks(self) -> Mocks {
        self.mocks
    }
}

fn reply(response: &Response) -> Reply {
    let result = match &response.outcome {
        Outcome::Return(value) => Some(Ok(value.clone())),
        Outcome::Throw { error, cause } => Some(Err(Fault::task(error.clone(), cause.clone()))),
        Outcome::Timeout | Outcome::Pending | Outcome::Ask => None,
    };
    Reply {
        submitted: response.submitted.clone(),
        worker: response.worker.as_deref().map(Rc::from),
        heartbeats: response.heartbeats.clone(),
        delay_seconds: response.delay_seconds.unwrap_or(0.0),
        result,
        asks: response.outcome == Outcome::Ask,
    }
}

/// What nobody answered: a plausible success. Who waits for a person (a token, an activity) goes on waiting.
fn assumed(program: &Program, call: &Invocation, known: &Known<'_>) -> (Reply, Source) {
    let Kind::Task(task) = &program.state(call.state).kind else {
        return (success(Json::empty_object()), Source::Assumed);
    };
    let answer = |resource_type: &str, action: &str| {
        shapes::shape(resource_type, action).map_or_else(Json::empty_object, |shape| known.answer(shape))
    };
    match &task.resource.kind {
        // What a function answers is unknown: it gets its input back, so that the data of later states is there.
        ResourceKind::Lambda => (success(call.payload.clone()), Source::Assumed),
        ResourceKind::Activity => (question(), Source::Person),
        ResourceKind::Service { resource_type, action, pattern } => {
            let bare = action.split_once('.').map_or(&**action, |(bare, _)| bare);
            let at_once = || Some(answer(resource_type, bare));
            let read = || files::read(action, known).filter(|_| &**resource_type == "aws-sdk:s3");
            match pattern {
                Pattern::RequestResponse if let Some(found) = read() => (found, Source::Mock),
                Pattern::RequestResponse => (success(answer(resource_type, action)), Source::Assumed),
                Pattern::Sync | Pattern::Sync2 => {
                    (Reply { submitted: at_once(), ..success(answer(resource_type, action)) }, Source::Assumed)
                }
                Pattern::Token => (Reply { submitted: at_once(), ..question() }, Source::Person),
            }
        }
    }
}

fn success(value: Json) -> Reply {
    let (heartbeats, result) = (Vec::new(), Some(Ok(value)));
    Reply { submitted: None, worker: None, heartbeats, delay_seconds: 0.0, result, asks: false }
}

fn question() -> Reply {
    Reply { result: None, asks: true, ..success(Json::Null) }
}

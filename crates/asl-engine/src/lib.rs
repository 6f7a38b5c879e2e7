//! The pure machine: one transition at a time, an append-only history of AWS events on a virtual clock.
//!
//! An [`Execution`] is started from a program and an input, and moved by [`Execution::step`]. It never does anything
//! by itself: what it wants done comes out as an [`Effect`], what the world answers goes in as an [`Input`], and every
//! event that it records goes to the [`Output`]. The same program, input, settings and answers give the same bytes.
//!
//! Invariants: event ids are dense; `previousEventId` is smaller than the id; virtual time never goes back; at most
//! `limit` children of a Map are alive; a parked lane has exactly one live wake or one live join; a step on an ended
//! execution changes nothing; there is no recursion over the machine.

mod clock;
mod context;
mod dataflow;
mod evaluate;
mod event;
mod execution;
mod fault;
mod io;
mod join;
mod jsonata;
mod kinds;
mod lane;
mod legal;
mod limits;
mod rescue;
mod stages;
mod step;
mod test_state;
mod variables;

pub use clock::{Instant, Wake};
pub use event::{Assigned, Details, Event, EventId, Link, ScopeKind, ScopeOpened, Via};
pub use execution::{Execution, Outcome};
pub use fault::{Failure, Fault, Origin};
pub use io::{
    BatchPlan, Effect, Input, Invocation, ItemsPlan, MapRun, MapRunEnd, Names, Output, ReaderPlan, Reply, Retried,
    Settings, Step,
};
pub use lane::TaskId;
pub use legal::{Violation, check};
pub use limits::Limits;
pub use stages::{MapNumbers, RuleKind, RuleVerdict, Stage, StageName, Stages, Verdict};
pub use test_state::StateTest;

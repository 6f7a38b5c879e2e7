//! Which histories are legal.

use crate::{Details, Event, EventId};
use std::{collections::BTreeMap, fmt};

/// How a history breaks a rule, and at which event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The id of the event.
    pub event: u32,
    /// The rule.
    pub rule: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "event {}: {}", self.event, self.rule)
    }
}

/// Checks a history, which may end early.
///
/// Of the whole: causes are earlier, time never goes back, the first event starts the execution, and nothing follows
/// the event that ends it. Of a visit: it begins with `…Entered`, is the only open one of its scope, and has no events
/// behind `…Exited`; an attempt of a task is scheduled, started, submitted and ended in this order. Of a scope: it is
/// opened while its owner is at work, ends once, and is silent when its owner has gone on or tried again; its events
/// refer to events of its own, of scopes inside or around it, or of a sibling in whose place it came.
///
/// # Errors
/// The first [`Violation`].
pub fn check(history: &[Event]) -> Result<(), Violation> {
    let mut seen = Seen::default();
    for (index, event) in history.iter().enumerate() {
        let id = index as EventId + 1;
        whole(history, id, event)
            .and_then(|()| seen.add(history, id, event))
            .map_err(|rule| Violation { event: id, rule })?;
    }
    Ok(())
}

type Rule = Result<(), &'static str>;

fn holds(condition: bool, rule: &'static str) -> Rule {
    if condition { Ok(()) } else { Err(rule) }
}

fn whole(history: &[Event], id: EventId, event: &Event) -> Rule {
    let starts = matches!(event.details, Details::ExecutionStarted { .. });
    holds(starts == (id == 1), "ExecutionStarted is the first event and no other")?;
    holds(event.previous < id, "a cause is an earlier event")?;
    let Some(before) = history.get((id as usize).wrapping_sub(2)) else { return Ok(()) };
    holds(event.at >= before.at, "virtual time never goes back")?;
    let ended = matches!(
        before.details,
        Details::ExecutionSucceeded { .. }
            | Details::ExecutionFailed(_)
            | Details::ExecutionTimedOut
            | Details::ExecutionAborted(_)
    );
    holds(!ended, "nothing follows the end of the execution")
}

/// What is known of the events so far.
#[derive(Default)]
struct Seen {
    visits: BTreeMap<EventId, Visit>,
    scopes: BTreeMap<u32, Scope>,
}

struct Visit {
    scope: u32,
    left: bool,
    /// How far the current attempt of a task is.
    task: Task,
    /// The `…Started` event of the current attempt of a Parallel or Map, while its scopes may be at work.
    fork: Option<Fork>,
    /// An expression has failed in it.
    evaluation_failed: bool,
}

struct Fork {
    started: EventId,
    /// How many iterations a Map has; a Parallel has none.
    length: Option<u32>,
    succeeded: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Task {
    Idle,
    Scheduled,
    Started,
    Submitted,
}

#[derive(Default)]
struct Scope {
    /// The visit of the Parallel or Map that opened it, and the `…Started` event of the attempt; 0 for the root.
    owner: EventId,
    started: EventId,
    /// The visit that is open.
    open: Option<EventId>,
    /// An iteration has its `…Succeeded`, `…Failed` or `…Aborted`.
    ended: bool,
}

impl Seen {
    fn add(&mut self, history: &[Event], id: EventId, event: &Event) -> Rule {
        // The end of the execution interrupts whatever is at work.
        if matches!(
            event.details,
            Details::ExecutionStarted { .. }
                | Details::ExecutionFailed(_)
                | Details::ExecutionTimedOut
                | Details::ExecutionAborted(_)
        ) {
            return Ok(());
        }
        if let Details::ExecutionSucceeded { .. } = event.details {
            let open = self.scopes.get(&0).and_then(|root| root.open);
            return holds(event.scope == 0 && open.is_none(), "an execution succeeds when its last state is left");
        }
        self.scope(history, event)?;
        self.cause(history, event)?;
        match &event.details {
            Details::StateEntered { .. } => self.enter(id, event),
            Details::IterationStarted { index, .. } => self.start_iteration(event, *index),
            Details::IterationSucceeded { .. } => self.end_iteration(event, true),
            Details::IterationFailed { .. } | Details::IterationAborted { .. } => self.end_iteration(event, false),
            _ => self.go_on(id, event),
        }
    }

    /// A scope that is new belongs to the Parallel or Map that is at work where its first event points to; one that is
    /// known must not outlive it.
    fn scope(&mut self, history: &[Event], event: &Event) -> Rule {
        if event.scope == 0 {
            self.scopes.entry(0).or_default();
            return Ok(());
        }
        if let Some(scope) = self.scopes.get(&event.scope) {
            let fork = self.visits.get(&scope.owner).and_then(|visit| visit.fork.as_ref());
            let alive = fork.is_some_and(|fork| fork.started == scope.started);
            return holds(alive, "a scope is silent when its owner has gone on");
        }
        let owner = match event.details {
            Details::IterationStarted { .. } => event.visit,
            _ => event.previous.checked_sub(1).and_then(|at| history.get(at as usize)).map_or(0, |cause| cause.visit),
        };
        let fork = self.visits.get(&owner).and_then(|visit| visit.fork.as_ref());
        let Some(started) = fork.map(|fork| fork.started) else {
            return Err("a scope is opened while its owner is at work");
        };
        self.scopes.insert(event.scope, Scope { owner, started, ..Scope::default() });
        Ok(())
    }

    fn cause(&self, history: &[Event], event: &Event) -> Rule {
        // What stops refers to the event that failed, in whichever scope of the same owner that is.
        let stops = matches!(event.details, Details::StateAborted { .. } | Details::IterationAborted { .. });
        let Some(cause) = event.previous.checked_sub(1).and_then(|at| history.get(at as usize)) else {
            let first = matches!(event.details, Details::StateEntered { .. } | Details::EvaluationFailed { .. });
            return holds(first && event.scope == 0, "only the first state refers to no event");
        };
        let (own, other) = (event.scope, cause.scope);
        let sibling = matches!(event.details, Details::IterationStarted { .. })
            && self.around(other).any(|scope| self.owner(scope) == event.visit);
        let related = self.around(own).any(|scope| scope == other) || self.around(other).any(|scope| scope == own);
        holds(stops || related || sibling, "a cause is of the same scope, or of one inside or around it")
    }

    fn owner(&self, scope: u32) -> EventId {
        self.scopes.get(&scope).map_or(0, |scope| scope.owner)
    }

    /// A scope and those around it, without the root unless it is the scope itself.
    fn around(&self, scope: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(scope), |scope| {
            let owner = self.owner(*scope);
            self.visits.get(&owner).map(|visit| visit.scope)
        })
    }

    fn enter(&mut self, id: EventId, event: &Event) -> Rule {
        holds(event.visit == id, "a visit begins with its Entered event")?;
        let scope = self.scopes.entry(event.scope).or_default();
        holds(!scope.ended, "no state is entered when its iteration is over")?;
        holds(scope.open.is_none(), "a scope has one open visit at a time")?;
        scope.open = Some(id);
        self.visits.insert(
            id,
            Visit { scope: event.scope, left: false, task: Task::Idle, fork: None, evaluation_failed: false },
        );
        Ok(())
    }

    fn start_iteration(&mut self, event: &Event, index: u32) -> Rule {
        let fork = self.visits.get(&event.visit).and_then(|visit| visit.fork.as_ref());
        let length = fork.and_then(|fork| fork.length);
        holds(length.is_some_and(|length| index < length), "an iteration belongs to a Map that has as many items")?;
        let scope = self.scopes.get(&event.scope);
        holds(scope.is_some_and(|scope| scope.open.is_none() && !scope.ended), "an iteration starts once")
    }

    fn end_iteration(&mut self, event: &Event, succeeded: bool) -> Rule {
        let Some(scope) = self.scopes.get_mut(&event.scope) else {
            return Err("an iteration ends after it has started");
        };
        holds(scope.owner == event.visit, "the events of an iteration belong to the visit of its Map")?;
        holds(!scope.ended, "an iteration ends once")?;
        holds(!succeeded || scope.open.is_none(), "an iteration succeeds when its last state is left")?;
        scope.ended = true;
        let fork = self.visits.get_mut(&event.visit).and_then(|visit| visit.fork.as_mut());
        if let Some(fork) = fork.filter(|_| succeeded) {
            fork.succeeded += 1;
        }
        Ok(())
    }

    /// An event within a visit.
    fn go_on(&mut self, id: EventId, event: &Event) -> Rule {
        let Some(visit) = self.visits.get_mut(&event.visit) else {
            return Err("a visit begins with its Entered event");
        };
        holds(!visit.left, "nothing happens in a visit when the state has been left")?;
        holds(visit.scope == event.scope, "all events of a visit are of the same scope")?;
        let at = |wanted: &[Task], task: Task| holds(wanted.contains(&task), "a task is scheduled, started, and ended");
        match &event.details {
            Details::Scheduled { .. } => {
                at(&[Task::Idle], visit.task)?;
                visit.task = Task::Scheduled;
            }
            Details::Started { .. } => {
                at(&[Task::Scheduled], visit.task)?;
                visit.task = Task::Started;
            }
            Details::Submitted { .. } => {
                at(&[Task::Started], visit.task)?;
                visit.task = Task::Submitted;
            }
            Details::Succeeded { .. } | Details::Failed { .. } => {
                at(&[Task::Started, Task::Submitted], visit.task)?;
                visit.task = Task::Idle;
            }
            Details::TimedOut { .. } => {
                at(&[Task::Scheduled, Task::Started, Task::Submitted], visit.task)?;
                visit.task = Task::Idle;
            }
            Details::ParallelStarted => visit.fork = Some(Fork { started: id, length: None, succeeded: 0 }),
            Details::MapStarted { length } => {
                visit.fork = Some(Fork { started: id, length: Some(*length), succeeded: 0 });
            }
            Details::ParallelSucceeded => {
                holds(visit.fork.take().is_some(), "a Parallel or Map ends after it has started")?;
            }
            // An expression may fail before anything has started.
            Details::ParallelFailed | Details::MapFailed => {
                let started = visit.fork.take().is_some() || visit.evaluation_failed;
                holds(started, "a Parallel or Map ends after it has started")?;
            }
            Details::EvaluationFailed { .. } => visit.evaluation_failed = true,
            Details::MapSucceeded => {
                let Some(fork) = visit.fork.take() else { return Err("a Parallel or Map ends after it has started") };
                // A Map Run has no iterations in this history.
                let complete = fork.succeeded == 0 || fork.length == Some(fork.succeeded);
                holds(complete, "a Map succeeds when all its iterations have")?;
            }
            Details::StateExited { .. } => {
                holds(visit.task == Task::Idle, "a task ends before its state is left")?;
                (visit.left, visit.fork) = (true, None);
                if let Some(scope) = self.scopes.get_mut(&event.scope) {
                    scope.open = None;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

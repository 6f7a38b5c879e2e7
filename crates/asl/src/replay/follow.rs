//! Which visit and which scope each event of a recording belongs to.
//!
//! An event names its cause, and at times its state; where it happened follows from both and from the definition. The
//! rules are those by which the engine chains its own events (see `previousEventId` in ARCHITECTURE.md), read backwards.

use super::{
    misfit::{Misfit, entered_type},
    recording::{Recorded, Recording},
    stopping::Stopping,
};
use asl_view::{EventType, NONE, Outline, Role, Scope, ScopeKind, StateType, Visit};
use std::collections::BTreeMap;

/// Where an event belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) scope: u32,
    /// The visit, or [`NONE`].
    pub(super) visit: u32,
    /// Which attempt of the visit; 0 before the first.
    pub(super) attempt: u32,
}

/// A visit as far as it has come.
#[derive(Clone, Debug)]
pub(super) struct Life {
    pub(super) state: u32,
    pub(super) scope: u32,
    attempt: u32,
    /// Whether an attempt is under way.
    active: bool,
    /// The id of the `…Started` event of a Parallel or Map whose scopes are at work; 0 for none.
    pub(super) fork: u32,
    /// An expression has failed in it.
    evaluation_failed: bool,
    /// It has not been left, and has not failed for good.
    pub(super) open: bool,
    /// It has been left.
    left: bool,
    /// `previousEventId` of its `…Entered` event.
    before: u32,
}

/// A scope as far as it has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The `fork` of its owner when it was opened.
    pub(super) fork: u32,
    /// The iteration has ended.
    pub(super) ended: bool,
}

/// Everything that the events of a recording tell of their places.
#[derive(Debug, Default)]
pub(super) struct Followed {
    pub(super) places: Vec<Place>,
    pub(super) visits: Vec<Visit>,
    pub(super) scopes: Vec<Scope>,
    /// The events (from 0) that begin another attempt of their visit, each with the event that failed before.
    pub(super) again: Vec<(u32, u32)>,
}

/// Finds the place of each event.
///
/// # Errors
/// Where the definition is not the one that was recorded.
pub(super) fn follow(recording: &Recording, outline: &Outline) -> Result<Followed, Vec<Misfit>> {
    let mut follower = Follower {
        outline,
        events: &recording.events,
        names: outline.states.iter().zip(0..).map(|(state, at)| (state.name.as_str(), at)).collect(),
        lives: Vec::new(),
        rooms: Vec::new(),
        of_state: vec![Vec::new(); outline.states.len()],
        stopping: None,
        done: Followed::default(),
    };
    let misfits = follower.misfits();
    if !misfits.is_empty() {
        return Err(misfits);
    }
    follower.open_scope(ScopeKind::Root, NONE, NONE, 0, 0);
    for at in 0..recording.events.len() as u32 {
        let place = follower.place(at)?;
        follower.done.places.push(place);
    }
    Ok(follower.done)
}

pub(super) struct Follower<'a> {
    pub(super) outline: &'a Outline,
    pub(super) events: &'a [Recorded],
    names: BTreeMap<&'a str, u32>,
    pub(super) lives: Vec<Life>,
    pub(super) rooms: Vec<Room>,
    /// The visits of each state in order.
    of_state: Vec<Vec<u32>>,
    stopping: Option<Stopping>,
    pub(super) done: Followed,
}

impl Follower<'_> {
    /// The states that are named and do not exist, or are of another type; each once.
    fn misfits(&self) -> Vec<Misfit> {
        let mut found: BTreeMap<&str, Misfit> = BTreeMap::new();
        for (event, at) in self.events.iter().zip(0..) {
            let Some(kind) = entered_type(event.kind) else { continue };
            let name = event.text("name").unwrap_or_default();
            let state = self.names.get(name).and_then(|state| self.outline.states.get(*state as usize));
            match state {
                None => drop(found.entry(name).or_insert_with(|| Misfit::missing(at, name, self.outline))),
                Some(state) if state.kind != kind => {
                    found.entry(name).or_insert_with(|| Misfit::other_type(at, name, kind, state.kind));
                }
                Some(_) => {}
            }
        }
        let mut found: Vec<Misfit> = found.into_values().collect();
        asl_sort::by_key(&mut found, |misfit| misfit.event);
        found
    }

    fn place(&mut self, at: u32) -> Result<Place, Vec<Misfit>> {
        let event = &self.events[at as usize];
        let previous = event.previous;
        Ok(match (event.kind, event.kind.role()) {
            (_, Role::Entered) => return self.enter(at),
            (_, Role::Exited) => self.exit(previous, event.text("name").unwrap_or_default()),
            (EventType::EvaluationFailed, _) => {
                let text = |key| event.text(key).unwrap_or_default();
                self.fail_evaluation(previous, text("state"), text("location"))
            }
            (EventType::ParallelStateStarted, _) => self.start(at, StateType::Parallel),
            (EventType::MapStateStarted, _) => self.start(at, StateType::Map),
            (EventType::ParallelStateSucceeded, _) => self.join(previous, StateType::Parallel, true),
            (EventType::MapStateSucceeded, _) => self.join(previous, StateType::Map, true),
            (EventType::ParallelStateFailed, _) => self.join(previous, StateType::Parallel, false),
            (EventType::MapStateFailed, _) => self.join(previous, StateType::Map, false),
            (
                EventType::MapRunStarted
                | EventType::MapRunSucceeded
                | EventType::MapRunFailed
                | EventType::MapRunAborted
                | EventType::MapRunRedriven,
                _,
            ) => {
                let visit = self.nearest(previous, StateType::Map, |_| true);
                self.at_visit(visit)
            }
            (EventType::MapIterationStarted, _) => self.start_iteration(previous, event),
            (EventType::MapIterationSucceeded | EventType::MapIterationFailed, _) => {
                self.end_iteration(previous, event)
            }
            (_, Role::Aborted) | (EventType::MapIterationAborted, _) => self.stop(at),
            (_, Role::Outer) => self.of_execution(event),
            _ => self.task(at),
        })
    }

    /// The visits around an event, the innermost first.
    pub(super) fn around(&self, id: u32) -> impl Iterator<Item = u32> + '_ {
        let place = id.checked_sub(1).and_then(|at| self.done.places.get(at as usize));
        let own = place.map(|place| place.visit).filter(|visit| *visit != NONE);
        let mut scope = place.map_or(NONE, |place| place.scope);
        let owners = std::iter::from_fn(move || {
            let row = self.done.scopes.get(scope as usize)?;
            scope = row.parent;
            Some(row.owner).filter(|owner| *owner != NONE)
        });
        own.into_iter().chain(owners)
    }

    fn type_of(&self, visit: u32) -> StateType {
        self.outline.states[self.lives[visit as usize].state as usize].kind
    }

    /// The nearest open visit of a type of state around an event that also fits; else the nearest of the type; else
    /// the newest that is open anywhere.
    fn nearest(&self, id: u32, kind: StateType, fits: impl Fn(&Life) -> bool) -> Option<u32> {
        let open = |visit: &u32| self.type_of(*visit) == kind && self.lives[*visit as usize].open;
        let fitting = |visit: &u32| open(visit) && fits(&self.lives[*visit as usize]);
        let near = self.around(id).find(fitting).or_else(|| self.around(id).find(open));
        near.or_else(|| (0..self.lives.len() as u32).rev().find(open))
    }

    /// The visit of a state around an event that has not been left; else the newest one.
    fn named(&self, id: u32, name: &str) -> Option<u32> {
        let state = *self.names.get(name)?;
        let own = |visit: &u32| self.lives[*visit as usize].state == state && !self.lives[*visit as usize].left;
        let visits = &self.of_state[state as usize];
        self.around(id).find(own).or_else(|| visits.iter().rev().copied().find(own)).or_else(|| visits.last().copied())
    }

    /// The place of an event of a visit.
    pub(super) fn at_visit(&self, visit: Option<u32>) -> Place {
        match visit.and_then(|visit| Some((visit, self.lives.get(visit as usize)?))) {
            Some((visit, life)) => Place { scope: life.scope, visit, attempt: life.attempt },
            None => Place { scope: 0, visit: NONE, attempt: 0 },
        }
    }

    fn enter(&mut self, at: u32) -> Result<Place, Vec<Misfit>> {
        let event = &self.events[at as usize];
        let name = event.text("name").unwrap_or_default();
        let state = self.names.get(name).copied().unwrap_or_default();
        let machine = self.outline.states[state as usize].machine;
        let Some(scope) = self.scope_of(event.previous, machine) else {
            return Err(vec![Misfit::misplaced(at, name, machine, self.outline)]);
        };
        let visit = self.lives.len() as u32;
        self.lives.push(Life {
            state,
            scope,
            attempt: 0,
            active: false,
            fork: 0,
            evaluation_failed: false,
            open: true,
            left: false,
            before: event.previous,
        });
        self.of_state[state as usize].push(visit);
        self.done.visits.push(Visit { state, scope, entered: at });
        Ok(self.at_visit(Some(visit)))
    }

    /// The scope in which a state of a machine is entered: the cause's own, one around it, or the branch that the
    /// cause has opened.
    fn scope_of(&self, cause: u32, machine: u32) -> Option<u32> {
        if machine == 0 {
            return Some(0);
        }
        let runs = |scope: &u32| self.done.scopes.get(*scope as usize).is_some_and(|row| row.machine == machine);
        let from = cause.checked_sub(1).and_then(|at| self.done.places.get(at as usize)).map(|place| place.scope);
        let mut around = std::iter::successors(from, |scope| {
            self.done.scopes.get(*scope as usize).map(|row| row.parent).filter(|parent| *parent != NONE)
        });
        let opened = |scope: &u32| runs(scope) && self.rooms[*scope as usize].fork == cause;
        let newest = || (0..self.done.scopes.len() as u32).rev();
        around.find(runs).or_else(|| newest().find(opened)).or_else(|| newest().find(runs))
    }

    fn open_scope(&mut self, kind: ScopeKind, parent: u32, owner: u32, machine: u32, fork: u32) -> u32 {
        self.done.scopes.push(Scope { kind, parent, owner, machine });
        self.rooms.push(Room { fork, ended: false });
        self.done.scopes.len() as u32 - 1
    }

    fn exit(&mut self, previous: u32, name: &str) -> Place {
        let visit = self.named(previous, name);
        if let Some(life) = visit.and_then(|visit| self.lives.get_mut(visit as usize)) {
            (life.open, life.left, life.fork) = (false, true, 0);
        }
        let mut place = self.at_visit(visit);
        // A task is only left after an attempt, even if its parameters have failed before it was scheduled.
        if visit.is_some_and(|visit| self.has_attempts(visit)) {
            place.attempt = place.attempt.max(1);
        }
        place
    }

    fn has_attempts(&self, visit: u32) -> bool {
        matches!(self.type_of(visit), StateType::Task | StateType::Parallel | StateType::Map)
    }

    /// Quirk: where nothing has happened in a state yet, `EvaluationFailed` refers to what the `…Entered` event of the
    /// state refers to; its details name the state. A field of a catcher (`Catch[0]/Output`) belongs to the attempt that
    /// it has caught.
    fn fail_evaluation(&mut self, previous: u32, name: &str, location: &str) -> Place {
        let state = self.names.get(name).copied().unwrap_or(NONE);
        let open = |visit: &u32| self.lives[*visit as usize].open && self.lives[*visit as usize].state == state;
        let visits = self.of_state.get(state as usize).map(Vec::as_slice).unwrap_or_default();
        let before = |visit: &u32| open(visit) && self.lives[*visit as usize].before == previous;
        let own = self.around(previous).next().filter(open);
        let visit = own.or_else(|| visits.iter().rev().copied().find(before)).or_else(|| self.named(previous, name));
        let counts = visit.is_some_and(|visit| self.has_attempts(visit));
        if let Some(life) = visit.and_then(|visit| self.lives.get_mut(visit as usize)) {
            life.attempt += u32::from(counts && !life.active && !location.starts_with("Catch["));
            (life.active, life.evaluation_failed) = (false, true);
        }
        self.at_visit(visit)
    }

    /// Another attempt of a visit begins.
    fn attempt(&mut self, at: u32, visit: u32) {
        let life = &mut self.lives[visit as usize];
        life.attempt += 1;
        life.active = true;
        if life.attempt > 1 {
            self.done.again.push((at, self.failed_before(at, visit)));
        }
    }

    /// The event that failed before an attempt: the cause, or what the failing child of a Parallel or Map said last
    /// before its siblings were stopped.
    fn failed_before(&self, at: u32, visit: u32) -> u32 {
        let cause = self.events[at as usize].previous;
        let inside = self.around(cause).next().filter(|inner| *inner != visit);
        let mut failed = cause.saturating_sub(1);
        for later in cause as usize..at as usize {
            let event = &self.events[later];
            let own = event.kind == EventType::TaskStateAborted && Some(self.done.places[later].visit) == inside;
            if event.previous == cause && (event.kind == EventType::MapIterationFailed || own) {
                failed = later as u32;
            }
        }
        failed
    }

    fn start(&mut self, at: u32, kind: StateType) -> Place {
        let visit = self.nearest(self.events[at as usize].previous, kind, |_| true);
        if let Some(visit) = visit {
            self.attempt(at, visit);
            let life = &mut self.lives[visit as usize];
            (life.fork, life.evaluation_failed) = (at + 1, false);
            let (state, parent) = (life.state, life.scope);
            if kind == StateType::Parallel {
                let branches = &self.outline.states[state as usize].inside;
                for (machine, index) in branches.iter().zip(0..) {
                    self.open_scope(ScopeKind::Branch(index), parent, visit, *machine, at + 1);
                }
            }
        }
        self.at_visit(visit)
    }

    /// All children of a Parallel or Map have succeeded, or it has failed for good.
    fn join(&mut self, previous: u32, kind: StateType, succeeds: bool) -> Place {
        let visit = self.nearest(previous, kind, |life| life.fork > 0 || life.evaluation_failed);
        if let Some(life) = visit.and_then(|visit| self.lives.get_mut(visit as usize)) {
            (life.fork, life.open) = (0, succeeds);
            life.active &= succeeds;
        }
        self.at_visit(visit)
    }

    fn start_iteration(&mut self, previous: u32, event: &Recorded) -> Place {
        let name = event.text("name").unwrap_or_default();
        let Some(visit) = self.named(previous, name) else { return self.at_visit(None) };
        let life = &self.lives[visit as usize];
        let (parent, fork) = (life.scope, life.fork);
        let processor = self.outline.states[life.state as usize].inside.first().copied();
        let Some(machine) = processor else { return self.at_visit(Some(visit)) };
        let index = event.number("index").unwrap_or_default();
        let scope = self.open_scope(ScopeKind::Iteration(index), parent, visit, machine, fork);
        Place { scope, ..self.at_visit(Some(visit)) }
    }

    /// The events of an iteration belong to the visit of its Map.
    fn end_iteration(&mut self, previous: u32, event: &Recorded) -> Place {
        let state = self.names.get(event.text("name").unwrap_or_default()).copied().unwrap_or(NONE);
        let index = event.number("index").unwrap_or_default();
        let own = |scope: &u32| {
            let row = &self.done.scopes[*scope as usize];
            let life = self.lives.get(row.owner as usize);
            row.kind == ScopeKind::Iteration(index) && life.is_some_and(|life| life.state == state)
        };
        let from = previous.checked_sub(1).and_then(|at| self.done.places.get(at as usize)).map(|place| place.scope);
        let mut around = std::iter::successors(from, |scope| {
            Some(self.done.scopes[*scope as usize].parent).filter(|parent| *parent != NONE)
        });
        let open = |scope: &u32| own(scope) && !self.rooms[*scope as usize].ended;
        let scope = around.find(own).or_else(|| (0..self.rooms.len() as u32).rev().find(open));
        self.at_iteration(scope)
    }

    pub(super) fn at_iteration(&mut self, scope: Option<u32>) -> Place {
        let Some(scope) = scope else { return self.at_visit(None) };
        self.rooms[scope as usize].ended = true;
        Place { scope, visit: self.done.scopes[scope as usize].owner, attempt: 0 }
    }

    /// A state or an iteration was stopped: the event says neither which nor where, but what failed.
    fn stop(&mut self, at: u32) -> Place {
        let event = &self.events[at as usize];
        let stopping = match self.stopping.take().filter(|stopping| stopping.cause == event.previous) {
            Some(stopping) => stopping,
            None => Stopping::new(self, event.previous),
        };
        let stopping = self.stopping.insert(stopping);
        if event.kind == EventType::MapIterationAborted {
            let state = self.names.get(event.text("name").unwrap_or_default()).copied();
            let index = event.number("index").unwrap_or_default();
            let scope = stopping.next_iteration(&self.lives, &self.done.scopes, state, index);
            return self.at_iteration(scope);
        }
        let kind = match event.kind {
            EventType::WaitStateAborted => StateType::Wait,
            EventType::ParallelStateAborted => StateType::Parallel,
            EventType::MapStateAborted => StateType::Map,
            _ => StateType::Task,
        };
        let states = &self.outline.states;
        let visit = stopping.next_visit(|visit| states[self.lives[visit as usize].state as usize].kind == kind);
        if let Some(life) = visit.and_then(|visit| self.lives.get_mut(visit as usize)) {
            life.open = false;
        }
        self.at_visit(visit)
    }

    /// Quirk: of the events of the execution itself, `ExecutionFailed` alone belongs to a visit, the one that failed.
    fn of_execution(&self, event: &Recorded) -> Place {
        let none = Place { scope: 0, visit: NONE, attempt: 0 };
        if event.kind != EventType::ExecutionFailed {
            return none;
        }
        let outer = self.around(event.previous).find(|visit| self.lives[*visit as usize].scope == 0);
        // Quirk: what fails in the first state may refer to no event.
        let first = || (event.previous == 0 && !self.lives.is_empty()).then_some(0);
        match outer.or_else(first) {
            Some(visit) => {
                let place = self.at_visit(Some(visit));
                let least = u32::from(self.has_attempts(visit));
                Place { attempt: place.attempt.max(least), ..place }
            }
            None => none,
        }
    }

    fn task(&mut self, at: u32) -> Place {
        let event = &self.events[at as usize];
        let visit = self.nearest(event.previous, StateType::Task, |_| true);
        if let Some(visit) = visit {
            match event.kind.role() {
                Role::Scheduled => self.attempt(at, visit),
                Role::Failed | Role::TimedOut => self.lives[visit as usize].active = false,
                _ => {}
            }
        }
        self.at_visit(visit)
    }
}

//! A history as the page reads it.

use crate::{MapRunCounts, Session, event_type};
use asl_engine::{Details, Event, Fault, Outcome, Via};
use asl_json::Json;
use asl_model::{Kind, ResourceKind, StateId};
use asl_view::{
    ASSUMED, Answerer, ChildOutcome, Children, EdgeKind, EventType, NONE, Outline, Scope, ScopeKind, Status, Summary,
    TextId, Texts, Trace, Visit,
};
use std::{collections::BTreeMap, rc::Rc};

/// Makes the trace of a run.
pub(crate) fn trace(session: &Session, outline: &Outline) -> Trace {
    let mut builder = Builder {
        session,
        outline,
        texts: Texts::default(),
        by_address: BTreeMap::new(),
        by_name: BTreeMap::new(),
        kinds: BTreeMap::new(),
        heartbeat_of: BTreeMap::new(),
    };
    let mut visits = Vec::new();
    let mut visit_of = BTreeMap::new();
    for (at, event) in session.history.iter().enumerate() {
        if let Details::StateEntered { state, .. } = &event.details {
            visit_of.insert(at as u32 + 1, visits.len() as u32);
            visits.push(Visit { state: state.0, scope: event.scope, entered: at as u32 });
        }
    }
    let mut events: Vec<asl_view::Event> = session
        .history
        .iter()
        .map(|event| builder.event(event, visit_of.get(&event.visit).copied().unwrap_or(NONE)))
        .collect();
    for retried in &session.retried {
        if let Some(event) = events.get_mut(retried.event as usize - 1) {
            event.choice = retried.retrier;
        }
    }
    let scopes = session.scopes.iter().map(|scope| Scope {
        kind: match scope.kind {
            asl_engine::ScopeKind::Root => ScopeKind::Root,
            asl_engine::ScopeKind::Branch(index) => ScopeKind::Branch(index),
            asl_engine::ScopeKind::Iteration(index) => ScopeKind::Iteration(index),
        },
        parent: if scope.id == 0 { NONE } else { scope.parent },
        owner: visit_of.get(&scope.owner).copied().unwrap_or(NONE),
        machine: scope.machine.0,
    });
    let map_runs = session.map_runs.iter().map(|counts| builder.children(counts)).collect();
    Trace { events, visits, scopes: scopes.collect(), start: session.start.0 as f64, map_runs, texts: builder.texts }
}

/// How a run ended, in short.
pub(crate) fn summary(session: &Session) -> Summary {
    let (status, output, fault) = match session.execution.outcome() {
        None => (Status::Running, None, None),
        Some(Outcome::Succeeded(output)) => (Status::Succeeded, Some(output), None),
        Some(Outcome::Failed(fault)) => (Status::Failed, None, Some(fault)),
        Some(Outcome::Aborted(fault)) => (Status::Aborted, None, Some(fault)),
        // As DescribeExecution has it: it names neither error nor cause.
        Some(Outcome::TimedOut) => (Status::TimedOut, None, None),
    };
    let of =
        |wanted: fn(&Details) -> bool| session.history.iter().filter(|event| wanted(&event.details)).count() as u32;
    let retries = session.retried.len() as u32;
    Summary {
        status,
        output: output.map(ToString::to_string),
        error: fault.and_then(|fault| fault.error.as_deref()).map(str::to_owned),
        cause: fault.and_then(|fault| fault.cause.as_deref()).map(str::to_owned),
        events: session.history.len() as u32,
        duration: (session.execution.now().0 - session.start.0) as f64,
        transitions: of(|details| matches!(details, Details::StateEntered { .. })) + retries,
        retries,
        note: session.remark(),
        deadline: session.execution.deadline().map(|at| (at.0 - session.start.0) as f64),
        map_runs: session.map_runs.iter().map(|counts| counts.report.clone()).collect(),
    }
}

struct Builder<'a> {
    session: &'a Session,
    outline: &'a Outline,
    texts: Texts,
    /// The output of a state and the input of the next are the same value: its text stands once.
    by_address: BTreeMap<usize, TextId>,
    by_name: BTreeMap<Rc<str>, TextId>,
    kinds: BTreeMap<(u8, u32), EventType>,
    /// `HeartbeatSeconds` of a visit's task.
    heartbeat_of: BTreeMap<u32, u32>,
}

impl Builder<'_> {
    fn children(&mut self, counts: &MapRunCounts) -> Children {
        let mut children = Children::default();
        for child in &counts.children {
            let error = child.error.as_ref().map_or(NONE, |error| self.name(error));
            children.push(ChildOutcome { status: child.status, error }, child.duration as f32);
        }
        children
    }

    fn event(&mut self, event: &Event, visit: u32) -> asl_view::Event {
        let mut row = asl_view::Event {
            kind: self.kind(&event.details),
            previous: event.previous,
            time: (event.at.0 - self.session.start.0) as f64,
            scope: event.scope,
            visit,
            attempt: event.attempt,
            text: NONE,
            error: NONE,
            cause: NONE,
            name: NONE,
            number: NONE,
            assigned: NONE,
            choice: NONE,
        };
        match &event.details {
            Details::ExecutionStarted { input } | Details::StateEntered { input, .. } => row.text = self.value(input),
            Details::ExecutionSucceeded { output } => row.text = self.value(output),
            Details::StateExited { state, output, assigned, via } => {
                row.text = self.value(output);
                row.choice = self.edge(*state, *via);
                if let Some(assigned) = assigned {
                    let all = Json::from_pairs(assigned.iter().cloned());
                    row.assigned = self.texts.add(&all.to_string());
                }
            }
            Details::Scheduled { state, input, timeout, heartbeat, .. } => {
                row.text = self.value(input);
                self.heartbeat_of.extend(heartbeat.map(|seconds| (event.visit, seconds as u32)));
                row.name = self.resource(*state);
                row.number = timeout.map_or(NONE, |seconds| seconds as u32);
            }
            Details::Started { state, .. } => {
                row.name = self.resource(*state);
                // Nothing is submitted to an activity: its worker sends heartbeats from here on.
                let kind = self.outline.states.get(state.0 as usize);
                if kind.and_then(asl_view::State::answerer) == Some(Answerer::Worker) {
                    row.number = self.heartbeat_of.get(&event.visit).copied().unwrap_or(NONE);
                }
            }
            Details::Submitted { state, output } => {
                row.text = self.value(output);
                row.number = self.heartbeat_of.get(&event.visit).copied().unwrap_or(NONE);
                row.name = self.resource(*state);
            }
            Details::Succeeded { state, output } => {
                row.text = self.value(output);
                row.name = self.resource(*state);
                if self.session.assumed.contains(&(event.visit, event.attempt)) {
                    row.number = ASSUMED;
                }
            }
            Details::Failed { state, fault } => {
                self.fault(&mut row, fault);
                row.name = self.resource(*state);
            }
            Details::TimedOut { state } => {
                self.fault(&mut row, &Fault::timeout());
                row.name = self.resource(*state);
            }
            Details::ExecutionFailed(fault) | Details::ExecutionAborted(fault) => self.fault(&mut row, fault),
            Details::EvaluationFailed { fault, .. } => self.fault(&mut row, fault),
            Details::MapRunFailed(fault) => self.fault(&mut row, fault),
            Details::MapRunStarted { arn } => row.name = self.name(arn),
            Details::ExecutionTimedOut => self.fault(&mut row, &Fault::timeout()),
            Details::MapStarted { length } => row.number = *length,
            Details::IterationStarted { state, index }
            | Details::IterationSucceeded { state, index }
            | Details::IterationFailed { state, index }
            | Details::IterationAborted { state, index } => {
                row.number = *index;
                row.name = self.name(&self.session.program.state(*state).name.clone());
            }
            Details::StateAborted { .. }
            | Details::MapRunSucceeded
            | Details::ParallelStarted
            | Details::ParallelSucceeded
            | Details::ParallelFailed
            | Details::MapSucceeded
            | Details::MapFailed => {}
        }
        row
    }

    /// The edge of the outline by which a state is left.
    fn edge(&self, state: StateId, via: Via) -> u32 {
        let kind = match via {
            Via::Next => EdgeKind::Next,
            Via::Rule(index) => EdgeKind::Choice(index),
            Via::Default => EdgeKind::Default,
            Via::Catcher(index) => EdgeKind::Catch(index),
        };
        // The edges stand in the order of their states.
        let from = self.outline.edges.partition_point(|edge| edge.from < state.0);
        let own = self.outline.edges[from..].iter().take_while(|edge| edge.from == state.0);
        own.into_iter().position(|edge| edge.kind == kind).map_or(NONE, |at| (from + at) as u32)
    }

    /// The type of an event; its name is made once for each variant and state.
    fn kind(&mut self, details: &Details) -> EventType {
        let (variant, state) = match details {
            Details::StateEntered { state, .. } => (0, state.0),
            Details::StateExited { state, .. } => (1, state.0),
            Details::StateAborted { state } => (2, state.0),
            Details::Scheduled { state, .. } => (3, state.0),
            Details::Started { state, .. } => (4, state.0),
            Details::Submitted { state, .. } => (5, state.0),
            Details::Succeeded { state, .. } => (6, state.0),
            Details::Failed { state, .. } => (7, state.0),
            Details::TimedOut { state } => (8, state.0),
            Details::IterationStarted { .. } => (9, 0),
            Details::IterationSucceeded { .. } => (10, 0),
            Details::IterationFailed { .. } => (11, 0),
            Details::IterationAborted { .. } => (12, 0),
            Details::ParallelStarted => (13, 0),
            Details::ParallelSucceeded => (14, 0),
            Details::ParallelFailed => (15, 0),
            Details::MapStarted { .. } => (16, 0),
            Details::MapSucceeded => (17, 0),
            Details::MapFailed => (18, 0),
            Details::EvaluationFailed { .. } => (19, 0),
            Details::ExecutionStarted { .. } => (20, 0),
            Details::ExecutionSucceeded { .. } => (21, 0),
            Details::ExecutionFailed(_) => (22, 0),
            Details::ExecutionTimedOut => (23, 0),
            Details::ExecutionAborted(_) => (24, 0),
            Details::MapRunStarted { .. } => (25, 0),
            Details::MapRunSucceeded => (26, 0),
            Details::MapRunFailed(_) => (27, 0),
        };
        *self.kinds.entry((variant, state)).or_insert_with(|| {
            let name = event_type(&self.session.program, details);
            EventType::from_name(&name).expect("every event type of the engine is one of the API")
        })
    }

    fn value(&mut self, value: &Json) -> TextId {
        let address = match value {
            Json::Array(array) => Rc::as_ptr(array) as usize,
            Json::Object(object) => Rc::as_ptr(object) as usize,
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
                return self.texts.add(&value.to_string());
            }
        };
        *self.by_address.entry(address).or_insert_with(|| self.texts.add(&value.to_string()))
    }

    fn name(&mut self, name: &Rc<str>) -> TextId {
        *self.by_name.entry(name.clone()).or_insert_with(|| self.texts.add(name))
    }

    fn fault(&mut self, row: &mut asl_view::Event, fault: &Fault) {
        if let Some(error) = &fault.error {
            row.error = self.name(error);
        }
        if let Some(cause) = &fault.cause {
            row.cause = self.name(cause);
        }
    }

    fn resource(&mut self, state: StateId) -> TextId {
        let Kind::Task(task) = &self.session.program.state(state).kind else { return NONE };
        let name: Rc<str> = match &task.resource.kind {
            ResourceKind::Service { resource_type, action, .. } => format!("{resource_type}:{action}").into(),
            ResourceKind::Lambda | ResourceKind::Activity => task.resource.arn.clone(),
        };
        self.name(&name)
    }
}

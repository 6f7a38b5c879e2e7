//! Small machines and runs, written by hand.

#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use asl_view::{
    Catcher, Edge, EdgeKind, Event, EventType, Machine, NONE, Outline, Retrier, Scope, ScopeKind, State, StateType,
    Trace, Visit,
};

/// Writes outlines and traces.
#[derive(Debug, Default)]
pub struct Maker {
    pub outline: Outline,
    pub trace: Trace,
    pub time: f64,
}

impl Maker {
    pub fn new() -> Self {
        let mut maker = Self::default();
        maker.machine(None, 0);
        maker.trace.scopes.push(Scope { kind: ScopeKind::Root, parent: NONE, owner: NONE, machine: 0 });
        maker
    }

    pub fn machine(&mut self, owner: Option<u32>, index: u32) -> u32 {
        let id = self.outline.machines.len() as u32;
        self.outline.machines.push(Machine { owner, index, start: None, states: Vec::new() });
        if let Some(owner) = owner {
            self.outline.states[owner as usize].inside.push(id);
        }
        id
    }

    pub fn state(&mut self, machine: u32, name: &str, kind: StateType, subtitle: &str, service: &str) -> u32 {
        let id = self.outline.states.len() as u32;
        self.outline.states.push(State {
            name: name.into(),
            kind,
            machine,
            inside: Vec::new(),
            subtitle: subtitle.into(),
            service: service.into(),
            pattern: String::new(),
            end: false,
            language: "JSONPath".into(),
            retriers: Vec::new(),
            catchers: Vec::new(),
            max_concurrency: None,
            distributed: false,
            comment: String::new(),
            key_range: (0, 0),
            range: (0, 0),
        });
        let machine = &mut self.outline.machines[machine as usize];
        machine.start.get_or_insert(id);
        machine.states.push(id);
        id
    }

    pub fn edge(&mut self, from: u32, to: u32, kind: EdgeKind, label: &str) -> u32 {
        self.outline.edges.push(Edge { from, to, kind, label: label.into() });
        self.outline.edges.len() as u32 - 1
    }

    pub fn retrier(&mut self, state: u32, error: &str, max_attempts: u32) {
        self.outline.states[state as usize].retriers.push(Retrier {
            errors: vec![error.into()],
            interval_seconds: 1.0,
            max_attempts,
            backoff_rate: 2.5,
            max_delay_seconds: None,
            jitter: false,
        });
    }

    pub fn catcher(&mut self, state: u32, error: &str, next: u32) -> u32 {
        let place = self.outline.states[state as usize].catchers.len() as u32;
        self.outline.states[state as usize].catchers.push(Catcher { errors: vec![error.into()], next: Some(next) });
        self.edge(state, next, EdgeKind::Catch(place), error)
    }

    pub fn event(&mut self, kind: EventType, previous: u32, scope: u32, visit: u32) -> &mut Event {
        self.trace.events.push(Event {
            kind,
            previous,
            time: self.time,
            scope,
            visit,
            attempt: 0,
            text: NONE,
            error: NONE,
            cause: NONE,
            name: NONE,
            number: NONE,
            assigned: NONE,
            choice: NONE,
        });
        self.trace.events.last_mut().unwrap()
    }

    /// The id of the last event.
    pub fn last(&self) -> u32 {
        self.trace.events.len() as u32
    }

    pub fn text(&mut self, text: &str) {
        let id = self.trace.texts.add(text);
        self.trace.events.last_mut().unwrap().text = id;
    }

    pub fn start(&mut self) {
        self.event(EventType::ExecutionStarted, 0, 0, NONE);
        self.text(r#"{"order":{"id":"o-1042","total":148.5},"stock":12}"#);
    }

    pub fn enter(&mut self, kind: EventType, scope: u32, state: u32, previous: u32) -> u32 {
        let visit = self.trace.visits.len() as u32;
        self.trace.visits.push(Visit { state, scope, entered: self.trace.events.len() as u32 });
        self.event(kind, previous, scope, visit);
        self.text(r#"{"order":{"id":"o-1042","total":148.5},"stock":12}"#);
        visit
    }

    pub fn exit(&mut self, kind: EventType, visit: u32, edge: u32) {
        let (previous, scope) = (self.last(), self.trace.visits[visit as usize].scope);
        self.event(kind, previous, scope, visit).choice = edge;
        self.text(r#"{"order":{"id":"o-1042","total":148.5},"stock":12,"ok":true}"#);
    }

    /// Scheduled and started.
    pub fn attempt(&mut self, visit: u32, attempt: u32) {
        let scope = self.trace.visits[visit as usize].scope;
        let previous = self.last();
        self.event(EventType::TaskScheduled, previous, scope, visit).attempt = attempt;
        self.text(r#"{"FunctionName":"charge-card","Payload":{"amount":148.5,"key":"o-1042"}}"#);
        self.event(EventType::TaskStarted, previous + 1, scope, visit).attempt = attempt;
    }

    pub fn end(&mut self, kind: EventType, visit: u32, attempt: u32, error: &str) {
        let (previous, scope) = (self.last(), self.trace.visits[visit as usize].scope);
        let error = if error.is_empty() { NONE } else { self.trace.texts.add(error) };
        let event = self.event(kind, previous, scope, visit);
        (event.attempt, event.error) = (attempt, error);
    }

    /// A whole task without trouble.
    pub fn task(&mut self, scope: u32, state: u32, milliseconds: f64, edge: u32) -> u32 {
        let previous = self.last();
        let visit = self.enter(EventType::TaskStateEntered, scope, state, previous);
        self.attempt(visit, 1);
        self.time += milliseconds;
        self.end(EventType::TaskSucceeded, visit, 1, "");
        self.text(r#"{"ok":true}"#);
        self.exit(EventType::TaskStateExited, visit, edge);
        visit
    }

    pub fn scope(&mut self, kind: ScopeKind, parent: u32, owner: u32, machine: u32) -> u32 {
        self.trace.scopes.push(Scope { kind, parent, owner, machine });
        self.trace.scopes.len() as u32 - 1
    }
}

/// Validate, a Choice, a Parallel with a task that times out twice, a Wait of an hour, and a task.
pub fn order() -> Maker {
    let mut maker = Maker::new();
    let m = &mut maker;
    let validate = m.state(0, "Validate order", StateType::Task, "Lambda invoke", "lambda");
    let stock = m.state(0, "In stock?", StateType::Choice, "", "");
    let fulfil = m.state(0, "Fulfil order", StateType::Parallel, "", "");
    let (one, two) = (m.machine(Some(fulfil), 0), m.machine(Some(fulfil), 1));
    let charge = m.state(one, "Charge card", StateType::Task, "Lambda invoke", "lambda");
    let receipt = m.state(one, "Send receipt", StateType::Task, "SNS publish", "sns");
    let pick = m.state(two, "Pick items", StateType::Task, "Lambda invoke", "lambda");
    let label = m.state(two, "Print label", StateType::Task, "Lambda invoke", "lambda");
    let cool = m.state(0, "Cooling off", StateType::Wait, "1 hour", "");
    let ship = m.state(0, "Ship order", StateType::Task, "SQS send message", "sqs");
    let wait = m.state(0, "Wait for stock", StateType::Wait, "1 day", "");
    let release = m.state(0, "Release stock", StateType::Task, "DynamoDB update item", "dynamodb");
    let failed = m.state(0, "Order failed", StateType::Fail, "", "");
    m.outline.states[ship as usize].end = true;
    m.retrier(charge, "Gateway.Busy", 5);
    m.retrier(charge, "States.Timeout", 3);
    let e1 = m.edge(validate, stock, EdgeKind::Next, "");
    m.edge(stock, wait, EdgeKind::Choice(0), "$.stock < $.order.qty");
    let e3 = m.edge(stock, fulfil, EdgeKind::Choice(1), "$.order.total > 0");
    m.edge(stock, failed, EdgeKind::Default, "Default");
    m.edge(wait, validate, EdgeKind::Next, "");
    let e5 = m.edge(charge, receipt, EdgeKind::Next, "");
    let e6 = m.edge(pick, label, EdgeKind::Next, "");
    let e7 = m.edge(fulfil, cool, EdgeKind::Next, "");
    m.catcher(fulfil, "States.ALL", release);
    m.edge(release, failed, EdgeKind::Next, "");
    let e9 = m.edge(cool, ship, EdgeKind::Next, "");

    m.start();
    m.time = 20.0;
    m.task(0, validate, 380.0, e1);
    let last = m.last();
    let visit = m.enter(EventType::ChoiceStateEntered, 0, stock, last);
    m.exit(EventType::ChoiceStateExited, visit, e3);
    let last = m.last();
    let parallel = m.enter(EventType::ParallelStateEntered, 0, fulfil, last);
    let last = m.last();
    m.event(EventType::ParallelStateStarted, last, 0, parallel).attempt = 1;
    let started = m.last();
    let left = m.scope(ScopeKind::Branch(0), 0, parallel, one);
    let right = m.scope(ScopeKind::Branch(1), 0, parallel, two);
    let card = m.enter(EventType::TaskStateEntered, left, charge, started);
    m.attempt(card, 1);
    m.task(right, pick, 800.0, e6);
    m.task(right, label, 1200.0, NONE);
    m.time = 5_900.0;
    m.end(EventType::TaskTimedOut, card, 1, "States.Timeout");
    m.time = 6_900.0;
    m.attempt(card, 2);
    m.time = 11_900.0;
    m.end(EventType::TaskTimedOut, card, 2, "States.Timeout");
    m.time = 14_400.0;
    m.attempt(card, 3);
    m.time = 15_000.0;
    m.end(EventType::TaskSucceeded, card, 3, "");
    m.text(r#"{"charged":true,"id":"ch_77"}"#);
    m.exit(EventType::TaskStateExited, card, e5);
    m.task(left, receipt, 400.0, NONE);
    let last = m.last();
    m.event(EventType::ParallelStateSucceeded, last, 0, parallel);
    m.exit(EventType::ParallelStateExited, parallel, e7);
    let last = m.last();
    let visit = m.enter(EventType::WaitStateEntered, 0, cool, last);
    m.time += 3_600_000.0;
    m.exit(EventType::WaitStateExited, visit, e9);
    m.task(0, ship, 1200.0, NONE);
    let last = m.last();
    m.event(EventType::ExecutionSucceeded, last, 0, NONE);
    maker
}

/// A Map over `count` items; every tenth item fails for good where `fails` is set.
pub fn items(count: u32, at_a_time: u32, fails: bool) -> Maker {
    let mut maker = Maker::new();
    let m = &mut maker;
    let list = m.state(0, "List images", StateType::Task, "S3 list objects", "s3");
    let map = m.state(0, "Score images", StateType::Map, "", "");
    let inner = m.machine(Some(map), 0);
    let fetch = m.state(inner, "Fetch", StateType::Task, "S3 get object", "s3");
    let score = m.state(inner, "Score", StateType::Task, "Lambda invoke", "lambda");
    let publish = m.state(0, "Publish report", StateType::Task, "SNS publish", "sns");
    m.outline.states[map as usize].max_concurrency = Some(at_a_time);
    m.outline.states[publish as usize].end = true;
    let e0 = m.edge(list, map, EdgeKind::Next, "");
    let e1 = m.edge(fetch, score, EdgeKind::Next, "");
    let e2 = m.edge(map, publish, EdgeKind::Next, "");
    m.start();
    m.task(0, list, 1100.0, e0);
    let last = m.last();
    let visit = m.enter(EventType::MapStateEntered, 0, map, last);
    let started = m.last() + 1;
    m.event(EventType::MapStateStarted, started - 1, 0, visit).number = count;
    let mut batch = 0;
    while batch < count {
        let until = (batch + at_a_time).min(count);
        let mut scopes = Vec::new();
        for index in batch..until {
            let scope = m.scope(ScopeKind::Iteration(index), 0, visit, inner);
            m.event(EventType::MapIterationStarted, started, scope, visit).number = index;
            scopes.push((index, scope));
        }
        for (index, scope) in scopes {
            m.task(scope, fetch, 12.0, e1);
            if fails && index % 10 == 7 {
                let last = m.last();
                let bad = m.enter(EventType::TaskStateEntered, scope, score, last);
                m.attempt(bad, 1);
                m.time += 30.0;
                m.end(EventType::TaskFailed, bad, 1, "ImageTooLarge");
                let last = m.last();
                m.event(EventType::MapIterationFailed, last, scope, visit).number = index;
            } else {
                m.task(scope, score, 25.0, NONE);
                let last = m.last();
                m.event(EventType::MapIterationSucceeded, last, scope, visit).number = index;
            }
        }
        batch = until;
    }
    let last = m.last();
    m.event(EventType::MapStateSucceeded, last, 0, visit);
    m.exit(EventType::MapStateExited, visit, e2);
    m.task(0, publish, 300.0, NONE);
    let last = m.last();
    m.event(EventType::ExecutionSucceeded, last, 0, NONE);
    maker
}

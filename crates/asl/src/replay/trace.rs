//! A recording as the trace that every view draws.

use super::{
    follow::Followed,
    recording::{Recorded, Recording},
    rescue::choices,
};
use asl_json::{Json, KeyHasher, escape};
use asl_view::{Event, EventType, NONE, Outline, Role, Status, Summary, TextId, Texts, Trace};
use std::{borrow::Cow, collections::HashMap, hash::BuildHasherDefault};

/// Puts the trace together.
pub(super) fn trace(recording: &Recording, followed: Followed, outline: &Outline) -> Trace {
    let choices = choices(recording, &followed, outline);
    let mut builder = Builder {
        start: recording.start(),
        texts: Texts::default(),
        known: HashMap::default(),
        resources: vec![NONE; followed.visits.len()],
        heartbeats: vec![NONE; followed.visits.len()],
    };
    let events = recording.events.iter().enumerate().map(|(at, event)| {
        let place = followed.places[at];
        let row = Event {
            kind: event.kind,
            previous: event.previous,
            time: (event.time - builder.start) as f64,
            scope: place.scope,
            visit: place.visit,
            attempt: place.attempt,
            text: NONE,
            error: NONE,
            cause: NONE,
            name: NONE,
            number: NONE,
            assigned: NONE,
            choice: choices[at],
        };
        builder.filled(row, event)
    });
    let events: Vec<Event> = events.collect();
    Trace {
        events,
        visits: followed.visits,
        scopes: followed.scopes,
        texts: builder.texts,
        start: recording.start() as f64,
        // A history says nothing of the child executions.
        map_runs: Vec::new(),
    }
}

/// How the recorded execution ended, in short.
pub(super) fn summary(recording: &Recording, followed: &Followed) -> Summary {
    let last = recording.events.last();
    let status = match last.map(|event| event.kind) {
        Some(EventType::ExecutionSucceeded) => Status::Succeeded,
        Some(EventType::ExecutionFailed) => Status::Failed,
        Some(EventType::ExecutionTimedOut) => Status::TimedOut,
        Some(EventType::ExecutionAborted) => Status::Aborted,
        _ => Status::Running,
    };
    let ended = last.filter(|_| status != Status::Running);
    // DescribeExecution of an execution that timed out names neither error nor cause.
    let failed = ended.filter(|_| status != Status::TimedOut);
    let text = |event: Option<&Recorded>, key: &str| event.and_then(|event| event.payload(key)).map(Cow::into_owned);
    let retries = followed.again.len() as u32;
    let entered = recording.events.iter().filter(|event| event.kind.role() == Role::Entered).count() as u32;
    let mut notes = recording.notes.clone();
    if status == Status::Running && !recording.cut {
        notes.push("The recording was made before the execution ended.".into());
    }
    Summary {
        status,
        output: text(ended, "output"),
        error: text(failed, "error"),
        cause: text(failed, "cause"),
        events: recording.len() as u32,
        duration: last.map_or(0.0, |event| (event.time - recording.start()) as f64),
        transitions: entered + retries,
        retries,
        note: notes.join(" "),
        deadline: None,
        map_runs: Vec::new(),
    }
}

struct Builder {
    start: i64,
    texts: Texts,
    /// It is never iterated.
    known: HashMap<String, TextId, BuildHasherDefault<KeyHasher>>,
    /// Per visit its resource: the events of functions and activities name it once.
    resources: Vec<TextId>,
    /// Per visit `heartbeatInSeconds`.
    heartbeats: Vec<u32>,
}

impl Builder {
    fn filled(&mut self, mut row: Event, event: &Recorded) -> Event {
        let text = |key: &str| event.text(key);
        row.error = self.payload(event, &["error"]);
        row.cause = self.payload(event, &["cause"]);
        match (row.kind, row.kind.role()) {
            (EventType::Unknown, _) => {
                row.name = self.add(Some(&event.type_name));
                row.text = self.add(Some(event.details.to_string()).filter(|_| !event.details.is_null()).as_deref());
            }
            (_, Role::Entered) | (EventType::ExecutionStarted, _) => row.text = self.payload(event, &["input"]),
            (EventType::ExecutionSucceeded, _) => row.text = self.payload(event, &["output"]),
            (_, Role::Exited) => {
                row.text = self.payload(event, &["output"]);
                row.assigned = self.assigned(event.details.get("assignedVariables"));
            }
            (EventType::ExecutionTimedOut, _) => self.timed_out(&mut row),
            (EventType::MapStateStarted, _) => row.number = event.number("length").unwrap_or(0),
            (EventType::MapRunStarted | EventType::MapRunRedriven, _) => row.name = self.add(text("mapRunArn")),
            (
                EventType::MapIterationStarted
                | EventType::MapIterationSucceeded
                | EventType::MapIterationFailed
                | EventType::MapIterationAborted,
                _,
            ) => {
                row.name = self.add(text("name"));
                row.number = event.number("index").unwrap_or(0);
            }
            (kind, role) if is_task(kind) => {
                row.name = self.resource(event, row.visit);
                row.text = self.payload(event, &["parameters", "input", "output"]);
                let heartbeat = self.heartbeats.get_mut(row.visit as usize);
                match (role, heartbeat) {
                    (Role::Scheduled, heartbeat) => {
                        row.number = event.number("timeoutInSeconds").unwrap_or(NONE);
                        let seconds = event.number("heartbeatInSeconds").unwrap_or(NONE);
                        heartbeat.into_iter().for_each(|slot| *slot = seconds);
                    }
                    (Role::Submitted, Some(heartbeat)) => row.number = *heartbeat,
                    _ => {}
                }
                if role == Role::TimedOut {
                    self.timed_out(&mut row);
                }
            }
            _ => {}
        }
        row
    }

    fn timed_out(&mut self, row: &mut Event) {
        if row.error == NONE {
            row.error = self.add(Some("States.Timeout"));
        }
    }

    fn resource(&mut self, event: &Recorded, visit: u32) -> TextId {
        let told = match (event.text("resourceType"), event.text("resource")) {
            (Some(service), Some(action)) => Some(format!("{service}:{action}")),
            (None, Some(resource)) => Some(resource.to_string()),
            _ => None,
        };
        let told = self.add(told.as_deref());
        match self.resources.get_mut(visit as usize) {
            Some(known) if told == NONE => *known,
            Some(known) => {
                *known = told;
                told
            }
            None => told,
        }
    }

    /// The first of these fields that there is.
    fn payload(&mut self, event: &Recorded, keys: &[&str]) -> TextId {
        let text = keys.iter().find_map(|key| event.payload(key));
        self.add(text.as_deref())
    }

    /// Assigned variables as an object text: the recording has the text of each value.
    fn assigned(&mut self, variables: Option<&Json>) -> TextId {
        let Some(variables) = variables.and_then(Json::as_object).filter(|variables| !variables.is_empty()) else {
            return NONE;
        };
        let mut text = String::from("{");
        for (name, value) in variables {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&escape(name));
            text.push(':');
            match value {
                // What is no JSON would break the object around it.
                Json::String(inner) if Json::parse_compact(inner).is_ok() => text.push_str(inner),
                value => text.push_str(&value.to_string()),
            }
        }
        text.push('}');
        self.add(Some(&text))
    }

    /// Each text stands once: the output of a state is the input of the next.
    fn add(&mut self, text: Option<&str>) -> TextId {
        let Some(text) = text else { return NONE };
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let id = self.texts.add(text);
        self.known.insert(text.to_string(), id);
        id
    }
}

fn is_task(kind: EventType) -> bool {
    matches!(
        kind.role(),
        Role::Scheduled | Role::Started | Role::Submitted | Role::Done | Role::Failed | Role::TimedOut
    ) && ["Task", "LambdaFunction", "Activity"].iter().any(|family| kind.name().starts_with(family))
}

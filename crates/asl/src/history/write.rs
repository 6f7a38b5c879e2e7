//! The text of a history, written event by event: a tree of it would take ten times its memory and time.

use super::{event_type_parts, family, resource};
use crate::Session;
use asl_engine::{Details, Event, Fault, Instant, Names};
use asl_json::{Json, escape_to};
use asl_model::{Kind, Program, ResourceKind, StateId};
use std::{collections::BTreeMap, ops::Range, rc::Rc};

/// `{"events":[…]}` with timestamps in RFC 3339, and inputs and outputs as JSON texts.
pub fn history_text(session: &Session) -> String {
    let mut writer = Writer {
        program: &session.program,
        names: &session.names,
        out: String::from("{\"events\":["),
        scratch: String::new(),
        time: (Instant(i64::MIN), String::new()),
        written: BTreeMap::new(),
    };
    for (index, event) in session.history.iter().enumerate() {
        if index > 0 {
            writer.out.push(',');
        }
        writer.event(index as u32 + 1, event);
    }
    writer.out.push_str("]}");
    writer.out
}

struct Writer<'a> {
    program: &'a Program,
    names: &'a Names,
    out: String,
    /// A value on its way into a string.
    scratch: String,
    /// The newest timestamp and its text: most events share theirs with the one before.
    time: (Instant, String),
    /// Where the newest text of a value stands, by its address: the output of a state is the input of the next one.
    written: BTreeMap<usize, Range<usize>>,
}

impl Writer<'_> {
    fn event(&mut self, id: u32, event: &Event) {
        if self.time.0 != event.at {
            self.time = (event.at, event.at.text());
        }
        self.out.push_str("{\"timestamp\":\"");
        self.out.push_str(&self.time.1);
        self.out.push_str("\",\"type\":\"");
        for part in event_type_parts(self.program, &event.details) {
            self.out.push_str(part);
        }
        self.out.push('"');
        self.number("id", u64::from(id));
        self.number("previousEventId", u64::from(event.previous));
        self.details(&event.details);
        self.out.push('}');
    }

    /// The details object of an event, where it has one.
    fn details(&mut self, details: &Details) {
        match details {
            Details::ExecutionStarted { input } => self.object("executionStarted", |out| {
                out.text("input", "inputDetails", input);
                out.string("roleArn", &out.names.role_arn);
            }),
            Details::ExecutionSucceeded { output } => {
                self.object("executionSucceeded", |out| out.text("output", "outputDetails", output));
            }
            Details::ExecutionFailed(fault) => self.object("executionFailed", |out| out.fault(fault)),
            Details::ExecutionTimedOut => {
                self.object("executionTimedOut", |out| out.string("error", "States.Timeout"));
            }
            Details::ExecutionAborted(fault) => self.object("executionAborted", |out| out.fault(fault)),
            Details::StateEntered { state, input } => self.object("stateEntered", |out| {
                out.state("name", *state);
                out.text("input", "inputDetails", input);
            }),
            Details::StateExited { state, output, assigned, .. } => self.object("stateExited", |out| {
                out.state("name", *state);
                out.text("output", "outputDetails", output);
                if let Some(assigned) = assigned {
                    out.assigned(assigned);
                }
            }),
            Details::Scheduled { state, input, timeout, heartbeat, role } => {
                self.task(*state, "Scheduled", |out| {
                    out.scheduled(*state, input, [*timeout, *heartbeat], role.as_ref());
                });
            }
            // Quirk: an activity's worker that gives no name leaves an empty object; a started function leaves none.
            Details::Started { state, worker } => match resource(self.program, *state) {
                Some(ResourceKind::Lambda) => {}
                Some(ResourceKind::Activity) => self.object("activityStarted", |out| {
                    if let Some(worker) = worker {
                        out.string("workerName", worker);
                    }
                }),
                Some(ResourceKind::Service { .. }) | None => self.object("taskStarted", |out| out.integration(*state)),
            },
            Details::Submitted { state, output } => self.object("taskSubmitted", |out| out.answered(*state, output)),
            Details::Succeeded { state, output } => {
                self.task(*state, "Succeeded", |out| out.answered(*state, output));
            }
            Details::Failed { state, fault } => self.task(*state, "Failed", |out| out.failed(*state, fault)),
            Details::TimedOut { state } => {
                self.task(*state, "TimedOut", |out| out.failed(*state, &Fault::timeout()));
            }
            Details::MapStarted { length } => {
                self.object("mapStateStarted", |out| out.number("length", u64::from(*length)));
            }
            Details::IterationStarted { state, index } => self.iteration("mapIterationStarted", *state, *index),
            Details::IterationSucceeded { state, index } => self.iteration("mapIterationSucceeded", *state, *index),
            Details::IterationFailed { state, index } => self.iteration("mapIterationFailed", *state, *index),
            Details::IterationAborted { state, index } => self.iteration("mapIterationAborted", *state, *index),
            Details::EvaluationFailed { state, fault, location } => self.object("evaluationFailed", |out| {
                out.fault(fault);
                if let Some(location) = location {
                    out.string("location", location);
                }
                out.state("state", *state);
            }),
            Details::MapRunStarted { arn } => self.object("mapRunStarted", |out| out.string("mapRunArn", arn)),
            Details::MapRunFailed(fault) => self.object("mapRunFailed", |out| out.fault(fault)),
            Details::StateAborted { .. }
            | Details::MapRunSucceeded
            | Details::ParallelStarted
            | Details::ParallelSucceeded
            | Details::ParallelFailed
            | Details::MapSucceeded
            | Details::MapFailed => {}
        }
    }

    /// `"…EventDetails":{…}`
    fn object(&mut self, name: &str, fields: impl FnOnce(&mut Self)) {
        self.object_of([name, ""], fields);
    }

    fn object_of(&mut self, name: [&str; 2], fields: impl FnOnce(&mut Self)) {
        self.out.push_str(",\"");
        name.into_iter().for_each(|part| self.out.push_str(part));
        self.out.push_str("EventDetails\":{");
        fields(self);
        self.out.push('}');
    }

    /// `taskFailed`, `lambdaFunctionFailed`, `activityFailed`.
    fn task(&mut self, state: StateId, what: &str, fields: impl FnOnce(&mut Self)) {
        let family = match family(self.program, state) {
            "LambdaFunction" => "lambdaFunction",
            "Activity" => "activity",
            _ => "task",
        };
        self.object_of([family, what], fields);
    }

    fn iteration(&mut self, name: &str, state: StateId, index: u32) {
        self.object(name, |out| {
            out.state("name", state);
            out.number("index", u64::from(index));
        });
    }

    fn key(&mut self, name: &str) {
        self.out.push_str(if self.out.ends_with('{') { "\"" } else { ",\"" });
        self.out.push_str(name);
        self.out.push_str("\":");
    }

    fn number(&mut self, name: &str, value: u64) {
        self.key(name);
        // Digits from the last one on: the formatter would take most of the time of a history.
        let (mut digits, mut at, mut left) = ([0; 20], 20, value);
        while at == 20 || left > 0 {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
        }
        self.out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
    }

    fn string(&mut self, name: &str, value: &str) {
        self.key(name);
        escape_to(value, &mut self.out);
    }

    fn state(&mut self, name: &str, state: StateId) {
        self.key(name);
        escape_to(&self.program.state(state).name, &mut self.out);
    }

    /// A value as a text, and that the service has not cut it off.
    fn text(&mut self, name: &str, details: &str, value: &Json) {
        self.key(name);
        self.value(value);
        self.truncated(details);
    }

    fn truncated(&mut self, name: &str) {
        self.key(name);
        self.out.push_str("{\"truncated\":false}");
    }

    /// A value as a text.
    fn value(&mut self, value: &Json) {
        let address = match value {
            Json::Array(array) => Rc::as_ptr(array) as usize,
            Json::Object(object) => Rc::as_ptr(object) as usize,
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => 0,
        };
        // The history holds every value until it is written: an address names one value.
        if let Some(range) = self.written.get(&address).filter(|_| address != 0) {
            self.out.extend_from_within(range.clone());
            return;
        }
        self.scratch.clear();
        value.write_to(&mut self.scratch);
        let from = self.out.len();
        escape_to(&self.scratch, &mut self.out);
        if address != 0 {
            self.written.insert(address, from..self.out.len());
        }
    }

    fn assigned(&mut self, assigned: &[(Rc<str>, Json)]) {
        self.key("assignedVariables");
        self.out.push('{');
        for (name, value) in assigned {
            self.out.push_str(if self.out.ends_with('{') { "" } else { "," });
            escape_to(name, &mut self.out);
            self.out.push(':');
            self.value(value);
        }
        self.out.push('}');
        self.truncated("assignedVariablesDetails");
    }

    fn fault(&mut self, fault: &Fault) {
        if let Some(error) = &fault.error {
            self.string("error", error);
        }
        if let Some(cause) = &fault.cause {
            self.string("cause", cause);
        }
    }

    /// The resource, which the events of an integration repeat.
    fn integration(&mut self, state: StateId) {
        if let Some(ResourceKind::Service { resource_type, action, .. }) = resource(self.program, state) {
            self.string("resourceType", resource_type);
            self.string("resource", action);
        }
    }

    fn answered(&mut self, state: StateId, output: &Json) {
        self.integration(state);
        self.text("output", "outputDetails", output);
    }

    fn failed(&mut self, state: StateId, fault: &Fault) {
        self.integration(state);
        self.fault(fault);
    }

    fn scheduled(&mut self, state: StateId, input: &Json, seconds: [Option<u64>; 2], role: Option<&Rc<str>>) {
        if let Some(ResourceKind::Service { .. }) = resource(self.program, state) {
            self.integration(state);
            self.string("region", &self.names.region);
            self.key("parameters");
            self.value(input);
        } else {
            if let Kind::Task(task) = &self.program.state(state).kind {
                self.string("resource", &task.resource.arn);
            }
            self.text("input", "inputDetails", input);
        }
        // Only what the definition gives is reported (case `timeouts/test_heartbeats.test_heartbeat_no_timeout`).
        for (name, seconds) in ["timeoutInSeconds", "heartbeatInSeconds"].into_iter().zip(seconds) {
            if let Some(seconds) = seconds {
                self.number(name, seconds);
            }
        }
        if let Some(role) = role {
            self.key("taskCredentials");
            self.out.push('{');
            self.string("roleArn", role);
            self.out.push('}');
        }
    }
}

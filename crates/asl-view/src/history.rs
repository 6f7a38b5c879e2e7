//! The history as `GetExecutionHistory` returns it, as far as a trace holds it: without the role, the region, the
//! heartbeat and the place in the text of a failed evaluation, which nothing on the page needs.

use crate::{Event, EventType, NONE, Outline, Role, TextId, Trace, describe::state_name, format::timestamp, json};

/// How inputs, outputs and parameters are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Payloads {
    /// As the service sends them: JSON texts inside strings.
    #[default]
    Quoted,
    /// As the JSON that they hold, for reading.
    Opened,
}

/// `{"events":[…]}` with all events.
pub fn history_json(trace: &Trace, outline: &Outline) -> String {
    let mut writer = Writer::new(trace, outline, Payloads::Quoted);
    writer.out.push_str("{\"events\":[");
    for event in 0..trace.events.len() as u32 {
        if event > 0 {
            writer.out.push(',');
        }
        writer.event(event);
    }
    writer.out.push_str("]}");
    writer.out
}

/// One event (an index from 0); empty if there is no such event.
pub fn event_json(trace: &Trace, outline: &Outline, event: u32, payloads: Payloads) -> String {
    let mut writer = Writer::new(trace, outline, payloads);
    writer.event(event);
    writer.out
}

struct Writer<'a> {
    trace: &'a Trace,
    outline: &'a Outline,
    payloads: Payloads,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(trace: &'a Trace, outline: &'a Outline, payloads: Payloads) -> Self {
        Self { trace, outline, payloads, out: String::new() }
    }

    fn event(&mut self, event: u32) {
        let Some(row) = self.trace.events.get(event as usize) else { return };
        self.out.push('{');
        self.string("timestamp", &timestamp(self.trace.start + row.time));
        let name = self.trace.type_name(row);
        self.string("type", name);
        self.number("id", event + 1);
        self.number("previousEventId", row.previous);
        if row.kind == EventType::Unknown {
            // What nobody understands is passed on as it came.
            if let Some(details) = self.trace.texts.get(row.text) {
                self.key(&details_of(name));
                self.out.push_str(details);
            }
        } else if let Some(name) = details_name(row.kind) {
            self.key(&name);
            self.out.push('{');
            self.details(row);
            self.out.push('}');
        }
        self.out.push('}');
    }

    fn details(&mut self, row: &Event) {
        match (row.kind.role(), row.kind) {
            (Role::Entered, _) => {
                self.string("name", &state_name(self.trace, self.outline, row));
                self.payload("input", row.text);
            }
            (Role::Exited, _) => {
                self.string("name", &state_name(self.trace, self.outline, row));
                self.payload("output", row.text);
                self.assigned(row.assigned);
            }
            (_, EventType::ExecutionStarted) => self.payload("input", row.text),
            (_, EventType::ExecutionSucceeded) => self.payload("output", row.text),
            (_, EventType::MapStateStarted) => self.optional("length", row.number),
            (_, EventType::MapRunStarted) => self.text("mapRunArn", row.name),
            (_, EventType::EvaluationFailed) => {
                self.fault(row);
                self.string("state", &state_name(self.trace, self.outline, row));
            }
            (Role::Outer, _) if row.number != NONE => {
                self.text("name", row.name);
                self.number("index", row.number);
            }
            (Role::Scheduled, _) => {
                if !self.integration(row) {
                    self.text("resource", row.name);
                }
                match row.kind {
                    EventType::TaskScheduled => self.value("parameters", row.text),
                    _ => self.payload("input", row.text),
                }
                self.optional("timeoutInSeconds", row.number);
            }
            (Role::Started, _) => drop(self.integration(row)),
            (Role::Submitted | Role::Done, _) => {
                self.integration(row);
                self.payload("output", row.text);
            }
            _ => {
                self.integration(row);
                self.fault(row);
            }
        }
    }

    /// The resource, which the events of an integration repeat; `false` for functions and activities.
    fn integration(&mut self, row: &Event) -> bool {
        let parts = self.trace.texts.get(row.name).and_then(|name| name.rsplit_once(':'));
        let Some((resource_type, action)) = parts.filter(|_| row.kind.name().starts_with("Task")) else { return false };
        self.string("resourceType", resource_type);
        self.string("resource", action);
        true
    }

    fn fault(&mut self, row: &Event) {
        self.text("error", row.error);
        self.text("cause", row.cause);
    }

    /// A value, and that it has not been cut off.
    fn payload(&mut self, name: &str, text: TextId) {
        self.value(name, text);
        if text != NONE && self.payloads == Payloads::Quoted {
            self.key(&format!("{name}Details"));
            self.out.push_str("{\"truncated\":false}");
        }
    }

    fn value(&mut self, name: &str, text: TextId) {
        let Some(value) = self.trace.texts.get(text) else { return };
        self.key(name);
        self.inner(value);
    }

    fn inner(&mut self, value: &str) {
        match self.payloads {
            Payloads::Quoted => self.out.push_str(&json::quote(value)),
            Payloads::Opened => self.out.push_str(value),
        }
    }

    fn assigned(&mut self, text: TextId) {
        let Some(assigned) = self.trace.texts.get(text) else { return };
        self.key("assignedVariables");
        self.out.push('{');
        for (name, value) in json::members(assigned) {
            if !self.out.ends_with('{') {
                self.out.push(',');
            }
            self.out.push_str(name);
            self.out.push(':');
            self.inner(value);
        }
        self.out.push('}');
        if self.payloads == Payloads::Quoted {
            self.key("assignedVariablesDetails");
            self.out.push_str("{\"truncated\":false}");
        }
    }

    fn text(&mut self, name: &str, text: TextId) {
        if let Some(value) = self.trace.texts.get(text) {
            self.string(name, value);
        }
    }

    fn string(&mut self, name: &str, value: &str) {
        self.key(name);
        self.out.push_str(&json::quote(value));
    }

    fn optional(&mut self, name: &str, value: u32) {
        if value != NONE {
            self.number(name, value);
        }
    }

    fn number(&mut self, name: &str, value: u32) {
        self.key(name);
        self.out.push_str(&value.to_string());
    }

    fn key(&mut self, name: &str) {
        self.out.push_str(if self.out.ends_with('{') { "\"" } else { ",\"" });
        self.out.push_str(name);
        self.out.push_str("\":");
    }
}

/// `taskFailedEventDetails`; `None` for the types that have no details.
///
/// Quirk: a started function has none, a started activity whose worker gives no name has empty ones.
fn details_name(kind: EventType) -> Option<String> {
    let name = match kind.role() {
        Role::Entered => "stateEntered".to_owned(),
        Role::Exited => "stateExited".to_owned(),
        Role::Aborted => return None,
        _ => match kind {
            EventType::LambdaFunctionStarted
            | EventType::MapRunSucceeded
            | EventType::MapRunAborted
            | EventType::MapStateFailed
            | EventType::MapStateSucceeded
            | EventType::ParallelStateFailed
            | EventType::ParallelStateStarted
            | EventType::ParallelStateSucceeded => return None,
            _ => return Some(details_of(kind.name())),
        },
    };
    Some(format!("{name}EventDetails"))
}

/// `taskFailedEventDetails` of `TaskFailed`.
fn details_of(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map_or(String::new(), |first| first.to_lowercase().collect());
    format!("{first}{}EventDetails", letters.as_str())
}

//! Reading what `aws stepfunctions get-execution-history` prints.

use super::moment::moment;
use asl_json::Json;
use asl_view::EventType;
use std::borrow::Cow;

/// The longest text that is read, in bytes.
pub const MAX_RECORDING_BYTES: usize = 64 << 20;

/// The most events that are read: the service ends a Standard execution at 25,000, and a redriven one may go on.
const MOST_EVENTS: usize = 50_000;

/// The events of an execution of the service, as they were recorded.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// The events in order; their ids are their places, from 1.
    pub(crate) events: Vec<Recorded>,
    /// Whether the service had more events than the text holds.
    pub cut: bool,
    /// What is worth knowing about the text, in whole sentences.
    pub notes: Vec<String>,
}

/// One event.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    /// The type; [`EventType::Unknown`] for one that we do not know.
    pub(crate) kind: EventType,
    /// The type as it is written, where we do not know it; empty otherwise.
    pub(crate) type_name: String,
    /// `previousEventId`; never later than the event itself.
    pub(crate) previous: u32,
    /// Milliseconds since 1970-01-01T00:00:00Z; time never goes back.
    pub(crate) time: i64,
    /// The `…EventDetails` object; null where there is none.
    pub(crate) details: Json,
}

impl Recorded {
    /// A text of the details.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.details.get(key).and_then(Json::as_str)
    }

    /// A text of the details; where some tool has opened the JSON in it, that JSON printed.
    pub(crate) fn payload(&self, key: &str) -> Option<Cow<'_, str>> {
        match self.details.get(key)? {
            Json::Null => None,
            Json::String(text) => Some(Cow::Borrowed(text)),
            opened => Some(Cow::Owned(opened.to_string())),
        }
    }

    /// A whole number of the details, which some tools write as a text.
    pub(crate) fn number(&self, key: &str) -> Option<u32> {
        let value = self.details.get(key)?;
        let number = value.as_i64().or_else(|| value.as_str().and_then(|text| text.parse().ok()))?;
        u32::try_from(number).ok().filter(|number| *number != asl_view::NONE)
    }
}

impl Recording {
    /// Reads `{"events":[…]}`, the list of the events alone, or several of either one after the other, in rising or in
    /// falling order of their ids.
    ///
    /// # Errors
    /// A sentence for people.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.len() > MAX_RECORDING_BYTES {
            let size = text.len() as f64 / f64::from(1 << 20);
            return Err(format!("The history is {size:.0} MB long; up to 64 MB are read."));
        }
        let mut pages = Pages::default();
        let mut at = 0;
        // What stands between two documents is one of its own, unless it is blank or a comma: nothing is silently dropped.
        while let Some(length) =
            text[at..].find(|sign: char| !(sign.is_whitespace() || matches!(sign, ',' | '\u{feff}')))
        {
            let (page, end) = Json::parse_at(text, at + length).map_err(|error| {
                format!("The history is not JSON: {} at line {}, column {}.", error.message, error.line, error.column)
            })?;
            pages.add(&page)?;
            at = end;
        }
        pages.finish()
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there are none; a recording that was read has one at least.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Whether the last event is the end of the execution.
    pub fn has_ended(&self) -> bool {
        self.events.last().is_some_and(|event| {
            matches!(
                event.kind,
                EventType::ExecutionSucceeded
                    | EventType::ExecutionFailed
                    | EventType::ExecutionTimedOut
                    | EventType::ExecutionAborted
            )
        })
    }

    /// When the first event happened, in milliseconds since 1970-01-01T00:00:00Z.
    pub(crate) fn start(&self) -> i64 {
        self.events.first().map_or(0, |event| event.time)
    }
}

/// The pages as they come.
#[derive(Default)]
struct Pages {
    events: Vec<(i64, Recorded)>,
    count: u32,
    tokens: u32,
    notes: Vec<String>,
}

impl Pages {
    fn add(&mut self, page: &Json) -> Result<(), String> {
        let events = page.as_array().or_else(|| page.get("events").and_then(Json::as_array));
        let events = events.ok_or("This is no execution history: it has no list `events`.")?;
        if self.events.len() + events.len() > MOST_EVENTS {
            return Err(format!("The history has more than {MOST_EVENTS} events."));
        }
        self.count += 1;
        let token = ["nextToken", "NextToken"].into_iter().find_map(|key| page.get(key));
        self.tokens += u32::from(token.is_some_and(|token| !token.is_null()));
        for event in events {
            self.events.push(self.event(event)?);
        }
        Ok(())
    }

    fn event(&self, event: &Json) -> Result<(i64, Recorded), String> {
        let place = self.events.len() + 1;
        let whole = |key: &str| {
            let value = event.get(key)?;
            value.as_i64().or_else(|| value.as_str().and_then(|text| text.parse().ok()))
        };
        let name = event.get("type").and_then(Json::as_str);
        let name = name.ok_or_else(|| format!("Event {place} of the history has no `type`."))?;
        let id = whole("id").ok_or_else(|| format!("Event {place} of the history has no `id`."))?;
        let kind = EventType::from_name(name).unwrap_or(EventType::Unknown);
        let details = event.as_object().into_iter().flatten().find(|(key, _)| key.ends_with("EventDetails"));
        let recorded = Recorded {
            kind,
            type_name: if kind == EventType::Unknown { name.to_string() } else { String::new() },
            previous: whole("previousEventId").and_then(|id| u32::try_from(id).ok()).unwrap_or(0),
            // An event without a time happens with the one before it.
            time: event.get("timestamp").and_then(moment).unwrap_or(i64::MIN),
            details: details.map(|(_, details)| details.clone()).unwrap_or_default(),
        };
        Ok((id, recorded))
    }

    fn finish(mut self) -> Result<Recording, String> {
        asl_sort::by_key(&mut self.events, |(id, _)| *id);
        // A page may have been pasted twice.
        self.events.dedup_by_key(|(id, _)| *id);
        match self.events.first() {
            None => return Err("The history has no events.".into()),
            Some((1, _)) => {}
            Some((id, _)) => {
                return Err(format!(
                    "The history begins with event {id}: the events before it are missing. Paste all pages, one after \
                     the other."
                ));
            }
        }
        let dense = self.events.iter().zip(1..).take_while(|((id, _), place)| id == place).count();
        let mut cut = self.tokens > 0 && self.tokens >= self.count;
        if dense < self.events.len() {
            cut = true;
            let left_out = self.events.len() - dense;
            self.notes.push(format!(
                "Event {} is missing; what follows it is left out: {left_out} events. Paste all pages of the history.",
                dense + 1
            ));
        } else if cut {
            self.notes.push(format!(
                "The service has more events than these {dense}: the text ends with a `nextToken`. Paste all pages, \
                 one after the other."
            ));
        }
        let mut events: Vec<Recorded> = self.events.into_iter().take(dense).map(|(_, event)| event).collect();
        let mut now = events.iter().map(|event| event.time).find(|time| *time > i64::MIN).unwrap_or(0);
        for (at, event) in events.iter_mut().enumerate() {
            now = now.max(event.time);
            event.time = now;
            event.previous = event.previous.min(at as u32);
        }
        let mut unknown: Vec<String> = Vec::new();
        for (at, event) in events.iter().enumerate().filter(|(_, event)| event.kind == EventType::Unknown) {
            if unknown.len() < 3 {
                unknown.push(format!("`{}` (event {})", short(&event.type_name), at + 1));
            }
        }
        if !unknown.is_empty() {
            self.notes.push(format!("Stepwell does not know these types of events: {}.", unknown.join(", ")));
        }
        Ok(Recording { events, cut, notes: self.notes })
    }
}

fn short(text: &str) -> &str {
    text.char_indices().nth(60).map_or(text, |(at, _)| &text[..at])
}

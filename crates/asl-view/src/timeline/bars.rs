//! The bars of one visit: its attempts, the time between them, waits, and moments.

use crate::{
    EdgeKind, NONE, Outline, StateType, StatusKind, Trace, TraceIndex, attempts::attempts, edge_of_visit, format,
    status_of_visit,
};

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarKind {
    /// An attempt of a task.
    Attempt,
    /// The time between two attempts.
    Backoff,
    /// A Wait.
    Wait,
    /// An attempt of a task that waits for somebody.
    Token,
    /// The whole of a Parallel or Map, or an attempt of it.
    Group,
    /// A state that takes no time.
    Point,
}

/// A bar of a lane, as it is when the run is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub kind: BarKind,
    /// How it ends; for one that never ends, how it stands at the end of the run.
    pub status: StatusKind,
    /// Virtual milliseconds.
    pub from: f64,
    /// Virtual milliseconds.
    pub to: f64,
    /// The cursor from which on it is there.
    pub first: u32,
    /// The cursor from which on it is complete; after the end of the run if it never is.
    pub last: u32,
    /// What stands in it or beside it once it is complete, from long to short.
    pub words: Vec<String>,
    /// The number of the attempt, if there are several; else 0.
    pub number: u32,
}

impl Bar {
    /// Puts the name of its state before its words.
    pub(super) fn belongs_to(&mut self, name: &str) {
        if self.kind == BarKind::Backoff {
            return;
        }
        if let Some(longest) = self.words.first().filter(|words| !words.is_empty()) {
            self.words.insert(0, format!("{name}, {longest}"));
        }
        self.words.insert(1.min(self.words.len()), name.to_owned());
    }

    /// What it is, for a tooltip: `attempt 1, timed out after 5 s, from +0.6 s to +5.6 s`.
    pub fn about(&self) -> String {
        let kind = match self.kind {
            BarKind::Backoff => "backoff ",
            BarKind::Wait => "waits ",
            BarKind::Token => "waits for an answer, ",
            _ => "",
        };
        let words = self.words.first().map_or("", String::as_str);
        let (from, to) = (format::offset(self.from), format::offset(self.to));
        let when = if self.to > self.from { format!("from {from} to {to}") } else { format!("at {from}") };
        if words.is_empty() { when } else { format!("{kind}{words}, {when}") }
    }
}

/// A duration as short as it can be: `5 s`, where others write `5.0 s`.
pub(super) fn length(milliseconds: f64) -> String {
    format::duration(milliseconds).replace(".0 s", " s")
}

/// Adds the bars of a visit; returns the number of its attempts.
pub(super) fn visit_bars(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    visit: u32,
    bars: &mut Vec<Bar>,
) -> usize {
    let own = index.events_of(visit);
    let (Some(first), Some(last)) = (own.first().copied(), own.last().copied()) else { return 0 };
    let end = trace.events.len() as u32;
    let status = status_of_visit(trace, index, outline, visit, end);
    let is_open = status.kind().is_open();
    let over = trace.events.last().map_or(0.0, |event| event.time);
    let closing = index.marks.get(&visit).map_or(last, |mark| mark.event.max(last));
    let whole = |kind: BarKind| Bar {
        kind,
        status: status.kind(),
        from: trace.events[first as usize].time,
        to: if is_open { over } else { trace.events[closing as usize].time },
        first: first + 1,
        last: if is_open { end + 1 } else { closing + 1 },
        words: Vec::new(),
        number: 0,
    };
    let with_time = |bar: Bar| Bar { words: vec![length(bar.to - bar.from)], ..bar };
    let state = outline.states.get(trace.visits[visit as usize].state as usize);
    let waits = state.is_some_and(|state| state.answerer().is_some());
    let task = if waits { BarKind::Token } else { BarKind::Attempt };
    match state.map(|state| state.kind) {
        Some(StateType::Wait) => bars.push(with_time(whole(BarKind::Wait))),
        Some(StateType::Parallel | StateType::Map) => {
            let found = attempt_bars(trace, index, outline, visit, BarKind::Group);
            // Of a single attempt the way in and out belongs to it.
            match found.len() {
                ..=1 => bars.push(with_time(whole(BarKind::Group))),
                _ => bars.extend(found),
            }
        }
        Some(StateType::Task) => match attempt_bars(trace, index, outline, visit, task) {
            found if found.is_empty() => {
                let (point, bar) = (whole(BarKind::Point), whole(BarKind::Attempt));
                bars.push(if bar.to > bar.from { with_time(bar) } else { point });
            }
            found => bars.extend(found),
        },
        _ => bars.push(Bar { words: way_out(trace, index, outline, visit), ..whole(BarKind::Point) }),
    }
    attempts(trace, index, outline, visit, end).len()
}

/// Which rule of a Choice matched.
fn way_out(trace: &Trace, index: &TraceIndex, outline: &Outline, visit: u32) -> Vec<String> {
    let edge = edge_of_visit(trace, index, visit, trace.events.len() as u32);
    match edge.and_then(|edge| outline.edges.get(edge as usize)).map(|edge| edge.kind) {
        Some(EdgeKind::Choice(rule)) => vec![format!("Choices[{rule}] matched"), format!("[{rule}]")],
        Some(EdgeKind::Default) => vec!["took Default".into(), "Default".into()],
        _ => Vec::new(),
    }
}

fn attempt_bars(trace: &Trace, index: &TraceIndex, outline: &Outline, visit: u32, kind: BarKind) -> Vec<Bar> {
    let end = trace.events.len() as u32;
    let over = trace.events.last().map_or(0.0, |event| event.time);
    let tries = attempts(trace, index, outline, visit, end);
    let mut bars = Vec::new();
    for (place, attempt) in tries.iter().enumerate() {
        let to = attempt.end.unwrap_or(over);
        let time = length(to - attempt.start);
        let number = if tries.len() > 1 { attempt.number } else { 0 };
        let error = trace.texts.get(attempt.error).filter(|error| !error.is_empty()).unwrap_or("failed");
        let outcome = match attempt.kind {
            StatusKind::TimedOut => vec![format!("timed out after {time}"), "timed out".into(), time],
            StatusKind::Failed => vec![format!("{error} after {time}"), error.to_owned(), time],
            StatusKind::Aborted => vec![format!("stopped after {time}"), "stopped".into()],
            _ => vec![time],
        };
        bars.push(Bar {
            kind,
            status: attempt.kind,
            from: attempt.start,
            to,
            first: attempt.first,
            last: if attempt.end.is_some() { attempt.last } else { end + 1 },
            words: numbered(number, outcome),
            number,
        });
        if let Some(resumes) = attempt.resumes {
            bars.push(Bar {
                kind: BarKind::Backoff,
                status: StatusKind::Retrying,
                from: to,
                to: resumes,
                first: attempt.last,
                last: tries.get(place + 1).map_or(attempt.last, |next| next.first),
                words: vec![length(resumes - to)],
                number: 0,
            });
        }
    }
    // An attempt that something else stopped has no event of its own: the mark says when.
    let mark = index.marks.get(&visit).filter(|mark| mark.event != NONE);
    if let (Some(last), Some(mark)) = (bars.last_mut(), mark) {
        let at = trace.events.get(mark.event as usize).map_or(over, |event| event.time);
        if last.last <= mark.event && last.to >= at && last.status != StatusKind::Succeeded {
            last.last = mark.event + 1;
        }
    }
    bars
}

/// Puts the number of the attempt before its outcome; the number alone is the shortest.
fn numbered(number: u32, outcome: Vec<String>) -> Vec<String> {
    if number == 0 {
        return outcome;
    }
    let mut words: Vec<String> = outcome.into_iter().map(|words| format!("attempt {number}, {words}")).collect();
    words.push(number.to_string());
    words
}

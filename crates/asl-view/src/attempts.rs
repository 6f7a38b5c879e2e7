//! The attempts of a visit, and which retrier or catcher each failure met.

use crate::{
    ASSUMED, EdgeKind, EventType, NONE, Outline, Retrier, Role, StatusKind, TextId, Trace, TraceIndex, edge_of_visit,
    error_of_visit, format::duration, status_of_visit, time_at, visit::retrier_for,
};

/// One try of a task, or one start of a Map or Parallel.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// From 1.
    pub number: u32,
    /// Virtual milliseconds at its first event.
    pub start: f64,
    /// Virtual milliseconds at its last event; `None` while it runs.
    pub end: Option<f64>,
    /// The cursor at its first event.
    pub first: u32,
    /// The cursor at its last event so far.
    pub last: u32,
    /// How it ended, or how it stands.
    pub kind: StatusKind,
    /// What the task was given.
    pub parameters: TextId,
    /// What came back.
    pub result: TextId,
    /// Whether that was assumed, because nobody answered.
    pub assumed: bool,
    /// The error name.
    pub error: TextId,
    /// The cause.
    pub cause: TextId,
    /// The place in `Retry` that allowed the next attempt.
    pub retrier: u32,
    /// Virtual milliseconds at the start of the next attempt, if there is one.
    pub resumes: Option<f64>,
}

impl Attempt {
    /// The place of the retrier that its failure met: as the trace tells it, or by the name of the error.
    pub(crate) fn retrier_in(&self, trace: &Trace, retriers: &[Retrier]) -> Option<usize> {
        match self.retrier {
            NONE => retrier_for(retriers, trace.texts.get(self.error)?),
            place => Some(place as usize),
        }
    }
}

/// The attempts of a visit up to the cursor.
pub fn attempts(trace: &Trace, index: &TraceIndex, outline: &Outline, visit: u32, cursor: u32) -> Vec<Attempt> {
    let mut found: Vec<Attempt> = Vec::new();
    for at in index.events_before(visit, cursor) {
        let event = &trace.events[*at as usize];
        let role = event.kind.role();
        let opens = matches!(event.kind, EventType::MapStateStarted | EventType::ParallelStateStarted)
            || role == Role::Scheduled;
        let fails = matches!(role, Role::Failed | Role::TimedOut);
        if opens || fails && found.last().is_none_or(|attempt| attempt.end.is_some()) {
            if let Some(before) = found.last_mut() {
                before.resumes = Some(event.time);
                if before.end.is_none() {
                    close_quietly(trace, index, visit, before, *at);
                }
            }
            found.push(Attempt {
                number: found.len() as u32 + 1,
                start: event.time,
                end: None,
                first: at + 1,
                last: at + 1,
                kind: StatusKind::Running,
                parameters: if opens { event.text } else { NONE },
                result: NONE,
                assumed: false,
                error: NONE,
                cause: NONE,
                retrier: NONE,
                resumes: None,
            });
        }
        let Some(attempt) = found.last_mut().filter(|attempt| attempt.end.is_none()) else { continue };
        attempt.last = at + 1;
        match role {
            Role::Submitted => attempt.result = event.text,
            Role::Done => {
                (attempt.end, attempt.kind) = (Some(event.time), StatusKind::Succeeded);
                (attempt.result, attempt.assumed) = (event.text, event.number == ASSUMED);
            }
            Role::Failed | Role::TimedOut => {
                let timed_out = role == Role::TimedOut;
                attempt.kind = if timed_out { StatusKind::TimedOut } else { StatusKind::Failed };
                attempt.end = Some(event.time);
                (attempt.error, attempt.cause, attempt.retrier) = (event.error, event.cause, event.choice);
            }
            Role::Aborted => (attempt.end, attempt.kind) = (Some(event.time), StatusKind::Aborted),
            Role::Exited => (attempt.end, attempt.kind) = (Some(event.time), StatusKind::Succeeded),
            _ => {}
        }
    }
    if let Some(last) = found.last_mut().filter(|attempt| attempt.end.is_none()) {
        let kind = status_of_visit(trace, index, outline, visit, cursor).kind();
        last.kind = if kind == StatusKind::Retrying { StatusKind::Failed } else { kind };
        last.end = (!kind.is_open()).then(|| time_at(trace, cursor));
    }
    found
}

/// A Map or Parallel whose attempt ended without an event of its own.
fn close_quietly(trace: &Trace, index: &TraceIndex, visit: u32, attempt: &mut Attempt, resumed: u32) {
    let retries = index.quiet_retries.get(&visit).map(Vec::as_slice).unwrap_or_default();
    if let Some(retry) = retries.iter().find(|retry| retry.resumed == resumed) {
        let failed = &trace.events[retry.failed as usize];
        (attempt.end, attempt.kind, attempt.last) = (Some(failed.time), StatusKind::Failed, retry.failed + 1);
        (attempt.error, attempt.cause, attempt.retrier) = (failed.error, failed.cause, failed.choice);
    }
}

/// A retrier and what a visit has used of it.
#[derive(Clone, Debug, PartialEq)]
pub struct RetrierUse {
    /// Its error names, joined.
    pub errors: String,
    /// Retries used.
    pub used: u32,
    /// Retries allowed.
    pub allowed: u32,
    /// Whether it handles the last error.
    pub hit: bool,
    /// Why it does or does not, in a few words: the formula of its delay, `does not match this error`, `used up`.
    pub reason: String,
}

/// The retriers of a visit's state at the cursor. Without a visit nothing is used yet.
pub fn retrier_uses(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    state: u32,
    visit: Option<u32>,
    cursor: u32,
) -> Vec<RetrierUse> {
    let retriers = outline.states.get(state as usize).map(|state| state.retriers.as_slice()).unwrap_or_default();
    let tries = visit.map(|visit| attempts(trace, index, outline, visit, cursor)).unwrap_or_default();
    let is_waiting =
        visit.is_some_and(|visit| status_of_visit(trace, index, outline, visit, cursor).kind() == StatusKind::Retrying);
    let last = tries.iter().rev().find(|attempt| attempt.kind.is_failure());
    let last_error = last.and_then(|attempt| trace.texts.get(attempt.error));
    let mut uses = Vec::with_capacity(retriers.len());
    for (place, retrier) in retriers.iter().enumerate() {
        let retried = |attempt: &&Attempt| {
            let pending = is_waiting && attempt.number as usize == tries.len();
            attempt.retrier_in(trace, retriers) == Some(place) && (attempt.resumes.is_some() || pending)
        };
        let used = tries.iter().filter(retried).count() as u32;
        let hit = last.is_some_and(|attempt| attempt.retrier_in(trace, retriers) == Some(place));
        let reason = match last_error {
            _ if hit && used > 0 && is_waiting => delay_formula(retrier, used),
            _ if hit && used >= retrier.max_attempts => "used up".into(),
            None => delay_formula(retrier, 1),
            Some(_) if hit => delay_formula(retrier, used.max(1)),
            Some(_) => "does not match this error".into(),
        };
        uses.push(RetrierUse { errors: retrier.errors.join(", "), used, allowed: retrier.max_attempts, hit, reason });
    }
    uses
}

/// How a retrier computes the delay before its `n`th retry: `1 s × 2.5² = 6.3 s, no cap, no jitter`.
pub fn delay_formula(retrier: &Retrier, n: u32) -> String {
    let exponent = n.saturating_sub(1);
    let plain = retrier.interval_seconds * retrier.backoff_rate.powi(exponent as i32);
    let capped = retrier.max_delay_seconds.map_or(plain, |cap| plain.min(cap));
    let seconds = |value: f64| duration(value * 1000.0);
    let product = match exponent {
        0 => seconds(plain),
        1 => format!("{} × {} = {}", seconds(retrier.interval_seconds), retrier.backoff_rate, seconds(plain)),
        _ => {
            format!("{} × {}^{exponent} = {}", seconds(retrier.interval_seconds), retrier.backoff_rate, seconds(plain))
        }
    };
    let cap = match retrier.max_delay_seconds {
        None => "no cap".to_owned(),
        Some(_) if capped < plain => format!("capped at {}", seconds(capped)),
        Some(cap) => format!("cap {}", seconds(cap)),
    };
    let jitter = if retrier.jitter { "FULL jitter" } else { "no jitter" };
    format!("{product}, {cap}, {jitter}")
}

/// A catcher and whether it took over.
#[derive(Clone, Debug, PartialEq)]
pub struct CatcherUse {
    /// Its error names, joined.
    pub errors: String,
    /// Where it leads.
    pub next: String,
    /// Whether it took over.
    pub hit: bool,
    /// In a few words.
    pub reason: String,
}

/// The catchers of a visit's state at the cursor.
pub fn catcher_uses(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    state: u32,
    visit: Option<u32>,
    cursor: u32,
) -> Vec<CatcherUse> {
    let Some(row) = outline.states.get(state as usize) else { return Vec::new() };
    let taken = visit.and_then(|visit| edge_of_visit(trace, index, visit, cursor));
    let taken = taken.and_then(|edge| outline.edges.get(edge as usize)).map(|edge| edge.kind);
    let status = visit.map(|visit| status_of_visit(trace, index, outline, visit, cursor).kind()).unwrap_or_default();
    let error = visit.and_then(|visit| error_of_visit(trace, index, visit, cursor)).map(|(error, _)| error);
    let uses = row.catchers.iter().enumerate().map(|(place, catcher)| {
        let hit = taken == Some(EdgeKind::Catch(place as u32));
        let named = error.is_some_and(|error| catcher.errors.iter().any(|name| name == error));
        let reason = match status {
            _ if hit => "took over",
            StatusKind::Retrying => "after the last retry",
            StatusKind::Failed | StatusKind::TimedOut if !named => "does not match this error",
            _ => "not needed",
        };
        let next = catcher.next.and_then(|next| outline.states.get(next as usize));
        CatcherUse {
            errors: catcher.errors.join(", "),
            next: next.map_or_else(String::new, |next| next.name.clone()),
            hit,
            reason: reason.into(),
        }
    });
    uses.collect()
}

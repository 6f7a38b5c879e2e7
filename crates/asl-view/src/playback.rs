//! When each event is shown while a run is played. The same trace always gives the same animation.

use crate::{EventType, Role, Trace};

/// Shortest and longest time of a whole run at automatic speed, without its waits, in milliseconds.
const TOTAL: (f64, f64) = (4000.0, 12_000.0);
/// What one entered state adds to the wish for time.
const PER_STATE: f64 = 250.0;
/// Playing time of one entered state at a chosen speed of 1, in milliseconds.
const STEADY: f64 = 400.0;
/// No event is shown for less, unless there are too many of them for [`TOTAL`].
const SHORTEST: f64 = 40.0;
/// All waits together take at most this long.
const LONGEST_WAITS: f64 = 12_000.0;

/// The times at automatic speed in milliseconds since the start of playing: entry `k` is when the cursor becomes `k`.
/// Entry 0 is 0; the last one is the length of the whole. Waiting takes the logarithm of its virtual time.
pub fn playback(trace: &Trace) -> Vec<f64> {
    let events = &trace.events;
    let entries = events.iter().filter(|event| event.kind.role() == Role::Entered).count();
    let total = (PER_STATE * entries as f64).clamp(TOTAL.0, TOTAL.1);
    let weights: f64 = events.iter().map(|event| weight(event.kind)).sum();
    let shortest = SHORTEST.min(total / (events.len().max(1) as f64));
    let waits: Vec<f64> = events
        .iter()
        .enumerate()
        .map(|(at, event)| events.get(at + 1).map_or(0.0, |next| wait(event.kind, next.time - event.time)))
        .collect();
    let all_waits: f64 = waits.iter().sum();
    let shrink = if all_waits > LONGEST_WAITS { LONGEST_WAITS / all_waits } else { 1.0 };
    let mut times = Vec::with_capacity(events.len() + 1);
    let mut now = 0.0;
    times.push(now);
    // The first event is shown at once.
    let mut dwell: f64 = 0.0;
    for (at, event) in events.iter().enumerate() {
        now += dwell;
        times.push(now);
        dwell = (total * weight(event.kind) / weights.max(1.0)).max(shortest) + waits[at] * shrink;
    }
    times
}

/// How long an event is looked at, against others.
fn weight(kind: EventType) -> f64 {
    match kind.role() {
        Role::Entered => 3.0,
        Role::Failed | Role::TimedOut => 4.0,
        Role::Exited | Role::Scheduled | Role::Started => 1.0,
        _ => 1.5,
    }
}

/// How long it takes until the next event, if virtual time goes by between the two.
fn wait(kind: EventType, milliseconds: f64) -> f64 {
    if milliseconds <= 0.0 {
        return 0.0;
    }
    let grows = 120.0 * (milliseconds / 1000.0 + 1.0).log10();
    match kind.role() {
        Role::Failed | Role::TimedOut | Role::Submitted => 300.0 + grows,
        _ if kind == EventType::WaitStateEntered => 300.0 + grows,
        _ if milliseconds >= 1000.0 => 200.0 + grows,
        _ => grows,
    }
}

/// How much faster automatic speed has to go so that each state takes 0.4 s, however many there are; waits stay as
/// they are.
pub fn steady_factor(trace: &Trace, times: &[f64]) -> f64 {
    let entries = trace.events.iter().filter(|event| event.kind.role() == Role::Entered).count() as f64;
    let total = times.last().copied().unwrap_or(0.0);
    let bounded = (PER_STATE * entries).clamp(TOTAL.0, TOTAL.1);
    let steady = total - bounded + STEADY * entries;
    if steady > 0.0 && total > 0.0 { (total / steady).max(0.001) } else { 1.0 }
}

/// The cursor at a time of playing.
pub fn cursor_at(times: &[f64], position: f64) -> u32 {
    times.partition_point(|time| *time <= position).saturating_sub(1) as u32
}

/// The virtual clock at a time of playing: it runs evenly from each event to the next.
pub fn clock_at(trace: &Trace, times: &[f64], position: f64) -> f64 {
    let cursor = cursor_at(times, position) as usize;
    let at =
        |cursor: usize| cursor.checked_sub(1).and_then(|last| trace.events.get(last)).map_or(0.0, |event| event.time);
    let (from, to) = (at(cursor), trace.events.get(cursor).map_or(at(cursor), |event| event.time));
    match (times.get(cursor), times.get(cursor + 1)) {
        (Some(start), Some(end)) if end > start => {
            from + (to - from) * ((position - start) / (end - start)).clamp(0.0, 1.0)
        }
        _ => from,
    }
}

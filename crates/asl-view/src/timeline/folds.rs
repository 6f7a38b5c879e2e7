//! Long gaps in which nothing happens, which the axis folds away.

use crate::{Role, Trace};

/// At most this many gaps are folded.
const MOST: usize = 8;
/// No gap below this is folded, in milliseconds.
const SHORTEST: f64 = 5_000.0;
/// A gap in which everything waits is folded if it is longer than this many times what remains.
const IDLE: f64 = 2.0;
/// The same for a gap in which a task works.
const BUSY: f64 = 20.0;
/// How much of a gap stays at either end, as a share of what remains: the bars begin and end in sight.
const RIM: f64 = 0.07;

/// A part of the axis that can be folded away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Virtual milliseconds.
    pub from: f64,
    /// Virtual milliseconds.
    pub to: f64,
    /// Whether nothing but waiting happens in it.
    pub is_idle: bool,
}

impl Gap {
    /// Milliseconds.
    pub fn length(&self) -> f64 {
        self.to - self.from
    }

    /// What tells it from the others of a run.
    pub fn key(&self) -> u64 {
        self.from.to_bits()
    }
}

/// The gaps of a run that are worth folding, in order: those beside which everything else would be too small to see.
/// Each is more than half of what would be on the axis without the other folds.
pub fn gaps(trace: &Trace) -> Vec<Gap> {
    let end = trace.events.last().map_or(0.0, |event| event.time);
    let mut long: Vec<Gap> = quiet_spans(trace).into_iter().filter(|gap| gap.length() >= SHORTEST).collect();
    asl_sort::by(&mut long, |one, other| other.length().total_cmp(&one.length()));
    // The more are folded, the less remains, so the longer are the others beside it: several waits of one hour are
    // folded together or not at all.
    for count in (1..=long.len().min(MOST)).rev() {
        let folded = &long[..count];
        let remains = end - folded.iter().map(Gap::length).sum::<f64>();
        if folded.iter().all(|gap| gap.length() > remains * if gap.is_idle { IDLE } else { BUSY }) {
            let rim = round_down(remains.max(1_000.0) * RIM);
            let mut found: Vec<Gap> =
                folded.iter().map(|gap| Gap { from: gap.from + rim, to: gap.to - rim, ..*gap }).collect();
            asl_sort::by(&mut found, |one, other| one.from.total_cmp(&other.from));
            return found;
        }
    }
    Vec::new()
}

/// 1, 2 or 5 with zeros.
fn round_down(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    let steps = [5.0, 2.0, 1.0];
    steps.into_iter().map(|step| step * power).find(|step| *step <= value).unwrap_or(power)
}

/// The spans between events. Idle: no attempt runs meanwhile, only waits, backoffs and tokens.
fn quiet_spans(trace: &Trace) -> Vec<Gap> {
    let mut running = vec![false; trace.visits.len()];
    let mut count: usize = 0;
    let mut spans = Vec::new();
    for (at, event) in trace.events.iter().enumerate() {
        if let Some(runs) = running.get_mut(event.visit as usize) {
            let after = match event.kind.role() {
                Role::Scheduled => true,
                // A submitted task waits for others.
                Role::Submitted | Role::Done | Role::Failed | Role::TimedOut | Role::Aborted | Role::Exited => false,
                _ => *runs,
            };
            count = count + usize::from(after) - usize::from(*runs);
            *runs = after;
        }
        if let Some(next) = trace.events.get(at + 1).filter(|next| next.time > event.time) {
            spans.push(Gap { from: event.time, to: next.time, is_idle: count == 0 });
        }
    }
    spans
}

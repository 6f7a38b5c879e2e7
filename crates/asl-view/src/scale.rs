//! The time axis: virtual time to a place between 0 and 1, with long idle gaps folded away.

use crate::{Role, Trace, format};

/// How wide a folded gap is.
const FOLD: f64 = 0.07;
/// At most this many gaps are folded.
const MOST_FOLDS: usize = 5;

/// A part of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Virtual milliseconds.
    pub from: f64,
    /// Virtual milliseconds.
    pub to: f64,
    /// Between 0 and 1.
    pub left: f64,
    /// Between 0 and 1.
    pub right: f64,
    /// Whether it is folded away.
    pub folded: bool,
}

/// The axis of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scale {
    /// The parts in order, without holes.
    pub segments: Vec<Segment>,
}

impl Scale {
    /// Makes the axis of a run. A gap is folded if nothing but waiting happens in it and it is longer than a third of
    /// the rest, or if it is more than six times as long as all the rest. `open` are gaps (by their start) that stay.
    pub fn new(trace: &Trace, fold: bool) -> Self {
        let end = trace.events.last().map_or(0.0, |event| event.time).max(1.0);
        let mut folded: Vec<(f64, f64)> = Vec::new();
        if fold {
            let mut gaps = gaps(trace);
            gaps.sort_by(|one, other| (other.to - other.from).total_cmp(&(one.to - one.from)));
            let mut rest = end;
            for gap in gaps.iter().take(MOST_FOLDS) {
                let length = gap.to - gap.from;
                let others = (rest - length).max(1.0);
                let long = if gap.idle { length > others * 3.0 && length >= 5000.0 } else { length > others * 20.0 };
                if !long {
                    break;
                }
                folded.push((gap.from, gap.to));
                rest -= length;
            }
        }
        folded.sort_by(|one, other| one.0.total_cmp(&other.0));
        Self { segments: segments(end, &folded) }
    }

    /// The place of a virtual time.
    pub fn place(&self, time: f64) -> f64 {
        let at = self.segments.partition_point(|segment| segment.to < time).min(self.segments.len().saturating_sub(1));
        self.segments.get(at).map_or(0.0, |segment| {
            let share = (time - segment.from) / (segment.to - segment.from).max(f64::EPSILON);
            segment.left + (segment.right - segment.left) * share.clamp(0.0, 1.0)
        })
    }

    /// The virtual time at a place.
    pub fn time(&self, place: f64) -> f64 {
        let at = self.segments.partition_point(|segment| segment.right < place);
        self.segments.get(at.min(self.segments.len().saturating_sub(1))).map_or(0.0, |segment| {
            let share = (place - segment.left) / (segment.right - segment.left).max(f64::EPSILON);
            segment.from + (segment.to - segment.from) * share.clamp(0.0, 1.0)
        })
    }

    /// Marks of the axis: place and label, at most about `count` over the whole.
    pub fn marks(&self, count: usize) -> Vec<(f64, String)> {
        let shown: f64 =
            self.segments.iter().filter(|segment| !segment.folded).map(|segment| segment.to - segment.from).sum();
        let step = nice_step(shown / count.max(1) as f64);
        let mut marks: Vec<(f64, String)> = Vec::new();
        for segment in self.segments.iter().filter(|segment| !segment.folded) {
            let mut time = (segment.from / step).ceil() * step;
            while time <= segment.to && marks.len() < 4 * count {
                let place = self.place(time);
                if marks.last().is_none_or(|(before, _)| place - before > 0.04) {
                    marks.push((place, if time == 0.0 { "0 s".into() } else { format::duration(time) }));
                }
                time += step;
            }
        }
        marks
    }
}

struct Gap {
    from: f64,
    to: f64,
    idle: bool,
}

/// The gaps between events. Idle: no attempt runs meanwhile, only waits, backoffs and tokens.
fn gaps(trace: &Trace) -> Vec<Gap> {
    let mut running: i64 = 0;
    let mut gaps = Vec::new();
    for (at, event) in trace.events.iter().enumerate() {
        match event.kind.role() {
            Role::Scheduled => running += 1,
            // A submitted task waits for others.
            Role::Submitted => running -= 1,
            Role::Done if event.kind.name().ends_with("StateSucceeded") => {}
            Role::Done | Role::Failed | Role::TimedOut => {
                let submitted = at.checked_sub(1).is_some_and(|before| {
                    trace.events[before].kind.role() == Role::Submitted && trace.events[before].visit == event.visit
                });
                running -= i64::from(!submitted);
            }
            _ => {}
        }
        if let Some(next) = trace.events.get(at + 1).filter(|next| next.time > event.time) {
            gaps.push(Gap { from: event.time, to: next.time, idle: running <= 0 });
        }
    }
    gaps
}

fn segments(end: f64, folded: &[(f64, f64)]) -> Vec<Segment> {
    let hidden: f64 = folded.iter().map(|(from, to)| to - from).sum();
    let width = 1.0 - FOLD * folded.len() as f64;
    let per_millisecond = width / (end - hidden).max(1.0);
    let mut segments = Vec::new();
    let (mut time, mut left) = (0.0, 0.0);
    for (from, to) in folded.iter().copied().chain([(end, end)]) {
        if from > time {
            let right = left + (from - time) * per_millisecond;
            segments.push(Segment { from: time, to: from, left, right, folded: false });
            left = right;
        }
        if to > from {
            segments.push(Segment { from, to, left, right: left + FOLD, folded: true });
            left += FOLD;
        }
        time = to;
    }
    segments
}

/// A step that people count in: 1, 2, 5, 10 … of milliseconds and seconds, then minutes, hours and days.
fn nice_step(wish: f64) -> f64 {
    let steps = [
        1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 2e4, 3e4, 6e4, 12e4, 3e5, 6e5, 12e5,
        18e5, 36e5, 72e5, 216e5, 432e5, 864e5, 1728e5, 6048e5, 2592e6, 7776e6, 15_768e6, 31_536e6,
    ];
    steps.into_iter().find(|step| *step >= wish).unwrap_or(31_536e6)
}

//! How many iterations of a Map run at once.

use super::scale::Ruler;
use crate::{MapRun, NONE, Trace, TraceIndex, format};
use std::fmt::Write;

/// The iterations of a Map's run over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// Virtual milliseconds, and how many iterations run from then on.
    pub steps: Vec<(f64, u32)>,
    /// When an iteration failed, in virtual milliseconds and as the cursor there; in order.
    pub failures: Vec<(f64, u32)>,
    /// The most that ran at once.
    pub peak: u32,
    /// How many ran on average.
    pub mean: f64,
    /// `MaxConcurrency`, where it is a literal and not 0.
    pub limit: Option<u32>,
}

/// Counts the iterations of a Map's run.
pub(super) fn chart(trace: &Trace, index: &TraceIndex, run: &MapRun, limit: Option<u32>) -> Option<Chart> {
    let mut changes: Vec<(u32, i32)> = Vec::new();
    let mut failures: Vec<(f64, u32)> = Vec::new();
    let time = |event: u32| trace.events[event as usize].time;
    for scope in index.scopes_of(run.visit).iter().filter(|scope| index.runs[**scope as usize] == run.started) {
        let span = index.span(*scope);
        changes.push((span.start, 1));
        if span.end != NONE {
            changes.push((span.end, -1));
            if span.status.is_failure() {
                failures.push((time(span.end), span.end + 1));
            }
        }
    }
    asl_sort::by(&mut changes, Ord::cmp);
    asl_sort::by_key(&mut failures, |failure| failure.1);
    let mut count: i32 = 0;
    let mut steps: Vec<(f64, u32)> = Vec::new();
    for (event, change) in changes {
        count += change;
        let value = count.max(0) as u32;
        match steps.last_mut() {
            Some(last) if last.0 == time(event) => last.1 = value,
            _ => steps.push((time(event), value)),
        }
    }
    let (first, last) = (steps.first()?.0, steps.last()?.0);
    let area: f64 = steps.windows(2).map(|pair| f64::from(pair[0].1) * (pair[1].0 - pair[0].0)).sum();
    let peak = steps.iter().map(|step| step.1).max().unwrap_or(0);
    let mean = if last > first { area / (last - first) } else { f64::from(peak) };
    Some(Chart { steps, failures, peak, mean, limit })
}

impl Chart {
    /// Under the name: `in flight, limit 40`, and `peak 40, mean 37.2`.
    pub fn notes(&self) -> [String; 2] {
        let limit = self.limit.map_or_else(String::new, |limit| format!(", limit {}", format::number(limit)));
        [format!("in flight{limit}"), format!("peak {}, mean {:.1}", format::number(self.peak), self.mean)]
    }

    /// What the top of the chart stands for.
    pub fn top(&self) -> u32 {
        // A limit far above what happened would flatten the curve.
        self.limit.filter(|limit| *limit <= self.peak.saturating_mul(2)).unwrap_or(0).max(self.peak).max(1)
    }

    /// How far from the top a number of iterations lies, in a chart of this height.
    pub fn y(&self, count: u32, height: f64) -> f64 {
        height * (1.0 - f64::from(count) / f64::from(self.top()))
    }

    /// The area as SVG path data. Of the steps that fall on one pixel the highest counts. Open at the bottom, for the
    /// line, or closed.
    pub fn path(&self, ruler: &Ruler<'_>, height: f64, is_closed: bool) -> String {
        let mut points: Vec<(f64, u32)> = Vec::new();
        let mut pending: u32 = 0;
        for (time, count) in &self.steps {
            let x = ruler.x(*time).round();
            match points.last_mut() {
                Some(last) if last.0 == x => last.1 = last.1.max(*count),
                _ => points.push((x, *count)),
            }
            pending = *count;
        }
        let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else {
            return String::new();
        };
        let y = |count: u32| (self.y(count, height) * 10.0).round() / 10.0;
        let mut path = format!("M{} {}", first.0, y(0));
        for (x, count) in points {
            let _ = write!(path, "H{x}V{}", y(count));
        }
        let end = if pending > 0 { ruler.x(f64::INFINITY).round() } else { last.0 + 1.0 };
        let _ = write!(path, "H{end}V{}", y(if pending > 0 && !is_closed { pending } else { 0 }));
        if is_closed {
            path.push('Z');
        }
        path
    }

    /// Where to draw ticks for failures up to the cursor, in whole pixels; and for those after it.
    pub fn failure_ticks(&self, ruler: &Ruler<'_>, cursor: u32) -> (Vec<f64>, Vec<f64>) {
        let seen = self.failures.partition_point(|failure| failure.1 <= cursor);
        let places = |part: &[(f64, u32)]| {
            let mut places: Vec<f64> = part.iter().map(|failure| ruler.x(failure.0).round()).collect();
            places.dedup();
            places
        };
        (places(&self.failures[..seen]), places(&self.failures[seen..]))
    }
}

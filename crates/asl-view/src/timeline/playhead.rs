//! Where the playhead is, and what a place on the axis means for the cursor.

use super::{
    bars::{Bar, BarKind},
    lanes::{Lane, LaneKind},
    placing::text_width,
    scale::Ruler,
};
use crate::{StatusKind, Trace, format};

/// Size of the flag's text in pixels, and what is around it.
const SIZE: f64 = 11.0;
const PADDING: f64 = 6.0;
/// Of a lane's bars so many are told.
const MOST_SAID: usize = 3;
/// An event is hit by a press this many pixels before it.
const NEAR: f64 = 2.0;

/// The cursor when the virtual clock stands at `time`: all events up to then have happened.
pub fn cursor_at_time(trace: &Trace, time: f64) -> u32 {
    trace.events.partition_point(|event| event.time <= time) as u32
}

/// The part of `time` that agrees with a cursor: not before its last event, not after its next one.
pub fn time_within(trace: &Trace, cursor: u32, time: f64) -> f64 {
    let last = cursor.checked_sub(1).and_then(|last| trace.events.get(last as usize)).map_or(0.0, |event| event.time);
    let next = trace.events.get(cursor as usize).map_or(last, |event| event.time);
    time.clamp(last, next.max(last))
}

/// What stands on the flag: `+12.4 s`, `+5 min 24 s`, `+1:00:16`, `+2 d 3:00:00`.
pub fn flag(time: f64) -> String {
    let seconds = (time.max(0.0) / 1_000.0).round() as u64;
    let clock = format!("{}:{:02}:{:02}", seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    match seconds {
        ..3_600 => format!("+{}", format::duration(time)),
        3_600..86_400 => format!("+{clock}"),
        _ => format!("+{} d {clock}", seconds / 86_400),
    }
}

/// Where the left edge of the flag is, so that it stands around the playhead but not beyond the axis.
pub fn flag_left(text: &str, x: f64, width: f64) -> f64 {
    let own = text_width(text, SIZE) + 2.0 * PADDING;
    (x - own / 2.0).clamp(0.0, (width - own).max(0.0))
}

/// How far to scroll sideways so that a place is in sight; `None` if it is. A place out of sight comes to the first
/// third, so that what follows is in sight too.
pub fn keep_in_sight(x: f64, scroll: f64, width: f64) -> Option<f64> {
    let is_in_sight = x >= scroll && x <= scroll + width;
    (!is_in_sight && width > 0.0).then(|| (x - width / 3.0).max(0.0))
}

/// What follows a lane's name for those who do not see its bars:
/// `, retrying: attempt 1, timed out after 5 s; attempt 2, timed out after 5 s`.
pub fn lane_note(lane: &Lane, status: StatusKind, cursor: u32) -> String {
    let mut text = format!(", {}", status.word());
    let mut words = lane.bars.iter().filter(|bar| bar.last <= cursor && bar.words.len() > 1).filter_map(said);
    let mut separator = ": ";
    for words in words.by_ref().take(MOST_SAID) {
        text.push_str(separator);
        text.push_str(words);
        separator = "; ";
    }
    match words.count() {
        0 => text,
        more => format!("{text}; and {more} more"),
    }
}

fn said(bar: &Bar) -> Option<&str> {
    bar.words.first().map(String::as_str)
}

/// The cursor and the virtual time that a press on the axis means. An event just right of it counts as hit.
pub fn seek_target(trace: &Trace, ruler: &Ruler<'_>, x: f64) -> (u32, f64) {
    let cursor = cursor_at_time(trace, ruler.time(x + NEAR));
    (cursor, time_within(trace, cursor, ruler.time(x)))
}

/// The lane of the event at the cursor: of its state, else of what is around it.
pub fn lane_at(lanes: &[Lane], trace: &Trace, cursor: u32) -> Option<usize> {
    let event = trace.events.get(cursor.checked_sub(1)? as usize)?;
    let (mut visit, mut scope) = (event.visit, event.scope);
    loop {
        let state = trace.visits.get(visit as usize).filter(|visit| visit.scope == scope).map(|visit| visit.state);
        let found = lanes.iter().position(|lane| match lane.kind {
            LaneKind::State => lane.scope == scope && Some(lane.state) == state,
            LaneKind::Iteration(_) => false,
        });
        let around = lanes.iter().position(|lane| lane.kind != LaneKind::State && lane.scope == scope);
        if let Some(lane) = found.or(around) {
            return Some(lane);
        }
        let row = trace.scopes.get(scope as usize)?;
        (visit, scope) = (row.owner, row.parent);
    }
}

/// The cursor at the start of the lane's bar after the present one; after the last bar the first.
pub fn next_bar(lane: &Lane, cursor: u32) -> u32 {
    let starts = || lane.bars.iter().filter(|bar| bar.kind != BarKind::Backoff).map(|bar| bar.first);
    starts().find(|first| *first > cursor).or_else(|| starts().next()).unwrap_or(lane.first)
}

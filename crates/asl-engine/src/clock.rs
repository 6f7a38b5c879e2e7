//! Virtual time and the queue of what will happen.

use asl_text::Timestamp;
use std::{cmp::Reverse, collections::BinaryHeap};

/// Virtual time: milliseconds since 1970-01-01T00:00:00Z. Only the queue moves it, and only forward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// This instant and some seconds, rounded to a millisecond, never before it.
    pub fn after_seconds(self, seconds: f64) -> Self {
        // Far beyond every deadline of the service; keeps sums away from overflow.
        const FAR: f64 = 4e15;
        let millis = (seconds * 1000.0).round();
        Self(self.0.saturating_add(if millis.is_nan() { 0 } else { millis.clamp(0.0, FAR) as i64 }))
    }

    /// The text that the service writes: `2026-01-01T00:00:00.000Z`.
    pub fn text(self) -> String {
        let text = Timestamp::of_millis(self.0).to_string();
        // The service's own timestamps end with the year 9999.
        if text.len() == 24 { text } else { "+10000-01-01T00:00:00.000Z".into() }
    }

    /// Reads an RFC 3339 text, rounded down to a millisecond.
    pub fn parse(text: &str) -> Option<Self> {
        Timestamp::parse(text).map(|at| Self(at.millis()))
    }
}

/// What happens to a lane at a later time. One whose epoch is not its lane's current one is stale and ignored, so
/// nothing is ever cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wake {
    /// The end of a Wait or of a backoff.
    Timer,
    /// `TimeoutSeconds` of a task are over.
    Timeout,
    /// `HeartbeatSeconds` may be over.
    HeartbeatDue,
    /// A heartbeat arrives.
    Heartbeat,
    /// The answer of a task arrives.
    Reply,
    /// `TimeoutSeconds` of the execution are over.
    ExecutionTimeout,
    /// Somebody calls `StopExecution`.
    Stop,
}

/// An entry of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) at: Instant,
    /// Orders what falls on the same millisecond, so that ties never depend on a hash.
    pub(crate) sequence: u64,
    pub(crate) lane: u32,
    pub(crate) epoch: u64,
    pub(crate) wake: Wake,
}

/// The future.
#[derive(Clone, Debug, Default)]
pub(crate) struct Queue {
    heap: BinaryHeap<Reverse<Entry>>,
    sequence: u64,
}

impl Queue {
    pub(crate) fn add(&mut self, at: Instant, lane: u32, epoch: u64, wake: Wake) {
        self.sequence += 1;
        self.heap.push(Reverse(Entry { at, sequence: self.sequence, lane, epoch, wake }));
    }

    pub(crate) fn peek(&self) -> Option<Entry> {
        self.heap.peek().map(|entry| entry.0)
    }

    pub(crate) fn pop(&mut self) -> Option<Entry> {
        self.heap.pop().map(|entry| entry.0)
    }
}

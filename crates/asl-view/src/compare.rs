//! Two runs side by side.

use crate::{Event, Trace};

/// How many events two runs share from the start: what happened, to which visit, when, and with which texts.
pub fn common_prefix(one: &Trace, other: &Trace) -> u32 {
    let pairs = one.events.iter().zip(&other.events);
    pairs.take_while(|(left, right)| is_same(one, left, other, right)).count() as u32
}

fn is_same(one: &Trace, left: &Event, other: &Trace, right: &Event) -> bool {
    let text_is_same = |pick: fn(&Event) -> u32| one.texts.get(pick(left)) == other.texts.get(pick(right));
    left.kind == right.kind
        && left.previous == right.previous
        && left.time == right.time
        && left.scope == right.scope
        && left.visit == right.visit
        && left.attempt == right.attempt
        && left.number == right.number
        && text_is_same(|event| event.text)
        && text_is_same(|event| event.error)
        && text_is_same(|event| event.cause)
        && text_is_same(|event| event.name)
        && text_is_same(|event| event.assigned)
}

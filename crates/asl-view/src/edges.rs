//! Which edges the execution went along.

use crate::{
    NONE, Outline, Place, Role, Trace, TraceIndex, edge_of_visit, place::place, template_counts, visit::is_left,
};

/// Whether an edge of the outline was taken up to the cursor, in the scope seen from the focus.
pub fn is_edge_taken(trace: &Trace, index: &TraceIndex, outline: &Outline, cursor: u32, focus: u32, edge: u32) -> bool {
    let Some(row) = outline.edges.get(edge as usize) else { return false };
    let Some(from) = outline.states.get(row.from as usize) else { return false };
    match place(trace, index, outline, cursor, focus, from.machine) {
        Place::Nowhere => false,
        Place::Scope(scope) => {
            let visits = index.visits_of(scope, row.from);
            let seen = visits.partition_point(|visit| trace.visits[*visit as usize].entered < cursor);
            visits[..seen].iter().rev().any(|visit| edge_of_visit(trace, index, *visit, cursor) == Some(edge))
        }
        Place::Template(started) => {
            template_counts(index, started, row.from, cursor).passed() > 0
                && template_counts(index, started, row.to, cursor).total() > 0
        }
    }
}

/// Whether the execution ended in this state: the edge to End was taken.
pub fn is_end_taken(trace: &Trace, index: &TraceIndex, outline: &Outline, cursor: u32, focus: u32, state: u32) -> bool {
    let Some(row) = outline.states.get(state as usize) else { return false };
    let Place::Scope(scope) = place(trace, index, outline, cursor, focus, row.machine) else { return false };
    crate::visit_at(trace, index, scope, state, cursor).is_some_and(|visit| {
        is_left(trace, index, visit, cursor) && edge_of_visit(trace, index, visit, cursor).is_none()
    })
}

/// Something that travels while a run is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Journey {
    /// Along an edge of the outline.
    Edge(u32),
    /// From Start, or from the frame of a branch or iteration, to this state.
    Into(u32),
}

/// What sets out when the cursor moves from `before` to `after`, at most `limit` of them: one journey per state that
/// is entered.
pub fn journeys(trace: &Trace, before: u32, after: u32, limit: usize) -> Vec<Journey> {
    let range = before.min(after) as usize..(after as usize).min(trace.events.len());
    let entered = trace.events.get(range).unwrap_or_default().iter().filter(|event| event.kind.role() == Role::Entered);
    let journey = |event: &crate::Event| {
        let left = event.previous.checked_sub(1).and_then(|id| trace.events.get(id as usize));
        let edge = left.filter(|left| left.kind.role() == Role::Exited && left.choice != NONE).map(|left| left.choice);
        let state = trace.visits.get(event.visit as usize).map(|visit| visit.state);
        edge.map(Journey::Edge).or(state.map(Journey::Into))
    };
    entered.filter_map(journey).take(limit).collect()
}

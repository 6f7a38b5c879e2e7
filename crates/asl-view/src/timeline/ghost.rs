//! The run before the last change, as bars below those of the present one.

use super::{
    bars::{Bar, visit_bars},
    lanes::{Lane, LaneKind},
    scale::Ruler,
};
use crate::{NONE, Outline, ScopeKind, Trace, TraceIndex};
use std::collections::BTreeMap;

/// The axis grows by at most this share of what it shows, so that a long ghost does not squeeze the present run.
const LONGEST: f64 = 0.5;

/// Which scopes and states of the present run are which of the one before: by the names of states and by the places of
/// branches and iterations.
#[derive(Clone, Debug, Default)]
pub struct Ghost {
    scopes: Vec<u32>,
    states: Vec<u32>,
}

/// A bar of the ghost as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct GhostBar {
    /// Pixels from the left edge.
    pub left: f64,
    /// Pixels.
    pub width: f64,
    /// The bar.
    pub bar: Bar,
}

impl Ghost {
    /// Finds what belongs together.
    pub fn new(trace: &Trace, outline: &Outline, before: &Trace, before_outline: &Outline) -> Self {
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        names.extend(before_outline.states.iter().zip(0..).map(|(state, id)| (state.name.as_str(), id)));
        let states: Vec<u32> =
            outline.states.iter().map(|state| names.get(state.name.as_str()).copied().unwrap_or(NONE)).collect();
        let owner = |trace: &Trace, visit: u32| trace.visits.get(visit as usize).map_or(NONE, |visit| visit.state);
        // Of several attempts and visits the last one counts, as in the lanes.
        let mut by_place: BTreeMap<(u32, u32, (u8, u32)), u32> = BTreeMap::new();
        for (id, scope) in before.scopes.iter().enumerate() {
            by_place.insert((scope.parent, owner(before, scope.owner), place(scope.kind)), id as u32);
        }
        let mut scopes: Vec<u32> = Vec::with_capacity(trace.scopes.len());
        for scope in &trace.scopes {
            let parent = scopes.get(scope.parent as usize).copied().unwrap_or(NONE);
            let state = states.get(owner(trace, scope.owner) as usize).copied().unwrap_or(NONE);
            let is_lost = scope.kind != ScopeKind::Root && (parent == NONE || state == NONE);
            let found = by_place.get(&(parent, state, place(scope.kind))).copied();
            scopes.push(if is_lost { NONE } else { found.unwrap_or(NONE) });
        }
        Self { scopes, states }
    }

    /// The bars that a lane had before; none where they are the same now.
    pub fn bars(&self, lane: &Lane, before: &Trace, index: &TraceIndex, outline: &Outline) -> Vec<Bar> {
        let found = |list: &[u32], place: u32| list.get(place as usize).copied().unwrap_or(NONE);
        let (scope, state) = (found(&self.scopes, lane.scope), found(&self.states, lane.state));
        let visits = match lane.kind {
            LaneKind::State => index.visits_of(scope, state),
            LaneKind::Iteration(_) => index.visits_in(scope),
        };
        let mut bars = Vec::new();
        for visit in visits {
            visit_bars(before, index, outline, *visit, &mut bars);
        }
        let is_same = bars.len() == lane.bars.len()
            && bars
                .iter()
                .zip(&lane.bars)
                .all(|(old, new)| (old.kind, old.status, old.from, old.to) == (new.kind, new.status, new.from, new.to));
        if is_same { Vec::new() } else { bars }
    }
}

fn place(kind: ScopeKind) -> (u8, u32) {
    match kind {
        ScopeKind::Root => (0, 0),
        ScopeKind::Branch(place) => (1, place),
        ScopeKind::Iteration(place) => (2, place),
    }
}

/// Where the axis ends (virtual milliseconds) for a run that ends at `end`, of which `folded` are folded away, beside a
/// ghost that ended at `before`.
pub fn end_beside_ghost(end: f64, folded: f64, before: f64) -> f64 {
    before.min(end + (end - folded).max(1_000.0) * LONGEST).max(end)
}

/// Places the bars of a ghost; what lies behind the end of the axis is left out.
pub fn place_ghost(bars: Vec<Bar>, ruler: &Ruler<'_>) -> Vec<GhostBar> {
    let end = ruler.scale.segments.last().map_or(0.0, |segment| segment.to);
    let inside = bars.into_iter().filter(|bar| bar.from <= end);
    inside
        .map(|bar| {
            let (left, width) = ruler.span(bar.from, bar.to);
            GhostBar { left, width: width.max(3.0), bar }
        })
        .collect()
}

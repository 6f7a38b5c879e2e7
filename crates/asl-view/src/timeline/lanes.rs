//! Which lanes there are: one per state and scope, in the order in which they were entered.

use super::{
    bars::{Bar, BarKind, length, visit_bars},
    chart::{Chart, chart},
};
use crate::{
    MapRun, Outline, ScopeKind, StateType, StatusKind, Trace, TraceIndex, ancestors, format, iteration_scope, map_run,
    status_at, status_of_scope,
};
use std::collections::BTreeSet;

/// Lanes beyond this many are left out.
const MOST_LANES: usize = 5_000;
/// Deeper scopes are not unfolded.
const DEEPEST: u32 = 24;
/// A Map over more items than this is shown as a chart of how many run at once.
const MOST_BARS_OF_MAP: u32 = 8;
/// A Map over more items than this cannot be unfolded into a lane for each.
const MOST_ITERATIONS: u32 = 60;

/// What a lane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneKind {
    /// A state in a scope.
    State,
    /// An iteration of a Map, with the states inside it one after the other.
    Iteration(u32),
}

/// A lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// What it shows.
    pub kind: LaneKind,
    /// The state's name, or `#3`.
    pub name: String,
    /// The state of the outline; for an iteration its Map.
    pub state: u32,
    /// The scope that the state was entered in; for an iteration its own.
    pub scope: u32,
    /// How many Parallels, Maps and iterations are around it.
    pub depth: u32,
    /// The branch that begins with this lane, if one does: `Branch 1`.
    pub group: String,
    /// The cursor at its first event.
    pub first: u32,
    /// How long it took in all, how many tries, or how many items; empty for a state that takes no time.
    pub note: String,
    /// Its bars in order.
    pub bars: Vec<Bar>,
    /// For a Map over many items: how many of them run when.
    pub chart: Option<Chart>,
    /// Whether the lanes inside are shown; `None` if there is nothing to show or to hide.
    pub is_open: Option<bool>,
}

impl Lane {
    /// What happened to the lane's state, or iteration, up to the cursor.
    pub fn status(&self, trace: &Trace, index: &TraceIndex, outline: &Outline, cursor: u32) -> StatusKind {
        match self.kind {
            LaneKind::State => status_at(trace, index, outline, cursor, self.scope, self.state).kind(),
            LaneKind::Iteration(_) => status_of_scope(index, self.scope, cursor),
        }
    }
}

/// The lanes that someone opened although they start closed, or closed although they start open: scope and state.
pub type LaneSwitches = BTreeSet<(u32, u32)>;

/// The lanes of a run: branches below their Parallel, iterations below their Map, and the states of the iteration
/// around the focus below that.
pub fn lanes(trace: &Trace, index: &TraceIndex, outline: &Outline, focus: u32, switches: &LaneSwitches) -> Vec<Lane> {
    let mut maker = Maker { trace, index, outline, switches, around: ancestors(trace, focus), lanes: Vec::new() };
    if !trace.scopes.is_empty() {
        maker.scope(0, 0);
    }
    maker.lanes
}

struct Maker<'a> {
    trace: &'a Trace,
    index: &'a TraceIndex,
    outline: &'a Outline,
    switches: &'a LaneSwitches,
    around: Vec<u32>,
    lanes: Vec<Lane>,
}

impl Maker<'_> {
    fn scope(&mut self, scope: u32, depth: u32) {
        let mut done: BTreeSet<u32> = BTreeSet::new();
        let index = self.index;
        for visit in index.visits_in(scope) {
            let state = self.trace.visits[*visit as usize].state;
            if self.lanes.len() >= MOST_LANES {
                return;
            }
            if !done.insert(state) {
                continue;
            }
            let visits = index.visits_of(scope, state);
            let last = visits.last().copied().unwrap_or(*visit);
            let place = self.lanes.len();
            let lane = self.lane(scope, state, visits, depth);
            self.lanes.push(lane);
            if depth >= DEEPEST {
                continue;
            }
            let is_map = self.outline.states.get(state as usize).is_some_and(|state| state.kind == StateType::Map);
            let is_switched = self.switches.contains(&(scope, state));
            self.lanes[place].is_open = if is_map {
                self.map(last, is_switched, depth + 1)
            } else {
                self.branches(last, is_switched, depth + 1)
            };
        }
    }

    /// Of a retried Parallel the last attempt is unfolded.
    fn branches(&mut self, visit: u32, is_switched: bool, depth: u32) -> Option<bool> {
        let kind = |scope: u32| self.trace.scopes[scope as usize].kind;
        let all = self.index.scopes_of(visit);
        let is_last = |scope: &u32| all.iter().rev().find(|other| kind(**other) == kind(*scope)) == Some(scope);
        let mut branches: Vec<(u32, u32)> = all
            .iter()
            .filter(|scope| is_last(scope))
            .filter_map(|scope| match kind(*scope) {
                ScopeKind::Branch(branch) => Some((branch, *scope)),
                _ => None,
            })
            .collect();
        asl_sort::by(&mut branches, Ord::cmp);
        if branches.is_empty() {
            return None;
        }
        if !is_switched {
            for (branch, scope) in branches {
                let from = self.lanes.len();
                self.scope(scope, depth);
                if let Some(first) = self.lanes.get_mut(from) {
                    first.group = format!("Branch {}", branch + 1);
                }
            }
        }
        Some(!is_switched)
    }

    fn map(&mut self, visit: u32, is_switched: bool, depth: u32) -> Option<bool> {
        let run = map_run(self.trace, self.index, visit, self.trace.events.len() as u32)?;
        let iterations = (0..run.total.min(MOST_ITERATIONS)).filter_map(|place| self.iteration(&run, place));
        let iterations: Vec<(u32, u32)> = iterations.collect();
        let focused = self.around.iter().copied().find_map(|scope| match self.trace.scopes[scope as usize] {
            row if row.owner != visit => None,
            row => match row.kind {
                ScopeKind::Iteration(place) => Some((place, scope)),
                _ => None,
            },
        });
        let can_open = run.total <= MOST_ITERATIONS && !iterations.is_empty();
        // A Map over one item looks like a branch; one over a few is open from the start.
        let is_open = can_open && (is_switched != (run.total <= MOST_BARS_OF_MAP));
        match (is_open, focused) {
            (true, _) if run.total == 1 => iterations.iter().for_each(|(_, scope)| self.scope(*scope, depth)),
            (true, _) => {
                for (place, scope) in &iterations {
                    self.iteration_lanes(*place, *scope, depth);
                }
            }
            (false, Some((place, scope))) => self.iteration_lanes(place, scope, depth),
            (false, None) => {}
        }
        can_open.then_some(is_open)
    }

    fn iteration(&self, run: &MapRun, place: u32) -> Option<(u32, u32)> {
        iteration_scope(self.trace, self.index, run, place).map(|scope| (place, scope))
    }

    /// The lane of an iteration; the states inside it only if it is looked into.
    fn iteration_lanes(&mut self, place: u32, scope: u32, depth: u32) {
        let row = self.trace.scopes[scope as usize];
        let span = self.index.span(scope);
        let mut bars = Vec::new();
        for visit in self.index.visits_in(scope) {
            let from = bars.len();
            visit_bars(self.trace, self.index, self.outline, *visit, &mut bars);
            let state = self.trace.visits[*visit as usize].state;
            let name = self.outline.states.get(state as usize).map_or("", |state| state.name.as_str());
            bars[from..].iter_mut().for_each(|bar: &mut Bar| bar.belongs_to(name));
        }
        let over = self.trace.events.last().map_or(0.0, |event| event.time);
        let time_of = |event: u32| self.trace.events.get(event as usize).map_or(over, |event| event.time);
        self.lanes.push(Lane {
            kind: LaneKind::Iteration(place),
            name: format!("#{place}"),
            state: self.trace.visits.get(row.owner as usize).map_or(0, |visit| visit.state),
            scope,
            depth,
            group: String::new(),
            first: span.start.saturating_add(1),
            note: length(time_of(span.end) - time_of(span.start)),
            bars,
            chart: None,
            is_open: None,
        });
        if self.around.contains(&scope) && depth < DEEPEST {
            self.scope(scope, depth + 1);
        }
    }

    fn lane(&self, scope: u32, state: u32, visits: &[u32], depth: u32) -> Lane {
        let (trace, index, outline) = (self.trace, self.index, self.outline);
        let mut bars = Vec::new();
        let mut tries = 0;
        for visit in visits {
            tries += visit_bars(trace, index, outline, *visit, &mut bars);
        }
        let row = outline.states.get(state as usize);
        let is_map = row.is_some_and(|row| row.kind == StateType::Map);
        let last = visits.last().filter(|_| is_map);
        let run = last.and_then(|visit| map_run(trace, index, *visit, trace.events.len() as u32));
        let many = run.filter(|run| run.total > MOST_BARS_OF_MAP);
        let limit = row.and_then(|row| row.max_concurrency).filter(|limit| *limit > 0);
        Lane {
            kind: LaneKind::State,
            name: row.map_or_else(String::new, |row| row.name.clone()),
            state,
            scope,
            depth,
            group: String::new(),
            first: visits.first().map_or(0, |visit| trace.visits[*visit as usize].entered + 1),
            note: note(visits.len(), tries, run, &bars),
            bars,
            chart: many.and_then(|run| chart(trace, index, &run, limit)),
            is_open: None,
        }
    }
}

fn note(visits: usize, tries: usize, run: Option<MapRun>, bars: &[Bar]) -> String {
    let time: f64 = bars.iter().filter(|bar| bar.kind != BarKind::Backoff).map(|bar| bar.to - bar.from).sum();
    let takes_time = time > 0.0 || bars.iter().any(|bar| bar.kind != BarKind::Point);
    match (visits, tries, run.filter(|run| run.total > 1)) {
        (_, _, Some(run)) => format!("{} items", format::number(run.total)),
        (1, ..=1, _) if takes_time => length(time),
        (1, ..=1, _) => String::new(),
        (1, tries, _) => format!("{tries} tries"),
        (visits, ..) => format!("×{visits}"),
    }
}

//! The timeline: a lane per state and scope, with bars on the virtual clock.

use crate::{
    MapRun, NodeStatus, Outline, ScopeKind, StateType, StatusKind, Trace, TraceIndex, ancestors, attempts::attempts,
    format, map_run, status_of_visit,
};

/// Bars of one lane beyond this many are left out.
const MOST_BARS: usize = 400;
/// Lanes beyond this many are left out.
const MOST_LANES: usize = 400;
/// Deeper scopes are not unfolded.
const DEEPEST: u32 = 24;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarKind {
    /// An attempt of a task.
    Attempt,
    /// The time between two attempts.
    Backoff,
    /// A Wait, or a task that waits for its token.
    Wait,
    /// The whole of a Parallel or Map.
    Group,
    /// A state that takes no time.
    Point,
}

/// A bar of a lane, as it is when the run is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub kind: BarKind,
    /// How it ends.
    pub status: StatusKind,
    /// Virtual milliseconds.
    pub from: f64,
    /// Virtual milliseconds.
    pub to: f64,
    /// The cursor from which on it is there.
    pub first: u32,
    /// The cursor from which on it is complete; after the end of the run if it never is.
    pub last: u32,
    /// What stands in it, or beside it if it is short.
    pub label: String,
}

/// A lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The state's name.
    pub name: String,
    /// The state of the outline.
    pub state: u32,
    /// The scope.
    pub scope: u32,
    /// How many frames are around it.
    pub depth: u32,
    /// The branch that begins with this lane, if one does: `Branch 1`.
    pub group: String,
    /// The cursor at its first event.
    pub first: u32,
    /// How long it took in all, for people; or how many tries.
    pub note: String,
    /// Its bars in order.
    pub bars: Vec<Bar>,
    /// For a Map with several iterations: virtual milliseconds and how many iterations run from then on.
    pub running: Vec<(f64, u32)>,
    /// For such a Map: its run.
    pub map_run: Option<MapRun>,
}

/// The lanes of a run in the order in which the states were entered, branches below their Parallel, and the iteration
/// around the focus below its Map.
pub fn lanes(trace: &Trace, index: &TraceIndex, outline: &Outline, focus: u32) -> Vec<Lane> {
    let mut out = Vec::new();
    if !trace.scopes.is_empty() {
        scope_lanes(trace, index, outline, &ancestors(trace, focus), 0, 0, &mut out);
    }
    out
}

fn scope_lanes(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    around: &[u32],
    scope: u32,
    depth: u32,
    out: &mut Vec<Lane>,
) {
    let mut done: Vec<u32> = Vec::new();
    for visit in index.visits_in(scope) {
        let state = trace.visits[*visit as usize].state;
        if out.len() >= MOST_LANES || done.len() > MOST_LANES {
            return;
        }
        if done.contains(&state) {
            continue;
        }
        done.push(state);
        let visits = index.visits_of(scope, state);
        out.push(lane(trace, index, outline, scope, state, visits, depth));
        if depth >= DEEPEST {
            continue;
        }
        let is_map = outline.states.get(state as usize).is_some_and(|state| state.kind == StateType::Map);
        let last = visits.last().copied().unwrap_or(*visit);
        let mut inner: Vec<u32> = index.scopes_of(last).to_vec();
        if is_map {
            let single = inner.len() == 1;
            inner.retain(|scope| single || around.contains(scope));
        } else {
            // Of a retried Parallel the last attempt is unfolded.
            let branches = |scope: &u32| trace.scopes[*scope as usize].kind;
            let all = inner.clone();
            inner.retain(|scope| {
                let later = all.iter().rev().find(|other| branches(other) == branches(scope));
                later == Some(scope)
            });
            inner.sort_by_key(|scope| match trace.scopes[*scope as usize].kind {
                ScopeKind::Branch(index) => index,
                _ => 0,
            });
        }
        for scope in inner {
            let from = out.len();
            scope_lanes(trace, index, outline, around, scope, depth + 1, out);
            if let Some(first) = out.get_mut(from) {
                first.group = match trace.scopes[scope as usize].kind {
                    ScopeKind::Branch(index) => format!("Branch {}", index + 1),
                    ScopeKind::Iteration(index) => format!("#{index}"),
                    ScopeKind::Root => String::new(),
                };
            }
        }
    }
}

fn lane(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    scope: u32,
    state: u32,
    visits: &[u32],
    depth: u32,
) -> Lane {
    let mut bars = Vec::new();
    let mut tries = 0;
    for visit in visits.iter().take(MOST_BARS) {
        tries += visit_bars(trace, index, outline, state, *visit, &mut bars);
    }
    bars.truncate(2 * MOST_BARS);
    let row = outline.states.get(state as usize);
    let is_map = row.is_some_and(|row| row.kind == StateType::Map);
    let end = trace.events.len() as u32;
    let map_run = visits.last().filter(|_| is_map).and_then(|visit| map_run(trace, index, *visit, end));
    let map_run = map_run.filter(|run| run.total > 1);
    let time: f64 = bars.iter().map(|bar| if bar.kind == BarKind::Backoff { 0.0 } else { bar.to - bar.from }).sum();
    let note = match (visits.len(), tries, map_run) {
        (_, _, Some(run)) => format!("{} items", format::number(run.total)),
        (1, ..=1, _) => format::duration(time),
        (1, tries, _) => format!("{tries} tries"),
        (visits, ..) => format!("×{visits}"),
    };
    Lane {
        name: row.map_or_else(String::new, |row| row.name.clone()),
        state,
        scope,
        depth,
        group: String::new(),
        first: visits.first().map_or(0, |visit| trace.visits[*visit as usize].entered + 1),
        note,
        bars,
        running: map_run.map(|run| running(trace, index, &run)).unwrap_or_default(),
        map_run,
    }
}

/// Adds the bars of a visit; returns the number of its attempts.
fn visit_bars(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    state: u32,
    visit: u32,
    bars: &mut Vec<Bar>,
) -> usize {
    let own = index.events_of(visit);
    let (Some(first), Some(last)) = (own.first().copied(), own.last().copied()) else { return 0 };
    let end = trace.events.len() as u32;
    let status = status_of_visit(trace, index, outline, visit, end);
    let is_open = status.kind().is_open();
    let over = trace.events.last().map_or(0.0, |event| event.time);
    let from = trace.events[first as usize].time;
    let closing = index.marks.get(&visit).map_or(last, |mark| mark.event.max(last));
    let to = if is_open { over } else { trace.events[closing as usize].time };
    let (first, last) = (first + 1, if is_open { end + 1 } else { closing + 1 });
    let kind = outline.states.get(state as usize).map(|state| state.kind);
    let whole = |kind: BarKind, label: String| Bar { kind, status: status.kind(), from, to, first, last, label };
    match kind {
        Some(StateType::Wait) => {
            bars.push(whole(BarKind::Wait, format::duration(to - from)));
            0
        }
        Some(StateType::Parallel | StateType::Map) => {
            bars.push(whole(BarKind::Group, format::duration(to - from)));
            attempts(trace, index, outline, visit, end).len()
        }
        Some(StateType::Task) => {
            task_bars(trace, index, outline, visit, status, over, bars, whole(BarKind::Point, String::new()))
        }
        _ => {
            let edge = crate::edge_of_visit(trace, index, visit, end).and_then(|edge| outline.edges.get(edge as usize));
            let label = match edge.map(|edge| edge.kind) {
                Some(crate::EdgeKind::Choice(rule)) => format!("Choices[{rule}] matched"),
                Some(crate::EdgeKind::Default) => "took Default".into(),
                _ => String::new(),
            };
            bars.push(whole(BarKind::Point, label));
            0
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one arm of `visit_bars`")]
fn task_bars(
    trace: &Trace,
    index: &TraceIndex,
    outline: &Outline,
    visit: u32,
    status: NodeStatus,
    over: f64,
    bars: &mut Vec<Bar>,
    point: Bar,
) -> usize {
    let end = trace.events.len() as u32;
    let tries = attempts(trace, index, outline, visit, end);
    if tries.is_empty() {
        bars.push(point);
    }
    for (place, attempt) in tries.iter().enumerate() {
        let to = attempt.end.unwrap_or(over);
        let time = format::duration(to - attempt.start);
        let number = attempt.number;
        let is_token = matches!(status, NodeStatus::WaitingToken { .. }) && place + 1 == tries.len();
        bars.push(Bar {
            kind: if is_token { BarKind::Wait } else { BarKind::Attempt },
            status: attempt.kind,
            from: attempt.start,
            to,
            first: attempt.first,
            last: if attempt.end.is_some() { attempt.last } else { end + 1 },
            label: match attempt.kind {
                StatusKind::TimedOut => format!("attempt {number}, timed out after {time}"),
                StatusKind::Failed => {
                    let error = trace.texts.get(attempt.error).unwrap_or("failed");
                    format!("attempt {number}, {error}")
                }
                _ if tries.len() > 1 => format!("attempt {number}, {time}"),
                _ => time,
            },
        });
        if let Some(resumes) = attempt.resumes {
            let next = tries.get(place + 1).map_or(attempt.last, |next| next.first);
            bars.push(Bar {
                kind: BarKind::Backoff,
                status: StatusKind::Retrying,
                from: to,
                to: resumes,
                first: attempt.last,
                last: next,
                label: format::duration(resumes - to),
            });
        }
    }
    tries.len()
}

/// How many iterations of a Map's run are under way at which time.
fn running(trace: &Trace, index: &TraceIndex, run: &MapRun) -> Vec<(f64, u32)> {
    let mut changes: Vec<(u32, i32)> = Vec::new();
    for scope in index.scopes_of(run.visit).iter().filter(|scope| index.runs[**scope as usize] == run.started) {
        let span = index.span(*scope);
        changes.push((span.start, 1));
        if span.end != crate::NONE {
            changes.push((span.end, -1));
        }
    }
    changes.sort_unstable();
    let mut count: i32 = 0;
    let mut steps: Vec<(f64, u32)> = Vec::new();
    for (event, change) in changes {
        count += change;
        let time = trace.events[event as usize].time;
        let value = count.max(0) as u32;
        match steps.last_mut() {
            Some(last) if last.0 == time => last.1 = value,
            _ => steps.push((time, value)),
        }
    }
    steps
}

//! The iterations of a Map: chips, cells, or a field of small squares, whatever there is room for.

use super::{field::Field, live::Live, present};
use crate::{
    client::Client,
    decide,
    icon::Icon,
    map::place_of_map_run,
    platform::{document, frames},
    store::{App, Run},
};
use asl_view::{
    ChildAddress, Counts, MapRun, NONE, StatusKind, ancestors, format, iteration_counts, iteration_scope,
    iteration_statuses, map_run_of,
};
use leptos::prelude::*;

/// Up to this many iterations are chips.
const CHIPS: usize = 8;
/// Up to this many are cells.
const CELLS: usize = 60;
/// No more than this many are drawn.
const MOST: u32 = 1_000_000;
/// Beyond this number the picture changes at most ten times a second while the run is played.
const CALM: u32 = 500;
/// The pause between two of these changes, in milliseconds.
const PAUSE: f64 = 100.0;
/// Below this width the numbers stand without words.
const WORDS: f32 = 400.0;
/// Side of a cell with the gap beside it.
const CELL: f32 = 26.0;
/// Height of the bar and the numbers above the iterations.
const SUMMARY: f32 = 26.0;

/// Height of the way to the child execution that waits for an answer, with its gaps; on a phone it is for thumbs.
const WAY: f32 = 32.0;
const THUMB: f32 = 52.0;

/// The iterations of a Map at the cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Which run of it.
    pub run: MapRun,
    /// By index.
    pub statuses: Vec<StatusKind>,
    /// By status.
    pub counts: Counts,
    /// The ARN of the Map Run whose child executions they are.
    pub child_of: Option<String>,
}

/// The iterations above the item processor.
#[component]
pub fn Strip(
    /// The Map.
    state: u32,
    /// Width that is free for it.
    width: f32,
    /// Height that is free for it.
    room: f32,
) -> impl IntoView {
    let app = App::get();
    let drawn = StoredValue::new(0.0);
    let shown = Memo::new(move |before: Option<&Option<Shown>>| {
        let (cursor, focus) = (app.cursor.get(), app.focus.get());
        // Thousands of squares need not change with each event.
        let waits = app.playing.get() && frames::now() - drawn.get_value() < PAUSE;
        if let Some(Some(before)) = before.filter(|_| waits)
            && before.run.total > CALM
        {
            return Some(before.clone());
        }
        drawn.set_value(frames::now());
        present::with_run(app, None, |run| {
            if let Some(shown) = child_executions(run, cursor, focus, state) {
                return Some(shown);
            }
            let found = map_run_of(&run.trace, &run.index, &run.outline, cursor, focus, state)?;
            let statuses = iteration_statuses(&run.trace, &run.index, &found, cursor, MOST);
            Some(Shown { run: found, statuses, counts: iteration_counts(&run.index, &found, cursor), child_of: None })
        })
    });
    // The form changes with the number of iterations only, not with each event.
    let count = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.statuses.len())));
    let focused = Memo::new(move |_| focused_iteration(app, state));
    let node = Live::get().node(state);
    let hint = Memo::new(move |_| {
        node.with(|node| match node.in_children {
            true => Some("Open a child execution to see these."),
            false => node.counts.map(|_| "Look into one iteration around it to see these."),
        })
    });
    let asks = Memo::new(move |_| decide::question_inside(app, node.with(|node| node.visit)).is_some());
    let form = move || {
        let way = if document::is_narrow() { THUMB } else { WAY };
        let room = if asks.get() { room - way } else { room };
        match count.get() {
            None if let Some(hint) = hint.get() => Some(view! { <p class="strip__hint">{hint}</p> }.into_any()),
            None | Some(0) => None,
            Some(count) if count > most_cells(width, room) || room < 20.0 => Some(
                view! {
                    <Summary shown short=width < WORDS/>
                    <Field state shown focused width room=room - SUMMARY/>
                }
                .into_any(),
            ),
            Some(count) if count > CHIPS => {
                // What is left of the room below the cells is for the numbers.
                let below = has_room(count, width, room)
                    .then(|| view! { <div class="strip__below"><Summary shown short=width < WORDS/></div> });
                Some(
                    view! {
                        <Cells shown focused count/>
                        {below}
                    }
                    .into_any(),
                )
            }
            Some(count) => Some(view! { <Chips shown focused count/> }.into_any()),
        }
    };
    let way = move || {
        let name = asks.get().then(|| present::drawn_state(app, state)).flatten()?.name;
        Some(view! { <decide::AskBar node name rect=None/> })
    };
    view! { <div class="strip" style=format!("max-height:{room}px")>{way} {form}</div> }
}

/// Up to this many iterations are cells, as far as there is room.
fn most_cells(width: f32, room: f32) -> usize {
    CELLS.min((in_row(width) * ((room + 2.0) / CELL).floor()) as usize)
}

/// Whether the numbers fit below so many cells.
fn has_room(count: usize, width: f32, room: f32) -> bool {
    (count as f32 / in_row(width)).ceil() * CELL + SUMMARY + 6.0 <= room
}

/// How many cells stand side by side; the last needs no gap.
fn in_row(width: f32) -> f32 {
    ((width + 2.0) / CELL).floor().max(1.0)
}

/// A bar and the numbers.
#[component]
fn Summary(shown: Memo<Option<Shown>>, short: bool) -> impl IntoView {
    let counts = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.counts)));
    let numbers = move || {
        let counts = counts.get()?;
        let idle = StatusKind::NotReached;
        let all = [
            (StatusKind::Succeeded, counts.passed(), "succeeded"),
            (StatusKind::Running, counts.open(), "running"),
            (StatusKind::Failed, counts.failed(), "failed"),
            (idle, counts.of(idle), "pending"),
        ];
        let known = all.into_iter().filter(|(_, count, _)| *count > 0);
        let number = |(kind, count, word): (StatusKind, u32, &'static str)| {
            view! {
                <span class=kind.class()><Icon name=kind.icon()/><b>{format::number(count)}</b>{(!short).then_some(word)}</span>
            }
        };
        Some(known.map(number).collect_view())
    };
    view! {
        <div class="meter" aria-hidden="true">{move || counts.get().map(|counts| present::parts(&counts))}</div>
        <p class="strip__numbers" aria-hidden="true">{numbers}</p>
    }
}

/// The iteration of this Map that is looked into.
fn focused_iteration(app: App, state: u32) -> Option<u32> {
    let focus = app.focus.get();
    present::with_run(app, None, |run| {
        ancestors(&run.trace, focus).into_iter().find_map(|scope| {
            let row = &run.trace.scopes[scope as usize];
            let owner = run.trace.visits.get(row.owner as usize)?;
            match row.kind {
                asl_view::ScopeKind::Iteration(index) if owner.state == state => Some(index),
                _ => None,
            }
        })
    })
}

/// The child executions of a Distributed Map: what they did in between is not in the history, so they appear when it
/// has ended, or the run with it.
fn child_executions(run: &Run, cursor: u32, focus: u32, state: u32) -> Option<Shown> {
    if !run.outline.states.get(state as usize)?.distributed {
        return None;
    }
    let node = asl_view::node_view(&run.trace, &run.index, &run.outline, cursor, focus, state);
    let place = place_of_map_run(run, crate::inspector::Shown { state, visit: Some(node.visit?) })?;
    let children = run.trace.map_runs.get(place)?;
    let is_told = run.tells_children(node.kind(), cursor);
    let status = |index| if is_told { children.outcome(index).status } else { StatusKind::NotReached };
    let statuses: Vec<StatusKind> = (0..children.len() as u32).map(status).collect();
    let counts = Counts::of_all(&statuses);
    let map = MapRun { visit: node.visit?, started: NONE, total: statuses.len() as u32 };
    Some(Shown { run: map, statuses, counts, child_of: Some(run.summary.map_runs.get(place)?.arn.clone()) })
}

/// Looks into an iteration; a second time looks at all of them again.
pub fn turn(app: App, client: Client, shown: Memo<Option<Shown>>, iteration: u32, is_focused: bool) {
    let Some((map, child_of)) =
        shown.with_untracked(|shown| shown.as_ref().map(|shown| (shown.run, shown.child_of.clone())))
    else {
        return;
    };
    if let Some(map_run) = child_of {
        let failed = shown
            .with_untracked(|shown| shown.as_ref().and_then(|shown| shown.statuses.get(iteration as usize).copied()));
        if failed.is_some_and(|status| !matches!(status, StatusKind::NotReached | StatusKind::Aborted)) {
            client.enter(ChildAddress { map_run, index: iteration, stop: None }, |_| {});
        }
        return;
    }
    let scope = app.run.with_untracked(|run| {
        let run = run.as_ref()?;
        let scope = iteration_scope(&run.trace, &run.index, &map, iteration)?;
        if is_focused { run.trace.scopes.get(scope as usize).map(|row| row.parent) } else { Some(scope) }
    });
    if let Some(scope) = scope {
        app.look_into(scope);
    }
}

fn status_of(shown: Memo<Option<Shown>>, place: usize) -> Memo<StatusKind> {
    Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.statuses.get(place).copied()).unwrap_or_default())
    })
}

#[component]
fn Chips(shown: Memo<Option<Shown>>, focused: Memo<Option<u32>>, count: usize) -> impl IntoView {
    let (app, client) = (App::get(), Client::get());
    let chips = (0..count).map(|place| {
        let status = status_of(shown, place);
        let is_focused = move || focused.get() == Some(place as u32);
        let icon = Signal::derive(move || status.get().icon());
        view! {
            <button type="button" class=move || format!("chip {}", status.get().class()) aria-pressed=move || is_focused().to_string()
                aria-label=move || format!("Iteration {place}, {}", status.get().word())
                on:click=move |_| turn(app, client, shown, place as u32, untrack(is_focused))>
                <Icon name=icon/>{format!("#{place}")}
            </button>
        }
    });
    view! { <div class="strip__chips" role="group" aria-label="Iterations">{chips.collect_view()}</div> }
}

#[component]
fn Cells(shown: Memo<Option<Shown>>, focused: Memo<Option<u32>>, count: usize) -> impl IntoView {
    let (app, client) = (App::get(), Client::get());
    let cells = (0..count).map(|place| {
        let status = status_of(shown, place);
        let is_focused = move || focused.get() == Some(place as u32);
        let icon = Signal::derive(move || status.get().icon());
        let name = move || format!("Iteration {place}, {}", status.get().word());
        view! {
            <button type="button" class=move || format!("cell {}", status.get().class()) aria-pressed=move || is_focused().to_string()
                aria-label=name title=name on:click=move |_| turn(app, client, shown, place as u32, untrack(is_focused))>
                <Icon name=icon/>
            </button>
        }
    });
    view! { <div class="strip__cells" role="group" aria-label="Iterations">{cells.collect_view()}</div> }
}

/// All of them in a sentence.
pub fn said(shown: Memo<Option<Shown>>) -> String {
    shown.with(|shown| {
        shown.as_ref().map_or_else(String::new, |shown| {
            let number = |kind| format::number(shown.counts.of(kind));
            format!(
                "{} iterations: {} succeeded, {} failed, {} running, {} pending",
                format::number(shown.run.total),
                number(StatusKind::Succeeded),
                format::number(shown.counts.failed()),
                number(StatusKind::Running),
                number(StatusKind::NotReached)
            )
        })
    })
}

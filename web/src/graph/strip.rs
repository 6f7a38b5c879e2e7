//! The iterations of a Map: chips, cells, or a field of small squares, whatever there is room for.

use super::present;
use crate::{icon::Icon, store::App};
use asl_view::{
    Counts, MapRun, StatusKind, ancestors, drawing, format, iteration_counts, iteration_scope, iteration_statuses,
    map_run_of,
};
use leptos::{ev, prelude::*};

/// Up to this many iterations are chips.
const CHIPS: usize = 8;
/// Up to this many are cells.
const CELLS: usize = 60;
/// No more than this many are drawn.
const MOST: u32 = 20_000;

#[derive(Clone, Debug, PartialEq)]
struct Shown {
    run: MapRun,
    statuses: Vec<StatusKind>,
    counts: Counts,
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
    let shown = Memo::new(move |_| {
        let (cursor, focus) = (app.cursor.get(), app.focus.get());
        present::with_run(app, None, |run| {
            let found = map_run_of(&run.trace, &run.index, &run.outline, cursor, focus, state)?;
            let statuses = iteration_statuses(&run.trace, &run.index, &found, cursor, MOST);
            Some(Shown { run: found, statuses, counts: iteration_counts(&run.index, &found, cursor) })
        })
    });
    // The form changes with the number of iterations only, not with each event.
    let count = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.statuses.len())));
    let focused = Memo::new(move |_| focused_iteration(app, state));
    let form = move || match count.get() {
        None | Some(0) => None,
        Some(count) if room < 20.0 || count > CELLS => Some(view! { <Field shown focused width room/> }.into_any()),
        Some(count) if count > CHIPS => Some(view! { <Cells shown focused count/> }.into_any()),
        Some(count) => Some(view! { <Chips shown focused count/> }.into_any()),
    };
    view! { <div class="strip" style=format!("max-height:{room}px")>{form}</div> }
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

/// Looks into an iteration; a second time looks at all of them again.
fn turn(app: App, shown: Memo<Option<Shown>>, iteration: u32, is_focused: bool) {
    let Some(map) = shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.run)) else { return };
    let scope = app.run.with_untracked(|run| {
        let run = run.as_ref()?;
        let scope = iteration_scope(&run.trace, &run.index, &map, iteration)?;
        if is_focused { run.trace.scopes.get(scope as usize).map(|row| row.parent) } else { Some(scope) }
    });
    if let Some(scope) = scope {
        app.focus.set(scope);
    }
}

fn status_of(shown: Memo<Option<Shown>>, place: usize) -> Memo<StatusKind> {
    Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.statuses.get(place).copied()).unwrap_or_default())
    })
}

#[component]
fn Chips(shown: Memo<Option<Shown>>, focused: Memo<Option<u32>>, count: usize) -> impl IntoView {
    let app = App::get();
    let chips = (0..count).map(|place| {
        let status = status_of(shown, place);
        let is_focused = move || focused.get() == Some(place as u32);
        let icon = Signal::derive(move || status.get().icon());
        view! {
            <button type="button" class=move || format!("chip {}", status.get().class()) aria-pressed=move || is_focused().to_string()
                aria-label=move || format!("Iteration {place}, {}", status.get().word())
                on:click=move |_| turn(app, shown, place as u32, untrack(is_focused))>
                <Icon name=icon/>{format!("#{place}")}
            </button>
        }
    });
    view! { <div class="strip__chips" role="group" aria-label="Iterations">{chips.collect_view()}</div> }
}

#[component]
fn Cells(shown: Memo<Option<Shown>>, focused: Memo<Option<u32>>, count: usize) -> impl IntoView {
    let app = App::get();
    let cells = (0..count).map(|place| {
        let status = status_of(shown, place);
        let is_focused = move || focused.get() == Some(place as u32);
        let icon = Signal::derive(move || status.get().icon());
        let name = move || format!("Iteration {place}, {}", status.get().word());
        view! {
            <button type="button" class=move || format!("cell {}", status.get().class()) aria-pressed=move || is_focused().to_string()
                aria-label=name title=name on:click=move |_| turn(app, shown, place as u32, untrack(is_focused))>
                <Icon name=icon/>
            </button>
        }
    });
    view! { <div class="strip__cells" role="group" aria-label="Iterations">{cells.collect_view()}</div> }
}

/// One path per status, however many iterations there are.
#[component]
fn Field(shown: Memo<Option<Shown>>, focused: Memo<Option<u32>>, width: f32, room: f32) -> impl IntoView {
    let app = App::get();
    let element = NodeRef::<leptos::svg::Svg>::new();
    let grid = Memo::new(move |_| {
        shown.with(|shown| fit(shown.as_ref().map_or(0, |shown| shown.statuses.len()), width, room))
    });
    let path = move |wanted: fn(StatusKind) -> bool| {
        move || {
            shown.with(|shown| {
                shown.as_ref().map(|shown| {
                    let (columns, pitch) = grid.get();
                    let places = shown
                        .statuses
                        .iter()
                        .enumerate()
                        .filter(|(_, status)| wanted(**status))
                        .map(|(place, _)| place as u32);
                    drawing::cells(places, columns, pitch, pitch * 0.8)
                })
            })
        }
    };
    let ring = move || {
        focused.get().map(|place| {
            let (columns, pitch) = grid.get();
            let (x, y) = ((place % columns.max(1)) as f32 * pitch, (place / columns.max(1)) as f32 * pitch);
            view! { <rect class="field__ring" x=x - 2.0 y=y - 2.0 width=pitch + 4.0 height=pitch + 4.0 rx="2"/> }
        })
    };
    let press = move |event: ev::MouseEvent| {
        let Some(svg) = element.get_untracked() else { return };
        let (x, y) = crate::platform::size::inside(&svg, &event);
        let (columns, pitch) = grid.get_untracked();
        let across = f64::from(columns) * f64::from(pitch);
        let place = (y / f64::from(pitch)) as u32 * columns + (x.min(across - 1.0) / f64::from(pitch)) as u32;
        turn(app, shown, place, focused.get_untracked() == Some(place));
    };
    let size = move || {
        let (columns, pitch) = grid.get();
        let rows = shown
            .with(|shown| shown.as_ref().map_or(0, |shown| shown.statuses.len()))
            .div_ceil(columns.max(1) as usize);
        (columns as f32 * pitch, rows as f32 * pitch)
    };
    view! {
        <svg class="field" node_ref=element width=move || size().0 height=move || size().1 role="img" aria-label=move || said(shown) on:click=press>
            <path class="field__idle" d=path(|status| status == StatusKind::NotReached)/>
            <path class="field__ok" d=path(|status| matches!(status, StatusKind::Succeeded | StatusKind::Caught))/>
            <path class="field__run" d=path(StatusKind::is_open)/>
            <path class="field__off" d=path(|status| status == StatusKind::Aborted)/>
            <path class="field__bad" d=path(StatusKind::is_failure)/>
            {ring}
        </svg>
    }
}

/// Columns and pitch so that all squares fit: as large as there is room for.
fn fit(count: usize, width: f32, room: f32) -> (u32, f32) {
    let pitches = [10.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.5];
    let fits = |pitch: &f32| {
        let columns = (width / pitch).floor();
        (count as f32 / columns).ceil() * pitch <= room.max(8.0)
    };
    let pitch = pitches.into_iter().find(fits).unwrap_or(1.5);
    ((width / pitch) as u32, pitch)
}

fn said(shown: Memo<Option<Shown>>) -> String {
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

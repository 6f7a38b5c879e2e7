//! Many iterations at once: a grid of squares up to some hundreds, one canvas for thousands, densities beyond.

use super::strip::{Shown, said, turn};
use crate::{
    client::Client,
    platform::{canvas, document, frames, size},
    store::App,
};
use asl_view::{CellGrid, MOST_SQUARES, StatusKind, bars, drawing, squares};
use leptos::{ev, html, prelude::*};

/// Up to this many are squares of a picture, beyond they are drawn on a canvas.
const PICTURE: usize = 500;
/// Colours by part: see [`asl_view::Part`].
const COLOURS: [&str; 5] = ["--surface-3", "--ok-cell", "--st-running", "--st-aborted", "--st-failed"];

/// The squares, with one that the keys move from: arrows, Home and End, `e` for the next failure, Enter to look inside.
#[component]
pub fn Field(
    /// Which Map.
    state: u32,
    /// Its iterations.
    shown: Memo<Option<Shown>>,
    /// The one that is looked into.
    focused: Memo<Option<u32>>,
    /// Free width.
    width: f32,
    /// Free height.
    room: f32,
) -> impl IntoView {
    let (app, client) = (App::get(), Client::get());
    let count = Memo::new(move |_| shown.with(|shown| shown.as_ref().map_or(0, |shown| shown.statuses.len())));
    let grid =
        Memo::new(move |_| CellGrid::fit(count.get(), width, room, if count.get() > PICTURE { 4.0 } else { 10.0 }));
    let bins = move || count.get() > MOST_SQUARES;
    let active = RwSignal::new(None::<u32>);
    let shows = move || active.get().or_else(|| focused.get());
    let open = move |place: u32| turn(app, client, shown, place, focused.get_untracked() == Some(place));
    let element = NodeRef::<html::Div>::new();
    let press = move |event: ev::MouseEvent| {
        let Some(element) = element.get_untracked() else { return };
        let grid = grid.get_untracked();
        let (across, down) = size::share(&element, &event);
        let place = if untrack(bins) {
            (across * f64::from(count.get_untracked() as u32)) as u32
        } else {
            grid.at(across as f32 * grid.width(), down as f32 * grid.height())
        };
        if (place as usize) < count.get_untracked() {
            active.set(Some(place));
            open(place);
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let (last, columns) = (count.get_untracked().saturating_sub(1) as u32, grid.get_untracked().columns);
        let at = untrack(shows).unwrap_or(0);
        let failed = |forwards: bool| {
            shown.with(|shown| {
                let statuses = &shown.as_ref()?.statuses;
                let is_bad = |place: &u32| statuses[*place as usize].is_failure();
                if forwards { (at + 1..=last).find(is_bad) } else { (0..at).rev().find(is_bad) }
            })
        };
        let has_letters = app.letters.get_untracked();
        let next = match event.key().as_str() {
            "e" | "E" if !has_letters => return,
            "ArrowRight" => (at + 1).min(last),
            "ArrowLeft" => at.saturating_sub(1),
            "ArrowDown" => (at + columns).min(last),
            "ArrowUp" => at.saturating_sub(columns),
            "Home" => 0,
            "End" => last,
            "e" => untrack(|| failed(true)).unwrap_or(at),
            "E" => untrack(|| failed(false)).unwrap_or(at),
            "Enter" | " " => {
                open(at);
                at
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        active.set(Some(next));
    };
    let id = format!("cell-{state}");
    let active_id = id.clone();
    let word = move |place: u32| {
        let status = shown.with(|shown| shown.as_ref().and_then(|shown| shown.statuses.get(place as usize).copied()));
        format!("Iteration {place}, {}", status.unwrap_or_default().word())
    };
    let ring = move || {
        shows().filter(|_| !bins()).map(|place| {
            let grid = grid.get();
            let ((x, y), side) = (grid.corner(place), grid.pitch.max(3.0) + 6.0);
            view! { <span class="field__ring" style=format!("left:{}px;top:{}px;width:{side}px;height:{side}px", x - 4.0, y - 4.0)></span> }
        })
    };
    let drawn = move || match count.get() {
        ..=PICTURE => view! { <Picture shown grid/> }.into_any(),
        _ => view! { <Canvas shown grid width room/> }.into_any(),
    };
    let size = move || match bins() {
        true => format!("width:{width}px;height:{room}px"),
        false => format!("width:{}px;height:{}px", grid.get().width(), grid.get().height()),
    };
    view! {
        <div class="heat" node_ref=element style=size role="grid" tabindex="0" aria-rowcount=move || count.get().to_string()
            aria-label=move || said(shown) aria-activedescendant=active_id data-keys="map" on:click=press on:keydown=key
            on:blur=move |_| active.set(None)>
            {drawn}
            {ring}
            <span role="row" class="sr" aria-rowindex=move || (shows().unwrap_or(0) + 1).to_string()>
                <span role="gridcell" id=id aria-selected=move || (focused.get() == shows() && focused.get().is_some()).to_string()>
                    {move || word(shows().unwrap_or(0))}
                </span>
            </span>
        </div>
    }
}

/// One path per status.
#[component]
fn Picture(shown: Memo<Option<Shown>>, grid: Memo<CellGrid>) -> impl IntoView {
    let path = move |wanted: fn(StatusKind) -> bool| {
        move || {
            shown.with(|shown| {
                let statuses = shown.as_ref().map_or(&[][..], |shown| shown.statuses.as_slice());
                let places = statuses.iter().enumerate().filter(|(_, status)| wanted(**status));
                let grid = grid.get();
                drawing::cells(places.map(|(place, _)| place as u32), grid.columns, grid.pitch, grid.pitch * 0.8)
            })
        }
    };
    view! {
        <svg width=move || grid.get().width() height=move || grid.get().height() aria-hidden="true">
            <path class="field__idle" d=path(|status| status == StatusKind::NotReached)/>
            <path class="field__ok" d=path(|status| matches!(status, StatusKind::Succeeded | StatusKind::Caught))/>
            <path class="field__run" d=path(StatusKind::is_open)/>
            <path class="field__off" d=path(|status| status == StatusKind::Aborted)/>
            <path class="field__bad" d=path(StatusKind::is_failure)/>
        </svg>
    }
}

#[component]
fn Canvas(shown: Memo<Option<Shown>>, grid: Memo<CellGrid>, width: f32, room: f32) -> impl IntoView {
    let app = App::get();
    let element = NodeRef::<html::Canvas>::new();
    // Each question for a colour has the browser compute styles: they are asked for once a theme, and not at each step.
    let known = StoredValue::new(None);
    let draw = frames::paced(0.0, move || {
        let Some(element) = element.try_get_untracked().flatten() else { return };
        let theme = (app.theme.get_untracked(), document::prefers_dark());
        let palette = known.get_value().filter(|(of, _)| *of == theme).map(|(_, palette)| palette);
        let palette = palette.unwrap_or_else(|| canvas::colours(&element, COLOURS));
        known.set_value(Some((theme, palette)));
        shown.with_untracked(|shown| {
            let statuses = shown.as_ref().map_or(&[][..], |shown| shown.statuses.as_slice());
            let image = match statuses.len() {
                ..=MOST_SQUARES => squares(statuses, grid.get_untracked(), &palette),
                _ => bars(statuses, width, room, &palette),
            };
            canvas::show(&element, &image);
        });
    });
    // Thousands of squares may come a frame later than the rest of the picture.
    Effect::new(move |_| {
        element.track();
        app.theme.track();
        shown.track();
        grid.track();
        draw();
    });
    view! { <canvas class="field__canvas" node_ref=element aria-hidden="true"></canvas> }
}

//! Dots that travel along the edges while the run goes on.

use super::present;
use crate::{
    platform::document,
    store::{App, Checked},
};
use asl_view::{Journey, drawing, journeys, shelves_around};
use leptos::prelude::*;
use std::sync::Arc;

/// Most dots that set out at once.
const MOST: usize = 16;
/// Dots that set out together follow each other at this distance, in milliseconds.
const STAGGER: usize = 45;

#[derive(Clone, Debug, PartialEq)]
struct Dot {
    id: u32,
    style: String,
}

/// The dots on their way.
#[component]
pub fn Journeys(
    /// The definition.
    picture: Arc<Checked>,
    /// The frame that scrolls around them.
    around: Option<u32>,
) -> impl IntoView {
    let app = App::get();
    let dots = RwSignal::new(Vec::<Dot>::new());
    let next = StoredValue::new(0_u32);
    Effect::new(move |before: Option<u32>| {
        let after = app.cursor.get();
        let before = before.unwrap_or(after);
        let moves = after > before && (app.playing.get_untracked() || after == before + 1);
        if !moves || document::prefers_reduced_motion() {
            if after < before || !moves && !dots.with_untracked(Vec::is_empty) {
                dots.set(Vec::new());
            }
            return after;
        }
        let found = present::with_run(app, Vec::new(), |run| journeys(&run.trace, before, after, MOST));
        let found = found.into_iter().filter(|journey| holder_of(&picture, *journey) == around);
        let ways = found.enumerate().filter_map(|(place, journey)| Some((place, way(&picture, journey)?)));
        let fresh: Vec<Dot> = ways
            .map(|(place, (path, length))| {
                next.update_value(|id| *id = id.wrapping_add(1));
                let time = (90.0 + 48.0 * length.max(1.0).ln()).min(420.0);
                let delay = place * STAGGER;
                let style =
                    format!("offset-path:path('{path}');animation-duration:{time:.0}ms;animation-delay:{delay}ms");
                Dot { id: next.get_value(), style }
            })
            .collect();
        if !fresh.is_empty() {
            dots.update(|dots| {
                let surplus = (dots.len() + fresh.len()).saturating_sub(2 * MOST).min(dots.len());
                dots.drain(..surplus);
                dots.extend(fresh);
            });
        }
        after
    });
    let arrive = move |id: u32| dots.update(|dots| dots.retain(|dot| dot.id != id));
    view! {
        <For each=move || dots.get() key=|dot| dot.id let(dot)>
            <span class="token" aria-hidden="true" style=dot.style.clone() on:animationend=move |_| arrive(dot.id)></span>
        </For>
    }
}

/// The frame that scrolls around a way.
fn holder_of(picture: &Checked, journey: Journey) -> Option<u32> {
    let state = match journey {
        Journey::Edge(edge) => picture.outline.edges.get(edge as usize)?.from,
        Journey::Into(state) => state,
    };
    let machine = picture.outline.states.get(state as usize)?.machine;
    shelves_around(&picture.outline, machine).first().copied()
}

/// The way of a dot, and its length.
fn way(picture: &Checked, journey: Journey) -> Option<(String, f32)> {
    let geometry = &picture.geometry;
    let along = |points: &[(f32, f32)]| (drawing::way(points), drawing::length(points));
    match journey {
        Journey::Edge(edge) => {
            geometry.edges.iter().find(|placed| placed.edge == Some(edge)).map(|placed| along(&placed.points))
        }
        Journey::Into(state) => {
            let row = picture.outline.states.get(state as usize)?;
            let target = geometry.states.get(state as usize)?.rect;
            let tip = (target.x + target.width / 2.0, target.y);
            let owner = picture.outline.machines.get(row.machine as usize)?.owner;
            let from = match owner {
                // Out of the head of the frame, so that branches and iterations fan out.
                Some(owner) => {
                    let frame = geometry.states.get(owner as usize)?.rect;
                    (frame.x + frame.width / 2.0, frame.y + super::frame::HEAD / 2.0)
                }
                None => geometry.start.map(|start| (start.x + start.width / 2.0, start.y + start.height))?,
            };
            Some(along(&[from, tip]))
        }
    }
}

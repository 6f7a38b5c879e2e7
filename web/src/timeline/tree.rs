//! All lanes below each other: a tree, because Parallels and Maps hold lanes.

use super::{lane::LaneRow, model::Timeline};
use crate::{graph::present, platform::document};
use asl_view::{lane_at, next_bar};
use leptos::{ev, prelude::*};
use std::sync::Arc;

/// The lanes. One of them takes the keyboard; up and down go to the next.
#[component]
pub fn Tree(timeline: Timeline) -> impl IntoView {
    let app = timeline.app;
    let active = RwSignal::new(0_usize);
    let shown = present::shown_state(app);
    let rows = move || {
        let lanes = timeline.lanes.get();
        timeline.in_sight().map(|place| (Arc::clone(&lanes), place)).collect::<Vec<_>>()
    };
    // The keyboard comes in at the lane of the present event, and is never on a lane that is gone.
    let is_inside = RwSignal::new(false);
    Effect::new(move |_| {
        let cursor = app.cursor.get();
        let (here, last) = timeline.lanes.with(|lanes| {
            let here = app.run.with_untracked(|run| lane_at(lanes, &run.as_ref()?.trace, cursor));
            (here.unwrap_or(0), lanes.len().saturating_sub(1))
        });
        if !is_inside.get_untracked() || active.get_untracked() > last {
            active.set(here);
        }
    });
    let now = move || format!("--now:{:.1}px", timeline.with_ruler(|ruler| ruler.x(app.clock.get())));
    view! {
        <div class="timeline__lanes" role="tree" aria-label="Lanes" style=now on:focusin=move |_| is_inside.set(true) on:focusout=move |_| is_inside.set(false) on:keydown=move |event| press(timeline, active, &event)>
            <For each=rows key=|(lanes, place)| (Arc::as_ptr(lanes) as usize, *place) let((lanes, place))>
                <LaneRow timeline lanes place active shown/>
            </For>
        </div>
    }
}

fn press(timeline: Timeline, active: RwSignal<usize>, event: &ev::KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let lanes = timeline.lanes.get_untracked();
    let place = active.get_untracked();
    let Some(lane) = lanes.get(place) else { return };
    let go = |to: usize| {
        active.set(to);
        timeline.show_lane(to);
        document::focus(&id(to));
    };
    let turn = || {
        timeline.turn_lane(lane.scope, lane.state);
        // The lanes are made anew: the keyboard comes back to this one.
        request_animation_frame(move || document::focus(&id(place)));
    };
    // Left and right belong to the cursor where there is nothing to fold.
    match event.key().as_str() {
        "ArrowDown" if place + 1 < lanes.len() => go(place + 1),
        "ArrowUp" if place > 0 => go(place - 1),
        "ArrowDown" | "ArrowUp" => {}
        "ArrowRight" if lane.is_open == Some(false) => turn(),
        "ArrowLeft" if lane.is_open == Some(true) => turn(),
        "Enter" => {
            timeline.app.seek(next_bar(lane, timeline.app.page_cursor().get_untracked()));
            timeline.app.select(Some(lane.state));
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The id of a lane's element.
pub fn id(place: usize) -> String {
    format!("lane-{place}")
}

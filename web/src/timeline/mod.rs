//! The run as swimlanes on the virtual clock.

mod axis;
mod bars;
mod chart;
mod folds;
mod ghost;
mod lane;
mod model;
mod tree;
mod zoom;

use crate::{
    frame::menu::{About, Menu},
    platform::size,
    store::App,
};
use axis::{Axis, Needle};
use folds::Folds;
use leptos::{ev, html, prelude::*};
use model::Timeline;
use tree::Tree;
use zoom::ZoomControls;

/// The run as swimlanes on the virtual clock.
#[component]
pub fn TimelinePanel() -> impl IntoView {
    let app = App::get().behind();
    provide_context(app);
    let has_run = Memo::new(move |_| app.run.with(|run| run.as_ref().is_some_and(|run| !run.trace.events.is_empty())));
    view! {
        <Show when=move || has_run.get() fallback=|| view! {
            <p class="timeline__empty">"Nothing has run yet. Press Run, and each state gets a lane here: when it worked, waited, failed and tried again."</p>
        }>
            <Lanes/>
        </Show>
    }
}

/// Up to so many lanes there is room for a line of text below them.
const FEW: usize = 4;

/// Axis, lanes, playhead: one window that scrolls both ways, where axis and names stay in sight.
#[component]
fn Lanes() -> impl IntoView {
    let app = App::get();
    let window = NodeRef::<html::Div>::new();
    let timeline = Timeline::new(app, window);
    let on_scroll = move |_| {
        if let Some(element) = window.get_untracked() {
            timeline.scroll.set((f64::from(element.scroll_left()), f64::from(element.scroll_top())));
        }
    };
    Effect::new(move |_| {
        if let Some(element) = window.get() {
            size::watch(&element, move |width, height| {
                timeline.size.try_set((width, height));
            });
        }
    });
    timeline.follow_run();
    let is_still = Memo::new(move |_| {
        app.run.with(|run| run.as_ref().is_some_and(|run| run.summary.duration == 0.0 && run.trace.visits.len() < FEW))
    });
    let wheel = move |event: ev::WheelEvent| {
        if event.ctrl_key() || event.meta_key() {
            timeline.wheel(&event);
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.alt_key()) && timeline.press(&event.key()) {
            event.prevent_default();
        }
    };
    let menu = Menu::get();
    let ask = move |event: ev::MouseEvent| {
        // Names are states, which the page knows itself.
        if let Some(cursor) = timeline.moment(&event) {
            event.prevent_default();
            menu.open(About::Cursor(cursor), (f64::from(event.client_x()), f64::from(event.client_y())));
        }
    };
    view! {
        <div class="timeline" on:contextmenu=ask class:timeline--unmeasured=move || timeline.size.with(|(width, _)| *width == 0.0) class:timeline--narrow=move || timeline.is_narrow() class:timeline--stale=move || app.stale_run.get()
            style=move || timeline.measures() node_ref=window on:scroll=on_scroll on:wheel=wheel on:keydown=press>
            <div class="timeline__sheet">
                <Axis timeline/>
                <Tree timeline/>
                <Folds timeline/>
                <Needle timeline/>
            </div>
        </div>
        <Show when=move || is_still.get()>
            <p class="timeline__still">"All of this happened at one moment. Time passes where a mock has DelaySeconds, and in a Wait."</p>
        </Show>
        <ZoomControls timeline/>
    }
}

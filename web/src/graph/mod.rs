//! The machine as a picture.

mod branch;
mod camera;
mod controls;
mod crumb;
mod edges;
mod frame;
mod journey;
mod legend;
pub mod marks;
mod node;
pub mod present;
mod stage;
pub mod strip;

use crate::{platform::size, store::App};
use camera::Camera;
use controls::ZoomControls;
use crumb::Crumb;
use legend::Legend;
use leptos::{ev, html, prelude::*};
use stage::Stage;

/// The machine as a picture.
#[component]
pub fn GraphPanel() -> impl IntoView {
    let app = App::get();
    let picture = present::picture(app);
    let camera = Camera::new(picture);
    let window = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(element) = window.get() {
            size::watch(&element, move |width, height| camera.size.set((width, height)));
        }
    });
    camera.follow_run(app);
    let wheel = move |event: ev::WheelEvent| {
        let (left, top) = window.get_untracked().map_or((0.0, 0.0), |element| size::corner(&element));
        camera.wheel(&event, left, top);
    };
    let grab = move |event: ev::PointerEvent| {
        if size::is_ground(&event) {
            camera.grab(&event);
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let on_node = size::is_on_node(&event);
        let moves = matches!(event.key().as_str(), "ArrowUp" | "ArrowDown");
        if plain && moves && on_node {
            event.prevent_default();
            size::focus_neighbour(&event, event.key() == "ArrowDown");
        } else if plain && camera.press(&event.key(), event.shift_key()) {
            event.prevent_default();
        }
    };
    let transform = move || {
        let view = camera.view.get();
        format!("transform:translate({:.1}px,{:.1}px) scale({:.4})", view.x, view.y, view.zoom)
    };
    let stale = move || present::drawn(app).is_some_and(|drawn| drawn.stale);
    view! {
        <div class="graph" class:graph--stale=stale class:graph--grabbed=move || !camera.follow.get()>
            <div class="graph__window" node_ref=window tabindex="0" role="group" aria-label=move || summary(app)
                on:wheel=wheel on:pointerdown=grab on:pointermove=move |event| camera.drag(&event)
                on:pointerup=move |_| camera.release() on:pointerleave=move |_| camera.release()
                on:pointercancel=move |_| camera.release() on:keydown=press
                on:click=move |event| if size::is_ground(&event) { app.select(None) }>
                <div class="graph__stage" style=transform class:graph__stage--smooth=move || camera.smooth.get()
                    class:graph__stage--far=move || camera.view.get().zoom < 0.6
                    class:graph__stage--icons=move || camera.view.get().zoom < 0.35>
                    {move || picture.get().map(|picture| view! { <Stage picture camera/> })}
                </div>
            </div>
            <Crumb/>
            <Legend/>
            <ZoomControls camera/>
        </div>
    }
}

fn summary(app: App) -> String {
    let name = app.document.with(|document| document.name.clone());
    let states = present::drawn(app).map_or(0, |drawn| drawn.outline.states.len());
    format!("Graph of {name}: {states} states. Plus and minus zoom, 0 shows everything, arrows move.")
}

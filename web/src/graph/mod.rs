//! The machine as a picture.

mod branch;
pub mod branches;
pub mod camera;
mod controls;
mod crumb;
mod edges;
mod field;
pub mod find;
mod frame;
mod journey;
mod legend;
pub mod live;
pub mod marks;
pub mod minimap;
mod node;
pub mod peek;
pub mod picks;
pub mod present;
mod stage;
pub mod strip;
mod verdicts;

use crate::{
    icon::Icon,
    late::{self, late},
    platform::size,
    store::App,
};
use asl_view::{Way, walk};
use camera::Camera;
use controls::ZoomControls;
use crumb::Crumb;
use legend::Legend;
use leptos::{ev, html, prelude::*};
use minimap::is_large;
use picks::Picks;
use stage::Stage;
use std::sync::Arc;
use verdicts::Verdicts;

/// The machine as a picture.
#[component]
pub fn GraphPanel() -> impl IntoView {
    let app = App::get();
    let picture = present::picture(app);
    let picks = Picks::provide(app);
    let tab = picks.tab;
    Verdicts::provide(app);
    let camera = Camera::new(picture);
    let window = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(element) = window.get() {
            size::watch(&element, move |width, height| camera.size.set((width, height)));
        }
    });
    camera.follow_run(app);
    let wheel = move |event: ev::WheelEvent| {
        // A frame that scrolls uses it for itself.
        if !event.ctrl_key() && !event.meta_key() && size::is_sideways_in_shelf(&event) {
            return;
        }
        let (left, top) = window.get_untracked().map_or((0.0, 0.0), |element| size::corner(&element));
        camera.wheel(&event, left, top);
    };
    let grab = move |event: ev::PointerEvent| {
        if size::is_ground(&event) {
            camera.grab(&event);
        }
    };
    let finds = RwSignal::new(false);
    let go = move |state: u32| {
        camera.show(state);
        if let Some(window) = window.get_untracked() {
            size::focus_state(&window, state);
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let (key, shift) = (event.key(), event.shift_key());
        if key.chars().count() == 1 && !app.letters.get_untracked() {
            return;
        }
        let state = size::state_with_keyboard(&event);
        let by_key = size::is_focus_visible(&event);
        let target = state.and_then(|state| {
            way(&key, shift, by_key).and_then(|way| {
                picture.with_untracked(|picture| {
                    picture.as_ref().and_then(|picture| walk(&picture.outline, &picture.geometry, state, way))
                })
            })
        });
        let done = match key.as_str() {
            _ if target.is_some() => {
                target.into_iter().for_each(go);
                true
            }
            "ArrowUp" | "ArrowDown" if state.is_some() && !shift => true,
            "ArrowRight" | "ArrowLeft" if shift => crumb::walk_iterations(app, key == "ArrowRight", false),
            "f" | "F" => {
                finds.set(true);
                true
            }
            "Escape" if picks.peek.get_untracked().is_some() => {
                picks.peek.set(None);
                true
            }
            _ => camera.press(&key, shift),
        };
        if done {
            event.prevent_default();
        }
    };
    // Tab leads to the state that had the keyboard last, else to the one at the cursor, else to the first.
    Effect::new(move |_| {
        let start =
            picture.with(|picture| picture.as_ref().and_then(|picture| picture.outline.machines.first()?.start));
        tab.set(present::current(app).or(start));
    });
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
                    {move || picture.get().map(|picture| view! { <Stage picture/> })}
                </div>
            </div>
            <Crumb/>
            <Show when=move || camera.is_lost()>
                <button type="button" class="btn line sm graph__back" on:click=move |_| camera.fit()><Icon name="fit"/>"Back to graph"</button>
            </Show>
            <Show when=move || finds.get()><find::Find asked=find::Finding { open: finds, picture, camera, window }/></Show>
            {move || picture.get().filter(|picture| is_large(picture)).map(|picture| late(move || late::minimap(Arc::clone(&picture), camera)))}
            <Legend/>
            <ZoomControls camera/>
        </div>
    }
}

/// What a key means on a state. To the right and left only where the keyboard is in use: after a press the arrows step.
fn way(key: &str, shift: bool, by_key: bool) -> Option<Way> {
    match key {
        "ArrowDown" if !shift => Some(Way::Down),
        "ArrowUp" if !shift => Some(Way::Up),
        "ArrowRight" if !shift && by_key => Some(Way::Right),
        "ArrowLeft" if !shift && by_key => Some(Way::Left),
        "c" | "C" => Some(Way::Catch),
        _ => None,
    }
}

fn summary(app: App) -> String {
    let name = app.document.with(|document| document.name.clone());
    let states = present::drawn(app).map_or(0, |drawn| drawn.outline.states.len());
    format!(
        "Graph of {name}: {states} states. Plus and minus zoom, 0 shows everything, arrows move, F finds a state. On a state, arrows follow the edges and C a catcher."
    )
}

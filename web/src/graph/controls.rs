//! Zoom, fit and follow.

use super::camera::Camera;
use crate::icon::Icon;
use leptos::prelude::*;

/// The buttons in the corner.
#[component]
pub fn ZoomControls(
    /// Who shows the picture.
    camera: Camera,
) -> impl IntoView {
    let percent = move || format!("{:.0} %", camera.view.get().zoom * 100.0);
    let follows = move || camera.follow.get();
    view! {
        <div class="float br graph__zoom" role="group" aria-label="Zoom">
            <button type="button" class="btn xs icon" aria-label="Zoom out" title="Zoom out (-)" on:click=move |_| camera.zoom_step(false)>
                <Icon name="minus"/>
            </button>
            <button type="button" class="btn xs graph__percent" aria-label=move || format!("Zoom {}, show in natural size", percent()) title="Natural size"
                on:click=move |_| camera.natural()>{percent}</button>
            <button type="button" class="btn xs icon" aria-label="Zoom in" title="Zoom in (+)" on:click=move |_| camera.zoom_step(true)>
                <Icon name="plus"/>
            </button>
            <span class="sep"></span>
            <button type="button" class="btn xs icon" aria-label="Fit the graph" title="Show everything (0)" on:click=move |_| camera.fit()>
                <Icon name="fit"/>
            </button>
            <button type="button" class="btn xs icon" class:on=follows aria-label="Follow the run" title="Follow the run"
                aria-pressed=move || follows().to_string() on:click=move |_| camera.follow.update(|follow| *follow = !*follow)>
                <Icon name="follow"/>
            </button>
        </div>
    }
}

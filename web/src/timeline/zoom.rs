//! Zoom of the axis.

use super::model::Timeline;
use crate::icon::Icon;
use leptos::prelude::*;

/// The buttons beside the dock's tabs; on a narrow page in the corner of the lanes.
#[component]
pub fn ZoomControls(timeline: Timeline) -> impl IntoView {
    let is_whole = move || timeline.zoom.get() <= 1.0;
    view! {
        <div class="timeline__zoom" role="group" aria-label="Zoom of the timeline">
            <button type="button" class="btn xs icon" aria-label="Zoom out" title="Zoom out (-)" aria-disabled=move || is_whole().then_some("true")
                on:click=move |_| timeline.zoom_step(false)><Icon name="minus"/></button>
            <button type="button" class="btn xs icon" aria-label="Zoom in" title="Zoom in (+, or Ctrl and the wheel)"
                on:click=move |_| timeline.zoom_step(true)><Icon name="plus"/></button>
            <button type="button" class="btn xs icon" aria-label="Fit the whole run" title="Fit the whole run (0)" aria-disabled=move || is_whole().then_some("true")
                on:click=move |_| timeline.fit()><Icon name="fit"/></button>
        </div>
    }
}

//! The whole picture, small, with what is on screen.

use super::camera::Camera;
use crate::{platform::size, store::Checked};
use asl_view::shelves_around;
use leptos::{ev, html, prelude::*};
use std::{fmt::Write, sync::Arc};

/// Fewer states than this need no map.
const LEAST: usize = 40;
/// Greatest width and height.
const ROOM: (f32, f32) = (150.0, 190.0);

/// A small map in the corner: a press shows that place. Zoom and arrow keys do the same.
#[component]
pub fn Minimap(
    /// The definition.
    picture: Arc<Checked>,
    /// Who shows it.
    camera: Camera,
) -> impl IntoView {
    let geometry = &picture.geometry;
    let (whole_width, whole_height) = (geometry.width, geometry.height);
    let scale = (ROOM.0 / whole_width).min(ROOM.1 / whole_height);
    let (mut cards, mut frames) = (String::new(), String::new());
    for (state, placed) in picture.outline.states.iter().zip(&geometry.states) {
        if !shelves_around(&picture.outline, state.machine).is_empty() {
            continue;
        }
        let rect = placed.rect;
        let path = if state.inside.is_empty() { &mut cards } else { &mut frames };
        let _ = write!(path, "M{} {}h{}v{}h-{}z", rect.x, rect.y, rect.width, rect.height, rect.width);
    }
    let element = NodeRef::<html::Div>::new();
    let held = StoredValue::new(false);
    let aim = move |event: &ev::PointerEvent| {
        if let Some(element) = element.get_untracked() {
            let (across, down) = size::share(&element, event);
            camera.centre(across * f64::from(whole_width), down * f64::from(whole_height));
        }
    };
    let seen = move || {
        let (view, (width, height)) = (camera.view.get(), camera.size.get());
        (-view.x / view.zoom, -view.y / view.zoom, width / view.zoom, height / view.zoom)
    };
    let is_whole = Memo::new(move |_| {
        let (left, top, width, height) = seen();
        left <= 0.0 && top <= 0.0 && left + width >= f64::from(whole_width) && top + height >= f64::from(whole_height)
    });
    let (width, height) = (whole_width * scale, whole_height * scale);
    view! {
        <div class="minimap float" aria-hidden="true" node_ref=element hidden=is_whole style=format!("width:{width}px;height:{height}px")
            on:pointerdown=move |event| { held.set_value(true); aim(&event) }
            on:pointermove=move |event| if held.get_value() { aim(&event) }
            on:pointerup=move |_| held.set_value(false) on:pointerleave=move |_| held.set_value(false)>
            <svg viewBox=format!("0 0 {whole_width} {whole_height}") width=width height=height>
                <path class="minimap__frames" d=frames/>
                <path class="minimap__cards" d=cards/>
                <rect class="minimap__seen" x=move || seen().0 y=move || seen().1 width=move || seen().2 height=move || seen().3
                    vector-effect="non-scaling-stroke"/>
            </svg>
        </div>
    }
}

/// Whether a picture is so large that it needs a map.
pub fn is_large(picture: &Checked) -> bool {
    picture.geometry.states.len() >= LEAST && picture.geometry.width > 0.0
}

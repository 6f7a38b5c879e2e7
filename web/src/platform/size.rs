//! Sizes and places of elements, and which of them a press hit.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver};

/// Calls back with the width and height of an element's inside, now and whenever they change.
pub fn watch(element: &Element, mut changed: impl FnMut(f64, f64) + 'static) {
    let watched = element.clone();
    let listener = Closure::<dyn FnMut()>::new(move || {
        changed(f64::from(watched.client_width()), f64::from(watched.client_height()));
    });
    if let Ok(observer) = ResizeObserver::new(listener.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    // The observer lives as long as the element; so must what it calls.
    listener.forget();
}

/// The place of an element in the window.
pub fn corner(element: &Element) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    (rect.left(), rect.top())
}

/// Where a press is inside an element, in the element's own pixels, however it is scaled.
pub fn inside(element: &Element, event: &web_sys::MouseEvent) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    let natural = |name: &str, shown: f64| {
        element
            .get_attribute(name)
            .and_then(|text| text.parse::<f64>().ok())
            .filter(|_| shown > 0.0)
            .map_or(1.0, |size| size / shown)
    };
    let (across, down) = (natural("width", rect.width()), natural("height", rect.height()));
    ((f64::from(event.client_x()) - rect.left()) * across, (f64::from(event.client_y()) - rect.top()) * down)
}

/// How far across an element a press is, from 0 to 1.
pub fn share_across(element: &Element, event: &web_sys::MouseEvent) -> f64 {
    let rect = element.get_bounding_client_rect();
    ((f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0)).clamp(0.0, 1.0)
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether a press hit no button.
pub fn is_ground(event: &web_sys::Event) -> bool {
    target(event).is_none_or(|element| element.closest("button, a, input, .field").ok().flatten().is_none())
}

/// Whether a key was pressed on a state.
pub fn is_on_node(event: &web_sys::Event) -> bool {
    target(event).is_some_and(|element| element.has_attribute("data-state"))
}

/// Moves the keyboard to the next or previous state of the same list.
pub fn focus_neighbour(event: &web_sys::Event, forwards: bool) {
    let Some(element) = target(event) else { return };
    let Some(list) = element.closest("[role='group'], [role='tree'], ol.outline").ok().flatten() else { return };
    let Ok(nodes) = list.query_selector_all("[data-state]") else { return };
    let at = (0..nodes.length()).find(|place| nodes.get(*place).as_ref() == Some(element.as_ref()));
    let next = at.and_then(|at| if forwards { at.checked_add(1) } else { at.checked_sub(1) });
    let found = next.and_then(|next| nodes.get(next)).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    if let Some(found) = found {
        let _ = found.focus();
    }
}

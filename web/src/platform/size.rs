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

/// Where a press is inside an element: shares of its width and height.
pub fn share(element: &Element, event: &web_sys::MouseEvent) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    let share = |at: i32, from: f64, length: f64| ((f64::from(at) - from) / length.max(1.0)).clamp(0.0, 0.999_999);
    (share(event.client_x(), rect.left(), rect.width()), share(event.client_y(), rect.top(), rect.height()))
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
    // The scroll bar of a frame is the frame itself.
    target(event).is_none_or(|element| {
        element.closest("button, a, input, .heat").ok().flatten().is_none() && !element.class_list().contains("shelf")
    })
}

/// Whether a key was pressed on a state.
pub fn is_on_node(event: &web_sys::Event) -> bool {
    target(event).is_some_and(|element| element.has_attribute("data-state"))
}

/// The row of a table that was pressed or pointed at.
pub fn row_at(event: &web_sys::Event) -> Option<usize> {
    target(event)?.closest("[data-row]").ok()??.get_attribute("data-row")?.parse().ok()
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

/// The state that has the keyboard inside an element.
pub fn state_with_keyboard(event: &web_sys::Event) -> Option<u32> {
    target(event)?.get_attribute("data-state")?.parse().ok()
}

/// Whether the keyboard came to the target of an event by a key, and not by a press.
pub fn is_focus_visible(event: &web_sys::Event) -> bool {
    target(event).is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}

/// Moves the keyboard to a state inside an element.
pub fn focus_state(inside: &Element, state: u32) {
    let found = inside.query_selector(&format!("[data-state='{state}']")).ok().flatten();
    if let Some(found) = found.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = found.focus_with_options(&options);
    }
}

/// Whether a wheel turns sideways over a frame that scrolls sideways.
pub fn is_sideways_in_shelf(event: &web_sys::WheelEvent) -> bool {
    let sideways = event.shift_key() || event.delta_x().abs() > event.delta_y().abs();
    sideways && target(event).is_some_and(|element| element.closest(".shelf").ok().flatten().is_some())
}

/// Scrolls the frame of a Parallel, beside the target of an event.
pub fn scroll_shelf(event: &web_sys::Event, state: u32, left: f64) {
    let stage = target(event).and_then(|element| element.closest(".stage").ok().flatten());
    let shelf = stage.and_then(|stage| stage.query_selector(&format!("[data-shelf='{state}']")).ok().flatten());
    if let Some(shelf) = shelf {
        shelf.set_scroll_left(left as i32);
    }
}

/// Scrolls the frame around a state so that the state is in view.
pub fn reveal_in_shelf(state: u32) {
    let document = super::window().document();
    let node = document.and_then(|document| document.query_selector(&format!(".stage [data-state='{state}']")).ok()?);
    let Some((node, shelf)) = node.and_then(|node| Some((node.clone(), node.closest(".shelf").ok()??))) else { return };
    let (inner, outer) = (node.get_bounding_client_rect(), shelf.get_bounding_client_rect());
    let scale = outer.width() / f64::from(shelf.client_width()).max(1.0);
    let by = if inner.left() < outer.left() {
        inner.left() - outer.left() - 16.0
    } else if inner.right() > outer.right() {
        inner.right() - outer.right() + 16.0
    } else {
        return;
    };
    shelf.set_scroll_left(shelf.scroll_left() + (by / scale.max(0.01)) as i32);
}

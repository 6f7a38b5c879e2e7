//! Menus: what was asked for one, and elements above everything else.

use super::window;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement};

/// Something on the page that a menu was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// The state of the outline that it stands for.
    pub state: Option<u32>,
    /// The event that it stands for: an index from 0.
    pub event: Option<u32>,
    /// Where, in pixels of the window.
    pub place: (f64, f64),
}

/// Calls back when a menu is asked for with the pointer; where it answers `true`, the browser shows none of its own.
pub fn on_context_menu(mut asked: impl FnMut(Asked) -> bool + 'static) {
    let listener = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if event.default_prevented() {
            return;
        }
        let place = (f64::from(event.client_x()), f64::from(event.client_y()));
        if target.is_some_and(|element| asked(about(&element, place))) {
            event.prevent_default();
        }
    });
    let _ = window().add_event_listener_with_callback("contextmenu", listener.as_ref().unchecked_ref());
    // The page listens as long as it lives.
    listener.forget();
}

/// What has the keyboard. A grid keeps the keyboard and says which of its rows it is at.
pub fn with_keyboard() -> Option<Asked> {
    let document = window().document()?;
    let active = document.active_element()?;
    let row = active.get_attribute("aria-activedescendant").and_then(|id| document.get_element_by_id(&id));
    let element = row.unwrap_or(active);
    let rect = element.get_bounding_client_rect();
    Some(about(&element, (rect.left() + rect.width().min(120.0) / 2.0, rect.bottom() - 4.0)))
}

fn about(element: &Element, place: (f64, f64)) -> Asked {
    let number = |name: &str| {
        let found = element.closest(&format!("[{name}]")).ok().flatten()?;
        found.get_attribute(name)?.parse().ok()
    };
    Asked { state: number("data-state").or_else(|| number("data-lane")), event: number("data-event"), place }
}

/// Shows an element with `popover`, and moves the keyboard to its first button.
pub fn show_popover(element: &HtmlElement) {
    let _ = element.show_popover();
    if let Some(first) = element.query_selector("button").ok().flatten().and_then(|first| first.dyn_into().ok()) {
        let _ = HtmlElement::focus(&first);
    }
}

/// Hides it; the keyboard goes back to where it was.
pub fn hide_popover(element: &HtmlElement) {
    let _ = element.hide_popover();
}

/// Whether it is shown.
pub fn is_shown(element: &Element) -> bool {
    element.matches(":popover-open").unwrap_or(false)
}

/// Moves the keyboard to another button of an element: the next, the one before, the first or the last.
pub fn turn(element: &Element, key: &str) -> bool {
    let Ok(buttons) = element.query_selector_all("button") else { return false };
    let count = buttons.length();
    let active = window().document().and_then(|document| document.active_element());
    let at = (0..count)
        .find(|place| buttons.get(*place).is_some_and(|button| button.is_same_node(active.as_deref())))
        .unwrap_or(0);
    let next = match key {
        "ArrowDown" => (at + 1) % count.max(1),
        "ArrowUp" => (at + count.max(1) - 1) % count.max(1),
        "Home" => 0,
        "End" => count.saturating_sub(1),
        _ => return false,
    };
    if let Some(button) = buttons.get(next).and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
    true
}

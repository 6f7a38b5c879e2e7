//! Keys, wherever on the page they are pressed.

use super::window;
use wasm_bindgen::{JsCast, closure::Closure};

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a text.
    Text,
    /// On a control that uses the arrow keys and Space itself: a range, a tab, a select.
    Control,
    /// On a state: in the graph, the outline or the timeline.
    State,
    /// On a button.
    Button,
    /// Inside an element with `data-keys="run"`: graph, outline, timeline, transport.
    Run,
    /// Anywhere else.
    Elsewhere,
}

/// Elements that stand for a state, whose number they carry.
const STATE: &str = "[data-state], [data-lane]";

/// The state of the outline that has the keyboard.
pub fn focused_state() -> Option<u32> {
    let active = window().document()?.active_element()?;
    let element = active.closest(STATE).ok().flatten()?;
    let number = element.get_attribute("data-state").or_else(|| element.get_attribute("data-lane"));
    number?.parse().ok()
}

/// A key as it was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// Ctrl, or Command on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// Where the keyboard is.
    pub place: Place,
}

/// Calls back on each key; where it answers `true`, the browser does nothing more with it.
pub fn on_press(mut pressed: impl FnMut(Press) -> bool + 'static) {
    let listener = Closure::<dyn FnMut(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let press = Press {
            key: event.key(),
            command: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
            place: place(&event),
        };
        if pressed(press) {
            event.prevent_default();
        }
    });
    let _ = window().add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    // The page listens as long as it lives.
    listener.forget();
}

fn place(event: &web_sys::KeyboardEvent) -> Place {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return Place::Elsewhere;
    };
    let within = |selector: &str| element.closest(selector).ok().flatten().is_some();
    if within(
        "textarea, [contenteditable='true'], input:not([type='range']):not([type='checkbox']):not([type='radio'])",
    ) {
        Place::Text
    } else if within("input, select, [role='tab'], [role='separator'], dialog, [role='menu'], summary") {
        Place::Control
    } else if within("[data-keys='run']") {
        match () {
            () if within(STATE) => Place::State,
            () if within("button, a") => Place::Button,
            () => Place::Run,
        }
    } else {
        Place::Elsewhere
    }
}

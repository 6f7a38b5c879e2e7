//! The address of the page.

use super::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// The text behind `#`, without it.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The whole address with another text behind `#`.
pub fn with_fragment(fragment: &str) -> String {
    let here = window().location().href().unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Takes the text behind `#` away, without a new entry in the history.
pub fn clear_fragment() {
    let here = with_fragment("");
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(here.trim_end_matches('#')));
    }
}

/// Calls back when another link to this page is opened in the same tab.
pub fn on_fragment(mut changed: impl FnMut(String) + 'static) {
    let listener = Closure::<dyn FnMut()>::new(move || changed(fragment()));
    let _ = window().add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    // The page listens as long as it lives.
    listener.forget();
}

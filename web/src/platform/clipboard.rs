//! Copying.

use super::window;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; `false` where the browser refuses.
pub async fn copy(text: &str) -> bool {
    // Without a secure origin there is no clipboard object, whatever its type says.
    let navigator = window().navigator();
    let exists = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|value| value.is_object());
    exists && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

//! What `start.js` brings beside the page's own code, and moments for what need not come at once.

use super::window;
use asl_view::{Prepared, decode};
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// After so many milliseconds a page that is never at rest goes on all the same.
const LATEST: u32 = 2_000;
/// Milliseconds, where the browser does not say when it is at rest.
const SOON: i32 = 200;

/// The answers that came with the page; none where the page opens with something else, or they did not come.
pub async fn prepared() -> Vec<Prepared> {
    match promised("stepwellFirst").await {
        Some(bytes) if bytes.is_object() => decode(&Uint8Array::new(&bytes).to_vec()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Waits until somebody is at the page: moves a pointer, presses a key, or opens a document of their own.
pub async fn somebody() {
    let _ = promised("stepwellUsed").await;
}

/// What a promise of `start.js` brings.
async fn promised(name: &str) -> Option<JsValue> {
    let promise = Reflect::get(&js_sys::global(), &name.into()).ok()?.dyn_into::<Promise>().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Waits until what is there has been painted, and nothing more urgent is to be done.
pub async fn rest() {
    let rest = Promise::new(&mut |resolve, _| {
        let painted = Closure::once_into_js(move || when_idle(&resolve));
        let _ = window().request_animation_frame(painted.unchecked_ref());
    });
    let _ = JsFuture::from(rest).await;
}

fn when_idle(then: &js_sys::Function) {
    // Quirk of browsers: Safari does not say when it is idle.
    let can_say = Reflect::has(&window(), &"requestIdleCallback".into()).unwrap_or(false);
    if can_say {
        let options = web_sys::IdleRequestOptions::new();
        options.set_timeout(LATEST);
        let _ = window().request_idle_callback_with_options(then, &options);
    } else {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(then, SOON);
    }
}

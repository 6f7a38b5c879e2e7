//! One loop over the frames of the screen.

use super::window;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};

/// No more than this passes between two frames, whatever the clock says: a tab in the background does not jump.
const LONGEST: f64 = 100.0;

type Frame = Closure<dyn FnMut(f64)>;

/// Calls back on each frame with the milliseconds since the one before, until it answers `false`.
pub fn each(mut frame: impl FnMut(f64) -> bool + 'static) {
    let this: Rc<RefCell<Option<Frame>>> = Rc::default();
    let next = Rc::clone(&this);
    let mut before: Option<f64> = None;
    *this.borrow_mut() = Some(Closure::new(move |now: f64| {
        let passed = before.map_or(0.0, |before| (now - before).clamp(0.0, LONGEST));
        before = Some(now);
        if frame(passed) {
            request(next.borrow().as_ref());
        } else {
            // The closure may not drop itself while it runs.
            let done = next.borrow_mut().take();
            wasm_bindgen_futures::spawn_local(async move { drop(done) });
        }
    }));
    request(this.borrow().as_ref());
}

/// Milliseconds on the real clock, to measure pauses with.
pub fn now() -> f64 {
    js_sys::Date::now()
}

fn request(frame: Option<&Frame>) {
    if let Some(frame) = frame {
        let _ = window().request_animation_frame(frame.as_ref().unchecked_ref());
    }
}

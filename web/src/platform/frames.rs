//! One loop over the frames of the screen.

use super::window;
use leptos::prelude::set_timeout;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};
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

/// What `act` makes of the present is wanted again and again: it runs when the next frame has been drawn, then rests for so
/// many milliseconds. The function that is given back says that it is wanted.
pub fn paced(rest: f64, act: impl Fn() + 'static) -> impl Fn() {
    let act: Rc<dyn Fn()> = Rc::new(act);
    let (waits, last) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(0.0)));
    move || {
        if waits.replace(true) {
            return;
        }
        let (act, waits, last) = (act.clone(), Rc::clone(&waits), Rc::clone(&last));
        each(move |_| {
            // The clock may have been set back.
            if (0.0..rest).contains(&(now() - last.get())) {
                return true;
            }
            let (act, waits, last) = (act.clone(), Rc::clone(&waits), Rc::clone(&last));
            // A task of its own comes after the frame.
            set_timeout(
                move || {
                    waits.set(false);
                    act();
                    last.set(now());
                },
                Duration::ZERO,
            );
            false
        });
    }
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

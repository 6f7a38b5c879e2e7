//! What part of the picture is on screen.

use crate::{graph::present, platform::size, store::Checked};
use asl_view::{View, current_state, place, shelves_around};
use leptos::{ev, prelude::*};
use std::sync::Arc;

/// One press of a zoom button.
const STEP: f64 = 1.25;
/// One press of an arrow key, in pixels.
const PAN: f64 = 48.0;

/// The view, and who moves it.
#[derive(Clone, Copy)]
pub struct Camera {
    /// Zoom and place.
    pub view: RwSignal<View>,
    /// Width and height of the window in pixels.
    pub size: RwSignal<(f64, f64)>,
    /// Whether the picture follows the run.
    pub follow: RwSignal<bool>,
    /// Whether the next move is a smooth one.
    pub smooth: RwSignal<bool>,
    /// Whether the user has moved it: then it no longer fits itself.
    touched: RwSignal<bool>,
    grabbed: StoredValue<Option<(f64, f64)>>,
    picture: Memo<Option<Arc<Checked>>>,
}

impl Camera {
    /// A camera that fits itself to the picture until the user moves it.
    pub fn new(picture: Memo<Option<Arc<Checked>>>) -> Self {
        let camera = Self {
            view: RwSignal::new(View { zoom: 1.0, x: 0.0, y: 0.0 }),
            size: RwSignal::new((0.0, 0.0)),
            follow: RwSignal::new(true),
            smooth: RwSignal::new(false),
            touched: RwSignal::new(false),
            grabbed: StoredValue::new(None),
            picture,
        };
        Effect::new(move |_| {
            let (width, height) = camera.size.get();
            if width > 0.0 && !camera.touched.get_untracked() {
                camera.smooth.set(false);
                camera.with_geometry(|geometry| camera.view.set(View::readable(geometry, width, height)));
            }
        });
        camera
    }

    fn with_geometry(self, use_it: impl FnOnce(&asl_view::Geometry)) {
        self.picture.with(|picture| {
            if let Some(picture) = picture.as_ref().filter(|picture| picture.geometry.width > 0.0) {
                use_it(&picture.geometry);
            }
        });
    }

    /// Shows everything.
    pub fn fit(self) {
        let (width, height) = self.size.get_untracked();
        self.smooth.set(true);
        self.touched.set(false);
        untrack(|| self.with_geometry(|geometry| self.view.set(View::whole(geometry, width, height))));
    }

    /// Natural size, around the middle.
    pub fn natural(self) {
        self.zoom(1.0 / self.view.get_untracked().zoom);
    }

    /// Zooms around the middle.
    pub fn zoom(self, factor: f64) {
        let (width, height) = self.size.get_untracked();
        self.touched.set(true);
        self.smooth.set(true);
        self.view.update(|view| *view = view.zoomed(factor, width / 2.0, height / 2.0));
    }

    /// One step in or out.
    pub fn zoom_step(self, inwards: bool) {
        self.zoom(if inwards { STEP } else { 1.0 / STEP });
    }

    fn pan(self, x: f64, y: f64) {
        self.touched.set(true);
        self.follow.set(false);
        self.smooth.set(false);
        self.view.update(|view| *view = view.moved(x, y));
    }

    /// Wheel: moves; with Ctrl, or by pinching, zooms.
    pub fn wheel(self, event: &ev::WheelEvent, left: f64, top: f64) {
        event.prevent_default();
        let scale = if event.delta_mode() == 1 { 16.0 } else { 1.0 };
        if event.ctrl_key() || event.meta_key() {
            let factor = (-event.delta_y() * scale * 0.004).exp().clamp(0.5, 2.0);
            let (x, y) = (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top);
            self.touched.set(true);
            self.smooth.set(false);
            self.view.update(|view| *view = view.zoomed(factor, x, y));
        } else if event.shift_key() {
            self.pan(-event.delta_y() * scale, 0.0);
        } else {
            self.pan(-event.delta_x() * scale, -event.delta_y() * scale);
        }
    }

    /// A pointer on the ground grabs the picture.
    pub fn grab(self, event: &ev::PointerEvent) {
        self.grabbed.set_value(Some((f64::from(event.client_x()), f64::from(event.client_y()))));
    }

    /// Moves with the pointer.
    pub fn drag(self, event: &ev::PointerEvent) {
        if let Some((x, y)) = self.grabbed.get_value() {
            let (now_x, now_y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            self.grabbed.set_value(Some((now_x, now_y)));
            self.pan(now_x - x, now_y - y);
        }
    }

    /// Lets go.
    pub fn release(self) {
        self.grabbed.set_value(None);
    }

    /// Brings a place of the picture to the middle.
    pub fn centre(self, x: f64, y: f64) {
        let (width, height) = self.size.get_untracked();
        self.touched.set(true);
        self.follow.set(false);
        self.smooth.set(false);
        self.view.update(|view| (view.x, view.y) = (width / 2.0 - x * view.zoom, height / 2.0 - y * view.zoom));
    }

    /// Brings a state into view, if it is not.
    pub fn show(self, state: u32) {
        let (width, height) = self.size.get_untracked();
        untrack(|| {
            self.with_geometry(|geometry| {
                let Some(rect) = self.followed(geometry, state) else { return };
                let (before, after) = (self.view.get(), self.view.get().following(rect, width, height));
                if before != after {
                    self.touched.set(true);
                    self.smooth.set(true);
                    self.view.set(after);
                }
            });
        });
    }

    /// What has to be in view: the card, or the head of a frame; of what lies in a frame that scrolls, that frame's.
    fn followed(self, geometry: &asl_view::Geometry, state: u32) -> Option<asl_view::Rect> {
        let shelf = self.picture.with(|picture| {
            let outline = &picture.as_ref()?.outline;
            shelves_around(outline, outline.states.get(state as usize)?.machine).last().copied()
        });
        let rect = geometry.states.get(shelf.unwrap_or(state) as usize)?.rect;
        if shelf.is_some() {
            size::reveal_in_shelf(state);
        }
        Some(asl_view::Rect { height: rect.height.min(64.0), ..rect })
    }

    /// Whether nothing of the picture is on screen.
    pub fn is_lost(self) -> bool {
        let (view, (width, height)) = (self.view.get(), self.size.get());
        let mut lost = false;
        self.with_geometry(|geometry| {
            let (right, bottom) =
                (view.x + f64::from(geometry.width) * view.zoom, view.y + f64::from(geometry.height) * view.zoom);
            lost = width > 0.0 && (right < 24.0 || bottom < 24.0 || view.x > width - 24.0 || view.y > height - 24.0);
        });
        lost
    }

    /// Keys: `+`, `-`, `0`, and up and down; with Shift the picture moves sideways too. Answers whether it was one.
    pub fn press(self, key: &str, shift: bool) -> bool {
        match key {
            "+" | "=" => self.zoom_step(true),
            "-" => self.zoom_step(false),
            "0" => self.fit(),
            "ArrowUp" => self.pan(if shift { PAN } else { 0.0 }, if shift { 0.0 } else { PAN }),
            "ArrowDown" => self.pan(if shift { -PAN } else { 0.0 }, if shift { 0.0 } else { -PAN }),
            _ => return false,
        }
        true
    }

    /// Keeps the state of the present event in view.
    pub fn follow_run(self, app: crate::store::App) {
        Effect::new(move |_| {
            let (cursor, focus) = (app.cursor.get(), app.focus.get_untracked());
            let (width, height) = self.size.get();
            if !self.follow.get() || cursor == 0 || width == 0.0 {
                return;
            }
            let state = present::with_run(app, None, |run| {
                let state = current_state(&run.trace, cursor)?;
                let machine = run.outline.states.get(state as usize)?.machine;
                let here = place(&run.trace, &run.index, &run.outline, cursor, focus, machine);
                (!matches!(here, asl_view::Place::Nowhere)).then_some(state)
            });
            let Some(state) = state else { return };
            self.with_geometry(|geometry| {
                let Some(rect) = self.followed(geometry, state) else { return };
                let before = self.view.get_untracked();
                let after = before.following(rect, width, height);
                let whole = View::whole(geometry, width, height);
                if after != before && before.zoom > whole.zoom {
                    self.smooth.set(true);
                    self.view.set(after);
                }
            });
        });
    }
}

//! The widths of the columns, and the splitters between them.

use crate::platform::storage;
use leptos::{ev, prelude::*};

/// Where the widths are kept.
const KEY: &str = "stepwell.columns";
/// One press of an arrow key, in pixels.
const STEP: f64 = 16.0;
/// The narrowest and the widest column, in pixels.
const RANGE: (f64, f64) = (240.0, 720.0);

/// Which column a splitter sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Give.
    Left,
    /// Look inside.
    Right,
}

/// The widths that the user chose; `None`: as the style sheet says.
#[derive(Clone, Copy)]
pub struct Columns {
    left: RwSignal<Option<f64>>,
    right: RwSignal<Option<f64>>,
}

impl Columns {
    /// The widths of the last visit.
    pub fn new() -> Self {
        let kept = storage::read(KEY).unwrap_or_default();
        let mut widths = kept.split(' ').map(|text| text.parse::<u16>().ok().map(|width| clamp(width.into())));
        Self { left: RwSignal::new(widths.next().flatten()), right: RwSignal::new(widths.next().flatten()) }
    }

    /// The chosen widths as CSS.
    pub fn style(self) -> String {
        let one = |name, width: Option<f64>| width.map_or(String::new(), |width| format!("--{name}: {width:.0}px;"));
        one("left", self.left.get()) + &one("right", self.right.get())
    }

    fn of(self, side: Side) -> RwSignal<Option<f64>> {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }

    fn keep(self) {
        let text = |width: Option<f64>| width.map_or("-".to_owned(), |width| format!("{width:.0}"));
        storage::write(KEY, &format!("{} {}", text(self.left.get_untracked()), text(self.right.get_untracked())));
    }
}

fn clamp(width: f64) -> f64 {
    width.clamp(RANGE.0, RANGE.1)
}

/// A bar between two columns: drag it, or use the arrow keys; a double click sets it back.
#[component]
pub fn Splitter(
    /// The widths.
    columns: Columns,
    /// Which one this sizes.
    side: Side,
) -> impl IntoView {
    let (name, initial, sign) = match side {
        Side::Left => ("Width of Give", 400.0, 1.0),
        Side::Right => ("Width of Look inside", 360.0, -1.0),
    };
    let width = columns.of(side);
    let grabbed = StoredValue::new(None::<(f64, f64)>);
    let present = move || width.get().unwrap_or(initial);
    let press = move |event: ev::KeyboardEvent| {
        let now = width.get_untracked().unwrap_or(initial);
        let next = match event.key().as_str() {
            "ArrowLeft" => now - STEP * sign,
            "ArrowRight" => now + STEP * sign,
            "Home" => RANGE.0,
            "End" => RANGE.1,
            _ => return,
        };
        event.prevent_default();
        width.set(Some(clamp(next)));
        columns.keep();
    };
    let grab = move |event: ev::PointerEvent| {
        let from = width.get_untracked().unwrap_or(initial);
        grabbed.set_value(Some((f64::from(event.client_x()), from)));
        crate::platform::document::capture_pointer(&event);
    };
    let drag = move |event: ev::PointerEvent| {
        if let Some((start, from)) = grabbed.get_value() {
            width.set(Some(clamp(from + (f64::from(event.client_x()) - start) * sign)));
        }
    };
    let release = move |_| {
        if grabbed.get_value().is_some() {
            grabbed.set_value(None);
            columns.keep();
        }
    };
    let back = move |_| {
        width.set(None);
        columns.keep();
    };
    view! {
        <div class="splitter" role="separator" tabindex="0" aria-orientation="vertical" aria-label=name
            aria-valuemin=RANGE.0 aria-valuemax=RANGE.1 aria-valuenow=move || format!("{:.0}", present())
            on:keydown=press on:pointerdown=grab on:pointermove=drag on:pointerup=release on:pointercancel=release on:dblclick=back></div>
    }
}

//! Breakpoints: set and taken away, shown at their states, listed.

mod list;
mod mark;

pub use list::{BreakpointList, Breakpoints};
pub use mark::{BreakMark, BreakSwitch};

use crate::store::App;
use asl_view::{Breakpoint, Moment};
use leptos::prelude::*;

/// Sets a breakpoint, or takes it away.
pub fn toggle(app: App, point: Breakpoint) {
    change(app, |points| match points.iter().position(|found| *found == point) {
        Some(place) => drop(points.remove(place)),
        None => points.push(point),
    });
}

/// Changes the list. No run depends on it, so nothing is run again.
fn change(app: App, change: impl FnOnce(&mut Vec<Breakpoint>)) {
    app.document.update(|document| change(&mut document.breakpoints));
}

/// Whether there is such a breakpoint.
pub fn has(app: App, point: &Breakpoint) -> bool {
    app.breakpoints.with(|points| points.contains(point))
}

/// The name of a state of the outline.
pub fn name_of(app: App, state: u32) -> Option<String> {
    app.checked.with(|checked| Some(checked.as_ref()?.outline.states.get(state as usize)?.name.clone()))
}

/// Sets the plain breakpoint of a state; one that has any loses them all.
pub fn turn_state(app: App, state: u32) {
    let Some(name) = untrack(|| name_of(app, state)) else { return };
    change(app, |points| {
        let before = points.len();
        points.retain(|point| point.state != name);
        if points.len() == before {
            points.push(Breakpoint::on_entry(name));
        }
    });
}

/// What the breakpoints of a state wait for, in words; empty where there are none.
pub fn said(app: App, name: &str) -> String {
    let of_state = |points: &Vec<Breakpoint>| {
        let own = points.iter().filter(|point| point.state == name);
        let words = own.map(|point| match point.iteration {
            Some(index) => format!("{} in iteration {index}", point.on.said()),
            None => point.on.said().to_owned(),
        });
        words.collect::<Vec<_>>().join(", ")
    };
    app.breakpoints.with(of_state)
}

/// How many breakpoints there are, in words.
pub fn counted(count: usize) -> String {
    match count {
        0 => "No breakpoints".to_owned(),
        1 => "1 breakpoint".to_owned(),
        more => format!("{more} breakpoints"),
    }
}

/// A breakpoint of any state.
fn anywhere(on: Moment) -> Breakpoint {
    Breakpoint { on, ..Breakpoint::default() }
}

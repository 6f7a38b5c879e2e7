//! What keys and buttons of the transport do.

use super::player::Player;
use crate::{
    breakpoints,
    graph::present,
    map::around::leave,
    platform::keys::{self, Place, Press},
    store::{App, Run, Speed},
};
use asl_view::{
    next_error, previous_error, scope_out, step, step_back, step_back_over, step_into, step_into_state, step_over,
};
use leptos::prelude::*;

/// Something that the transport does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Plays or stops playing.
    Toggle,
    /// Plays.
    Play,
    /// Plays from the start.
    Again,
    /// Stops playing.
    Pause,
    /// One event forward.
    Step,
    /// One event back.
    Back,
    /// To the end of the state.
    Over,
    /// To the start of the state before.
    BackOver,
    /// Into the branch, iteration or child execution that the state at the cursor opened.
    Into,
    /// The same for the Parallel or Map that has the keyboard.
    IntoFocused,
    /// Out of the scope, or the child execution, that is looked into.
    Out,
    /// To the next failure.
    NextError,
    /// To the failure before.
    PreviousError,
    /// To the end.
    End,
    /// To the beginning.
    Reset,
    /// Slower or faster.
    Speed(i32),
    /// Sets a breakpoint at the state that has the keyboard, or is shown; or takes it away.
    Breakpoint,
}

/// The speeds on offer, and how they are called.
pub const SPEEDS: [(Speed, &str); 7] = [
    (Speed::Auto, "Auto"),
    (Speed::Times(0.5), "0.5×"),
    (Speed::Times(1.0), "1×"),
    (Speed::Times(2.0), "2×"),
    (Speed::Times(4.0), "4×"),
    (Speed::Clock(60.0), "Clock ×60"),
    (Speed::Clock(3600.0), "Clock ×3600"),
];

/// Does it, and answers whether there was something to do.
pub fn perform(action: Action, app: App, player: Player) -> bool {
    match action {
        Action::Toggle => player.toggle(),
        Action::Play => player.start(),
        Action::Again => player.again(),
        Action::Pause => app.playing.set(false),
        Action::Step => player.jump(|run, cursor, scope| Some(step(&run.trace, cursor, scope))),
        Action::Back => player.jump(|run, cursor, scope| Some(step_back(&run.trace, cursor, scope))),
        Action::Over => player.jump(|run, cursor, scope| Some(step_over(&run.trace, &run.index, cursor, scope))),
        Action::BackOver => player.jump(|run, cursor, scope| Some(step_back_over(&run.trace, cursor, scope))),
        Action::Into => {
            let is_in = player.enter(|run, cursor, scope| step_into(&run.trace, &run.index, cursor, scope));
            return is_in || player.enter_child(None);
        }
        Action::IntoFocused => {
            let state = keys::focused_state();
            let is_in = player.enter(|run, cursor, scope| {
                step_into_state(&run.trace, &run.index, cursor, scope, drawn_state(app, run, state?)?)
            });
            return is_in || state.is_some() && player.enter_child(state);
        }
        Action::Out => {
            let is_out = player.enter(|run, cursor, scope| Some((scope_out(&run.trace, scope)?, cursor)));
            return is_out || leave(app);
        }
        Action::NextError => player.jump(|run, cursor, _| next_error(&run.index, cursor)),
        Action::PreviousError => player.jump(|run, cursor, _| previous_error(&run.index, cursor)),
        Action::End => player.jump(|run, _, _| Some(run.trace.events.len() as u32)),
        Action::Reset => player.jump(|_, _, _| Some(0)),
        Action::Speed(step) => app.speed.update(|speed| *speed = faster(*speed, step)),
        Action::Breakpoint => {
            let state = keys::focused_state().or_else(|| app.selection.get_untracked());
            let Some(state) = state.or_else(|| untrack(|| present::current(app))) else { return false };
            breakpoints::turn_state(app, state);
        }
    }
    true
}

/// A state of the picture in the outline of the run, which may be of another text.
pub fn drawn_state(app: App, run: &Run, state: u32) -> Option<u32> {
    let name = untrack(|| breakpoints::name_of(app, state))?;
    run.outline.states.iter().position(|row| row.name == name).map(|state| state as u32)
}

fn faster(speed: Speed, step: i32) -> Speed {
    let at = SPEEDS.iter().position(|(offered, _)| *offered == speed).unwrap_or(0) as i32;
    SPEEDS[(at + step).clamp(0, SPEEDS.len() as i32 - 1) as usize].0
}

/// What a key does. Arrows work only inside graph, outline, timeline and transport; letters and signs too, and only
/// where `has_letters` says that they may.
pub fn of_key(press: &Press, has_letters: bool) -> Option<Action> {
    if press.alt {
        return None;
    }
    match (press.key.as_str(), press.command, press.shift) {
        ("Enter", true, false) => return Some(Action::Play),
        ("F8", false, false) if press.place != Place::Text => return Some(Action::Pause),
        ("F10", false, false) => return Some(Action::Over),
        _ => {}
    }
    let here = [Place::Run, Place::State, Place::Button, Place::Elsewhere];
    if press.command || !here.contains(&press.place) {
        return None;
    }
    match (press.key.as_str(), press.shift) {
        // A button uses Space and Enter itself.
        (" ", false) if press.place != Place::Button => return Some(Action::Toggle),
        ("Enter", false) if press.place == Place::State => return Some(Action::IntoFocused),
        ("Enter", false) if press.place == Place::Run => return Some(Action::Into),
        ("Backspace", false) => return Some(Action::Out),
        ("ArrowRight", true) => return Some(Action::Over),
        ("ArrowLeft", true) => return Some(Action::BackOver),
        ("ArrowRight", false) => return Some(Action::Step),
        ("ArrowLeft", false) => return Some(Action::Back),
        ("End", false) => return Some(Action::End),
        ("Home", false) => return Some(Action::Reset),
        _ if press.place == Place::Elsewhere || !has_letters => return None,
        _ => {}
    }
    match (press.key.as_str(), press.shift) {
        (".", false) => Some(Action::Step),
        (",", false) => Some(Action::Back),
        ("e", false) => Some(Action::NextError),
        ("E", true) => Some(Action::PreviousError),
        ("b", false) => Some(Action::Breakpoint),
        ("[", false) => Some(Action::Speed(-1)),
        ("]", false) => Some(Action::Speed(1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_the_map_says() {
        let cases = [
            ("Enter", true, false, Place::Text, Some(Action::Play)),
            ("Enter", false, false, Place::Run, Some(Action::Into)),
            ("Enter", false, false, Place::State, Some(Action::IntoFocused)),
            ("Enter", false, false, Place::Button, None),
            ("Backspace", false, false, Place::State, Some(Action::Out)),
            ("Backspace", false, false, Place::Text, None),
            ("b", false, false, Place::State, Some(Action::Breakpoint)),
            (" ", false, false, Place::Run, Some(Action::Toggle)),
            (" ", false, false, Place::State, Some(Action::Toggle)),
            (" ", false, false, Place::Button, None),
            (" ", false, false, Place::Text, None),
            ("ArrowRight", false, false, Place::Run, Some(Action::Step)),
            ("ArrowRight", false, true, Place::Run, Some(Action::Over)),
            ("ArrowRight", false, false, Place::Control, None),
            ("e", false, false, Place::Text, None),
            ("e", false, false, Place::Elsewhere, None),
            ("e", false, false, Place::Run, Some(Action::NextError)),
            ("E", false, true, Place::Run, Some(Action::PreviousError)),
            ("F10", false, false, Place::Text, Some(Action::Over)),
            ("e", true, false, Place::Run, None),
        ];
        for (key, command, shift, place, expected) in cases {
            let press = Press { key: key.to_owned(), command, shift, alt: false, place };
            assert_eq!(of_key(&press, true), expected, "{press:?}");
            let is_letter = matches!(key, "e" | "E" | "b");
            assert_eq!(of_key(&press, false), expected.filter(|_| !is_letter), "without letters: {press:?}");
        }
    }
}

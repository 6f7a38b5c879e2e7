//! What keys and buttons of the transport do.

use super::player::Player;
use crate::{
    platform::keys::{Place, Press},
    store::{App, Speed},
};
use asl_view::{next_error, previous_error, step, step_back, step_back_over, step_over};
use leptos::prelude::*;

/// Something that the transport does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Plays or stops playing.
    Toggle,
    /// Plays.
    Play,
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
}

/// The speeds on offer, and how they are called.
pub const SPEEDS: [(Speed, &str); 5] = [
    (Speed::Auto, "Auto"),
    (Speed::Times(0.5), "0.5×"),
    (Speed::Times(1.0), "1×"),
    (Speed::Times(2.0), "2×"),
    (Speed::Times(4.0), "4×"),
];

/// Does it.
pub fn perform(action: Action, app: App, player: Player) {
    match action {
        Action::Toggle => player.toggle(),
        Action::Play => player.start(),
        Action::Pause => app.playing.set(false),
        Action::Step => player.jump(|run, cursor, scope| Some(step(&run.trace, cursor, scope))),
        Action::Back => player.jump(|run, cursor, scope| Some(step_back(&run.trace, cursor, scope))),
        Action::Over => player.jump(|run, cursor, scope| Some(step_over(&run.trace, &run.index, cursor, scope))),
        Action::BackOver => player.jump(|run, cursor, scope| Some(step_back_over(&run.trace, cursor, scope))),
        Action::NextError => player.jump(|run, cursor, _| next_error(&run.index, cursor)),
        Action::PreviousError => player.jump(|run, cursor, _| previous_error(&run.index, cursor)),
        Action::End => player.jump(|run, _, _| Some(run.trace.events.len() as u32)),
        Action::Reset => player.jump(|_, _, _| Some(0)),
        Action::Speed(step) => app.speed.update(|speed| *speed = faster(*speed, step)),
    }
}

fn faster(speed: Speed, step: i32) -> Speed {
    let at = SPEEDS.iter().position(|(offered, _)| *offered == speed).unwrap_or(0) as i32;
    SPEEDS[(at + step).clamp(0, SPEEDS.len() as i32 - 1) as usize].0
}

/// What a key does. Single letters and arrows work only inside graph, outline, timeline and transport.
pub fn of_key(press: &Press) -> Option<Action> {
    if press.alt {
        return None;
    }
    match (press.key.as_str(), press.command, press.shift) {
        ("Enter", true, false) => return Some(Action::Play),
        ("F8", false, false) if press.place != Place::Text => return Some(Action::Pause),
        ("F10", false, false) => return Some(Action::Over),
        _ => {}
    }
    if press.command || !matches!(press.place, Place::Run | Place::Button | Place::Elsewhere) {
        return None;
    }
    match (press.key.as_str(), press.shift) {
        // A button uses Space itself.
        (" ", false) if press.place != Place::Button => Some(Action::Toggle),
        ("ArrowRight", true) => Some(Action::Over),
        ("ArrowLeft", true) => Some(Action::BackOver),
        ("ArrowRight" | ".", false) => Some(Action::Step),
        ("ArrowLeft" | ",", false) => Some(Action::Back),
        ("End", false) => Some(Action::End),
        ("Home", false) => Some(Action::Reset),
        _ if press.place == Place::Elsewhere => None,
        ("e", false) => Some(Action::NextError),
        ("E", true) => Some(Action::PreviousError),
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
            ("Enter", false, false, Place::Run, None),
            (" ", false, false, Place::Run, Some(Action::Toggle)),
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
            assert_eq!(of_key(&press), expected, "{press:?}");
        }
    }
}

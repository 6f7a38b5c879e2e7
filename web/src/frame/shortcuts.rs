//! Keys that work wherever the keyboard is.

use super::{
    dialogs::{Dialog, Dialogs},
    link,
    menu::Menu,
};
use crate::{
    client::Client,
    platform::{
        document,
        keys::{self, Place as KeyPlace, Press},
        menu,
    },
    store::{App, Place},
    toast::Toasts,
    transport::{
        action::{of_key, perform},
        player::Player,
    },
};
use leptos::prelude::*;

/// The panes in the order of `F6`: where each is on a phone, how it is found, and what gets the keyboard in it.
const PANES: [(Place, &str, &str); 5] = [
    (Place::Watch, ".transport", "#run"),
    (Place::Give, "#give", "#give [role='tab'][aria-selected='true']"),
    (Place::Watch, "#watch", "#watch"),
    (Place::Inside, "#inside", "#inside"),
    (Place::When, ".dock", ".dock [role='tab'][aria-selected='true']"),
];

/// What the keys of the page reach.
#[derive(Clone, Copy)]
pub struct Reach {
    /// The page's state.
    pub app: App,
    /// The worker.
    pub client: Client,
    /// The player.
    pub player: Player,
    /// The dialogs.
    pub dialogs: Dialogs,
    /// The menu.
    pub menu: Menu,
    /// The messages.
    pub toasts: Toasts,
}

/// Listens as long as the page lives.
pub fn listen(reach: Reach) {
    keys::on_press(move |press| {
        // A dialog has the keyboard for itself.
        if reach.dialogs.is_open() {
            return false;
        }
        let has_letters = reach.app.letters.get_untracked();
        match of_key(&press, has_letters) {
            Some(action) => perform(action, reach.app, reach.player),
            None => page_key(&press, reach, has_letters),
        }
    });
    menu::on_context_menu(move |asked| reach.menu.asked(asked));
}

fn page_key(press: &Press, reach: Reach, has_letters: bool) -> bool {
    if press.alt && !press.command {
        // Alt+1 is Give: the transport has no number.
        let place = press.key.parse().ok().filter(|place| (1..PANES.len()).contains(place));
        return place.is_some_and(|place| go_to(reach.app, place));
    }
    let is_on_run = matches!(press.place, KeyPlace::Run | KeyPlace::State | KeyPlace::Control);
    match press.key.as_str() {
        "s" if press.command && !press.shift => link::copy_link(reach.app, reach.client, reach.toasts),
        "?" if press.place != KeyPlace::Text && !press.command && has_letters => reach.dialogs.open(Dialog::Help),
        "F6" if !press.command => return go_to(reach.app, neighbour(press.shift)),
        "ContextMenu" if is_on_run => return reach.menu.by_key(reach.app),
        "F10" if press.shift && is_on_run => return reach.menu.by_key(reach.app),
        _ => return false,
    }
    true
}

/// The pane after, or before, the one that has the keyboard.
fn neighbour(backwards: bool) -> usize {
    let here = PANES.iter().position(|(_, pane, _)| document::has_keyboard(pane));
    match (here, backwards) {
        (Some(here), false) => (here + 1) % PANES.len(),
        (Some(here), true) => (here + PANES.len() - 1) % PANES.len(),
        (None, false) => 0,
        (None, true) => PANES.len() - 1,
    }
}

fn go_to(app: App, pane: usize) -> bool {
    let (place, _, inner) = PANES[pane];
    app.place.set(place);
    document::focus_on(inner);
    true
}

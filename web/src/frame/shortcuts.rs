//! Keys that work wherever the keyboard is.

use super::dialogs::{Dialog, Dialogs};
use crate::{
    platform::{
        document,
        keys::{self, Place as KeyPlace, Press},
    },
    store::{App, Place},
    transport::{
        action::{of_key, perform},
        player::Player,
    },
};
use leptos::prelude::*;

/// Where `Alt+1…4` lead: the place, and the element that gets the keyboard.
const PLACES: [(&str, Place, &str); 4] = [
    ("1", Place::Give, "definition"),
    ("2", Place::Watch, "watch"),
    ("3", Place::Inside, "inside"),
    ("4", Place::When, "timeline"),
];

/// Listens as long as the page lives.
pub fn listen(app: App, player: Player, dialogs: Dialogs) {
    keys::on_press(move |press| {
        // A dialog has the keyboard for itself.
        if dialogs.is_open() {
            return false;
        }
        if let Some(action) = of_key(&press, true) {
            return perform(action, app, player);
        }
        page_key(&press, app, dialogs)
    });
}

fn page_key(press: &Press, app: App, dialogs: Dialogs) -> bool {
    if press.alt && !press.command {
        let found = PLACES.iter().find(|(key, _, _)| *key == press.key);
        if let Some((_, place, id)) = found {
            app.place.set(*place);
            document::focus(id);
        }
        return found.is_some();
    }
    match press.key.as_str() {
        "s" if press.command => dialogs.open(Dialog::Share),
        "?" if press.place != KeyPlace::Text && !press.command => dialogs.open(Dialog::Help),
        _ => return false,
    }
    true
}

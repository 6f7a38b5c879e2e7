//! Replay of an execution that was recorded on AWS: its history is laid over the definition and watched like a run.
//! Nothing leaves the page.

mod bar;
mod intake;

pub use bar::{Bar, RecordedNote, ReplayBar};
pub use intake::{dropped, listen};

use crate::{
    client::Client,
    platform::document,
    store::{App, Place, Recording},
    toast::{Toasts, Tone},
};
use leptos::prelude::*;

/// Lays a history over the present definition, and plays it.
pub fn open(app: App, history: String) {
    app.select(None);
    app.place.set(Place::Watch);
    app.recording.set(Some(Recording { history: history.into(), is_shown: true }));
    begin(app);
}

/// Shows the recording or our run.
fn show(app: App, is_shown: bool) {
    let is_new = app
        .recording
        .with_untracked(|recording| recording.as_ref().is_some_and(|recording| recording.is_shown != is_shown));
    if is_new {
        app.recording.update(|recording| recording.iter_mut().for_each(|recording| recording.is_shown = is_shown));
        begin(app);
    }
}

/// Takes the recording away; a run of ours follows.
fn leave(app: App) {
    let was_shown = app.is_replay();
    app.recording.set(None);
    if was_shown {
        begin(app);
    }
}

/// Asks anew for what is to be shown, and plays it; where motion is not wanted, its end is shown.
fn begin(app: App) {
    app.playing.set(false);
    app.look_into(0);
    app.inspected.set(None);
    app.put(None);
    app.show(0);
    if document::prefers_reduced_motion() {
        app.opening_cursor.set(Some(u32::MAX));
    } else {
        app.wants_to_play.set(true);
    }
    // What an earlier question brings is no longer wanted.
    app.edit(|_| {});
}

/// Puts the recorded input and answers in the place of the document's own, and runs it.
fn remake(app: App, client: Client, toasts: Toasts, history: String) {
    client.remake(history, move |made| match made {
        Ok(document) => {
            app.recording.update(|recording| recording.iter_mut().for_each(|recording| recording.is_shown = false));
            app.put(None);
            app.show(0);
            app.edit(|present| *present = document);
            app.wants_to_play.set(true);
            toasts.show(Tone::Good, "Input and mocks are those of the recorded run. This is our run with them.");
        }
        Err(reason) => toasts.show(Tone::Bad, format!("No mocks can be made of this run. {reason}")),
    });
}

//! How a history comes to the page: pasted or dropped anywhere.

use super::open;
use crate::{
    client::LONGEST_TEXT,
    platform::{document, files},
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::looks_like_history;
use leptos::{ev, prelude::*, task::spawn_local};

/// The longest history that is read, in bytes.
const LONGEST_HISTORY: f64 = (64 << 20) as f64;

/// Takes a history that is pasted outside of a text, and a file that is dropped beside the panes for files.
pub fn listen(app: App, toasts: Toasts) {
    let _ = window_event_listener(ev::paste, move |event| {
        if event.default_prevented() || document::is_in_text(&event) {
            return;
        }
        if let Some(text) = document::pasted(&event).filter(|text| looks_like_history(text)) {
            event.prevent_default();
            open(app, text);
        }
    });
    let _ = window_event_listener(ev::dragover, |event| event.prevent_default());
    let _ = window_event_listener(ev::drop, move |event| {
        if !event.default_prevented() {
            dropped(&event, app, toasts);
        }
    });
}

/// Takes a dropped file: a history is replayed, another text becomes the definition.
pub fn dropped(event: &ev::DragEvent, app: App, toasts: Toasts) {
    let Some(file) = files::dropped(event).into_iter().next() else { return };
    event.prevent_default();
    event.stop_propagation();
    if file.size() > LONGEST_HISTORY {
        return toasts.show(Tone::Bad, "This file is too large: up to 64 MB are read.");
    }
    spawn_local(async move {
        let text = files::read(&file).await.and_then(|bytes| String::from_utf8(bytes).ok());
        match text {
            Some(text) if looks_like_history(&text) => open(app, text),
            Some(text) if text.len() <= LONGEST_TEXT => app.edit(|document| document.definition = text),
            Some(_) => toasts.show(Tone::Bad, "This file is too large for a definition: up to 1 MB is read."),
            None => toasts.show(Tone::Bad, "This file is no text."),
        }
    });
}

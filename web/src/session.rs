//! What outlives a visit: the document, the theme; and links to documents.

use crate::{
    client::{Client, LONGEST_TEXT},
    examples,
    platform::{document, storage, url},
    store::{App, Picture, Theme},
    toast::{Toasts, Tone},
};
use asl_view::{Document, Speech};
use leptos::prelude::*;
use std::time::Duration;

const DOCUMENT: &str = "stepwell.document.v1";
const BEFORE: &str = "stepwell.before.v1";
const THEME: &str = "stepwell.theme";
/// Whether the document is the `first` example or `other`: `start.js` reads it before anything is drawn.
const OPENS: &str = "stepwell.opens";
const LETTERS: &str = "stepwell.letters";
const SPEECH: &str = "stepwell.speech";
/// Rest after a change before the document is kept.
const KEEP_AFTER: Duration = Duration::from_millis(500);

/// Whether the document is kept on this device, provided as a context.
#[derive(Clone, Copy)]
pub struct Saved(pub RwSignal<bool>);

/// Brings back the last visit, or opens a link, or starts with the first example.
pub fn start(app: App, client: Client, toasts: Toasts) {
    let saved = Saved(RwSignal::new(true));
    provide_context(saved);
    app.letters.set(storage::read(LETTERS).as_deref() != Some("no"));
    app.speech.set(kept_speech());
    app.theme.set(kept_theme());
    apply_theme(app.theme.get_untracked());
    if document::is_narrow() {
        app.picture.set(Picture::Outline);
    }

    let first = storage::read_document(DOCUMENT).unwrap_or_else(examples::first);
    app.document.set(first);
    app.wants_to_play.set(document::is_run_wished());
    let fragment = url::fragment();
    if fragment.is_empty() {
        client.check();
    } else {
        open_link(app, client, toasts, fragment);
    }
    url::on_fragment(move |fragment| {
        if !fragment.is_empty() {
            open_link(app, client, toasts, fragment);
        }
    });

    Effect::watch(move || app.revision.get(), move |_, _, _| client.changed(), false);
    let keep = move || {
        let kept = app.document.with_untracked(|document| {
            storage::write(OPENS, if is_first_example(document) { "first" } else { "other" });
            size(document) < 2 * LONGEST_TEXT && storage::write_document(DOCUMENT, document)
        });
        saved.0.try_set(kept);
    };
    let mut keep_soon = leptos::leptos_dom::helpers::debounce(KEEP_AFTER, move |()| keep());
    Effect::watch(move || app.document.track(), move |(), _, _| keep_soon(()), false);
    document::on_leave(keep);
}

fn is_first_example(document: &Document) -> bool {
    let first = examples::first();
    (&document.name, &document.definition) == (&first.name, &first.definition)
}

fn size(document: &Document) -> usize {
    let files: usize = document.files.iter().map(|file| file.content.len()).sum();
    document.definition.len() + document.input.len() + document.mocks.len() + files
}

/// Opens the document of a link. What was there before is kept.
fn open_link(app: App, client: Client, toasts: Toasts, fragment: String) {
    client.open(fragment, move |opened| {
        url::clear_fragment();
        match opened {
            Ok(document) => {
                let cursor = document.cursor;
                app.event_filter.set(document.filter.clone());
                load(app, document);
                app.opening_cursor.set(Some(cursor.unwrap_or(0)));
                toasts.show(Tone::Good, "Opened from the link. What you had before is under Examples.");
            }
            Err(reason) => {
                client.check();
                toasts.show(Tone::Bad, format!("This link cannot be opened: {reason}"));
            }
        }
    });
}

/// Puts another document in the place of the present one, which is kept.
pub fn load(app: App, document: Document) {
    app.document.with_untracked(|present| storage::write_document(BEFORE, present));
    app.leave(0);
    app.playing.set(false);
    app.select(None);
    app.look_into(0);
    app.put(None);
    app.recording.set(None);
    app.previous.set(None);
    app.show(0);
    app.edit(|present| *present = document);
}

/// The document that was there before another took its place.
pub fn before() -> Option<Document> {
    storage::read_document(BEFORE)
}

fn kept_theme() -> Theme {
    match storage::read(THEME).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Chooses whether single letters are keys, and keeps it.
pub fn set_letters(app: App, are_keys: bool) {
    app.letters.set(are_keys);
    storage::write(LETTERS, if are_keys { "yes" } else { "no" });
}

fn kept_speech() -> Speech {
    let kept = storage::read(SPEECH).and_then(|kept| kept.parse::<usize>().ok());
    kept.and_then(|kept| Speech::ALL.get(kept)).map_or_else(Speech::default, |(level, _)| *level)
}

/// Chooses how much is said aloud, by its place among all levels, and keeps it.
pub fn set_speech(app: App, place: usize) {
    if let Some((level, _)) = Speech::ALL.get(place) {
        app.speech.set(*level);
        storage::write(SPEECH, &place.to_string());
    }
}

/// Chooses a theme and keeps it.
pub fn set_theme(app: App, theme: Theme) {
    app.theme.set(theme);
    apply_theme(theme);
    storage::write(THEME, name(theme).unwrap_or("system"));
}

fn apply_theme(theme: Theme) {
    document::set_theme(name(theme));
}

fn name(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}

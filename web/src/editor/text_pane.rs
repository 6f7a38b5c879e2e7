//! One text: a plain text area at once, the code editor as soon as it is there.

use super::{
    OpenPane, Preference,
    coded::{Coded, create},
    tab_of,
};
use crate::{
    client::{Client, LONGEST_TEXT},
    platform::document,
    replay,
    session::load,
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::{Document, Pane, looks_like_history};
use leptos::{ev, html, prelude::*, task::spawn_local};

/// One of the three texts.
#[component]
pub fn TextPane(
    /// Which one.
    pane: Pane,
    /// Whether it is on screen.
    #[prop(into)]
    is_shown: Signal<bool>,
) -> impl IntoView {
    let (app, preference, open) = (App::get(), Preference::get(), OpenPane::get());
    let text = Memo::new(move |_| app.document.with(|document| text_of(document, pane).to_owned()));
    let area = NodeRef::<html::Textarea>::new();
    let place = NodeRef::<html::Div>::new();
    let coded = Coded::new();
    let change = move |text: String| {
        if app.document.with_untracked(|document| text_of(document, pane) != text) {
            app.edit(|document| *text_in(document, pane) = text);
        }
    };
    // A text of many megabytes stays in the plain area, which bears it.
    let is_plain = Memo::new(move |_| preference.is_plain() || text.with(|text| text.len() > LONGEST_TEXT));
    let is_coming = StoredValue::new(false);
    // Brings the code editor when the text first comes on screen; drops it where plain areas are preferred.
    Effect::new(move |_| {
        if is_plain.get() {
            return coded.end();
        }
        let Some(parent) = place.get() else { return };
        if !is_shown.get() || coded.editor.with_value(Option::is_some) || is_coming.get_value() {
            return;
        }
        is_coming.set_value(true);
        spawn_local(async move {
            let created = create(app, label(pane), text, &parent, change).await;
            is_coming.set_value(false);
            if let Some(editor) = created.filter(|_| !is_plain.get_untracked()) {
                coded.begin(editor, area);
            }
        });
    });
    coded.follow_document(app, pane, text);
    if pane == Pane::Definition {
        coded.follow_run(app, is_shown);
    }
    Effect::new(move |_| {
        let Some((_, range)) = open.wish.get().filter(|(wished, _)| *wished == pane) else { return };
        if coded.is_ready.get() {
            coded.with(&|editor| editor.reveal(range, true));
        } else if let Some(area) = area.get() {
            document::select_range(&area, range);
        }
        open.wish.set(None);
    });

    let (client, toasts) = (Client::get(), Toasts::get());
    let paste = move |event: ev::ClipboardEvent| pasted(&event, pane, app, client, toasts);
    let drop = move |event: ev::DragEvent| {
        if pane == Pane::Definition {
            replay::dropped(&event, app, toasts);
        }
    };
    view! {
        <div class="text" on:paste:capture=paste on:drop:capture=drop>
            <div class="text__code" node_ref=place hidden=move || !coded.is_ready.get()></div>
            <textarea class="text__plain" id=format!("{}-text", tab_of(pane)) node_ref=area hidden=move || coded.is_ready.get() aria-label=label(pane)
                spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off" placeholder=placeholder(pane)
                prop:value=move || text.get() on:input:target=move |event| change(event.target().value())></textarea>
        </div>
    }
}

/// A paste of many megabytes is not taken: the browser would lay it out for seconds, and no run could read it. A whole
/// scenario document takes the place of the present one, instead of standing in the definition.
fn pasted(event: &ev::ClipboardEvent, pane: Pane, app: App, client: Client, toasts: Toasts) {
    let Some(text) = document::pasted(event) else { return };
    if pane == Pane::Definition && looks_like_history(&text) {
        event.prevent_default();
        event.stop_propagation();
        replay::open(app, text);
    } else if text.len() > LONGEST_TEXT {
        event.prevent_default();
        event.stop_propagation();
        let size = text.len() as f64 / 1e6;
        toasts.show(
            Tone::Bad,
            format!("Not pasted: the text is {size:.1} MB long, up to 1 MB is read. What you had is unchanged."),
        );
    } else if pane == Pane::Definition && is_scenario(&text) {
        event.prevent_default();
        event.stop_propagation();
        client.import(text, move |read| match read {
            Ok(document) => {
                load(app, document);
                toasts.show(
                    Tone::Good,
                    "The pasted document brought its own input and mocks. What you had before is under Examples.",
                );
            }
            Err(reason) => toasts.show(Tone::Bad, format!("This document cannot be read: {reason}")),
        });
    }
}

/// Whether a text is a scenario document, at a glance.
fn is_scenario(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('{') && text[1..].trim_start().starts_with("\"stepwell\"")
}

fn text_of(document: &Document, pane: Pane) -> &str {
    match pane {
        Pane::Definition => &document.definition,
        Pane::Input => &document.input,
        Pane::Mocks => &document.mocks,
    }
}

fn text_in(document: &mut Document, pane: Pane) -> &mut String {
    match pane {
        Pane::Definition => &mut document.definition,
        Pane::Input => &mut document.input,
        Pane::Mocks => &mut document.mocks,
    }
}

fn label(pane: Pane) -> &'static str {
    match pane {
        Pane::Definition => "Definition, JSON or YAML",
        Pane::Input => "Input, JSON",
        Pane::Mocks => "Mocks, JSON",
    }
}

fn placeholder(pane: Pane) -> &'static str {
    match pane {
        Pane::Definition => "Paste a state machine: JSON, JSON with comments, or YAML",
        Pane::Input => "{}",
        Pane::Mocks => "{ \"State name\": [ { \"Return\": {} } ] }",
    }
}

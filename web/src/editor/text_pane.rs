//! One text: a plain text area at once, the code editor as soon as it is there.

use super::{
    OpenPane, Preference,
    marks::{calm_cursor, marks},
    tab_of,
};
use crate::{
    client::{Client, LONGEST_TEXT},
    platform::{
        code_editor::{CodeEditor, Options},
        document, first,
    },
    replay,
    session::load,
    store::{App, Theme},
    toast::{Toasts, Tone},
};
use asl_view::{Document, Pane, looks_like_history};
use leptos::{ev, html, prelude::*, task::spawn_local};

/// How often the code editor gives way to a run that is about to begin.
const MOST_RESTS: u32 = 30;

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
    let editor = StoredValue::new_local(None::<CodeEditor>);
    let (is_ready, is_coming) = (RwSignal::new(false), StoredValue::new(false));
    // A text of many megabytes stays in the plain area, which bears it.
    let is_plain = Memo::new(move |_| preference.is_plain() || text.with(|text| text.len() > LONGEST_TEXT));
    let change = move |text: String| {
        if app.document.with_untracked(|document| text_of(document, pane) != text) {
            app.edit(|document| *text_in(document, pane) = text);
        }
    };

    // Brings the code editor when the text first comes on screen; drops it where plain areas are preferred.
    Effect::new(move |_| {
        if is_plain.get() {
            editor.set_value(None);
            is_ready.set(false);
            return;
        }
        let Some(parent) = place.get() else { return };
        if !is_shown.get() || editor.with_value(Option::is_some) || is_coming.get_value() {
            return;
        }
        is_coming.set_value(true);
        spawn_local(async move {
            // The plain area can be typed into; everything else comes first, and so does a run that is about to begin.
            for _ in 0..MOST_RESTS {
                first::rest().await;
                if !app.begins.get_untracked() {
                    break;
                }
            }
            let options = move || Options {
                text: text.get_untracked(),
                language: untrack(|| language(app)),
                label: label(pane).to_owned(),
                dark: is_dark(app.theme.get_untracked()),
            };
            // Where it cannot be loaded, the plain area stays.
            let created = CodeEditor::create(&parent, options, change).await;
            is_coming.set_value(false);
            let Ok(created) = created else { return };
            if is_plain.get_untracked() {
                return;
            }
            let typing = area.get_untracked().and_then(|area| document::selection(&area));
            editor.set_value(Some(created));
            is_ready.set(true);
            if let Some(range) = typing {
                editor.with_value(|editor| editor.iter().for_each(|editor| editor.reveal(range, true)));
            }
        });
    });

    let with_editor = move |act: &dyn Fn(&CodeEditor)| {
        if is_ready.get() {
            editor.with_value(|editor| editor.iter().for_each(act));
        }
    };
    Effect::new(move |_| text.with(|text| with_editor(&|editor| editor.set_text(text))));
    Effect::new(move |_| {
        let checked = app.checked.get();
        let problems = checked.iter().flat_map(|checked| &checked.problems).filter(|problem| problem.pane == pane);
        with_editor(&|editor| editor.set_problems(problems.clone()));
    });
    Effect::new(move |_| with_editor(&|editor| editor.set_dark(is_dark(app.theme.get()))));
    if pane == Pane::Definition {
        let language = Memo::new(move |_| language(app));
        Effect::new(move |_| with_editor(&|editor| editor.set_language(&language.get())));
        let cursor = calm_cursor(app);
        let found = Memo::new(move |_| marks(app, cursor.get()));
        Effect::new(move |before: Option<Option<u32>>| {
            if !is_shown.get() || !is_ready.get() {
                return None;
            }
            found.with(|marks| {
                let current = marks.iter().find(|mark| mark.line.is_some()).map(|mark| mark.range.0);
                let follow = current.filter(|_| before.flatten() != current);
                with_editor(&|editor| editor.set_marks(marks, follow));
                current
            })
        });
    }
    Effect::new(move |_| {
        let Some((_, range)) = open.wish.get().filter(|(wished, _)| *wished == pane) else { return };
        if is_ready.get() {
            with_editor(&|editor| editor.reveal(range, true));
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
            <div class="text__code" node_ref=place hidden=move || !is_ready.get()></div>
            <textarea class="text__plain" id=format!("{}-text", tab_of(pane)) node_ref=area hidden=move || is_ready.get() aria-label=label(pane)
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

fn language(app: App) -> String {
    let is_yaml = app.checked.with(|checked| checked.as_ref().is_some_and(|checked| checked.format == "YAML"));
    if is_yaml { "yaml" } else { "json" }.to_owned()
}

fn is_dark(theme: Theme) -> bool {
    theme == Theme::Dark || theme == Theme::System && document::prefers_dark()
}

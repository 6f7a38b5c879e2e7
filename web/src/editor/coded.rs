//! The code editor of a text, once it is there.

use super::marks::{calm_cursor, marks};
use crate::{
    platform::{
        code_editor::{CodeEditor, Options},
        document, first,
    },
    store::{App, Theme},
};
use asl_view::Pane;
use leptos::{html, prelude::*};

/// How often the code editor gives way to a run that is about to begin.
const MOST_RESTS: u32 = 30;

/// The code editor of a pane, which comes after the pane.
#[derive(Clone, Copy)]
pub(super) struct Coded {
    pub(super) editor: StoredValue<Option<CodeEditor>, LocalStorage>,
    /// Whether it is there, and shown instead of the plain area.
    pub(super) is_ready: RwSignal<bool>,
}

impl Coded {
    pub(super) fn new() -> Self {
        Self { editor: StoredValue::new_local(None), is_ready: RwSignal::new(false) }
    }

    /// Takes the place of the plain area; whoever is typing goes on in it.
    pub(super) fn begin(self, editor: CodeEditor, area: NodeRef<html::Textarea>) {
        let typing = area.get_untracked().and_then(|area| document::selection(&area));
        self.editor.set_value(Some(editor));
        self.is_ready.set(true);
        if let Some(range) = typing {
            self.editor.with_value(|editor| editor.iter().for_each(|editor| editor.reveal(range, true)));
        }
    }

    pub(super) fn end(self) {
        self.editor.set_value(None);
        self.is_ready.set(false);
    }

    /// Does something with the editor if it is there. An effect that asks is run again when it comes.
    pub(super) fn with(self, act: &dyn Fn(&CodeEditor)) {
        if self.is_ready.get() {
            self.editor.with_value(|editor| editor.iter().for_each(act));
        }
    }

    /// Keeps text, problems and colours as they are on the page.
    pub(super) fn follow_document(self, app: App, pane: Pane, text: Memo<String>) {
        Effect::new(move |_| text.with(|text| self.with(&|editor| editor.set_text(text))));
        Effect::new(move |_| {
            let checked = app.checked.get();
            let problems = checked.iter().flat_map(|checked| &checked.problems).filter(|problem| problem.pane == pane);
            self.with(&|editor| editor.set_problems(problems.clone()));
        });
        Effect::new(move |_| self.with(&|editor| editor.set_dark(is_dark(app.theme.get()))));
    }

    /// Marks the states of a definition as the run has them at the cursor.
    pub(super) fn follow_run(self, app: App, is_shown: Signal<bool>) {
        let language = Memo::new(move |_| language(app));
        Effect::new(move |_| self.with(&|editor| editor.set_language(&language.get())));
        let cursor = calm_cursor(app);
        let found = Memo::new(move |_| marks(app, cursor.get()));
        Effect::new(move |before: Option<Option<u32>>| {
            if !is_shown.get() || !self.is_ready.get() {
                return None;
            }
            found.with(|marks| {
                let current = marks.iter().find(|mark| mark.line.is_some()).map(|mark| mark.range.0);
                let follow = current.filter(|_| before.flatten() != current);
                self.with(&|editor| editor.set_marks(marks, follow));
                current
            })
        });
    }
}

/// Loads the code editor. `None` where that fails: the plain area stays.
pub(super) async fn create(
    app: App,
    label: &str,
    text: Memo<String>,
    parent: &web_sys::HtmlElement,
    change: impl Fn(String) + 'static,
) -> Option<CodeEditor> {
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
        label: label.to_owned(),
        dark: is_dark(app.theme.get_untracked()),
    };
    CodeEditor::create(parent, options, change).await.ok()
}

fn language(app: App) -> String {
    let is_yaml = app.checked.with(|checked| checked.as_ref().is_some_and(|checked| checked.format == "YAML"));
    if is_yaml { "yaml" } else { "json" }.to_owned()
}

fn is_dark(theme: Theme) -> bool {
    theme == Theme::Dark || theme == Theme::System && document::prefers_dark()
}

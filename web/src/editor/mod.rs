//! Give: the three texts, and what is wrong with them.

mod coded;
mod file_set;
mod files;
mod foot;
mod generate;
mod marks;
mod mock_config;
mod mock_table;
mod mock_text;
mod text_pane;

use crate::{
    frame::dialogs::{Dialog, Dialogs},
    frame::{Tab, TabList},
    icon::Icon,
    late::{self, late},
    platform::storage,
    store::App,
};
use asl_view::Pane;
pub use files::FilesPanel;
use foot::Foot;
use leptos::prelude::*;
pub use mock_table::MockTable;
pub use mock_table::add_mock;
pub use mock_text::Answer;
use text_pane::TextPane;

/// Where the preference is kept.
const PLAIN: &str = "stepwell.plain-editor";

/// Which text is on screen, provided as a context.
#[derive(Clone, Copy)]
pub struct OpenPane {
    chosen: RwSignal<&'static str>,
    wish: RwSignal<Option<(Pane, (u32, u32))>>,
}

impl OpenPane {
    /// The definition is on screen.
    pub fn new() -> Self {
        Self { chosen: RwSignal::new("definition"), wish: RwSignal::new(None) }
    }

    /// The open text, from the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// Shows a range of a text, in UTF-16 code units.
    pub fn reveal(self, pane: Pane, range: (u32, u32)) {
        self.chosen.set(tab_of(pane));
        self.wish.set(Some((pane, range)));
    }
}

/// How texts are edited, provided as a context.
#[derive(Clone, Copy)]
pub struct Preference {
    plain: RwSignal<bool>,
}

impl Preference {
    /// As at the last visit.
    pub fn new() -> Self {
        Self { plain: RwSignal::new(storage::read(PLAIN).as_deref() == Some("yes")) }
    }

    /// The preference, from the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// Whether plain text areas are preferred.
    pub fn is_plain(self) -> bool {
        self.plain.get()
    }

    /// Chooses, and keeps the choice.
    pub fn set_plain(self, plain: bool) {
        self.plain.set(plain);
        storage::write(PLAIN, if plain { "yes" } else { "no" });
    }
}

fn tab_of(pane: Pane) -> &'static str {
    match pane {
        Pane::Definition => "definition",
        Pane::Input => "input",
        Pane::Mocks => "mocks",
    }
}

/// The left column.
#[component]
pub fn Give() -> impl IntoView {
    let (app, open, dialogs) = (App::get(), OpenPane::get(), Dialogs::get());
    let chosen = open.chosen;
    let problems = move |pane| Signal::derive(move || error_count(app, pane));
    let tabs = vec![
        Tab { id: "definition", name: "Definition", count: problems(Pane::Definition) },
        Tab { id: "input", name: "Input", count: problems(Pane::Input) },
        Tab { id: "mocks", name: "Mocks", count: problems(Pane::Mocks) },
        Tab { id: "files", name: "Files", count: Signal::stored(None) },
    ];
    // Panels of the right ask for a range of the definition through the store.
    Effect::watch(
        move || app.reveal.get(),
        move |range, _, _| range.iter().for_each(|range| open.reveal(Pane::Definition, *range)),
        false,
    );
    let were_opened = Memo::new(move |before: Option<&bool>| before == Some(&true) || chosen.get() == "mocks");
    view! {
        <section class="give" id="give" aria-label="Give">
            <div class="tabs">
                <TabList label="Give" tabs chosen/>
                <div class="end">
                    <button type="button" class="btn xs icon" aria-label="Settings" title="Settings" aria-haspopup="dialog"
                        on:click=move |_| dialogs.open(Dialog::Settings)>
                        <Icon name="sliders"/>
                    </button>
                </div>
            </div>
            {[Pane::Definition, Pane::Input, Pane::Mocks].map(|pane| {
                let id = tab_of(pane);
                view! {
                    <div class="give__panel" id=format!("{id}-panel") role="tabpanel" aria-labelledby=id hidden=move || chosen.get() != id>
                        <Show when=move || pane == Pane::Mocks && were_opened.get()>{late(late::mocks)}</Show>
                        <TextPane pane is_shown=Signal::derive(move || chosen.get() == id)/>
                    </div>
                }
            })}
            <div class="give__panel" id="files-panel" role="tabpanel" aria-labelledby="files" hidden=move || chosen.get() != "files">
                <Show when=move || chosen.get() == "files">{late(late::files)}</Show>
            </div>
            <Foot/>
        </section>
    }
}

/// How many errors a text has; `None` for none.
fn error_count(app: App, pane: Pane) -> Option<u32> {
    app.checked.with(|checked| {
        let problems = checked.as_ref()?.problems.iter();
        let count = problems
            .filter(|found| found.pane == pane && found.severity == asl_view::ProblemSeverity::Error)
            .count() as u32;
        (count > 0).then_some(count)
    })
}

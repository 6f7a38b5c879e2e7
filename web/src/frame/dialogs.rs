//! Which dialog is open.

use super::{
    cost_dialog::CostDialog, examples_dialog::ExamplesDialog, help_dialog::HelpDialog, settings_dialog::SettingsDialog,
    share_dialog::ShareDialog,
};
use crate::{
    icon::Icon,
    late::{self, late},
    platform::document,
};
use leptos::{html, prelude::*};

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Examples to start from.
    Examples,
    /// A link to the document.
    Share,
    /// Settings of the run and the editor.
    Settings,
    /// What the run costs.
    Cost,
    /// Keys, and what this is.
    Help,
}

/// The open dialog, provided as a context.
#[derive(Clone, Copy)]
pub struct Dialogs(RwSignal<Option<Dialog>>);

impl Dialogs {
    /// None is open.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The open dialog, from the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// Opens one.
    pub fn open(self, dialog: Dialog) {
        self.0.set(Some(dialog));
    }

    /// Closes it.
    pub fn close(self) {
        self.0.set(None);
    }

    /// Whether one is open.
    pub fn is_open(self) -> bool {
        self.0.with_untracked(Option::is_some)
    }
}

/// The open dialog's view.
#[component]
pub fn DialogSet() -> impl IntoView {
    let dialogs = Dialogs::get();
    move || dialogs.0.get().map(|dialog| late(move || late::dialog(dialog)))
}

/// The view of a dialog.
#[component]
pub fn DialogView(
    /// Which.
    open: Dialog,
) -> impl IntoView {
    match open {
        Dialog::Examples => view! { <Frame title="Examples"><ExamplesDialog/></Frame> }.into_any(),
        Dialog::Share => view! { <Frame title="Share"><ShareDialog/></Frame> }.into_any(),
        Dialog::Settings => view! { <Frame title="Settings"><SettingsDialog/></Frame> }.into_any(),
        Dialog::Cost => view! { <Frame title="Cost and limits"><CostDialog/></Frame> }.into_any(),
        Dialog::Help => view! { <Frame title="Help"><HelpDialog/></Frame> }.into_any(),
    }
}

/// A native modal dialog: it keeps the keyboard inside, closes on Escape, and gives the keyboard back.
#[component]
fn Frame(
    /// Its title.
    title: &'static str,
    children: Children,
) -> impl IntoView {
    let dialogs = Dialogs::get();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            document::show_modal(&element);
        }
    });
    view! {
        <dialog class="dialog" node_ref=node aria-label=title on:close=move |_| dialogs.close() on:click=move |event| document::close_on_backdrop(&event)>
            <div class="dialog__box">
                <div class="dialog__head">
                    <h2>{title}</h2>
                    <button type="button" class="btn sm icon" aria-label="Close" on:click=move |_| dialogs.close()><Icon name="close"/></button>
                </div>
                {children()}
            </div>
        </dialog>
    }
}

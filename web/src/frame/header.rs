//! The header: name, examples, share, theme, help.

use super::dialogs::{Dialog, Dialogs};
use crate::{
    icon::Icon,
    platform::document,
    session::{Saved, set_theme},
    store::{App, Theme},
};
use leptos::prelude::*;

/// The top row.
#[component]
pub fn Header() -> impl IntoView {
    let (app, dialogs) = (App::get(), Dialogs::get());
    view! {
        <header class="header">
            <span class="brand"><Icon name="logo"/><span class="brand__name">"Stepwell"</span></span>
            <span class="header__slash" aria-hidden="true"></span>
            <NameField/>
            <SavedNote/>
            <nav class="header__nav" aria-label="Main">
                <button type="button" class="btn sm" aria-haspopup="dialog" on:click=move |_| dialogs.open(Dialog::Examples)>
                    <Icon name="grid"/> "Examples"
                </button>
            </nav>
            <span class="grow"></span>
            <button type="button" class="btn sm soft header__share" aria-haspopup="dialog" on:click=move |_| dialogs.open(Dialog::Share)>
                <Icon name="share"/> <span>"Share"</span>
            </button>
            <ThemeButton app/>
            <button type="button" class="btn sm icon" aria-label="Help" title="Help (?)" aria-haspopup="dialog" on:click=move |_| dialogs.open(Dialog::Help)>
                <Icon name="help"/>
            </button>
        </header>
    }
}

/// The title of the document, which can be typed over.
#[component]
fn NameField() -> impl IntoView {
    let app = App::get();
    let name = move || app.document.with(|document| document.name.clone());
    // As wide as the name; a field does not do that by itself.
    let width = move || format!("--letters: {}", name().chars().count().clamp(6, 32));
    let rename = move |name: String| app.document.update(|document| document.name = name);
    view! {
        <h1 class="header__title" style=width>
            <span class="sr">"Stepwell: " {name}</span>
            <input class="header__name" aria-label="Name of the document" maxlength="120" spellcheck="false" prop:value=name
                on:change:target=move |event| rename(event.target().value())/>
        </h1>
    }
}

#[component]
fn SavedNote() -> impl IntoView {
    let saved = expect_context::<Saved>().0;
    let text = move || if saved.get() { "Saved" } else { "Not saved on this device" };
    view! { <span class="header__saved">{text}</span> }
}

#[component]
fn ThemeButton(
    /// The page's state.
    app: App,
) -> impl IntoView {
    let is_dark = move || match app.theme.get() {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => document::prefers_dark(),
    };
    let icon = Signal::derive(move || if is_dark() { "sun" } else { "moon" });
    let name = move || if is_dark() { "Light theme" } else { "Dark theme" };
    let turn = move |_| set_theme(app, if untrack(is_dark) { Theme::Light } else { Theme::Dark });
    view! {
        <button type="button" class="btn sm icon" aria-label=name title=name on:click=turn><Icon name=icon/></button>
    }
}

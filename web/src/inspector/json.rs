//! JSON in colours.

use crate::{icon::Icon, platform::clipboard};
use asl_view::json::{Token, TokenKind, pretty, pretty_text};
use leptos::prelude::*;

/// Lines beyond this many are left out until asked for.
const FEW: usize = 200;
/// Lines beyond this many are never shown.
const MOST: usize = 5000;

/// A block of JSON text: one field per line.
#[component]
pub fn Json(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let whole = RwSignal::new(false);
    let lines = move || {
        let limit = if whole.get() { MOST } else { FEW };
        let (lines, more) = pretty(&text, limit);
        let lines = lines.into_iter().map(|line| {
            let indent = format!("padding-left:{}ch", line.indent * 2);
            view! { <div style=indent>{line.tokens.into_iter().map(token).collect_view()}</div> }
        });
        view! {
            {lines.collect_view()}
            {(more && !whole.get()).then(|| view! {
                <button type="button" class="btn xs soft json__more" on:click=move |_| whole.set(true)>"Show everything"</button>
            })}
        }
    };
    view! { <div class="json">{lines}</div> }
}

/// A token in its colour.
pub fn token(token: Token) -> impl IntoView {
    let class = match token.kind {
        TokenKind::Key => "k",
        TokenKind::String => "s",
        TokenKind::Number => "n",
        TokenKind::Keyword => "w",
        TokenKind::Punctuation => "u",
    };
    view! { <span class=class>{token.text}</span> }
}

/// A button that copies a text.
#[component]
pub fn Copy(
    /// The text.
    text: Signal<Option<String>>,
) -> impl IntoView {
    let done = RwSignal::new(false);
    let copy = move |_| {
        let text = text.get_untracked().map(|text| pretty_text(&text)).unwrap_or_default();
        leptos::task::spawn_local(async move {
            done.set(clipboard::copy(&text).await);
        });
    };
    let icon = Signal::derive(move || if done.get() { "tick" } else { "copy" });
    view! {
        <button type="button" class="btn xs icon copy" title="Copy" aria-label=move || if done.get() { "Copied" } else { "Copy" }
            on:click=copy on:pointerleave=move |_| done.set(false)><Icon name=icon/></button>
    }
}

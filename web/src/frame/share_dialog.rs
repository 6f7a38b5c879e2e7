//! A link that holds the document.

use super::link::shown_document;
use crate::{
    client::Client,
    platform::{clipboard, url},
    store::App,
    toast::{Toasts, Tone},
};
use leptos::{prelude::*, task::spawn_local};

/// The link, and a button that copies it.
#[component]
pub fn ShareDialog() -> impl IntoView {
    let (app, client, toasts) = (App::get(), Client::get(), Toasts::get());
    let link = RwSignal::new(None::<Result<String, String>>);
    let left_out = RwSignal::new(String::new());
    let with_cursor = RwSignal::new(true);
    let copied = RwSignal::new("");
    Effect::new(move |_| {
        client.share(shown_document(app, with_cursor.get()), move |made| {
            if let Ok(link) = &made {
                left_out.try_set(link.left_out.join(", "));
            }
            let made = made.map(|link| url::with_fragment(&link.fragment));
            if let Ok(address) = &made {
                copy(address.clone(), copied, toasts);
            }
            link.try_set(Some(made));
        });
    });
    let address = move || link.get().and_then(Result::ok).unwrap_or_default();
    let again = move |_| copy(address(), copied, toasts);
    let failed = move || link.get().and_then(Result::err);
    view! {
        <p class="dialog__lead">"The link holds the definition, the input, the mocks, small files, breakpoints and the filter of the events. Whoever opens it sees the same run."</p>
        <div class="share">
            <input id="share-link" readonly aria-label="Link" class="mono" prop:value=address on:focus:target=|event| event.target().select()/>
            <button type="button" class="btn pri" aria-disabled=move || address().is_empty().then_some("true") on:click=again>"Copy link"</button>
        </div>
        <label class="check">
            <input type="checkbox" prop:checked=with_cursor on:change:target=move |event| with_cursor.set(event.target().checked())/>
            {move || format!("Open it at event {}", app.cursor.get())}
        </label>
        <Show when=move || left_out.with(|names| !names.is_empty())>
            <p class="c-caught">{move || format!("Too large for a link and left out: {}. Whoever opens it has to add them under Files.", left_out.get())}</p>
        </Show>
        <p class="share__copied" role="status">{move || copied.get()}</p>
        <Meter length=Signal::derive(move || address().len())/>
        {move || failed().map(|reason| view! { <p class="c-failed" role="alert">{reason}</p> })}
        <p class="dialog__note">
            "What stands behind # stays in the browser: it is not sent to any server. But the link holds your data, and anyone who has it can read it."
        </p>
    }
}

/// Copies the link and says so: in the dialog, which hides everything else, and beside it.
fn copy(address: String, copied: RwSignal<&'static str>, toasts: Toasts) {
    spawn_local(async move {
        if clipboard::copy(&address).await {
            copied.try_set("The link is copied.");
            toasts.show(Tone::Good, "The link is copied.");
        } else {
            copied.try_set("The browser does not allow copying here. Select the link and copy it yourself.");
        }
    });
}

/// Says where a link of this length gets through.
#[component]
fn Meter(
    /// Characters of the link.
    length: Signal<usize>,
) -> impl IntoView {
    let verdict = move || match length.get() {
        0 => "making the link…",
        1..2_000 => "fine everywhere",
        2_000..8_000 => "fine in browsers; chat programs may cut it",
        8_000..32_000 => "works where it is copied whole",
        _ => "too long for many programs: share the text instead",
    };
    view! { <p class="share__meter t2">{move || format!("{} characters: {}", length.get(), verdict())}</p> }
}

//! Short messages that come and go.

use crate::icon::Icon;
use leptos::prelude::*;
use std::time::Duration;

/// How long a message stays: time to read it, and more where something went wrong.
const STAY: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(12));

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something worked.
    Good,
    /// Something did not.
    Bad,
    /// Something happened.
    Plain,
}

#[derive(Clone, Debug)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
    /// What takes it back.
    undo: Option<Callback<()>>,
}

/// The messages on screen, provided as a context.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    count: StoredValue<u32>,
}

impl Toasts {
    /// No messages.
    pub fn new() -> Self {
        Self { list: RwSignal::default(), count: StoredValue::new(0) }
    }

    /// The messages, from the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// Shows a message. One with the same text takes its place.
    pub fn show(self, tone: Tone, text: impl Into<String>) {
        self.put(tone, text.into(), None);
    }

    /// Says what was done, and offers to take it back.
    pub fn done(self, text: String, undo: impl Fn() + Send + Sync + 'static) {
        self.put(Tone::Good, text, Some(Callback::new(move |()| undo())));
    }

    fn put(self, tone: Tone, text: String, undo: Option<Callback<()>>) {
        self.count.update_value(|count| *count += 1);
        let id = self.count.get_value();
        self.list.update(|list| {
            // Only what was done last can be taken back.
            list.retain(|toast| toast.text != text && (undo.is_none() || toast.undo.is_none()));
            list.push(Toast { id, tone, text, undo });
            // More than three at once cover the page.
            let extra = list.len().saturating_sub(3);
            list.drain(..extra);
        });
        let stay = if tone == Tone::Bad || undo.is_some() { STAY.1 } else { STAY.0 };
        set_timeout(move || self.close(id), stay);
    }

    fn close(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }
}

/// The messages, above everything else.
#[component]
pub fn ToastList() -> impl IntoView {
    let toasts = Toasts::get();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                <div class=format!("toast {}", class(toast.tone))>
                    <Icon name=icon(toast.tone)/>
                    <p>{toast.text.clone()}</p>
                    {toast.undo.map(|undo| view! {
                        <button type="button" class="btn xs line" on:click=move |_| { undo.run(()); toasts.close(toast.id); }>"Undo"</button>
                    })}
                    <button type="button" class="btn xs icon" aria-label="Close message" on:click=move |_| toasts.close(toast.id)>
                        <Icon name="close"/>
                    </button>
                </div>
            </For>
        </div>
    }
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "toast--good",
        Tone::Bad => "toast--bad",
        Tone::Plain => "toast--plain",
    }
}

fn icon(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "s-succeeded",
        Tone::Bad => "warn",
        Tone::Plain => "info",
    }
}

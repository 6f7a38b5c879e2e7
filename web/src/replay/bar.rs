//! The strip above the graph while a recording is there.

use super::{leave, remake, show};
use crate::{
    client::Client,
    icon::Icon,
    late::{self, late},
    store::App,
    toast::Toasts,
};
use asl_view::{Comparison, format};
use leptos::prelude::*;

const MAKE: &str = "Make mocks from this run";
const COMPARE: &str = "Compare with our run";
const LEAVE: &str = "Leave the recording";

/// What the recording was compared with, as far as that is known.
#[derive(Clone, Debug, PartialEq)]
enum Found {
    Nothing,
    Looking,
    Compared(Comparison),
    Failed(String),
}

/// What is shown, and what can be made of it.
#[component]
pub fn ReplayBar() -> impl IntoView {
    let app = App::get();
    let is_there = Memo::new(move |_| app.recording.with(Option::is_some));
    view! {
        <Show when=move || is_there.get()>{late(late::replay)}</Show>
    }
}

/// The strip itself.
#[component]
pub fn Bar() -> impl IntoView {
    let (app, client, toasts) = (App::get(), Client::get(), Toasts::get());
    let found = RwSignal::new(Found::Nothing);
    // What was found is about the definition of that moment.
    Effect::watch(move || app.revision.get(), move |_, _, _| found.set(Found::Nothing), false);
    let is_shown = Memo::new(move |_| app.is_replay());
    let history = move || app.recording.get_untracked().map(|recording| recording.history.to_string());
    let title = move || {
        let events = app.run.with(|run| run.as_ref().map(|run| run.trace.events.len() as u32));
        match (is_shown.get(), events) {
            (true, Some(1)) => "Recorded on AWS · 1 event".to_owned(),
            (true, Some(count)) => format!("Recorded on AWS · {} events", format::number(count)),
            (true, None) => "Recorded on AWS".to_owned(),
            (false, _) => "Our run of the recorded machine".to_owned(),
        }
    };
    let make = move |_| history().into_iter().for_each(|history| remake(app, client, toasts, history));
    let compare = move |_| {
        let Some(history) = history().filter(|_| found.get_untracked() != Found::Looking) else { return };
        found.set(Found::Looking);
        let asked = app.revision.get_untracked();
        client.compare(history, move |compared| {
            if app.revision.get_untracked() == asked {
                found.set(compared.map_or_else(Found::Failed, Found::Compared));
            }
        });
    };
    let choice = move |shown: bool, name: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (is_shown.get() == shown).to_string() on:click=move |_| show(app, shown)>
                {name}
            </button>
        }
    };
    view! {
        <section class="replay" aria-label="Recorded run">
            <p class="replay__title" role="status"><Icon name="book"/> <b>{title}</b></p>
            <span class="seg seg--xs" role="group" aria-label="Run shown">{choice(true, "Recorded")}{choice(false, "Ours")}</span>
            <span class="replay__do">
                <button type="button" class="btn sm soft" aria-label=MAKE title=MAKE on:click=make><Icon name="wand"/>"Make mocks"</button>
                <button type="button" class="btn sm soft" aria-label=COMPARE title=COMPARE
                    aria-disabled=move || (found.get() == Found::Looking).to_string() on:click=compare>
                    <Icon name="swap"/>"Compare"
                </button>
                <button type="button" class="btn sm icon" aria-label=LEAVE title=LEAVE on:click=move |_| leave(app)><Icon name="close"/></button>
            </span>
            <div class="replay__found" role="status">
                {move || match found.get() {
                    Found::Nothing | Found::Looking => ().into_any(),
                    Found::Failed(reason) => view! { <p class="replay__said"><Icon name="error-o"/><span>{reason}</span></p> }.into_any(),
                    Found::Compared(comparison) => view! { <Outcome comparison/> }.into_any(),
                }}
            </div>
        </section>
    }
}

/// What the comparison gave, and the way to the first difference.
#[component]
fn Outcome(comparison: Comparison) -> impl IntoView {
    let app = App::get();
    let is_same = comparison.is_same();
    let first = comparison.first.as_ref().map(|first| first.event);
    view! {
        <p class="replay__said" class:replay__said--same=is_same>
            <Icon name=if is_same { "s-succeeded" } else { "warn" }/>
            <span>{comparison.sentence()}</span>
        </p>
        {first.map(|event| view! {
            <button type="button" class="btn sm line" on:click=move |_| app.seek(event)>{format!("Go to event {event}")}</button>
        })}
    }
}

/// Says that the data of the selected state was recorded, and not computed.
#[component]
pub fn RecordedNote() -> impl IntoView {
    let app = App::get();
    let is_shown = Memo::new(move |_| app.is_replay());
    view! {
        <Show when=move || is_shown.get()>
            <p class="replay__note"><Icon name="book"/> "Recorded data only: what the history of the service holds."</p>
        </Show>
    }
}

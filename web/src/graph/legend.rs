//! The key of the picture.

use crate::icon::Icon;
use asl_view::StatusKind;
use leptos::prelude::*;

/// What each status looks like in one line.
const MEANINGS: [(StatusKind, &str); 10] = [
    (StatusKind::NotReached, "no event yet"),
    (StatusKind::Running, "an attempt is under way"),
    (StatusKind::Succeeded, "left with its output"),
    (StatusKind::Failed, "the cause of a failure"),
    (StatusKind::TimedOut, "a time ran out"),
    (StatusKind::Caught, "failed, a catcher took over"),
    (StatusKind::Retrying, "waits for its next attempt"),
    (StatusKind::Waiting, "a Wait on the virtual clock"),
    (StatusKind::Token, "waits for an answer"),
    (StatusKind::Aborted, "something else stopped it"),
];

/// A button that opens the key.
#[component]
pub fn Legend() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <div class="float bl legend">
            <Show when=move || open.get()>
                <dl class="legend__list" id="legend-list">
                    {MEANINGS.map(|(kind, meaning)| view! {
                        <div class=format!("legend__row {}", kind.class())>
                            <dt><span class="legend__box"><Icon name=kind.icon()/></span>{kind.word()}</dt>
                            <dd>{meaning}</dd>
                        </div>
                    }).collect_view()}
                </dl>
            </Show>
            <button type="button" class="btn xs" aria-expanded=move || open.get().to_string() aria-controls="legend-list"
                on:click=move |_| open.update(|open| *open = !*open)>
                <Icon name="info"/>"Legend"
            </button>
        </div>
    }
}

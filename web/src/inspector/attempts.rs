//! The attempts of a state.

use super::Shown;
use crate::{graph::present, icon::Icon, store::App};
use asl_view::{Attempt, attempts, format};
use leptos::prelude::*;

/// A row per attempt, where there is more than one.
#[component]
pub fn Attempts(
    /// What is shown.
    shown: Signal<Shown>,
) -> impl IntoView {
    let app = App::get();
    let rows = Memo::new(move |_| {
        let (shown, cursor) = (shown.get(), app.cursor.get());
        present::with_run(app, Vec::new(), |run| {
            let Some(visit) = shown.visit else { return Vec::new() };
            let tries = attempts(&run.trace, &run.index, &run.outline, visit, cursor);
            tries
                .into_iter()
                .map(|attempt| {
                    let error = run.trace.texts.get(attempt.error).map(ToOwned::to_owned);
                    (attempt, error)
                })
                .collect()
        })
    });
    view! {
        <Show when=move || rows.with(Vec::len) .gt(&1)>
            <h3 class="sec">"Attempts"<span class="end">{move || rows.with(Vec::len)}</span></h3>
            <ol class="tries">
                {move || rows.get().into_iter().map(|(attempt, error)| view! { <Try attempt error/> }).collect_view()}
            </ol>
        </Show>
    }
}

/// One attempt; a press moves the cursor to its end.
#[component]
fn Try(attempt: Attempt, error: Option<String>) -> impl IntoView {
    let app = App::get();
    let took = attempt.end.map_or_else(|| "under way".to_owned(), |end| format::duration(end - attempt.start));
    let backoff = attempt
        .resumes
        .zip(attempt.end)
        .map(|(resumes, end)| format!("then waits {}", format::duration(resumes - end)));
    let last = attempt.last;
    view! {
        <li>
            <button type="button" class=format!("try {}", attempt.kind.class()) title="Go to its last event" on:click=move |_| app.seek(last)>
                <Icon name=attempt.kind.icon()/>
                <span class="try__text"><b>{format!("Attempt {}", attempt.number)}</b><span class="ell">{error.unwrap_or_else(|| attempt.kind.word().to_owned())}</span></span>
                <span class="try__end">{took}{backoff.map(|backoff| view! { <br/>{backoff} })}</span>
            </button>
        </li>
    }
}

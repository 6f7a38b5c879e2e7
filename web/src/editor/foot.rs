//! The line under the texts.

use crate::{icon::Icon, platform::document, store::App};
use asl_view::ProblemSeverity;
use leptos::prelude::*;

/// Counts of problems, and what the definition is written in. A press on the counts opens the list.
#[component]
pub fn Foot() -> impl IntoView {
    let app = App::get();
    let count = move |severity| {
        app.checked.with(|checked| {
            checked
                .as_ref()
                .map_or(0, |checked| checked.problems.iter().filter(|problem| problem.severity == severity).count())
        })
    };
    let (errors, warnings, hints) = (
        move || count(ProblemSeverity::Error),
        move || count(ProblemSeverity::Warning),
        move || count(ProblemSeverity::Hint),
    );
    let format =
        move || app.checked.with(|checked| checked.as_ref().map_or(String::new(), |checked| checked.format.clone()));
    let language = move || {
        app.checked.with(|checked| {
            checked.as_ref().and_then(|checked| checked.outline.states.first().map(|state| state.language.clone()))
        })
    };
    view! {
        <div class="foot">
            <button type="button" class="foot__counts" title="Open Problems" on:click=move |_| document::press("problems")>
                <span class="row" class:c-failed=move || { errors() > 0 }><Icon name="error-o"/>{errors}<span class="sr">" errors"</span></span>
                <span class="row" class:c-caught=move || { warnings() > 0 }><Icon name="warn"/>{warnings}<span class="sr">" warnings"</span></span>
                <span class="row"><Icon name="info"/>{hints}<span class="sr">" hints"</span></span>
            </button>
            <span class="grow"></span>
            <span>{format}</span>
            <span>{language}</span>
        </div>
    }
}

//! All problems of the three texts.

use crate::{
    editor::OpenPane,
    icon::Icon,
    store::{App, Place},
};
use asl_view::{Pane, Problem, ProblemSeverity};
use leptos::prelude::*;

/// The list of problems; a press goes to the text.
#[component]
pub fn ProblemsPanel() -> impl IntoView {
    let app = App::get();
    let problems =
        move || app.checked.with(|checked| checked.as_ref().map_or(Vec::new(), |checked| checked.problems.clone()));
    view! {
        <div class="scroll problems" tabindex="0" role="region" aria-label="Problems">
            <Show when=move || problems().is_empty()>
                <p class="problems__none"><Icon name="s-succeeded"/> "No problems: the definition, the input and the mocks can be run."</p>
            </Show>
            <ul>
                {move || problems().into_iter().map(|problem| view! { <li><ProblemRow problem/></li> }).collect_view()}
            </ul>
        </div>
    }
}

#[component]
fn ProblemRow(
    /// The problem.
    problem: Problem,
) -> impl IntoView {
    let (app, open) = (App::get(), OpenPane::get());
    let (icon, colour) = look(problem.severity);
    let (pane, range) = (problem.pane, problem.range);
    let go = move |_| {
        app.place.set(Place::Give);
        open.reveal(pane, range);
    };
    view! {
        <button type="button" class="problem" on:click=go>
            <span class=colour><Icon name=icon/></span>
            <span class="problem__text">
                <b>{problem.message}</b>
                {problem.help.map(|help| view! { <span class="t2">{help}</span> })}
            </span>
            <span class="problem__place t3">{pane_name(pane)} " " {format!("{}:{}", problem.line, problem.column)}</span>
        </button>
    }
}

/// Icon and colour of a severity.
pub fn look(severity: ProblemSeverity) -> (&'static str, &'static str) {
    match severity {
        ProblemSeverity::Error => ("error-o", "c-failed"),
        ProblemSeverity::Warning => ("warn", "c-caught"),
        ProblemSeverity::Hint => ("info", "t3"),
    }
}

fn pane_name(pane: Pane) -> &'static str {
    match pane {
        Pane::Definition => "Definition",
        Pane::Input => "Input",
        Pane::Mocks => "Mocks",
    }
}

//! The centre: the machine as a graph or as an outline.

use crate::{
    editor::OpenPane,
    graph::GraphPanel,
    icon::Icon,
    late::{self, late},
    replay::ReplayBar,
    store::{App, Picture, Place},
    transport::player::Player,
};
use asl_view::{Pane, Problem, ProblemSeverity};
use leptos::prelude::*;

/// Graph or outline, with the switch between them.
#[component]
pub fn Watch() -> impl IntoView {
    let app = App::get();
    let is_graph = move || app.picture.get() == Picture::Graph;
    let is_empty =
        move || app.checked.with(|checked| checked.as_ref().is_some_and(|checked| checked.outline.states.is_empty()));
    let stale = Memo::new(move |_| app.checked.with(|checked| checked.as_ref().is_some_and(|checked| checked.stale)));
    let wrong = Memo::new(move |_| {
        app.checked.with(|checked| checked.as_ref().and_then(|checked| first_error(&checked.problems)))
    });
    view! {
        <section class="watch" id="watch" tabindex="-1" aria-label="Watch" data-keys="run" class:watch--stale=stale
            class:watch--outline=move || !is_graph()>
            <ReplayBar/>
            <div class="watch__stage">
            <div class="watch__picture">
                <Show when=is_graph fallback=|| late(late::outline)><GraphPanel/></Show>
            </div>
            <PictureSwitch/>
            {move || wrong.get().map(|problem| view! { <Banner problem is_stale=stale.get()/> })}
            <Show when=move || wrong.with(Option::is_none)><RunNote/></Show>
            <Show when=move || app.has_inside.get() && wrong.with(Option::is_none)>{late(late::forecast)}</Show>
            <Show when=move || is_empty() && wrong.get().is_none()>
                <p class="watch__empty">"Nothing to draw yet. Type or paste a state machine under Definition, or choose an example."</p>
            </Show>
            </div>
        </section>
    }
}

#[component]
fn PictureSwitch() -> impl IntoView {
    let app = App::get();
    let button = move |picture, icon, name| {
        view! {
            <button type="button" aria-pressed=move || (app.picture.get() == picture).to_string() on:click=move |_| app.picture.set(picture)>
                <Icon name=icon/>
                {name}
            </button>
        }
    };
    view! {
        <div class="float tr watch__switch">
            <span class="seg" role="group" aria-label="Show as">
                {button(Picture::Graph, "graph", "Graph")}
                {button(Picture::Outline, "outline", "Outline")}
            </span>
        </div>
    }
}

/// Says what keeps the machine from running, and whether the picture is older than the text.
#[component]
fn Banner(
    /// The first error.
    problem: Problem,
    /// Whether the picture is older than the text.
    is_stale: bool,
) -> impl IntoView {
    let (app, open) = (App::get(), OpenPane::get());
    let has_picture = app
        .checked
        .with_untracked(|checked| checked.as_ref().is_some_and(|checked| !checked.outline.states.is_empty()));
    let lead = match (is_stale, has_picture) {
        _ if problem.code == "recording" => "The recording cannot be shown.",
        (false, _) => "This cannot run yet.",
        (true, true) => "The graph shows the last valid version.",
        (true, false) => "There is no graph yet.",
    };
    let (pane, range, line) = (problem.pane, problem.range, problem.line);
    let place = match pane {
        Pane::Definition => "",
        Pane::Input => "Input, ",
        Pane::Mocks => "Mocks, ",
    };
    let text = match (problem.code.as_str(), &problem.help) {
        ("recording", help) => format!("{} {}", problem.message, help.as_deref().unwrap_or_default()),
        _ => format!("{place}line {line}, column {}: {}", problem.column, problem.message),
    };
    let go = move |_| {
        app.place.set(Place::Give);
        open.reveal(pane, range);
    };
    view! {
        <div class="watch__banner" role="status">
            <Icon name="error-o"/>
            <p><b>{lead}</b> " " {capital(&text)}</p>
            <button type="button" class="btn line sm" on:click=go>{format!("Go to line {line}")}</button>
        </div>
    }
}

/// What people must know about the run: that it waits for somebody, was cut short, or ran without AWS's limits.
#[component]
fn RunNote() -> impl IntoView {
    let (app, player) = (App::get(), Player::get());
    let note = Memo::new(move |_| {
        // What a person can answer, the card of the state offers.
        let is_quiet = app.playing.get() || app.stale_run.get() || player.asked.with(Option::is_some);
        app.run.with(|run| run.as_ref().filter(|_| !is_quiet).map_or_else(String::new, |run| run.summary.note.clone()))
    });
    view! {
        <Show when=move || note.with(|note| !note.is_empty())>
            <div class="watch__banner watch__banner--note" role="status"><Icon name="info"/><p>{note}</p></div>
        </Show>
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn first_error(problems: &[Problem]) -> Option<Problem> {
    problems.iter().find(|problem| problem.severity == ProblemSeverity::Error).cloned()
}

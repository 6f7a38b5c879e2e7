//! What went in, what came back, what goes on.

use super::{
    Shown,
    attempts::Attempts,
    inspect::Within,
    json::Stage,
    pipeline::{Looks, Pipeline},
    rules::Rules,
    trial::Trial,
};
use crate::{
    graph::present,
    store::{App, Run},
};
use asl_view::{Attempt, assigned_of_visit, attempts, input_of_visit, node_view, output_of_visit};
use leptos::prelude::*;

/// The stages of the data, the attempts, and why it retries.
#[component]
pub fn DataTab(
    /// What is shown.
    shown: Signal<Shown>,
    /// The visit from inside.
    within: Within,
    /// How its stages are shown.
    looks: Looks,
    /// What is tried on them.
    trial: Trial,
) -> impl IntoView {
    let app = App::get();
    let counts = Memo::new(move |_| {
        let (shown, cursor, focus) = (shown.get(), app.cursor.get(), app.focus.get());
        present::with_run(app, None, |run| {
            node_view(&run.trace, &run.index, &run.outline, cursor, focus, shown.state).counts
        })
    });
    let reached = Memo::new(move |_| shown.get().visit.is_some());
    let is_inspected = Memo::new(move |_| within.with(Option::is_some));
    view! {
        <Show when=move || reached.get() fallback=move || view! { <Unreached counts/> }>
            <Show when=move || is_inspected.get() fallback=move || view! { <Simple shown/> }>
                <Pipeline within looks trial/>
            </Show>
            <Attempts shown/>
            <Rules shown within/>
        </Show>
    }
}

/// What the history alone tells, until the worker has told more.
#[component]
fn Simple(shown: Signal<Shown>) -> impl IntoView {
    let app = App::get();
    let read = move |pick: fn(&Run, u32, u32) -> Option<String>| {
        Memo::new(move |_| {
            let (shown, cursor) = (shown.get(), app.cursor.get());
            present::with_run(app, None, |run| shown.visit.and_then(|visit| pick(run, visit, cursor)))
        })
    };
    let input = read(|run, visit, _| input_of_visit(&run.trace, &run.index, visit).map(ToOwned::to_owned));
    let parameters = read(|run, visit, cursor| text_of_last(run, visit, cursor, |attempt| attempt.parameters));
    let result = read(|run, visit, cursor| text_of_last(run, visit, cursor, |attempt| attempt.result));
    let assigned =
        read(|run, visit, cursor| assigned_of_visit(&run.trace, &run.index, visit, cursor).map(ToOwned::to_owned));
    let output =
        read(|run, visit, cursor| output_of_visit(&run.trace, &run.index, visit, cursor).map(ToOwned::to_owned));
    let is_task = Memo::new(move |_| {
        let state = shown.get().state as usize;
        present::with_run(app, false, |run| {
            run.outline.states.get(state).is_some_and(|state| state.kind == asl_view::StateType::Task)
        })
    });
    let is_jsonata = Memo::new(move |_| {
        let state = shown.get().state as usize;
        present::with_run(app, false, |run| {
            run.outline.states.get(state).is_some_and(|state| state.language == "JSONata")
        })
    });
    view! {
            <Stage number=1 name="input" about="what arrives" text=input.into() open=true/>
            <Show when=move || is_task.get()>
                {move || {
                    let name = if is_jsonata.get() { "afterArguments" } else { "afterParameters" };
                    view! { <Stage number=2 name about="what the task receives" text=parameters.into() open=false/> }
                }}
                <Stage number=3 name="result" about="what came back" text=result.into() open=true/>
            </Show>
            <Show when=move || assigned.with(Option::is_some)>
                <Stage number=4 name="Assign" about="variables from here on" text=assigned.into() open=true/>
            </Show>
            {move || {
                let number = if is_task.get() { 4 } else { 2 } + u32::from(assigned.with(Option::is_some));
                view! { <Stage number name="output" about="what the next state gets" text=output.into() open=true/> }
            }}
    }
}

fn text_of_last(run: &Run, visit: u32, cursor: u32, pick: fn(&Attempt) -> u32) -> Option<String> {
    let tries = attempts(&run.trace, &run.index, &run.outline, visit, cursor);
    run.trace.texts.get(pick(tries.last()?)).map(ToOwned::to_owned)
}

/// A state that has not been entered, or one that stands for many iterations.
#[component]
fn Unreached(counts: Memo<Option<asl_view::Counts>>) -> impl IntoView {
    view! {
        <p class="inspector__note">
            {move || match counts.get() {
                Some(counts) => format!(
                    "It stands for all iterations: {} passed, {} here, {} failed. Choose an iteration in the strip of the Map to see its data.",
                    counts.passed(), counts.open(), counts.failed()
                ),
                None => "Not reached yet at this point of the run. Step on, or choose a later event.".to_owned(),
            }}
        </p>
    }
}

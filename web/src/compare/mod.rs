//! The run before the last change beside the present one.

use crate::{
    icon::Icon,
    inspector::values::lines,
    store::{App, Run},
};
use asl_view::{Document, RunDifference, Side, compare_runs};
use leptos::prelude::*;

/// What differs, a way to the first difference, and a way back.
#[component]
pub fn ComparePanel() -> impl IntoView {
    let app = App::get();
    let found = Memo::new(move |_| {
        let (before, now) = app.ghost()?;
        Some(compare_runs(side(&before), side(&now)))
    });
    view! {
        <div class="scroll compare" tabindex="0" role="region" aria-label="Compare runs">
            {move || match found.get() {
                None => view! {
                    <p class="compare__none">"Change a mock, the input or the definition: the run before stays here, and as a thin line under each bar of the timeline."</p>
                }.into_any(),
                Some(found) => view! { <Found found/> }.into_any(),
            }}
        </div>
    }
}

fn side(run: &std::sync::Arc<Run>) -> Side<'_> {
    let express = run.document.express;
    Side { summary: &run.summary, trace: &run.trace, index: &run.index, outline: &run.outline, express }
}

#[component]
fn Found(found: RunDifference) -> impl IntoView {
    let app = App::get();
    let first = found.first.clone().map(|(event, was, is)| {
        view! {
            <div class="compare__first">
                <p>
                    <b>{format!("Event {event}")}</b>" is the first that differs. "
                    <span class="t2">"Before: "</span>{was}". "<span class="t2">"Now: "</span>{is}"."
                </p>
                <button type="button" class="btn sm soft" on:click=move |_| app.seek(event)><Icon name="step"/>{format!("Go to event {event}")}</button>
            </div>
        }
        .into_any()
    });
    let rows = found.figures.iter().cloned().map(|figure| {
        let differs = figure.differs();
        view! {
            <tr class:compare__row--differs=differs>
                <th scope="row">{figure.name}</th>
                <td>{figure.before}</td>
                <td>{figure.now}{differs.then(|| view! { <span class="sr">" (differs)"</span> })}</td>
            </tr>
        }
    });
    let states = [("Entered only before", found.gone.clone()), ("Entered only now", found.new.clone())];
    let states = states.into_iter().filter(|(_, names)| !names.is_empty());
    view! {
        <div class="compare__side">
            <table>
                <caption class="sr">"Figures of both runs"</caption>
                <thead><tr><td></td><th scope="col"><Icon name="ghost"/>"Before"</th><th scope="col">"Now"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            <div class="row compare__deeds">
                <button type="button" class="btn sm soft" on:click=move |_| swap_back(app)><Icon name="swap"/>"Back to the run before"</button>
                <button type="button" class="btn sm" on:click=move |_| app.previous.set(None)><Icon name="close"/>"Forget it"</button>
            </div>
        </div>
        <div class="compare__main">
            {first.unwrap_or_else(|| view! { <div class="compare__first"><p>"All events are the same."</p></div> }.into_any())}
            {states.map(|(what, names)| view! { <p class="compare__states"><b>{what}": "</b>{names.join(", ")}</p> }).collect_view()}
            <p class="b compare__title">"Output"</p>
            <Outputs/>
        </div>
    }
}

/// What differs in what came out.
#[component]
fn Outputs() -> impl IntoView {
    let app = App::get();
    let output = |run: &Run| run.summary.output.clone();
    move || {
        let (before, now) = app.ghost().map_or((None, None), |(before, now)| (output(&before), output(&now)));
        match (before, now) {
            (Some(before), Some(now)) if before == now => {
                view! { <p class="t2">"The same in both runs."</p> }.into_any()
            }
            (Some(before), Some(now)) => lines(&before, &now),
            (Some(_), None) => view! { <p class="t2">"Only the run before has an output."</p> }.into_any(),
            (None, Some(_)) => view! { <p class="t2">"Only the present run has an output."</p> }.into_any(),
            (None, None) => view! { <p class="t2">"Neither run has an output."</p> }.into_any(),
        }
    }
}

/// Puts the texts of the run before in their places again; the present run becomes the one before.
fn swap_back(app: App) {
    let Some(before) = app.previous.get_untracked() else { return };
    let Document { definition, input, mocks, express, start_time, seed, files, .. } = before.document.clone();
    app.looked.set(true);
    app.edit(|document| {
        *document = Document { definition, input, mocks, express, start_time, seed, files, ..std::mem::take(document) };
    });
}

//! Which tasks are mocked.

use super::{
    OpenPane,
    mock_config::MockConfig,
    mock_text::{Answer, place_of, with_mock},
};
use crate::{
    icon::Icon,
    platform::json,
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::{Pane, StateType};
use leptos::prelude::*;

/// A task and how often it is mocked.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    name: String,
    service: String,
    subtitle: String,
    responses: u32,
}

/// A row for each Task of the definition.
#[component]
pub fn MockTable() -> impl IntoView {
    let app = App::get();
    let rows = Memo::new(move |_| rows(app));
    let mocked = move || rows.with(|rows| rows.iter().filter(|row| row.responses > 0).count());
    let total = move || rows.with(Vec::len);
    view! {
        <div class="mocks">
            <p class="mocks__lead">
                <span>"Each task answers with its mocks in turn; the last one answers from then on. A task without mocks succeeds with an assumed answer."</span>
                <span class="t3 nw">{mocked} " of " {total} " mocked"</span>
            </p>
            <MockConfig/>
            <ul class="mocks__list scroll" tabindex="0" aria-label="Tasks">
                <For each=move || rows.get() key=|row| (row.name.clone(), row.responses) let:row><li><MockRow row/></li></For>
            </ul>
        </div>
    }
}

#[component]
fn MockRow(
    /// The task.
    row: Row,
) -> impl IntoView {
    let name = StoredValue::new(row.name.clone());
    let service = StoredValue::new(row.service);
    let (app, open, toasts) = (App::get(), OpenPane::get(), Toasts::get());
    let add = move |answer| add_mock(app, open, toasts, &name.get_value(), &service.get_value(), answer);
    let show = move |_| {
        let place = app.document.with_untracked(|document| place_of(&document.mocks, &name.get_value()));
        if let Some(range) = place {
            open.reveal(Pane::Mocks, range);
        }
    };
    let count = match row.responses {
        0 => "assumed".to_owned(),
        1 => "1 response".to_owned(),
        more => format!("{more} responses"),
    };
    view! {
        <div class="mock">
            <span class="mock__name"><b class="ell">{row.name.clone()}</b><span class="t3 ell">{row.subtitle}</span></span>
            <span class="mock__count" class:mock__count--assumed=row.responses == 0>{count}</span>
            {if row.responses == 0 {
                view! {
                    <button type="button" class="btn xs soft" aria-label=format!("Add mock for {}: Return", row.name) on:click=move |_| add(Answer::Return)>
                        <Icon name="plus"/> "Return"
                    </button>
                    <button type="button" class="btn xs soft" aria-label=format!("Add mock for {}: Throw", row.name) on:click=move |_| add(Answer::Throw)>
                        <Icon name="plus"/> "Throw"
                    </button>
                }.into_any()
            } else {
                view! {
                    <button type="button" class="btn xs soft" aria-label=format!("Edit the mocks of {}", row.name) on:click=show>
                        <Icon name="code"/> "Edit"
                    </button>
                }.into_any()
            }}
        </div>
    }
}

/// Adds a mock of a task to the text, and shows it there.
pub fn add_mock(app: App, open: OpenPane, toasts: Toasts, name: &str, service: &str, answer: Answer) {
    let text = app.document.with_untracked(|document| document.mocks.clone());
    match with_mock(&text, name, service, answer) {
        Some((text, range)) => {
            app.edit(|document| document.mocks = text);
            open.reveal(Pane::Mocks, range);
        }
        None => toasts
            .show(Tone::Bad, "The mocks are not a JSON object, so nothing can be added to them. Fix the text first."),
    }
}

fn rows(app: App) -> Vec<Row> {
    let counts = app.document.with(|document| json::lengths(&document.mocks)).unwrap_or_default();
    app.checked.with(|checked| {
        let states = checked.iter().flat_map(|checked| &checked.outline.states);
        let tasks = states.filter(|state| state.kind == StateType::Task);
        let row = |state: &asl_view::State| Row {
            name: state.name.clone(),
            service: state.service.clone(),
            subtitle: state.subtitle.clone(),
            responses: counts.iter().find(|(name, _)| *name == state.name).map_or(0, |(_, length)| *length),
        };
        tasks.map(row).collect()
    })
}

//! The history as a table.

mod bar;
mod cells;
mod details;
mod grid;
mod row;
mod table;

use crate::store::{App, EventView};
use bar::Bar;
use details::Details;
use grid::Grid;
use leptos::prelude::*;
use table::Table;

/// The history as a table, with its filters and views above it.
#[component]
pub fn EventsPanel() -> impl IntoView {
    let app = App::get().behind();
    provide_context(app);
    let table = Table::new(app);
    let has_run = Memo::new(move |_| app.run.with(Option::is_some));
    let has_rows = Memo::new(move |_| !table.list.with(|list| list.is_empty()));
    let is_json = Memo::new(move |_| app.event_view.get() == EventView::Json);
    view! {
        <div class="events">
            <Bar table/>
            <Show when=move || has_run.get() fallback=|| view! {
                <p class="events__none">"No events yet: they appear here as soon as the state machine has run."</p>
            }>
                <Show when=move || has_rows.get() fallback=move || view! { <NoMatch/> }>
                    <div class="events__panes" class:events__panes--json=is_json>
                        <Grid table/>
                        <Show when=move || is_json.get()><Details table/></Show>
                    </div>
                </Show>
            </Show>
        </div>
    }
}

/// No row passes the filter.
#[component]
fn NoMatch() -> impl IntoView {
    let app = App::get();
    let is_filtered = move || app.event_filter.with(|filter| !filter.is_empty());
    view! {
        <div class="events__none" role="status">
            <Show when=is_filtered fallback=|| view! { <p>"The run has no rows of this kind."</p> }>
                <p>"No row matches the filters."</p>
                <button type="button" class="btn sm soft" on:click=move |_| app.event_filter.update(|filter| *filter = asl_view::EventFilter::default())>"Clear the filters"</button>
            </Show>
        </div>
    }
}

//! One row. Its element stays while rows come and go.

use super::{
    cells::{event_cells, visit_cells},
    table::Table,
};
use crate::{graph::present, store::App};
use asl_view::{event_row, type_icon, visit_row};
use leptos::prelude::*;

/// The row that an element shows at the moment.
#[component]
pub fn Row(
    /// The table.
    table: Table,
    /// Which of its elements.
    element: u32,
    /// Whether the rows are events; else they are visits.
    is_event: bool,
) -> impl IntoView {
    let app = App::get();
    let place = Memo::new(move |_| table.slots.with(|slots| slots.place_of(element)));
    let row = move || table.list.with(|list| list.get(place.get()?).copied());
    let (cells, first) = if is_event { events(app, row) } else { visits(app, row) };
    let is_now = Memo::new(move |_| place.get().is_some_and(|place| table.here.get() == Some((place, true))));
    let is_active = Memo::new(move |_| place.get().is_some() && table.active.get() == place.get());
    let is_later = Memo::new(move |_| app.cursor.get() < first.get());
    let class = move || {
        let marks = [(is_now, " evt__row--now"), (is_active, " evt__row--active"), (is_later, " evt__row--later")];
        let marks = marks.into_iter().filter(|(is_it, _)| is_it.get()).map(|(_, mark)| mark);
        std::iter::once("evt__row").chain(marks).collect::<String>()
    };
    let number = move || place.get().unwrap_or(0);
    view! {
        <div class=class role="row" id=move || format!("event-row-{}", number()) data-event=move || first.get().saturating_sub(1)
            data-row=number aria-rowindex=move || number() + 2 aria-selected=move || is_now.get().to_string()>{cells}</div>
    }
}

/// The cells of an event, and the cursor from which on it has happened.
fn events(app: App, row: impl Fn() -> Option<u32> + Copy + Send + Sync + 'static) -> (AnyView, Memo<u32>) {
    let held = Memo::new(move |_| {
        let event = row()?;
        present::with_run(app, None, |run| event_row(&run.trace, &run.outline, event))
    });
    (event_cells(held).into_any(), Memo::new(move |_| held.with(|row| row.as_ref().map_or(0, |row| row.id))))
}

/// The same of a visit.
fn visits(app: App, row: impl Fn() -> Option<u32> + Copy + Send + Sync + 'static) -> (AnyView, Memo<u32>) {
    let held = Memo::new(move |_| {
        let (visit, cursor) = (row()?, app.cursor.get());
        present::with_run(app, None, |run| visit_row(&run.trace, &run.index, &run.outline, visit, cursor))
    });
    let icon = Memo::new(move |_| {
        let state = held.with(|row| row.as_ref().map(|row| row.state_id));
        present::with_run(app, None, |run| run.outline.states.get(state? as usize).map(type_icon)).unwrap_or("t-task")
    });
    (visit_cells(held, icon).into_any(), Memo::new(move |_| held.with(|row| row.as_ref().map_or(0, |row| row.first))))
}

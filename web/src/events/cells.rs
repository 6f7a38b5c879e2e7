//! What stands in a row.

use crate::{icon::Icon, store::App};
use asl_view::{StatusKind, VisitRow, event_row, format, scope_name, type_icon, visit_row};
use leptos::prelude::*;

/// More attempts than this are a number only.
const PIPS: usize = 6;

/// The cells of an event. They do not depend on the cursor.
#[component]
pub fn EventCells(
    /// The index of the event.
    event: u32,
) -> impl IntoView {
    let app = App::get();
    let row = app.run.with_untracked(|run| run.as_ref().and_then(|run| event_row(&run.trace, &run.outline, event)))?;
    let attempt = match row.attempt {
        0 => ().into_any(),
        1 => "1".into_any(),
        more => {
            view! { <span class="evt__again" title="Tried again"><Icon name="s-retrying"/></span>{more} }.into_any()
        }
    };
    let delta = if row.delta > 0.0 { format!("+{}", format::duration(row.delta)) } else { "0".to_owned() };
    Some(view! {
        <span role="gridcell" aria-colindex="1" class="evt__id">{row.id}</span>
        <span role="gridcell" aria-colindex="2" class="evt__type">
            <span class=format!("evt__icon {}", row.status.class())><Icon name=row.status.icon()/></span>
            <span class="ell">{row.kind}</span>
            {row.error.map(|error| view! { <code class="evt__error ell">{error}</code> })}
        </span>
        <span role="gridcell" aria-colindex="3" class="evt__state ell">{row.state}</span>
        <span role="gridcell" aria-colindex="4" class="evt__attempt">{attempt}</span>
        <span role="gridcell" aria-colindex="5" class="evt__scope ell">{scope_name(&row.scope).to_owned()}</span>
        <span role="gridcell" aria-colindex="6" class="evt__time">{format::offset(row.time)}</span>
        <span role="gridcell" aria-colindex="7" class="evt__delta">{delta}</span>
        <span role="gridcell" aria-colindex="8" class="evt__previous">{row.previous}</span>
    })
}

/// The cells of a stay in a state, as it stands at the cursor.
#[component]
pub fn VisitCells(
    /// The visit.
    visit: u32,
) -> impl IntoView {
    let app = App::get();
    let row = Memo::new(move |_| {
        let cursor = app.cursor.get();
        app.run.with(|run| run.as_ref().and_then(|run| visit_row(&run.trace, &run.index, &run.outline, visit, cursor)))
    });
    let read = move |pick: fn(&VisitRow) -> String| move || row.with(|row| row.as_ref().map(pick));
    let icon = app.run.with_untracked(|run| {
        let state = row.with_untracked(|row| row.as_ref().map(|row| row.state_id));
        let found = run.as_ref().zip(state).and_then(|(run, state)| run.outline.states.get(state as usize));
        found.map_or("t-task", type_icon)
    });
    let status = Memo::new(move |_| row.with(|row| row.as_ref().map_or(StatusKind::NotReached, |row| row.status)));
    let status_icon = Signal::derive(move || status.get().icon());
    let error = move || row.with(|row| row.as_ref().and_then(|row| row.error.clone()));
    let tries = Memo::new(move |_| row.with(|row| row.as_ref().map_or_else(Vec::new, |row| row.attempts.clone())));
    let took = |row: &VisitRow| {
        if row.status == StatusKind::NotReached { String::new() } else { format::duration(row.duration) }
    };
    view! {
        <span role="gridcell" aria-colindex="1" class="evt__id">{read(ids)}</span>
        <span role="gridcell" aria-colindex="2" class="evt__state">
            <span class="evt__icon t3"><Icon name=icon/></span><span class="ell">{read(|row| row.state.clone())}</span>
        </span>
        <span role="gridcell" aria-colindex="3" class="evt__type">
            <span class=move || format!("evt__icon {}", status.get().class())><Icon name=status_icon/></span>
            <span class="nw">{move || status.get().word()}</span>
            {move || error().map(|error| view! { <code class="evt__error ell">{error}</code> })}
        </span>
        <span role="gridcell" aria-colindex="4" class="evt__attempt">{move || view! { <Tries kinds=tries.get()/> }}</span>
        <span role="gridcell" aria-colindex="5" class="evt__scope ell">{read(|row| scope_name(&row.scope).to_owned())}</span>
        <span role="gridcell" aria-colindex="6" class="evt__time">{read(|row| format::offset(row.time))}</span>
        <span role="gridcell" aria-colindex="7" class="evt__delta">{read(took)}</span>
        <span role="gridcell" aria-colindex="8" class="evt__previous">{read(|row| format::number(row.events))}</span>
    }
}

fn ids(row: &VisitRow) -> String {
    if row.first == row.last { row.first.to_string() } else { format!("{}–{}", row.first, row.last) }
}

/// One icon for each attempt where there is more than one, and their number.
#[component]
fn Tries(kinds: Vec<StatusKind>) -> impl IntoView {
    let count = kinds.len();
    let pips = (2..=PIPS).contains(&count).then(|| {
        kinds.into_iter().map(|kind| view! { <span class=format!("evt__pip {}", kind.class()) title=kind.word()><Icon name=kind.icon()/></span> }).collect_view()
    });
    view! { {(count > 0).then_some(count)}{pips} }
}

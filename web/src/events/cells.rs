//! What stands in a row. Elements stay and texts change: to make a row anew costs the browser a hundred times as much.

use crate::icon::{Icon, still};
use asl_view::{EventRow, StatusKind, VisitRow, format, scope_name};
use leptos::prelude::*;

/// More attempts than this are a number only.
const PIPS: usize = 6;

/// The cells of an event.
pub fn event_cells(row: Memo<Option<EventRow>>) -> impl IntoView {
    let read = move |pick: fn(&EventRow) -> String| move || row.with(|row| row.as_ref().map(pick).unwrap_or_default());
    let attempt = Memo::new(move |_| row.with(|row| row.as_ref().map_or(0, |row| row.attempt)));
    let status = Memo::new(move |_| row.with(|row| row.as_ref().map_or(StatusKind::NotReached, |row| row.status)));
    let error = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.error.clone())));
    view! {
        <span role="gridcell" aria-colindex="1" class="evt__id">{read(|row| row.id.to_string())}</span>
        <span role="gridcell" aria-colindex="2" class="evt__type">
            <StatusIcon status/>
            <span class="ell">{read(|row| row.kind.clone())}</span>
            {move || error.get().map(named)}
        </span>
        <span role="gridcell" aria-colindex="3" class="evt__state ell">{read(|row| row.state.clone())}</span>
        <span role="gridcell" aria-colindex="4" class="evt__attempt">
            {move || (attempt.get() > 1).then(|| view! { <span class="evt__again" title="Tried again">{still("s-retrying")}</span> })}
            {move || (attempt.get() > 0).then(|| attempt.get())}
        </span>
        <span role="gridcell" aria-colindex="5" class="evt__scope ell">{read(|row| scope_name(&row.scope).to_owned())}</span>
        <span role="gridcell" aria-colindex="6" class="evt__time">{read(|row| format::offset(row.time))}</span>
        <span role="gridcell" aria-colindex="7" class="evt__delta">{read(delta)}</span>
        <span role="gridcell" aria-colindex="8" class="evt__previous">{read(|row| row.previous.to_string())}</span>
    }
}

/// The cells of a stay in a state, as it stands at the cursor; `icon` is that of the state's type.
pub fn visit_cells(row: Memo<Option<VisitRow>>, icon: Memo<&'static str>) -> impl IntoView {
    let read = move |pick: fn(&VisitRow) -> String| move || row.with(|row| row.as_ref().map(pick).unwrap_or_default());
    let status = Memo::new(move |_| row.with(|row| row.as_ref().map_or(StatusKind::NotReached, |row| row.status)));
    let error = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.error.clone())));
    let tries = Memo::new(move |_| row.with(|row| row.as_ref().map_or_else(Vec::new, |row| row.attempts.clone())));
    view! {
        <span role="gridcell" aria-colindex="1" class="evt__id">{read(ids)}</span>
        <span role="gridcell" aria-colindex="2" class="evt__state">
            <span class="evt__icon t3"><Icon name=icon/></span><span class="ell">{read(|row| row.state.clone())}</span>
        </span>
        <span role="gridcell" aria-colindex="3" class="evt__type">
            <StatusIcon status/>
            <span class="nw">{move || status.get().word()}</span>
            {move || error.get().map(named)}
        </span>
        <span role="gridcell" aria-colindex="4" class="evt__attempt">{move || view! { <Tries kinds=tries.get()/> }}</span>
        <span role="gridcell" aria-colindex="5" class="evt__scope ell">{read(|row| scope_name(&row.scope).to_owned())}</span>
        <span role="gridcell" aria-colindex="6" class="evt__time">{read(|row| format::offset(row.time))}</span>
        <span role="gridcell" aria-colindex="7" class="evt__delta">{read(took)}</span>
        <span role="gridcell" aria-colindex="8" class="evt__previous">{read(|row| format::number(row.events))}</span>
    }
}

#[component]
fn StatusIcon(status: Memo<StatusKind>) -> impl IntoView {
    let icon = Signal::derive(move || status.get().icon());
    view! { <span class=move || format!("evt__icon {}", status.get().class())><Icon name=icon/></span> }
}

fn named(error: String) -> impl IntoView {
    view! { <code class="evt__error ell">{error}</code> }
}

fn delta(row: &EventRow) -> String {
    if row.delta > 0.0 { format!("+{}", format::duration(row.delta)) } else { "0".to_owned() }
}

fn took(row: &VisitRow) -> String {
    if row.status == StatusKind::NotReached { String::new() } else { format::duration(row.duration) }
}

fn ids(row: &VisitRow) -> String {
    if row.first == row.last { row.first.to_string() } else { format!("{}–{}", row.first, row.last) }
}

/// One icon for each attempt where there is more than one, and their number.
#[component]
fn Tries(kinds: Vec<StatusKind>) -> impl IntoView {
    let count = kinds.len();
    let pip = |kind: StatusKind| {
        view! { <span class=format!("evt__pip {}", kind.class()) title=kind.word()>{still(kind.icon())}</span> }
    };
    let pips = (2..=PIPS).contains(&count).then(|| kinds.into_iter().map(pip).collect_view());
    view! { {(count > 0).then_some(count)}{pips} }
}

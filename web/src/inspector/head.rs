//! Which state it is and how it stands.

use super::Shown;
use crate::{breakpoints::BreakSwitch, graph::present, icon::Icon, store::App};
use asl_view::{StatusKind, attempts, status_of_visit, type_icon, type_name, visit_scope_label, what};
use leptos::prelude::*;

/// Icon, name, type, where, status.
#[component]
pub fn Head(
    /// What is shown.
    shown: Signal<Shown>,
) -> impl IntoView {
    let app = App::get();
    let row = Memo::new(move |_| present::drawn_state(app, shown.get().state));
    let status = Memo::new(move |_| {
        let (shown, cursor) = (shown.get(), app.cursor.get());
        let status = |visit| {
            present::with_run(app, StatusKind::NotReached, |run| {
                status_of_visit(&run.trace, &run.index, &run.outline, visit, cursor).kind()
            })
        };
        shown.visit.map_or(StatusKind::NotReached, status)
    });
    let place = Memo::new(move |_| {
        let visit = shown.get().visit;
        present::with_run(app, String::new(), |run| {
            visit.map_or_else(String::new, |visit| visit_scope_label(&run.trace, &run.outline, visit))
        })
    });
    let tries = Memo::new(move |_| {
        let (shown, cursor) = (shown.get(), app.cursor.get());
        present::with_run(app, 0, |run| {
            shown.visit.map_or(0, |visit| attempts(&run.trace, &run.index, &run.outline, visit, cursor).len())
        })
    });
    let meta = move || {
        let mut parts = row.with(|row| {
            row.as_ref().map_or_else(Vec::new, |row| {
                let (kind, about) = (type_name(row), what(row));
                // What a task calls says that it is one.
                let is_told = about.starts_with(kind) || kind == "Task";
                if is_told { vec![about] } else { vec![kind.to_owned(), about] }
            })
        });
        if tries.get() > 1 {
            parts.insert(0, format!("attempt {}", tries.get()));
        }
        if !place.with(String::is_empty) {
            parts.push(place.get());
        }
        parts.join(" · ")
    };
    let icon = Signal::derive(move || row.with(|row| row.as_ref().map_or("t-task", type_icon)));
    let status_icon = Signal::derive(move || status.get().icon());
    let reveal = move |_| app.reveal.set(row.with_untracked(|row| row.as_ref().map(|row| row.key_range)));
    view! {
        <div class="ih">
            <span class="tile"><Icon name=icon/></span>
            <div class="grow">
                <h2 class="ell"><button type="button" class="ih__name ell" title="Show in the definition" on:click=reveal>
                    {move || row.with(|row| row.as_ref().map(|row| row.name.clone()))}
                </button></h2>
                <p class="meta row">
                    <span class=move || format!("chip {}", status.get().class())><Icon name=status_icon/>{move || status.get().word()}</span>
                    <span class="ell">{meta}</span>
                </p>
            </div>
            <BreakSwitch state=Signal::derive(move || shown.get().state)/>
        </div>
    }
}

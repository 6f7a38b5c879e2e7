//! The machine as a nested list: the graph's equal in text.

mod row;

use crate::{
    graph::{live::Live, picks::Picks, present, strip::Strip},
    icon::Icon,
    platform::size,
    store::{App, Checked},
};
use asl_view::{StateType, StatusKind, branch_statuses};
use leptos::{ev, prelude::*};
use row::Row;
use std::sync::Arc;

/// Deeper machines are not shown.
const DEEPEST: u32 = 32;

/// The machine as a nested list.
#[component]
pub fn OutlinePanel() -> impl IntoView {
    let app = App::get();
    let picture = present::picture(app);
    Picks::provide(app);
    let press = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") && size::is_on_node(&event) {
            event.prevent_default();
            size::focus_neighbour(&event, event.key() == "ArrowDown");
        }
    };
    let stale = move || app.checked.with(|checked| checked.as_ref().is_some_and(|checked| checked.stale));
    view! {
        <div class="outline-panel scroll" class:outline-panel--stale=stale role="group" aria-label="Outline of the state machine" on:keydown=press>
            {move || picture.get().map(|picture| {
                Live::provide(app, &picture);
                machine_list(app, &picture, 0, 0)
            })}
        </div>
    }
}

/// The states of a machine in the order of the text.
fn machine_list(app: App, picture: &Arc<Checked>, machine: u32, depth: u32) -> AnyView {
    let Some(row) = picture.outline.machines.get(machine as usize).filter(|_| depth < DEEPEST) else {
        return ().into_any();
    };
    let items = row.states.iter().map(|state| {
        let inside = picture.outline.states.get(*state as usize).map(|state| (state.kind, state.inside.clone()));
        let inner = inside.map(|(kind, machines)| match kind {
            StateType::Parallel => branches(app, picture, *state, &machines, depth),
            StateType::Map => view! {
                <div class="outline__strip"><Strip state=*state width=280.0 room=96.0/></div>
                {machines.first().map(|machine| machine_list(app, picture, *machine, depth + 1))}
            }
            .into_any(),
            _ => ().into_any(),
        });
        view! { <li><Row picture=Arc::clone(picture) state=*state/>{inner}</li> }
    });
    view! { <ol class="outline" class:outline--inner=depth.gt(&0)>{items.collect_view()}</ol> }.into_any()
}

fn branches(app: App, picture: &Arc<Checked>, owner: u32, machines: &[u32], depth: u32) -> AnyView {
    let items = machines.iter().enumerate().map(|(index, machine)| {
        let status = Memo::new(move |_| {
            let (cursor, focus) = (app.cursor.get(), app.focus.get());
            present::with_run(app, StatusKind::NotReached, |run| {
                let statuses = branch_statuses(&run.trace, &run.index, &run.outline, cursor, focus, owner);
                statuses.get(index).copied().unwrap_or_default()
            })
        });
        let icon = Signal::derive(move || status.get().icon());
        view! {
            <li>
                <p class=move || format!("outline__branch {}", status.get().class())>
                    <Icon name=icon/>{format!("Branch {}", index + 1)}<span class="sr">{move || status.get().word()}</span>
                </p>
                {machine_list(app, picture, *machine, depth + 1)}
            </li>
        }
    });
    view! { <ol class="outline__branches">{items.collect_view()}</ol> }.into_any()
}

//! The strip above a Parallel with many branches: each is a button that brings it into the window.

use super::present;
use crate::{
    icon::Icon,
    platform::size,
    store::{App, Checked},
};
use asl_view::branch_statuses;
use leptos::{ev, prelude::*};

/// A button for each branch, with its status.
#[component]
pub fn BranchStrip(
    /// The definition.
    picture: std::sync::Arc<Checked>,
    /// The Parallel.
    state: u32,
    /// Its left side.
    left: f32,
) -> impl IntoView {
    let app = App::get();
    let statuses = Memo::new(move |_| {
        let (cursor, focus) = (app.cursor.get(), app.focus.get());
        present::with_run(app, Vec::new(), |run| {
            branch_statuses(&run.trace, &run.index, &run.outline, cursor, focus, state)
        })
    });
    let machines = picture.outline.states.get(state as usize).map(|state| state.inside.clone()).unwrap_or_default();
    let buttons = machines.iter().enumerate().map(|(place, machine)| {
        let branch = picture.geometry.branches.iter().find(|branch| branch.machine == *machine);
        let x = branch.map_or(0.0, |branch| branch.rect.x - left - 16.0);
        let status = Memo::new(move |_| statuses.with(|all| all.get(place).copied()).unwrap_or_default());
        let icon = Signal::derive(move || status.get().icon());
        let name = move || format!("Branch {}, {}", place + 1, status.get().word());
        view! {
            <button type="button" class=move || format!("chip {}", status.get().class()) aria-label=name title=name
                on:click=move |event: ev::MouseEvent| size::scroll_shelf(&event, state, f64::from(x))>
                <Icon name=icon/>{(place + 1).to_string()}
            </button>
        }
    });
    view! { <div class="strip strip--branches" role="group" aria-label="Branches">{buttons.collect_view()}</div> }
}

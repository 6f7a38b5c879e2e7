//! A branch of a Parallel, with its head; the item processor of a Map is a plain field.

use super::present;
use crate::{
    icon::Icon,
    store::{App, Checked},
};
use asl_view::{PlacedBranch, StateType, StatusKind, branch_statuses};
use leptos::prelude::*;
use std::sync::Arc;

/// The box behind the states of a branch.
#[component]
pub fn Branch(
    /// The definition.
    picture: Arc<Checked>,
    /// Its place.
    placed: PlacedBranch,
) -> impl IntoView {
    let app = App::get();
    let machine = picture.outline.machines.get(placed.machine as usize).cloned();
    let Some((owner, index)) = machine.and_then(|machine| Some((machine.owner?, machine.index))) else {
        return ().into_any();
    };
    let rect = placed.rect;
    let style = format!("left:{}px;top:{}px;width:{}px;height:{}px", rect.x, rect.y, rect.width, rect.height);
    if picture.outline.states.get(owner as usize).is_some_and(|state| state.kind == StateType::Map) {
        return ().into_any();
    }
    let status = Memo::new(move |_| {
        let (cursor, focus) = (app.cursor.get(), app.focus.get());
        present::with_run(app, StatusKind::NotReached, |run| {
            let statuses = branch_statuses(&run.trace, &run.index, &run.outline, cursor, focus, owner);
            statuses.get(index as usize).copied().unwrap_or_default()
        })
    });
    view! {
        <div class=move || format!("branch {}", status.get().class()) style=style>
            <div class="bl">
                <span>{format!("Branch {}", index + 1)}</span>
                {move || (status.get() != StatusKind::NotReached).then(|| view! {
                    <span class="bl__status"><Icon name=status.get().icon()/>{status.get().word()}</span>
                })}
            </div>
        </div>
    }
    .into_any()
}

//! The run before the last change, as thin lines under the bars.

use super::model::Timeline;
use asl_view::{BarKind, Lane, place_ghost};
use leptos::prelude::*;

/// What a lane did in the run before, where that was something else.
#[component]
pub fn Ghosts(timeline: Timeline, lane: StoredValue<Lane>) -> impl IntoView {
    let placed = move || {
        let ghost = timeline.ghost.get()?;
        let (links, before) = (&ghost.0, &ghost.1);
        let bars = lane.with_value(|lane| links.bars(lane, &before.trace, &before.index, &before.outline));
        Some(timeline.with_ruler(|ruler| place_ghost(bars, ruler)))
    };
    move || {
        placed().unwrap_or_default().into_iter().map(|ghost| {
            let kind = if ghost.bar.kind == BarKind::Backoff { "ghost ghost--backoff" } else { "ghost" };
            let style = format!("left:{:.1}px;width:{:.1}px", ghost.left, ghost.width);
            view! { <span class=format!("{kind} {}", ghost.bar.status.class()) style=style title=format!("Before the change: {}", ghost.bar.about())></span> }
        }).collect_view()
    }
}

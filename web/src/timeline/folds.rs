//! Gaps that are folded away, or could be.

use super::model::Timeline;
use crate::icon::Icon;
use asl_view::{Gap, format};
use leptos::prelude::*;

/// A band for each gap.
#[component]
pub fn Folds(timeline: Timeline) -> impl IntoView {
    view! {
        <div class="timeline__folds">
            <For each=move || timeline.gaps.get() key=|gap| (gap.key(), gap.to.to_bits()) let:gap><Fold timeline gap/></For>
        </div>
    }
}

#[component]
fn Fold(timeline: Timeline, gap: Gap) -> impl IntoView {
    let is_open = Memo::new(move |_| timeline.is_unfolded(&gap));
    let style = move || {
        let (left, width) = timeline.with_ruler(|ruler| ruler.span(gap.from, gap.to));
        format!("left:{left:.1}px;width:{width:.1}px")
    };
    let length = format::duration(gap.length());
    let kind = if gap.is_idle { "nothing but waiting" } else { "no event" };
    let name = {
        let length = length.clone();
        move || match is_open.get() {
            true => format!("{length} with {kind}: fold away"),
            false => format!("{length} with {kind} are hidden: unfold"),
        }
    };
    let title = name.clone();
    let icon = |when_open: &'static str, when_folded: &'static str| {
        Signal::derive(move || if is_open.get() { when_open } else { when_folded })
    };
    view! {
        <div class="fold" class:fold--open=move || is_open.get() style=style>
            <span class="fold__zigzag" aria-hidden="true"></span>
            <button type="button" aria-expanded=move || is_open.get().to_string() aria-label=name title=title on:click=move |_| timeline.turn_gap(&gap)>
                <Icon name=icon("chev-r", "chev-l")/><span>{length}</span><Icon name=icon("chev-l", "chev-r")/>
            </button>
        </div>
    }
}

//! One lane: its name, and its bars or its chart.

use super::{
    bars::Bars,
    chart::{ChartNotes, ChartTrack},
    ghost::Ghosts,
    model::Timeline,
    tree::id,
};
use crate::{graph::present, icon::Icon};
use asl_view::{Lane, LaneKind, StatusKind, lane_note};
use leptos::{attr::custom::custom_attribute, ev, prelude::*};
use std::sync::Arc;

/// Lanes nested deeper than this are not indented further.
const DEEPEST: u32 = 5;

/// The lane at a place of the list.
#[component]
pub fn LaneRow(
    /// The timeline.
    timeline: Timeline,
    /// All lanes.
    lanes: Arc<Vec<Lane>>,
    /// Which one this is.
    place: usize,
    /// Which one takes the keyboard.
    active: RwSignal<usize>,
    /// The state that is shown inside.
    shown: Memo<Option<u32>>,
) -> impl IntoView {
    let app = timeline.app;
    let count = lanes.len();
    let lane = StoredValue::new(lanes[place].clone());
    let (state, scope, depth) = lane.with_value(|lane| (lane.state, lane.scope, lane.depth));
    let is_iteration = lane.with_value(|lane| lane.kind != LaneKind::State);
    let has_chart = lane.with_value(|lane| lane.chart.is_some());
    let status = Memo::new(move |_| {
        let cursor = app.cursor.get();
        present::with_run(app, StatusKind::NotReached, |run| {
            lane.with_value(|lane| lane.status(&run.trace, &run.index, &run.outline, cursor))
        })
    });
    let is_selected =
        Memo::new(move |_| if is_iteration { app.focus.get() == scope } else { shown.get() == Some(state) });
    let said = move || lane.with_value(|lane| lane_note(lane, status.get(), app.cursor.get()));
    let is_hovered = move || !is_iteration && app.hover.get() == Some(state);
    let is_open = lane.with_value(|lane| lane.is_open.map(|open| open.to_string()));
    let icon = Signal::derive(move || status.get().icon());
    // The framework does not know the attribute by name.
    let level = custom_attribute("aria-level", (depth + 1).to_string());
    let top = move || {
        timeline.stack.with(|stack| {
            format!("--top:{}px;--height:{}px", stack.top(place), stack.top(place + 1) - stack.top(place))
        })
    };
    let select = move |_: ev::MouseEvent| {
        active.set(place);
        if is_iteration {
            app.look_into(scope);
        } else {
            app.select(Some(state));
        }
    };
    view! {
        <div {..level} class="lane" id=id(place) role="treeitem" data-lane=(!is_iteration).then_some(state) style=top class:lane--selected=move || is_selected.get() class:lane--hover=is_hovered
            tabindex=move || if active.get() == place { "0" } else { "-1" } aria-posinset=place + 1 aria-setsize=count
            aria-selected=move || is_selected.get().to_string() aria-expanded=is_open
            on:click=select on:focus=move |_| active.set(place) on:mouseenter=move |_| app.hover.set((!is_iteration).then_some(state)) on:mouseleave=move |_| app.hover.set(None)>
            <div class="lane__name" class:lane__name--chart=has_chart style=format!("--depth:{}", depth.min(DEEPEST))>
                <Switch timeline lane/>
                <span class=move || format!("lane__status {}", status.get().class())><Icon name=icon/></span>
                <span class="lane__text ell" title=lane.with_value(title)>{lane.with_value(|lane| lane.name.clone())}</span>
                <span class="lane__note">{lane.with_value(|lane| lane.note.clone())}</span>
                {has_chart.then(|| view! { <ChartNotes lane/> })}
                <span class="sr">{said}</span>
            </div>
            <div class="lane__track" aria-hidden="true">
                {if has_chart { view! { <ChartTrack timeline lane/> }.into_any() } else { view! { <Bars timeline lane/> <Ghosts timeline lane/> }.into_any() }}
            </div>
        </div>
    }
}

fn title(lane: &Lane) -> String {
    if lane.group.is_empty() { lane.name.clone() } else { format!("{} ({})", lane.name, lane.group) }
}

/// Folds and unfolds what is inside; with the keyboard, left and right do.
#[component]
fn Switch(timeline: Timeline, lane: StoredValue<Lane>) -> impl IntoView {
    let (scope, state) = lane.with_value(|lane| (lane.scope, lane.state));
    let press = move |event: ev::MouseEvent| {
        event.stop_propagation();
        timeline.turn_lane(scope, state);
    };
    lane.with_value(|lane| lane.is_open).map(|is_open| {
        let (icon, title) = if is_open { ("chev-d", "Fold") } else { ("chev-r", "Unfold") };
        view! { <span class="lane__switch" title=title on:click=press><Icon name=icon/></span> }
    })
}

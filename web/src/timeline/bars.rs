//! The bars of a lane.

use super::model::Timeline;
use crate::icon::Icon;
use asl_view::{BarKind, Lane, LaneKind, Phase, PlacedBar, StatusKind, place_bars};
use leptos::{ev, prelude::*};

/// All bars of a lane, as they are at the cursor.
#[component]
pub fn Bars(timeline: Timeline, lane: StoredValue<Lane>) -> impl IntoView {
    let app = timeline.app;
    let placed = Memo::new(move |_| {
        let cursor = app.cursor.get();
        lane.with_value(|lane| timeline.with_ruler(|ruler| place_bars(&lane.bars, ruler, cursor)))
    });
    move || placed.get().into_iter().map(|bar| view! { <BarMark timeline lane bar/> }).collect_view()
}

/// A bar, the icon at its end, and the words behind it.
#[component]
fn BarMark(timeline: Timeline, lane: StoredValue<Lane>, bar: PlacedBar) -> impl IntoView {
    let press = {
        let place = bar.bar;
        move |event: ev::MouseEvent| {
            event.stop_propagation();
            seek(timeline, lane, place);
        }
    };
    let about = lane.with_value(|lane| lane.bars.get(bar.bar).map(asl_view::Bar::about)).unwrap_or_default();
    let (left, end) = (bar.left, bar.left + bar.width);
    let is_present = bar.phase == Phase::Present;
    let class = format!("bar bar--{} bar--{} {}", kind(bar.kind), phase(bar.phase), bar.status.class());
    let cap = bar.has_cap.then(|| {
        // What has not happened does not tell how it ends.
        let status = if bar.phase == Phase::Past { bar.status } else { StatusKind::NotReached };
        view! { <span class=format!("cap {}", status.class()) style=format!("left:{end:.1}px") title=about.clone() on:click=press><Icon name=status.icon()/></span> }
    });
    let beside = (!bar.beside.is_empty()).then(|| {
        let left = end + if bar.has_cap { 8.0 } else { 2.0 };
        view! { <span class="bar__beside" style=format!("left:{left:.1}px")>{bar.beside.clone()}</span> }
    });
    let is_point = bar.kind == BarKind::Point;
    view! {
        {(!is_point).then(|| view! {
            <span class=class title=about style=format!("left:{left:.1}px;width:{:.1}px;--left:{left:.1}px", bar.width) on:click=press>
                {is_present.then(|| view! { <span class="bar__now"></span> })}
                <span class="bar__words">{bar.inside}</span>
            </span>
        })}
        {cap}
        {beside}
    }
}

/// To the start of a bar; what it belongs to is looked into.
fn seek(timeline: Timeline, lane: StoredValue<Lane>, place: usize) {
    let Some((first, kind, scope, state)) =
        lane.with_value(|lane| lane.bars.get(place).map(|bar| (bar.first, lane.kind, lane.scope, lane.state)))
    else {
        return;
    };
    timeline.app.seek(first);
    match kind {
        LaneKind::State => timeline.app.select(Some(state)),
        LaneKind::Iteration(_) => {
            timeline.app.select(None);
            timeline.app.look_into(scope);
        }
    }
}

fn kind(kind: BarKind) -> &'static str {
    match kind {
        BarKind::Attempt => "attempt",
        BarKind::Backoff => "backoff",
        BarKind::Wait | BarKind::Token => "wait",
        BarKind::Group => "group",
        BarKind::Point => "point",
    }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Past => "past",
        Phase::Present => "present",
        Phase::Future => "future",
    }
}

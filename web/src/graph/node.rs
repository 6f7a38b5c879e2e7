//! A state as a card.

use super::{marks::Corners, present};
use crate::{
    breakpoints::BreakMark,
    graph::marks::Countdown,
    icon::Icon,
    store::{App, Checked},
};
use asl_view::{NodeStatus, NodeView, Rect, StateType, StatusKind, drawing, node_details, type_icon};
use leptos::prelude::*;
use std::sync::Arc;

/// What the foot of a card that is retried adds to its height.
const FOOT: f32 = 22.0;

/// A state as a card: shape, icon, name, what happens, status.
#[component]
pub fn CardNode(
    /// The definition.
    picture: Arc<Checked>,
    /// Which state.
    state: u32,
    /// Its place.
    rect: Rect,
    /// The state of the event at the cursor.
    current: Memo<Option<u32>>,
) -> impl IntoView {
    let app = App::get();
    let Some(row) = picture.outline.states.get(state as usize).cloned() else { return ().into_any() };
    let node = present::node(app, &picture, state);
    let kind = Memo::new(move |_| node.with(NodeView::kind));
    let foot = Memo::new(move |_| node.with(has_foot));
    let counts = Memo::new(move |_| node.with(|node| node.counts));
    let details = move || node.with(|node| node_details(&picture.outline, state, node));
    let height = move || rect.height + if foot.get() { FOOT } else { 0.0 };
    let style = move || format!("left:{}px;top:{}px;width:{}px;height:{}px", rect.x, rect.y, rect.width, height());
    let border = move || drawing::shape(row.kind, rect.width, height(), half_border(kind.get()));
    let class = move || format!("node {} {}", silhouette(row.kind), kind.get().class());
    let is_selected = move || app.selection.get() == Some(state);
    let icon = type_icon(&row);
    view! {
        <button type="button" class=class style=style data-state=state
            class:node--foot=foot class:node--hover=move || app.hover.get() == Some(state)
            class:node--current=move || current.get() == Some(state)
            aria-pressed=move || is_selected().to_string()
            on:click=move |_| app.select(Some(state))
            on:pointerenter=move |_| app.hover.set(Some(state)) on:pointerleave=move |_| app.hover.set(None)>
            <svg class="shape" width=rect.width height=height aria-hidden="true"><path class="bd" d=border/></svg>
            <span class="node__row">
                <span class="tile"><Icon name=icon/></span>
                <span class="tx">
                    <span class="nm">{row.name.clone()}</span>
                    <span class="sb">{move || node.with(|node| node.line.clone())}</span>
                    <span class="sr">", " {details}</span>
                </span>
                <span class="si"><Countdown node kind/></span>
            </span>
            {move || counts.get().map(|counts| view! { <Meter counts/> })}
            {move || foot.get().then(|| view! { <Foot node/> })}
            {move || node.with(|node| node.visits > 1).then(|| view! {
                <span class="node__times">{move || format!("×{}", node.with(|node| node.visits))}</span>
            })}
            <BreakMark name=row.name.clone()/>
            <Corners width=rect.width height=Signal::derive(height) selected=Signal::derive(is_selected)
                current=Signal::derive(move || current.get() == Some(state))/>
        </button>
    }
    .into_any()
}

/// A card grows while its attempts matter: as long as another one may come.
fn has_foot(node: &NodeView) -> bool {
    matches!(node.status, NodeStatus::Retrying { .. }) || (node.kind().is_open() && node.pips.len() > 1)
}

fn half_border(kind: StatusKind) -> f32 {
    match kind {
        StatusKind::NotReached => 0.5,
        StatusKind::Failed | StatusKind::TimedOut => 1.5,
        _ => 1.0,
    }
}

fn silhouette(kind: StateType) -> &'static str {
    match kind {
        StateType::Choice => "hex",
        StateType::Fail => "oct",
        StateType::Wait => "pill",
        StateType::Succeed => "pill pill--end",
        StateType::Pass => "cut",
        _ => "rect",
    }
}

/// How the attempts went, and when the next one comes.
#[component]
fn Foot(node: Memo<NodeView>) -> impl IntoView {
    view! {
        <span class="ft">
            <span class="pips">
                {move || node.with(|node| node.pips.clone()).into_iter().map(|pip| view! {
                    <span class=format!("pip {}", pip.class())><Icon name=pip.icon()/></span>
                }).collect_view()}
            </span>
            <span class="ft__text">{move || node.with(|node| node.foot.clone())}</span>
        </span>
    }
}

/// A bar of how many iterations passed, failed and are here.
#[component]
fn Meter(counts: asl_view::Counts) -> impl IntoView {
    let parts = [
        ("ok", counts.passed()),
        ("run", counts.open()),
        ("bad", counts.failed()),
        ("off", counts.of(StatusKind::Aborted)),
    ];
    view! {
        <span class="meter meter--node" aria-hidden="true">
            {parts.into_iter().filter(|(_, count)| *count > 0).map(|(class, count)| view! {
                <span class=format!("meter__{class}") style=format!("flex-grow:{count}")></span>
            }).collect_view()}
        </span>
    }
}

//! Small signs: corners of the selection, the caret of the present event, the countdown ring, Start and End.

use super::present;
use crate::{
    icon::Icon,
    store::{App, Checked},
};
use asl_view::{NodeStatus, NodeView, StatusKind, is_end_taken};
use leptos::prelude::*;
use std::sync::Arc;

/// Circumference of the countdown ring.
const RING: f64 = 59.7;

/// The corners around a selected node, and the caret beside the node of the present event.
#[component]
pub fn Corners(
    /// The node's width.
    width: f32,
    /// The node's height.
    height: Signal<f32>,
    /// Whether it is selected.
    selected: Signal<bool>,
    /// Whether the present event is its.
    current: Signal<bool>,
) -> impl IntoView {
    let right = width + 10.0;
    let corners = move || {
        let bottom = height.get() + 10.0;
        format!(
            "M0 9V4Q0 0 4 0H9M{} 0H{}Q{right} 0 {right} 4V9M{right} {}V{}Q{right} {bottom} {} {bottom}H{}M9 {bottom}H4Q0 {bottom} 0 {}V{}",
            right - 9.0,
            right - 4.0,
            bottom - 9.0,
            bottom - 4.0,
            right - 4.0,
            right - 9.0,
            bottom - 4.0,
            bottom - 9.0
        )
    };
    let caret = move || format!("M-12 {}l9 8l-9 8z", height.get() / 2.0 - 3.0);
    move || {
        (selected.get() || current.get()).then(|| {
            view! {
                <svg class="cur" width=right height=move || height.get() + 10.0 aria-hidden="true">
                    {move || selected.get().then(|| view! { <path d=corners/> })}
                    {move || current.get().then(|| view! { <path class="fl" d=caret/> })}
                </svg>
            }
        })
    }
}

/// The status icon; while a retry is waited for, inside a ring that empties with the virtual clock.
#[component]
pub fn Countdown(
    /// The node.
    node: Signal<NodeView>,
    /// Its status.
    kind: Memo<StatusKind>,
) -> impl IntoView {
    let app = App::get();
    let ring = Memo::new(move |_| {
        node.with(|node| match node.status {
            NodeStatus::Retrying { failed_at, resumes_at, .. } => Some((failed_at, resumes_at)),
            _ => None,
        })
    });
    let icon = Signal::derive(move || kind.get().icon());
    let dash = move |(from, to): (f64, f64)| {
        let left = ((to - app.clock.get()) / (to - from).max(1.0)).clamp(0.0, 1.0);
        format!("{:.1} 99", left * RING)
    };
    move || {
        match ring.get() {
        None => view! { <Icon name=icon/> }.into_any(),
        Some(span) => view! {
            <span class="arc">
                <svg class="ring" width="22" height="22" viewBox="0 0 22 22" fill="none" aria-hidden="true">
                    <circle class="ring__rest" cx="11" cy="11" r="9.5"/>
                    <circle class="ring__left" cx="11" cy="11" r="9.5" stroke-dasharray=move || dash(span) transform="rotate(-90 11 11)"/>
                </svg>
                <Icon name=icon/>
            </span>
        }
        .into_any(),
    }
    }
}

/// The Start dot and the End ring.
#[component]
pub fn Marks(
    /// The definition.
    picture: Arc<Checked>,
) -> impl IntoView {
    let app = App::get();
    let ends: Vec<u32> =
        picture.geometry.edges.iter().filter(|edge| edge.edge.is_none()).filter_map(|edge| edge.state).collect();
    let started = Memo::new(move |_| app.cursor.get() > 0);
    let ended = Memo::new(move |_| {
        let (cursor, focus) = (app.cursor.get(), app.focus.get());
        present::with_run(app, false, |run| {
            ends.iter().any(|state| is_end_taken(&run.trace, &run.index, &run.outline, cursor, focus, *state))
        })
    });
    let spot = |rect: asl_view::Rect| format!("left:{}px;top:{}px;height:{}px", rect.x, rect.y, rect.height);
    view! {
        {picture.geometry.start.map(|rect| view! {
            <span class="mk" class:mk--on=started style=spot(rect)>
                <svg width="16" height="16" aria-hidden="true"><circle class="mk__start" cx="8" cy="8" r="8"/></svg>"Start"
            </span>
        })}
        {picture.geometry.end.map(|rect| view! {
            <span class="mk" class:mk--on=ended style=spot(rect)>
                <svg width="16" height="16" fill="none" aria-hidden="true">
                    <circle class="mk__end" cx="8" cy="8" r="6.75"/><circle class="mk__dot" cx="8" cy="8" r="3.5"/>
                </svg>"End"
            </span>
        })}
    }
}

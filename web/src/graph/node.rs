//! A state as a card.

use super::{live::Live, marks::Corners, picks::Picks, present};
use crate::{
    breakpoints::BreakMark,
    graph::marks::Countdown,
    icon::Icon,
    late::{self, late},
    store::{App, Checked},
};
use asl_view::{NodeView, Rect, StateType, StatusKind, drawing, node_details, type_icon};
use leptos::prelude::*;
use std::sync::Arc;

/// A state as a card: shape, icon, name, what happens, status.
#[component]
pub fn CardNode(
    /// The definition.
    picture: Arc<Checked>,
    /// Which state.
    state: u32,
    /// Its place.
    rect: Rect,
) -> impl IntoView {
    let app = App::get();
    let picks = Picks::get();
    let Some(row) = picture.outline.states.get(state as usize).cloned() else { return ().into_any() };
    let node = Live::get().node(state);
    let kind = Memo::new(move |_| node.with(NodeView::kind));
    let foot = Memo::new(move |_| node.with(NodeView::foot_height));
    let counts = Memo::new(move |_| node.with(|node| node.counts));
    let visits = Memo::new(move |_| node.with(|node| node.visits));
    let details = move || node.with(|node| node_details(&picture.outline, state, node));
    let height = move || rect.height + foot.get();
    let style = move || format!("left:{}px;top:{}px;width:{}px;height:{}px", rect.x, rect.y, rect.width, height());
    let border = move || drawing::shape(row.kind, rect.width, height(), half_border(kind.get()));
    let base = format!("node {}", silhouette(row.kind));
    let class = {
        let picks = picks.clone();
        move || picks.class(&base, "node", kind.get(), state)
    };
    let (selected, current, tab) = (picks.clone(), picks.clone(), picks.clone());
    let is_selected = Signal::derive(move || selected.is_selected(state));
    let is_current = Signal::derive(move || current.is_current(state));
    let icon = type_icon(&row);
    view! {
        <button type="button" class=class style=style data-state=state tabindex=move || tab.tab_index(state)
            aria-pressed=move || is_selected.get().to_string()
            on:click=move |_| app.select(Some(state))
            on:focus=move |_| { picks.tab.set(Some(state)); picks.peek.set(Some(state)) } on:blur=move |_| picks.peek.set(None)
            on:pointerenter=move |_| { app.hover.set(Some(state)); picks.peek.set(Some(state)) }
            on:pointerleave=move |_| { app.hover.set(None); picks.peek.set(None) }>
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
            {move || (foot.get() > 0.0).then(|| view! { <Foot node state/> })}
            {move || (visits.get() > 1).then(|| view! { <span class="node__times">{format!("×{}", visits.get())}</span> })}
            <BreakMark name=row.name.clone()/>
            <Corners width=rect.width height=Signal::derive(height) selected=is_selected current=is_current/>
        </button>
        {row.answerer().map(|_| {
            let name = row.name;
            late(move || late::ask(node, name.clone(), Some(rect)))
        })}
    }
    .into_any()
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

/// How the attempts went, and when the next one comes. A click on an attempt leads to it; with the keyboard the
/// attempts in the inspector do.
#[component]
fn Foot(node: Signal<NodeView>, state: u32) -> impl IntoView {
    let app = App::get();
    let pips = Memo::new(move |_| node.with(|node| node.pips.clone()));
    view! {
        <span class="ft">
            <span class="pips">
                {move || pips.get().into_iter().map(|pip| {
                    let seek = move |event: leptos::ev::MouseEvent| {
                        if pip.cursor > 0 {
                            event.stop_propagation();
                            app.select(Some(state));
                            app.seek(pip.cursor);
                        }
                    };
                    let word = if pip.cursor > 0 { pip.kind.word() } else { "to come" };
                    view! {
                        <span class=format!("pip {}", pip.kind.class()) title=format!("Attempt {}: {word}", pip.number) on:click=seek>
                            <Icon name=pip.kind.icon()/>
                        </span>
                    }
                }).collect_view()}
            </span>
            <span class="ft__text">{move || node.with(|node| node.foot.clone())}</span>
        </span>
    }
}

/// A bar of how many iterations passed, failed and are here.
#[component]
fn Meter(counts: asl_view::Counts) -> impl IntoView {
    view! { <span class="meter meter--node" aria-hidden="true">{present::parts(&counts)}</span> }
}

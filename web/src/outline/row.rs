//! One state as a row.

use crate::{
    breakpoints::BreakMark,
    decide::AskBar,
    graph::{live::Live, marks::Countdown, picks::Picks},
    icon::Icon,
    store::{App, Checked},
};
use asl_view::{NodeView, StatusKind, node_details, type_name, what};
use leptos::prelude::*;
use std::sync::Arc;

/// Status, name, what happens, how long it took.
#[component]
pub fn Row(
    /// The definition.
    picture: Arc<Checked>,
    /// Which state.
    state: u32,
) -> impl IntoView {
    let (app, picks) = (App::get(), Picks::get());
    let Some(row) = picture.outline.states.get(state as usize).cloned() else { return ().into_any() };
    let node = Live::get().node(state);
    let kind = Memo::new(move |_| node.with(NodeView::kind));
    let details = {
        let picture = Arc::clone(&picture);
        move || node.with(|node| node_details(&picture.outline, state, node))
    };
    let classes = picks.clone();
    let type_word = type_name(&row);
    let about = what(&row);
    let plain = if about.starts_with(type_word) { about } else { format!("{type_word} · {about}") };
    let line = move || node.with(|node| line(node, &plain));
    view! {
        <button type="button" class=move || classes.class("orow", "orow", kind.get(), state) data-state=state
            aria-pressed=move || picks.is_selected(state).to_string()
            on:click=move |_| app.select(Some(state))
            on:pointerenter=move |_| app.hover.set(Some(state)) on:pointerleave=move |_| app.hover.set(None)>
            <span class="orow__icon"><Countdown node kind/></span>
            <span class="orow__text"><b class="ell">{row.name.clone()}</b><span class="ell">{line}</span></span>
            {move || node.with(|node| node.visits > 1).then(|| view! { <span class="orow__times">{format!("×{}", node.with(|node| node.visits))}</span> })}
            <span class="orow__end">{move || end(&node.get())}</span>
            <span class="sr">", " {details}</span>
            <BreakMark name=row.name.clone()/>
        </button>
        {row.answerer().map(|_| view! { <AskBar node name=row.name rect=None/> })}
    }
    .into_any()
}

fn line(node: &NodeView, plain: &str) -> String {
    match node.kind() {
        StatusKind::NotReached if !node.in_children => "not reached".into(),
        StatusKind::Retrying => node.foot.clone(),
        StatusKind::Succeeded
            if node.counts.is_none()
                && node.pips.is_empty()
                && !node.line.contains("Choices")
                && !node.line.contains("Default") =>
        {
            plain.to_owned()
        }
        _ => node.line.clone(),
    }
}

/// The attempts, else how long it took.
fn end(node: &NodeView) -> AnyView {
    if node.pips.is_empty() {
        let time = if node.counts.is_some() { String::new() } else { node.duration.clone() };
        return view! { {time} }.into_any();
    }
    let pips = node
        .pips
        .iter()
        .map(|pip| view! { <span class=format!("pip {}", pip.kind.class())><Icon name=pip.kind.icon()/></span> });
    view! { <span class="pips">{pips.collect_view()}</span> }.into_any()
}

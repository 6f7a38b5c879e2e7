//! The answers on the card of the graph.

use super::{Desk, left, question};
use crate::icon::Icon;
use asl_view::{NodeView, Rect, StatusKind, Verdict};
use leptos::prelude::*;

/// A row of buttons below the card of a state that waits for somebody.
#[component]
pub fn AskBar(
    /// The state as it is drawn.
    node: Signal<NodeView>,
    /// Its name.
    name: String,
    /// Its card, in the graph.
    rect: Option<Rect>,
) -> impl IntoView {
    let desk = Desk::get();
    let visit = Memo::new(move |_| node.with(|node| node.visit.filter(|_| node.kind() == StatusKind::Token)));
    let open = Memo::new(move |_| question(desk.app, visit.get()));
    let name = StoredValue::new(name);
    let foot = Memo::new(move |_| node.with(NodeView::foot_height));
    // No wider than the card: to the right are the labels of the lines.
    let place = move || {
        let top = |rect: Rect| rect.y + rect.height + foot.get() + 4.0;
        rect.map(|rect| format!("left:{}px;top:{}px;width:{}px", rect.x, top(rect), rect.width))
    };
    let icon = move |name: &'static str| rect.is_none().then(|| view! { <Icon name/> });
    let send = move |verdict: Verdict| desk.answer(visit.get_untracked(), verdict);
    move || {
        open.get().map(|waiting| {
            let base = if rect.is_some() { "ask ask--card" } else { "ask" };
            let has_time = waiting.left.is_some();
            view! {
                <span class=base role="group" style=place aria-label=format!("Answer {}", name.get_value()) title=left(&waiting)>
                    <button type="button" class="btn xs pri" on:click=move |_| send(desk.draft.success())>{icon("tick")}"Approve"</button>
                    <button type="button" class="btn xs soft" on:click=move |_| send(desk.draft.failure())>{icon("close")}"Reject"</button>
                    {waiting.heartbeat.map(|_| view! {
                        <button type="button" class="btn xs icon soft" title="Send heartbeat" aria-label="Send heartbeat" on:click=move |_| send(Verdict::Heartbeat)>
                            <Icon name="heart"/>
                        </button>
                    })}
                    {has_time.then(|| view! {
                        <button type="button" class="btn xs icon soft" title="Let it time out" aria-label="Let it time out" on:click=move |_| send(Verdict::Silence)>
                            <Icon name="ff"/>
                        </button>
                    })}
                </span>
            }
        })
    }
}

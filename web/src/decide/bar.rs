//! The answers on the card of the graph and in the outline.

use super::{Desk, Draft, left, question, question_inside, words};
use crate::icon::Icon;
use asl_view::{NodeView, Rect, Verdict};
use leptos::prelude::*;

/// A row of buttons below the card of a state that waits for somebody; for a Map, the way to its child execution that
/// does.
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
    let visit = Memo::new(move |_| node.with(|node| node.visit.filter(|_| node.kind().is_open())));
    let open = Memo::new(move |_| question(desk.app, visit.get()));
    let inside = Memo::new(move |_| question_inside(desk.app, visit.get()));
    let name = StoredValue::new(name);
    let foot = Memo::new(move |_| node.with(NodeView::foot_height));
    // No wider than the card: to the right are the labels of the lines.
    let place = move || {
        let top = |rect: Rect| rect.y + rect.height + foot.get() + 4.0;
        rect.map(|rect| format!("left:{}px;top:{}px;width:{}px", rect.x, top(rect), rect.width))
    };
    let icon = move |name: &'static str| rect.is_none().then(|| view! { <Icon name/> });
    let id = move || visit.get().map(|visit| format!("ask-{visit}"));
    let send = move |verdict: Verdict| desk.answer(visit.get_untracked(), verdict);
    let answers = move || {
        open.get().map(|waiting| {
            let base = if rect.is_some() { "ask ask--card" } else { "ask" };
            let (has_time, who) = (waiting.left.is_some(), waiting.answerer);
            let success = move |_| desk.end(visit.get_untracked(), who, Draft::success);
            let failure = move |_| desk.end(visit.get_untracked(), who, Draft::failure);
            view! {
                <span class=base id=id tabindex="-1" role="group" style=place aria-label=format!("Answer {}", name.get_value()) title=left(&waiting)>
                    <button type="button" class="btn xs pri" on:click=success>{icon("tick")}{words(who).yes}</button>
                    <button type="button" class="btn xs soft" on:click=failure>{icon("close")}{words(who).no}</button>
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
    };
    let way = move || {
        inside.get().map(|child| {
            let label = format!("Open child execution #{}", child.index);
            view! {
                <span class="ask" id=id tabindex="-1" role="group" aria-label=format!("Answer {}", name.get_value())>
                    <button type="button" class="btn xs pri" title="It waits for an answer" on:click=move |_| desk.open(child.clone())>
                        <Icon name="s-token"/>{label}
                    </button>
                </span>
            }
        })
    };
    view! { {answers} {way} }
}

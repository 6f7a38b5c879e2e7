//! The answers in the inspector, with what they carry.

use super::{Desk, Draft, left, question, question_inside, words};
use crate::{icon::Icon, inspector::Shown};
use asl_view::{Answerer, Verdict};
use leptos::prelude::*;

/// What can be answered to the state that is shown, or the way to its child execution that waits for an answer.
#[component]
pub fn AskCard(
    /// What is shown.
    shown: Signal<Shown>,
) -> impl IntoView {
    let desk = Desk::get();
    let open = Memo::new(move |_| question(desk.app, shown.get().visit));
    // The fields stay while the times change.
    let who = Memo::new(move |_| open.with(|open| open.as_ref().map(|open| open.answerer)));
    let inside = Memo::new(move |_| question_inside(desk.app, shown.get().visit));
    let beats = Memo::new(move |_| open.with(|open| open.as_ref().and_then(|open| open.heartbeat)));
    let runs_out = Memo::new(move |_| open.with(|open| open.as_ref().is_some_and(|open| open.left.is_some())));
    let time = move || open.with(|open| open.as_ref().map(left));
    let visit = move || shown.get_untracked().visit;
    let field = move |name: &'static str, text: RwSignal<String>| {
        view! {
            <label class="field"><span>{name}</span>
                <input class="mono" autocomplete="off" spellcheck="false" prop:value=text on:input:target=move |event| text.set(event.target().value())/>
            </label>
        }
    };
    let draft = desk.draft;
    let answers = move |who: Answerer| {
        let words = words(who);
        draft.suit(who);
        view! {
            <section class="decide" tabindex="-1" aria-label="Your answer">
                <p class="decide__lead"><Icon name="s-token"/><b>{words.lead}</b><span class="t2 end">{time}</span></p>
                <div class="decide__choice">
                    {field("Output", draft.output)}
                    <button type="button" class="btn pri" on:click=move |_| desk.end(visit(), who, Draft::success)><Icon name="tick"/>{words.yes}</button>
                </div>
                <div class="decide__choice">
                    {field("Error", draft.error)}
                    {field("Cause", draft.cause)}
                    <button type="button" class="btn line" on:click=move |_| desk.end(visit(), who, Draft::failure)><Icon name="close"/>{words.no}</button>
                </div>
                <div class="decide__more">
                    <Show when=move || beats.get().is_some()>
                        <button type="button" class="btn sm soft" title="HeartbeatSeconds begin anew" on:click=move |_| desk.answer(visit(), Verdict::Heartbeat)>
                            <Icon name="heart"/>"Send heartbeat"
                        </button>
                    </Show>
                    <Show when=move || runs_out.get()>
                        <button type="button" class="btn sm soft" title="Nobody answers: States.Timeout" on:click=move |_| desk.answer(visit(), Verdict::Silence)>
                            <Icon name="ff"/>"Let it time out"
                        </button>
                    </Show>
                </div>
            </section>
        }
    };
    let way = move || {
        inside.get().map(|child| {
            view! {
                <section class="decide" tabindex="-1" aria-label="Your answer">
                    <p class="decide__lead"><Icon name="s-token"/><b>{format!("Child execution #{} waits for an answer.", child.index)}</b></p>
                    <div class="decide__more">
                        <button type="button" class="btn pri" on:click=move |_| desk.open(child.clone())>"Open the child execution"</button>
                    </div>
                </section>
            }
        })
    };
    view! { {move || who.get().map(answers)} {way} }
}

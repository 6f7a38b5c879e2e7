//! The answers in the inspector, with what they carry.

use super::{Desk, left, question};
use crate::{icon::Icon, inspector::Shown};
use asl_view::Verdict;
use leptos::prelude::*;

/// What can be answered to the state that is shown.
#[component]
pub fn AskCard(
    /// What is shown.
    shown: Signal<Shown>,
) -> impl IntoView {
    let desk = Desk::get();
    let open = Memo::new(move |_| question(desk.app, shown.get().visit));
    let is_open = Memo::new(move |_| open.with(Option::is_some));
    let beats = Memo::new(move |_| open.with(|open| open.as_ref().and_then(|open| open.heartbeat)));
    let runs_out = Memo::new(move |_| open.with(|open| open.as_ref().is_some_and(|open| open.left.is_some())));
    let time = move || open.with(|open| open.as_ref().map(left));
    let send = move |verdict: Verdict| desk.answer(shown.get_untracked().visit, verdict);
    let field = move |name: &'static str, text: RwSignal<String>| {
        view! {
            <label class="field"><span>{name}</span>
                <input class="mono" autocomplete="off" spellcheck="false" prop:value=text on:input:target=move |event| text.set(event.target().value())/>
            </label>
        }
    };
    let draft = desk.draft;
    view! {
        <Show when=move || is_open.get()>
            <section class="decide" aria-label="Your answer">
                <p class="decide__lead"><Icon name="s-token"/><b>"This task waits for your answer."</b><span class="t2 end">{time}</span></p>
                <div class="decide__choice">
                    {field("Output", draft.output)}
                    <button type="button" class="btn pri" on:click=move |_| send(draft.success())><Icon name="tick"/>"Approve"</button>
                </div>
                <div class="decide__choice">
                    {field("Error", draft.error)}
                    {field("Cause", draft.cause)}
                    <button type="button" class="btn line" on:click=move |_| send(draft.failure())><Icon name="close"/>"Reject"</button>
                </div>
                <div class="decide__more">
                    <Show when=move || beats.get().is_some()>
                        <button type="button" class="btn sm soft" title="HeartbeatSeconds begin anew" on:click=move |_| send(Verdict::Heartbeat)>
                            <Icon name="heart"/>"Send heartbeat"
                        </button>
                    </Show>
                    <Show when=move || runs_out.get()>
                        <button type="button" class="btn sm soft" title="Nobody answers: States.Timeout" on:click=move |_| send(Verdict::Silence)>
                            <Icon name="ff"/>"Let it time out"
                        </button>
                    </Show>
                </div>
            </section>
        </Show>
    }
}

//! Examples to start from.

use super::dialogs::Dialogs;
use crate::{
    examples::EXAMPLES,
    session::load,
    store::App,
};
use leptos::prelude::*;

/// A card for each example.
#[component]
pub fn ExamplesDialog() -> impl IntoView {
    let (app, dialogs) = (App::get(), Dialogs::get());
    let choose = move |index: usize| {
        dialogs.close();
        load(app, EXAMPLES[index].document());
    };
    view! {
        <p class="dialog__lead">"Each one runs at once and takes the place of what is in the editor. The text before stays one Undo away in the editor."</p>
        <ul class="examples">
            {EXAMPLES.iter().enumerate().map(|(index, example)| view! {
                <li>
                    <button type="button" class="example" on:click=move |_| choose(index)>
                        <b>{example.name()}</b>
                        <span>{example.about}</span>
                        <span class="example__tags">{example.tags.iter().map(|tag| view! { <span class="chip">{*tag}</span> }).collect_view()}</span>
                    </button>
                </li>
            }).collect_view()}
        </ul>
    }
}

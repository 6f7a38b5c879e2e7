//! Examples to start from.

use super::dialogs::Dialogs;
use crate::{
    examples::EXAMPLES,
    session::{before, load},
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
    let mine = StoredValue::new(before());
    let mine_name = mine.with_value(|mine| mine.as_ref().map(|mine| mine.name.clone()));
    let go_back = move |_| {
        dialogs.close();
        mine.get_value().into_iter().for_each(|document| load(app, document));
    };
    view! {
        <p class="dialog__lead">"An example takes the place of what is in the editor; that is kept and stands first in this list then."</p>
        <ul class="examples">
            {mine_name.map(|name| view! {
                <li>
                    <button type="button" class="example example--mine" on:click=go_back>
                        <b>{name}</b>
                        <span>"What you had before the last example or link."</span>
                    </button>
                </li>
            })}
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

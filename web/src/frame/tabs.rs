//! A strip of tabs with roving focus.

use crate::platform::document;
use asl_view::format;
use leptos::{ev, prelude::*};

/// One tab.
#[derive(Clone)]
pub struct Tab {
    /// Its id: the panel's is `{id}-panel`.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// A number behind the name; nothing for `None`.
    pub count: Signal<Option<u32>>,
}

/// A strip of tabs; arrow keys move between them.
#[component]
pub fn TabList(
    /// What the strip is called.
    label: &'static str,
    /// The tabs.
    tabs: Vec<Tab>,
    /// The id of the chosen one.
    chosen: RwSignal<&'static str>,
    /// Called when a tab is pressed, chosen or not.
    #[prop(optional)]
    pressed: Option<Callback<()>>,
) -> impl IntoView {
    let ids: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    let choose = move |id| {
        chosen.set(id);
        if let Some(pressed) = pressed {
            pressed.run(());
        }
    };
    let turn = move |event: ev::KeyboardEvent| {
        if let Some(id) = neighbour(&ids, chosen.get_untracked(), &event.key()) {
            event.prevent_default();
            choose(id);
            document::focus(id);
        }
    };
    view! {
        <div role="tablist" aria-label=label on:keydown=turn>
            {tabs.into_iter().map(|tab| view! {
                <button type="button" role="tab" class="tab" id=tab.id aria-controls=format!("{}-panel", tab.id)
                    aria-selected=move || (chosen.get() == tab.id).to_string()
                    tabindex=move || if chosen.get() == tab.id { "0" } else { "-1" }
                    on:click=move |_| choose(tab.id)>
                    {tab.name}
                    {move || tab.count.get().map(|count| view! { <span class="cnt">{format::number(count)}</span> })}
                </button>
            }).collect_view()}
        </div>
    }
}

fn neighbour(ids: &[&'static str], chosen: &str, key: &str) -> Option<&'static str> {
    let at = ids.iter().position(|id| *id == chosen)?;
    match key {
        "ArrowRight" => Some(ids[(at + 1) % ids.len()]),
        "ArrowLeft" => Some(ids[(at + ids.len() - 1) % ids.len()]),
        "Home" => ids.first().copied(),
        "End" => ids.last().copied(),
        _ => None,
    }
}

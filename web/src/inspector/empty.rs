//! What stands where nothing is selected.

use leptos::prelude::*;

/// Says how to look into a state. The first screen shows it, before there is anything that looks.
#[component]
pub fn Empty() -> impl IntoView {
    view! {
        <div class="inspector__empty">
            <svg class="inspector__art" viewBox="0 0 120 84" aria-hidden="true">
                <path class="art__edge" d="M60 26V42M60 42H32V52M60 42H88V52"/>
                <rect class="art__node" x="36" y="4" width="48" height="22" rx="6"/>
                <rect class="art__node art__node--on" x="8" y="54" width="48" height="22" rx="6"/>
                <rect class="art__node" x="64" y="54" width="48" height="22" rx="6"/>
                <path class="art__corner" d="M3 58V52Q3 49 6 49H12M52 49H58Q61 49 61 52V58M61 72V78Q61 81 58 81H52M12 81H6Q3 81 3 78V72"/>
            </svg>
            <p class="b">"Select a state"</p>
            <p>"Click one in the graph, or step through the run: what it was given, what came back and what it passed on appear here."</p>
        </div>
    }
}

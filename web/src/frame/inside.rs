//! The right column; on a phone also a sheet under the outline.

use crate::{
    icon::Icon,
    inspector::Empty,
    late::{self, late},
    store::App,
};
use leptos::prelude::*;

/// Data of the selected state.
#[component]
pub fn Inside() -> impl IntoView {
    let app = App::get();
    // A quarter, half or nearly all of the screen: a phone's sheet.
    let size = RwSignal::new(0_u8);
    let turn = move |_| size.update(|size| *size = (*size + 1) % 3);
    let name = move || if size.get() == 2 { "Make the sheet small" } else { "Make the sheet larger" };
    let icon = Signal::derive(move || if size.get() == 2 { "chev-d" } else { "chev-u" });
    view! {
        <section class="inside" id="inside" tabindex="-1" aria-label="Look inside" data-size=move || size.get()>
            <button type="button" class="btn icon inside__size" aria-label=name on:click=turn><Icon name=icon/></button>
            <Show when=move || app.has_inside.get() fallback=|| view! { <div class="inspector"><Empty/></div> }>{late(late::inside)}</Show>
        </section>
    }
}

//! The transport: what moves the cursor, and where it is.

pub mod action;
mod buttons;
mod live;
pub mod player;
mod readout;
mod scrubber;

pub use live::Announcer;

use buttons::Buttons;
use leptos::prelude::*;
use readout::Readout;
use scrubber::Scrubber;

/// The row under the header: buttons, scrubber, readout.
#[component]
pub fn Transport() -> impl IntoView {
    view! {
        <section class="transport" aria-label="Run" data-keys="run">
            <Buttons/>
            <Scrubber/>
            <Readout/>
        </section>
    }
}

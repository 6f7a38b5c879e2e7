//! When: timeline, events, problems.

use super::tabs::{Tab, TabList};
use crate::{
    icon::Icon,
    late::{self, late},
    platform::{document, frames, storage},
    store::App,
};
use leptos::prelude::*;

/// Where the size is kept.
const KEY: &str = "stepwell.dock";
const SIZES: [(&str, &str, &str); 3] = [
    ("closed", "dock-min", "Dock: tabs only"),
    ("open", "dock-half", "Dock: open"),
    ("full", "dock-max", "Dock: whole height"),
];

/// The dock at the bottom.
#[component]
pub fn Dock() -> impl IntoView {
    let app = App::get();
    let kept = storage::read(KEY).and_then(|kept| SIZES.iter().map(|(size, _, _)| *size).find(|size| *size == kept));
    let size = RwSignal::new(kept.unwrap_or(if document::is_low() { "closed" } else { "open" }));
    let chosen = RwSignal::new("timeline");
    // The tab is turned in the frame that answers the press, what it shows is made after that.
    let drawn = RwSignal::new("timeline");
    let draw = frames::paced(0.0, move || drawn.set(chosen.get_untracked()));
    Effect::new(move |_| {
        chosen.track();
        draw();
    });
    let resize = move |to: &'static str| {
        size.set(to);
        storage::write(KEY, to);
    };
    let opened = Callback::new(move |()| {
        if size.get_untracked() == "closed" {
            resize("open");
        }
    });
    let events = Signal::derive(move || app.run.with(|run| run.as_ref().map(|run| run.trace.events.len() as u32)));
    let problems = Signal::derive(move || {
        let count = app.checked.with(|checked| checked.as_ref().map_or(0, |checked| checked.problems.len() as u32));
        (count > 0).then_some(count)
    });
    let tabs = vec![
        Tab { id: "timeline", name: "Timeline", count: Signal::stored(None) },
        Tab { id: "events", name: "Events", count: events },
        Tab { id: "problems", name: "Problems", count: problems },
        Tab { id: "variables", name: "Variables", count: Signal::stored(None) },
        Tab { id: "compare", name: "Compare runs", count: Signal::stored(None) },
    ];
    view! {
        <section class="dock" aria-label="When" data-size=move || size.get()>
            <div class="tabs">
                <TabList label="When" tabs chosen pressed=opened/>
                <div class="end dock__sizes">
                    {SIZES.map(|(to, icon, name)| view! {
                        <button type="button" class="btn xs icon" class:on=move || size.get() == to aria-label=name title=name
                            aria-pressed=move || (size.get() == to).to_string() on:click=move |_| resize(to)>
                            <Icon name=icon/>
                        </button>
                    }).collect_view()}
                </div>
            </div>
            <div class="dock__panel" id="timeline-panel" role="tabpanel" aria-labelledby="timeline" data-keys="run" hidden=move || chosen.get() != "timeline">
                <Show when=move || drawn.get() == "timeline" && app.has_panels.get()>{late(late::timeline)}</Show>
            </div>
            <div class="dock__panel" id="events-panel" role="tabpanel" aria-labelledby="events" hidden=move || chosen.get() != "events">
                <Show when=move || drawn.get() == "events">{late(late::events)}</Show>
            </div>
            <div class="dock__panel" id="problems-panel" role="tabpanel" aria-labelledby="problems" hidden=move || chosen.get() != "problems">
                <Show when=move || drawn.get() == "problems">{late(late::problems)}</Show>
            </div>
            <div class="dock__panel" id="variables-panel" role="tabpanel" aria-labelledby="variables" hidden=move || chosen.get() != "variables">
                <Show when=move || drawn.get() == "variables">{late(late::variables)}</Show>
            </div>
            <div class="dock__panel" id="compare-panel" role="tabpanel" aria-labelledby="compare" hidden=move || chosen.get() != "compare">
                <Show when=move || drawn.get() == "compare">{late(late::compare)}</Show>
            </div>
        </section>
    }
}

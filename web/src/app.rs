//! The frame of the page.

use crate::{
    events::EventsPanel, graph::GraphPanel, inspector::InspectorPanel, outline::OutlinePanel, store::App,
    timeline::TimelinePanel,
};
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    provide_context(App::new());
    view! {
        <GraphPanel/>
        <OutlinePanel/>
        <InspectorPanel/>
        <TimelinePanel/>
        <EventsPanel/>
    }
}

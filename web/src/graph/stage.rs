//! All parts of the picture at their places, in layers: what lies in a frame that scrolls moves with it.

use super::{
    branch::Branch,
    edges::{Edges, Labels},
    frame::{FrameNode, HEAD},
    journey::Journeys,
    live::Live,
    marks::Marks,
    node::CardNode,
    picks::Picks,
};
use crate::{
    late::{self, late},
    store::{App, Checked},
};
use asl_view::{PlacedEdge, Rect, StateType, is_shelf, shelves_around};
use leptos::prelude::*;
use std::sync::Arc;

/// The picture in its natural size.
#[component]
pub fn Stage(
    /// What to draw.
    picture: Arc<Checked>,
) -> impl IntoView {
    Live::provide(App::get(), &picture);
    let picks = Picks::get();
    let was_asked = Memo::new(move |before: Option<&bool>| before == Some(&true) || picks.peek.with(Option::is_some));
    let style = format!("width:{}px;height:{}px", picture.geometry.width, picture.geometry.height);
    view! {
        <div class="stage" style=style>
            {layer(&picture, None)}
            <Marks picture=Arc::clone(&picture)/>
            {move || was_asked.get().then(|| {
                let picture = Arc::clone(&picture);
                late(move || late::peek(Arc::clone(&picture)))
            })}
        </div>
    }
}

/// The innermost frame that scrolls around a machine.
fn holder(picture: &Checked, machine: u32) -> Option<u32> {
    shelves_around(&picture.outline, machine).first().copied()
}

/// The frame that scrolls around a line.
pub fn holder_of_edge(picture: &Checked, placed: &PlacedEdge) -> Option<u32> {
    let from = match (placed.edge, placed.state) {
        (Some(edge), _) => picture.outline.edges.get(edge as usize)?.from,
        (None, state) => state?,
    };
    holder(picture, picture.outline.states.get(from as usize)?.machine)
}

/// What lies directly in a frame that scrolls, or in none.
fn layer(picture: &Arc<Checked>, around: Option<u32>) -> AnyView {
    let (geometry, outline) = (&picture.geometry, &picture.outline);
    let branches = geometry.branches.iter().filter(|placed| holder(picture, placed.machine) == around);
    let branches = branches.map(|placed| view! { <Branch picture=Arc::clone(picture) placed=placed.clone()/> });
    // Reading order is the order of the text; frames come before what they hold, so that they lie below.
    let states = outline.states.iter().enumerate().zip(&geometry.states);
    let nodes =
        states.filter(|((_, state), _)| holder(picture, state.machine) == around).map(|((id, state), placed)| {
            let (picture, id, rect) = (Arc::clone(picture), id as u32, placed.rect);
            match state.kind {
                StateType::Parallel | StateType::Map => {
                    let shelf = is_shelf(state).then(|| shelf(&picture, id, rect));
                    view! { <FrameNode picture state=id rect/> {shelf} }.into_any()
                }
                _ => view! { <CardNode picture state=id rect/> }.into_any(),
            }
        });
    view! {
        {branches.collect_view()}
        <Edges picture=Arc::clone(picture) around/>
        {nodes.collect_view()}
        <Labels picture=Arc::clone(picture) around/>
        <Journeys picture=Arc::clone(picture) around/>
    }
    .into_any()
}

/// The window on the branches of a Parallel that has many.
fn shelf(picture: &Arc<Checked>, state: u32, frame: Rect) -> AnyView {
    let machines = &picture.outline.states[state as usize].inside;
    let inside = picture.geometry.branches.iter().filter(|branch| machines.contains(&branch.machine));
    let (mut top, mut right) = (frame.y + frame.height, frame.x + frame.width);
    for branch in inside {
        top = top.min(branch.rect.y);
        right = right.max(branch.rect.x + branch.rect.width);
    }
    let (left, bottom) = (frame.x + 8.0, frame.y + frame.height - 3.0);
    let top = top.max(frame.y + HEAD) - 1.0;
    let place = format!("left:{left}px;top:{top}px;width:{}px;height:{}px", frame.width - 11.0, bottom - top);
    let inner = format!("left:{}px;top:{}px;width:{}px;height:{bottom}px", -left, -top, right + 8.0);
    view! {
        <div class="shelf" data-shelf=state style=place>
            <div class="shelf__inner" style=inner>{layer(picture, Some(state))}</div>
        </div>
    }
    .into_any()
}

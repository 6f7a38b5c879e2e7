//! All parts of the picture at their places.

use super::{
    branch::Branch,
    camera::Camera,
    edges::{Edges, Labels},
    frame::FrameNode,
    journey::Journeys,
    marks::Marks,
    node::CardNode,
    present,
};
use crate::store::{App, Checked};
use asl_view::StateType;
use leptos::prelude::*;
use std::sync::Arc;

/// The picture in its natural size.
#[component]
pub fn Stage(
    /// What to draw.
    picture: Arc<Checked>,
    /// Who shows it.
    camera: Camera,
) -> impl IntoView {
    let app = App::get();
    let (geometry, outline) = (&picture.geometry, &picture.outline);
    let current = present::current_memo(app);
    let style = format!("width:{}px;height:{}px", geometry.width, geometry.height);
    // Reading order is the order of the text; frames come before what they hold, so that they lie below.
    let nodes = outline.states.iter().enumerate().zip(&geometry.states).map(|((id, state), placed)| {
        let (picture, id, rect) = (Arc::clone(&picture), id as u32, placed.rect);
        match state.kind {
            StateType::Parallel | StateType::Map => view! { <FrameNode picture state=id rect current/> }.into_any(),
            _ => view! { <CardNode picture state=id rect current/> }.into_any(),
        }
    });
    let branches = geometry.branches.iter().map(|placed| {
        view! { <Branch picture=Arc::clone(&picture) placed=placed.clone()/> }
    });
    let _ = camera;
    view! {
        <div class="stage" style=style>
            {branches.collect_view()}
            <Edges picture=Arc::clone(&picture)/>
            {nodes.collect_view()}
            <Labels picture=Arc::clone(&picture)/>
            <Marks picture=Arc::clone(&picture)/>
            <Journeys picture=Arc::clone(&picture)/>
        </div>
    }
}

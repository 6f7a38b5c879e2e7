//! The edges and what stands beside them.

use super::present;
use crate::{
    icon::Icon,
    store::{App, Checked},
};
use asl_view::{EdgeKind, PlacedEdge, drawing, is_edge_taken, is_end_taken, status_at};
use leptos::prelude::*;
use std::sync::Arc;

/// All lines.
#[component]
pub fn Edges(
    /// The definition.
    picture: Arc<Checked>,
) -> impl IntoView {
    let (width, height) = (picture.geometry.width, picture.geometry.height);
    let lines = picture.geometry.edges.iter().map(|placed| line(App::get(), &picture, placed));
    view! { <svg class="edges" width=width height=height aria-hidden="true">{lines.collect_view()}</svg> }
}

/// Whether the run went along an edge, or from Start, or to End.
fn taken(app: App, placed: &PlacedEdge) -> Memo<bool> {
    let (edge, state) = (placed.edge, placed.state);
    Memo::new(move |_| {
        let (cursor, focus) = (app.cursor.get(), app.focus.get());
        present::with_run(app, false, |run| match (edge, state) {
            (Some(edge), _) => is_edge_taken(&run.trace, &run.index, &run.outline, cursor, focus, edge),
            (None, Some(state)) => is_end_taken(&run.trace, &run.index, &run.outline, cursor, focus, state),
            (None, None) => false,
        })
    })
}

/// Whether the first state has been entered.
fn entered(app: App, state: u32) -> Memo<bool> {
    Memo::new(move |_| {
        let cursor = app.cursor.get();
        present::with_run(app, false, |run| {
            let status = status_at(&run.trace, &run.index, &run.outline, cursor, 0, state);
            status.kind() != asl_view::StatusKind::NotReached
        })
    })
}

fn line(app: App, picture: &Checked, placed: &PlacedEdge) -> impl IntoView + use<> {
    let kind = placed.edge.and_then(|edge| picture.outline.edges.get(edge as usize)).map(|edge| edge.kind);
    let taken = match placed.state.filter(|state| leads_from_start(picture, placed, *state)) {
        Some(state) => entered(app, state),
        None => taken(app, placed),
    };
    let class = if matches!(kind, Some(EdgeKind::Catch(_))) { "edge edge--catch" } else { "edge" };
    view! {
        <g class=class class:edge--taken=taken class:edge--back=placed.back>
            <path d=drawing::line(&placed.points)/>
            <path class="ah" d=drawing::head(&placed.points)/>
        </g>
    }
}

/// Whether an edge of no state's own ends at the state: then it leads from Start, else to End.
fn leads_from_start(picture: &Checked, placed: &PlacedEdge, state: u32) -> bool {
    let rect = picture.geometry.states.get(state as usize).map(|placed| placed.rect);
    rect.zip(placed.points.last())
        .is_some_and(|(rect, tip)| (tip.1 - rect.y).abs() < 2.0 && (rect.x..=rect.x + rect.width).contains(&tip.0))
}

/// What stands beside the lines.
#[component]
pub fn Labels(
    /// The definition.
    picture: Arc<Checked>,
) -> impl IntoView {
    let app = App::get();
    let labels = picture.geometry.edges.iter().filter_map(|placed| {
        let (rect, edge) = (placed.label?, picture.outline.edges.get(placed.edge? as usize)?);
        let taken = taken(app, placed);
        let style =
            format!("left:{}px;top:{}px;max-width:{}px;height:{}px", rect.x, rect.y, rect.width.max(48.0), rect.height);
        let label = edge.label.clone();
        let text = match edge.kind {
            EdgeKind::Default => view! { <span>{label.clone()}</span> }.into_any(),
            EdgeKind::Catch(_) => view! { <Icon name="catch"/><code>{label.clone()}</code> }.into_any(),
            _ => view! { <code>{label.clone()}</code> }.into_any(),
        };
        Some(view! { <span class="el" class:el--taken=taken style=style title=label>{text}</span> })
    });
    labels.collect_view()
}

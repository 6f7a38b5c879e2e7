//! The edges and what stands beside them.

use super::{live::Live, picks::Picks, stage::holder_of_edge, verdicts::Verdicts};
use crate::{
    icon::Icon,
    store::{App, Checked},
};
use asl_view::{EdgeKind, PlacedEdge, drawing, evaluated};
use leptos::prelude::*;
use std::sync::Arc;

/// All lines.
#[component]
pub fn Edges(
    /// The definition.
    picture: Arc<Checked>,
    /// The frame that scrolls around them.
    around: Option<u32>,
) -> impl IntoView {
    let (width, height) = (picture.geometry.width, picture.geometry.height);
    let lines = picture
        .geometry
        .edges
        .iter()
        .enumerate()
        .filter(|(_, placed)| holder_of_edge(&picture, placed) == around)
        .map(|(place, placed)| line(Live::get().line(place), &picture, placed));
    view! { <svg class="edges" width=width height=height aria-hidden="true">{lines.collect_view()}</svg> }
}

fn line(taken: Signal<bool>, picture: &Checked, placed: &PlacedEdge) -> impl IntoView + use<> {
    let kind = placed.edge.and_then(|edge| picture.outline.edges.get(edge as usize)).map(|edge| edge.kind);
    let class = if matches!(kind, Some(EdgeKind::Catch(_))) { "edge edge--catch" } else { "edge" };
    view! {
        <g class=class class:edge--taken=taken class:edge--back=placed.back>
            <path d=drawing::line(&placed.points)/>
            <path class="ah" d=drawing::head(&placed.points)/>
        </g>
    }
}

/// What stands beside the lines.
#[component]
pub fn Labels(
    /// The definition.
    picture: Arc<Checked>,
    /// The frame that scrolls around them.
    around: Option<u32>,
) -> impl IntoView {
    let (app, picks, verdicts, live) = (App::get(), Picks::get(), Verdicts::get(), Live::get());
    let edges = picture.geometry.edges.iter().enumerate();
    let edges = edges.filter(|(_, placed)| holder_of_edge(&picture, placed) == around);
    let labels = edges.filter_map(|(place, placed)| {
        let (rect, edge) = (placed.label?, picture.outline.edges.get(placed.edge? as usize)?);
        let taken = live.line(place);
        let style =
            format!("left:{}px;top:{}px;max-width:{}px;height:{}px", rect.x, rect.y, rect.width.max(48.0), rect.height);
        let label = edge.label.clone();
        let from = edge.from;
        let told = match edge.kind {
            EdgeKind::Choice(rule) => {
                let label = label.clone();
                Some(Memo::new(move |_| verdicts.of(app, from, rule).and_then(|reason| evaluated(&label, &reason))))
            }
            _ => None,
        };
        let pill = move || {
            told.and_then(|told| told.get()).map(|(text, hit)| {
                view! {
                    <span class=if hit { "verdict verdict--hit" } else { "verdict" }>{text}</span>
                }
            })
        };
        let class = move || {
            let mut class = String::from(if taken.get() { "el el--taken" } else { "el" });
            if told.is_some_and(|told| told.with(Option::is_some)) {
                class.push_str(" el--told");
            }
            class
        };
        let (peek, hover) = (picks.peek, app.hover);
        let text = match edge.kind {
            EdgeKind::Default => view! { <span>{label.clone()}</span> }.into_any(),
            EdgeKind::Catch(_) => view! { <Icon name="catch"/><code>{label.clone()}</code> }.into_any(),
            _ => view! { <code>{label.clone()}</code> }.into_any(),
        };
        Some(view! {
            <span class=class style=style title=label
                on:pointerenter=move |_| { peek.set(Some(from)); hover.set(Some(from)) }
                on:pointerleave=move |_| { peek.set(None); hover.set(None) }>{text}{pill}</span>
        })
    });
    labels.collect_view()
}

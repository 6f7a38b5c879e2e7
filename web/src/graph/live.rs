//! What each state and edge of a picture shows at the cursor. One effect looks at all of them and tells those that
//! changed: a thousand parts that each follow the cursor would take longer to subscribe than to draw.

use super::present;
use crate::store::{App, Checked, Run};
use asl_view::{NodeView, PlacedEdge, StatusKind, is_edge_taken, is_end_taken, node_view, status_at, what};
use leptos::prelude::*;
use std::sync::Arc;

/// The states and lines of one picture.
#[derive(Clone)]
pub struct Live {
    nodes: Arc<[RwSignal<NodeView>]>,
    lines: Arc<[RwSignal<bool>]>,
}

impl Live {
    /// Makes them for a picture, as a context of the present component.
    pub fn provide(app: App, picture: &Arc<Checked>) -> Self {
        let (states, edges) = (picture.outline.states.len() as u32, &picture.geometry.edges);
        let live = Self {
            nodes: untrack(|| (0..states).map(|state| RwSignal::new(node_at(app, picture, state))).collect()),
            lines: untrack(|| edges.iter().map(|placed| RwSignal::new(line_at(app, picture, placed))).collect()),
        };
        provide_context(live.clone());
        let (all, picture) = (live.clone(), Arc::clone(picture));
        Effect::new(move |_| {
            app.run.track();
            app.cursor.track();
            app.focus.track();
            untrack(|| {
                for (state, node) in all.nodes.iter().enumerate() {
                    tell(*node, node_at(app, &picture, state as u32));
                }
                for (placed, line) in picture.geometry.edges.iter().zip(all.lines.iter()) {
                    tell(*line, line_at(app, &picture, placed));
                }
            });
        });
        live
    }

    /// From the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// A state as it is drawn now.
    pub fn node(&self, state: u32) -> Signal<NodeView> {
        self.nodes.get(state as usize).map_or_else(|| Signal::stored(NodeView::default()), |node| (*node).into())
    }

    /// Whether the run went along a line: the place of an edge of the geometry.
    pub fn line(&self, place: usize) -> Signal<bool> {
        self.lines.get(place).map_or_else(|| Signal::stored(false), |line| (*line).into())
    }
}

fn tell<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.with(|before| *before != now) {
        signal.set(now);
    }
}

fn node_at(app: App, picture: &Checked, state: u32) -> NodeView {
    let drawn = picture.outline.states.get(state as usize);
    let idle = || NodeView { line: drawn.map(what).unwrap_or_default(), ..NodeView::default() };
    let (cursor, focus) = (app.cursor.get(), app.focus.get());
    app.run.with(|run| match run {
        // While a newer text is being run, a state may not be the one of the run.
        Some(run) if is_same_state(run, picture, state) => {
            node_view(&run.trace, &run.index, &run.outline, cursor, focus, state)
        }
        _ => idle(),
    })
}

fn is_same_state(run: &Run, picture: &Checked, state: u32) -> bool {
    let (ran, drawn) = (run.outline.states.get(state as usize), picture.outline.states.get(state as usize));
    ran.zip(drawn).is_some_and(|(ran, drawn)| ran.name == drawn.name && ran.kind == drawn.kind)
}

/// Whether the run went along an edge, or from Start, or to End.
fn line_at(app: App, picture: &Checked, placed: &PlacedEdge) -> bool {
    let (cursor, focus) = (app.cursor.get(), app.focus.get());
    present::with_run(app, false, |run| match (placed.edge, placed.state) {
        (Some(edge), _) => is_edge_taken(&run.trace, &run.index, &run.outline, cursor, focus, edge),
        (None, Some(state)) if leads_from_start(picture, placed, state) => {
            status_at(&run.trace, &run.index, &run.outline, cursor, 0, state).kind() != StatusKind::NotReached
        }
        (None, Some(state)) => is_end_taken(&run.trace, &run.index, &run.outline, cursor, focus, state),
        (None, None) => false,
    })
}

/// Whether an edge of no state's own ends at the state: then it leads from Start, else to End.
fn leads_from_start(picture: &Checked, placed: &PlacedEdge, state: u32) -> bool {
    let rect = picture.geometry.states.get(state as usize).map(|placed| placed.rect);
    rect.zip(placed.points.last())
        .is_some_and(|(rect, tip)| (tip.1 - rect.y).abs() < 2.0 && (rect.x..=rect.x + rect.width).contains(&tip.0))
}

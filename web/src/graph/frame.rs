//! A Parallel or Map: a frame with a head, and for a Map the strip of its iterations.

use super::{live::Live, marks::Corners, picks::Picks, present};
use crate::{
    breakpoints::BreakMark,
    icon::Icon,
    late::{self, late},
    store::{App, Checked, Run},
};
use asl_view::{
    NodeView, Rect, StateType, StatusKind, branch_statuses, branches_said, format, is_shelf, iteration_counts,
    map_run_of, node_details, type_icon, type_name,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The head of a frame that is narrower than this has no room for the type.
const NARROW: f32 = 300.0;
/// Height of the head.
pub const HEAD: f32 = 34.0;

/// The frame; its head is the button.
#[component]
pub fn FrameNode(
    /// The definition.
    picture: Arc<Checked>,
    /// Which state.
    state: u32,
    /// Its place.
    rect: Rect,
) -> impl IntoView {
    let (app, picks) = (App::get(), Picks::get());
    let Some(row) = picture.outline.states.get(state as usize).cloned() else { return ().into_any() };
    let node = Live::get().node(state);
    let kind = Memo::new(move |_| node.with(NodeView::kind));
    let is_map = row.kind == StateType::Map;
    let progress = Memo::new(move |_| progress(app, state, is_map));
    let details = {
        let picture = Arc::clone(&picture);
        move || node.with(|node| node_details(&picture.outline, state, node))
    };
    let style = format!("left:{}px;top:{}px;width:{}px;height:{}px", rect.x, rect.y, rect.width, rect.height);
    let shape = match (is_map, row.distributed) {
        (false, _) => "frame par",
        (true, false) => "frame map",
        (true, true) => "frame map map--distributed",
    };
    let (classes, selected, current, tab) = (picks.clone(), picks.clone(), picks.clone(), picks.clone());
    let is_selected = Signal::derive(move || selected.is_selected(state));
    let is_current = Signal::derive(move || current.is_current(state));
    let visits = Memo::new(move |_| node.with(|node| node.visits));
    let inside = picture
        .geometry
        .branches
        .iter()
        .filter(|branch| row.inside.contains(&branch.machine))
        .map(|branch| branch.rect.y);
    let room = inside.fold(rect.y + rect.height, f32::min) - rect.y - HEAD - 8.0;
    let icon = Signal::derive(move || kind.get().icon());
    let about = match row.max_concurrency {
        _ if rect.width < NARROW => String::new(),
        Some(limit) if is_map && limit > 0 => format!("{} · {limit} at a time", type_name(&row)),
        _ => type_name(&row).to_owned(),
    };
    view! {
        <div class=move || classes.class(shape, "frame", kind.get(), state) style=style>
            <button type="button" class="fh" data-state=state tabindex=move || tab.tab_index(state)
                aria-pressed=move || is_selected.get().to_string()
                on:click=move |_| app.select(Some(state))
                on:focus=move |_| { picks.tab.set(Some(state)); picks.peek.set(Some(state)) } on:blur=move |_| picks.peek.set(None)
                on:pointerenter=move |_| { app.hover.set(Some(state)); picks.peek.set(Some(state)) }
                on:pointerleave=move |_| { app.hover.set(None); picks.peek.set(None) }>
                <span class="fh__icon"><Icon name=type_icon(&row)/></span>
                <span class="nm ell">{row.name.clone()}</span>
                <span class="sb ell">{about}</span>
                <span class="grow"></span>
                <span class="sb nw">{move || head_text(kind.get(), &node.get(), &progress.get())}</span>
                {move || (visits.get() > 1).then(|| view! { <span class="fh__times">{format!("×{}", visits.get())}</span> })}
                <span class="fh__icon"><Icon name=icon/></span>
                <span class="sr">", " {details}</span>
                <BreakMark name=row.name.clone()/>
            </button>
            {is_shelf(&row).then(|| {
                let picture = Arc::clone(&picture);
                late(move || late::branches(Arc::clone(&picture), state, rect.x))
            })}
            {is_map.then(|| late(move || late::strip(state, rect.width - 24.0, room)))}
            <Corners width=rect.width height=Signal::stored(rect.height) selected=is_selected current=is_current/>
        </div>
    }
    .into_any()
}

/// The error or the retry if there is one, else how far it is.
fn head_text(kind: StatusKind, node: &NodeView, progress: &str) -> String {
    let is_plain = node.line.is_empty() || node.line == kind.word();
    match kind {
        StatusKind::Retrying => node.foot.clone(),
        StatusKind::Failed | StatusKind::TimedOut if is_plain => progress.to_owned(),
        StatusKind::Failed | StatusKind::TimedOut if !progress.is_empty() => format!("{progress} · {}", node.line),
        StatusKind::Failed | StatusKind::TimedOut | StatusKind::Caught | StatusKind::Aborted => node.line.clone(),
        _ => progress.to_owned(),
    }
}

/// How many child executions of a Distributed Map have ended; what happened in between is not in the history.
fn child_executions(run: &Run, cursor: u32, focus: u32, state: u32) -> Option<String> {
    let report = run.summary.map_runs.iter().rev().find(|report| report.state == state)?;
    let node = asl_view::node_view(&run.trace, &run.index, &run.outline, cursor, focus, state);
    node.visit?;
    let ended = if run.tells_children(node.kind(), cursor) { report.ended() } else { 0 };
    Some(format!(
        "{} of {} child executions",
        format::number(ended as u32),
        format::number(report.executions.total as u32)
    ))
}

fn progress(app: App, state: u32, is_map: bool) -> String {
    let (cursor, focus) = (app.cursor.get(), app.focus.get());
    present::with_run(app, String::new(), |run| {
        if let Some(text) = child_executions(run, cursor, focus, state) {
            return text;
        }
        if is_map {
            return map_run_of(&run.trace, &run.index, &run.outline, cursor, focus, state).map_or_else(
                String::new,
                |found| {
                    let counts = iteration_counts(&run.index, &found, cursor);
                    format!("{} of {}", format::number(counts.passed() + counts.failed()), format::number(found.total))
                },
            );
        }
        let statuses = branch_statuses(&run.trace, &run.index, &run.outline, cursor, focus, state);
        branches_said(&statuses)
    })
}

//! The axis, and the playhead on it.

use super::model::Timeline;
use crate::{
    platform::{document, size},
    store::App,
};
use asl_view::{Mark, describe, flag, flag_left, marks};
use leptos::{ev, html, prelude::*};

/// Events that the page keys move over.
const PAGE: u32 = 10;

/// Marks, folds and the flag; a press moves the cursor.
#[component]
pub fn Axis(timeline: Timeline) -> impl IntoView {
    let plot = NodeRef::<html::Div>::new();
    let all = Memo::new(move |_| timeline.with_ruler(marks));
    let shown = Memo::new(move |_| {
        let (from, to) = timeline.plot_in_sight();
        all.with(|all| all.iter().filter(|mark| mark.x >= from && mark.x <= to).cloned().collect::<Vec<Mark>>())
    });
    let folds = move || {
        timeline.with_ruler(|ruler| {
            let style = |(from, to): (f64, f64)| format!("left:{from:.1}px;width:{:.1}px", to - from);
            ruler
                .folds()
                .map(|fold| view! { <span class="timeline__axis-fold" style=style(fold)></span> })
                .collect_view()
        })
    };
    let labels = move || {
        shown.get().into_iter().map(|mark| {
            let is_first = mark.x < 20.0;
            let style = format!("left:{:.1}px", mark.x);
            view! { <span class="timeline__mark" class:timeline__mark--first=is_first style=style>{mark.label}</span> }
        }).collect_view()
    };
    let lines = move || {
        shown
            .get()
            .into_iter()
            .filter(|mark| mark.x >= 20.0)
            .map(|mark| {
                view! { <span class="timeline__line" style=format!("left:{:.1}px", mark.x)></span> }
            })
            .collect_view()
    };
    view! {
        <div class="timeline__axis">
            <div class="timeline__corner"></div>
            <div class="timeline__plot" node_ref=plot on:pointerdown=move |event| grab(timeline, plot, &event) on:pointermove=move |event| drag(timeline, plot, &event)>
                {folds}{labels}
                <Flag timeline/>
            </div>
        </div>
        <div class="timeline__grid" aria-hidden="true">{lines}</div>
    }
}

fn grab(timeline: Timeline, plot: NodeRef<html::Div>, event: &ev::PointerEvent) {
    if let Some(plot) = plot.get_untracked().filter(|_| event.button() == 0) {
        document::capture_pointer(event);
        document::focus("playhead");
        timeline.seek(event, size::corner(&plot).0);
    }
}

fn drag(timeline: Timeline, plot: NodeRef<html::Div>, event: &ev::PointerEvent) {
    if let Some(plot) = plot.get_untracked().filter(|_| event.buttons() & 1 == 1) {
        timeline.seek(event, size::corner(&plot).0);
    }
}

/// The flag: a slider over the events. Arrow keys, Home and End are those of the whole panel.
#[component]
fn Flag(timeline: Timeline) -> impl IntoView {
    let app = timeline.app;
    let events = move || app.run.with(|run| run.as_ref().map_or(0, |run| run.trace.events.len()));
    let text = Memo::new(move |_| flag(app.clock.get()));
    let style = move || {
        let x = timeline.with_ruler(|ruler| ruler.x(app.clock.get()));
        format!("left:{:.1}px", text.with(|text| flag_left(text, x, timeline.width.get())))
    };
    let press = move |event: ev::KeyboardEvent| {
        let cursor = app.page_cursor().get_untracked();
        let target = match event.key().as_str() {
            "PageUp" => cursor + PAGE,
            "PageDown" => cursor.saturating_sub(PAGE),
            "ArrowUp" => cursor + 1,
            "ArrowDown" => cursor.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        app.seek(target);
    };
    view! {
        <div class="timeline__flag" id="playhead" role="slider" tabindex="0" aria-label="Playhead" aria-valuemin="0" aria-valuemax=events
            aria-valuenow=move || app.cursor.get() aria-valuetext=move || said(app) style=style on:keydown=press><span>{move || text.get()}</span></div>
    }
}

/// `+12.4 s, event 23 of 58, Charge card timed out`.
fn said(app: App) -> String {
    let cursor = app.cursor.get();
    app.run.with(|run| {
        let Some(run) = run else { return String::new() };
        let what = match cursor.checked_sub(1) {
            Some(event) => describe(&run.trace, &run.index, &run.outline, event),
            None => "before the first event".to_owned(),
        };
        format!("{}, event {cursor} of {}, {what}", flag(app.clock.get()), run.trace.events.len())
    })
}

/// The line of the playhead over all lanes; it can be dragged like the flag.
#[component]
pub fn Needle(timeline: Timeline) -> impl IntoView {
    let ground = NodeRef::<html::Div>::new();
    let style = move || {
        let x = timeline.with_ruler(|ruler| ruler.x(timeline.app.clock.get()));
        format!("transform:translateX({x:.1}px)")
    };
    view! {
        <div class="timeline__ground" node_ref=ground aria-hidden="true">
            <div class="timeline__needle" style=style on:pointerdown=move |event| grab(timeline, ground, &event)
                on:pointermove=move |event| drag(timeline, ground, &event)></div>
        </div>
    }
}

//! The scrubber: a native range with marks for what went wrong and where breakpoints are.

use super::player::Player;
use crate::{icon::Icon, platform::size, store::App};
use asl_view::{StatusKind, Stop, Tick, describe, flag, ticks};
use leptos::{ev, html, prelude::*};

/// More marks than this would run into each other.
const MARKS: usize = 32;
/// Events that the page keys move over.
const PAGE: u32 = 10;
/// The range is wider than the rail by half of its knob at either side, in pixels.
const BESIDE: f64 = 8.0;

/// Moves the cursor over the whole run.
#[component]
pub fn Scrubber() -> impl IntoView {
    let (app, player) = (App::get(), Player::get());
    let events = Memo::new(move |_| app.run.with(|run| run.as_ref().map_or(0, |run| run.trace.events.len() as u32)));
    let found = Memo::new(move |_| {
        app.run.with(|run| run.as_ref().map_or(Vec::new(), |run| ticks(&run.trace, &run.index, MARKS)))
    });
    let stops = Memo::new(move |_| player.stops.with(|stops| some_of(stops)));
    let share = move |cursor: u32| f64::from(cursor) / f64::from(events.get().max(1)) * 100.0;
    let spot = move || format!("--at: {:.3}%", share(app.cursor.get()));
    let seek = move |text: String| app.seek(text.parse().unwrap_or(0));
    let press = move |event: ev::KeyboardEvent| {
        let cursor = app.cursor.get_untracked();
        let target = match event.key().as_str() {
            "PageUp" => cursor + PAGE,
            "PageDown" => cursor.saturating_sub(PAGE),
            _ => return,
        };
        event.prevent_default();
        app.seek(target);
    };
    let (range, looked) = (NodeRef::<html::Input>::new(), RwSignal::new(None::<u32>));
    let look = move |event: ev::PointerEvent| {
        let Some(element) = range.get_untracked().filter(|_| event.pointer_type() == "mouse") else { return };
        let width = f64::from(element.client_width()) - 2.0 * BESIDE;
        let x = f64::from(event.client_x()) - size::corner(&element).0 - BESIDE;
        let events = f64::from(events.get_untracked());
        looked.set((width > 0.0 && events > 0.0).then(|| ((x / width).clamp(0.0, 1.0) * events).round() as u32));
    };
    let preview = move || {
        looked.get().map(|cursor| {
            let style = format!("--look: {:.3}%", share(cursor));
            view! { <span class="scrubber__preview" style=style aria-hidden="true">{said(app, cursor)}</span> }
        })
    };
    view! {
        <div class="scrubber" style=spot>
            <span class="scrubber__rail"></span>
            <span class="scrubber__past"></span>
            <For each=move || found.get() key=|tick| (tick.cursor, tick.kind as u8) let:tick>
                <span class=move || class(tick, app.cursor.get()) style=move || format!("left: {:.3}%", share(tick.cursor))>
                    <Icon name=tick.kind.icon()/>
                </span>
            </For>
            <For each=move || stops.get() key=|cursor| *cursor let:cursor>
                <span class="scrubber__stop" style=move || format!("left: {:.3}%", share(cursor))><Icon name="bp"/></span>
            </For>
            <span class="scrubber__knob"></span>
            <input type="range" node_ref=range aria-label="Event" min="0" max=move || events.get() prop:value=move || app.cursor.get()
                aria-valuetext=move || said(app, app.cursor.get()) on:input:target=move |event| seek(event.target().value())
                on:keydown=press on:pointermove=look on:pointerleave=move |_| looked.set(None)/>
            {preview}
        </div>
    }
}

/// So many of the stops as do not run into each other.
fn some_of(stops: &[Stop]) -> Vec<u32> {
    stops.iter().step_by(stops.len().div_ceil(MARKS).max(1)).map(|stop| stop.cursor).collect()
}

fn class(tick: Tick, cursor: u32) -> String {
    let colour = match tick.kind {
        StatusKind::Failed | StatusKind::TimedOut => "c-failed",
        StatusKind::Retrying | StatusKind::Caught => "c-caught",
        StatusKind::Succeeded => "c-succeeded",
        StatusKind::Token | StatusKind::Waiting => "c-waiting",
        _ => "c-idle",
    };
    let future = if tick.cursor > cursor { " scrubber__mark--future" } else { "" };
    format!("scrubber__mark {colour}{future}")
}

/// `Event 7 of 41, +2.4 s, Charge card timed out after 5 s`.
fn said(app: App, cursor: u32) -> String {
    let Some(run) = app.run.get() else { return "No run yet".to_owned() };
    let total = run.trace.events.len();
    match cursor.checked_sub(1).filter(|event| (*event as usize) < total) {
        None => format!("Before event 1 of {total}"),
        Some(event) => {
            let time = flag(run.trace.events[event as usize].time);
            format!("Event {cursor} of {total}, {time}, {}", describe(&run.trace, &run.index, &run.outline, event))
        }
    }
}

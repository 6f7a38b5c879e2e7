//! How many iterations of a Map run at once, as an area; and when one failed, as ticks.

use super::model::Timeline;
use asl_view::{Chart, Lane};
use leptos::prelude::*;
use std::fmt::Write;

/// The chart's height is that of three lanes less what is above and below it.
const ABOVE: f64 = 8.0;
const BELOW: f64 = 12.0;

/// What stands under the name.
#[component]
pub fn ChartNotes(lane: StoredValue<Lane>) -> impl IntoView {
    let notes = lane.with_value(|lane| lane.chart.as_ref().map(Chart::notes));
    notes.map(|notes| view! { <span class="lane__notes">{notes.map(|note| view! { <span>{note}</span> }).collect_view()}</span> })
}

/// Area, limit and ticks.
#[component]
pub fn ChartTrack(timeline: Timeline, lane: StoredValue<Lane>) -> impl IntoView {
    let height = Memo::new(move |_| (if timeline.is_narrow() { 96.0 } else { 60.0 }) - ABOVE - BELOW);
    let path = move |is_closed: bool| {
        Memo::new(move |_| {
            with_chart(lane, |chart| timeline.with_ruler(|ruler| chart.path(ruler, height.get(), is_closed)))
        })
    };
    let (area, line) = (path(true), path(false));
    let end = move || timeline.with_ruler(|ruler| ruler.x(f64::INFINITY));
    let limit = move || {
        with_chart(lane, |chart| {
            let limit = chart.limit.filter(|limit| *limit <= chart.top())?;
            let y = chart.y(limit, height.get());
            Some(view! { <line class="chart__limit" x1="0" x2=end() y1=y y2=y/> })
        })
    };
    let ticks = Memo::new(move |_| {
        let cursor = timeline.app.cursor.get();
        with_chart(lane, |chart| {
            let (past, future) = timeline.with_ruler(|ruler| chart.failure_ticks(ruler, cursor));
            (tick_path(&past, height.get()), tick_path(&future, height.get()))
        })
    });
    let size = move || (timeline.width.get(), height.get() + BELOW);
    view! {
        <svg class="chart" aria-hidden="true" width=move || size().0 height=move || size().1>
            <line class="chart__base" x1="0" x2=end y1=height y2=height/>
            <path class="chart__future" d=move || line.get()/>
            {limit}
            <path class="chart__miss chart__miss--future" d=move || ticks.get().1/>
            <path class="chart__miss" d=move || ticks.get().0/>
        </svg>
        <span class="chart__past">
            <svg class="chart" aria-hidden="true" width=move || size().0 height=move || size().1>
                <path class="chart__area" d=move || area.get()/>
                <path class="chart__line" d=move || line.get()/>
            </svg>
        </span>
        <span class="chart__scale" aria-hidden="true" style=move || format!("left:{:.1}px;height:{}px", end() + 8.0, height.get() + 14.0)>
            <span>{with_chart(lane, Chart::top)}</span><span>"0"</span>
        </span>
    }
}

fn with_chart<T: Default>(lane: StoredValue<Lane>, read: impl FnOnce(&Chart) -> T) -> T {
    lane.with_value(|lane| lane.chart.as_ref().map(read)).unwrap_or_default()
}

fn tick_path(places: &[f64], height: f64) -> String {
    places.iter().fold(String::new(), |mut path, x| {
        let _ = write!(path, "M{x} {}v7", height + 3.0);
        path
    })
}

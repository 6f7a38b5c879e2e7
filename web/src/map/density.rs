//! Where among the children something failed, and how long they took.

use super::Listed;
use crate::platform::size;
use asl_view::{ChildFilter, density, drawing, format, histogram};
use leptos::{ev, html, prelude::*};

/// The most stretches that the strip is cut into.
const STRETCHES: usize = 200;
/// Height of both pictures in their own units.
const HEIGHT: f32 = 40.0;
/// Bars of the durations.
const BARS: usize = 40;

/// A bar for each stretch of children: what succeeded below, what failed on top. A press lists the stretch.
#[component]
pub fn Density(
    /// The children.
    listed: Memo<Option<Listed>>,
    /// What is listed of them.
    filter: RwSignal<ChildFilter>,
) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    let stretches = Memo::new(move |_| {
        listed.with(|listed| listed.as_ref().map_or(Vec::new(), |listed| density(&listed.children, STRETCHES)))
    });
    let drawn = Memo::new(move |_| stretches.with(|stretches| drawing::stacked(stretches, HEIGHT)));
    let path = move |part: usize| move || drawn.with(|drawn| drawn[part].clone());
    let last = move || stretches.with(|stretches| stretches.last().map_or(0, |last| last.first + last.count - 1));
    let press = move |event: ev::MouseEvent| {
        let Some(place) = element.get_untracked().map(|element| size::share_across(&element, &event)) else { return };
        stretches.with_untracked(|stretches| {
            let place = ((place * stretches.len() as f64) as usize).min(stretches.len().saturating_sub(1));
            if let Some(stretch) = stretches.get(place).filter(|_| stretches.len() > 1) {
                let range = Some((stretch.first, stretch.first + stretch.count.max(1) - 1));
                filter.update(|filter| filter.range = range);
            }
        });
    };
    view! {
        <div class="children__picture" node_ref=element on:click=press title="Press a stretch to list it">
            <svg viewBox=move || format!("0 0 {} {HEIGHT}", stretches.with(Vec::len).max(1)) preserveAspectRatio="none" aria-hidden="true">
                <path class="field__ok" d=path(0)/>
                <path class="field__run" d=path(1)/>
                <path class="field__off" d=path(2)/>
                <path class="children__bad" d=path(3)/>
                <path class="field__idle" d=path(4)/>
            </svg>
        </div>
        <p class="children__axis"><span>"#0"</span><span>{move || format!("#{}", format::number(last()))}</span></p>
    }
}

/// How many took how long; nothing where all took the same.
#[component]
pub fn Spread(
    /// The children.
    listed: Memo<Option<Listed>>,
) -> impl IntoView {
    let bars = Memo::new(move |_| {
        let (counts, longest) = listed.with(|listed| Some(histogram(&listed.as_ref()?.children, BARS)))?;
        let used = counts.iter().filter(|count| **count > 0).count();
        (used > 1).then(|| (drawing::bars(&counts, HEIGHT), longest))
    });
    move || {
        bars.get().map(|(path, longest)| {
            let longest = format::duration(f64::from(longest));
            view! {
                <div class="children__picture children__picture--low">
                    <svg viewBox=format!("0 0 {BARS} {HEIGHT}") preserveAspectRatio="none" role="img"
                        aria-label=format!("How long they took: the longest {longest}")>
                        <path class="children__bars" d=path/>
                    </svg>
                </div>
                <p class="children__axis"><span>"0 s"</span><span>"how long they took"</span><span>{longest}</span></p>
            }
        })
    }
}

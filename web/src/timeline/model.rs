//! What the parts of the timeline share.

use crate::{
    graph::present,
    platform::size,
    store::{App, Run},
};
use asl_view::{
    Gap, Ghost, Lane, LaneSwitches, Ruler, Scale, Stack, end_beside_ghost, gaps, keep_in_sight, lane_at, lanes,
    seek_target,
};
use leptos::{ev, html, prelude::*};
use std::{collections::BTreeSet, sync::Arc};

/// Width of the names, height of the axis and of a lane, on a wide and on a narrow panel; a chart is three lanes high.
const WIDE: Measures = Measures { names: 200.0, axis: 22.0, lane: 20.0 };
const NARROW: Measures = Measures { names: 110.0, axis: 28.0, lane: 32.0 };
/// A panel up to this width is narrow.
const NARROWEST: f64 = 760.0;
/// Up to this many lanes all are in the document, else those in sight.
const FEW: usize = 200;
/// The axis is at most this many times as wide as the panel.
const LARGEST: f64 = 64.0;
/// One step of zoom.
const STEP: f64 = 1.5;

#[derive(Clone, Copy, PartialEq)]
struct Measures {
    names: f64,
    axis: f64,
    lane: f64,
}

/// The run before the last change, and what in it belongs to what.
type GhostRun = Arc<(Ghost, Arc<Run>)>;

/// The timeline of the present run.
#[derive(Clone, Copy)]
pub struct Timeline {
    /// The page.
    pub app: App,
    /// What scrolls.
    window: NodeRef<html::Div>,
    /// Inside of what scrolls, in pixels.
    pub size: RwSignal<(f64, f64)>,
    /// How far it is scrolled.
    pub scroll: RwSignal<(f64, f64)>,
    /// How many times as wide as the panel the axis is.
    pub zoom: RwSignal<f64>,
    /// Which gaps are unfolded.
    opened: RwSignal<BTreeSet<u64>>,
    /// Which lanes are folded or unfolded.
    switches: RwSignal<LaneSwitches>,
    /// The gaps that are worth folding.
    pub gaps: Memo<Vec<Gap>>,
    /// Width of the axis in pixels.
    pub width: Memo<f64>,
    scale: Memo<Scale>,
    /// The run before the last change, and what in it belongs to what.
    pub ghost: Memo<Option<GhostRun>>,
    /// The lanes.
    pub lanes: Memo<Arc<Vec<Lane>>>,
    /// Where they are.
    pub stack: Memo<Stack>,
}

impl Timeline {
    /// The timeline of the app's run in this window.
    pub fn new(app: App, window: NodeRef<html::Div>) -> Self {
        let (size, zoom) = (RwSignal::new((0.0, 0.0)), RwSignal::new(1.0));
        let (opened, switches) = (RwSignal::new(BTreeSet::new()), RwSignal::new(LaneSwitches::new()));
        let found = Memo::new(move |_| present::with_run(app, Vec::new(), |run| gaps(&run.trace)));
        let width = Memo::new(move |_| {
            let shown = size.get().0;
            ((shown - measures(shown).names) * zoom.get()).max(1.0)
        });
        let scale = Memo::new(move |_| {
            let folded: Vec<Gap> = opened.with(|opened| {
                found.with(|gaps| gaps.iter().filter(|gap| !opened.contains(&gap.key())).copied().collect())
            });
            let end_of = |run: &Run| run.trace.events.last().map_or(0.0, |event| event.time);
            let end = present::with_run(app, 0.0, end_of);
            let hidden = folded.iter().map(Gap::length).sum();
            let ghost = app.ghost().map(|(before, _)| end_of(&before));
            let end = ghost.map_or(end, |ghost| end_beside_ghost(end, hidden, ghost));
            Scale::new(end, &folded, width.get())
        });
        let rows = Memo::new(move |_| {
            let focus = app.focus.get();
            switches.with(|switches| {
                let found = |run: &crate::store::Run| lanes(&run.trace, &run.index, &run.outline, focus, switches);
                Arc::new(present::with_run(app, Vec::new(), found))
            })
        });
        let stack = Memo::new(move |_| {
            let lane = measures(size.get().0).lane;
            let height = |row: &Lane| if row.chart.is_some() { 3.0 * lane } else { lane };
            rows.with(|rows| Stack::new(rows.iter().map(height)))
        });
        let ghost = Memo::new_with_compare(
            move |_| {
                let (before, now) = app.ghost()?;
                let links = Ghost::new(&now.trace, &now.outline, &before.trace, &before.outline);
                Some(Arc::new((links, before)))
            },
            |before, after| before.is_some() || after.is_some(),
        );
        let scroll = RwSignal::new((0.0, 0.0));
        Self { app, window, size, scroll, zoom, opened, switches, gaps: found, width, scale, ghost, lanes: rows, stack }
    }

    /// Whether the panel is as narrow as a phone.
    pub fn is_narrow(self) -> bool {
        measures(self.size.get().0) == NARROW
    }

    /// The measures, for the style sheet.
    pub fn measures(self) -> String {
        let found = measures(self.size.get().0);
        let (width, height) = (self.width.get(), self.stack.with(Stack::height));
        format!(
            "--names:{}px;--axis:{}px;--lane:{}px;--plot:{width:.1}px;--lanes:{height}px;--sight:{}px",
            found.names,
            found.axis,
            found.lane,
            self.size.get().1
        )
    }

    /// Reads the axis.
    pub fn with_ruler<T>(self, read: impl FnOnce(&Ruler<'_>) -> T) -> T {
        let width = self.width.get();
        self.scale.with(|scale| read(&Ruler { scale, width }))
    }

    /// The lanes that are in the document.
    pub fn in_sight(self) -> std::ops::Range<usize> {
        let count = self.lanes.with(|lanes| lanes.len());
        if count <= FEW {
            return 0..count;
        }
        let (_, top) = self.scroll.get();
        self.stack.with(|stack| stack.in_sight(top, self.size.get().1))
    }

    /// The part of the axis in sight, and a little more: from and to in pixels.
    pub fn plot_in_sight(self) -> (f64, f64) {
        let (left, width) = (self.scroll.get().0, self.size.get().0);
        (left - width / 2.0, left + width * 1.5)
    }

    /// Whether a gap is unfolded.
    pub fn is_unfolded(self, gap: &Gap) -> bool {
        self.opened.with(|opened| opened.contains(&gap.key()))
    }

    /// Folds or unfolds a gap.
    pub fn turn_gap(self, gap: &Gap) {
        self.opened.update(|opened| {
            if !opened.remove(&gap.key()) {
                opened.insert(gap.key());
            }
        });
    }

    /// Folds or unfolds the lanes inside a lane.
    pub fn turn_lane(self, scope: u32, state: u32) {
        self.switches.update(|switches| {
            if !switches.remove(&(scope, state)) {
                switches.insert((scope, state));
            }
        });
    }

    /// Moves the cursor to where a press on the axis is; `left` is the axis's left edge in the window.
    pub fn seek(self, event: &ev::PointerEvent, left: f64) {
        let x = f64::from(event.client_x()) - left;
        let target = self.app.run.with_untracked(|run| {
            let run = run.as_ref()?;
            Some(untrack(|| self.with_ruler(|ruler| seek_target(&run.trace, ruler, x))))
        });
        if let Some((cursor, time)) = target {
            self.app.seek(cursor);
            self.app.turn_clock(time);
        }
    }

    /// The cursor at the moment that a press on the axis or on the bars means.
    pub fn moment(self, event: &ev::MouseEvent) -> Option<u32> {
        let window = self.window.get_untracked()?;
        let left = size::corner(&window).0 + measures(self.size.get_untracked().0).names;
        let x = f64::from(event.client_x()) - left;
        let run = self.app.run.get_untracked().filter(|_| x >= 0.0)?;
        let x = x + self.scroll.get_untracked().0;
        Some(untrack(|| self.with_ruler(|ruler| seek_target(&run.trace, ruler, x))).0)
    }

    /// Zooms around a place in the window, in pixels from the left edge of the axis in sight.
    fn zoom_at(self, factor: f64, place: f64) {
        let Some(element) = self.window.get_untracked() else { return };
        let before = f64::from(element.scroll_left());
        let time = untrack(|| self.with_ruler(|ruler| ruler.time(before + place)));
        self.zoom.update(|zoom| *zoom = (*zoom * factor).clamp(1.0, LARGEST));
        let after = untrack(|| self.with_ruler(|ruler| ruler.x(time)));
        // The sheet has its new width in the next frame.
        request_animation_frame(move || element.set_scroll_left((after - place).round() as i32));
    }

    /// One step in or out, around the playhead if it is in sight, else around the middle.
    pub fn zoom_step(self, inwards: bool) {
        let (left, shown) = (self.scroll.get_untracked().0, self.size.get_untracked().0);
        let shown = shown - measures(shown).names;
        let playhead = untrack(|| self.with_ruler(|ruler| ruler.x(self.app.clock.get()))) - left;
        let place = if (0.0..=shown).contains(&playhead) { playhead } else { shown / 2.0 };
        self.zoom_at(if inwards { STEP } else { 1.0 / STEP }, place);
    }

    /// Shows everything.
    pub fn fit(self) {
        self.zoom.set(1.0);
    }

    /// Zooms around the pointer.
    pub fn wheel(self, event: &ev::WheelEvent) {
        event.prevent_default();
        let Some(element) = self.window.get_untracked() else { return };
        let names = measures(self.size.get_untracked().0).names;
        let place = f64::from(event.client_x()) - size::corner(&element).0 - names;
        let lines = if event.delta_mode() == 1 { 16.0 } else { 1.0 };
        self.zoom_at((-event.delta_y() * lines * 0.004).exp().clamp(0.5, 2.0), place.max(0.0));
    }

    /// Keys: `+`, `-` and `0`. Answers whether it was one.
    pub fn press(self, key: &str) -> bool {
        match key {
            "+" | "=" => self.zoom_step(true),
            "-" => self.zoom_step(false),
            "0" => self.fit(),
            _ => return false,
        }
        true
    }

    /// Scrolls so that a lane is in sight.
    pub fn show_lane(self, lane: usize) {
        // What the window would say itself it could only say once the page is laid out.
        let ((width, height), top) = (self.size.get_untracked(), self.scroll.get_untracked().1);
        let height = height - measures(width).axis;
        let target = self.stack.with_untracked(|stack| stack.scroll_to(lane, top, height));
        if let (Some(target), Some(element)) = (target, self.window.get_untracked()) {
            element.set_scroll_top(target.round() as i32);
        }
    }

    /// Keeps the playhead and the lane of the present event in sight.
    pub fn follow_run(self) {
        let app = self.app;
        Effect::new(move |_| {
            let cursor = app.cursor.get();
            let lane = app
                .run
                .with_untracked(|run| self.lanes.with_untracked(|lanes| lane_at(lanes, &run.as_ref()?.trace, cursor)));
            if let Some(lane) = lane {
                self.show_lane(lane);
            }
        });
        Effect::new(move |_| {
            let clock = app.clock.get();
            let Some(element) = self.window.get().filter(|_| self.zoom.get_untracked() > 1.0) else { return };
            let left = self.scroll.get_untracked().0;
            let shown = self.size.get_untracked().0;
            let x = untrack(|| self.with_ruler(|ruler| ruler.x(clock)));
            let width = shown - measures(shown).names;
            if let Some(left) = keep_in_sight(x, left, width) {
                element.set_scroll_left(left.round() as i32);
            }
        });
    }
}

fn measures(width: f64) -> Measures {
    if width > NARROWEST { WIDE } else { NARROW }
}

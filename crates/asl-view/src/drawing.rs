//! Outlines of nodes and lines of edges as SVG path data, in CSS pixels.

use crate::{Density, Geometry, Outline, Rect, StateType};
use std::fmt::Write;

/// The corner of a line that turns.
const TURN: f32 = 8.0;
/// Length of an arrow head; the line ends under it.
const HEAD: f32 = 7.0;

/// The silhouette of a state's type. `inset` is half of the border's width, so that the border stays inside.
pub fn shape(kind: StateType, width: f32, height: f32, inset: f32) -> String {
    let (left, top, right, bottom) = (inset, inset, width - inset, height - inset);
    let middle = height / 2.0;
    match kind {
        StateType::Choice => {
            let cut = 13.0;
            format!(
                "M{} {top}H{}L{right} {middle}L{} {bottom}H{}L{left} {middle}Z",
                left + cut,
                right - cut,
                right - cut,
                left + cut
            )
        }
        StateType::Fail => {
            let cut = 12.0;
            format!(
                "M{} {top}H{}L{right} {}V{}L{} {bottom}H{}L{left} {}V{}Z",
                left + cut,
                right - cut,
                top + cut,
                bottom - cut,
                right - cut,
                left + cut,
                bottom - cut,
                top + cut
            )
        }
        StateType::Pass => {
            let (cut, round) = (12.0, 8.0);
            format!(
                "M{} {top}H{}L{right} {}V{}a{round} {round} 0 0 1 -{round} {round}H{}a{round} {round} 0 0 1 -{round} -{round}V{}a{round} {round} 0 0 1 {round} -{round}Z",
                left + round,
                right - cut,
                top + cut,
                bottom - round,
                left + round,
                top + round
            )
        }
        StateType::Wait | StateType::Succeed => rounded(left, top, right, bottom, (bottom - top).min(44.0) / 2.0),
        StateType::Task | StateType::Parallel | StateType::Map => rounded(left, top, right, bottom, 8.0),
    }
}

fn rounded(left: f32, top: f32, right: f32, bottom: f32, round: f32) -> String {
    format!(
        "M{} {top}H{}a{round} {round} 0 0 1 {round} {round}V{}a{round} {round} 0 0 1 -{round} {round}H{}a{round} {round} 0 0 1 -{round} -{round}V{}a{round} {round} 0 0 1 {round} -{round}Z",
        left + round,
        right - round,
        bottom - round,
        left + round,
        top + round
    )
}

/// An edge's line with round corners; it ends under the arrow head.
pub fn line(points: &[(f32, f32)]) -> String {
    let mut path = String::new();
    let Some((first, last)) = points.first().zip(points.last()) else { return path };
    let _ = write!(path, "M{} {}", first.0, first.1);
    for corner in points.windows(3) {
        let [before, at, after] = [corner[0], corner[1], corner[2]];
        let turn = TURN.min(distance(before, at) / 2.0).min(distance(at, after) / 2.0);
        let (start, end) = (towards(at, before, turn), towards(at, after, turn));
        let _ = write!(path, "L{} {}Q{} {} {} {}", start.0, start.1, at.0, at.1, end.0, end.1);
    }
    if let Some(before) = points.len().checked_sub(2).map(|place| points[place]) {
        let end = towards(*last, before, (HEAD - 1.0).min(distance(*last, before)));
        let _ = write!(path, "L{} {}", end.0, end.1);
    }
    path
}

/// The whole way along an edge, for what travels on it.
pub fn way(points: &[(f32, f32)]) -> String {
    let mut path = line(points);
    if let Some(last) = points.last() {
        let _ = write!(path, "L{} {}", last.0, last.1);
    }
    path
}

/// The arrow head at the end of an edge.
pub fn head(points: &[(f32, f32)]) -> String {
    let Some(tip) = points.last().copied() else { return String::new() };
    let Some(before) = points.iter().rev().find(|point| **point != tip).copied() else { return String::new() };
    let base = towards(tip, before, HEAD);
    // Across the direction of the last part.
    let length = distance(tip, before).max(f32::EPSILON);
    let across = ((tip.1 - before.1) / length * HEAD / 2.0, (tip.0 - before.0) / length * HEAD / 2.0);
    format!(
        "M{} {}L{} {}L{} {}Z",
        tip.0,
        tip.1,
        base.0 - across.0,
        base.1 + across.1,
        base.0 + across.0,
        base.1 - across.1
    )
}

/// The length of an edge.
pub fn length(points: &[(f32, f32)]) -> f32 {
    points.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

fn distance(one: (f32, f32), other: (f32, f32)) -> f32 {
    (one.0 - other.0).hypot(one.1 - other.1)
}

/// The point `length` away from `from` in the direction of `to`.
fn towards(from: (f32, f32), to: (f32, f32), length: f32) -> (f32, f32) {
    let whole = distance(from, to);
    if whole < f32::EPSILON {
        return from;
    }
    (from.0 + (to.0 - from.0) * length / whole, from.1 + (to.1 - from.1) * length / whole)
}

/// Many small squares as one path: for each place of a grid with `columns` columns, pitch and size in pixels.
pub fn cells(places: impl Iterator<Item = u32>, columns: u32, pitch: f32, size: f32) -> String {
    let mut path = String::new();
    let offset = (pitch - size) / 2.0;
    for place in places {
        let (x, y) = ((place % columns.max(1)) as f32 * pitch, (place / columns.max(1)) as f32 * pitch);
        let _ = write!(path, "M{} {}h{size}v{size}h-{size}z", x + offset, y + offset);
    }
    path
}

/// How a picture is shown: its zoom, and where its top left corner is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// 1 is the natural size.
    pub zoom: f64,
    /// Pixels.
    pub x: f64,
    /// Pixels.
    pub y: f64,
}

/// Smallest and largest zoom.
pub const ZOOM: (f64, f64) = (0.1, 3.0);

impl View {
    /// Shows a whole picture in a window, not larger than its natural size.
    pub fn whole(geometry: &Geometry, width: f64, height: f64) -> Self {
        // The picture has a margin of its own.
        let room = (width - 4.0, height);
        let zoom = (room.0 / f64::from(geometry.width).max(1.0)).min(room.1 / f64::from(geometry.height).max(1.0));
        Self::at(geometry, width, height, zoom.clamp(ZOOM.0, 1.0))
    }

    /// Shows a picture so that it can be read, from its top: whole if that is large enough.
    pub fn readable(geometry: &Geometry, width: f64, height: f64) -> Self {
        let whole = Self::whole(geometry, width, height);
        if whole.zoom >= 0.7 {
            return whole;
        }
        let zoom = ((width - 24.0) / f64::from(geometry.width).max(1.0)).clamp(0.7, 1.0);
        let view = Self::at(geometry, width, height, zoom);
        let x = if f64::from(geometry.width) * zoom > width {
            geometry.start.map_or(12.0, |start| {
                let wish = width / 2.0 - f64::from(start.x + start.width / 2.0) * zoom;
                wish.clamp(width - 12.0 - f64::from(geometry.width) * zoom, 12.0)
            })
        } else {
            view.x
        };
        Self { x, ..view }
    }

    fn at(geometry: &Geometry, width: f64, height: f64, zoom: f64) -> Self {
        let x = (width - f64::from(geometry.width) * zoom) / 2.0;
        let y = ((height - f64::from(geometry.height) * zoom) / 2.0).max(0.0);
        Self { zoom, x: x.round(), y: y.round() }
    }

    /// Zooms by a factor around a point of the window.
    pub fn zoomed(self, factor: f64, x: f64, y: f64) -> Self {
        let zoom = (self.zoom * factor).clamp(ZOOM.0, ZOOM.1);
        let real = zoom / self.zoom;
        Self { zoom, x: x - (x - self.x) * real, y: y - (y - self.y) * real }
    }

    /// Moves the picture.
    pub fn moved(self, x: f64, y: f64) -> Self {
        Self { x: self.x + x, y: self.y + y, ..self }
    }

    /// Moves the picture so that a rectangle lies in the middle part of the window, if it does not yet.
    pub fn following(self, rect: Rect, width: f64, height: f64) -> Self {
        let near = |from: f64, length: f64, room: f64| {
            let (low, high) = (room * 0.12, room * 0.88);
            match () {
                () if from < low || length > high - low => low - from,
                () if from + length > high => high - from - length,
                () => 0.0,
            }
        };
        let (left, top) = (f64::from(rect.x) * self.zoom + self.x, f64::from(rect.y) * self.zoom + self.y);
        let across = near(left, f64::from(rect.width) * self.zoom, width);
        let down = near(top, f64::from(rect.height) * self.zoom, height);
        self.moved(across, down)
    }
}

/// Whether two definitions make the same picture, wherever their texts stand.
pub fn same_picture(one: (&Outline, &Geometry), other: (&Outline, &Geometry)) -> bool {
    let plain = |outline: &Outline| {
        let mut outline = outline.clone();
        for state in &mut outline.states {
            (state.key_range, state.range) = ((0, 0), (0, 0));
        }
        outline
    };
    one.1 == other.1 && plain(one.0) == plain(other.0)
}

/// Stretches of children as columns one wide, each as high as `height`: what succeeded, is at work, was stopped, failed,
/// and has not begun, from the bottom up. What is rare keeps a height that can be seen, at the cost of what is not.
pub fn stacked(stretches: &[Density], height: f32) -> [String; 5] {
    let mut paths: [String; 5] = Default::default();
    let least = height / 10.0;
    for (column, stretch) in stretches.iter().enumerate() {
        let began = stretch.succeeded + stretch.open + stretch.aborted + stretch.failed;
        let counts = [stretch.succeeded, stretch.open, stretch.aborted, stretch.failed, stretch.count - began];
        let wanted = counts.map(|count| match count {
            0 => 0.0,
            count => (count as f32 / stretch.count as f32 * height).max(least),
        });
        let scale = height / wanted.iter().sum::<f32>().max(f32::EPSILON);
        let mut bottom = height;
        for (path, wanted) in paths.iter_mut().zip(wanted).filter(|(_, wanted)| *wanted > 0.0) {
            let part = wanted * scale;
            let _ = write!(path, "M{column} {bottom:.1}v-{part:.1}h1v{part:.1}Z");
            bottom -= part;
        }
    }
    paths
}

/// Counts as bars one wide; the highest has this height, and none but 0 is too low to be seen.
pub fn bars(counts: &[u32], height: f32) -> String {
    let highest = counts.iter().copied().max().unwrap_or(0).max(1) as f32;
    let mut path = String::new();
    for (column, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let part = (*count as f32 / highest * height).max(height / 20.0);
        let _ = write!(path, "M{:.1} {height}v-{part:.1}h.8v{part:.1}Z", column as f32 + 0.1);
    }
    path
}

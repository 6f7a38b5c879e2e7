//! The time axis: virtual time to pixels and back, with long gaps folded away.

use super::folds::Gap;

/// Width of a folded gap in pixels.
const FOLD: f64 = 88.0;
/// No folded gap is wider than this share of the axis, and all together no wider than three times that.
const WIDEST_FOLD: f64 = 0.15;
/// Room before the first moment and after the last one, for icons and words.
const BEFORE: f64 = 10.0;
const AFTER: f64 = 56.0;

/// A part of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Virtual milliseconds.
    pub from: f64,
    /// Virtual milliseconds.
    pub to: f64,
    /// Between 0 and 1.
    pub left: f64,
    /// Between 0 and 1.
    pub right: f64,
    /// Whether it is folded away.
    pub is_folded: bool,
}

/// The axis of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scale {
    /// The parts in order, without holes.
    pub segments: Vec<Segment>,
}

impl Scale {
    /// Makes an axis that ends at `end` (virtual milliseconds) and is `width` pixels wide, where `folded` gaps, which
    /// do not overlap and stand in order, take little room.
    pub fn new(end: f64, folded: &[Gap], width: f64) -> Self {
        let end = if end.is_finite() { end.max(1.0) } else { 1.0 };
        let widest = WIDEST_FOLD.min(3.0 * WIDEST_FOLD / folded.len().max(1) as f64);
        let fold = (FOLD / width.max(1.0)).min(widest);
        let hidden: f64 = folded.iter().map(Gap::length).sum();
        let share = (1.0 - fold * folded.len() as f64) / (end - hidden).max(f64::MIN_POSITIVE);
        let mut segments = Vec::new();
        let (mut time, mut left) = (0.0, 0.0);
        for (from, to) in folded.iter().map(|gap| (gap.from, gap.to)).chain([(end, end)]) {
            if from > time {
                let right = left + (from - time) * share;
                segments.push(Segment { from: time, to: from, left, right, is_folded: false });
                left = right;
            }
            if to > from {
                segments.push(Segment { from, to, left, right: left + fold, is_folded: true });
                left += fold;
            }
            time = to;
        }
        Self { segments }
    }

    /// The place of a virtual time, between 0 and 1.
    pub fn place(&self, time: f64) -> f64 {
        let at = self.segments.partition_point(|segment| segment.to < time).min(self.segments.len().saturating_sub(1));
        self.segments.get(at).map_or(0.0, |segment| {
            let share = (time - segment.from) / (segment.to - segment.from).max(f64::MIN_POSITIVE);
            segment.left + (segment.right - segment.left) * share.clamp(0.0, 1.0)
        })
    }

    /// The virtual time at a place between 0 and 1.
    pub fn time(&self, place: f64) -> f64 {
        let at = self.segments.partition_point(|segment| segment.right < place);
        self.segments.get(at.min(self.segments.len().saturating_sub(1))).map_or(0.0, |segment| {
            let share = (place - segment.left) / (segment.right - segment.left).max(f64::MIN_POSITIVE);
            segment.from + (segment.to - segment.from) * share.clamp(0.0, 1.0)
        })
    }

    /// Milliseconds of all parts that are not folded, and their share of the width.
    pub(super) fn shown(&self) -> (f64, f64) {
        self.segments
            .iter()
            .filter(|segment| !segment.is_folded)
            .fold((0.0, 0.0), |sum, part| (sum.0 + part.to - part.from, sum.1 + part.right - part.left))
    }
}

/// An axis laid out over a number of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruler<'a> {
    /// The axis.
    pub scale: &'a Scale,
    /// Pixels from edge to edge.
    pub width: f64,
}

impl Ruler<'_> {
    fn inner(&self) -> (f64, f64) {
        let after = AFTER.min(self.width * 0.12);
        (BEFORE, (self.width - BEFORE - after).max(1.0))
    }

    /// Pixels from the left edge to a virtual time.
    pub fn x(&self, time: f64) -> f64 {
        let (before, inner) = self.inner();
        before + self.scale.place(time) * inner
    }

    /// The virtual time at pixels from the left edge.
    pub fn time(&self, x: f64) -> f64 {
        let (before, inner) = self.inner();
        self.scale.time(((x - before) / inner).clamp(0.0, 1.0))
    }

    /// Left edge and width of the span between two virtual times, in pixels.
    pub fn span(&self, from: f64, to: f64) -> (f64, f64) {
        let left = self.x(from);
        (left, (self.x(to) - left).max(0.0))
    }

    /// From where to where the folded gaps are, in pixels.
    pub fn folds(&self) -> impl Iterator<Item = (f64, f64)> {
        let folded = self.scale.segments.iter().filter(|segment| segment.is_folded);
        folded.map(|segment| (self.x(segment.from), self.x(segment.to)))
    }

    /// The pixels that one millisecond takes where nothing is folded.
    pub(super) fn pixels_per_millisecond(&self) -> f64 {
        let (time, share) = self.scale.shown();
        share * self.inner().1 / time.max(f64::MIN_POSITIVE)
    }
}

//! Lanes of different heights below each other, and which of them are in sight. Lengths are in pixels.

use std::ops::Range;

/// Drawn above and below what is in sight, so that a scroll does not show a gap.
const MARGIN: f64 = 200.0;

/// The tops of lanes below each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// One more than there are lanes: the last is the height of all.
    tops: Vec<f64>,
}

impl Stack {
    /// Puts lanes of these heights below each other.
    pub fn new(heights: impl IntoIterator<Item = f64>) -> Self {
        let mut tops = vec![0.0];
        let mut top = 0.0;
        for height in heights {
            top += height;
            tops.push(top);
        }
        Self { tops }
    }

    /// Height of all lanes.
    pub fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Top of a lane; the end for one that does not exist.
    pub fn top(&self, lane: usize) -> f64 {
        self.tops.get(lane).copied().unwrap_or_else(|| self.height())
    }

    /// The lanes to draw when the list is scrolled this far in a window of this height.
    pub fn in_sight(&self, scroll: f64, height: f64) -> Range<usize> {
        let count = self.tops.len().saturating_sub(1);
        // A list that became shorter is scrolled back by the browser, but only later.
        let scroll = scroll.clamp(0.0, (self.height() - height).max(0.0));
        let first = self.tops.partition_point(|top| *top <= scroll - MARGIN).saturating_sub(1).min(count);
        let end = self.tops.partition_point(|top| *top < scroll + height + MARGIN).min(count);
        first..end.max(first)
    }

    /// How far to scroll so that a lane is in sight; `None` if it already is.
    pub fn scroll_to(&self, lane: usize, scroll: f64, height: f64) -> Option<f64> {
        let (top, bottom) = (self.top(lane), self.top(lane + 1));
        match () {
            () if lane + 1 >= self.tops.len() => None,
            () if top < scroll => Some(top),
            () if bottom > scroll + height => Some((bottom - height).max(0.0).min(top)),
            () => None,
        }
    }
}

//! Which rows of a long list of equal rows are in sight, so that no others need be drawn. Lengths are in pixels.

use std::ops::Range;

/// Rows drawn above and below those in sight, so that a scroll does not show a gap.
const MARGIN: f64 = 8.0;

/// A window on a list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sight {
    /// How far the list is scrolled.
    pub scroll: f64,
    /// Height of the window without what stays on top of it.
    pub height: f64,
    /// Height of a row.
    pub row: f64,
}

impl Sight {
    /// The rows to draw of a list of `count`.
    pub fn rows(self, count: usize) -> Range<usize> {
        if self.row <= 0.0 || self.height <= 0.0 {
            return 0..0;
        }
        // A list that became shorter is scrolled back by the browser, but only later.
        let scroll = self.scroll.clamp(0.0, self.last(count));
        let first = (scroll / self.row).floor() - MARGIN;
        let end = ((scroll + self.height) / self.row).ceil() + MARGIN;
        let end = (end as usize).min(count);
        (first.max(0.0) as usize).min(end)..end
    }

    /// How far a list of `count` can be scrolled.
    pub fn last(self, count: usize) -> f64 {
        (count as f64 * self.row - self.height).max(0.0)
    }

    /// How far to scroll so that a row is in sight with one neighbour; `None` if it already is. A row that is far
    /// away comes to the middle.
    pub fn scroll_to(self, row: usize) -> Option<f64> {
        if self.row <= 0.0 {
            return None;
        }
        let top = row as f64 * self.row;
        let (first, last) = (self.scroll, self.scroll + self.height - self.row);
        let near = self.height / 2.0;
        let neighbour = if self.height >= 3.0 * self.row { self.row } else { 0.0 };
        let target = match () {
            () if top >= first && top <= last => return None,
            () if top < first - near || top > last + near => top - (self.height - self.row) / 2.0,
            () if top < first => top - neighbour,
            () => top - self.height + self.row + neighbour,
        };
        // The row at the top is a whole one.
        Some(((target / self.row).ceil().max(0.0) * self.row).min(top))
    }

    /// How many rows a page is.
    pub fn page(self) -> usize {
        ((self.height / self.row.max(1.0)) as usize).saturating_sub(1).max(1)
    }
}

/// Which elements show which rows: an element that goes out of sight shows a row that comes into it, so that none has to
/// be made while a list is scrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    /// The place of the first row.
    first: usize,
    /// The elements, by place.
    ids: Vec<u32>,
    /// How many elements there have been.
    made: u32,
}

impl Slots {
    /// The same elements for other rows: those whose rows stay keep them.
    pub fn turned(self, rows: Range<usize>) -> Self {
        let Self { first, ids, mut made } = self;
        let kept = |place: usize| place.checked_sub(first).and_then(|at| ids.get(at)).copied();
        let stays = |at: usize| rows.contains(&(first + at));
        let mut free = ids.iter().enumerate().filter(|(at, _)| !stays(*at)).map(|(_, id)| *id);
        let mut next = || {
            free.next().unwrap_or_else(|| {
                made += 1;
                made - 1
            })
        };
        let turned = rows.clone().map(|place| kept(place).unwrap_or_else(&mut next)).collect();
        Self { first: rows.start, ids: turned, made }
    }

    /// The elements, in the order of the rows.
    pub fn ids(&self) -> impl Iterator<Item = u32> + '_ {
        self.ids.iter().copied()
    }

    /// The place of the row that an element shows; `None` if it shows none.
    pub fn place_of(&self, id: u32) -> Option<usize> {
        self.ids.iter().position(|other| *other == id).map(|at| self.first + at)
    }
}

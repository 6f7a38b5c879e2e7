//! Many iterations as small squares in one image, or as a strip of densities: what a canvas shows.

use crate::StatusKind;

/// From this number of iterations on there is no square for each, but a bar for each stretch.
pub const MOST_SQUARES: usize = 10_000;
/// Bars of a density strip.
const BARS: usize = 200;
/// Pixels of the image for a CSS pixel, so that squares of half pixels are sharp.
pub const SCALE: u32 = 2;

/// What squares stand for, in the order of a palette: not reached, ended well, at work, stopped, failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Not reached.
    Idle,
    /// Ended well.
    Ok,
    /// At work.
    Run,
    /// Stopped by something else.
    Off,
    /// Failed.
    Bad,
}

impl Part {
    /// The part of a status.
    pub fn of(kind: StatusKind) -> Self {
        match kind {
            StatusKind::NotReached => Self::Idle,
            StatusKind::Succeeded | StatusKind::Caught => Self::Ok,
            StatusKind::Failed | StatusKind::TimedOut => Self::Bad,
            StatusKind::Aborted => Self::Off,
            _ => Self::Run,
        }
    }
}

/// How squares are laid out, row by row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CellGrid {
    /// Squares in a row.
    pub columns: u32,
    /// Rows.
    pub rows: u32,
    /// From one square to the next, in pixels.
    pub pitch: f32,
}

impl CellGrid {
    /// Squares as large as there is room for, up to `most` pixels.
    pub fn fit(count: usize, width: f32, room: f32, most: f32) -> Self {
        let pitches = [10.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.5, 2.0, 1.5, 1.0];
        let grid = |pitch: f32| {
            let columns = ((width / pitch) as u32).max(1);
            Self { columns, rows: (count as u32).div_ceil(columns), pitch }
        };
        let fits = |grid: &Self| grid.pitch <= most && grid.height() <= room.max(8.0);
        pitches.into_iter().map(grid).find(fits).unwrap_or_else(|| grid(1.0))
    }

    /// Width in pixels.
    pub fn width(self) -> f32 {
        self.columns as f32 * self.pitch
    }

    /// Height in pixels.
    pub fn height(self) -> f32 {
        self.rows as f32 * self.pitch
    }

    /// The corner of a square in pixels.
    pub fn corner(self, place: u32) -> (f32, f32) {
        ((place % self.columns.max(1)) as f32 * self.pitch, (place / self.columns.max(1)) as f32 * self.pitch)
    }

    /// The square at a point.
    pub fn at(self, x: f32, y: f32) -> u32 {
        let column = ((x / self.pitch).max(0.0) as u32).min(self.columns.saturating_sub(1));
        (y / self.pitch).max(0.0) as u32 * self.columns + column
    }
}

/// An image: RGBA, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pixels {
    /// In pixels of the image.
    pub width: u32,
    /// In pixels of the image.
    pub height: u32,
    /// Four bytes for each.
    pub bytes: Vec<u8>,
}

impl Pixels {
    fn new(width: u32, height: u32) -> Self {
        Self { width, height, bytes: vec![0; (width * height * 4) as usize] }
    }

    fn fill(&mut self, (left, top): (u32, u32), (right, bottom): (u32, u32), colour: [u8; 4]) {
        let right = right.min(self.width);
        for y in top..bottom.min(self.height) {
            for x in left..right {
                let at = ((y * self.width + x) * 4) as usize;
                self.bytes[at..at + 4].copy_from_slice(&colour);
            }
        }
    }
}

/// Draws the squares. Failed ones cover the gaps around them, so that one among thousands is seen.
pub fn squares(statuses: &[StatusKind], grid: CellGrid, palette: &[[u8; 4]; 5]) -> Pixels {
    let scale = SCALE as f32;
    let mut image = Pixels::new((grid.width() * scale) as u32, (grid.height() * scale) as u32);
    let side = ((grid.pitch * 0.8 * scale) as u32).max(1);
    let whole = (grid.pitch * scale) as u32;
    // Failures come last, over the squares beside them.
    for failures in [false, true] {
        for (place, kind) in statuses.iter().enumerate() {
            let part = Part::of(*kind);
            if (part == Part::Bad) != failures {
                continue;
            }
            let (x, y) = grid.corner(place as u32);
            let (left, top) = ((x * scale) as u32, (y * scale) as u32);
            let (before, side) = match part {
                Part::Bad => (1, whole),
                Part::Idle => (0, (side / 2).max(1)),
                _ => (0, side),
            };
            let start = (left.saturating_sub(before), top.saturating_sub(before));
            image.fill(start, (left + side, top + side), palette[part as usize]);
        }
    }
    image
}

/// Draws a bar for each stretch of iterations: failed on top, then at work, then what ended well. A stretch with a
/// failure shows at least one pixel of it.
pub fn bars(statuses: &[StatusKind], width: f32, height: f32, palette: &[[u8; 4]; 5]) -> Pixels {
    let mut image = Pixels::new((width * SCALE as f32) as u32, (height * SCALE as f32) as u32);
    let count = BARS.min(statuses.len()).max(1);
    for bar in 0..count {
        let stretch = &statuses[bar * statuses.len() / count..(bar + 1) * statuses.len() / count];
        let (left, right) = (bar as u32 * image.width / count as u32, (bar as u32 + 1) * image.width / count as u32);
        let mut top = 0;
        for part in [Part::Bad, Part::Run, Part::Off, Part::Ok, Part::Idle] {
            let share = stretch.iter().filter(|kind| Part::of(**kind) == part).count();
            if share == 0 {
                continue;
            }
            let most = if part == Part::Bad { 3 } else { 1 };
            let high = (share as u32 * image.height / stretch.len() as u32).max(most);
            image.fill((left, top), (right.saturating_sub(1).max(left + 1), top + high), palette[part as usize]);
            top += high;
        }
    }
    image
}

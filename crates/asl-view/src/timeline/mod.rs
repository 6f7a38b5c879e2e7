//! The run as swimlanes on the virtual clock: which lanes, which bars, where on the axis, and which words fit.

mod axis;
mod bars;
mod chart;
mod folds;
mod ghost;
mod lanes;
mod placing;
mod playhead;
mod scale;
mod stack;

pub use axis::{Mark, axis_label, marks};
pub use bars::{Bar, BarKind};
pub use chart::Chart;
pub use folds::{Gap, gaps};
pub use ghost::{Ghost, GhostBar, end_beside_ghost, place_ghost};
pub use lanes::{Lane, LaneKind, LaneSwitches, lanes};
pub use placing::{Phase, PlacedBar, place_bars, text_width};
pub use playhead::{
    cursor_at_time, flag, flag_left, keep_in_sight, lane_at, lane_note, next_bar, seek_target, time_within,
};
pub use scale::{Ruler, Scale, Segment};
pub use stack::Stack;

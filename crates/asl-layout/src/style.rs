//! The measures of the picture.

/// Sizes and distances in pixels; the defaults are those of the product.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// Free space around the whole picture.
    pub margin: f32,
    /// Least distance between a row and the next.
    pub rank_gap: f32,
    /// Height of an ordinary state. A frame that is taller takes several rows, so that other
    /// states can stand beside it one below the other.
    pub row_height: f32,
    /// Least distance between states side by side.
    pub column_gap: f32,
    /// Least distance between a vertical line and the states or lines beside it.
    pub lane_gap: f32,
    /// Distance between parallel horizontal lines between two rows.
    pub track_gap: f32,
    /// Room a line needs between a row and its first horizontal piece: corner and arrow head.
    pub turn: f32,
    /// Greatest distance between lines that meet the same side of a state.
    pub port_gap: f32,
    /// Distance from a vertical line or a state's side to a label.
    pub label_gap: f32,
    /// Distance from a horizontal line to a label.
    pub label_lift: f32,
    /// Radius of the Start and End markers.
    pub marker_radius: f32,
    /// Distance from a frame's border to its branches: right, bottom, and on the left of a Map.
    pub frame_inset: f32,
    /// Distance from a Parallel's left border, which is drawn double, to its branches.
    pub frame_left: f32,
    /// Height of a branch's head.
    pub branch_header: f32,
    /// Distance from a branch's border to its states.
    pub branch_inset: f32,
    /// Distance between branches.
    pub branch_gap: f32,
    /// Least width of an empty branch.
    pub branch_width: f32,
    /// Branches that are wider than this together continue in a second line.
    pub wrap_width: f32,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            margin: 10.0,
            rank_gap: 22.0,
            row_height: 44.0,
            column_gap: 36.0,
            lane_gap: 12.0,
            track_gap: 10.0,
            turn: 12.0,
            port_gap: 12.0,
            label_gap: 8.0,
            label_lift: 2.0,
            marker_radius: 8.0,
            frame_inset: 10.0,
            frame_left: 14.0,
            branch_header: 26.0,
            branch_inset: 10.0,
            branch_gap: 8.0,
            branch_width: 120.0,
            wrap_width: 2400.0,
        }
    }
}

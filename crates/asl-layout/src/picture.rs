//! The result: rectangles and lines in absolute CSS pixels, origin top left.

/// A laid out graph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Width of the picture, margins included.
    pub width: f32,
    /// Height of the picture, margins included.
    pub height: f32,
    /// Every state; a frame comes before what is inside it.
    pub nodes: Vec<PlacedNode>,
    /// The box of every branch and item processor, outer ones first.
    pub branches: Vec<PlacedBranch>,
    /// Every edge whose ends exist, and the edges of the markers.
    pub edges: Vec<PlacedEdge>,
    /// The Start dots and End rings.
    pub markers: Vec<PlacedMarker>,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// Returns the x of the right side.
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    /// Returns the y of the bottom.
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    pub(crate) fn moved(self, dx: f32, dy: f32) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }
    }
}

/// A state with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedNode {
    /// The caller's id.
    pub id: u32,
    /// Where it stands; a frame may be larger than asked for.
    pub rect: Rect,
    /// How many frames it is inside of.
    pub depth: u32,
    /// How many steps the longest way from the scope's start has, cycles cut.
    pub rank: u32,
    /// For a frame, the area below its head that holds the branches.
    pub content: Option<Rect>,
}

/// Names a branch: the frame it is in, and which of its branches it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BranchOf {
    /// Id of the Parallel or Map state.
    pub owner: u32,
    /// Index of the branch; 0 for an item processor.
    pub branch: usize,
}

/// The box of one branch or item processor.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedBranch {
    /// Which branch.
    pub of: BranchOf,
    /// Where it stands, its head included.
    pub rect: Rect,
    /// How many frames it is inside of; at least 1.
    pub depth: u32,
}

/// Names an edge of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKey {
    /// An edge of the caller, by its id.
    Edge(u32),
    /// The edge from the Start dot to the state with this id.
    Start(u32),
    /// The edge from the state with this id to the End ring.
    End(u32),
}

/// An edge with its line.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedEdge {
    /// Which edge.
    pub key: EdgeKey,
    /// The line from the border of the source to the border of the target: at least two points,
    /// every piece horizontal or vertical, neighbours never in the same direction. The border is
    /// that of the rectangle; a shape with slanted sides prolongs the first and last piece.
    pub points: Vec<(f32, f32)>,
    /// Whether it closes a cycle.
    pub back: bool,
    /// Where its label stands, if it has one.
    pub label: Option<Rect>,
}

/// A Start dot or End ring.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedMarker {
    /// Which of the two.
    pub kind: MarkerKind,
    /// The branch it stands in; `None` at the top level.
    pub scope: Option<BranchOf>,
    /// The square around it.
    pub rect: Rect,
}

/// Start or End.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkerKind {
    /// The filled dot before the first state.
    Start,
    /// The ring after the last states.
    End,
}

//! What to lay out: states with their sizes, and the edges between them.

/// A whole state machine.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// The top-level states.
    pub scope: Scope,
}

/// The states of one machine, one branch or one item processor.
///
/// Indexes are local to the scope. Indexes out of range are ignored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scope {
    /// Index of the `StartAt` state; without one, the first state nothing leads to.
    pub start: Option<usize>,
    /// Indexes of the states that end the scope well (`End: true` and Succeed, not Fail). The
    /// main path is the longest one that reaches such a state.
    pub ends: Vec<usize>,
    /// Whether the scope gets a Start dot with an edge to `start` and an End ring with an edge
    /// from each of `ends`.
    pub markers: bool,
    /// The states in model order.
    pub nodes: Vec<Node>,
    /// The transitions in model order.
    pub edges: Vec<Edge>,
}

/// A state.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The caller's id, handed back unchanged.
    pub id: u32,
    /// Width in pixels; for a state with a frame, the least width.
    pub width: f32,
    /// Height in pixels; for a state with a frame, the least height.
    pub height: f32,
    /// What is drawn inside: the branches of a Parallel or the item processor of a Map.
    pub inside: Option<Frame>,
}

impl Node {
    /// Returns a state with nothing inside.
    pub fn leaf(id: u32, width: f32, height: f32) -> Self {
        Self { id, width, height, inside: None }
    }
}

/// The inside of a Parallel or Map state.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Which of the two.
    pub kind: FrameKind,
    /// Height in pixels of the frame's own head, above the branches.
    pub header: f32,
    /// The branches in model order; for a Map, its one item processor.
    pub children: Vec<Scope>,
    /// What is wider than this is not laid out in further lines: it reaches out of the frame, which is shown as a
    /// window that scrolls.
    pub window: Option<f32>,
}

/// How a frame holds its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKind {
    /// A Parallel state: every child is a branch with a box and a head of its own.
    Branches,
    /// A Map state: the child is the item processor, without a head of its own.
    Items,
}

/// A transition.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The caller's id, handed back unchanged.
    pub id: u32,
    /// Index of the state it leaves.
    pub from: usize,
    /// Index of the state it leads to.
    pub to: usize,
    /// Why it is taken.
    pub kind: EdgeKind,
    /// Width and height in pixels of the label, if it has one.
    pub label: Option<(f32, f32)>,
}

/// Why an edge is taken; the order of the variants is the order in which paths are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// The `Next` field.
    Next,
    /// A rule of a Choice state.
    Choice,
    /// The `Default` of a Choice state.
    Default,
    /// A catcher.
    Catch,
}

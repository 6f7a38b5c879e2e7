//! A layered graph layout in model order, recursive per branch; same input, same picture.
//!
//! A state machine is drawn top down: the main path is one straight column on the left, side
//! paths and error handlers stand in columns to its right, and edges that go back run outside.
//! Every branch and item processor is laid out by itself, inside out, and then takes part in
//! its parent as one large node; ASL edges never cross the border of a scope, so nothing more
//! is needed.
//!
//! The phases, each in its own file: `rank` breaks cycles and gives every state a row, `chain`
//! cuts the graph into straight columns, `plan` and `order` choose the order of the columns
//! and a lane for every edge, `place` finds x, `track` keeps parallel runs apart and finds y,
//! `route` draws the lines and puts the labels beside them, `frame` nests the results.
//!
//! ```
//! use asl_layout::{Edge, EdgeKind, Graph, Node, Scope, Style, layout};
//!
//! let scope = Scope {
//!     start: Some(0),
//!     ends: vec![1],
//!     markers: true,
//!     nodes: vec![Node::leaf(10, 176.0, 44.0), Node::leaf(11, 176.0, 44.0)],
//!     edges: vec![Edge { id: 1, from: 0, to: 1, kind: EdgeKind::Next, label: None }],
//! };
//! let picture = layout(&Graph { scope }, &Style::default());
//! assert_eq!(picture.nodes[0].rect.x, picture.nodes[1].rect.x);
//! assert!(picture.nodes[0].rect.bottom() < picture.nodes[1].rect.y);
//! ```
//!
//! It does not measure text, draw, or round corners: sizes come in, rectangles and orthogonal
//! polylines go out. Invariants: no edge passes through a node, no two nodes or labels overlap,
//! and two edges share a line only where both lead to the same target.

mod chain;
mod frame;
mod graph;
mod narrow;
mod net;
mod order;
mod picture;
mod place;
mod plan;
mod rank;
mod route;
mod style;
mod track;

pub use frame::layout;
pub use graph::{Edge, EdgeKind, Frame, FrameKind, Graph, Node, Scope};
pub use picture::{BranchOf, EdgeKey, Layout, MarkerKind, PlacedBranch, PlacedEdge, PlacedMarker, PlacedNode, Rect};
pub use style::Style;

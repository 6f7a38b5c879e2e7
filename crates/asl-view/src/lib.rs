//! What people see of a run, as pure functions of a trace and a cursor.
//!
//! The worker makes an [`Outline`] of a definition and a [`Trace`] of a run; the page holds both and asks the
//! functions of this crate what to draw. Nothing here runs a machine, reads JSON or touches a browser.

mod document;
mod event;
mod message;
mod outline;
mod trace;

pub use document::Document;
pub use event::EventType;
pub use message::{Answer, Pane, Problem, ProblemSeverity, Request};
pub use outline::{
    Catcher, Edge, EdgeKind, Geometry, Machine, Outline, PlacedBranch, PlacedEdge, PlacedState, Rect, Retrier, State,
    StateType,
};
pub use trace::{Event, NONE, Scope, ScopeKind, Status, Summary, TextId, Texts, Trace, Visit};

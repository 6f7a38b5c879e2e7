//! What people see of a run, as pure functions of a trace and a cursor.
//!
//! The worker makes an [`Outline`] of a definition and a [`Trace`] of a run; the page holds both and asks the
//! functions of this crate what to draw. Nothing here runs a machine, reads JSON or touches a browser.
//!
//! A *cursor* is the number of events that have happened: 0 before the first, `events.len()` at the end; so the event
//! that happened last has the id of the cursor. A *focus* is the scope that is looked into; 0 is the execution.

mod class;
mod codec;
mod compare;
mod describe;
mod document;
mod event;
pub mod format;
mod index;
mod message;
mod outline;
mod place;
mod playback;
mod status;
mod steps;
mod trace;
mod tracks;
mod visit;

pub use class::Role;
pub use codec::DecodeError;
pub use compare::common_prefix;
pub use describe::describe;
pub use document::Document;
pub use event::EventType;
pub use index::{Span, TraceIndex};
pub use message::{Answer, Pane, Problem, ProblemSeverity, Request};
pub use outline::{
    Catcher, Edge, EdgeKind, Geometry, Machine, Outline, PlacedBranch, PlacedEdge, PlacedState, Rect, Retrier, State,
    StateType,
};
pub use place::{
    MapRun, Place, ancestors, iteration_counts, iteration_scope, iteration_statuses, map_run, place, scope_label,
    status_of_scope, template_counts, visit_at,
};
pub use playback::{clock_at, cursor_at, playback};
pub use status::{Counts, NodeStatus, StatusKind};
pub use steps::{
    Tick, is_inside, next_error, previous_error, scope_into, scope_out, step, step_back, step_back_over, step_over,
    ticks, visit_in,
};
pub use trace::{Event, NONE, Scope, ScopeKind, Status, Summary, TextId, Texts, Trace, Visit};
pub use visit::{
    assigned_of_visit, duration_of_visit, edge_of_visit, error_of_visit, input_of_visit, output_of_visit,
    status_of_visit, time_at,
};

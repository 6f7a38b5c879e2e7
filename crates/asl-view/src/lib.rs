//! What people see of a run, as pure functions of a trace and a cursor.
//!
//! The worker makes an [`Outline`] of a definition and a [`Trace`] of a run; the page holds both and asks the
//! functions of this crate what to draw. Nothing here runs a machine, reads JSON or touches a browser.
//!
//! A *cursor* is the number of events that have happened: 0 before the first, `events.len()` at the end; so the event
//! that happened last has the id of the cursor. A *focus* is the scope that is looked into; 0 is the execution.

mod announce;
mod attempts;
mod breakpoint;
mod cells;
mod children;
mod class;
mod codec;
mod compare;
mod comparison;
mod cost;
mod decision;
mod describe;
mod diff;
mod document;
pub mod drawing;
mod edges;
mod evaluated;
mod event;
mod forecast;
pub mod format;
mod glance;
mod history;
mod index;
mod inspection;
mod into_child;
mod iterations;
pub mod json;
mod map_report;
mod message;
mod mock_file;
mod moved;
mod node;
mod origin;
mod outline;
mod place;
mod playback;
mod prepared;
mod reason;
mod rows;
mod scopes;
mod shelf;
mod sight;
mod stages;
mod status;
mod steps;
mod table;
mod timeline;
mod trace;
mod tracks;
mod tryout;
mod visit;
mod walk;

pub use announce::{Announcements, Speech};
pub use attempts::{Attempt, CatcherUse, RetrierUse, attempts, catcher_uses, delay_formula, retrier_uses};
pub use breakpoint::{Breakpoint, Moment, Stop, iteration_around, next_stop, run_to_state, stop_at, stops};
pub use cells::{CellGrid, MOST_SQUARES, Part, Pixels, SCALE, bars, squares};
pub use children::{
    ChildAddress, ChildFilter, ChildOutcome, Children, Density, density, failed_first, histogram, iterations,
};
pub use class::Role;
pub use codec::DecodeError;
pub use compare::{Figure, RunDifference, Side, common_prefix, compare_runs};
pub use comparison::{Comparison, EventDifference};
pub use cost::{Cost, CostRow, MOST_BYTES, MOST_EVENTS, Meter, PRICES_OF, REGION, cost, dollars, meters};
pub use decision::{Answerer, Asked, Decision, Verdict, Waiting, asked, asked_child, waiting};
pub use describe::describe;
pub use diff::{Change, Diff, DiffLine, Sign, diff};
pub use document::{Document, File};
pub use drawing::View;
pub use edges::{Journey, is_edge_taken, is_end_taken, journeys};
pub use evaluated::evaluated;
pub use event::EventType;
pub use forecast::{Forecast, forecast};
pub use glance::looks_like_history;
pub use history::{Payloads, event_json, history_json};
pub use index::{Span, TraceIndex};
pub use inspection::{DataStage, Inspection, RuleVerdict};
pub use into_child::child_into;
pub use iterations::{iteration_of, next_iteration};
pub use map_report::{MapCounts, MapReport, WrittenFile};
pub use message::{Answer, NO_CALL, Pane, Problem, ProblemSeverity, Request, decode, encode};
pub use mock_file::{MockCase, MockFile};
pub use node::{
    FOOT, NodeView, Pip, branch_statuses, current_state, current_visit, map_run_of, node_details, node_view, status_at,
    type_icon, type_name, visit_scope_label, what,
};
pub use origin::{BEFORE, Missed, Origin, Spot, VARIABLES, origin_of, origins_seen, trail};
pub use outline::{
    Catcher, Edge, EdgeKind, Geometry, Machine, Outline, PlacedBranch, PlacedEdge, PlacedState, Rect, Retrier, State,
    StateType,
};
pub use place::{
    MapRun, Place, ancestors, iteration_counts, iteration_scope, iteration_statuses, map_run, place, scope_label,
    status_of_scope, template_counts, visit_at,
};
pub use playback::{clock_at, cursor_at, playback, steady_factor};
pub use prepared::{Prepared, fingerprint};
pub use reason::branches_said;
pub use rows::{EventRow, VisitRow, event_row, event_status, status_of_event, visit_row};
pub use scopes::{VariableRow, variables_at};
pub use shelf::{is_shelf, shelves_around};
pub use sight::{Sight, Slots};
pub use stages::{Seen, StageRow, rules_of, sketch, stage_rows, variables};
pub use status::{Counts, NodeStatus, StatusKind};
pub use steps::{
    Tick, is_inside, next_error, previous_error, scope_into, scope_out, step, step_back, step_back_over, step_into,
    step_into_state, step_over, ticks, visit_in,
};
pub use table::{
    EventFilter, EventGroup, RowKind, StatusGroup, cursor_of_row, event_list, row_at, scope_name, visit_list,
};
pub use timeline::{
    Bar, BarKind, Chart, Gap, Ghost, GhostBar, Lane, LaneKind, LaneSwitches, Mark, Phase, PlacedBar, Ruler, Scale,
    Segment, Stack, axis_label, cursor_at_time, end_beside_ghost, flag, flag_left, gaps, keep_in_sight, lane_at,
    lane_note, lanes, marks, next_bar, place_bars, place_ghost, seek_target, text_width, time_within,
};
pub use trace::{ASSUMED, Event, NONE, Scope, ScopeKind, Status, Summary, TextId, Texts, Trace, Visit};
pub use tryout::{Finding, Notation, Question, Scene, Trouble};
pub use visit::{
    duration_of_visit, edge_of_visit, error_of_visit, input_of_visit, matches_error, output_of_visit, status_of_visit,
    time_at,
};
pub use walk::{Way, walk};

//! What is around the panels.

pub mod columns;
mod cost_dialog;
pub mod dialogs;
pub mod dock;
mod examples_dialog;
pub mod header;
mod help_dialog;
pub mod inside;
mod link;
pub mod menu;
pub mod phone;
mod problems;
mod settings_dialog;
mod share_dialog;
pub mod shortcuts;
mod tabs;
mod variables;
pub mod watch;

pub use problems::ProblemsPanel;
pub use tabs::{Tab, TabList};
pub use variables::VariablesPanel;

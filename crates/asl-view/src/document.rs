//! What the user gives.

use serde::{Deserialize, Serialize};

/// Everything that a run depends on, as the user typed it. It is what a share link holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// A title for people.
    pub name: String,
    /// The definition: JSON, JSON with comments, or YAML.
    pub definition: String,
    /// The execution's input as JSON text; blank means `{}`.
    pub input: String,
    /// Responses by state name as JSON text, in the form of the scenario document; blank means none.
    pub mocks: String,
    /// Whether the machine is Express; else Standard.
    pub express: bool,
    /// Where the virtual clock starts, RFC 3339; blank means the default.
    pub start_time: String,
    /// Seed of jitter, UUIDs and random functions.
    pub seed: u64,
    /// The event (from 1) at which a shared link opens; 0 before the first.
    pub cursor: Option<u32>,
}

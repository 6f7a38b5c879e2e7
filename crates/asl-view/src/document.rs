//! What the user gives.

use crate::{Breakpoint, EventFilter};
use serde::{Deserialize, Serialize};

/// Everything that a run depends on, as the user typed it, and how it is looked at. It is what a share link holds.
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
    /// Whether AWS's own limits are off for this run: for teaching.
    pub limits_off: bool,
    /// The event (from 1) at which a shared link opens; 0 before the first.
    pub cursor: Option<u32>,
    /// What an ItemReader finds. Documents of an earlier version have none.
    pub files: Vec<File>,
    /// Where playing stops. No run depends on it.
    pub breakpoints: Vec<Breakpoint>,
    /// The rows of the event table that a shared link opens with; no run depends on it.
    pub filter: EventFilter,
}

/// An object of a bucket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct File {
    /// `bucket/key`
    pub name: String,
    /// The content: UTF-8 text, or base64 where it is none.
    pub content: String,
    /// Whether the content is base64.
    pub is_base64: bool,
}

impl File {
    /// A file of text.
    pub fn of_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), content: text.into(), is_base64: false }
    }

    /// How long the content is, in bytes.
    pub fn size(&self) -> usize {
        if !self.is_base64 {
            return self.content.len();
        }
        let padding = self.content.bytes().rev().take_while(|byte| *byte == b'=').count();
        (self.content.len() * 3 / 4).saturating_sub(padding)
    }
}

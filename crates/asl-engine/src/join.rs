//! A join: a Parallel or Map in progress.

use asl_json::Json;
use asl_model::{MachineId, StateId};
use std::collections::BTreeMap;

/// Children start lazily: as many as may be alive at once, and then one for each that has succeeded.
#[derive(Clone, Debug)]
pub(crate) struct Join {
    pub(crate) owner: u32,
    pub(crate) state: StateId,
    pub(crate) work: Work,
    pub(crate) next: u32,
    /// The lanes at work, by index.
    pub(crate) alive: BTreeMap<u32, u32>,
    pub(crate) results: Vec<Json>,
    pub(crate) done: u32,
}

/// What the children do.
#[derive(Clone, Debug)]
pub(crate) enum Work {
    /// Each machine once, all on the same input.
    Branches { machines: Vec<MachineId>, input: Json },
    /// One machine for each item; `input` is the Map's effective input, which an `ItemSelector` sees as `$`.
    Items { machine: MachineId, items: Json, input: Json },
}

impl Work {
    pub(crate) fn count(&self) -> u32 {
        match self {
            Self::Branches { machines, .. } => machines.len() as u32,
            Self::Items { items, .. } => items.as_array().map_or(0, <[Json]>::len) as u32,
        }
    }
}

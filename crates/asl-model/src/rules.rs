//! What a definition can have against it although each field alone is right: one module a rule.
//!
//! Errors among them are AWS's; warnings and hints are ours, but for `NO_DOLLAR`, `NO_PATH` and
//! `PASS_RESULT_IS_STATIC`, which AWS gives too.

mod choices;
mod not_simulated;
mod reach;
mod rescue;
mod scopes;
mod static_paths;
mod text;
mod timeouts;

use crate::program::State;
use crate::read::{At, Findings};
use asl_json::spanned::Node;

pub(crate) use reach::check as machine;

/// Checks one state.
pub(crate) fn state(state: &State, node: &Node, at: &At<'_>, found: &mut Findings) {
    choices::check(state, at, found);
    rescue::check(state, at, found);
    timeouts::check(state, node, at, found);
    static_paths::check(state, node, at, found);
    not_simulated::check(state, node, at, found);
}

/// Checks what only the whole text shows.
pub(crate) fn whole(definition: &Node, found: &mut Findings) {
    text::check(definition, found);
    scopes::check(definition, found);
}

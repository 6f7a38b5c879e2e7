//! `not-simulated`: AWS accepts it and does something; here it has no effect.

use crate::program::{InputType, Kind, State};
use crate::read::{At, Findings};
use asl_json::spanned::Node;
use asl_text::Diagnostic;

/// Checks one state.
pub(crate) fn check(state: &State, node: &Node, at: &At<'_>, found: &mut Findings) {
    let Kind::Map(map) = &state.kind else { return };
    let reader = map.distributed.as_ref().and_then(|distributed| distributed.reader.as_ref());
    if reader.is_some_and(|reader| reader.input_type == Some(InputType::Parquet)) {
        let span = node.member("ItemReader").map_or(state.key_span, |member| member.key_span);
        let at = at.key("ItemReader").to_string();
        let finding = Diagnostic::hint("not-simulated", span, at, "Parquet files are not read here");
        found.push(finding.help("Give the items as JSON."));
    }
}

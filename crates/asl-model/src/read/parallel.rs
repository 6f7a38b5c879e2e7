//! Parallel.

use super::at::At;
use super::machine::Role;
use super::reader::Reader;
use super::state::Scope;
use crate::program::Kind;
use asl_json::spanned::Member;

impl Reader {
    /// A Parallel.
    pub(crate) fn parallel(&mut self, scope: Scope<'_>, member: &Member, at: &At<'_>) -> Kind {
        let parameters = self.input_template(scope, at);
        self.required(scope.node, member.key_span, at, &["Branches"], scope.meant);
        let at = at.key("Branches");
        let branches = scope.node.get("Branches").and_then(|node| self.filled_array(node, &at)).unwrap_or_default();
        let read = branches
            .iter()
            .enumerate()
            .map(|(index, branch)| self.machine(branch, &at.index(index), Some(scope.id), index as u32, Role::Branch));
        Kind::Parallel { branches: read.collect(), parameters }
    }
}

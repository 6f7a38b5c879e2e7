//! Why something stands as it stands, in a few words.

use crate::{NONE, ScopeKind, StatusKind, Trace, TraceIndex, ancestors, status_of_scope};

/// What stopped a visit: `branch 1 failed`, `#3 failed`, or `stopped` with the whole execution.
pub(crate) fn why_stopped(trace: &Trace, index: &TraceIndex, visit: u32, cursor: u32) -> String {
    let scope = trace.visits.get(visit as usize).map_or(NONE, |row| row.scope);
    for inner in ancestors(trace, scope) {
        let row = &trace.scopes[inner as usize];
        if row.owner == NONE {
            break;
        }
        let failed = index.scopes_of(row.owner).iter().find(|other| {
            let same = index.runs.get(**other as usize) == index.runs.get(inner as usize);
            **other != inner && same && status_of_scope(index, **other, cursor).is_failure()
        });
        match failed.map(|other| trace.scopes[*other as usize].kind) {
            Some(ScopeKind::Branch(place)) => return format!("branch {} failed", place + 1),
            Some(ScopeKind::Iteration(place)) => return format!("#{place} failed"),
            _ => {}
        }
    }
    "stopped".into()
}

/// How far a Parallel is, by the statuses of its branches: `3 of 4 branches done · 1 running`, `branch 2 failed`.
pub fn branches_said(statuses: &[StatusKind]) -> String {
    let all = statuses.len();
    let count = |wanted: fn(StatusKind) -> bool| statuses.iter().filter(|status| wanted(**status)).count();
    let branches = if all == 1 { "branch" } else { "branches" };
    if count(|status| status != StatusKind::NotReached) == 0 {
        return format!("{all} {branches}");
    }
    let failed: Vec<String> = statuses
        .iter()
        .enumerate()
        .filter(|(_, status)| status.is_failure())
        .map(|(place, _)| (place + 1).to_string())
        .collect();
    match failed.len() {
        0 => {}
        1 => return format!("branch {} failed", failed[0]),
        _ => return format!("branches {} failed", failed.join(", ")),
    }
    let mut said = format!("{} of {all} {branches} done", count(|status| status == StatusKind::Succeeded));
    let open = count(StatusKind::is_open);
    if open > 0 {
        said.push_str(&format!(" · {open} running"));
    }
    said
}

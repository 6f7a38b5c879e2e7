//! Cycles are cut and every state gets a row.

use crate::graph::EdgeKind;
use crate::net::Net;

/// Where the states stand from top to bottom.
#[derive(Debug)]
pub(crate) struct Ranked {
    /// Steps from the start, a frame counted as one.
    pub rank: Vec<u32>,
    /// The row of the grid, or the first one of a state that takes several.
    pub row: Vec<usize>,
    /// For each link, whether it closes a cycle.
    pub back: Vec<bool>,
    /// For each link, whether it does not lead down: it closes a cycle, or comes from an
    /// unreachable state that stands too low.
    pub up: Vec<bool>,
    /// The items so that every link that is not cut leads from an earlier to a later one.
    pub sequence: Vec<usize>,
}

/// Ranks a net by the longest path over the links that are left when those are cut that lead
/// back to a state on the path by which the search came.
///
/// Unreachable states never move reachable ones: their links into the reachable part do not
/// count, and they begin on the first row.
pub(crate) fn rank(net: &Net) -> Ranked {
    let Search { back, sequence, reachable } = search(net);
    let first = usize::from(net.start_marker.is_some());
    let mut row = vec![first; net.items.len()];
    let mut rank = vec![0; net.items.len()];
    if let Some(marker) = net.start_marker {
        row[marker] = 0;
    }
    for &item in &sequence {
        for &index in &net.out[item] {
            let link = &net.links[index];
            if back[index] || (!reachable[item] && reachable[link.to]) {
                continue;
            }
            row[link.to] = row[link.to].max(row[item] + rows_between(net, index));
            rank[link.to] = rank[link.to].max(rank[item] + 1);
        }
    }
    // The Start marker is no step.
    if net.start_marker.is_some() {
        for (item, value) in rank.iter_mut().enumerate() {
            if reachable[item] {
                *value = u32::saturating_sub(*value, 1);
            }
        }
    }
    let up = net
        .links
        .iter()
        .enumerate()
        .map(|(index, link)| back[index] || row[link.to] < row[link.from] + rows_between(net, index))
        .collect();
    Ranked { rank, row, back, up, sequence }
}

/// How many rows a link needs at least. A catcher leaves a tall frame at its side, so its
/// handler may stand beside the frame.
fn rows_between(net: &Net, link: usize) -> usize {
    let link = &net.links[link];
    let span = net.items[link.from].span;
    match link.kind {
        EdgeKind::Catch => span.min(2),
        EdgeKind::Next | EdgeKind::Choice | EdgeKind::Default => span,
    }
}

struct Search {
    back: Vec<bool>,
    sequence: Vec<usize>,
    reachable: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    OnPath,
    Done,
}

/// Depth-first search in model order with an explicit stack: the start first, then the states
/// nothing leads to, then what is left (cycles nobody enters).
fn search(net: &Net) -> Search {
    let count = net.items.len();
    let mut entered = vec![false; count];
    for link in &net.links {
        if link.from != link.to {
            entered[link.to] = true;
        }
    }
    let roots = net.start.into_iter().chain((0..count).filter(|&item| !entered[item])).chain(0..count);

    let mut visit = vec![Visit::New; count];
    let mut back = vec![false; net.links.len()];
    let mut finished = Vec::with_capacity(count);
    let mut reachable = vec![false; count];
    for (turn, root) in roots.enumerate() {
        if visit[root] != Visit::New {
            continue;
        }
        let begin = finished.len();
        visit[root] = Visit::OnPath;
        let mut path = vec![(root, 0)];
        while let Some(top) = path.last_mut() {
            let item = top.0;
            let Some(&link) = net.out[item].get(top.1) else {
                visit[item] = Visit::Done;
                finished.push(item);
                path.pop();
                continue;
            };
            top.1 += 1;
            let to = net.links[link].to;
            match visit[to] {
                Visit::New => {
                    visit[to] = Visit::OnPath;
                    path.push((to, 0));
                }
                Visit::OnPath => back[link] = true,
                Visit::Done => {}
            }
        }
        // Without a start, nothing is called unreachable.
        if turn == 0 || net.start.is_none() {
            for &item in &finished[begin..] {
                reachable[item] = true;
            }
        }
    }
    finished.reverse();
    Search { back, sequence: finished, reachable }
}

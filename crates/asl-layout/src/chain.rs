//! The graph is cut into chains: paths that stand in one straight column each.

use crate::graph::EdgeKind;
use crate::net::Net;
use crate::rank::Ranked;

/// The chains; the first one is the main path.
#[derive(Debug)]
pub(crate) struct Chains {
    /// The items of each chain from top to bottom; every item is in exactly one.
    pub items: Vec<Vec<usize>>,
    /// The chain of each item.
    pub of: Vec<usize>,
    /// For each link, whether it joins two neighbours of a chain.
    pub straight: Vec<bool>,
}

/// How good a way on is: it reaches an end of the scope; then, how long it is.
type Worth = (bool, u32);

const NONE: usize = usize::MAX;

/// Cuts the graph into chains. The order of the chains is a first order of columns from left to
/// right: what hangs on a lower state stands nearer to its chain, so that it does not get in
/// the way of what hangs on a higher one; what hangs on one state stays in model order.
pub(crate) fn chains(net: &Net, ranked: &Ranked) -> Chains {
    let worth = worth(net, ranked);
    let mut chains =
        Chains { items: Vec::new(), of: vec![NONE; net.items.len()], straight: vec![false; net.links.len()] };
    for root in net.start.into_iter().chain(ranked.sequence.iter().copied()) {
        if chains.of[root] != NONE {
            continue;
        }
        // Each entry: chain, how many of its items (from below) and links of the item are seen.
        let mut open = vec![(follow(net, ranked, &worth, root, &mut chains), 0, 0)];
        while let Some(top) = open.last_mut() {
            let items = &chains.items[top.0];
            let Some(&item) = items.iter().rev().nth(top.1) else {
                open.pop();
                continue;
            };
            let Some(&link) = net.out[item].get(top.2) else {
                top.1 += 1;
                top.2 = 0;
                continue;
            };
            top.2 += 1;
            let to = net.links[link].to;
            if chains.of[to] == NONE {
                open.push((follow(net, ranked, &worth, to, &mut chains), 0, 0));
            }
        }
    }
    chains
}

/// Makes the chain that begins at `head` and returns its index.
fn follow(net: &Net, ranked: &Ranked, worth: &[Worth], head: usize, chains: &mut Chains) -> usize {
    let index = chains.items.len();
    let mut items = vec![head];
    chains.of[head] = index;
    let mut item = head;
    while let Some(link) = way_on(net, ranked, worth, item, |to| chains.of[to] == NONE) {
        chains.straight[link] = true;
        item = net.links[link].to;
        chains.of[item] = index;
        items.push(item);
    }
    chains.items.push(items);
    index
}

/// The best link to go on with from an item: the one of greatest worth, the first of equals.
/// Catchers never count: a handler stands beside the path.
fn way_on(net: &Net, ranked: &Ranked, worth: &[Worth], item: usize, free: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for &link in &net.out[item] {
        let to = net.links[link].to;
        if ranked.up[link] || net.links[link].kind == EdgeKind::Catch || !free(to) {
            continue;
        }
        if best.is_none_or(|best| worth[to] > worth[net.links[best].to]) {
            best = Some(link);
        }
    }
    best
}

fn worth(net: &Net, ranked: &Ranked) -> Vec<Worth> {
    let mut worth: Vec<Worth> = net.ends.iter().map(|&ends| (ends, 1)).collect();
    for &item in ranked.sequence.iter().rev() {
        if let Some(link) = way_on(net, ranked, &worth, item, |_| true) {
            let (ends, length) = worth[net.links[link].to];
            worth[item] = (ends || worth[item].0, length + 1);
        }
    }
    worth
}

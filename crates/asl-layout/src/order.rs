//! The search for a plan with few crossings.
//!
//! Lanes are given out greedily, short edges first, and then once more each with all others
//! known. Around that, the order of the chains is changed only when that saves crossings, so
//! that model order stays where it does no harm.

use crate::chain::Chains;
use crate::net::Net;
use crate::plan::{CROSSING, Cost, FAULT, LEVELS, Plan, Route};
use crate::rank::Ranked;

/// How freely lines may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Freedom {
    /// Lines leave and enter states sideways where there is room.
    Sideways,
    /// Lines leave below and enter above, which is always possible.
    Upright,
}

/// Scopes with more free edges than this get lanes only next to their states.
const MOST_FOR_ALL_PLACES: usize = 120;
/// Scopes with more free edges than this get lanes without looking at the others.
const MOST_FOR_COSTS: usize = 300;
/// Comparisons of two edges that reordering the chains may take.
const MOST_WORK: u64 = 3_000_000;

/// Cost of a lane of its own.
const NEW_LANE: Cost = 30;
/// Cost of a lane to the left of the main path.
const LEFT_LANE: Cost = 60;
/// Cost of a label that needs room in a gap between rows.
const LABEL_IN_GAP: Cost = 20;

/// Returns the best plan found, and whether it is free of faults.
pub(crate) fn order<'a>(
    net: &'a Net,
    ranked: &'a Ranked,
    chains: &'a Chains,
    freedom: Freedom,
) -> (Plan<'a>, bool) {
    let count = chains.items.len();
    let mut work = 0;
    let mut best: Vec<usize> = (0..count).collect();
    let (mut plan, mut cost) = route_all(net, ranked, chains, best.clone(), freedom, &mut work);
    let one_plan = work.max(1);
    // The main path stays where it is: on the left.
    let mut improved = true;
    while improved && cost >= CROSSING {
        improved = false;
        for index in 1..count {
            for place in 1..count {
                if place == index || work + one_plan > MOST_WORK {
                    continue;
                }
                let mut order = best.clone();
                let chain = order.remove(index);
                order.insert(place, chain);
                let (other, other_cost) =
                    route_all(net, ranked, chains, order.clone(), freedom, &mut work);
                if other_cost / CROSSING < cost / CROSSING {
                    (plan, cost, best) = (other, other_cost, order);
                    improved = true;
                }
            }
        }
    }
    (plan, cost < FAULT)
}

/// Gives every edge its way for one order of the chains. Returns the plan and its cost.
fn route_all<'a>(
    net: &'a Net,
    ranked: &'a Ranked,
    chains: &'a Chains,
    order: Vec<usize>,
    freedom: Freedom,
    work: &mut u64,
) -> (Plan<'a>, Cost) {
    let mut plan = Plan::new(net, ranked, chains, order);
    let mut free: Vec<usize> = (0..net.links.len())
        .filter(|&link| !chains.straight[link])
        .collect();
    free.sort_by_key(|&link| {
        let link = &net.links[link];
        ranked.row[link.from].abs_diff(ranked.row[link.to])
    });
    let rounds = if free.len() <= MOST_FOR_ALL_PLACES { 2 } else { 1 };
    let mut total = 0;
    for round in 0..rounds {
        for &link in &free {
            take_out(&mut plan, link);
            let cost = put_in(&mut plan, link, free.len(), freedom, work);
            // Counted in the last round, when nearly all others are in place; those that are
            // counted twice are counted twice for every order.
            if round + 1 == rounds {
                total += cost;
            }
        }
    }
    (plan, total)
}

/// Takes a link's way back, and its lane if nobody else runs there.
fn take_out(plan: &mut Plan<'_>, link: usize) {
    let Some(route) = plan.routes[link].take() else {
        return;
    };
    let in_use = plan.routes.iter().flatten().any(|other| other.lane == route.lane);
    if route.lane >= plan.chain_count() && !in_use {
        plan.order.retain(|&column| column != route.lane);
        plan.number();
    }
}

/// A way to try: with the lane's place, and the index in the order if the lane is new.
#[derive(Clone, Copy)]
struct Candidate {
    route: Route,
    at: i32,
    insert: Option<usize>,
    extra: Cost,
}

fn put_in(plan: &mut Plan<'_>, link: usize, free: usize, freedom: Freedom, work: &mut u64) -> Cost {
    let candidates = candidates(plan, link, free, freedom);
    let compare = free <= MOST_FOR_COSTS;
    let mut best: Option<(Cost, Candidate)> = None;
    for candidate in candidates {
        let mut cost = candidate.extra + plan.own_cost(link, candidate.route, candidate.at);
        let limit = best.map_or(Cost::MAX, |(cost, _)| cost);
        if compare && cost < limit {
            for (other, route) in plan.routes.iter().enumerate() {
                let Some(route) = *route else { continue };
                *work += 1;
                let at = plan.place[route.lane];
                cost += plan.pair_cost(
                    (link, candidate.route, candidate.at),
                    (other, route, at),
                );
                if cost >= limit {
                    break;
                }
            }
        }
        if cost < limit {
            best = Some((cost, candidate));
        }
    }
    let Some((cost, candidate)) = best else {
        return 0;
    };
    if let Some(index) = candidate.insert {
        plan.order.insert(index, candidate.route.lane);
        plan.number();
    }
    plan.routes[link] = Some(candidate.route);
    cost
}

/// All ways a link could take, the plainest first.
fn candidates(plan: &Plan<'_>, link: usize, free: usize, freedom: Freedom) -> Vec<Candidate> {
    let net = plan.net;
    let (from, to) = (net.links[link].from, net.links[link].to);
    let up = plan.ranked.up[link];
    let source = plan.source(link);
    let target = plan.target(link);
    let head = plan.chains.items[target].first() == Some(&to);
    let tail = plan.chains.items[source].last() == Some(&from);

    let mut leave = Vec::new();
    let mut enter = Vec::new();
    if freedom == Freedom::Sideways {
        let (top, bottom) = (plan.top(from), plan.bottom(from));
        let near = if up { plan.top(to) } else { plan.top(to) - LEVELS };
        leave.push(near.clamp(top, bottom));
        if up {
            enter.push(plan.top(from).clamp(plan.top(to), plan.bottom(to)));
        }
    }
    leave.push(plan.below(from));
    enter.push(plan.above(to));

    // Lanes that exist and lead to the same state.
    let mut lanes: Vec<usize> = Vec::new();
    for (other, route) in plan.routes.iter().enumerate() {
        let Some(route) = route else { continue };
        if net.links[other].to == to
            && !plan.chains.straight[other]
            && plan.ranked.up[other] == up
            && route.lane >= plan.chain_count()
            && !lanes.contains(&route.lane)
        {
            lanes.push(route.lane);
        }
        if free > MOST_FOR_ALL_PLACES && lanes.len() >= 2 {
            break;
        }
    }
    if head && !up {
        lanes.insert(0, target);
    }
    if tail && !up && source != target {
        lanes.insert(0, source);
    }

    let places: Vec<usize> = if free <= MOST_FOR_ALL_PLACES {
        (0..=plan.order.len()).collect()
    } else {
        let source = plan.place[source] as usize / 2;
        let target = plan.place[target] as usize / 2;
        vec![source + 1, target + 1, plan.order.len()]
    };
    // Lanes that were taken out leave their numbers unused.
    let new_lane = plan.place.len();
    let spine = plan.place[0];

    let mut list = Vec::new();
    for &enter in &enter {
        for &leave in &leave {
            if !up && leave > enter {
                continue;
            }
            let labelled = net.links[link].label.is_some();
            let sideways = leave % LEVELS == 0;
            if sideways && labelled && !room_at_side(plan, link, leave) {
                continue;
            }
            let label_in_gap = labelled && !sideways;
            let extra = if label_in_gap { LABEL_IN_GAP } else { 0 };
            for &lane in &lanes {
                let route = Route {
                    lane,
                    from: leave,
                    to: enter,
                };
                if (lane == source && sideways) || !may_share(plan, link, route, label_in_gap) {
                    continue;
                }
                list.push(Candidate {
                    route,
                    at: plan.place[lane],
                    insert: None,
                    extra,
                });
            }
            for &index in &places {
                let at = 2 * index as i32 - 1;
                list.push(Candidate {
                    route: Route {
                        lane: new_lane,
                        from: leave,
                        to: enter,
                    },
                    at,
                    insert: Some(index),
                    extra: extra + NEW_LANE + if at < spine { LEFT_LANE } else { 0 },
                });
            }
        }
    }
    list
}

/// Whether one more label has room where a link leaves sideways: one above the lines, one below.
fn room_at_side(plan: &Plan<'_>, link: usize, level: i32) -> bool {
    let from = plan.net.links[link].from;
    let taken = plan.net.out[from]
        .iter()
        .filter(|&&other| other != link && plan.net.links[other].label.is_some())
        .filter(|&&other| plan.routes[other].is_some_and(|route| route.from == level))
        .count();
    taken < 2
}

/// Whether a link may run in a lane that is there already: only with links it merges with, never
/// beside the label of another, and never so that its own label stands beside a shared line.
fn may_share(plan: &Plan<'_>, link: usize, route: Route, label_in_gap: bool) -> bool {
    let (top, bottom) = plan.levels(link, route);
    let label = label_in_gap.then(|| label_level(plan, link, route));
    plan.routes.iter().enumerate().all(|(other, there)| {
        let Some(there) = *there else { return true };
        if there.lane != route.lane || other == link || plan.chains.straight[other] {
            return true;
        }
        let (other_top, other_bottom) = plan.levels(other, there);
        if other_bottom < top || bottom < other_top {
            return true;
        }
        if !plan.merge(link, route, other, there) || route.lane == plan.source(link) {
            return false;
        }
        let covers_label = label.is_some_and(|label| (other_top..=other_bottom).contains(&label));
        let other_label = (plan.net.links[other].label.is_some()
            && there.from % LEVELS != 0)
            .then(|| label_level(plan, other, there));
        let hides_label = other_label.is_some_and(|label| (top..=bottom).contains(&label));
        !covers_label && !hides_label
    })
}

/// The level at which a link's label stands beside its vertical run: the first label zone on its
/// way, or a row if there is none.
pub(crate) fn label_level(plan: &Plan<'_>, link: usize, route: Route) -> i32 {
    let (top, bottom) = plan.levels(link, route);
    if route.to > route.from {
        let zone = route.from.div_euclid(LEVELS) * LEVELS + 2;
        if zone <= bottom { zone } else { route.from }
    } else {
        let zone = (route.from - 2).div_euclid(LEVELS) * LEVELS + 2;
        let zone = if zone > route.from { zone - LEVELS } else { zone };
        if zone >= top {
            zone
        } else {
            route.from.div_euclid(LEVELS) * LEVELS
        }
    }
}

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
pub(crate) const MOST_FOR_ALL_PLACES: usize = 64;
/// Scopes with more free edges than this get lanes without looking at the others, and upright.
const MOST_FOR_COSTS: usize = 300;
/// Comparisons of two edges that reordering the chains may take.
const MOST_WORK: u64 = 1_000_000;

/// Cost of a lane of its own.
const NEW_LANE: Cost = 30;
/// Cost of a lane to the left of the main path.
const LEFT_LANE: Cost = 60;
/// Cost of a label that needs room in a gap between rows.
const LABEL_IN_GAP: Cost = 20;

/// Returns the best plan found, and whether it is sound: no line passes through a state, none lies
/// on another. Upright plans without tall frames always are.
pub(crate) fn order<'a>(net: &'a Net, ranked: &'a Ranked, chains: &'a Chains, freedom: Freedom) -> (Plan<'a>, bool) {
    let count = chains.items.len();
    let free = chains.straight.iter().filter(|straight| !**straight).count();
    if free > MOST_FOR_COSTS && freedom == Freedom::Sideways {
        return (Plan::new(net, ranked, chains, Vec::new()), false);
    }
    let mut work = 0;
    let mut best: Vec<usize> = (0..count).collect();
    let (mut plan, mut cost) = route_all(net, ranked, chains, best.clone(), freedom, &mut work);
    let one_plan = work.max(1);
    // The main path stays where it is: on the left.
    let mut improved = free <= MOST_FOR_ALL_PLACES;
    while improved && cost >= CROSSING {
        improved = false;
        for index in 1..count {
            for place in 1..count {
                if work + one_plan > MOST_WORK {
                    return (plan, cost < FAULT);
                }
                if place == index {
                    continue;
                }
                let mut order = best.clone();
                let chain = order.remove(index);
                order.insert(place, chain);
                let (other, other_cost) = route_all(net, ranked, chains, order.clone(), freedom, &mut work);
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
    let mut free: Vec<usize> = (0..net.links.len()).filter(|&link| !chains.straight[link]).collect();
    let length = |&link: &usize| {
        let link = &net.links[link];
        ranked.row[link.from].abs_diff(ranked.row[link.to])
    };
    asl_sort::by_key(&mut free, length);
    let first = route_in_turn(Plan::new(net, ranked, chains, order.clone()), &free, freedom, work);
    if free.len() > MOST_FOR_ALL_PLACES {
        return first;
    }
    asl_sort::by_key(&mut free, |link| usize::MAX - length(link));
    let second = route_in_turn(Plan::new(net, ranked, chains, order), &free, freedom, work);
    if second.1 < first.1 { second } else { first }
}

/// Gives the free edges their ways one after the other, and then each again.
fn route_in_turn<'a>(mut plan: Plan<'a>, free: &[usize], freedom: Freedom, work: &mut u64) -> (Plan<'a>, Cost) {
    let rounds = if free.len() <= MOST_FOR_ALL_PLACES { 3 } else { 1 };
    let mut total = 0;
    for _ in 0..rounds {
        let before = plan.routes.clone();
        total = 0;
        for &link in free {
            take_out(&mut plan, link);
            // What two edges cost together is counted once or twice; more than the true cost
            // does no harm, and 0 stays 0.
            total += put_in(&mut plan, link, free.len(), freedom, work);
        }
        if plan.routes == before {
            break;
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
                cost += plan.pair_cost((link, candidate.route, candidate.at), (other, route, at));
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
    let up = plan.ranked.up[link];
    let (source, target) = (plan.source(link), plan.target(link));
    let (leave, enter) = heights(plan, link, freedom);
    let lanes = lanes_to_share(plan, link, free);
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

    // At the height of a row there is no room for a label where lines leave sideways.
    let label_cost = |route: Route| {
        if net.links[link].label.is_none() || route.from % LEVELS == 0 {
            0
        } else if label_level(plan, link, route).rem_euclid(LEVELS) == 2 {
            LABEL_IN_GAP
        } else {
            FAULT
        }
    };
    let mut list = Vec::new();
    for &enter in &enter {
        for &leave in &leave {
            if !up && leave > enter {
                continue;
            }
            let labelled = net.links[link].label.is_some();
            let sideways = leave % LEVELS == 0;
            let room = |right| !(sideways && labelled) || room_at_side(plan, link, leave, right);
            let room = (room(false), room(true));
            let fits = |at: i32| if at > plan.place[source] { room.1 } else { room.0 };
            let label_in_gap = labelled && !sideways;
            for &lane in &lanes {
                let route = Route { lane, from: leave, to: enter, change: None };
                let at = plan.place[lane];
                if (lane == source && sideways) || !fits(at) || !may_share(plan, link, route, label_in_gap) {
                    continue;
                }
                list.push(Candidate { route, at, insert: None, extra: label_cost(route) });
            }
            for &index in &places {
                let at = 2 * index as i32 - 1;
                if !fits(at) {
                    continue;
                }
                let route = Route { lane: new_lane, from: leave, to: enter, change: None };
                let lane_cost = NEW_LANE + if at < spine { LEFT_LANE } else { 0 };
                list.push(Candidate { route, at, insert: Some(index), extra: lane_cost + label_cost(route) });
            }
        }
    }
    list
}

/// The levels at which a link may leave its state, and those at which it may enter the other.
fn heights(plan: &Plan<'_>, link: usize, freedom: Freedom) -> (Vec<i32>, Vec<i32>) {
    let (from, to) = (plan.net.links[link].from, plan.net.links[link].to);
    let (mut leave, mut enter) = (Vec::new(), Vec::new());
    if freedom == Freedom::Sideways {
        let up = plan.ranked.up[link];
        let near = if up { plan.top(to) } else { plan.top(to) - LEVELS };
        leave.push(near.clamp(plan.top(from), plan.bottom(from)));
        if up {
            enter.push(plan.top(from).clamp(plan.top(to), plan.bottom(to)));
        }
    }
    leave.push(plan.below(from));
    enter.push(plan.above(to));
    (leave, enter)
}

/// The lanes that a link may use as they are: those of its own two chains, and those that lead to the same state.
fn lanes_to_share(plan: &Plan<'_>, link: usize, free: usize) -> Vec<usize> {
    let net = plan.net;
    let (from, to) = (net.links[link].from, net.links[link].to);
    let (source, target) = (plan.source(link), plan.target(link));
    let up = plan.ranked.up[link];
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
    let is_head = plan.chains.items[target].first() == Some(&to);
    let is_tail = plan.chains.items[source].last() == Some(&from);
    if is_head && !up {
        lanes.insert(0, target);
    }
    if is_tail && !up && source != target {
        lanes.insert(0, source);
    }
    lanes
}

/// Whether one more label has room where a link leaves sideways: one above the lines, one below.
fn room_at_side(plan: &Plan<'_>, link: usize, level: i32, right: bool) -> bool {
    let from = plan.net.links[link].from;
    let source = plan.place[plan.source(link)];
    let taken = plan.net.out[from]
        .iter()
        .filter(|&&other| other != link && plan.net.links[other].label.is_some())
        .filter_map(|&other| plan.routes[other])
        .filter(|route| route.from == level && (plan.place[route.lane] > source) == right)
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
        // A line may come down to a state in its column, and another may go on below it.
        if other_bottom <= top || bottom <= other_top {
            return true;
        }
        if !plan.merge(link, route, other, there) || route.lane == plan.source(link) {
            return false;
        }
        let covers_label = label.is_some_and(|label| (other_top..=other_bottom).contains(&label));
        let other_label = (plan.net.links[other].label.is_some() && there.from % LEVELS != 0)
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
        if zone >= top { zone } else { route.from.div_euclid(LEVELS) * LEVELS }
    }
}

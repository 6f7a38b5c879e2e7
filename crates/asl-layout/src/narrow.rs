//! Long lines that push columns apart change lanes instead.
//!
//! A lane is straight over the whole length of an edge, so one that leads past everything keeps all columns on its one
//! side away from all on its other side. Where a change of lanes on the way saves much width and costs no crossing, it
//! is made.

use crate::order::MOST_FOR_ALL_PLACES;
use crate::place::width;
use crate::plan::{CROSSING, Change, Cost, LEVELS, Plan, Route};
use crate::style::Style;

/// What two more bends must save, in pixels.
const LEAST_SAVED: f32 = 120.0;
/// Ways that are measured for one scope.
const MOST_MEASURED: usize = 300;
/// Costs of ways that are computed for one scope.
const MOST_TRIED: usize = 20_000;

/// Lets long lines change lanes where that makes the picture much narrower.
pub(crate) fn narrow(plan: &mut Plan<'_>, style: &Style) {
    let free: Vec<usize> = (0..plan.routes.len()).filter(|&link| is_long(plan, link)).collect();
    if free.is_empty() || free.len() > MOST_FOR_ALL_PLACES {
        return;
    }
    let mut now = width(plan, style);
    let (mut measured, mut tried) = (0, 0);
    for link in free {
        let Some(route) = plan.routes[link] else { continue };
        // How narrow it would be without the line says whether there is anything to win.
        let without = {
            let mut plan = copy(plan);
            plan.routes[link] = None;
            drop_lane(&mut plan, route.lane);
            width(&plan, style)
        };
        if without > now - LEAST_SAVED {
            continue;
        }
        let limit = cost(plan, link, route) / CROSSING;
        let mut best: Option<(f32, Cost, Plan<'_>)> = None;
        for (first, second, level) in changes(plan, route) {
            tried += plan.routes.len();
            if measured >= MOST_MEASURED || tried >= MOST_TRIED * MOST_FOR_ALL_PLACES {
                break;
            }
            let mut other = copy(plan);
            let changed = change(&mut other, link, route, (first, second), level);
            let cost = cost(&other, link, changed);
            if cost / CROSSING > limit || is_right(&other, link) != is_right(plan, link) {
                continue;
            }
            measured += 1;
            let width = width(&other, style);
            let is_better = best.as_ref().is_none_or(|(least, least_cost, _)| (width, cost) < (*least, *least_cost));
            if width <= now - LEAST_SAVED && is_better {
                best = Some((width, cost, other));
            }
        }
        if let Some((width, _, other)) = best {
            (now, *plan) = (width, other);
        }
    }
}

fn copy<'a>(plan: &Plan<'a>) -> Plan<'a> {
    Plan {
        net: plan.net,
        ranked: plan.ranked,
        chains: plan.chains,
        order: plan.order.clone(),
        place: plan.place.clone(),
        routes: plan.routes.clone(),
    }
}

/// Whether a line leads down past at least one row in a lane of its own, without a label beside it.
fn is_long(plan: &Plan<'_>, link: usize) -> bool {
    plan.routes[link].is_some_and(|route| {
        let shared = plan.routes.iter().enumerate().any(|(other, there)| {
            other != link && there.is_some_and(|there| there.lane == route.lane || there.last_lane() == route.lane)
        });
        let labelled = plan.net.links[link].label.is_some() && route.from % LEVELS != 0;
        route.lane >= plan.chain_count() && !shared && !labelled && route.to - route.from > 2 * LEVELS
    })
}

fn is_right(plan: &Plan<'_>, link: usize) -> bool {
    plan.routes[link].is_some_and(|route| plan.place[route.lane] > plan.place[plan.source(link)])
}

fn drop_lane(plan: &mut Plan<'_>, lane: usize) {
    plan.order.retain(|&column| column != lane);
    plan.number();
}

/// Where the two lanes could stand in the order without the present one, and the level of the change.
fn changes(plan: &Plan<'_>, route: Route) -> Vec<(usize, usize, i32)> {
    let places = plan.order.len();
    let first = route.from.div_euclid(LEVELS) + 1;
    let levels = (first..).map(|row| row * LEVELS + 1).take_while(|level| *level < route.to);
    let mut found = Vec::new();
    for level in levels {
        for one in 0..places {
            found.extend((0..places).filter(|&other| other != one).map(|other| (one, other, level)));
        }
    }
    found
}

/// Gives a link two lanes at these places instead of its one.
fn change(plan: &mut Plan<'_>, link: usize, route: Route, places: (usize, usize), level: i32) -> Route {
    drop_lane(plan, route.lane);
    let (first, second) = (plan.place.len(), plan.place.len() + 1);
    // The one farther to the right first, so that the other place stays what it is.
    let mut lanes = [(places.0, first), (places.1, second)];
    asl_sort::by_key(&mut lanes, |(place, _)| std::cmp::Reverse(*place));
    for (place, lane) in lanes {
        plan.order.insert(place, lane);
    }
    plan.number();
    let changed = Route { lane: first, change: Some(Change { lane: second, level }), ..route };
    plan.routes[link] = Some(changed);
    changed
}

/// What a link costs in the plan as it is.
fn cost(plan: &Plan<'_>, link: usize, route: Route) -> Cost {
    let own = plan.own_cost(link, route, plan.place[route.lane]);
    let others = plan.routes.iter().enumerate().filter(|(other, _)| *other != link);
    let shared = others.filter_map(|(other, there)| {
        let there = (*there)?;
        let (at, place) = (plan.place[route.lane], plan.place[there.lane]);
        Some(plan.pair_cost((link, route, at), (other, there, place)))
    });
    own + shared.sum::<Cost>()
}

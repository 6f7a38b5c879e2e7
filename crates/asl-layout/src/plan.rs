//! The order of the columns and the lane of every edge: what it is and what it costs.
//!
//! A column is a chain of states or a lane, a vertical run of an edge. Columns stand in one
//! order from left to right over the whole height, so a chain and a lane are always straight.
//! Heights are counted in levels, four to a row: the row itself, then in the gap below it a zone
//! for lines that leave the states above, a zone for labels, and a zone for lines that enter the
//! states below. An edge is at most one horizontal run at its source, one vertical run in a
//! lane, and one horizontal run at its target; a long one may change lanes once on its way.

use crate::chain::Chains;
use crate::net::Net;
use crate::rank::Ranked;

/// Levels in a row and the gap below it.
pub(crate) const LEVELS: i32 = 4;

/// Cost of what must not be: a line through a state, or two lines on one.
pub(crate) const FAULT: u64 = 1 << 40;
/// Cost of a crossing.
pub(crate) const CROSSING: u64 = 1_000;

/// The way of one edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Route {
    /// The column of its vertical run: the source's, the target's, or a lane.
    pub lane: usize,
    /// Level of its run at the source: a row (it leaves sideways) or a leaving zone.
    pub from: i32,
    /// Level of its run at the target: a row (it enters sideways) or an entering zone.
    pub to: i32,
    /// Where it changes to another lane on its way.
    pub change: Option<Change>,
}

/// A change of lanes on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Change {
    /// The lane that it changes to.
    pub lane: usize,
    /// Level of its run there: a leaving zone.
    pub level: i32,
}

impl Route {
    /// The lane that leads to the target.
    pub(crate) fn last_lane(self) -> usize {
        self.change.map_or(self.lane, |change| change.lane)
    }
}

/// Where everything is, but for coordinates.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub net: &'a Net,
    pub ranked: &'a Ranked,
    pub chains: &'a Chains,
    /// The columns from left to right. Below the number of chains it is a chain, else a lane.
    pub order: Vec<usize>,
    /// The place of each column in the order, times two; new lanes are tried at odd numbers.
    pub place: Vec<i32>,
    /// The way of each link, once it has one.
    pub routes: Vec<Option<Route>>,
}

/// What the search compares: crossings and faults, then everything else.
pub(crate) type Cost = u64;

/// A horizontal run.
struct Run {
    level: i32,
    left: i32,
    right: i32,
    /// The vertical pieces at its ends: place, and whether they go up from it.
    ends: [(i32, bool); 2],
}

/// A vertical run; it crosses what lies strictly between its levels.
struct Drop {
    at: i32,
    top: i32,
    bottom: i32,
}

impl<'a> Plan<'a> {
    /// Returns a plan in which only the links within chains have their way.
    pub(crate) fn new(net: &'a Net, ranked: &'a Ranked, chains: &'a Chains, order: Vec<usize>) -> Self {
        let mut plan = Self { net, ranked, chains, place: Vec::new(), order, routes: vec![None; net.links.len()] };
        plan.number();
        for (index, link) in net.links.iter().enumerate() {
            if chains.straight[index] {
                plan.routes[index] = Some(Route {
                    lane: chains.of[link.from],
                    from: plan.below(link.from),
                    to: plan.above(link.to),
                    change: None,
                });
            }
        }
        plan
    }

    /// Number of chains.
    pub(crate) fn chain_count(&self) -> usize {
        self.chains.items.len()
    }

    /// Numbers the columns again after the order has changed.
    pub(crate) fn number(&mut self) {
        let columns = self.order.iter().max().map_or(0, |most| most + 1);
        self.place.resize(columns.max(self.place.len()), 0);
        for (index, &column) in self.order.iter().enumerate() {
            self.place[column] = 2 * index as i32;
        }
    }

    /// Level of an item's first row.
    pub(crate) fn top(&self, item: usize) -> i32 {
        LEVELS * self.ranked.row[item] as i32
    }

    /// Level of an item's last row.
    pub(crate) fn bottom(&self, item: usize) -> i32 {
        self.top(item) + LEVELS * (self.net.items[item].span as i32 - 1)
    }

    /// The zone in which lines leave an item downwards.
    pub(crate) fn below(&self, item: usize) -> i32 {
        self.bottom(item) + 1
    }

    /// The zone in which lines enter an item from above.
    pub(crate) fn above(&self, item: usize) -> i32 {
        self.top(item) - 1
    }

    /// Number of rows.
    pub(crate) fn row_count(&self) -> usize {
        let rows = self.net.items.iter().zip(&self.ranked.row);
        rows.map(|(item, row)| row + item.span).max().unwrap_or(0)
    }

    /// The column of a link's source.
    pub(crate) fn source(&self, link: usize) -> usize {
        self.chains.of[self.net.links[link].from]
    }

    /// The column of a link's target.
    pub(crate) fn target(&self, link: usize) -> usize {
        self.chains.of[self.net.links[link].to]
    }

    /// Whether two links may share a line because they lead to one place in one way.
    pub(crate) fn merge(&self, a: usize, route_a: Route, b: usize, route_b: Route) -> bool {
        self.net.links[a].to == self.net.links[b].to && route_a.to == route_b.to
    }

    /// The levels of a link's vertical run, both included, the upper one first.
    pub(crate) fn levels(&self, link: usize, route: Route) -> (i32, i32) {
        let mut from = route.from;
        let mut to = route.to;
        if route.lane == self.source(link) && from % LEVELS == 1 {
            from -= 1;
        }
        if route.lane == self.target(link) && to.rem_euclid(LEVELS) == 3 {
            to += 1;
        }
        (from.min(to), from.max(to))
    }

    /// What one route costs by itself: states in its way, bends, length. `at` is the place of
    /// its lane.
    pub(crate) fn own_cost(&self, link: usize, route: Route, at: i32) -> Cost {
        let mut cost = 0;
        for run in self.runs(link, route, at).into_iter().flatten() {
            cost += FAULT * self.in_the_way(&run);
            cost += 10 + 5 * ((run.right - run.left) as u64);
        }
        cost
    }

    /// What two routes cost together: crossings and shared lines.
    pub(crate) fn pair_cost(
        &self,
        (a, route_a, at_a): (usize, Route, i32),
        (b, route_b, at_b): (usize, Route, i32),
    ) -> Cost {
        let merge = self.merge(a, route_a, b, route_b);
        let drops_a = self.drops(a, route_a, at_a);
        let drops_b = self.drops(b, route_b, at_b);
        let runs_a = self.runs(a, route_a, at_a);
        let runs_b = self.runs(b, route_b, at_b);
        let mut crossings = 0;
        for run in runs_a.iter().flatten() {
            crossings += drops_b.iter().flatten().filter(|drop| crosses(run, drop)).count() as u64;
        }
        for run in runs_b.iter().flatten() {
            crossings += drops_a.iter().flatten().filter(|drop| crosses(run, drop)).count() as u64;
        }
        let mut cost = crossings * CROSSING;
        for (end_a, run_a) in runs_a.iter().enumerate() {
            for (end_b, run_b) in runs_b.iter().enumerate() {
                let (Some(run_a), Some(run_b)) = (run_a, run_b) else {
                    continue;
                };
                if run_a.level != run_b.level || (merge && end_a == 1 && end_b == 1) {
                    continue;
                }
                if run_a.level % LEVELS == 0 {
                    let overlap = run_a.left.max(run_b.left) < run_a.right.min(run_b.right);
                    if overlap && self.side(a, end_a, run_a) != self.side(b, end_b, run_b) {
                        cost += FAULT;
                    }
                } else {
                    let crossings = above_cost(run_a, run_b).min(above_cost(run_b, run_a));
                    cost += crossings * CROSSING;
                }
            }
        }
        cost
    }

    /// The side of a state that a sideways run meets; runs at one side are kept apart by their
    /// ports.
    fn side(&self, link: usize, end: usize, run: &Run) -> (usize, bool) {
        let link = &self.net.links[link];
        let item = if end == 0 { link.from } else { link.to };
        (item, self.place[self.chains.of[item]] == run.left)
    }

    /// The horizontal runs of a route: at its source, at its target, and where it changes lanes.
    fn runs(&self, link: usize, route: Route, at: i32) -> [Option<Run>; 3] {
        let source = self.place[self.source(link)];
        let target = self.place[self.target(link)];
        let leads_down = route.to > route.from;
        let run = |level, (from, from_up), (to, to_up)| Run {
            level,
            left: i32::min(from, to),
            right: i32::max(from, to),
            ends: [(from, from_up), (to, to_up)],
        };
        let last = route.change.map_or(at, |change| self.place[change.lane]);
        let change = route.change.map(|change| run(change.level, (at, leads_down), (last, !leads_down)));
        [
            (source != at).then(|| run(route.from, (source, true), (at, !leads_down))),
            (target != last).then(|| run(route.to, (target, false), (last, leads_down))),
            change,
        ]
    }

    fn drops(&self, link: usize, route: Route, at: i32) -> [Option<Drop>; 2] {
        let (top, bottom) = self.levels(link, route);
        match route.change {
            None => [Some(Drop { at, top, bottom }), None],
            Some(change) => [
                Some(Drop { at, top, bottom: change.level }),
                Some(Drop { at: self.place[change.lane], top: change.level, bottom }),
            ],
        }
    }

    /// Counts the states a horizontal run would pass through.
    fn in_the_way(&self, run: &Run) -> u64 {
        let first = (run.left.div_euclid(2) + 1) as usize;
        let last = ((run.right + 1) / 2) as usize;
        let Some(between) = self.order.get(first..last) else {
            return 0;
        };
        between
            .iter()
            .filter(|&&column| column < self.chain_count())
            .filter(|&&column| {
                let items = &self.chains.items[column];
                let next = items.partition_point(|&item| self.top(item) <= run.level);
                next > 0 && self.bottom(items[next - 1]) >= run.level
            })
            .count() as u64
    }
}

fn crosses(run: &Run, drop: &Drop) -> bool {
    run.left < drop.at && drop.at < run.right && drop.top < run.level && run.level < drop.bottom
}

/// Crossings of two runs of one zone when `upper` is drawn above `lower`.
fn above_cost(upper: &Run, lower: &Run) -> u64 {
    let mut cost = 0;
    for &(at, up) in &lower.ends {
        cost += u64::from(up && upper.left < at && at < upper.right);
    }
    for &(at, up) in &upper.ends {
        cost += u64::from(!up && lower.left < at && at < lower.right);
        // One line going down and another going up at one place would lie on each other.
        let meets = lower.ends.iter().any(|&(other, other_up)| other_up && other == at);
        cost += u64::from(!up && meets) * 10;
    }
    cost
}

//! Where the columns stand from left to right, and where edges meet the states.

use std::collections::BTreeMap;

use crate::order::label_level;
use crate::plan::{LEVELS, Plan, Route};
use crate::style::Style;

/// The horizontal runs of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    Source,
    Target,
    /// Neither: where it changes lanes.
    Change,
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// Beside the vertical run, at this level.
    Lane(i32),
    /// Over the horizontal run at the source.
    Over,
    /// Under the horizontal run at the source.
    Under,
}

/// For each end of an edge that meets the side of a state, how far below the middle of that side.
pub(crate) type Ports = BTreeMap<(usize, End), f32>;

/// The places from left to right.
#[derive(Debug)]
pub(crate) struct Placed {
    /// The middle of each column; that of the main path is 0.
    pub column: Vec<f32>,
    /// For each link, where its label stands.
    pub spots: Vec<Option<Spot>>,
    /// Where lines meet the sides of states.
    pub sides: Ports,
    /// For links that leave a state downwards beside its middle: distance to the right.
    pub bottoms: BTreeMap<usize, f32>,
    /// How far labels at the sides of states reach above and below each row.
    pub reach: Vec<(f32, f32)>,
}

/// Finds the place of every column: as near to the main path as what stands between allows, level
/// by level, so that short columns tuck in above and below wide states.
pub(crate) fn place(plan: &Plan<'_>, style: &Style) -> Placed {
    let bottoms = bottom_ports(plan, style);
    let (sides, spots, reach) = side_ports(plan, style);
    let mut placed = Placed { column: vec![0.0; plan.place.len()], spots, sides, bottoms, reach };
    let cells = cells(plan, &placed, style);
    let main = plan.order.iter().position(|&column| column == 0).unwrap_or(0);
    let (left, right) = plan.order.split_at(main);

    // To the right of the main path everything stands as far left as it can.
    let mut skyline = Skyline::new(plan);
    for &column in right {
        let x = if column == 0 { 0.0 } else { skyline.fit(&cells[column], false, style) };
        let x = x.max(behind_labels(plan, &placed, column, style));
        skyline.add(&cells[column], x, false);
        placed.column[column] = x;
    }
    // Then lanes of which both ends are on their right move to them.
    let mut moves = vec![true; plan.place.len()];
    for (link, route) in plan.routes.iter().enumerate() {
        if let Some(Route { lane, change, .. }) = *route {
            let ends = plan.place[plan.source(link)].min(plan.place[plan.target(link)]);
            moves[lane] &= plan.place[lane] < ends;
            if let Some(change) = change {
                (moves[lane], moves[change.lane]) = (false, false);
            }
        }
    }
    let mut skyline = Skyline::new(plan);
    for &column in right.iter().rev() {
        if column >= plan.chain_count() && moves[column] {
            let x = -skyline.fit(&cells[column], true, style);
            placed.column[column] = placed.column[column].max(x);
        }
        skyline.add(&cells[column], -placed.column[column], true);
    }
    // The lanes on the left of the main path stand as far right as they can.
    for &column in left.iter().rev() {
        let x = skyline.fit(&cells[column], true, style);
        skyline.add(&cells[column], x, true);
        placed.column[column] = -x;
    }
    placed
}

/// How wide everything is together.
pub(crate) fn width(plan: &Plan<'_>, style: &Style) -> f32 {
    let placed = place(plan, style);
    let (mut left, mut right) = (0.0_f32, 0.0_f32);
    for (column, cells) in cells(plan, &placed, style).into_iter().enumerate() {
        for cell in cells {
            left = left.min(placed.column[column] - cell.left);
            right = right.max(placed.column[column] + cell.right);
        }
    }
    right - left
}

/// How far to the right the labels reach that stand on lines which turn in this lane.
fn behind_labels(plan: &Plan<'_>, placed: &Placed, lane: usize, style: &Style) -> f32 {
    let mut x = f32::NEG_INFINITY;
    for (link, route) in plan.routes.iter().enumerate() {
        let Some(route) = route.filter(|route| route.lane == lane) else { continue };
        let Some((width, _)) = plan.net.links[link].label else { continue };
        if is_beside_right(plan, link, route) && matches!(placed.spots[link], Some(Spot::Over | Spot::Under)) {
            let half = plan.net.items[plan.net.links[link].from].width / 2.0;
            x = x.max(placed.column[plan.source(link)] + half + style.label_gap + width + style.lane_gap);
        }
    }
    x.ceil()
}

/// Whether a label stands at the right side of a state whose place is known before that of the lane.
fn is_beside_right(plan: &Plan<'_>, link: usize, route: Route) -> bool {
    let source = plan.place[plan.source(link)];
    plan.place[route.lane] > source && source >= plan.place[0]
}

/// How far everything that has a place reaches at each level, to the right or to the left.
struct Skyline {
    solid: Vec<f32>,
    line: Vec<f32>,
    label: Vec<f32>,
}

impl Skyline {
    fn new(plan: &Plan<'_>) -> Self {
        // One more row above the first and below the last for zones.
        let levels = (plan.row_count() + 2) * LEVELS as usize;
        let none = vec![f32::NEG_INFINITY; levels];
        Self { solid: none.clone(), line: none.clone(), label: none }
    }

    /// The nearest place for a column, as a distance to the right or to the left.
    fn fit(&self, cells: &[Cell], to_the_left: bool, style: &Style) -> f32 {
        let mut x = f32::NEG_INFINITY;
        for cell in cells {
            let index = (cell.level + LEVELS) as usize;
            let inner = if to_the_left { cell.right } else { cell.left };
            let gap = if cell.kind == Kind::Solid { style.column_gap } else { style.lane_gap };
            x = x.max(self.solid[index] + gap + inner).max(self.line[index] + style.lane_gap + inner);
            if cell.kind == Kind::Solid {
                x = x.max(self.label[index] + style.lane_gap + inner);
            }
        }
        // Nothing beside it: it stands under or over the main path.
        if x.is_finite() { x.ceil() } else { 0.0 }
    }

    fn add(&mut self, cells: &[Cell], x: f32, to_the_left: bool) {
        for cell in cells {
            let index = (cell.level + LEVELS) as usize;
            let outer = if to_the_left { cell.left } else { cell.right };
            let edge = match cell.kind {
                Kind::Solid => &mut self.solid[index],
                Kind::Line => &mut self.line[index],
                Kind::Label => &mut self.label[index],
            };
            *edge = edge.max(x + outer);
        }
    }
}

/// What a column has at one level: how far it reaches to both sides of its middle.
struct Cell {
    level: i32,
    left: f32,
    right: f32,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A state.
    Solid,
    /// A line, or a label that lines cannot pass.
    Line,
    /// A label over or under a line: lines that turn here do so on its other side.
    Label,
}

fn cells(plan: &Plan<'_>, placed: &Placed, style: &Style) -> Vec<Vec<Cell>> {
    let net = plan.net;
    let mut cells: Vec<Vec<Cell>> = Vec::new();
    cells.resize_with(plan.place.len(), Vec::new);
    for (item, shape) in net.items.iter().enumerate() {
        for level in plan.top(item)..=plan.bottom(item) {
            cells[plan.chains.of[item]].push(Cell {
                level,
                left: shape.width / 2.0,
                right: shape.width / 2.0,
                kind: Kind::Solid,
            });
        }
    }
    for (&link, &offset) in &placed.bottoms {
        let from = net.links[link].from;
        cells[plan.chains.of[from]].push(Cell {
            level: plan.below(from),
            left: (-offset).max(0.0),
            right: offset.max(0.0),
            kind: Kind::Line,
        });
    }
    for (link, route) in plan.routes.iter().enumerate() {
        let Some(route) = *route else { continue };
        let (top, bottom) = plan.levels(link, route);
        let middle = route.change.map_or(bottom, |change| change.level);
        for level in top..=middle {
            cells[route.lane].push(Cell { level, left: 0.0, right: 0.0, kind: Kind::Line });
        }
        for level in middle..=bottom {
            cells[route.last_lane()].push(Cell { level, left: 0.0, right: 0.0, kind: Kind::Line });
        }
        let (Some(spot), Some((width, _))) = (placed.spots[link], net.links[link].label) else {
            continue;
        };
        let reach = style.label_gap + width;
        match spot {
            Spot::Lane(level) => cells[route.lane].push(Cell { level, left: 0.0, right: reach, kind: Kind::Line }),
            Spot::Over | Spot::Under => {
                let source = plan.source(link);
                let half = net.items[net.links[link].from].width / 2.0;
                let right = plan.place[route.lane] > plan.place[source];
                let mut cell = |level, kind| {
                    cells[source].push(Cell {
                        level,
                        left: if right { 0.0 } else { half + reach },
                        right: if right { half + reach } else { 0.0 },
                        kind,
                    });
                };
                if is_beside_right(plan, link, route) {
                    // A line that passes the row passes the zone on the label's side too.
                    cell(route.from, Kind::Label);
                    cell(if spot == Spot::Over { route.from - 1 } else { route.from + 1 }, Kind::Line);
                } else {
                    cell(route.from, Kind::Line);
                }
            }
        }
    }
    cells
}

/// A line that leaves downwards: what it is sorted by from left to right, and its link.
type Leaving = ((i32, i32), usize);

/// Spreads the lines that leave a state downwards beside its middle. The one that goes farther
/// starts farther out and runs higher, so they do not cross.
fn bottom_ports(plan: &Plan<'_>, style: &Style) -> BTreeMap<usize, f32> {
    let mut leaving: BTreeMap<usize, Vec<Leaving>> = BTreeMap::new();
    for (link, route) in plan.routes.iter().enumerate() {
        let Some(route) = *route else { continue };
        let source = plan.source(link);
        if route.from % LEVELS != 0 && route.lane != source {
            let distance = plan.place[route.lane] - plan.place[source];
            let from = plan.net.links[link].from;
            // Lines that turn up again stand outside of those that go down, the nearest outermost.
            let slot = match (route.to > route.from, distance > 0) {
                (true, true) => (1, distance),
                (true, false) => (-1, distance),
                (false, true) => (2, -distance),
                (false, false) => (-2, -distance),
            };
            leaving.entry(from).or_default().push((slot, link));
        }
    }
    let mut ports = BTreeMap::new();
    for (item, mut lines) in leaving {
        // From left to right.
        asl_sort::by_key(&mut lines, |line| *line);
        let taken = plan.net.out[item]
            .iter()
            .any(|&link| plan.routes[link].is_some_and(|route| route.lane == plan.source(link)));
        let left = lines.iter().filter(|(slot, _)| slot.0 < 0).count();
        let right = lines.len() - left;
        if !taken && lines.len() == 1 {
            ports.insert(lines[0].1, 0.0);
            continue;
        }
        let room = (plan.net.items[item].width / 2.0 - 12.0).max(0.0);
        let step = style.port_gap.min(room / left.max(right).max(1) as f32);
        for (index, &(_, link)) in lines.iter().enumerate() {
            let slot = if index < left { index as f32 - left as f32 } else { (index - left + 1) as f32 };
            ports.insert(link, slot * step);
        }
    }
    ports
}

/// A line at the side of a state.
struct Port {
    /// Lines that turn up come first, lines that turn down last; in each group so that nested
    /// lines do not cross.
    key: (u8, i32),
    /// The link whose label stands at this line.
    label: Option<(usize, f32)>,
    /// The ends that meet the state here; lines that lead to it merge.
    ends: Vec<(usize, End)>,
}

/// Spreads the lines at each side of each state, and finds the spot of every label.
fn side_ports(plan: &Plan<'_>, style: &Style) -> (Ports, Vec<Option<Spot>>, Vec<(f32, f32)>) {
    let mut spots = vec![None; plan.routes.len()];
    let mut sides: BTreeMap<(usize, i32, bool), Vec<Port>> = BTreeMap::new();
    for (link, route) in plan.routes.iter().enumerate() {
        let Some(route) = *route else { continue };
        let net_link = &plan.net.links[link];
        let label = net_link.label.map(|(_, height)| (link, height));
        let lane = plan.place[route.lane];
        if route.from % LEVELS == 0 {
            let distance = lane - plan.place[plan.source(link)];
            let side = (net_link.from, route.from, distance > 0);
            sides.entry(side).or_default().push(Port {
                key: port_key(route, End::Source, distance.abs()),
                label,
                ends: vec![(link, End::Source)],
            });
        } else if label.is_some() {
            spots[link] = Some(Spot::Lane(label_level(plan, link, route)));
        }
        if route.to % LEVELS == 0 {
            let distance = plan.place[route.last_lane()] - plan.place[plan.target(link)];
            let ports = sides.entry((net_link.to, route.to, distance > 0)).or_default();
            let key = port_key(route, End::Target, distance.abs());
            let same = |port: &&mut Port| port.ends[0].1 == End::Target && port.key.0 == key.0;
            if let Some(port) = ports.iter_mut().find(same) {
                port.key = port.key.max(key);
                port.ends.push((link, End::Target));
            } else {
                ports.push(Port { key, label: None, ends: vec![(link, End::Target)] });
            }
        }
    }
    let mut offsets = Ports::new();
    let mut reach = vec![(0.0_f32, 0.0_f32); plan.row_count()];
    for ((item, level, _), mut ports) in sides {
        asl_sort::by_key(&mut ports, |port| port.key);
        let height = if plan.net.items[item].span > 1 { style.row_height } else { plan.net.items[item].height };
        let (above, below) = spread(&ports, height, style, &mut offsets, &mut spots);
        let row = &mut reach[(level / LEVELS) as usize];
        *row = (row.0.max(above), row.1.max(below));
    }
    (offsets, spots, reach)
}

fn port_key(route: Route, end: End, distance: i32) -> (u8, i32) {
    let turns_down = match end {
        End::Source => route.to > route.from,
        End::Target | End::Change => route.from > route.to,
    };
    match (route.from == route.to, end, turns_down) {
        (true, End::Source, _) => (1, -distance),
        (true, End::Target | End::Change, _) => (2, distance),
        (false, _, false) => (0, distance),
        (false, _, true) => (3, -distance),
    }
}

/// Spreads lines around the middle of a side. The upper one of two labels stands over its line,
/// the lower one under its line; a label between two lines pushes them apart. Returns how far
/// lines and labels reach above and below the state.
fn spread(ports: &[Port], height: f32, style: &Style, offsets: &mut Ports, spots: &mut [Option<Spot>]) -> (f32, f32) {
    let labelled: Vec<usize> = (0..ports.len()).filter(|&at| ports[at].label.is_some()).collect();
    let last = ports.len() - 1;
    let mut room_above = vec![0.0; ports.len()];
    for (turn, &at) in labelled.iter().enumerate() {
        let Some((link, label_height)) = ports[at].label else {
            continue;
        };
        let under = turn > 0 || (at == last && at > 0);
        spots[link] = Some(if under { Spot::Under } else { Spot::Over });
        let between = if under { at + 1 } else { at };
        if (1..=last).contains(&between) {
            room_above[between] += label_height + 2.0 * style.label_lift;
        }
    }
    let wide: f32 = room_above.iter().sum();
    let narrow = room_above[1..].iter().filter(|room| **room == 0.0).count() as f32;
    let step = if narrow > 0.0 {
        let ideal = height / (ports.len() + 1) as f32;
        let left = (height - 16.0 - wide) / narrow;
        style.port_gap.min(if wide > 0.0 { left } else { ideal }).max(4.0)
    } else {
        0.0
    };
    let (mut above, mut below) = (0.0_f32, 0.0_f32);
    let mut offset = -(wide + narrow * step) / 2.0;
    for (at, port) in ports.iter().enumerate() {
        if at > 0 {
            offset += if room_above[at] == 0.0 { step } else { room_above[at] };
        }
        for &end in &port.ends {
            offsets.insert(end, offset);
        }
        let label = port.label.map_or(0.0, |(_, height)| height + style.label_lift);
        let under = port.label.is_some_and(|(link, _)| spots[link] == Some(Spot::Under));
        let (over, under) = if under { (0.0, label) } else { (label, 0.0) };
        above = above.max(over - offset - height / 2.0);
        below = below.max(under + offset - height / 2.0);
    }
    (above, below)
}

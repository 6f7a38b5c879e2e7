//! The lines and labels of one scope, once every column, row and run has its place.

use crate::net::Item;
use crate::picture::{EdgeKey, Rect};
use crate::place::{End, Placed, Spot};
use crate::plan::{LEVELS, Plan, Route};
use crate::style::Style;
use crate::track::Rows;

/// One scope laid out, its top left corner at the origin.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    pub width: f32,
    pub height: f32,
    /// The rectangle of every item, markers included.
    pub items: Vec<Rect>,
    pub ranks: Vec<u32>,
    pub edges: Vec<Line>,
    pub start_marker: Option<usize>,
    pub end_marker: Option<usize>,
}

/// An edge with its line and label.
#[derive(Debug)]
pub(crate) struct Line {
    pub key: EdgeKey,
    pub points: Vec<(f32, f32)>,
    pub back: bool,
    pub label: Option<Rect>,
}

/// All that is known of a scope.
struct Scene<'a> {
    plan: &'a Plan<'a>,
    placed: &'a Placed,
    rows: &'a Rows,
    style: &'a Style,
}

/// Draws a scope.
pub(crate) fn draw(plan: &Plan<'_>, placed: &Placed, rows: &Rows, style: &Style) -> Drawn {
    let scene = Scene { plan, placed, rows, style };
    let net = plan.net;
    let items: Vec<Rect> = (0..net.items.len()).map(|item| rectangle(&scene, item)).collect();
    let mut edges = Vec::with_capacity(net.links.len());
    for (link, route) in plan.routes.iter().enumerate() {
        let Some(route) = *route else { continue };
        let points = simplify(&line(&scene, &items, link, route));
        let label = net.links[link].label.zip(placed.spots[link]);
        let label = label.map(|(size, spot)| label_rect(&scene, &points, route, size, spot));
        edges.push(Line { key: net.links[link].key, points, back: plan.ranked.back[link], label });
    }
    let mut drawn = Drawn {
        width: 0.0,
        height: 0.0,
        items,
        ranks: plan.ranked.rank.clone(),
        edges,
        start_marker: net.start_marker,
        end_marker: net.end_marker,
    };
    fit(&mut drawn, rows.bottom);
    drawn
}

/// A tall frame fills its rows, so that lines at its side always meet it.
fn rectangle(scene: &Scene<'_>, item: usize) -> Rect {
    let Scene { plan, placed, rows, .. } = scene;
    let Item { width, height, span } = plan.net.items[item];
    let row = plan.ranked.row[item];
    let last = row + span - 1;
    Rect {
        x: placed.column[plan.chains.of[item]] - width / 2.0,
        y: rows.top[row],
        width,
        height: if span > 1 { rows.top[last] + rows.height[last] - rows.top[row] } else { height },
    }
}

fn line(scene: &Scene<'_>, items: &[Rect], link: usize, route: Route) -> Vec<(f32, f32)> {
    let Scene { plan, placed, rows, .. } = scene;
    let (from, to) = (plan.net.links[link].from, plan.net.links[link].to);
    let lane = placed.column[route.lane];
    let mut points = Vec::with_capacity(6);
    if route.from % LEVELS == 0 {
        let y = side_height(scene, items[from], from, route.from, (link, End::Source));
        points.extend([(side(items[from], lane), y), (lane, y)]);
    } else {
        let x = placed.column[plan.source(link)] + placed.bottoms.get(&link).unwrap_or(&0.0);
        points.push((x, items[from].bottom()));
        if let Some(&y) = rows.runs.get(&(link, End::Source)) {
            points.extend([(x, y), (lane, y)]);
        }
    }
    let mut lane = lane;
    if let Some(change) = route.change
        && let Some(&y) = rows.runs.get(&(link, End::Change))
    {
        let next = placed.column[change.lane];
        points.extend([(lane, y), (next, y)]);
        lane = next;
    }
    if route.to % LEVELS == 0 {
        let y = side_height(scene, items[to], to, route.to, (link, End::Target));
        points.extend([(lane, y), (side(items[to], lane), y)]);
    } else {
        let x = placed.column[plan.target(link)];
        if let Some(&y) = rows.runs.get(&(link, End::Target)) {
            points.extend([(lane, y), (x, y)]);
        }
        points.push((x, items[to].y));
    }
    points
}

/// The side of a state that faces a lane.
fn side(rect: Rect, lane: f32) -> f32 {
    if lane > rect.x { rect.right() } else { rect.x }
}

/// How high a line meets a state's side.
fn side_height(scene: &Scene<'_>, rect: Rect, item: usize, level: i32, end: (usize, End)) -> f32 {
    let Scene { plan, placed, rows, style } = scene;
    let middle = if plan.net.items[item].span > 1 {
        let row = (level / LEVELS) as usize;
        rows.top[row] + rows.height[row].min(style.row_height) / 2.0
    } else {
        rect.y + rect.height / 2.0
    };
    middle + placed.sides.get(&end).unwrap_or(&0.0)
}

fn label_rect(scene: &Scene<'_>, points: &[(f32, f32)], route: Route, (width, height): (f32, f32), spot: Spot) -> Rect {
    let Scene { placed, rows, style, .. } = scene;
    let start = points[0];
    let beside =
        if placed.column[route.lane] > start.0 { start.0 + style.label_gap } else { start.0 - style.label_gap - width };
    let (x, y) = match spot {
        Spot::Over => (beside, start.1 - style.label_lift - height),
        Spot::Under => (beside, start.1 + style.label_lift),
        Spot::Lane(level) => {
            let row = level.div_euclid(LEVELS);
            let middle = if level.rem_euclid(LEVELS) == 2 {
                rows.labels[(row + 1) as usize]
            } else {
                rows.top[row as usize] + rows.height[row as usize] / 2.0
            };
            (placed.column[route.lane] + style.label_gap, middle - height / 2.0)
        }
    };
    Rect { x, y, width, height }
}

/// Drops points that stand on each other or in the middle of a straight piece.
fn simplify(points: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut line: Vec<(f32, f32)> = Vec::with_capacity(points.len());
    for &point in points {
        if line.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = line[..]
            && ((a.0 == b.0 && b.0 == point.0) || (a.1 == b.1 && b.1 == point.1))
        {
            line.pop();
        }
        line.push(point);
    }
    line
}

/// Moves everything to the origin and measures it.
fn fit(drawn: &mut Drawn, bottom: f32) {
    let mut left = f32::INFINITY;
    let mut top: f32 = 0.0;
    let mut right: f32 = 0.0;
    let mut low = bottom;
    let labels = drawn.edges.iter().filter_map(|edge| edge.label);
    for rect in drawn.items.iter().copied().chain(labels) {
        left = left.min(rect.x);
        top = top.min(rect.y);
        right = right.max(rect.right());
        low = low.max(rect.bottom());
    }
    for &(x, y) in drawn.edges.iter().flat_map(|edge| &edge.points) {
        left = left.min(x);
        top = top.min(y);
        right = right.max(x);
        low = low.max(y);
    }
    if !left.is_finite() {
        return;
    }
    for rect in &mut drawn.items {
        *rect = rect.moved(-left, -top);
    }
    for edge in &mut drawn.edges {
        edge.label = edge.label.map(|rect| rect.moved(-left, -top));
        for point in &mut edge.points {
            *point = (point.0 - left, point.1 - top);
        }
    }
    drawn.width = right - left;
    drawn.height = low - top;
}

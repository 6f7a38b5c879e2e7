//! Scopes nest: inner ones are laid out first and take part in outer ones as large states.

use crate::chain::chains;
use crate::graph::{Frame, FrameKind, Graph, Scope};
use crate::narrow::narrow;
use crate::net::{self, measure};
use crate::order::{Freedom, order};
use crate::picture::{BranchOf, Layout, MarkerKind, PlacedBranch, PlacedEdge, PlacedMarker, PlacedNode, Rect};
use crate::place::place;
use crate::rank::rank;
use crate::route::{Drawn, draw};
use crate::style::Style;
use crate::track::rows;

/// Lays out a graph. Same graph and style, same picture.
///
/// Takes any input: indexes out of range are ignored, sizes that are negative or not finite
/// count as 0. Nesting does not use the call stack.
pub fn layout(graph: &Graph, style: &Style) -> Layout {
    let nests = nests(&graph.scope);
    let mut drawn: Vec<Drawn> = Vec::new();
    drawn.resize_with(nests.len(), Drawn::default);
    for index in (0..nests.len()).rev() {
        let scope = nests[index].scope;
        let mut children = nests[index].children.iter();
        let sizes: Vec<(f32, f32)> = scope
            .nodes
            .iter()
            .map(|node| {
                let least = (measure(node.width), measure(node.height));
                let Some(frame) = &node.inside else {
                    return least;
                };
                let inner: Vec<(f32, f32)> = children
                    .by_ref()
                    .take(frame.children.len())
                    .map(|&child| (drawn[child].width, drawn[child].height))
                    .collect();
                let (width, height, _) = boxes(frame, &inner, least, style);
                (width, height)
            })
            .collect();
        drawn[index] = draw_scope(scope, &sizes, style);
    }
    collect(&nests, &drawn, style)
}

/// One scope in the tree of scopes, parents before children.
struct Nest<'a> {
    scope: &'a Scope,
    of: Option<BranchOf>,
    depth: u32,
    /// The nests of all branches of all frames of the scope, in model order.
    children: Vec<usize>,
}

fn nests(root: &Scope) -> Vec<Nest<'_>> {
    let mut nests = vec![Nest { scope: root, of: None, depth: 0, children: Vec::new() }];
    let mut next = 0;
    while let Some(nest) = nests.get(next) {
        let (scope, depth) = (nest.scope, nest.depth);
        let mut children = Vec::new();
        for node in &scope.nodes {
            let frame = node.inside.iter().flat_map(|frame| &frame.children);
            for (branch, child) in frame.enumerate() {
                children.push(nests.len());
                nests.push(Nest {
                    scope: child,
                    of: Some(BranchOf { owner: node.id, branch }),
                    depth: depth + 1,
                    children: Vec::new(),
                });
            }
        }
        nests[next].children = children;
        next += 1;
    }
    nests
}

/// Lays out one scope. Tall frames that take several rows, and lines that leave sideways, make
/// a smaller and calmer picture, but can get in each other's way; then less freedom is tried.
fn draw_scope(scope: &Scope, sizes: &[(f32, f32)], style: &Style) -> Drawn {
    if sizes.is_empty() {
        return Drawn::default();
    }
    let attempts = [(true, Freedom::Sideways), (false, Freedom::Sideways), (false, Freedom::Upright)];
    let mut drawn = Drawn::default();
    for (tall, freedom) in attempts {
        let net = net::build(scope, sizes, tall, style);
        let ranked = rank(&net);
        let chains = chains(&net, &ranked);
        let (mut plan, sound) = order(&net, &ranked, &chains, freedom);
        if !sound && freedom == Freedom::Sideways {
            continue;
        }
        narrow(&mut plan, style);
        let placed = place(&plan, style);
        drawn = draw(&plan, &placed, &rows(&plan, &placed, style), style);
        break;
    }
    drawn
}

/// Arranges the branches of a frame: side by side, as high as the highest of their line, and in
/// further lines when they are too wide together. Returns the size of the frame, at least
/// `least`, and the branches' boxes in it.
fn boxes(frame: &Frame, inner: &[(f32, f32)], least: (f32, f32), style: &Style) -> (f32, f32, Vec<Rect>) {
    let (left, head, inset) = match frame.kind {
        FrameKind::Branches => (style.frame_left, style.branch_header, style.branch_inset),
        FrameKind::Items => (style.frame_inset, 0.0, 0.0),
    };
    let header = measure(frame.header);
    let mut rects: Vec<Rect> = Vec::with_capacity(inner.len());
    let mut line = 0;
    let (mut x, mut y) = (left, header);
    let mut width: f32 = left;
    let mut bottom = header;
    for &(inner_width, inner_height) in inner {
        let rect_width = inner_width.max(style.branch_width) + 2.0 * inset;
        if rects.len() > line && x + rect_width > style.wrap_width && frame.window.is_none() {
            line = rects.len();
            x = left;
            y = bottom + style.branch_gap;
        }
        rects.push(Rect { x, y, width: rect_width, height: head + inner_height + inset });
        x += rect_width + style.branch_gap;
        width = width.max(x - style.branch_gap);
        bottom = bottom.max(y + head + inner_height + inset);
        for rect in &mut rects[line..] {
            rect.height = bottom - y;
        }
    }
    let width = frame.window.map_or(width, |window| width.min(left + measure(window)));
    // Whole pixels, and an even width so that the middle is a whole pixel too.
    let size = (even((width + style.frame_inset).max(least.0)), (bottom + style.frame_inset).ceil().max(least.1));
    // What the frame is larger than needed goes to the last column and the last line.
    let more = (size.0 - style.frame_inset - width, size.1 - style.frame_inset - bottom);
    let columns = rects.iter().filter(|rect| rect.y == header).count();
    if line == 0 && columns > 0 && frame.window.is_none() {
        let share = more.0 / columns as f32;
        for (index, rect) in rects.iter_mut().enumerate() {
            rect.x += share * index as f32;
            rect.width += share;
        }
    }
    for rect in &mut rects[line..] {
        rect.height += more.1;
    }
    (size.0, size.1, rects)
}

/// Rounds up to an even number.
fn even(size: f32) -> f32 {
    (size / 2.0).ceil() * 2.0
}

/// Puts all scopes into one picture.
fn collect(nests: &[Nest<'_>], drawn: &[Drawn], style: &Style) -> Layout {
    let mut picture = Layout {
        width: drawn[0].width + 2.0 * style.margin,
        height: drawn[0].height + 2.0 * style.margin,
        ..Layout::default()
    };
    let mut origins = vec![(style.margin, style.margin); nests.len()];
    for (index, nest) in nests.iter().enumerate() {
        let scope = &drawn[index];
        let (dx, dy) = origins[index];
        let mut children = nest.children.iter();
        for (at, node) in nest.scope.nodes.iter().enumerate() {
            let rect = scope.items[at].moved(dx, dy);
            let mut placed = PlacedNode { id: node.id, rect, depth: nest.depth, rank: scope.ranks[at], content: None };
            if let Some(frame) = &node.inside {
                let inner: Vec<usize> = children.by_ref().take(frame.children.len()).copied().collect();
                let sizes: Vec<(f32, f32)> =
                    inner.iter().map(|&child| (drawn[child].width, drawn[child].height)).collect();
                let (_, _, rects) = boxes(frame, &sizes, (rect.width, rect.height), style);
                placed.content = Some(content(frame, rect, style));
                for (child, branch) in inner.into_iter().zip(rects) {
                    let branch = branch.moved(rect.x, rect.y);
                    origins[child] = match frame.kind {
                        FrameKind::Branches => {
                            (branch.x + (branch.width - drawn[child].width) / 2.0, branch.y + style.branch_header)
                        }
                        FrameKind::Items => (branch.x + (branch.width - drawn[child].width) / 2.0, branch.y),
                    };
                    if let Some(of) = nests[child].of {
                        picture.branches.push(PlacedBranch { of, rect: branch, depth: nests[child].depth });
                    }
                }
            }
            picture.nodes.push(placed);
        }
        let markers = [(MarkerKind::Start, scope.start_marker), (MarkerKind::End, scope.end_marker)];
        for (kind, item) in markers {
            if let Some(item) = item {
                picture.markers.push(PlacedMarker { kind, scope: nest.of, rect: scope.items[item].moved(dx, dy) });
            }
        }
        for edge in &scope.edges {
            picture.edges.push(PlacedEdge {
                key: edge.key,
                points: edge.points.iter().map(|&(x, y)| (x + dx, y + dy)).collect(),
                back: edge.back,
                label: edge.label.map(|rect| rect.moved(dx, dy)),
            });
        }
    }
    picture
}

fn content(frame: &Frame, rect: Rect, style: &Style) -> Rect {
    let left = match frame.kind {
        FrameKind::Branches => style.frame_left,
        FrameKind::Items => style.frame_inset,
    };
    let header = measure(frame.header);
    Rect {
        x: rect.x + left,
        y: rect.y + header,
        width: (rect.width - left - style.frame_inset).max(0.0),
        height: (rect.height - header - style.frame_inset).max(0.0),
    }
}

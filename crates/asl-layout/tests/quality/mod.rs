//! What makes a picture bad, counted.

#![allow(dead_code, reason = "not every user of this module uses all of it")]
#![allow(clippy::unwrap_used, reason = "a test says by its failure what is missing")]

use asl_layout::{EdgeKey, Graph, Layout, PlacedEdge, Rect, Scope};

/// The counts; all but the last three must be 0 in any picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quality {
    pub nodes_overlap: usize,
    pub edges_through_nodes: usize,
    pub edges_on_edges: usize,
    pub labels_on_nodes: usize,
    pub labels_on_labels: usize,
    pub labels_on_edges: usize,
    pub slanted: usize,
    pub crossings: usize,
    pub bends: usize,
    pub backwards: usize,
}

impl Quality {
    /// Everything that must never be.
    pub fn faults(self) -> usize {
        self.nodes_overlap
            + self.edges_through_nodes
            + self.edges_on_edges
            + self.labels_on_nodes
            + self.labels_on_labels
            + self.labels_on_edges
            + self.slanted
    }
}

type Piece = ((f32, f32), (f32, f32));

/// Counts over all scopes of a picture. Two things of different scopes cannot meet, since a
/// scope lies within its branch; that is checked as well (as an overlap).
pub fn measure(graph: &Graph, picture: &Layout) -> Quality {
    let mut quality = Quality::default();
    let mut scopes = vec![(&graph.scope, None)];
    while let Some((scope, bounds)) = scopes.pop() {
        measure_scope(scope, picture, bounds, &mut quality);
        for node in &scope.nodes {
            let children = node.inside.iter().flat_map(|frame| &frame.children);
            for (index, child) in children.enumerate() {
                let place =
                    |branch: &&asl_layout::PlacedBranch| branch.of.owner == node.id && branch.of.branch == index;
                let branch = picture.branches.iter().find(place).unwrap();
                let frame = picture.nodes.iter().find(|placed| placed.id == node.id).unwrap();
                quality.nodes_overlap += usize::from(!within(branch.rect, frame.rect));
                scopes.push((child, Some(branch.rect)));
            }
        }
    }
    quality
}

fn measure_scope(scope: &Scope, picture: &Layout, bounds: Option<Rect>, quality: &mut Quality) {
    let nodes: Vec<Rect> =
        scope.nodes.iter().map(|node| picture.nodes.iter().find(|placed| placed.id == node.id).unwrap().rect).collect();
    let ids: Vec<u32> = scope.nodes.iter().map(|node| node.id).collect();
    let edges: Vec<(&PlacedEdge, Option<usize>)> = picture
        .edges
        .iter()
        .filter_map(|edge| match edge.key {
            EdgeKey::Edge(id) => scope.edges.iter().find(|own| own.id == id).map(|own| (edge, Some(own.to))),
            EdgeKey::Start(id) => ids.contains(&id).then(|| (edge, ids.iter().position(|o| *o == id))),
            EdgeKey::End(id) => ids.contains(&id).then_some((edge, None)),
        })
        .collect();

    for (index, a) in nodes.iter().enumerate() {
        quality.nodes_overlap += nodes[..index].iter().filter(|b| overlap(*a, **b)).count();
        quality.nodes_overlap += usize::from(bounds.is_some_and(|bounds| !within(*a, bounds)));
    }
    for (index, (edge, to)) in edges.iter().enumerate() {
        let pieces = pieces(edge);
        quality.bends += edge.points.len().saturating_sub(2);
        quality.backwards += usize::from(edge.back);
        for piece in &pieces {
            let ((x1, y1), (x2, y2)) = *piece;
            quality.slanted += usize::from(x1 != x2 && y1 != y2);
            quality.edges_through_nodes += nodes.iter().filter(|node| through(*piece, **node)).count();
            if let Some(bounds) = bounds {
                quality.nodes_overlap += usize::from(!within(line_rect(*piece), bounds));
            }
        }
        for (other, other_to) in &edges[..index] {
            for a in &pieces {
                for b in &self::pieces(other) {
                    quality.crossings += usize::from(cross(*a, *b));
                    quality.edges_on_edges += usize::from(on_each_other(*a, *b) && to != other_to);
                }
            }
        }
    }
    let labels: Vec<Rect> = edges.iter().filter_map(|(edge, _)| edge.label).collect();
    for (index, label) in labels.iter().enumerate() {
        quality.labels_on_nodes += nodes.iter().filter(|node| overlap(*label, **node)).count();
        quality.labels_on_labels += labels[..index].iter().filter(|b| overlap(*label, **b)).count();
        for (edge, _) in &edges {
            let hits = pieces(edge).iter().filter(|piece| through(**piece, *label)).count();
            quality.labels_on_edges += hits;
        }
    }
}

fn pieces(edge: &PlacedEdge) -> Vec<Piece> {
    edge.points.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

fn line_rect(((x1, y1), (x2, y2)): Piece) -> Rect {
    Rect { x: x1.min(x2), y: y1.min(y2), width: (x1 - x2).abs(), height: (y1 - y2).abs() }
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn within(a: Rect, b: Rect) -> bool {
    let slack = 0.01;
    a.x >= b.x - slack && a.y >= b.y - slack && a.right() <= b.right() + slack && a.bottom() <= b.bottom() + slack
}

/// Whether a piece runs through the inside of a rectangle.
fn through(piece: Piece, rect: Rect) -> bool {
    let line = line_rect(piece);
    let slack = 0.1;
    line.x < rect.right() - slack
        && line.right() > rect.x + slack
        && line.y < rect.bottom() - slack
        && line.bottom() > rect.y + slack
}

fn cross(a: Piece, b: Piece) -> bool {
    let (a, b) = (line_rect(a), line_rect(b));
    let (flat, steep) = if a.height == 0.0 { (a, b) } else { (b, a) };
    flat.height == 0.0
        && steep.width == 0.0
        && flat.x < steep.x
        && steep.x < flat.right()
        && steep.y < flat.y
        && flat.y < steep.bottom()
}

fn on_each_other(a: Piece, b: Piece) -> bool {
    let (a, b) = (line_rect(a), line_rect(b));
    let near = 2.0;
    let along_x =
        a.height == 0.0 && b.height == 0.0 && (a.y - b.y).abs() < near && a.x.max(b.x) < a.right().min(b.right());
    let along_y =
        a.width == 0.0 && b.width == 0.0 && (a.x - b.x).abs() < near && a.y.max(b.y) < a.bottom().min(b.bottom());
    along_x || along_y
}

//! One scope, ready to be laid out: all sizes known, markers added, bad edges dropped.

use crate::graph::{EdgeKind, Scope};
use crate::picture::EdgeKey;
use crate::style::Style;

/// The states and edges of one scope, markers included.
#[derive(Debug)]
pub(crate) struct Net {
    pub items: Vec<Item>,
    pub links: Vec<Link>,
    /// Outgoing links of each item, in the order in which paths are followed.
    pub out: Vec<Vec<usize>>,
    /// The item to begin with.
    pub start: Option<usize>,
    pub start_marker: Option<usize>,
    pub end_marker: Option<usize>,
    /// For each item, whether the scope ends well there.
    pub ends: Vec<bool>,
}

/// A state or marker as a rectangle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub width: f32,
    pub height: f32,
    /// How many rows it takes, at least 1.
    pub span: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub key: EdgeKey,
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
    pub label: Option<(f32, f32)>,
}

/// No frame takes more rows than this, so that an enormous one cannot blow up the grid.
const MOST_ROWS: f32 = 200.0;

/// Builds the net of a scope. `sizes` are the states' real sizes, frames included. With
/// `tall`, frames take as many rows as ordinary states would need in their height.
pub(crate) fn build(scope: &Scope, sizes: &[(f32, f32)], tall: bool, style: &Style) -> Net {
    let count = sizes.len();
    let mut items: Vec<Item> = sizes
        .iter()
        .zip(&scope.nodes)
        .map(|(&(width, height), node)| {
            let span = if tall && node.inside.is_some() {
                let pitch = (style.row_height + style.rank_gap).max(1.0);
                ((height + style.rank_gap) / pitch).floor().clamp(1.0, MOST_ROWS) as usize
            } else {
                1
            };
            Item { width, height, span }
        })
        .collect();
    let mut links: Vec<Link> = scope
        .edges
        .iter()
        .filter(|edge| edge.from < count && edge.to < count)
        .map(|edge| Link {
            key: EdgeKey::Edge(edge.id),
            from: edge.from,
            to: edge.to,
            kind: edge.kind,
            label: edge.label.map(|(width, height)| (measure(width), measure(height))),
        })
        .collect();
    let mut ends = vec![false; count];
    for &end in scope.ends.iter().filter(|&&end| end < count) {
        ends[end] = true;
    }

    let mut start = scope.start.filter(|&start| start < count);
    let mut start_marker = None;
    let mut end_marker = None;
    if scope.markers {
        let side = 2.0 * style.marker_radius;
        let marker = Item { width: side, height: side, span: 1 };
        if let Some(first) = start {
            start_marker = Some(items.len());
            links.push(Link {
                key: EdgeKey::Start(scope.nodes[first].id),
                from: items.len(),
                to: first,
                kind: EdgeKind::Next,
                label: None,
            });
            start = start_marker;
            items.push(marker);
            ends.push(false);
        }
        if ends.contains(&true) {
            let end = items.len();
            end_marker = Some(end);
            for (from, _) in ends.iter().enumerate().filter(|(_, is_end)| **is_end) {
                links.push(Link {
                    key: EdgeKey::End(scope.nodes[from].id),
                    from,
                    to: end,
                    kind: EdgeKind::Next,
                    label: None,
                });
            }
            items.push(marker);
            ends.push(true);
        }
    }

    let mut out = vec![Vec::new(); items.len()];
    for (index, link) in links.iter().enumerate() {
        out[link.from].push(index);
    }
    for list in &mut out {
        asl_sort::by_key(list, |&link| links[link].kind);
    }
    Net { items, links, out, start, start_marker, end_marker, ends }
}

/// Returns a size that can be calculated with: not negative and finite.
pub(crate) fn measure(size: f32) -> f32 {
    if size.is_finite() { size.max(0.0) } else { 0.0 }
}

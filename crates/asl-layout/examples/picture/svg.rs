//! Draws a picture plainly.

use std::fmt::Write as _;

use asl_layout::{Edge, EdgeKey, EdgeKind, Graph, Layout, MarkerKind, PlacedEdge, Rect};

/// Returns the SVG text. `names` are indexed by the states' ids, `labels` by the edges' ids.
pub fn svg(picture: &Layout, graph: &Graph, names: &[String], labels: &[String]) -> String {
    let mut text = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{1}' viewBox='0 0 {0} {1}' \
         font-family='Liberation Sans, sans-serif'>\n<rect width='100%' height='100%' fill='#f7f8fa'/>\n\
         <defs><marker id='head' markerUnits='userSpaceOnUse' markerWidth='8' markerHeight='8' refX='7' \
         refY='3.5' orient='auto'><path d='M0 0L7 3.5L0 7z' fill='#6b7a8c'/></marker></defs>\n",
        picture.width, picture.height
    );
    let mut edges: Vec<&Edge> = Vec::new();
    let mut scopes = vec![&graph.scope];
    while let Some(scope) = scopes.pop() {
        edges.extend(&scope.edges);
        scopes.extend(scope.nodes.iter().flat_map(|node| &node.inside).flat_map(|frame| &frame.children));
    }
    for node in &picture.nodes {
        let fill = if node.content.is_some() { "#eef3fb" } else { "#ffffff" };
        rect(&mut text, node.rect, fill, "#44546a", 8);
        let (x, y) = if node.content.is_some() {
            (node.rect.x + 20.0, node.rect.y + 21.0)
        } else {
            (node.rect.x + 44.0, node.rect.y + 27.0)
        };
        let name = escape(&names[node.id as usize]);
        let _ = writeln!(text, "<text x='{x}' y='{y}' font-size='13' font-weight='600'>{name}</text>");
    }
    for branch in &picture.branches {
        rect(&mut text, branch.rect, "none", "#c5cedb", 6);
    }
    for edge in &picture.edges {
        let kind = edges.iter().find(|own| edge.key == EdgeKey::Edge(own.id)).map(|own| own.kind);
        line(&mut text, edge, kind == Some(EdgeKind::Catch));
        if let (Some(label), EdgeKey::Edge(id)) = (edge.label, edge.key) {
            rect(&mut text, label, "#fff8e8", "#ecd9ae", 4);
            let (x, y) = (label.x + 3.0, label.y + 13.0);
            let label = escape(&labels[id as usize]);
            let _ = writeln!(text, "<text x='{x}' y='{y}' font-size='11' font-family='Liberation Mono'>{label}</text>");
        }
    }
    for marker in &picture.markers {
        let fill = if marker.kind == MarkerKind::Start { "#1d2939" } else { "#ffffff" };
        rect(&mut text, marker.rect, fill, "#1d2939", 8);
    }
    text + "</svg>"
}

fn rect(text: &mut String, rect: Rect, fill: &str, stroke: &str, radius: u32) {
    let Rect { x, y, width, height } = rect;
    let _ = writeln!(
        text,
        "<rect x='{x}' y='{y}' width='{width}' height='{height}' rx='{radius}' fill='{fill}' stroke='{stroke}'/>"
    );
}

/// A polyline with round corners.
fn line(text: &mut String, edge: &PlacedEdge, dashed: bool) {
    let mut path = String::new();
    let points = &edge.points;
    for (index, &(x, y)) in points.iter().enumerate() {
        if index == 0 {
            let _ = write!(path, "M{x} {y}");
        } else if let Some(&(next_x, next_y)) = points.get(index + 1) {
            let (last_x, last_y) = points[index - 1];
            let before = (x - last_x).abs() + (y - last_y).abs();
            let after = (next_x - x).abs() + (next_y - y).abs();
            let radius = 8.0_f32.min(before / 2.0).min(after / 2.0);
            let toward = |to_x: f32, to_y: f32| (x + sign(to_x - x) * radius, y + sign(to_y - y) * radius);
            let (a, b) = (toward(last_x, last_y), toward(next_x, next_y));
            let _ = write!(path, "L{} {}Q{x} {y} {} {}", a.0, a.1, b.0, b.1);
        } else {
            let _ = write!(path, "L{x} {y}");
        }
    }
    let dash = if dashed { " stroke-dasharray='4 4'" } else { "" };
    let _ = writeln!(
        text,
        "<path d='{path}' fill='none' stroke='#6b7a8c' stroke-width='1.5' marker-end='url(#head)'{dash}/>"
    );
}

fn sign(value: f32) -> f32 {
    if value == 0.0 { 0.0 } else { value.signum() }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

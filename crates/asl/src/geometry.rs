//! Where the states of an outline are drawn.

use asl_layout::{EdgeKey, Frame, FrameKind, Graph, MarkerKind, Node, Scope, Style, layout};
use asl_view::{
    Edge, EdgeKind, FOOT, Geometry, Outline, PlacedBranch, PlacedEdge, PlacedState, Rect, State, StateType, is_shelf,
};

/// Width and height of an ordinary state.
const NODE: (f32, f32) = (176.0, 44.0);
/// The room below a state that may wait for somebody: for the buttons with the answers.
const ANSWERS: f32 = 40.0;
/// Most room that is made for a label. A longer one takes what is free beside it, then ends in an ellipsis.
const LABEL_WIDTH: f32 = 150.0;
/// The widest label.
const LABEL_MOST: f32 = 280.0;
/// What stays free behind a label.
const LABEL_GAP: f32 = 8.0;
/// The icon before the label of a Catch, and the gap behind it.
const CATCH_ICON: f32 = 18.0;
/// Height of a frame's head: a Map's also has the strip of its iterations.
const PARALLEL_HEAD: f32 = 32.0;
const MAP_HEAD: f32 = 104.0;
/// A Parallel with many branches is a window on them, this wide, with a strip of buttons above: so high for a line of
/// so many.
const WINDOW: f32 = 632.0;
const STRIP: (f32, usize) = (30.0, 12);
/// A Distributed Map has room for the squares of thousands of child executions.
const CHILDREN: (f32, f32) = (520.0, 204.0);
/// Least width of a Parallel or Map.
const FRAME_WIDTH: f32 = 240.0;

/// Lays out an outline. Same outline, same picture.
pub(crate) fn geometry(outline: &Outline) -> Geometry {
    let graph = Graph { scope: outline.machines.first().map(|_| scope(outline, 0)).unwrap_or_default() };
    let picture = layout(&graph, &Style::default());
    let rect = |rect: asl_layout::Rect| Rect { x: rect.x, y: rect.y, width: rect.width, height: rect.height };
    let mut states = vec![PlacedState { rect: Rect::default(), depth: 0 }; outline.states.len()];
    for node in &picture.nodes {
        let room = foot(&outline.states[node.id as usize]);
        let place = rect(node.rect);
        states[node.id as usize] =
            PlacedState { rect: Rect { height: place.height - room, ..place }, depth: node.depth };
    }
    let branches = picture.branches.iter().filter_map(|branch| {
        let machine = *outline.states[branch.of.owner as usize].inside.get(branch.of.branch)?;
        Some(PlacedBranch { machine, rect: rect(branch.rect) })
    });
    // The edges of the outline come first, in its order; what the layout leaves out keeps an empty line.
    let empty = |edge| PlacedEdge { edge: Some(edge), state: None, points: Vec::new(), label: None, back: false };
    let mut edges: Vec<PlacedEdge> = (0..outline.edges.len() as u32).map(empty).collect();
    for placed in &picture.edges {
        let (edge, state) = match placed.key {
            EdgeKey::Edge(edge) => (Some(edge), None),
            EdgeKey::Start(state) | EdgeKey::End(state) => (None, Some(state)),
        };
        let from = edge.map(|edge| outline.edges[edge as usize].from).or(state);
        let points = match from {
            Some(from) => {
                from_card(placed.points.clone(), &states[from as usize].rect, foot(&outline.states[from as usize]))
            }
            None => placed.points.clone(),
        };
        let line = PlacedEdge { edge, state, points, label: placed.label.map(rect), back: placed.back };
        match edge {
            Some(edge) => edges[edge as usize] = line,
            None => edges.push(line),
        }
    }
    let all = Rect { x: 0.0, y: 0.0, width: picture.width, height: picture.height };
    let rects: Vec<Rect> = states
        .iter()
        .map(|state| state.rect)
        .chain(picture.branches.iter().map(|branch| rect(branch.rect)))
        .chain([all])
        .collect();
    widen(outline, &rects, &mut edges);
    let marker = |kind: MarkerKind| {
        picture
            .markers
            .iter()
            .find(|marker| marker.kind == kind && marker.scope.is_none())
            .map(|marker| rect(marker.rect))
    };
    Geometry {
        width: picture.width,
        height: picture.height,
        states,
        branches: branches.collect(),
        edges,
        start: marker(MarkerKind::Start),
        end: marker(MarkerKind::End),
    }
}

fn head(state: &State) -> f32 {
    match state.kind {
        StateType::Map if state.distributed => CHILDREN.1,
        StateType::Map => MAP_HEAD,
        _ if is_shelf(state) => PARALLEL_HEAD + STRIP.0 * state.inside.len().div_ceil(STRIP.1) as f32,
        _ => PARALLEL_HEAD,
    }
}

/// The room that is kept free below a state: a card grows where it is retried, and its answers stand below.
fn foot(state: &State) -> f32 {
    let retried = if state.retriers.is_empty() || !state.inside.is_empty() { 0.0 } else { FOOT };
    let asked = if state.answerer().is_some() { ANSWERS } else { 0.0 };
    retried + asked
}

/// A line that leaves a state below the room for its foot begins at the card instead.
fn from_card(mut points: Vec<(f32, f32)>, card: &Rect, room: f32) -> Vec<(f32, f32)> {
    let bottom = card.y + card.height;
    if let Some(first) = points.first_mut().filter(|first| room > 0.0 && (first.1 - bottom - room).abs() < 0.5) {
        first.1 = bottom;
    }
    points
}

/// The scope of a machine. Machines nest no deeper than the text that they were read from.
fn scope(outline: &Outline, machine: u32) -> Scope {
    let states = &outline.machines[machine as usize].states;
    let place = |state: u32| states.iter().position(|other| *other == state);
    let nodes = states.iter().map(|id| {
        let state = &outline.states[*id as usize];
        let inside = (!state.inside.is_empty()).then(|| Frame {
            kind: if state.kind == StateType::Map { FrameKind::Items } else { FrameKind::Branches },
            header: head(state),
            children: state.inside.iter().map(|machine| scope(outline, *machine)).collect(),
            window: is_shelf(state).then_some(WINDOW),
        });
        let width = match inside.is_some() {
            true if state.distributed => CHILDREN.0,
            true => FRAME_WIDTH,
            false => NODE.0,
        };
        Node { id: *id, width, height: NODE.1 + foot(state), inside }
    });
    let edges = outline.edges.iter().enumerate().filter_map(|(id, edge)| {
        Some(asl_layout::Edge {
            id: id as u32,
            from: place(edge.from)?,
            to: place(edge.to)?,
            kind: match edge.kind {
                EdgeKind::Next => asl_layout::EdgeKind::Next,
                EdgeKind::Choice(_) => asl_layout::EdgeKind::Choice,
                EdgeKind::Default => asl_layout::EdgeKind::Default,
                EdgeKind::Catch(_) => asl_layout::EdgeKind::Catch,
            },
            label: (!edge.label.is_empty()).then(|| (label_width(edge), 18.0)),
        })
    });
    let ends = |id: &u32| {
        let state = &outline.states[*id as usize];
        state.end && state.kind != StateType::Fail
    };
    Scope {
        start: outline.machines[machine as usize].start.and_then(place),
        ends: states.iter().enumerate().filter(|(_, id)| ends(id)).map(|(at, _)| at).collect(),
        markers: machine == 0,
        nodes: nodes.collect(),
        edges: edges.collect(),
    }
}

/// Labels are set in a fixed-width font of 11 pixels.
fn text_width(edge: &Edge) -> f32 {
    let icon = if matches!(edge.kind, EdgeKind::Catch(_)) { CATCH_ICON } else { 0.0 };
    edge.label.chars().count() as f32 * 6.7 + 12.0 + icon
}

fn label_width(edge: &Edge) -> f32 {
    text_width(edge).min(LABEL_WIDTH)
}

/// Gives labels that were cut what is free to their right.
fn widen(outline: &Outline, rects: &[Rect], edges: &mut [PlacedEdge]) {
    for place in 0..edges.len() {
        let Some((label, edge)) = edges[place].label.zip(edges[place].edge) else { continue };
        let wish = text_width(&outline.edges[edge as usize]).min(LABEL_MOST);
        if wish <= label.width {
            continue;
        }
        let (top, bottom, from) = (label.y, label.y + label.height, label.x + label.width);
        let mut end = label.x + wish + LABEL_GAP;
        let mut keep_off = |x: f32, y: f32, right: f32, low: f32| {
            if y < bottom && low > top && right > from && x < end {
                // Of what the label lies in, the other side counts.
                end = if x < label.x { right.min(end) } else { x };
            }
        };
        for rect in rects {
            keep_off(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
        }
        for (other, line) in edges.iter().enumerate() {
            if let Some(rect) = line.label.filter(|_| other != place) {
                keep_off(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
            }
            for pair in line.points.windows(2) {
                let [one, two] = [pair[0], pair[1]];
                keep_off(one.0.min(two.0), one.1.min(two.1), one.0.max(two.0), one.1.max(two.1));
            }
        }
        let free = end - LABEL_GAP - label.x;
        if free > label.width {
            edges[place].label = Some(Rect { width: free, ..label });
        }
    }
}

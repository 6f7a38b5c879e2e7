//! Pictures of whole machines: quality, stability, and odd input.

#![allow(clippy::unwrap_used, reason = "a test says by its failure what is missing")]

mod machines;
mod quality;

use asl_layout::{
    Edge, EdgeKey, EdgeKind, Frame, FrameKind, Graph, Layout, MarkerKind, Node, PlacedNode, Scope, Style, layout,
};
use machines::{Machine, all};
use quality::{Quality, measure};

fn picture(graph: &Graph) -> Layout {
    layout(graph, &Style::default())
}

fn machine(name: &str) -> Machine {
    all().into_iter().find(|machine| machine.name == name).unwrap()
}

fn node<'a>(machine: &Machine, picture: &'a Layout, name: &str) -> &'a PlacedNode {
    let id = machine.names.iter().position(|other| other == name).unwrap();
    picture.nodes.iter().find(|node| node.id == id as u32).unwrap()
}

#[test]
fn pictures_are_clean() {
    // Name, then the most crossings, bends, width and height.
    let limits = [
        ("linear", 0, 0, 200.0, 420.0),
        ("diamonds", 0, 12, 500.0, 730.0),
        ("fan", 0, 12, 1050.0, 460.0),
        ("loops", 0, 10, 510.0, 590.0),
        ("handlers", 0, 10, 510.0, 590.0),
        ("nested", 0, 8, 1200.0, 840.0),
        ("order", 0, 4, 680.0, 584.0),
        ("shop", 0, 9, 680.0, 588.0),
        ("thirty", 0, 22, 1390.0, 1360.0),
        ("tangle", 1, 20, 810.0, 680.0),
        ("islands", 0, 5, 840.0, 290.0),
    ];
    assert_eq!(all().len(), limits.len());
    for (name, crossings, bends, width, height) in limits {
        let machine = machine(name);
        let picture = picture(&machine.graph);
        let quality = measure(&machine.graph, &picture);
        assert_eq!(quality.faults(), 0, "{name}: {quality:?}");
        assert!(quality.crossings <= crossings, "{name}: {quality:?}");
        assert!(quality.bends <= bends, "{name}: {quality:?}");
        let size = (picture.width, picture.height);
        assert!(size.0 <= width && size.1 <= height, "{name}: {size:?}");
    }
}

#[test]
fn everything_is_in_the_picture() {
    for machine in all() {
        let picture = picture(&machine.graph);
        assert_eq!(picture.nodes.len(), machine.names.len(), "{}", machine.name);
        let own = |key: EdgeKey| matches!(key, EdgeKey::Edge(_));
        let edges = picture.edges.iter().filter(|edge| own(edge.key)).count();
        assert_eq!(edges, machine.labels.len(), "{}", machine.name);
        for edge in &picture.edges {
            assert!(edge.points.len() >= 2, "{}: {edge:?}", machine.name);
            for &(x, y) in &edge.points {
                assert!((0.0..=picture.width).contains(&x), "{}: {edge:?}", machine.name);
                assert!((0.0..=picture.height).contains(&y), "{}: {edge:?}", machine.name);
            }
            if let EdgeKey::Edge(id) = edge.key {
                let labelled = !machine.labels[id as usize].is_empty();
                assert_eq!(edge.label.is_some(), labelled, "{}: {edge:?}", machine.name);
            }
        }
    }
}

#[test]
fn the_main_path_is_one_straight_column() {
    let machine = machine("order");
    let picture = picture(&machine.graph);
    let middle = |name| {
        let rect = node(&machine, &picture, name).rect;
        rect.x + rect.width / 2.0
    };
    let main = ["ValidateOrder", "InStock?", "FulfilOrder", "CoolingOff", "ShipOrder"];
    for name in main {
        assert_eq!(middle(name), middle("ValidateOrder"), "{name}");
    }
    for name in ["WaitForStock", "ReleaseStock", "OrderFailed"] {
        let left = node(&machine, &picture, name).rect.x;
        assert!(left > node(&machine, &picture, "FulfilOrder").rect.right(), "{name}");
    }
    let marker = |kind| picture.markers.iter().find(|marker| marker.kind == kind).unwrap().rect;
    assert!(marker(MarkerKind::Start).bottom() < node(&machine, &picture, "ValidateOrder").rect.y);
    assert!(marker(MarkerKind::End).y > node(&machine, &picture, "ShipOrder").rect.bottom());
}

#[test]
fn an_edge_back_runs_outside_of_what_it_spans() {
    let machine = machine("order");
    let picture = picture(&machine.graph);
    let back: Vec<_> = picture.edges.iter().filter(|edge| edge.back).collect();
    assert_eq!(back.len(), 1);
    let lane = back[0].points.iter().map(|point| point.0).fold(0.0, f32::max);
    assert_eq!(lane, node(&machine, &picture, "WaitForStock").rect.right() + 12.0);
}

#[test]
fn a_line_that_leads_past_everything_needs_no_column_of_its_own() {
    let machine = machine("shop");
    let picture = picture(&machine.graph);
    let left = |name| node(&machine, &picture, name).rect.x;
    assert_eq!(left("WaitForStock"), left("ReleaseStock"));
    assert_eq!(left("OrderFailed"), left("ReleaseStock"));
}

#[test]
fn a_handler_stands_beside_a_tall_frame() {
    let machine = machine("order");
    let picture = picture(&machine.graph);
    let frame = node(&machine, &picture, "FulfilOrder").rect;
    let handler = node(&machine, &picture, "ReleaseStock").rect;
    assert!(handler.bottom() < frame.bottom());
}

#[test]
fn the_same_graph_gives_the_same_picture() {
    for machine in all() {
        assert_eq!(picture(&machine.graph), picture(&machine.graph), "{}", machine.name);
    }
}

#[test]
fn a_new_state_moves_no_other_by_more_than_one_rank() {
    for machine in all() {
        let before = picture(&machine.graph);
        for cut in 0..machine.graph.scope.edges.len() {
            let graph = with_state_on(&machine.graph, cut);
            let after = picture(&graph);
            assert_eq!(measure(&graph, &after).faults(), 0, "{} {cut}", machine.name);
            for (old, new) in before.nodes.iter().zip(&after.nodes) {
                if old.depth > 0 {
                    break;
                }
                assert_eq!(old.id, new.id);
                let moved = old.rank.abs_diff(new.rank);
                assert!(moved <= 1, "{} {cut}: {} moved by {moved}", machine.name, old.id);
            }
        }
    }
}

/// Puts a new state on an edge of the top level.
fn with_state_on(graph: &Graph, cut: usize) -> Graph {
    let mut graph = graph.clone();
    let scope = &mut graph.scope;
    let new = scope.nodes.len();
    scope.nodes.push(Node::leaf(9999, 176.0, 44.0));
    let to = std::mem::replace(&mut scope.edges[cut].to, new);
    scope.edges.push(Edge { id: 9999, from: new, to, kind: EdgeKind::Next, label: None });
    graph
}

#[test]
fn what_stands_above_a_new_state_stays_where_it_is() {
    let machine = machine("diamonds");
    let before = picture(&machine.graph);
    let cut = machine.labels.iter().position(|label| label == "$.total = 0").unwrap();
    let after = picture(&with_state_on(&machine.graph, cut));
    for name in ["Read", "Adult?", "Discount", "Member?", "Points", "Invite", "Total", "Free?"] {
        assert_eq!(node(&machine, &before, name).rect, node(&machine, &after, name).rect, "{name}");
    }
}

/// Numbers that look random and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn random_scope(dice: &mut Dice, ids: &mut u32, count: usize, depth: usize) -> Scope {
    let mut scope = Scope { start: Some(0), markers: dice.roll(2) == 0, ..Scope::default() };
    for index in 0..count {
        *ids += 1;
        let mut node = Node::leaf(*ids, 60.0 + dice.roll(140) as f32, 44.0 + dice.roll(3) as f32 * 22.0);
        if depth > 0 && dice.roll(5) == 0 {
            let children = (0..=dice.roll(3))
                .map(|_| {
                    let count = dice.roll(6);
                    random_scope(dice, ids, count, depth - 1)
                })
                .collect();
            let kind = if dice.roll(2) == 0 { FrameKind::Branches } else { FrameKind::Items };
            node.inside = Some(Frame { kind, header: 32.0, children, window: None });
        }
        scope.nodes.push(node);
        if dice.roll(4) == 0 {
            scope.ends.push(index);
        }
    }
    for from in 0..count {
        for turn in 0..=dice.roll(3) {
            *ids += 1;
            let near = (from + 1 + dice.roll(3)).min(count - 1);
            let kinds = [EdgeKind::Next, EdgeKind::Choice, EdgeKind::Default, EdgeKind::Catch];
            scope.edges.push(Edge {
                id: *ids,
                from,
                to: if turn == 0 || dice.roll(3) == 0 { near } else { dice.roll(count) },
                kind: kinds[dice.roll(4)],
                label: (dice.roll(2) == 0).then(|| (20.0 + dice.roll(120) as f32, 18.0)),
            });
        }
    }
    scope
}

#[test]
fn no_machine_makes_a_faulty_picture() {
    let mut dice = Dice(7);
    for turn in 0..40 {
        let mut ids = 0;
        let count = 2 + dice.roll(9);
        let graph = Graph { scope: random_scope(&mut dice, &mut ids, count, 2) };
        let quality = measure(&graph, &picture(&graph));
        assert_eq!(quality.faults(), 0, "graph {turn}: {quality:?}");
    }
}

#[test]
fn a_large_dense_machine_is_clean() {
    let mut dice = Dice(3);
    let graph = Graph { scope: random_scope(&mut dice, &mut 0, 220, 0) };
    let quality = measure(&graph, &picture(&graph));
    assert_eq!(quality.faults(), 0, "{quality:?}");
}

#[test]
fn odd_input_is_no_problem() {
    assert_eq!(measure(&Graph::default(), &picture(&Graph::default())), Quality::default());
    let edge = |from, to| Edge { id: 1, from, to, kind: EdgeKind::Next, label: Some((f32::NAN, -4.0)) };
    let graph = Graph {
        scope: Scope {
            start: Some(9),
            ends: vec![0, 9],
            markers: true,
            nodes: vec![Node::leaf(1, f32::NAN, -5.0), Node::leaf(2, f32::INFINITY, 44.0)],
            edges: vec![edge(0, 1), edge(0, 7), edge(9, 0), edge(1, 1), edge(1, 1)],
        },
    };
    let picture = picture(&graph);
    assert_eq!(picture.nodes.len(), 2);
    // Of the five edges three have both ends, and one more leads to the End ring.
    assert_eq!(picture.edges.len(), 4);
    assert!(picture.width.is_finite() && picture.height.is_finite());
}

#[test]
fn branches_that_are_too_wide_together_continue_below() {
    let branch = |id| Scope { start: Some(0), nodes: vec![Node::leaf(id, 176.0, 44.0)], ..Scope::default() };
    let mut frame = Node::leaf(0, 0.0, 0.0);
    frame.inside =
        Some(Frame { kind: FrameKind::Branches, header: 32.0, children: (1..=20).map(branch).collect(), window: None });
    let graph = Graph { scope: Scope { nodes: vec![frame], ..Scope::default() } };
    let picture = picture(&graph);
    assert!(picture.width <= 2450.0, "{}", picture.width);
    assert_eq!(picture.branches.len(), 20);
    assert_eq!(measure(&graph, &picture).faults(), 0);
}

#[test]
fn a_frame_that_is_a_window_is_no_wider_than_it() {
    let branch = |id| Scope { start: Some(0), nodes: vec![Node::leaf(id, 176.0, 44.0)], ..Scope::default() };
    let mut frame = Node::leaf(0, 0.0, 0.0);
    let children = (1..=9).map(branch).collect();
    frame.inside = Some(Frame { kind: FrameKind::Branches, header: 32.0, children, window: Some(600.0) });
    let graph = Graph { scope: Scope { nodes: vec![frame], ..Scope::default() } };
    let picture = picture(&graph);
    let rect = picture.nodes[0].rect;
    assert!(rect.width <= 640.0, "{rect:?}");
    let tops: Vec<f32> = picture.branches.iter().map(|branch| branch.rect.y).collect();
    assert!(tops.windows(2).all(|pair| pair[0] == pair[1]), "{tops:?}");
    assert!(picture.branches[8].rect.x > rect.right());
}

#[test]
fn deep_nesting_does_not_need_the_stack() {
    let mut scope = Scope { start: Some(0), nodes: vec![Node::leaf(0, 176.0, 44.0)], ..Scope::default() };
    for id in 1..=100 {
        let mut node = Node::leaf(id, 0.0, 0.0);
        node.inside = Some(Frame { kind: FrameKind::Items, header: 32.0, children: vec![scope], window: None });
        scope = Scope { start: Some(0), nodes: vec![node], ..Scope::default() };
    }
    let picture = picture(&Graph { scope });
    assert_eq!(picture.nodes.len(), 101);
    assert_eq!(picture.nodes[100].depth, 100);
}

#[test]
fn two_thousand_states_in_one_scope() {
    let mut scope = Scope { start: Some(0), ends: vec![1999], markers: true, ..Scope::default() };
    for id in 0..2000 {
        scope.nodes.push(Node::leaf(id, 176.0, 44.0));
    }
    for from in 0..1999 {
        let mut add = |to, kind| {
            scope.edges.push(Edge { id: scope.edges.len() as u32, from, to, kind, label: None });
        };
        add(from + 1, EdgeKind::Next);
        match from % 10 {
            0 => add((from * 7 + 13) % 2000, EdgeKind::Choice),
            5 => add(1990, EdgeKind::Catch),
            _ => {}
        }
    }
    let graph = Graph { scope };
    let picture = picture(&graph);
    assert_eq!(picture.nodes.len(), 2000);
    for pair in picture.nodes.windows(2) {
        assert!(pair[0].rect.bottom() < pair[1].rect.y);
    }
}

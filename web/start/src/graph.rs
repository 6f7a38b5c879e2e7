//! The machine as a picture: what the page draws with cards, before the first event, as one SVG.

use crate::html::escape;
use asl_view::{EdgeKind, Geometry, Outline, PlacedEdge, Rect, State, StateType, drawing, type_icon, type_name, what};

/// Widths of a letter in a name, a line below it, and code: the browser's measure is not known here.
const NAME: f32 = 6.4;
const LINE: f32 = 6.0;
const CODE: f32 = 6.6;

/// The picture; its name says what it is of.
pub fn svg(name: &str, outline: &Outline, geometry: &Geometry) -> String {
    let branches = geometry.branches.iter().map(|placed| {
        let machine = outline.machines.get(placed.machine as usize);
        let owner = machine.and_then(|machine| outline.states.get(machine.owner? as usize));
        match (machine, owner) {
            (Some(machine), Some(owner)) if owner.kind == StateType::Parallel => branch(machine.index, placed.rect),
            _ => String::new(),
        }
    });
    let states: Vec<(&State, Rect)> =
        outline.states.iter().zip(&geometry.states).map(|(state, placed)| (state, placed.rect)).collect();
    let frames = states.iter().filter(|(state, _)| is_frame(state)).map(|(state, rect)| frame(state, *rect));
    let cards = states.iter().filter(|(state, _)| !is_frame(state)).map(|(state, rect)| card(state, *rect));
    let lines = geometry.edges.iter().map(|placed| line(outline, placed));
    let labels = geometry.edges.iter().map(|placed| label(outline, placed));
    let parts: String = frames.chain(branches).chain(lines).chain(cards).chain(labels).chain(marks(geometry)).collect();
    let (width, height) = (geometry.width, geometry.height);
    format!(
        "<svg class=\"start__graph\" role=\"img\" aria-label=\"Graph of {}: {} states\" viewBox=\"0 0 {width} {height}\" style=\"max-width:{width}px;max-height:{height}px\">{parts}</svg>",
        escape(name),
        outline.states.len()
    )
}

fn is_frame(state: &State) -> bool {
    matches!(state.kind, StateType::Parallel | StateType::Map)
}

fn card(state: &State, rect: Rect) -> String {
    // What stands in the tapered end of a silhouette would be cut.
    let inset: f32 = match state.kind {
        StateType::Choice => 16.0,
        StateType::Fail | StateType::Wait | StateType::Succeed => 12.0,
        _ => 8.0,
    };
    let end = if state.kind == StateType::Choice { 18.0 } else { inset.max(10.0) };
    let room = rect.width - inset - 36.0 - 8.0 - 16.0 - end;
    let shape = drawing::shape(state.kind, rect.width, rect.height, 0.5);
    let parts = [
        format!(
            "<path class=\"bd\" d=\"{shape}\"/><rect class=\"tile\" x=\"{inset}.5\" y=\"8.5\" width=\"27\" height=\"27\" rx=\"6\"/>"
        ),
        icon(type_icon(state), inset + 6.0, 14.0),
        text("nm", inset + 36.0, 19.0, &shortened(&state.name, room, NAME)),
        text("sb", inset + 36.0, 34.0, &shortened(&what(state), room, LINE)),
        icon("s-idle", rect.width - end - 16.0, 14.0),
    ];
    at(rect, &parts.concat())
}

/// A Parallel or Map: its border, and its head.
fn frame(state: &State, rect: Rect) -> String {
    let (width, height) = (rect.width, rect.height);
    let name = text("nm", 38.0, 21.0, &state.name);
    // One text, so that the type follows the name wherever that ends.
    let name = name.replace("</text>", &format!("<tspan class=\"sb\" dx=\"8\">{}</tspan></text>", type_name(state)));
    let branches = match state.kind {
        StateType::Parallel => {
            let said = text("sb", width - 36.0, 21.0, &format!("{} branches", state.inside.len()));
            said.replace("<text", "<text text-anchor=\"end\"")
        }
        _ => String::new(),
    };
    let rail = match state.kind {
        StateType::Parallel => format!("<path class=\"rail\" d=\"M5 6V{}\"/>", height - 6.0),
        _ => String::new(),
    };
    let border = format!(
        "<rect class=\"frame-bd\" x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"10\"/>",
        width - 1.0,
        height - 1.0
    );
    at(
        rect,
        &[border, rail, icon(type_icon(state), 15.0, 8.0), name, branches, icon("s-idle", width - 27.0, 8.0)].concat(),
    )
}

fn branch(index: u32, rect: Rect) -> String {
    let border = format!(
        "<rect class=\"branch-bd\" x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"8\"/>",
        rect.width - 1.0,
        rect.height - 1.0
    );
    at(rect, &(border + &text("sb", 11.0, 17.0, &format!("Branch {}", index + 1))))
}

fn line(outline: &Outline, placed: &PlacedEdge) -> String {
    if placed.points.is_empty() {
        return String::new();
    }
    let kind = placed.edge.and_then(|edge| outline.edges.get(edge as usize)).map(|edge| edge.kind);
    let class = if matches!(kind, Some(EdgeKind::Catch(_))) { "edge edge--catch" } else { "edge" };
    let (way, head) = (drawing::line(&placed.points), drawing::head(&placed.points));
    format!("<g class=\"{class}\"><path d=\"{way}\"/><path class=\"ah\" d=\"{head}\"/></g>")
}

fn label(outline: &Outline, placed: &PlacedEdge) -> String {
    let edge = placed.edge.and_then(|edge| outline.edges.get(edge as usize));
    let Some((rect, edge)) = placed.label.zip(edge) else { return String::new() };
    let told = |class, x: f32, letter: f32| {
        text(class, rect.x + x, rect.y + 13.0, &shortened(&edge.label, rect.width.max(48.0) - x, letter))
    };
    match edge.kind {
        EdgeKind::Default => told("sb", 0.0, LINE),
        EdgeKind::Catch(_) => {
            let flag =
                format!("<use href=\"#i-catch\" x=\"{}\" y=\"{}\" width=\"12\" height=\"12\"/>", rect.x, rect.y + 3.0);
            flag + &told("sb mono", 16.0, CODE)
        }
        _ => told("sb mono", 0.0, CODE),
    }
}

/// Start and End.
fn marks(geometry: &Geometry) -> Vec<String> {
    let mark = |rect: Rect, name: &str, circle: &str| {
        let middle = rect.y + rect.height / 2.0;
        let ring = format!(
            "<circle class=\"{circle}\" cx=\"{}\" cy=\"{middle}\" r=\"{}\"/>",
            rect.x + 8.0,
            if circle == "mk__end" { 6.75 } else { 8.0 }
        );
        ring + &text("mk", rect.x + 22.0, middle + 4.0, name)
    };
    let start = geometry.start.map(|rect| mark(rect, "Start", "mk__start"));
    let end = geometry.end.map(|rect| mark(rect, "End", "mk__end"));
    start.into_iter().chain(end).collect()
}

fn at(rect: Rect, parts: &str) -> String {
    format!("<g transform=\"translate({} {})\">{parts}</g>", rect.x, rect.y)
}

fn text(class: &str, x: f32, y: f32, text: &str) -> String {
    format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(text))
}

fn icon(name: &str, x: f32, y: f32) -> String {
    format!("<use href=\"#i-{name}\" x=\"{x}\" y=\"{y}\" width=\"16\" height=\"16\"/>")
}

/// As much of a text as there is room for, and an ellipsis for the rest.
fn shortened(text: &str, room: f32, letter: f32) -> String {
    let most = (room / letter) as usize;
    match text.chars().count() <= most {
        true => text.to_owned(),
        false => text.chars().take(most.saturating_sub(1)).collect::<String>() + "…",
    }
}

#[cfg(test)]
mod tests {
    use super::{LINE, shortened};

    #[test]
    fn a_long_text_ends_with_an_ellipsis() {
        assert_eq!(shortened("Lambda invoke", 100.0, LINE), "Lambda invoke");
        assert_eq!(shortened("DynamoDB update item", 100.0, LINE), "DynamoDB update…");
    }
}

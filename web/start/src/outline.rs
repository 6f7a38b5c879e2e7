//! The machine as a nested list, in the look of the page's outline.

use crate::html::{escape, icon};
use asl_view::{Outline, State, StateType, type_name, what};

/// All states.
pub fn list(outline: &Outline) -> String {
    machine(outline, 0, "outline")
}

fn machine(outline: &Outline, at: u32, class: &str) -> String {
    let Some(machine) = outline.machines.get(at as usize) else { return String::new() };
    let states = machine.states.iter().filter_map(|state| outline.states.get(*state as usize));
    let items: Vec<String> = states.map(|state| format!("<li>{}{}</li>", row(state), inside(outline, state))).collect();
    format!("<ol class=\"{class}\">{}</ol>", items.concat())
}

fn inside(outline: &Outline, state: &State) -> String {
    let inner = |at: &u32| machine(outline, *at, "outline outline--inner");
    if state.kind != StateType::Parallel {
        return state.inside.iter().map(inner).collect();
    }
    let branches = state.inside.iter().enumerate().map(|(place, at)| {
        format!("<li><p class=\"outline__branch\">{}Branch {}</p>{}</li>", icon("s-idle"), place + 1, inner(at))
    });
    format!("<ol class=\"outline__branches\">{}</ol>", branches.collect::<Vec<_>>().concat())
}

fn row(state: &State) -> String {
    let (kind, about) = (type_name(state), what(state));
    let line = if about.starts_with(kind) { about } else { format!("{kind} · {about}") };
    format!(
        "<div class=\"orow st-idle\"><span class=\"orow__icon\">{}</span><span class=\"orow__text\"><b>{}</b><span>{}</span></span></div>",
        icon("s-idle"),
        escape(&state.name),
        escape(&line)
    )
}

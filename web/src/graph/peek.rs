//! What a node has no room for: shown below it while it is pointed at or has the keyboard.

use super::{picks::Picks, present};
use crate::store::{App, Checked};
use asl_view::{StatusKind, error_of_visit, node_view, retrier_uses, type_name};
use leptos::prelude::*;
use std::sync::Arc;

/// Most characters of a cause.
const CAUSE: usize = 160;

#[derive(Clone, Debug, PartialEq)]
struct Told {
    left: f32,
    top: f32,
    name: String,
    what: String,
    lines: Vec<(String, String)>,
}

/// More about the state that is pointed at; it can be pointed at itself, and Escape closes it.
#[component]
pub fn Peek(
    /// The definition.
    picture: Arc<Checked>,
) -> impl IntoView {
    let app = App::get();
    let peek = Picks::get().peek;
    let told = Memo::new(move |_| peek.get().and_then(|state| told(app, &picture, state)));
    let stays = move |_| {
        // It goes with what it is about.
        if let Some(state) = peek.get_untracked() {
            peek.set(Some(state));
        }
    };
    move || {
        told.get().map(|told| {
            view! {
                <div class="peek" aria-hidden="true" style=format!("left:{}px;top:{}px", told.left, told.top) on:pointerenter=stays>
                    <b>{told.name}</b>
                    <p>{told.what}</p>
                    {told.lines.into_iter().map(|(name, text)| view! { <p><span>{name}</span>{text}</p> }).collect_view()}
                </div>
            }
        })
    }
}

fn told(app: App, picture: &Checked, state: u32) -> Option<Told> {
    let (cursor, focus) = (app.cursor.get(), app.focus.get());
    let row = picture.outline.states.get(state as usize)?;
    let rect = picture.geometry.states.get(state as usize)?.rect;
    present::with_run(app, None, |run| {
        let outline = &run.outline;
        if outline.states.get(state as usize)?.name != row.name {
            return None;
        }
        let node = node_view(&run.trace, &run.index, outline, cursor, focus, state);
        let kind = node.kind();
        let mut lines = Vec::new();
        if let Some(counts) = node.counts {
            let known = StatusKind::ALL.into_iter().filter(|kind| counts.of(*kind) > 0);
            lines.extend(known.map(|kind| (asl_view::format::number(counts.of(kind)), kind.word().to_owned())));
        }
        if !node.formula.is_empty() {
            lines.push(("Delay".into(), node.formula.clone()));
        }
        if !node.pips.is_empty() {
            let uses = retrier_uses(&run.trace, &run.index, outline, state, node.visit, cursor);
            lines.extend(uses.into_iter().map(|used| {
                (format!("{} of {}", used.used, used.allowed), format!("{} {}", used.errors, used.reason))
            }));
        }
        let error = node.visit.and_then(|visit| error_of_visit(&run.trace, &run.index, visit, cursor));
        if let Some((error, cause)) = error.filter(|_| kind != StatusKind::Succeeded) {
            let cause: String = cause.unwrap_or_default().chars().take(CAUSE).collect();
            lines.push((error.to_owned(), cause));
        }
        // What the card shows whole needs no telling.
        if lines.is_empty()
            && (node.line.chars().count() < 17 && row.name.chars().count() < 14 || kind == StatusKind::NotReached)
        {
            return None;
        }
        let what = format!("{} · {}", type_name(row), if lines.is_empty() { &node.line } else { kind.word() });
        let height = if row.inside.is_empty() { rect.height + node.foot_height() } else { super::frame::HEAD };
        Some(Told { left: rect.x, top: rect.y + height + 8.0, name: row.name.clone(), what, lines })
    })
}

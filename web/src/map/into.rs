//! A step into a child execution, and back.

use crate::{
    client::Client,
    graph::present,
    platform::document,
    store::{App, Run},
    transport::{action::drawn_state, player::Player},
};
use asl_view::{ChildAddress, child_into, step_into};
use leptos::prelude::*;

/// The cursor at the first event of a child execution.
const START: u32 = 1;

/// Gives the transport its step into child executions, and says which one is entered and left.
pub fn listen(app: App) {
    let (client, player) = (Client::get(), Player::get());
    let ahead = Memo::new(move |_| target(app, None).map(|(_, child)| child.index));
    Effect::new(move |_| player.child.set(ahead.get()));
    player.opens_child.set_value(Some(Callback::new(move |state| open(app, client, state))));
    Effect::new(move |before: Option<Vec<ChildAddress>>| {
        let path = app.run.with(|run| run.as_ref().map_or(Vec::new(), |run| run.path.clone()));
        let news = before.and_then(|before| match (before.last(), path.last()) {
            (_, Some(inner)) if path.len() > before.len() => Some(format!("Into child execution #{}.", inner.index)),
            // A new run leaves it, too, and nobody asked for that.
            (Some(inner), _) if path.len() < before.len() && !app.stale_run.get_untracked() => {
                Some(format!("Out of child execution #{}.", inner.index))
            }
            _ => None,
        });
        if let Some(news) = news {
            player.news.set(news);
            keep_keyboard(app);
        }
        path
    });
}

/// The Distributed Map that is stepped into, and the child execution that this leads to: a state of the graph, else the
/// Map at the cursor, else the one that is selected.
fn target(app: App, state: Option<u32>) -> Option<(u32, ChildAddress)> {
    let (cursor, focus, selection) = (app.cursor.get(), app.focus.get(), app.selection.get());
    if app.stale_run.get() {
        return None;
    }
    present::with_run(app, None, |run: &Run| {
        let child_of =
            |state: Option<u32>| child_into(&run.trace, &run.index, &run.outline, &run.summary, (cursor, focus), state);
        let drawn = |state: u32| child_of(Some(drawn_state(app, run, state)?));
        match state {
            Some(state) => drawn(state),
            // A branch or an iteration comes first.
            None if step_into(&run.trace, &run.index, cursor, focus).is_some() => None,
            None => child_of(None).or_else(|| drawn(selection?)),
        }
    })
}

/// Opens the child execution at its start; answers whether there is one.
fn open(app: App, client: Client, state: Option<u32>) -> bool {
    let Some((state, child)) = untrack(|| target(app, state)) else { return false };
    app.playing.set(false);
    // The way out leads back to the Map.
    let is_current = untrack(|| present::current(app)) == Some(state);
    app.select((!is_current).then_some(state));
    client.enter(child, move |is_open| {
        if is_open {
            app.seek(START);
        }
    });
    true
}

/// The state that had the keyboard is not in the new picture: brings it to the state where one goes on.
fn keep_keyboard(app: App) {
    request_animation_frame(move || {
        if !document::has_keyboard("body *") {
            let state = untrack(|| {
                let start = present::drawn(app).and_then(|drawn| drawn.outline.machines.first()?.start);
                app.selection.get().or_else(|| present::current(app)).or(start)
            });
            document::focus_on(&format!("#watch [data-state='{}']", state.unwrap_or_default()));
        }
    });
}

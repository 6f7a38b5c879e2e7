//! The way from the main button to where somebody can answer.

use super::question;
use crate::{
    client::Client,
    graph::present,
    platform::document,
    store::{App, Place, Run},
    transport::player::Player,
};
use asl_view::{Asked, ChildAddress, asked};
use leptos::prelude::*;

/// Goes to the answers whenever somebody wishes to.
pub fn listen() {
    let (app, client, player) = (App::get(), Client::get(), Player::get());
    Effect::watch(move || player.answering.track(), move |(), _, _| go_to_answer(app, client), false);
}

/// Brings the keyboard to the answers of what the run waits for; into the child execution that asks, if one does.
fn go_to_answer(app: App, client: Client) {
    let found = |run: &Run| asked(&run.trace, &run.index, &run.outline, &run.summary);
    match untrack(|| present::with_run(app, None, found)) {
        Some(Asked::Visit(visit)) => show(app, visit),
        Some(Asked::Child { child, .. }) => open(app, client, child),
        None => {}
    }
}

/// Opens the child execution, and brings the keyboard to its answers.
pub fn open(app: App, client: Client, child: ChildAddress) {
    client.enter(child, move |is_open| {
        if is_open {
            go_to_answer(app, client);
        }
    });
}

fn show(app: App, visit: u32) {
    if untrack(|| question(app, Some(visit))).is_none() {
        return;
    }
    let of_visit = |run: &Run| {
        let row = run.trace.visits.get(visit as usize)?;
        let (cursor, focus) = (app.cursor.get_untracked(), app.focus.get_untracked());
        let seen = asl_view::node_view(&run.trace, &run.index, &run.outline, cursor, focus, row.state).visit;
        Some((row.state, row.scope, seen == Some(visit)))
    };
    let place = untrack(|| present::with_run(app, None, of_visit));
    let Some((state, scope, is_seen)) = place else { return };
    if !is_seen {
        app.look_into(scope);
    }
    app.select(Some(state));
    if document::is_narrow() {
        app.place.set(Place::Watch);
    }
    // Once the bar is there.
    request_animation_frame(move || {
        // To all of them: who presses a key twice has not answered yet.
        document::focus(&format!("ask-{visit}"));
        // A graph seen from far away has no room for the answers.
        if !document::has_keyboard(".ask") {
            document::focus_on("#inside .decide");
        }
    });
}

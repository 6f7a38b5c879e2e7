//! Moves the cursor: playing, stepping, jumping.

use crate::{
    client::Client,
    platform::{document, frames},
    store::{App, Engine, Run, Speed},
};
use asl_view::{clock_at, cursor_at, playback, steady_factor};
use leptos::prelude::*;
use std::sync::Arc;

/// The player, provided as a context.
#[derive(Clone, Copy)]
pub struct Player {
    app: App,
    client: Client,
    /// How the present run is played.
    times: Memo<Arc<Vec<f64>>>,
    /// Playing time in milliseconds.
    position: StoredValue<f64>,
    /// Whether the loop over frames goes on.
    looping: StoredValue<bool>,
}

/// What the main button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Primary {
    /// Plays from the start.
    Run,
    /// Plays on.
    Continue,
    /// Stops playing.
    Pause,
    /// Plays again from the start.
    Again,
}

impl Player {
    /// A player of the app's run.
    pub fn new(app: App, client: Client) -> Self {
        let times = Memo::new(move |_| {
            app.run.with(|run| Arc::new(run.as_ref().map_or(Vec::new(), |run| playback(&run.trace))))
        });
        let player = Self { app, client, times, position: StoredValue::new(0.0), looping: StoredValue::new(false) };
        // A wish to play waits for the run that belongs to the present text.
        Effect::new(move |_| {
            if app.wants_to_play.get() && app.run.with(Option::is_some) && !app.stale_run.get() {
                app.wants_to_play.set(false);
                player.play();
            }
        });
        player
    }

    /// The player, from the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// What the main button does now.
    pub fn primary(self) -> Primary {
        let events = self.app.run.with(|run| run.as_ref().map_or(0, |run| run.trace.events.len() as u32));
        let cursor = self.app.cursor.get();
        match () {
            () if self.app.playing.get() => Primary::Pause,
            () if cursor == 0 || events == 0 || self.app.stale_run.get() => Primary::Run,
            () if cursor >= events => Primary::Again,
            () => Primary::Continue,
        }
    }

    /// The main button: plays, plays on, or stops playing.
    pub fn toggle(self) {
        if self.app.playing.get_untracked() {
            self.app.playing.set(false);
        } else {
            self.start();
        }
    }

    /// Plays as soon as there is a run of the present text.
    pub fn start(self) {
        if self.app.stale_run.get_untracked() || self.app.run.with_untracked(Option::is_none) {
            self.app.wants_to_play.set(true);
            if self.app.engine.get_untracked() == Engine::Ready {
                self.client.check();
            }
        } else {
            self.play();
        }
    }

    fn play(self) {
        let Some(run) = self.app.run.get_untracked() else { return };
        if self.app.cursor.get_untracked() as usize >= run.trace.events.len() {
            self.app.show(0);
        }
        self.app.selection.set(None);
        self.app.playing.set(true);
        if self.looping.get_value() {
            return;
        }
        self.looping.set_value(true);
        self.sync();
        frames::each(move |passed| {
            let goes_on = self.frame(passed);
            self.looping.set_value(goes_on);
            goes_on
        });
    }

    /// Sets the playing time to where the cursor is.
    fn sync(self) {
        let cursor = self.app.cursor.get_untracked();
        self.position.set_value(self.times.with_untracked(|times| times.get(cursor as usize).copied().unwrap_or(0.0)));
    }

    fn frame(self, passed: f64) -> bool {
        if !self.app.playing.get_untracked() {
            return false;
        }
        let (Some(run), times) = (self.app.run.get_untracked(), self.times.get_untracked()) else { return false };
        let factor = match self.app.speed.get_untracked() {
            Speed::Auto => 1.0,
            Speed::Times(factor) => factor * steady_factor(&run.trace, &times),
        };
        let cursor = self.app.cursor.get_untracked();
        // Whoever moved the cursor meanwhile wins.
        if cursor_at(&times, self.position.get_value()) != cursor {
            self.sync();
        }
        self.position.update_value(|position| *position += passed * factor);
        let position = self.position.get_value();
        let next = cursor_at(&times, position).max(cursor);
        if next != cursor {
            self.app.cursor.set(next);
        }
        // Where motion is to be reduced, the clock goes from event to event.
        let shown = if document::prefers_reduced_motion() { times.get(next as usize).copied() } else { Some(position) };
        self.app.clock.set(clock_at(&run.trace, &times, shown.unwrap_or(position)));
        if next as usize >= run.trace.events.len() {
            self.app.playing.set(false);
            return false;
        }
        true
    }

    /// Moves the cursor, if there is somewhere to go.
    pub fn jump(self, target: impl FnOnce(&Run, u32, u32) -> Option<u32>) {
        let Some(run) = self.app.run.get_untracked() else { return };
        if let Some(cursor) = target(&run, self.app.cursor.get_untracked(), self.app.focus.get_untracked()) {
            self.app.selection.set(None);
            self.app.seek(cursor);
        }
    }
}

//! Moves the cursor: playing, stepping, jumping.

use crate::{
    client::Client,
    platform::{document, frames},
    store::{App, Engine, Run, Speed},
};
use asl_view::{
    Asked, Status, Stop, asked, clock_at, cursor_at, cursor_at_time, next_stop, playback, steady_factor, step_into,
    stop_at, stops,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The player, provided as a context.
#[derive(Clone, Copy)]
pub struct Player {
    app: App,
    client: Client,
    /// How the present run is played.
    times: Memo<Arc<Vec<f64>>>,
    /// Where breakpoints stop it.
    pub stops: Memo<Arc<Vec<Stop>>>,
    /// Whose answer the run waits for in the end: `Ask a person waits for your answer`.
    pub asked: Memo<Option<String>>,
    /// Tells that somebody wishes to answer.
    pub answering: Trigger,
    /// The cursor that is run to, if one was named.
    until: StoredValue<Option<u32>>,
    /// Playing time in milliseconds.
    position: StoredValue<f64>,
    /// Whether playing, and nobody else, moved the cursor last.
    moved: StoredValue<bool>,
    /// Whether the loop over frames goes on.
    looping: StoredValue<bool>,
    /// Whether the run that is wished for only goes on from the cursor, after an answer.
    goes_on: StoredValue<bool>,
    /// The number of the child execution that a step into the state at the cursor leads to, if it leads to one.
    pub child: RwSignal<Option<u32>>,
    /// Enters a child execution of the state at the cursor, or of this one; that code comes with the inspector.
    pub opens_child: StoredValue<Option<Callback<Option<u32>, bool>>>,
    /// Something to say aloud.
    pub news: RwSignal<String>,
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
    /// Brings to the answers of what the run waits for.
    Answer,
}

impl Player {
    /// A player of the app's run.
    pub fn new(app: App, client: Client) -> Self {
        let times = Memo::new(move |_| {
            app.run.with(|run| Arc::new(run.as_ref().map_or(Vec::new(), |run| playback(&run.trace))))
        });
        let stops = Memo::new(move |_| {
            let found =
                |run: &Arc<Run>| app.breakpoints.with(|points| stops(&run.trace, &run.index, &run.outline, points));
            app.run.with(|run| Arc::new(run.as_ref().map_or(Vec::new(), found)))
        });
        let asked = Memo::new(move |_| {
            let said = |run: &Arc<Run>| {
                asked(&run.trace, &run.index, &run.outline, &run.summary).map(|asked| said(run, &asked))
            };
            app.run.with(|run| run.as_ref().filter(|_| !app.is_replay()).and_then(said))
        });
        let (position, looping) = (StoredValue::new(0.0), StoredValue::new(false));
        let (until, moved) = (StoredValue::new(None), StoredValue::new(false));
        let goes_on = StoredValue::new(false);
        let player = Self {
            answering: Trigger::new(),
            app,
            client,
            times,
            stops,
            asked,
            until,
            position,
            moved,
            looping,
            goes_on,
            child: RwSignal::new(None),
            opens_child: StoredValue::new(None),
            news: RwSignal::default(),
        };
        // A wish to play waits for the run that belongs to the present text.
        Effect::new(move |_| {
            if app.wants_to_play.get() && app.run.with(Option::is_some) && !app.stale_run.get() {
                app.wants_to_play.set(false);
                let goes_on = player.goes_on.try_update_value(std::mem::take).unwrap_or(false);
                // An answer may lead to the next question at once.
                if !(goes_on && player.is_at_end()) {
                    player.play(None);
                }
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
            () if cursor >= events && self.asked.with(Option::is_some) => Primary::Answer,
            () if cursor >= events => Primary::Again,
            () => Primary::Continue,
        }
    }

    /// Plays again from the start.
    pub fn again(self) {
        self.app.show(0);
        self.play(None);
    }

    /// Plays the run that comes after an answer, from where it is.
    pub fn go_on(self) {
        self.goes_on.set_value(true);
        self.app.wants_to_play.set(true);
    }

    fn is_at_end(self) -> bool {
        let cursor = self.app.cursor.get_untracked();
        self.app.run.with_untracked(|run| run.as_ref().is_some_and(|run| run.ends_at(cursor)))
    }

    /// The main button: plays, plays on, or stops playing.
    pub fn toggle(self) {
        if self.app.playing.get_untracked() {
            self.app.playing.set(false);
        } else {
            self.start();
        }
    }

    /// Plays as soon as there is a run of the present text; brings to the answers where that waits for one.
    pub fn start(self) {
        if untrack(|| self.primary()) == Primary::Answer {
            self.answering.notify();
        } else if self.app.stale_run.get_untracked() || self.app.run.with_untracked(Option::is_none) {
            self.app.wants_to_play.set(true);
            if self.app.engine.get_untracked() == Engine::Ready {
                self.client.check();
            }
        } else {
            self.play(None);
        }
    }

    /// Plays to a cursor, from the start where it has been passed.
    pub fn run_to(self, cursor: u32) {
        if self.app.run.with_untracked(Option::is_none) {
            return;
        }
        if self.app.cursor.get_untracked() >= cursor {
            self.app.show(0);
        }
        self.play(Some(cursor));
    }

    /// What stopped the run at the cursor, in words: a breakpoint, or the point where somebody has to decide.
    pub fn halted(self) -> Option<String> {
        let cursor = self.app.cursor.get();
        if self.app.playing.get() {
            return None;
        }
        let stop = self.stops.with(|stops| stop_at(stops, cursor));
        let point = stop.and_then(|stop| {
            self.app.breakpoints.with(|points| points.get(stop.breakpoint).map(asl_view::Breakpoint::said))
        });
        point.or_else(|| {
            self.app.run.with(|run| {
                let run = run.as_ref()?;
                let is_end = cursor > 0 && run.ends_at(cursor);
                let waits = is_end && run.summary.status == Status::Running && !run.summary.note.is_empty();
                waits.then(|| self.asked.get().unwrap_or_else(|| run.summary.note.clone()))
            })
        })
    }

    fn play(self, until: Option<u32>) {
        let Some(run) = self.app.run.get_untracked() else { return };
        if run.ends_at(self.app.cursor.get_untracked()) {
            self.app.show(0);
        }
        self.until.set_value(until);
        self.app.select(None);
        self.app.playing.set(true);
        self.app.looked.set(true);
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
        let cursor = self.app.cursor.get_untracked();
        let (next, clock) = match self.app.speed.get_untracked() {
            Speed::Auto => self.paced(&run, &times, passed),
            Speed::Times(factor) => self.paced(&run, &times, passed * factor * steady_factor(&run.trace, &times)),
            Speed::Clock(factor) => {
                let clock = self.app.clock.get_untracked() + passed * factor;
                (cursor_at_time(&run.trace, clock), clock)
            }
        };
        let end = run.trace.events.len() as u32;
        let until = self.until.get_value().filter(|until| *until > cursor);
        let stop = self.stops.with_untracked(|stops| next_stop(stops, cursor)).map(|stop| stop.cursor);
        let halt = until.into_iter().chain(stop).fold(end, u32::min);
        self.moved.set_value(true);
        if next.max(cursor) >= halt {
            self.app.playing.set(false);
            self.app.show(halt);
            return false;
        }
        if next > cursor {
            self.app.turn_cursor(next);
        }
        self.app.turn_clock(clock);
        true
    }

    /// Where playing at an even pace comes to in so many milliseconds: the cursor and the virtual clock.
    fn paced(self, run: &Run, times: &[f64], passed: f64) -> (u32, f64) {
        let cursor = self.app.cursor.get_untracked();
        // Whoever moved the cursor meanwhile wins.
        if cursor_at(times, self.position.get_value()) != cursor {
            self.sync();
        }
        self.position.update_value(|position| *position += passed);
        let position = self.position.get_value();
        let next = cursor_at(times, position).max(cursor);
        // Where motion is to be reduced, the clock goes from event to event.
        let shown = if document::prefers_reduced_motion() { times.get(next as usize).copied() } else { Some(position) };
        (next, clock_at(&run.trace, times, shown.unwrap_or(position)))
    }

    /// Whether playing moved the cursor since somebody asked.
    pub fn take_moved(self) -> bool {
        self.moved.try_update_value(std::mem::take).unwrap_or(false)
    }

    /// Moves the cursor, if there is somewhere to go.
    pub fn jump(self, target: impl FnOnce(&Run, u32, u32) -> Option<u32>) {
        let Some(run) = self.app.run.get_untracked() else { return };
        if let Some(cursor) = target(&run, self.app.cursor.get_untracked(), self.app.focus.get_untracked()) {
            self.app.select(None);
            self.app.seek(cursor);
        }
    }

    /// Into a scope, if there is one; answers whether there was.
    pub fn enter(self, target: impl FnOnce(&Run, u32, u32) -> Option<(u32, u32)>) -> bool {
        let Some(run) = self.app.run.get_untracked() else { return false };
        let found = target(&run, self.app.cursor.get_untracked(), self.app.focus.get_untracked());
        if let Some((scope, cursor)) = found {
            self.app.select(None);
            self.app.seek(cursor);
            self.app.look_into(scope);
        }
        found.is_some()
    }

    /// Into a child execution of a Distributed Map: the one at the cursor, or a state of the graph. Answers whether there
    /// is one; it is there when the engine has run it again.
    pub fn enter_child(self, state: Option<u32>) -> bool {
        self.opens_child.get_value().is_some_and(|open| open.run(state))
    }

    /// Whether a step into the state at the cursor leads anywhere.
    pub fn has_inside(self) -> bool {
        let (cursor, focus) = (self.app.cursor.get(), self.app.focus.get());
        let inner = |run: &Arc<Run>| step_into(&run.trace, &run.index, cursor, focus).is_some();
        self.child.with(Option::is_some) || self.app.run.with(|run| run.as_ref().is_some_and(inner))
    }
}

/// `Ask a person waits for your answer`.
fn said(run: &Run, asked: &Asked) -> String {
    match asked {
        Asked::Visit(visit) => {
            let state = run.trace.visits.get(*visit as usize).map_or(0, |visit| visit.state);
            let name = run.outline.states.get(state as usize).map_or("", |state| state.name.as_str());
            format!("{name} waits for your answer")
        }
        Asked::Child { child, .. } => format!("Child #{} waits for your answer", child.index),
    }
}

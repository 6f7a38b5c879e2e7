//! What the whole page shares. Everything on screen is a function of it.

use crate::{client::has_error, platform::frames};
use asl_view::{
    Breakpoint, ChildAddress, Document, EventFilter, Geometry, Inspection, Outline, Problem, Speech, StatusKind,
    Summary, Trace, TraceIndex,
};
use leptos::{prelude::*, reactive::graph::Source};
use std::{sync::Arc, time::Duration};

/// After so many events a run that was wished for is under way, on screen too.
const UNDER_WAY: u32 = 2;

/// What the worker said about the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// Revision of the document that the problems belong to.
    pub revision: u32,
    /// What is wrong, in all panes, in the order of the text.
    pub problems: Vec<Problem>,
    /// The states and edges of the last text that could be read.
    pub outline: Outline,
    /// Where to draw them.
    pub geometry: Geometry,
    /// Whether outline and geometry belong to an earlier text, because the present one cannot be read.
    pub stale: bool,
    /// `JSON`, `JSONC` or `YAML`.
    pub format: String,
}

/// A finished run.
#[derive(Debug)]
pub struct Run {
    /// How it ended.
    pub summary: Summary,
    /// What happened.
    pub trace: Trace,
    /// The states and edges that the trace refers to.
    pub outline: Outline,
    /// What is looked up in the trace.
    pub index: TraceIndex,
    /// What was run.
    pub document: Document,
    /// Which child execution it is; empty for the execution itself.
    pub path: Vec<ChildAddress>,
    /// Of a child execution: its item processor as a definition of its own.
    pub picture: Option<Arc<Checked>>,
}

/// A run that the page comes back to from one of its child executions.
#[derive(Clone, Debug)]
pub struct Outer {
    /// The run.
    pub run: Arc<Run>,
    /// Where its cursor was.
    pub cursor: u32,
    /// What was selected.
    pub selection: Option<u32>,
    /// The scope that was looked into.
    pub focus: u32,
}

impl Run {
    /// Prepares a trace for looking at it.
    pub fn new(summary: Summary, trace: Trace, outline: Outline, document: Document) -> Self {
        let index = TraceIndex::new(&trace, &outline);
        Self { summary, trace, outline, index, document, path: Vec::new(), picture: None }
    }

    /// Whether all events have happened at a cursor.
    pub fn ends_at(&self, cursor: u32) -> bool {
        cursor as usize >= self.trace.events.len()
    }

    /// Whether the history tells how the child executions of a Map Run ended, or the run is over: what they do in between
    /// is not in it.
    pub fn tells_children(&self, map: StatusKind, cursor: u32) -> bool {
        !map.is_open() || self.ends_at(cursor)
    }

    /// Prepares the trace of a child execution; `picture` is its item processor.
    pub fn of_child(summary: Summary, trace: Trace, picture: Checked, path: Vec<ChildAddress>) -> Self {
        let run = Self::new(summary, trace, picture.outline.clone(), Document::default());
        Self { path, picture: Some(Arc::new(picture)), ..run }
    }
}

/// A recorded history that lies over the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// What `GetExecutionHistory` gave.
    pub history: Arc<str>,
    /// Whether it is shown; otherwise a run of ours is, and the recording is kept beside it.
    pub is_shown: bool,
}

/// What is inside one visit of the present run.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspected {
    /// The id of the visit's `…Entered` event.
    pub event: u32,
    /// Its data, stage by stage; `None` where the engine has nothing to show.
    pub inspection: Option<Inspection>,
}

/// What the worker does at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// The worker is being loaded.
    #[default]
    Loading,
    /// It waits for work.
    Ready,
    /// It runs the machine; the number of events so far.
    Computing(u32),
    /// Nothing can be run: the worker does not start in this browser.
    Broken,
}

/// How fast a run is played.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Speed {
    /// The whole run in 4 to 12 seconds.
    #[default]
    Auto,
    /// A multiple of the speed at which a state takes 0.4 seconds, however many there are.
    Times(f64),
    /// The virtual clock runs so many times as fast as a real one.
    Clock(f64),
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The four places of the page; on a phone only one is on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Definition, input and mocks.
    Give,
    /// Graph or outline.
    #[default]
    Watch,
    /// Data of the selected state.
    Inside,
    /// Timeline, events and problems.
    When,
}

/// How the centre shows the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// As a graph.
    #[default]
    Graph,
    /// As a nested list.
    Outline,
}

/// How the history is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventView {
    /// A row for each event.
    #[default]
    All,
    /// A row for each stay in a state.
    Compact,
    /// A row for each event, and beside them one with its details.
    Json,
}

/// What moves while a run is looked at. Only [`App`]'s methods write it: a panel that is [behind](App::behind) cannot move
/// its copy by mistake.
#[derive(Clone, Copy)]
struct Moves {
    run: RwSignal<Option<Arc<Run>>>,
    cursor: RwSignal<u32>,
    clock: RwSignal<f64>,
    selection: RwSignal<Option<u32>>,
    focus: RwSignal<u32>,
}

impl Moves {
    /// Goes where the others are by now.
    fn follow(self, ahead: Self) {
        // The panel may be gone by now.
        let Some(before) = self.run.try_get_untracked() else { return };
        let (run, cursor, clock) =
            (ahead.run.get_untracked(), ahead.cursor.get_untracked(), ahead.clock.get_untracked());
        let (selection, focus) = (ahead.selection.get_untracked(), ahead.focus.get_untracked());
        if before.as_ref().map(Arc::as_ptr) != run.as_ref().map(Arc::as_ptr) {
            self.run.set(run);
        }
        if self.selection.get_untracked() != selection {
            self.selection.set(selection);
        }
        if self.focus.get_untracked() != focus {
            self.focus.set(focus);
        }
        if self.cursor.get_untracked() != cursor {
            self.turn_cursor(cursor);
        }
        if self.clock.get_untracked().to_bits() != clock.to_bits() {
            self.clock.set(clock);
        }
    }

    fn turn_cursor(self, cursor: u32) {
        self.cursor.set(cursor);
        // The framework keeps a listener for ever, even when the part of the page that it belonged to is gone. All have
        // just been told, and whoever is still there listens again with its next look: so none is missed, and a thousand
        // steps do not make the next one slow.
        self.cursor.clear_subscribers();
    }
}

/// The page's state: one bundle of signals, provided as a context by the root component. Get it with [`App::get`].
#[derive(Clone, Copy)]
pub struct App {
    /// What the page itself moves, which the signals of these names follow in [`App::behind`].
    ahead: Moves,
    /// What the user gave. Change it through [`App::edit`].
    pub document: RwSignal<Document>,
    /// Its breakpoints.
    pub breakpoints: Memo<Vec<Breakpoint>>,
    /// Counts the changes of the document.
    pub revision: RwSignal<u32>,
    /// The last answer about the document; `None` before the first.
    pub checked: RwSignal<Option<Arc<Checked>>>,
    /// The run that is looked at: of the present document, or of an earlier one while `stale_run` is set; or one of
    /// its child executions.
    pub run: ReadSignal<Option<Arc<Run>>>,
    /// While a child execution is looked at: the runs around it, the execution first.
    pub outer: RwSignal<Vec<Outer>>,
    /// The run before the last change, to compare with.
    pub previous: RwSignal<Option<Arc<Run>>>,
    /// Whether somebody looked at the present run: it was played, or the cursor was moved.
    pub looked: RwSignal<bool>,
    /// Whether the run belongs to an earlier document.
    pub stale_run: RwSignal<bool>,
    /// How many events of the run are shown: 0 is before the first, `events.len()` is all.
    pub cursor: ReadSignal<u32>,
    /// Virtual milliseconds since the start. Between two events it moves on while the run is played.
    pub clock: ReadSignal<f64>,
    /// The selected state of the outline. `None`: panes follow the cursor.
    pub selection: ReadSignal<Option<u32>>,
    /// The scope of the trace that is looked into; 0 is the execution.
    pub focus: ReadSignal<u32>,
    /// The state of the outline under the pointer, wherever it is shown.
    pub hover: RwSignal<Option<u32>>,
    /// Whether the run is being played.
    pub playing: RwSignal<bool>,
    /// How fast.
    pub speed: RwSignal<Speed>,
    /// Whether single letters are keys.
    pub letters: RwSignal<bool>,
    /// How much is said aloud while a run is played.
    pub speech: RwSignal<Speech>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// What the worker does.
    pub engine: RwSignal<Engine>,
    /// What the worker found inside the visit that was asked for last: see `Client::inspect`.
    pub inspected: RwSignal<Option<Arc<Inspected>>>,
    /// Which place is on screen on a phone.
    pub place: RwSignal<Place>,
    /// Graph or outline in the centre.
    pub picture: RwSignal<Picture>,
    /// How the history is shown.
    pub event_view: RwSignal<EventView>,
    /// Which of its rows.
    pub event_filter: RwSignal<EventFilter>,
    /// A range of the definition, in UTF-16 code units, that the editor is asked to show.
    pub reveal: RwSignal<Option<(u32, u32)>>,
    /// The field of the definition that made the value that is pointed at.
    pub pointed: RwSignal<Option<(u32, u32)>>,
    /// The path of the definition that made the shown state fail.
    pub cause: RwSignal<Option<(u32, u32)>>,
    /// While a Map Run is computed: how many of its child executions have been started, and how many there are.
    pub children: RwSignal<Option<(u32, u32)>>,
    /// Whether the run is played as soon as it is there.
    pub wants_to_play: RwSignal<bool>,
    /// Whether a run that is wished for is still to come, or shows its first events: what else the page does waits.
    pub begins: Memo<bool>,
    /// Whether the panels may come: where Run was pressed while the page was loading, that run begins before them.
    pub has_panels: Memo<bool>,
    /// Whether the code that looks into states is here, or was tried for: it comes when somebody is at the page.
    pub has_inside: RwSignal<bool>,
    /// The cursor that a shared link asks for.
    pub opening_cursor: RwSignal<Option<u32>>,
    /// The recorded execution that is replayed.
    pub recording: RwSignal<Option<Recording>>,
}

impl App {
    /// The page's state at the first visit.
    pub fn new() -> Self {
        let document: RwSignal<Document> = RwSignal::default();
        let ahead = Moves {
            run: RwSignal::new(None),
            cursor: RwSignal::new(0),
            clock: RwSignal::new(0.0),
            selection: RwSignal::new(None),
            focus: RwSignal::new(0),
        };
        let cursor = ahead.cursor.read_only();
        let (playing, wants_to_play) = (RwSignal::new(false), RwSignal::new(false));
        let begins = Memo::new(move |_| cursor.get() <= UNDER_WAY && (playing.get() || wants_to_play.get()));
        Self {
            ahead,
            document,
            breakpoints: Memo::new(move |_| document.with(|document| document.breakpoints.clone())),
            revision: RwSignal::new(0),
            checked: RwSignal::new(None),
            run: ahead.run.read_only(),
            outer: RwSignal::new(Vec::new()),
            previous: RwSignal::new(None),
            looked: RwSignal::new(false),
            stale_run: RwSignal::new(false),
            cursor,
            clock: ahead.clock.read_only(),
            selection: ahead.selection.read_only(),
            focus: ahead.focus.read_only(),
            hover: RwSignal::new(None),
            playing,
            speed: RwSignal::default(),
            letters: RwSignal::new(true),
            speech: RwSignal::default(),
            theme: RwSignal::default(),
            engine: RwSignal::default(),
            inspected: RwSignal::new(None),
            place: RwSignal::default(),
            picture: RwSignal::default(),
            event_view: RwSignal::default(),
            event_filter: RwSignal::default(),
            reveal: RwSignal::new(None),
            pointed: RwSignal::new(None),
            cause: RwSignal::new(None),
            children: RwSignal::new(None),
            wants_to_play,
            begins,
            has_panels: Memo::new(move |before: Option<&bool>| before == Some(&true) || !begins.get()),
            has_inside: RwSignal::new(false),
            opening_cursor: RwSignal::new(None),
            recording: RwSignal::new(None),
        }
    }

    /// The page's state, from the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// The same for a panel that may come a frame later than the graph: the frame that answers a press is the sooner on
    /// screen. Its run, cursor, clock, selection and focus are those of the last frame; the methods (`seek`, `select`,
    /// `look_into`, ...) move the page's own, which these follow.
    pub fn behind(self) -> Self {
        let Moves { run, cursor, clock, selection, focus } = self.ahead;
        let behind = Moves {
            run: RwSignal::new(run.get_untracked()),
            cursor: RwSignal::new(cursor.get_untracked()),
            clock: RwSignal::new(clock.get_untracked()),
            selection: RwSignal::new(selection.get_untracked()),
            focus: RwSignal::new(focus.get_untracked()),
        };
        let follow = frames::paced(0.0, move || behind.follow(self.ahead));
        Effect::new(move |_| {
            run.track();
            cursor.track();
            clock.track();
            selection.track();
            focus.track();
            follow();
        });
        Self {
            run: behind.run.read_only(),
            cursor: behind.cursor.read_only(),
            clock: behind.clock.read_only(),
            selection: behind.selection.read_only(),
            focus: behind.focus.read_only(),
            ..self
        }
    }

    /// The page's own cursor, also in a panel that is behind: what a key moves on from. Two may be pressed in a frame.
    pub fn page_cursor(self) -> ReadSignal<u32> {
        self.ahead.cursor.read_only()
    }

    /// Changes the document.
    pub fn edit(self, change: impl FnOnce(&mut Document)) {
        // A child execution of the text before is of no use.
        self.leave(0);
        self.document.update(change);
        self.revision.update(|revision| *revision += 1);
    }

    /// Whether what is shown was recorded, and is no run of ours.
    pub fn is_replay(self) -> bool {
        self.recording.with(|recording| recording.as_ref().is_some_and(|recording| recording.is_shown))
    }

    /// Does something when no run is played, nor is about to be; until then it looks again after each pause.
    pub fn when_at_rest(self, pause: Duration, act: impl FnOnce() + 'static) {
        if self.playing.get_untracked() || self.wants_to_play.get_untracked() {
            set_timeout(move || self.when_at_rest(pause, act), pause);
        } else {
            act();
        }
    }

    /// Moves the cursor and stops playing: what a click on an event, a bar or an attempt does.
    pub fn seek(self, cursor: u32) {
        self.playing.set(false);
        self.looked.set(true);
        self.show(cursor);
    }

    /// Moves the cursor and goes on playing.
    pub fn show(self, cursor: u32) {
        let (cursor, time) = self.ahead.run.with_untracked(|run| match run {
            Some(run) => {
                let cursor = cursor.min(run.trace.events.len() as u32);
                let event = cursor.checked_sub(1).and_then(|last| run.trace.events.get(last as usize));
                (cursor, event.map_or(0.0, |event| event.time))
            }
            None => (0, 0.0),
        });
        self.turn_cursor(cursor);
        self.turn_clock(time);
    }

    /// Sets the virtual clock between two events.
    pub fn turn_clock(self, time: f64) {
        self.ahead.clock.set(time);
    }

    /// Sets the cursor itself, and leaves the clock to the caller.
    pub fn turn_cursor(self, cursor: u32) {
        self.ahead.turn_cursor(cursor);
    }

    /// How the run stands to the present document: `ready` when it is its run, `blocked` where problems keep it from
    /// running, `pending` while it is read or run.
    pub fn run_state(self) -> &'static str {
        let revision = self.revision.get();
        let blocked = self.checked.with(|checked| {
            let present = checked.as_ref().filter(|checked| checked.revision == revision);
            present.map(|checked| has_error(&checked.problems))
        });
        match blocked {
            Some(true) => "blocked",
            Some(false) if self.run.with(Option::is_some) && !self.stale_run.get() => "ready",
            _ => "pending",
        }
    }

    /// Looks at a child execution of the run, as it ended.
    pub fn enter(self, child: Run) {
        let Moves { run, cursor, selection, focus, .. } = self.ahead;
        let Some(run) = run.get_untracked() else { return };
        let (cursor, selection) = (cursor.get_untracked(), selection.get_untracked());
        let focus = focus.get_untracked();
        let end = child.trace.events.len() as u32;
        self.outer.update(|outer| outer.push(Outer { run, cursor, selection, focus }));
        self.turn_to(Arc::new(child), end, None, 0);
    }

    /// Goes back to one of the runs around the child execution, as it was left: 0 is the execution.
    pub fn leave(self, depth: usize) {
        let Some(outer) = self.outer.with_untracked(|outer| outer.get(depth).cloned()) else { return };
        self.outer.update(|all| all.truncate(depth));
        self.turn_to(outer.run, outer.cursor, outer.selection, outer.focus);
    }

    fn turn_to(self, run: Arc<Run>, cursor: u32, selection: Option<u32>, focus: u32) {
        self.playing.set(false);
        self.hover.set(None);
        self.inspected.set(None);
        // States and scopes have numbers of their own in each run: none of another one is kept for a moment.
        self.select(None);
        self.look_into(0);
        self.turn_cursor(0);
        self.put(Some(run));
        self.look_into(focus);
        self.select(selection);
        self.show(cursor);
    }

    /// The run before the last change, where the present run is one to compare with it: a child execution is not.
    pub fn ghost(self) -> Option<(Arc<Run>, Arc<Run>)> {
        let now = self.run.get().filter(|run| run.path.is_empty())?;
        Some((self.previous.get()?, now))
    }

    /// Puts a run in the place of the present one, or nothing.
    pub fn put(self, run: Option<Arc<Run>>) {
        self.ahead.run.set(run);
    }

    /// Selects a state of the outline, or none.
    pub fn select(self, state: Option<u32>) {
        self.ahead.selection.set(state);
    }

    /// Looks into a scope of the trace.
    pub fn look_into(self, scope: u32) {
        self.ahead.focus.set(scope);
    }
}

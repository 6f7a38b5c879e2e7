//! The menu of a state, an event or a moment: run to here, breakpoints, where it stands in the text.

use crate::{
    breakpoints::{has, name_of, toggle},
    icon::Icon,
    platform::menu::{self, Asked},
    store::App,
    transport::{action::drawn_state, player::Player},
};
use asl_view::{Breakpoint, Moment, child_into, iteration_around, run_to_state, step_into_state};
use leptos::{ev, html, prelude::*};

/// What a menu is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A state of the outline.
    State(u32),
    /// The run after so many events.
    Cursor(u32),
}

/// What an entry does.
#[derive(Clone, Debug, PartialEq)]
enum Deed {
    RunTo(u32),
    GoTo(u32),
    Into(u32, u32),
    IntoChild(u32),
    Break(Breakpoint),
    Reveal(u32),
}

/// The open menu, provided as a context.
#[derive(Clone, Copy)]
pub struct Menu {
    open: RwSignal<Option<About>>,
    place: RwSignal<(f64, f64)>,
    /// Its code is not wanted before it is opened for the first time.
    was_asked: RwSignal<bool>,
}

impl Menu {
    /// None is open.
    pub fn new() -> Self {
        Self { open: RwSignal::new(None), place: RwSignal::new((0.0, 0.0)), was_asked: RwSignal::new(false) }
    }

    /// The menu, from the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// Opens it at a place of the window.
    pub fn open(self, about: About, place: (f64, f64)) {
        self.place.set(place);
        self.open.set(Some(about));
        self.was_asked.set(true);
    }

    /// Whether it was ever opened.
    pub fn was_asked(self) -> bool {
        self.was_asked.get()
    }

    /// Opens it for what was asked; answers whether there is a menu for it.
    pub fn asked(self, asked: Asked) -> bool {
        let about = asked.state.map(About::State).or_else(|| asked.event.map(|event| About::Cursor(event + 1)));
        if let Some(about) = about {
            self.open(about, asked.place);
        }
        about.is_some()
    }

    /// Opens it for what has the keyboard, else for the cursor; answers whether there is a run to speak of.
    pub fn by_key(self, app: App) -> bool {
        let Some(asked) = menu::with_keyboard() else { return false };
        if !self.asked(asked) {
            self.open(About::Cursor(app.cursor.get_untracked()), asked.place);
        }
        true
    }
}

/// The menu's view, above everything else.
#[component]
pub fn MenuLayer() -> impl IntoView {
    let (app, player, menu) = (App::get(), Player::get(), Menu::get());
    let node = NodeRef::<html::Div>::new();
    let entries = Memo::new(move |_| menu.open.get().map_or_else(Vec::new, |about| entries(app, about)));
    Effect::new(move |_| {
        if menu.open.get().is_some() && !entries.with_untracked(Vec::is_empty) {
            // The entries are in the page with the next frame.
            request_animation_frame(move || {
                if let Some(element) = node.get_untracked() {
                    menu::show_popover(&element);
                }
            });
        }
    });
    let toggled = move |_: ev::Event| {
        if node.get_untracked().is_some_and(|element| !menu::is_shown(&element)) {
            menu.open.set(None);
        }
    };
    let style = move || {
        let (left, top) = menu.place.get();
        format!("--width:240px;--left:{left:.0}px;--top:{top:.0}px;--rows:{}", entries.with(Vec::len))
    };
    let press = move |event: ev::KeyboardEvent| {
        if node.get_untracked().is_some_and(|element| menu::turn(&element, &event.key())) {
            event.prevent_default();
        }
    };
    let name = move || match menu.open.get() {
        Some(About::State(state)) => name_of(app, state).unwrap_or_default(),
        Some(About::Cursor(cursor)) => format!("Event {cursor}"),
        None => String::new(),
    };
    let choose = move |deed: Deed| {
        if let Some(element) = node.get_untracked() {
            menu::hide_popover(&element);
        }
        perform(app, player, deed);
    };
    view! {
        <div class="popover menu" popover="auto" role="menu" aria-label=name node_ref=node style=style on:toggle=toggled on:keydown=press>
            {move || entries.get().into_iter().map(|(icon, text, deed)| {
                let (role, checked) = match &deed {
                    Deed::Break(point) => ("menuitemcheckbox", Some(untrack(|| has(app, point)).to_string())),
                    _ => ("menuitem", None),
                };
                let icon = if checked.as_deref() == Some("false") { "bp-off" } else { icon };
                view! {
                    <button type="button" class="menu__item" role=role aria-checked=checked tabindex="-1" on:click=move |_| choose(deed.clone())>
                        <Icon name=icon/>{text}
                    </button>
                }
            }).collect_view()}
        </div>
    }
}

fn perform(app: App, player: Player, deed: Deed) {
    match deed {
        Deed::RunTo(cursor) => player.run_to(cursor),
        Deed::GoTo(cursor) => app.seek(cursor),
        Deed::Into(scope, cursor) => drop(player.enter(|_, _, _| Some((scope, cursor)))),
        Deed::IntoChild(state) => drop(player.enter_child(Some(state))),
        Deed::Break(point) => toggle(app, point),
        Deed::Reveal(state) => app.reveal.set(
            app.checked.with_untracked(|checked| Some(checked.as_ref()?.outline.states.get(state as usize)?.key_range)),
        ),
    }
}

fn entries(app: App, about: About) -> Vec<(&'static str, String, Deed)> {
    untrack(|| match about {
        About::State(state) => of_state(app, state),
        About::Cursor(cursor) => of_cursor(app, cursor),
    })
}

fn of_state(app: App, state: u32) -> Vec<(&'static str, String, Deed)> {
    let Some(name) = name_of(app, state) else { return Vec::new() };
    let (cursor, focus) = (app.cursor.get(), app.focus.get());
    let mut found = Vec::new();
    let (to, into, child, iteration) = app.run.with(|run| {
        let Some(run) = run else { return (None, None, None, None) };
        let Some(state) = drawn_state(app, run, state) else { return (None, None, None, None) };
        (
            run_to_state(&run.trace, state, cursor, focus),
            step_into_state(&run.trace, &run.index, cursor, focus, state),
            child_into(&run.trace, &run.index, &run.outline, &run.summary, (cursor, focus), Some(state)),
            iteration_around(&run.trace, focus),
        )
    });
    if let Some(to) = to {
        found.push(("play", "Run to here".to_owned(), Deed::RunTo(to)));
    }
    if let Some((scope, cursor)) = into {
        found.push(("into", "Step into".to_owned(), Deed::Into(scope, cursor)));
    }
    if let Some((_, child)) = child.filter(|_| !app.stale_run.get()) {
        found.push(("into", format!("Into child execution #{}", child.index), Deed::IntoChild(state)));
    }
    for on in Moment::ALL {
        let point = Breakpoint { state: name.clone(), on, iteration: None };
        found.push(("bp", format!("Stop {}", on.said()), Deed::Break(point)));
    }
    if let Some(index) = iteration {
        let point = Breakpoint { state: name, on: Moment::Enter, iteration: Some(index) };
        found.push(("bp", format!("Stop in iteration {index} only"), Deed::Break(point)));
    }
    found.push(("code", "Show in the definition".to_owned(), Deed::Reveal(state)));
    found
}

fn of_cursor(app: App, cursor: u32) -> Vec<(&'static str, String, Deed)> {
    let state = app.run.with(|run| {
        let run = run.as_ref()?;
        let event = run.trace.events.get(cursor.checked_sub(1)? as usize)?;
        let visit = run.trace.visits.get(event.visit as usize)?;
        let state = run.outline.states.get(visit.state as usize)?;
        Some(state.name.clone())
    });
    if app.run.with(Option::is_none) {
        return Vec::new();
    }
    let mut found = vec![
        ("play", "Run to here".to_owned(), Deed::RunTo(cursor)),
        ("step", format!("Go to event {cursor}"), Deed::GoTo(cursor)),
    ];
    if let Some(name) = state {
        found.push(("bp", format!("Stop at {name}"), Deed::Break(Breakpoint::on_entry(name))));
    }
    found
}

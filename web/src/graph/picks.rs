//! Which state is pointed at, selected, and at the cursor: asked by each of hundreds of nodes, told only to those whose
//! answer changes.

use super::present;
use crate::store::App;
use asl_view::StatusKind;
use leptos::prelude::*;

/// Questions that each node asks.
#[derive(Clone)]
pub struct Picks {
    current: Selector<Option<u32>>,
    hover: Selector<Option<u32>>,
    selected: Selector<Option<u32>>,
    /// The state that tells more about itself at the moment.
    pub peek: RwSignal<Option<u32>>,
    /// The state that Tab leads to.
    pub tab: RwSignal<Option<u32>>,
    tabbed: Selector<Option<u32>>,
}

impl Picks {
    /// Makes them, as a context.
    pub fn provide(app: App) -> Self {
        let current = present::current_memo(app);
        let tab = RwSignal::new(None);
        let picks = Self {
            current: Selector::new(move || current.get()),
            hover: Selector::new(move || app.hover.get()),
            selected: Selector::new(move || app.selection.get()),
            peek: RwSignal::new(None),
            tab,
            tabbed: Selector::new(move || tab.get()),
        };
        provide_context(picks.clone());
        picks
    }

    /// From the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// Whether the event at the cursor is of the state.
    pub fn is_current(&self, state: u32) -> bool {
        self.current.selected(&Some(state))
    }

    /// Whether it is pointed at, wherever it is shown.
    pub fn is_hover(&self, state: u32) -> bool {
        self.hover.selected(&Some(state))
    }

    /// Whether it is selected.
    pub fn is_selected(&self, state: u32) -> bool {
        self.selected.selected(&Some(state))
    }

    /// `0` for the state that Tab leads to, else `-1`.
    pub fn tab_index(&self, state: u32) -> &'static str {
        if self.tabbed.selected(&Some(state)) { "0" } else { "-1" }
    }

    /// One class attribute for a node: `base`, its status, and what it is at the moment.
    ///
    /// It has to be one: a `class` that is computed again drops what `class:name` has added.
    pub fn class(&self, base: &str, name: &str, kind: StatusKind, state: u32) -> String {
        let mut class = format!("{base} {}", kind.class());
        let marks = [(self.is_hover(state), "hover"), (self.is_current(state), "current")];
        for (_, mark) in marks.into_iter().filter(|(is_it, _)| *is_it) {
            class.push_str(&format!(" {name}--{mark}"));
        }
        class
    }
}

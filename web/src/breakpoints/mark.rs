//! The octagon at a state, and the button that sets its breakpoint.

use super::{name_of, said, turn_state};
use crate::{
    frame::menu::{About, Menu},
    icon::Icon,
    platform::size,
    store::App,
};
use leptos::{html, prelude::*};

/// A filled octagon where the state has a breakpoint, with words for those who do not see it.
#[component]
pub fn BreakMark(
    /// The name of the state.
    name: String,
) -> impl IntoView {
    let app = App::get();
    let words = Memo::new(move |_| said(app, &name));
    move || {
        words.with(|words| {
            (!words.is_empty()).then(|| {
                view! {
                    <span class="breakmark" title=format!("Breakpoint {words}")>
                        <Icon name="bp"/><span class="sr">{format!("breakpoint {words}, ")}</span>
                    </span>
                }
            })
        })
    }
}

/// Sets and takes away the breakpoint of a state; and the menu of the state.
#[component]
pub fn BreakSwitch(
    /// The state of the outline.
    state: Signal<u32>,
) -> impl IntoView {
    let app = App::get();
    let is_set = Memo::new(move |_| name_of(app, state.get()).is_some_and(|name| !said(app, &name).is_empty()));
    let (menu, button) = (Menu::get(), NodeRef::<html::Button>::new());
    let more = move |_| {
        if let Some((left, top)) = button.get_untracked().map(|button| size::corner(&button)) {
            menu.open(About::State(state.get_untracked()), (left, top + 28.0));
        }
    };
    let icon = Signal::derive(move || if is_set.get() { "bp" } else { "bp-off" });
    view! {
        <button type="button" class="btn xs icon breakswitch" class:breakswitch--set=is_set aria-label="Breakpoint" title="Breakpoint (B)"
            aria-pressed=move || is_set.get().to_string() on:click=move |_| turn_state(app, state.get_untracked())>
            <Icon name=icon/>
        </button>
        <button type="button" class="btn xs icon" aria-label="More about this state" title="Run to here, step into, stop … (Shift F10)" aria-haspopup="menu" on:click=more node_ref=button>
            <Icon name="dots"/>
        </button>
    }
}

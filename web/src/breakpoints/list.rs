//! All breakpoints, behind a button of the transport.

use super::{anywhere, change, counted, has, toggle};
use crate::{
    icon::Icon,
    late::{self, late},
    platform::size,
    store::App,
};
use asl_view::{Breakpoint, Moment, StateType};
use leptos::{html, prelude::*};

/// The button with their number, and the list that it opens.
#[component]
pub fn BreakpointList() -> impl IntoView {
    let app = App::get();
    let count = Memo::new(move |_| app.breakpoints.with(Vec::len));
    let icon = Signal::derive(move || if count.get() > 0 { "bp" } else { "bp-off" });
    let place = RwSignal::new(String::new());
    let button = NodeRef::<html::Button>::new();
    let was_asked = RwSignal::new(false);
    let open = move |_| {
        was_asked.set(true);
        if let Some((left, top)) = button.get_untracked().map(|button| size::corner(&button)) {
            place.set(format!("--left:{left:.0}px;--top:{:.0}px", top + 38.0));
        }
    };
    view! {
        <button type="button" class="btn breakpoints__button" class:breakpoints__button--some=move || { count.get() > 0 } popovertarget="breakpoints"
            aria-haspopup="dialog" aria-label=move || counted(count.get()) title=move || counted(count.get()) node_ref=button on:click=open>
            <Icon name=icon/>
            <span class="breakpoints__count" aria-hidden="true">{move || (count.get() > 0).then(|| count.get())}</span>
        </button>
        <div class="popover breakpoints" id="breakpoints" popover="auto" role="dialog" aria-label="Breakpoints" style=place>
            <Show when=move || was_asked.get()>{late(late::breakpoints)}</Show>
        </div>
    }
}

/// What the popover holds.
#[component]
pub fn Breakpoints() -> impl IntoView {
    let app = App::get();
    let count = Memo::new(move |_| app.breakpoints.with(Vec::len));
    view! {
        <p class="b">"Breakpoints"</p>
        <Show when=move || { count.get() == 0 }>
            <p class="t2">"Run and Continue stop here. Press B on a state, or use the octagon beside its name."</p>
        </Show>
        // Without keys: a row whose choice is changed keeps the keyboard.
        <ul>{move || app.breakpoints.get().into_iter().map(|point| view! { <Item point/> }).collect_view()}</ul>
        <Everywhere on=Moment::Error name="Stop at every error"/>
        <Everywhere on=Moment::Retry name="Stop at every retry"/>
        <Show when=move || { count.get() > 1 }>
            <button type="button" class="btn sm soft" on:click=move |_| change(app, Vec::clear)>"Remove all"</button>
        </Show>
    }
}

#[component]
fn Everywhere(
    /// What is waited for.
    on: Moment,
    /// What it is called.
    name: &'static str,
) -> impl IntoView {
    let app = App::get();
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || has(app, &anywhere(on)) on:change=move |_| toggle(app, anywhere(on))/>
            {name}
        </label>
    }
}

/// A breakpoint of a state: what it waits for can be chosen, and the iteration where there are some.
#[component]
fn Item(point: Breakpoint) -> impl IntoView {
    let app = App::get();
    if point.state.is_empty() {
        return ().into_any();
    }
    let point = StoredValue::new(point);
    let replace = move |next: Breakpoint| {
        change(app, |points| {
            if let Some(found) = points.iter_mut().find(|found| point.with_value(|point| *point == **found)) {
                *found = next;
            }
        });
    };
    let choose = move |word: String| {
        let on = Moment::from_word(&word).unwrap_or_default();
        replace(Breakpoint { on, ..point.get_value() });
    };
    let limit = move |text: String| replace(Breakpoint { iteration: text.trim().parse().ok(), ..point.get_value() });
    let Breakpoint { state, on, iteration } = point.get_value();
    let remove = format!("Remove the breakpoint of {state}");
    view! {
        <li class="breakpoints__item">
            <span class="breakmark"><Icon name="bp"/></span>
            <b class="ell">{state.clone()}</b>
            <select aria-label=format!("{state}: stop") prop:value=on.word() on:change:target=move |event| choose(event.target().value())>
                {Moment::ALL.map(|moment| view! { <option value=moment.word() selected={moment == on}>{moment.said()}</option> }).collect_view()}
            </select>
            {has_iterations(app, &state).then(|| view! {
                <input type="number" min="0" class="breakpoints__iteration" placeholder="any #" title="Only in the iteration with this index"
                    aria-label=format!("{state}: only in iteration") prop:value=iteration.map(|index| index.to_string()).unwrap_or_default()
                    on:change:target=move |event| limit(event.target().value())/>
            })}
            <button type="button" class="btn xs icon" aria-label=remove.clone() title=remove on:click=move |_| toggle(app, point.get_value())><Icon name="close"/></button>
        </li>
    }
    .into_any()
}

/// Whether a state is a Map, or inside of one.
fn has_iterations(app: App, name: &str) -> bool {
    app.checked.with_untracked(|checked| {
        let Some(outline) = checked.as_ref().map(|checked| &checked.outline) else { return false };
        let mut next = outline.states.iter().find(|state| state.name == name);
        while let Some(state) = next {
            if state.kind == StateType::Map {
                return true;
            }
            let owner = outline.machines.get(state.machine as usize).and_then(|machine| machine.owner);
            next = owner.and_then(|owner| outline.states.get(owner as usize));
        }
        false
    })
}

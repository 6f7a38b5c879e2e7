//! Run, step, back and their like.

use super::{
    action::{Action, SPEEDS, perform},
    player::{Player, Primary},
};
use crate::{
    breakpoints::BreakpointList,
    client::{Client, has_error},
    icon::Icon,
    platform::document,
    store::{App, Engine, Speed},
};
use asl_view::format;
use leptos::prelude::*;
use std::time::Duration;

/// A run that takes longer than this can be stopped.
const STOP_AFTER: Duration = Duration::from_millis(500);

/// All buttons of the transport.
#[component]
pub fn Buttons() -> impl IntoView {
    view! {
        <div class="transport__buttons" role="toolbar" aria-label="Run controls">
            <PrimaryButton/>
            <StopButton/>
            // Only where the main button does something else.
            <Do action=Action::Again icon="play" name="Run again" key="Home, Space"/>
            <Do action=Action::Reset icon="reset" name="Reset" key="Home"/>
            <span class="sep transport__wide"></span>
            <Do action=Action::Back icon="back" name="Back" key="←"/>
            <Do action=Action::Step icon="step" name="Step" key="→"/>
            <Do action=Action::Over icon="over" name="Step over" key="Shift →"/>
            <span class="transport__wide row transport__scopes">
                <Do action=Action::Into icon="into" name="Step into" key="Enter"/>
                <Do action=Action::Out icon="out" name="Step out" key="Backspace"/>
            </span>
            <span class="sep transport__wide"></span>
            <span class="transport__wide row">
                <Do action=Action::NextError icon="next-err" name="Next error" key="E"/>
                <Do action=Action::End icon="end" name="Run to end" key="End"/>
            </span>
            <span class="sep transport__wide"></span>
            <BreakpointList/>
            <SpeedChoice/>
        </div>
    }
}

/// One icon button.
#[component]
fn Do(
    /// What it does.
    action: Action,
    /// Its icon.
    icon: &'static str,
    /// Its name.
    name: &'static str,
    /// Its key, for the tooltip.
    key: &'static str,
) -> impl IntoView {
    let (app, player) = (App::get(), Player::get());
    let idle = Memo::new(move |_| match action {
        Action::Into => !player.has_inside(),
        Action::Out => app.focus.get() == 0 && app.outer.with(Vec::is_empty),
        _ => app.run.with(Option::is_none),
    });
    let name = Memo::new(move |_| match action {
        Action::Into => player.child.get().map_or(name.to_owned(), |index| format!("Into child execution #{index}")),
        Action::Out if app.focus.get() == 0 => {
            let child = app.run.with(|run| Some(run.as_ref()?.path.last()?.index));
            child.map_or(name.to_owned(), |index| format!("Out of child execution #{index}"))
        }
        _ => name.to_owned(),
    });
    view! {
        <button type="button" class="btn icon" aria-label=move || name.get() title=move || format!("{} ({key})", name.get())
            aria-disabled=move || idle.get().then_some("true") on:click=move |_| { perform(action, app, player); }>
            <Icon name=icon/>
        </button>
    }
}

#[component]
fn PrimaryButton() -> impl IntoView {
    let (app, player) = (App::get(), Player::get());
    let does = Memo::new(move |_| player.primary());
    let blocked = Memo::new(move |_| {
        let wrong = app.checked.with(|checked| checked.as_ref().is_some_and(|checked| has_error(&checked.problems)));
        wrong || app.engine.get() == Engine::Broken
    });
    let label = move || match does.get() {
        Primary::Run if app.wants_to_play.get() => "Running…",
        Primary::Run => "Run",
        Primary::Continue => "Continue",
        Primary::Pause => "Pause",
        Primary::Again => "Run again",
        Primary::Answer => "Answer…",
    };
    let icon = Signal::derive(move || match does.get() {
        Primary::Pause => "pause",
        Primary::Answer => "s-token",
        _ => "play",
    });
    let asks = Memo::new(move |_| does.get() == Primary::Answer);
    let fresh = move || does.get() == Primary::Run && app.cursor.get() == 0 && !blocked.get();
    let key = if document::is_apple() { "⌘ Enter" } else { "Ctrl Enter" };
    let press = move |_| {
        if !blocked.get_untracked() {
            player.toggle();
        }
    };
    view! {
        <button type="button" id="run" class="btn pri transport__primary" class:transport__primary--fresh=fresh class:transport__primary--asks=asks
            aria-disabled=move || blocked.get().then_some("true")
            aria-describedby=move || blocked.get().then_some("run-blocked") on:click=press>
            <Icon name=icon/>
            <span class="transport__label">{label}</span>
            <kbd class="transport__key" aria-hidden="true">{key}</kbd>
        </button>
        <Show when=move || blocked.get()>
            <span id="run-blocked" class="sr">"Something in the texts keeps the machine from running: see Problems."</span>
        </Show>
    }
}

/// Appears when a run takes long.
#[component]
fn StopButton() -> impl IntoView {
    let (app, client) = (App::get(), Client::get());
    let is_computing = Memo::new(move |_| matches!(app.engine.get(), Engine::Computing(_)));
    let shown = RwSignal::new(false);
    Effect::new(move |_| {
        shown.set(false);
        if is_computing.get() {
            set_timeout(move || shown.set(is_computing.try_get_untracked() == Some(true)), STOP_AFTER);
        }
    });
    let events = move || match app.engine.get() {
        Engine::Computing(events) => events,
        _ => 0,
    };
    let done = move || match app.children.get() {
        Some((started, all)) => format!("{} of {} child executions", format::number(started), format::number(all)),
        None => format!("{} events", format::number(events())),
    };
    view! {
        <Show when=move || shown.get() && is_computing.get()>
            <button type="button" class="btn line sm" on:click=move |_| client.stop()>
                <Icon name="s-running"/>
                "Stop "
                <span class="t3">{done}</span>
            </button>
        </Show>
    }
}

#[component]
fn SpeedChoice() -> impl IntoView {
    let app = App::get();
    let chosen = move || SPEEDS.iter().position(|(speed, _)| *speed == app.speed.get()).unwrap_or(0).to_string();
    let choose = move |value: String| {
        let speed = value.parse().ok().and_then(|index: usize| SPEEDS.get(index));
        app.speed.set(speed.map_or(Speed::Auto, |(speed, _)| *speed));
    };
    view! {
        <label class="transport__speed">
            <span class="sr">"Speed"</span>
            <select title="Speed ( [ and ] )" prop:value=chosen on:change:target=move |event| choose(event.target().value())>
                {SPEEDS.iter().enumerate().map(|(index, (_, name))| view! { <option value=index.to_string()>{*name}</option> }).collect_view()}
            </select>
            <Icon name="chev-d"/>
        </label>
    }
}

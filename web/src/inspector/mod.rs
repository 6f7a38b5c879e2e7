//! What the selected state did with its data.

mod assumed;
mod attempts;
mod data;
mod definition;
mod empty;
mod ended;
mod error;
mod head;
mod inspect;
pub mod json;
mod map_run;
mod pipeline;
mod rules;
mod trial;
mod trial_field;
pub mod values;

use crate::{
    decide::{self, AskCard},
    graph::present,
    map,
    replay::RecordedNote,
    store::App,
};
use data::DataTab;
use definition::StateTab;
pub use empty::Empty;
use ended::Ended;
use error::ErrorTab;
use head::Head;
use leptos::{ev, prelude::*};
use pipeline::{Look, Looks};
use trial::{Trial, TrialBar};

/// What a tab shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Data,
    State,
    Error,
}

const TABS: [(Tab, &str, &str); 3] = [
    (Tab::Data, "Data", "inspect-data"),
    (Tab::State, "State", "inspect-state"),
    (Tab::Error, "Error", "inspect-error"),
];

/// What the panel shows: a state, and one visit of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// The state of the outline.
    pub state: u32,
    /// The visit at the cursor; `None` if it has not been reached.
    pub visit: Option<u32>,
}

/// What the selected state did with its data.
#[component]
pub fn InspectorPanel() -> impl IntoView {
    let app = App::get();
    map::into::listen(app);
    let app = app.behind();
    provide_context(app);
    let state = present::shown_state(app);
    let shown = Memo::new(move |_| {
        let state = state.get()?;
        let (cursor, focus) = (app.cursor.get(), app.focus.get());
        let visit = present::with_run(app, None, |run| {
            let here =
                app.selection.with(Option::is_none).then(|| asl_view::current_visit(&run.trace, cursor)).flatten();
            let at_cursor =
                here.filter(|visit| run.trace.visits.get(*visit as usize).is_some_and(|visit| visit.state == state));
            at_cursor.or_else(|| asl_view::node_view(&run.trace, &run.index, &run.outline, cursor, focus, state).visit)
        });
        Some(Shown { state, visit })
    });
    let is_some = Memo::new(move |_| shown.with(Option::is_some));
    let present = Signal::derive(move || shown.get().unwrap_or(Shown { state: u32::MAX, visit: None }));
    decide::listen();
    // They stay while there is nothing to look into.
    let (looks, trial) = (Looks::new(), Trial::new());
    view! {
        <div class="inspector">
            <Show when=move || is_some.get() fallback=|| view! { <Ended><Empty/></Ended> }>
                <Head shown=present/>
                <Tabs shown=present looks trial/>
            </Show>
        </div>
    }
}

#[component]
fn Tabs(shown: Signal<Shown>, looks: Looks, trial: Trial) -> impl IntoView {
    let app = App::get();
    let chosen = RwSignal::new(Tab::Data);
    let within = inspect::inspect(shown);
    let errors = Memo::new(move |_| {
        let (shown, cursor) = (shown.get(), app.cursor.get());
        let found = present::with_run(app, None, |run| {
            let visit = shown.visit?;
            let tries = asl_view::attempts(&run.trace, &run.index, &run.outline, visit, cursor);
            let failed = tries.iter().filter(|attempt| attempt.kind.is_failure()).count();
            Some(failed.max(usize::from(asl_view::error_of_visit(&run.trace, &run.index, visit, cursor).is_some())))
        });
        found.unwrap_or(0)
    });
    let turn = move |event: ev::KeyboardEvent| {
        let at = TABS.iter().position(|(tab, ..)| *tab == chosen.get_untracked()).unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % TABS.len(),
            "ArrowLeft" => (at + TABS.len() - 1) % TABS.len(),
            _ => return,
        };
        event.prevent_default();
        chosen.set(TABS[next].0);
        crate::platform::document::focus(TABS[next].2);
    };
    view! {
        <div class="tabs">
            <div role="tablist" aria-label="Look inside" on:keydown=turn>
                {TABS.map(|(tab, name, id)| view! {
                    <button type="button" role="tab" class="tab" id=id aria-selected=move || (chosen.get() == tab).to_string()
                        aria-controls="inspect-panel" tabindex=move || if chosen.get() == tab { "0" } else { "-1" } on:click=move |_| chosen.set(tab)>
                        {name}
                        {move || (tab == Tab::Error && errors.get() > 0).then(|| view! { <span class="cnt">{errors.get()}</span> })}
                    </button>
                }).collect_view()}
            </div>
            <Show when=move || chosen.get() == Tab::Data && within.with(Option::is_some)>
                <div class="end"><Switch looks/></div>
            </Show>
        </div>
        <div class="scroll" id="inspect-panel" role="tabpanel" tabindex="0" on:keydown=move |event| if app.letters.get_untracked() { trial.key(&event) } aria-label=move || TABS.iter().find(|(tab, ..)| *tab == chosen.get()).map(|(_, name, _)| *name)>
            {move || match chosen.get() {
                Tab::Data => view! { <RecordedNote/> <AskCard shown/> <assumed::Assumed shown/> <map_run::MapRunCard shown/> <DataTab shown within looks trial/> }.into_any(),
                Tab::State => view! { <StateTab shown/> }.into_any(),
                Tab::Error => view! { <ErrorTab shown within/> }.into_any(),
            }}
        </div>
        <Show when=move || chosen.get() == Tab::Data><TrialBar within trial/></Show>
    }
}

/// What differs, or everything.
#[component]
fn Switch(looks: Looks) -> impl IntoView {
    let choice = move |look: Look, name: &'static str, title: &'static str| {
        view! {
            <button type="button" title=title aria-pressed=move || (looks.look.get() == look).to_string()
                on:click=move |_| looks.look.set(look)>{name}</button>
        }
    };
    view! {
        <div class="seg seg--xs" role="group" aria-label="How stages are shown">
            {choice(Look::Diff, "Diff", "What differs from the stage before")}
            {choice(Look::Full, "Full", "The whole data of each stage")}
        </div>
    }
}

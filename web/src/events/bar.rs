//! Filters, views, the meter, and the copy.

use super::table::Table;
use crate::{
    graph::present,
    icon::Icon,
    platform::clipboard,
    store::{App, EventView},
    toast::{Toasts, Tone},
};
use asl_view::{EventGroup, MOST_EVENTS, StatusGroup, format, history_json};
use leptos::{ev, prelude::*};

/// From here on the meter warns.
const CLOSE: u32 = 20_000;

const VIEWS: [(EventView, &str, &str); 3] = [
    (EventView::All, "All", "One row for each event"),
    (EventView::Compact, "Compact", "One row for each stay in a state"),
    (EventView::Json, "JSON", "Each event with its details"),
];

/// The row of controls; on a wide window it stands beside the dock's tabs.
#[component]
pub fn Bar(
    /// The table.
    table: Table,
) -> impl IntoView {
    let app = App::get();
    let groups = EventGroup::ALL.map(EventGroup::name);
    let group = Signal::derive(move || place_of(&EventGroup::ALL, app.event_filter.with(|filter| filter.group)));
    let statuses = StatusGroup::ALL.map(StatusGroup::name);
    let status = Signal::derive(move || place_of(&StatusGroup::ALL, app.event_filter.with(|filter| filter.status)));
    let set_group =
        Callback::new(move |place: usize| app.event_filter.update(|filter| filter.group = EventGroup::ALL[place]));
    let set_status =
        Callback::new(move |place: usize| app.event_filter.update(|filter| filter.status = StatusGroup::ALL[place]));
    view! {
        <div class="events__bar" role="group" aria-label="Filters and views">
            <Find table/>
            <Pick name="Types" options=groups.to_vec() chosen=group choose=set_group/>
            <Pick name="Status" options=statuses.to_vec() chosen=status choose=set_status/>
            <span class="seg" role="group" aria-label="View">
                {VIEWS.map(|(view, name, about)| view! {
                    <button type="button" title=about aria-pressed=move || (app.event_view.get() == view).to_string()
                        on:click=move |_| app.event_view.set(view)>{name}</button>
                }).collect_view()}
            </span>
            <Meter/>
            <CopyHistory/>
        </div>
    }
}

fn place_of<T: PartialEq + Copy>(all: &[T], wanted: T) -> usize {
    all.iter().position(|found| *found == wanted).unwrap_or(0)
}

/// The words to look for, and how many rows have them.
#[component]
fn Find(table: Table) -> impl IntoView {
    let app = App::get();
    let text = move || app.event_filter.with(|filter| filter.text.clone());
    let found = move || {
        let is_empty = app.event_filter.with(asl_view::EventFilter::is_empty);
        (!is_empty).then(|| view! { <span class="events__found">{format::number(table.list.with(|list| list.len()) as u32)}<span class="sr">" rows found"</span></span> })
    };
    let input = move |event: ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        let text = event.target().value();
        app.event_filter.update(|filter| filter.text = text);
    };
    view! {
        <div class="events__find">
            <Icon name="filter"/>
            <input type="search" aria-label="Filter events" placeholder="Filter events" title="Type, state, scope, error, cause or ID"
                autocomplete="off" spellcheck="false" prop:value=text on:input:target=input/>
            <span role="status">{found}</span>
        </div>
    }
}

/// One of several names.
#[component]
fn Pick(
    /// What is chosen.
    name: &'static str,
    /// The names.
    options: Vec<&'static str>,
    /// The place of the chosen one.
    chosen: Signal<usize>,
    /// Chooses another.
    choose: Callback<usize>,
) -> impl IntoView {
    let count = options.len();
    view! {
        <span class="events__pick" class:events__pick--on=move || chosen.get() != 0>
            <select aria-label=name prop:value=move || chosen.get().to_string()
                on:change:target=move |event| choose.run(event.target().value().parse().unwrap_or(0).min(count - 1))>
                {options.into_iter().enumerate().map(|(place, option)| view! { <option value=place.to_string()>{option}</option> }).collect_view()}
            </select>
            <Icon name="chev-d"/>
        </span>
    }
}

/// How much of the service's quota the run has used.
#[component]
fn Meter() -> impl IntoView {
    let app = App::get();
    let count = Memo::new(move |_| present::with_run(app, 0, |run| run.trace.events.len() as u32));
    let share =
        move || format!("width:{:.2}%", f64::from(count.get().min(MOST_EVENTS)) / f64::from(MOST_EVENTS) * 100.0);
    let text = move || format!("{} of {}", format::number(count.get()), format::number(MOST_EVENTS));
    view! {
        <span class="events__meter" role="meter" aria-label="Events of the quota" aria-valuemin="0" aria-valuemax=MOST_EVENTS
            aria-valuenow=move || count.get().min(MOST_EVENTS) aria-valuetext=text title="Events of this run, and how many an execution may have"
            class:events__meter--close=move || (CLOSE..MOST_EVENTS).contains(&count.get())
            class:events__meter--full=move || { count.get() >= MOST_EVENTS }>
            {text}
            <span class="events__used"><span style=share></span></span>
        </span>
    }
}

/// Copies all events.
#[component]
fn CopyHistory() -> impl IntoView {
    let (app, toasts) = (App::get(), Toasts::get());
    let has_run = Memo::new(move |_| app.run.with(Option::is_some));
    let press = move |_| {
        let Some(run) = app.run.get_untracked() else { return };
        let said = match run.trace.events.len() as u32 {
            1 => "Copied 1 event".to_owned(),
            count => format!("Copied {} events", format::number(count)),
        };
        copy(toasts, history_json(&run.trace, &run.outline), said);
    };
    view! {
        <button type="button" class="btn sm soft events__copy" aria-disabled=move || (!has_run.get()).to_string()
            title="Copy as GetExecutionHistory" on:click=press>
            <Icon name="copy"/><span>"Copy as GetExecutionHistory"</span>
        </button>
    }
}

/// Copies a text and says so.
pub fn copy(toasts: Toasts, text: String, said: String) {
    leptos::task::spawn_local(async move {
        if clipboard::copy(&text).await {
            toasts.show(Tone::Good, said);
        } else {
            toasts.show(Tone::Bad, "The browser does not let the page copy.");
        }
    });
}

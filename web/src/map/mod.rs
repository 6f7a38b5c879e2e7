//! The child executions of a Map Run, or the iterations of a large Map: where they failed, how long they took, and a
//! list from which each is opened.

pub mod around;
mod density;
pub mod forecast;
pub mod into;
mod list;

use crate::{
    inspector::Shown,
    store::{App, Run},
};
use asl_view::{
    ChildFilter, Children, EventType, MapRun, StatusKind, Trace, failed_first, format, iterations, map_run_of,
};
use density::{Density, Spread};
use leptos::prelude::*;
use list::List;
use std::sync::Arc;

/// Up to this many iterations have cells in the graph that show and open them.
const CELLS: u32 = 60;

/// What is listed.
#[derive(Clone, Debug)]
pub struct Listed {
    run: Arc<Run>,
    children: Arc<Children>,
    aim: Aim,
}

/// What a press on one of them opens.
#[derive(Clone, Debug, PartialEq)]
enum Aim {
    /// A child execution of the Map Run with this ARN.
    Child(String),
    /// An iteration.
    Iteration(MapRun),
}

impl PartialEq for Listed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.run, &other.run) && self.aim == other.aim && self.children == other.children
    }
}

impl Listed {
    /// What they are called: one, many.
    fn words(&self) -> (&'static str, &'static str) {
        match self.aim {
            Aim::Child(_) => ("Child execution", "Child executions"),
            Aim::Iteration(_) => ("Iteration", "Iterations"),
        }
    }
}

/// The place of the Map Run of the visit that is shown, else of the last one of the state.
pub fn place_of_map_run(run: &Run, shown: Shown) -> Option<usize> {
    let visit = shown.visit?;
    let trace: &Trace = &run.trace;
    let entered = trace.visits.get(visit as usize)?.entered as usize;
    let mut events = trace.events.get(entered..)?.iter();
    let started = events.find(|event| event.visit == visit && event.kind == EventType::MapRunStarted);
    let arn = started.and_then(|event| trace.texts.get(event.name));
    let reports = &run.summary.map_runs;
    let is_own = |place: &usize| reports[*place].state == shown.state;
    let of_visit = |place: &usize| is_own(place) && arn == Some(reports[*place].arn.as_str());
    (0..reports.len()).find(of_visit).or_else(|| (0..reports.len()).rfind(is_own))
}

fn listed(app: App, shown: Shown) -> Option<Listed> {
    let run = app.run.get()?;
    let state = run.outline.states.get(shown.state as usize)?;
    if state.distributed {
        let place = place_of_map_run(&run, shown)?;
        let children = Arc::new(run.trace.map_runs.get(place)?.clone());
        let aim = Aim::Child(run.summary.map_runs[place].arn.clone());
        return Some(Listed { run, children, aim });
    }
    let (cursor, focus) = (app.cursor.get(), app.focus.get());
    let map = map_run_of(&run.trace, &run.index, &run.outline, cursor, focus, shown.state)?;
    let children = Arc::new(iterations(&run.trace, &run.index, &map, cursor));
    (map.total > CELLS).then_some(Listed { run, children, aim: Aim::Iteration(map) })
}

/// Stretches, durations and the list; nothing for other states and for small Maps.
#[component]
pub fn ChildPanel(
    /// What is shown.
    shown: Signal<Shown>,
) -> impl IntoView {
    let app = App::get();
    let listed = Memo::new(move |_| listed(app, shown.get()));
    let filter = RwSignal::new(ChildFilter::default());
    let rows = Memo::new(move |_| {
        listed.with(|listed| {
            let rows = |listed: &Listed| failed_first(&listed.run.trace, &listed.children, &filter.get());
            listed.as_ref().map_or(Vec::new(), rows)
        })
    });
    let name = Memo::new(move |_| listed.with(|listed| listed.as_ref().map_or("", |listed| listed.words().1)));
    let total = move || listed.with(|listed| listed.as_ref().map_or(0, |listed| listed.children.len() as u32));
    let found = move || {
        let (found, total) = (rows.with(Vec::len) as u32, total());
        match found == total {
            true => format::number(total),
            false => format!("{} of {}", format::number(found), format::number(total)),
        }
    };
    view! {
        <Show when=move || !name.get().is_empty() && (total() > 0)>
            <section class="children" aria-label=name>
                <h3 class="sec">{name}<span class="end">{found}</span></h3>
                <p class="sr">{move || listed.with(|listed| listed.as_ref().map_or(String::new(), said))}</p>
                <Density listed filter/>
                <Spread listed/>
                <div class="children__bar">
                    <input class="children__find" type="search" placeholder="Error, status or #index" aria-label=move || format!("Filter {}", name.get().to_lowercase())
                        prop:value=move || filter.with(|filter| filter.text.clone())
                        on:input:target=move |event| filter.update(|filter| filter.text = event.target().value())/>
                    {move || filter.with(|filter| filter.range).map(|(first, last)| view! {
                        <button type="button" class="btn xs soft" on:click=move |_| filter.update(|filter| filter.range = None)>
                            {format!("#{} to #{}", format::number(first), format::number(last))} <crate::icon::Icon name="close"/>
                            <span class="sr">"Show all again"</span>
                        </button>
                    })}
                </div>
                <List listed rows/>
            </section>
        </Show>
    }
}

fn said(listed: &Listed) -> String {
    let count = |kinds: &[StatusKind]| {
        let tally = listed.children.outcomes.iter().zip(listed.children.tally());
        format::number(tally.filter(|(outcome, _)| kinds.contains(&outcome.status)).map(|(_, count)| count).sum())
    };
    format!(
        "{} {}: {} succeeded, {} failed, {} stopped, {} never began.",
        format::number(listed.children.len() as u32),
        listed.words().1.to_lowercase(),
        count(&[StatusKind::Succeeded, StatusKind::Caught]),
        count(&[StatusKind::Failed, StatusKind::TimedOut]),
        count(&[StatusKind::Aborted]),
        count(&[StatusKind::NotReached]),
    )
}

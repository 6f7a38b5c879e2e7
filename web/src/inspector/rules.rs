//! Why it retries, or why it does not: retriers and catchers with what they did.

use super::Shown;
use crate::{graph::present, icon::Icon, store::App};
use asl_view::{CatcherUse, RetrierUse, StatusKind, catcher_uses, error_of_visit, retrier_uses, status_of_visit};
use leptos::prelude::*;

#[derive(Clone, Debug, Default, PartialEq)]
struct Found {
    retriers: Vec<RetrierUse>,
    catchers: Vec<CatcherUse>,
    error: Option<String>,
    status: StatusKind,
}

/// Retriers and catchers of a state.
#[component]
pub fn Rules(
    /// What is shown.
    shown: Signal<Shown>,
) -> impl IntoView {
    let app = App::get();
    let found = Memo::new(move |_| {
        let (Shown { state, visit }, cursor) = (shown.get(), app.cursor.get());
        present::with_run(app, Found::default(), |run| {
            let (trace, index, outline) = (&run.trace, &run.index, &run.outline);
            Found {
                retriers: retrier_uses(trace, index, outline, state, visit, cursor),
                catchers: catcher_uses(trace, index, outline, state, visit, cursor),
                error: visit
                    .and_then(|visit| error_of_visit(trace, index, visit, cursor))
                    .map(|(error, _)| error.to_owned()),
                status: visit
                    .map(|visit| status_of_visit(trace, index, outline, visit, cursor).kind())
                    .unwrap_or_default(),
            }
        })
    });
    let title = move || {
        found.with(|found| match found.status {
            StatusKind::Retrying => "Why it retries",
            StatusKind::Caught => "Why it was caught",
            kind if kind.is_failure() => "Why nothing caught it",
            _ => "If it fails",
        })
    };
    let shows = move || {
        found.with(|found| !found.retriers.is_empty() || !found.catchers.is_empty() || found.status.is_failure())
    };
    view! {
        <Show when=shows>
            <h3 class="sec">{title}<span class="end">{move || found.with(|found| found.error.clone()).map(|error| view! { "error " <code>{error}</code> })}</span></h3>
            <div class="rules">
                {move || found.with(|found| found.retriers.clone()).into_iter().enumerate().map(|(place, rule)| retrier(place, rule)).collect_view()}
                {move || found.with(|found| found.catchers.clone()).into_iter().enumerate().map(|(place, rule)| catcher(place, rule)).collect_view()}
                {move || found.with(|found| found.retriers.is_empty()).then(|| none("Retry"))}
                {move || found.with(|found| found.catchers.is_empty()).then(|| none("Catch"))}
            </div>
        </Show>
    }
}

fn retrier(place: usize, rule: RetrierUse) -> impl IntoView {
    let icon = if rule.hit { "s-retrying" } else { "minus" };
    view! {
        <div class="rule" class:hit=rule.hit>
            <Icon name=icon/>
            <div><b>{format!("Retry[{place}] {}", rule.errors)}</b><p>{rule.reason}</p></div>
            <span class="rt">{format!("{} of {} used", rule.used, rule.allowed)}</span>
        </div>
    }
}

fn catcher(place: usize, rule: CatcherUse) -> impl IntoView {
    view! {
        <div class="rule" class:hit=rule.hit>
            <Icon name="catch"/>
            <div><b>{format!("Catch[{place}] {}", rule.errors)}</b><p>{format!("goes to {}", rule.next)}</p></div>
            <span class="rt">{rule.reason}</span>
        </div>
    }
}

fn none(field: &'static str) -> impl IntoView {
    view! {
        <div class="rule">
            <Icon name="minus"/>
            <div><b>{field}</b><p>{format!("the state has no {field}")}</p></div>
            <span class="rt">"none"</span>
        </div>
    }
}

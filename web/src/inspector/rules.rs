//! Why it retries, or why it does not: retriers and catchers with what they did.

use super::{Shown, inspect::Within};
use crate::{graph::present, icon::Icon, store::App};
use asl_view::{
    CatcherUse, RetrierUse, RuleVerdict, StateType, StatusKind, catcher_uses, error_of_visit, retrier_uses, rules_of,
    status_of_visit,
};
use leptos::prelude::*;

#[derive(Clone, Debug, Default, PartialEq)]
struct Found {
    retriers: Vec<RetrierUse>,
    catchers: Vec<CatcherUse>,
    error: Option<String>,
    status: StatusKind,
    /// The state that holds this one, and what it catches.
    outer: Option<(String, Vec<String>)>,
    is_choice: bool,
}

/// Retriers and catchers of a state.
#[component]
pub fn Rules(
    /// What is shown.
    shown: Signal<Shown>,
    /// The visit from inside.
    within: Within,
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
                outer: outer_catchers(outline, state),
                is_choice: outline.states.get(state as usize).is_some_and(|row| row.kind == StateType::Choice),
            }
        })
    });
    let verdicts = Memo::new(move |_| {
        within.with(|inside| match inside {
            Some(inside) => rules_of(&inside.inspection, &inside.seen).into_iter().cloned().collect(),
            None => Vec::<RuleVerdict>::new(),
        })
    });
    let told = move |list: &str, place: usize| {
        let name = format!("{list}[{place}]");
        verdicts.with(|all| all.iter().find(|verdict| verdict.rule == name).cloned())
    };
    let title = move || {
        found.with(|found| match found.status {
            _ if found.is_choice => "Which rule matched",
            StatusKind::Retrying => "Why it retries",
            StatusKind::Caught => "Why it was caught",
            kind if kind.is_failure() => "Why nothing caught it",
            _ => "If it fails",
        })
    };
    let shows = move || {
        found.with(|found| {
            !found.retriers.is_empty() || !found.catchers.is_empty() || (found.status.is_failure() && !found.is_choice)
        }) || found.with(|found| found.is_choice) && verdicts.with(|all| !all.is_empty())
    };
    view! {
        <Show when=shows>
            <h3 class="sec">{title}<span class="end">{move || found.with(|found| found.error.clone()).map(|error| view! { "error " <code>{error}</code> })}</span></h3>
            <div class="rules">
                {move || verdicts.get().into_iter().filter(|_| found.with(|found| found.is_choice)).map(choice).collect_view()}
                {move || found.with(|found| found.retriers.clone()).into_iter().enumerate().map(|(place, rule)| retrier(place, rule, told("Retry", place))).collect_view()}
                {move || found.with(|found| found.catchers.clone()).into_iter().enumerate().map(|(place, rule)| catcher(place, rule, told("Catch", place))).collect_view()}
                {move || found.with(|found| found.retriers.is_empty() && !found.is_choice).then(|| none("Retry"))}
                {move || found.with(|found| found.catchers.is_empty() && !found.is_choice).then(|| {
                    match found.with(|found| found.outer.clone().map(|outer| (outer, found.status))) {
                        Some((outer, status)) => outside(outer, status),
                        None => none("Catch").into_any(),
                    }
                })}
            </div>
        </Show>
    }
}

/// What catches the failure of a state that catches nothing itself: the nearest state around it that does.
fn outer_catchers(outline: &asl_view::Outline, state: u32) -> Option<(String, Vec<String>)> {
    let owner = |state: u32| outline.machines.get(outline.states.get(state as usize)?.machine as usize)?.owner;
    let mut around = owner(state);
    while let Some(row) = around.and_then(|around| outline.states.get(around as usize)) {
        if !row.catchers.is_empty() {
            return Some((row.name.clone(), row.catchers.iter().flat_map(|catcher| catcher.errors.clone()).collect()));
        }
        around = around.and_then(owner);
    }
    None
}

fn outside((name, errors): (String, Vec<String>), status: StatusKind) -> AnyView {
    let when = if status == StatusKind::Retrying { ", after the last retry" } else { "" };
    view! {
        <div class="rule">
            <Icon name="catch"/>
            <div><b>{format!("Catch {}", errors.join(", "))}</b><p>{format!("on {name}{when}")}</p></div>
            <span class="rt">{if status.is_open() { "later" } else { "outside" }}</span>
        </div>
    }
    .into_any()
}

/// What the worker told about a rule that was not followed: shorter where the row says the rest.
fn why_not(verdict: RuleVerdict) -> String {
    if verdict.reason.starts_with("names ") { "does not match this error".to_owned() } else { verdict.reason }
}

fn retrier(place: usize, rule: RetrierUse, told: Option<RuleVerdict>) -> impl IntoView {
    let icon = if rule.hit { "s-retrying" } else { "minus" };
    let hit = told.as_ref().map_or(rule.hit, |told| told.hit);
    let reason = told.filter(|told| !told.hit).map_or(rule.reason, why_not);
    view! {
        <div class="rule" class:hit=hit>
            <Icon name=icon/>
            <div><b>{format!("Retry[{place}] {}", rule.errors)}</b><p>{reason}</p></div>
            <span class="rt">{format!("{} of {} used", rule.used, rule.allowed)}</span>
        </div>
    }
}

fn catcher(place: usize, rule: CatcherUse, told: Option<RuleVerdict>) -> impl IntoView {
    let later = told.as_ref().is_some_and(|told| told.reason.starts_with("not asked")) && !rule.hit;
    let (word, reason) = match told {
        Some(told) if told.hit => ("took over".to_owned(), format!("{}, goes to {}", told.reason, rule.next)),
        Some(_) if later => ("later".to_owned(), format!("{}, goes to {}", rule.reason, rule.next)),
        Some(told) => ("no match".to_owned(), why_not(told)),
        None => (rule.reason, format!("goes to {}", rule.next)),
    };
    view! {
        <div class="rule" class:hit=rule.hit>
            <Icon name="catch"/>
            <div><b>{format!("Catch[{place}] {}", rule.errors)}</b><p>{reason}</p></div>
            <span class="rt">{word}</span>
        </div>
    }
}

/// A rule of a Choice, and what it compared.
fn choice(verdict: RuleVerdict) -> impl IntoView {
    let word = match () {
        () if verdict.hit => "true",
        () if verdict.reason.starts_with("not asked") => "not asked",
        () => "false",
    };
    let reason = verdict.reason.trim_end_matches(": does not match").trim_end_matches(": matches").to_owned();
    view! {
        <div class="rule" class:rule--true=verdict.hit>
            <Icon name=if verdict.hit { "tick" } else { "minus" }/>
            <div><b>{verdict.rule}</b><p>{reason}</p></div>
            <span class="rt">{word}</span>
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

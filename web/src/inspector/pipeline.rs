//! The data of a visit, stage by stage, each beside the one before.

use super::{
    inspect::{Inside, Within},
    json::Copy,
    trial::Trial,
    values::{Light, Lines, OriginBar, Whole},
};
use crate::{icon::Icon, store::App};
use asl_view::{BEFORE, Change, Missed, StageRow, VARIABLES, diff, format, origins_seen, stage_rows, variables};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// How a stage that differs from the one before is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// What differs.
    #[default]
    Diff,
    /// Everything.
    Full,
}

/// What is shown how, kept while states come and go.
#[derive(Clone, Copy)]
pub struct Looks {
    /// The difference or everything.
    pub look: RwSignal<Look>,
    /// The stages that were opened or closed by hand.
    opened: RwSignal<BTreeMap<&'static str, bool>>,
}

impl Looks {
    /// As it is at first.
    pub fn new() -> Self {
        Self { look: RwSignal::default(), opened: RwSignal::default() }
    }
}

/// The rows of the pipeline, and the variables below them.
#[component]
pub fn Pipeline(
    /// The visit.
    within: Within,
    /// What is shown how.
    looks: Looks,
    /// What is tried on them.
    trial: Trial,
) -> impl IntoView {
    let rows = Memo::new(move |_| within.with(|found| found.as_ref().map(|found| all_rows(found)).unwrap_or_default()));
    let attempt = Memo::new(move |_| within.with(|found| found.as_ref().map_or(1, |found| found.seen.attempt)));
    let light = Light::new(Memo::new(move |_| {
        let seen = |found: &Arc<Inside>| origins_seen(&found.inspection.origins, found.seen.over);
        within.with(|found| found.as_ref().map(seen).unwrap_or_default())
    }));
    let missed = Memo::new(move |_| {
        within.with(|found| {
            let found = found.as_ref().filter(|found| found.seen.over)?;
            found.inspection.missed.clone()
        })
    });
    let app = App::get();
    Effect::new(move |_| {
        let is_failed =
            rows.with(|rows| rows.iter().any(|row| row.problem.as_ref().is_some_and(|(_, cause)| !cause.is_empty())));
        app.cause.set(missed.with(|missed| missed.as_ref().filter(|_| is_failed).map(|missed| missed.range)));
    });
    on_cleanup(move || app.cause.set(None));
    let is_sketch = Memo::new(move |_| within.with(|found| found.as_ref().is_some_and(|found| found.is_sketch)));
    let drawn = move || {
        let rows = rows.get();
        let told = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
        let first_open = opens_itself(&rows[..told]);
        let folded = rows[told..].to_vec();
        let rows = rows.into_iter().take(told).enumerate();
        view! {
            {rows.map(|(place, row)| view! { <Row row looks trial light missed attempt=attempt.get_untracked() opens=first_open == Some(place)/> }).collect_view()}
            {(!folded.is_empty()).then(|| rest(&folded, is_sketch.get()))}
        }
    };
    view! { {drawn} <OriginBar light/> }
}

/// The stages that happened, those that did not, and the variables.
fn all_rows(found: &Inside) -> Vec<StageRow> {
    let (inspection, seen) = (&found.inspection, &found.seen);
    let mut rows = stage_rows(inspection, &found.state, seen);
    let after = inspection.after.as_ref().filter(|_| seen.over).unwrap_or(&inspection.before);
    if !inspection.before.is_empty() || !after.is_empty() {
        let (before, after) = (variables(&inspection.before), variables(after));
        let change = diff(&before, &after, 0).change;
        let at = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
        let row = StageRow {
            number: 0,
            name: VARIABLES,
            about: if change.is_none() { "what it can use" } else { "after Assign" },
            text: Some(after),
            problem: None,
            base: Some((BEFORE, before, change)),
            note: None,
        };
        rows.insert(at, row);
    }
    rows
}

/// One stage is open without being asked: where it failed, or else the last one that made a difference.
fn opens_itself(rows: &[StageRow]) -> Option<usize> {
    let failed = rows.iter().rposition(|row| row.problem.as_ref().is_some_and(|(_, cause)| !cause.is_empty()));
    let differs = |row: &StageRow| row.number > 0 && row.base.as_ref().is_some_and(|(.., change)| !change.is_none());
    let stages = || rows.iter().rposition(|row| row.number > 0 && row.text.is_some());
    failed.or_else(|| rows.iter().rposition(differs)).or_else(stages)
}

/// Stages that were not computed, in one row; of a sketch, those that are not known yet.
fn rest(rows: &[StageRow], is_sketch: bool) -> AnyView {
    let numbers = rows.iter().map(|row| view! { <span class="num">{row.number}</span> }).collect_view();
    let names = match rows {
        [one] => one.name.to_owned(),
        [first, .., last] => format!("{} … {}", first.name, last.name),
        [] => String::new(),
    };
    view! {
        <div class="stg off multi"><div class="sm">
            <span class="nums">{numbers}</span><span class="nm"><b class="ell">{names}</b></span><span class="sz">{if is_sketch { "…" } else { "not computed" }}</span>
        </div></div>
    }
    .into_any()
}

#[component]
fn Row(
    row: StageRow,
    looks: Looks,
    trial: Trial,
    light: Light,
    missed: Memo<Option<Missed>>,
    attempt: u32,
    opens: bool,
) -> impl IntoView {
    let name = row.name;
    let is_open = move || looks.opened.with(|opened| opened.get(name).copied()).unwrap_or(opens);
    let turn = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let open = is_open();
        looks.opened.update(|opened| {
            opened.insert(name, !open);
        });
    };
    let number = if row.number > 0 { row.number.to_string() } else { "$".to_owned() };
    let size = row.text.as_ref().map(|text| format::bytes(text.len()));
    let failed = row.problem.clone();
    let about = match (&failed, attempt) {
        (None, _) => view! { <span class="ell">{row.about}</span> }.into_any(),
        (Some(_), _) => ().into_any(),
    };
    let end = match (&failed, &row.base) {
        // With a cause there is room below for the name.
        (Some((error, cause)), _) => {
            let told =
                if cause.is_empty() { view! { <code>{error.clone()}</code> }.into_any() } else { "failed".into_any() };
            view! {
                <span class="sz">
                    <span class="badge st-failed"><Icon name="s-failed"/>{told}</span>
                    {(attempt > 1).then(|| format!("attempt {attempt}"))}
                </span>
            }
            .into_any()
        }
        (None, base) => view! {
            <span class="sz">
                {base.as_ref().map(|(base, _, change)| summary(*change, base))}
                {size}
            </span>
        }
        .into_any(),
    };
    let head = view! { <span class="num">{number}</span><span class="nm"><b>{name}</b>{about}</span>{end} };
    match (row.text, failed) {
        (None, None) => view! {
            <div class="stg off"><div class="sm">
                <span class="num">{row.number}</span><span class="nm"><b>{name}</b></span><span></span><span class="sz">"not computed"</span>
            </div></div>
        }
        .into_any(),
        (None, Some((_, cause))) if cause.is_empty() => {
            view! { <div class="stg bad"><div class="sm">{head}</div></div> }.into_any()
        }
        (None, problem) => view! {
            <details class="stg bad" prop:open=is_open>
                <summary on:click=turn>{head}<span class="ch"><Icon name="chev-r"/></span></summary>
                <div class="stg__body">{problem.map(|(error, cause)| view! { <p class="stg__cause"><b>{error}</b>{cause}</p> })}{move || missed.get().map(nothing)}</div>
            </details>
        }
        .into_any(),
        (Some(text), _) => {
            let base = row.base.filter(|(.., change)| !change.is_none()).map(|(base, before, _)| (base, before));
            let note = row.note;
            let body = move || {
                let text = text.clone();
                let base = base.clone().filter(|_| looks.look.get() == Look::Diff);
                let (copied, is_diff) = (Signal::stored(Some(text.clone())), base.is_some());
                view! {
                    <div class="stg__body" class:stg__body--diff=is_diff>
                        <Copy text=copied/>
                        {(row.number > 0).then(|| view! {
                            <button type="button" class="btn xs icon copy copy--try" title="Try an expression on it"
                                aria-label=format!("Try an expression on {name}") on:click=move |_| trial.begin(Some(name))><Icon name="term"/></button>
                        })}
                        {note.map(|note| view! { <p class="stg__note">{note}</p> })}
                        {match base {
                            Some((base, before)) => view! { <Lines stage=name base before after=text light/> }.into_any(),
                            None => view! { <Whole stage=name text light/> }.into_any(),
                        }}
                    </div>
                }
            };
            view! {
                <details class="stg" class:lit=move || light.is_in(name) prop:open=is_open>
                    <summary on:click=turn>{head}<span class="ch"><Icon name="chev-r"/></span></summary>
                    {move || is_open().then(body.clone())}
                </details>
            }
            .into_any()
        }
    }
}

/// `+2 −4`, or `=`.
fn summary(change: Change, base: &str) -> impl IntoView + use<> {
    let parts =
        [('v', "→", change.moved), ('a', "+", change.added), ('d', "−", change.removed), ('m', "~", change.changed)];
    let words =
        [(change.moved, "moved"), (change.added, "added"), (change.removed, "removed"), (change.changed, "changed")];
    let told: Vec<String> =
        words.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let told =
        if told.is_empty() { format!("the same as {base}") } else { format!("beside {base}: {}", told.join(", ")) };
    view! {
        <span class="dl" title=told>
            {change.is_none().then(|| view! { <i class="e" aria-hidden="true">"="</i> })}
            {parts.into_iter().filter(|(.., count)| *count > 0).map(|(class, sign, count)| view! {
                <i class=class.to_string() aria-hidden="true">{format!("{sign}{count}")}</i>
            }).collect_view()}
            <span class="sr">{told.clone()}</span>
        </span>
    }
}

/// A path that selected nothing, and what was probably meant.
fn nothing(missed: Missed) -> AnyView {
    let app = App::get();
    let range = missed.range;
    view! {
        <p class="stg__missed">
            <span class="t3">"(nothing) – "</span><code>{missed.path}</code>" did not match"
            {missed.meant.map(|meant| view! { <br/>"Did you mean "<code>{meant}</code>"?" })}
        </p>
        <button type="button" class="btn sm soft" on:click=move |_| app.reveal.set(Some(range))><Icon name="code"/>"Show in the definition"</button>
    }
    .into_any()
}

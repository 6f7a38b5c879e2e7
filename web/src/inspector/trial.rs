//! The expression box: tries an expression on the data of the visit that is shown. It is no part of the run.

use super::{
    inspect::Within,
    json::Json,
    trial_field::{Field, ID},
};
use crate::{
    client::Client,
    icon::Icon,
    platform::{document, timer::Timer},
};
use asl_view::{Finding, Notation, Question, Scene};
use leptos::{ev, prelude::*};
use std::time::Duration;

/// Rest after a keystroke before the worker is asked.
const REST: Duration = Duration::from_millis(60);
/// Kept expressions beyond this many push out the oldest.
const KEPT: usize = 8;

/// An expression that stays and is evaluated wherever the cursor goes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    notation: Notation,
    text: String,
    stage: String,
}

/// What is tried, kept while states come and go.
#[derive(Clone, Copy)]
pub struct Trial {
    /// Whether the box is open.
    open: RwSignal<bool>,
    text: RwSignal<String>,
    /// `None`: the language of the state.
    notation: RwSignal<Option<Notation>>,
    stage: RwSignal<String>,
    kept: RwSignal<Vec<Kept>>,
}

impl Trial {
    /// Nothing is tried yet.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            text: RwSignal::default(),
            notation: RwSignal::new(None),
            stage: RwSignal::new("input".to_owned()),
            kept: RwSignal::default(),
        }
    }

    /// Opens the box for a stage; without one, for the stage of the last time.
    pub fn begin(self, stage: Option<&str>) {
        if let Some(stage) = stage {
            self.stage.set(stage.to_owned());
        }
        self.open.set(true);
        // The field is there after the next drawing.
        set_timeout(|| document::focus(ID), Duration::ZERO);
    }

    /// Opens the box where `T` is pressed outside a text.
    pub fn key(self, event: &ev::KeyboardEvent) {
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if plain && event.key().eq_ignore_ascii_case("t") && !document::is_in_text(event) {
            event.prevent_default();
            self.begin(None);
        }
    }
}

/// The bar at the foot of the panel, and the box that it opens.
#[component]
pub fn TrialBar(
    /// The visit.
    within: Within,
    /// What is tried.
    trial: Trial,
) -> impl IntoView {
    let scene = Memo::new(move |before: Option<&Option<Scene>>| {
        within.with(|found| match found {
            // What the history alone tells has no context: the last answer stays until the next is there.
            Some(found) if found.is_sketch => before.cloned().flatten(),
            found => found.as_ref().map(|found| Scene::new(&found.inspection, &found.state, &found.seen)),
        })
    });
    let own = Memo::new(move |_| within.with(|found| found.as_ref().map(|found| Notation::of(&found.state))));
    let notation = Signal::derive(move || trial.notation.get().or_else(|| own.get()).unwrap_or_default());
    let close = move || {
        trial.open.set(false);
        set_timeout(|| document::focus("trial-open"), Duration::ZERO);
    };
    view! {
        <Show when=move || scene.with(Option::is_some)>
            <section class="trial" aria-label="Try an expression" class:trial--open=move || trial.open.get()>
                <div class="trial__head">
                    <button type="button" class="trial__open" id="trial-open" aria-expanded=move || trial.open.get().to_string()
                        on:click=move |_| if trial.open.get_untracked() { trial.open.set(false) } else { trial.begin(None) }>
                        <Icon name="term"/>
                        <b>"Try an expression"</b>
                        <span class="t3">"not part of the run"</span>
                        <kbd>"T"</kbd>
                    </button>
                </div>
                <Show when=move || trial.open.get()>
                    <TrialBox scene notation trial close=Callback::new(move |()| close())/>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn TrialBox(
    scene: Memo<Option<Scene>>,
    notation: Signal<Notation>,
    trial: Trial,
    close: Callback<()>,
) -> impl IntoView {
    let question = Memo::new(move |_| {
        let text = trial.text.get();
        let blank = text.trim().is_empty();
        (!blank)
            .then(|| scene.with(|scene| Some(scene.as_ref()?.question(notation.get(), &text, &trial.stage.get()))))
            .flatten()
    });
    let finding = answers(question);
    let keep = move || {
        let kept = Kept {
            notation: notation.get_untracked(),
            text: trial.text.get_untracked().trim().to_owned(),
            stage: trial.stage.get_untracked(),
        };
        let works = finding.with_untracked(|found| found.as_ref().is_some_and(|found| found.trouble.is_none()));
        if !kept.text.is_empty() && works {
            trial.kept.update(|all| {
                all.retain(|other| *other != kept);
                all.insert(0, kept);
                all.truncate(KEPT);
            });
            trial.text.set(String::new());
        }
    };
    let trouble = Signal::derive(move || finding.get().and_then(|found: Finding| found.trouble));
    view! {
        <div class="trial__body">
            <div class="trial__row">
                <StageChoice scene trial/>
                <div class="seg seg--xs" role="group" aria-label="Language of the expression">
                    {[Notation::JsonPath, Notation::Jsonata].map(|one| view! {
                        <button type="button" aria-pressed=move || (notation.get() == one).to_string()
                            on:click=move |_| trial.notation.set(Some(one))>{one.name()}</button>
                    })}
                </div>
            </div>
            <Field text=trial.text notation trouble keep=Callback::new(move |()| keep()) close/>
            <div class="trial__result" role="status" aria-live="polite">
                {move || match (finding.get(), question.with(Option::is_some)) {
                    (Some(found), true) => result(found, trial),
                    _ => hint(&scene.get().unwrap_or_default(), notation.get()),
                }}
            </div>
            <ul class="trial__kept" aria-label="Kept expressions">
                <For each=move || trial.kept.get() key=|kept| (kept.text.clone(), kept.stage.clone(), kept.notation.name()) let:kept>
                    <KeptRow kept scene trial/>
                </For>
            </ul>
        </div>
    }
}

/// What `$` stands for.
#[component]
fn StageChoice(scene: Memo<Option<Scene>>, trial: Trial) -> impl IntoView {
    let names = Memo::new(move |_| {
        scene
            .with(|scene| scene.iter().flat_map(|scene| scene.stages.iter().map(|(name, _)| *name)).collect::<Vec<_>>())
    });
    let chosen = move || {
        let stage = trial.stage.get();
        scene.with(|scene| scene.as_ref().and_then(|scene| Some(scene.stage(&stage)?.0)))
    };
    view! {
        <label class="trial__stage">
            <code>"$"</code>" is "
            <select prop:value=chosen on:change:target=move |event| trial.stage.set(event.target().value())>
                {move || names.get().into_iter().map(|name| view! {
                    <option value=name selected=move || chosen() == Some(name)>{name}</option>
                }).collect_view()}
            </select>
        </label>
    }
}

/// Asks the worker whenever the question changes; the last answer stays until the next is there.
fn answers(question: Memo<Option<Question>>) -> RwSignal<Option<Finding>> {
    let client = Client::get();
    let finding = RwSignal::new(None);
    let newest = StoredValue::new(0_u32);
    let timer = Timer::new();
    Effect::new(move |_| {
        timer.cancel();
        newest.update_value(|newest| *newest += 1);
        let Some(question) = question.get() else { return finding.set(None) };
        let own = newest.get_value();
        let ask = move || {
            client.try_out(question, move |found| {
                // The box may be closed by now, and a newer question on its way.
                if newest.try_get_value() == Some(own) {
                    finding.try_set(Some(found));
                }
            });
        };
        timer.set(REST, ask);
    });
    on_cleanup(move || timer.cancel());
    finding
}

fn result(found: Finding, trial: Trial) -> AnyView {
    let note = found.note.map(|note| view! { <p class="trial__note">{note}</p> });
    let trouble = found.trouble.map(|trouble| {
        let meant = trouble.meant.map(|meant| {
            let put = meant.clone();
            view! {
                <p>"Did you mean " <button type="button" class="trial__meant" on:click=move |_| {
                    trial.text.set(put.clone());
                    document::focus(ID);
                }><code>{meant}</code></button>"?"</p>
            }
        });
        view! { <div class="trial__trouble"><Icon name="error-o"/><div><p>{trouble.message}</p>{meant}</div></div> }
    });
    view! { {note} {trouble} {found.value.map(|text| view! { <Json text/> })} }.into_any()
}

fn hint(scene: &Scene, notation: Notation) -> AnyView {
    let names = scene.names(notation).into_iter().map(|name| view! { <code>{name}</code> " " }).collect_view();
    view! { <p class="trial__note">"Start from " {names} "· Enter keeps it and follows it through the run"</p> }
        .into_any()
}

/// An expression that was kept, with its value at the cursor.
#[component]
fn KeptRow(kept: Kept, scene: Memo<Option<Scene>>, trial: Trial) -> impl IntoView {
    let Kept { notation, text, stage } = kept.clone();
    let shown = text.clone();
    let question = Memo::new(move |_| scene.with(|scene| Some(scene.as_ref()?.question(notation, &text, &stage))));
    let finding = answers(question);
    let (again, gone) = (kept.clone(), kept);
    let value = move || match finding.get() {
        Some(Finding { value: Some(value), .. }) => {
            let told = value.clone();
            view! { <span class="ell mono" title=told>{value}</span> }.into_any()
        }
        Some(Finding { trouble: Some(trouble), .. }) => {
            let told = trouble.message.clone();
            view! { <span class="ell bad" title=told>{trouble.message}</span> }.into_any()
        }
        Some(_) => view! { <span class="ell t3">"undefined"</span> }.into_any(),
        None => ().into_any(),
    };
    let edit = move |_| {
        trial.text.set(again.text.clone());
        trial.notation.set(Some(again.notation));
        trial.stage.set(again.stage.clone());
        document::focus(ID);
    };
    let forget = move |_| trial.kept.update(|all| all.retain(|other| *other != gone));
    view! {
        <li>
            <button type="button" class="trial__again" title="Edit" on:click=edit><code class="ell">{shown.clone()}</code></button>
            <span class="trial__value">{value}</span>
            <button type="button" class="btn xs icon" aria-label=format!("Forget {shown}") on:click=forget><Icon name="close"/></button>
        </li>
    }
}

//! The values of a stage, line by line, each of which can be pointed at: where it stands elsewhere lights up.

use super::json::token;
use crate::{platform::document, store::App};
use asl_view::{
    DiffLine, Origin, Sign, Spot, diff,
    json::{Line, pointers, pretty},
    origin_of, trail,
};
use leptos::{ev, prelude::*};

/// Lines of a difference beyond this many are left out.
const MOST: usize = 400;
/// Lines of a whole value beyond this many are left out until asked for.
const FEW: usize = 200;
/// Lines beyond this many are never shown.
const WHOLE: usize = 5000;

/// The value that is pointed at, and where it stands.
#[derive(Clone, Copy)]
pub struct Light {
    pointed: RwSignal<Option<Spot>>,
    trail: Memo<Vec<Spot>>,
    /// The field that made it.
    pub origin: Memo<Option<Origin>>,
}

impl Light {
    /// Of the fields of a visit.
    pub fn new(origins: Memo<Vec<Origin>>) -> Self {
        let pointed: RwSignal<Option<Spot>> = RwSignal::new(None);
        let with = move |spot: &Option<Spot>| spot.as_ref().map(|spot| origins.with(|all| trail(all, spot)));
        Self {
            pointed,
            trail: Memo::new(move |_| pointed.with(with).unwrap_or_default()),
            origin: Memo::new(move |_| {
                pointed.with(|spot| origins.with(|all| origin_of(all, spot.as_ref()?).cloned()))
            }),
        }
    }

    /// Whether anything of a stage is lit.
    pub fn is_in(self, stage: &str) -> bool {
        self.trail.with(|trail| trail.iter().any(|spot| spot.stage == stage))
    }

    fn point(self, stage: &str, pointer: Option<String>) {
        let spot = pointer.map(|pointer| Spot { stage: stage.to_owned(), pointer });
        if self.pointed.with_untracked(|pointed| *pointed != spot) {
            self.pointed.set(spot);
        }
    }
}

/// A block of values: the pointer or the arrow keys point at one, a press or Enter shows its field in the definition.
#[component]
fn Block(
    stage: &'static str,
    light: Light,
    class: &'static str,
    places: Vec<String>,
    children: Children,
) -> impl IntoView {
    let app = App::get();
    let reveal = move || {
        let range = light.origin.with_untracked(|origin| origin.as_ref().map(|origin| origin.range));
        if let Some(range) = range.filter(|(from, to)| from < to) {
            app.reveal.set(Some(range));
        }
    };
    let first = places.first().cloned();
    let pressed = move |event: ev::KeyboardEvent| {
        let at = light.pointed.with_untracked(|spot| {
            spot.as_ref().and_then(|spot| places.iter().position(|place| *place == spot.pointer))
        });
        let other = |place: &&String| Some(*place) != at.and_then(|at| places.get(at));
        let next = match event.key().as_str() {
            "ArrowDown" => {
                places.iter().skip(at.map_or(0, |at| at + 1)).find(|place| other(place) && !before(&places, place, at))
            }
            "ArrowUp" => places.iter().take(at.unwrap_or(0)).rev().find(other),
            "Enter" => return reveal(),
            "Escape" => return light.point(stage, None),
            _ => return,
        };
        event.prevent_default();
        if let Some(next) = next.cloned() {
            light.point(stage, Some(next));
        }
    };
    view! {
        <div class=class tabindex="0" role="group" aria-label=format!("Values of {stage}: the arrow keys point at them, Enter shows the field that made one")
            on:pointerover=move |event| if let Some(pointer) = document::attribute_at(&event, "data-at") { light.point(stage, Some(pointer)) }
            on:pointerleave=move |_| light.point(stage, None)
            on:focus=move |_| if light.pointed.with_untracked(Option::is_none) { light.point(stage, first.clone()) }
            on:blur=move |_| light.point(stage, None)
            on:click=move |event| if document::attribute_at(&event, "data-at").is_some() { reveal() }
            on:keydown=pressed>
            {children()}
        </div>
    }
}

/// Whether a place was passed already: a closing bracket has the place of what it closes.
fn before(places: &[String], place: &String, at: Option<usize>) -> bool {
    places.iter().position(|other| other == place) < at
}

/// A whole value.
#[component]
pub fn Whole(
    /// The stage.
    stage: &'static str,
    /// Its text.
    text: String,
    /// What is pointed at.
    light: Light,
) -> impl IntoView {
    let whole = RwSignal::new(false);
    move || {
        let (lines, more) = pretty(&text, if whole.get() { WHOLE } else { FEW });
        let places = pointers(&lines, "");
        let drawn =
            lines.into_iter().zip(places.clone()).map(|(line, place)| plain(stage, line, place, light)).collect_view();
        view! {
            <Block stage light class="json" places>
                {drawn}
            </Block>
            {(more && !whole.get()).then(|| view! {
                <button type="button" class="btn xs soft json__more" on:click=move |_| whole.set(true)>"Show everything"</button>
            })}
        }
    }
}

fn lit(stage: &str, place: &str, light: Light) -> bool {
    light.trail.with(|trail| trail.iter().any(|spot| spot.pointer == place && spot.stage == stage))
}

fn plain(stage: &'static str, line: Line, place: String, light: Light) -> AnyView {
    let indent = format!("padding-left:{}ch", line.indent * 2);
    let at = place.clone();
    view! {
        <div style=indent data-at=at class:lit=move || lit(stage, &place, light)>{line.tokens.into_iter().map(token).collect_view()}</div>
    }
    .into_any()
}

/// What differs from a stage before.
#[component]
pub fn Lines(
    /// The stage.
    stage: &'static str,
    /// The stage before.
    base: &'static str,
    /// Its text.
    before: String,
    /// The text of the stage.
    after: String,
    /// What is pointed at.
    light: Light,
) -> impl IntoView {
    let found = diff(&before, &after, MOST);
    let cut = found.lines.len() >= MOST;
    // What is gone stands in the stage before.
    let own = found.lines.iter().filter(|line| line.sign != Sign::Removed);
    let places: Vec<String> = own.map(|line| line.pointer.clone()).collect();
    view! {
        <Block stage light class="diff" places>
            {found.lines.into_iter().map(|line| {
                let of = if line.sign == Sign::Removed { base } else { stage };
                changed(of, line, light)
            }).collect_view()}
            {cut.then(|| view! { <div><span></span><span>"… choose Full to see the rest"</span></div> })}
        </Block>
    }
}

/// What differs between two texts that are no stages of a state.
pub fn lines(before: &str, after: &str) -> AnyView {
    let found = diff(before, after, MOST);
    let cut = found.lines.len() >= MOST;
    let row = |line: DiffLine| {
        let mark = line.sign.mark();
        let (class, text) = drawn(line);
        view! { <div class=class><span>{mark}</span>{text}</div> }.into_any()
    };
    view! {
        <div class="diff">
            {found.lines.into_iter().map(row).collect_view()}
            {cut.then(|| view! { <div><span></span><span>"… and more"</span></div> })}
        </div>
    }
    .into_any()
}

fn changed(stage: &'static str, line: DiffLine, light: Light) -> AnyView {
    let (mark, place) = (line.sign.mark(), line.pointer.clone());
    // The part of what is gone that is pointed at stands in another stage.
    let at = (line.sign != Sign::Removed).then(|| line.pointer.clone());
    let (class, text) = drawn(line);
    view! { <div class=class data-at=at class:lit=move || lit(stage, &place, light)><span>{mark}</span>{text}</div> }
        .into_any()
}

/// A line of a difference: the class of its row, and its text.
fn drawn(line: DiffLine) -> (&'static str, AnyView) {
    let indent = format!("padding-left:{}ch", line.line.indent * 2);
    let class = match line.sign {
        Sign::Same => "",
        Sign::Added => "a",
        Sign::Removed => "d",
        Sign::Changed => "m",
        Sign::Moved => "v",
    };
    let tokens = line.line.tokens.into_iter().map(token).collect_view();
    let from = line.from.map(|from| {
        let place = from.trim_start_matches('/').replace('/', ".");
        view! { <span class="was"><span class="sr">"moved from "</span><span aria-hidden="true">"← "</span>{place}</span> }
    });
    let text = match line.sign {
        Sign::Added | Sign::Moved => view! { <ins style=indent>{tokens}{from}</ins> }.into_any(),
        Sign::Removed => view! { <del style=indent>{tokens}</del> }.into_any(),
        Sign::Same => view! { <span style=indent>{tokens}</span> }.into_any(),
        Sign::Changed => view! {
            <span style=indent><span>{tokens}</span>{line.before.map(|before| view! { <del class="was">{before}</del> })}</span>
        }
        .into_any(),
    };
    (class, text)
}

/// The field that made the value that is pointed at.
#[component]
pub fn OriginBar(
    /// What is pointed at.
    light: Light,
) -> impl IntoView {
    let app = App::get();
    Effect::new(move |_| {
        let range = light.origin.with(|origin| origin.as_ref().map(|origin| origin.range));
        app.pointed.set(range.filter(|(from, to)| from < to));
    });
    on_cleanup(move || app.pointed.set(None));
    view! {
        <div class="origin" role="status" aria-live="polite">
            {move || light.pointed.with(Option::is_some).then(|| match light.origin.get() {
                Some(Origin { field, source, .. }) => view! {
                    <p class="origin__box">
                        <code>{field}</code>
                        {source.map(|(stage, pointer)| {
                            let place = pointer.trim_start_matches('/').replace('/', ".");
                            let of = if place.is_empty() { format!("from {stage}") } else { format!("from {place} of {stage}") };
                            view! { <span class="t3">{of}</span> }
                        })}
                    </p>
                }
                .into_any(),
                None => view! { <p class="origin__box"><span class="t3">"It is not known which field made it."</span></p> }.into_any(),
            })}
        </div>
    }
}

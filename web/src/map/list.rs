//! The children, failed ones first. Only the rows in sight are in the page: the room of the others is padding.

use super::{Aim, Listed};
use crate::{
    client::Client,
    icon::Icon,
    platform::size,
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::{Sight, StatusKind, format};
use leptos::{ev, html, prelude::*};

/// The list.
#[component]
pub fn List(
    /// The children.
    listed: Memo<Option<Listed>>,
    /// Which of them, in order.
    rows: Memo<Vec<u32>>,
) -> impl IntoView {
    let (app, client, toasts) = (App::get(), Client::get(), Toasts::get());
    let (window, probe) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let sight = RwSignal::new(Sight::default());
    let active = RwSignal::new(None::<usize>);
    let opening = RwSignal::new(None::<u32>);
    measure(sight, window, probe);
    // Another order or filter is looked at from its beginning.
    Effect::watch(
        move || rows.track(),
        move |(), _, _| {
            active.set(None);
            window.get_untracked().iter().for_each(|element| element.set_scroll_top(0));
            sight.update(|sight| sight.scroll = 0.0);
        },
        false,
    );
    let open = move |place: usize| {
        active.set(Some(place));
        let (Some(listed), Some(index)) =
            (listed.get_untracked(), rows.with_untracked(|rows| rows.get(place).copied()))
        else {
            return;
        };
        open(app, client, toasts, opening, &listed, index);
    };
    let drawn = Memo::new(move |_| sight.get().rows(rows.with(Vec::len)));
    let room = move || {
        let (drawn, row) = (drawn.get(), sight.with(|sight| sight.row));
        let below = rows.with(Vec::len).saturating_sub(drawn.end);
        format!("padding-top:{:.0}px;padding-bottom:{:.0}px", drawn.start as f64 * row, below as f64 * row)
    };
    let shown = move || {
        let drawn = drawn.get();
        rows.with(|rows| drawn.filter_map(|place| Some((place, *rows.get(place)?))).collect::<Vec<_>>())
    };
    let scroll = move |_| {
        if let Some(element) = window.get_untracked() {
            sight.update(|sight| sight.scroll = f64::from(element.scroll_top()));
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
            return;
        }
        let last = rows.with_untracked(Vec::len).saturating_sub(1);
        let (at, page) = (active.get_untracked(), sight.with_untracked(|sight| sight.page()));
        let down = |by: usize| at.map_or(0, |at| at + by).min(last);
        let place = match event.key().as_str() {
            "ArrowDown" => down(1),
            "ArrowUp" => at.unwrap_or(0).saturating_sub(1),
            "PageDown" => down(page),
            "PageUp" => at.unwrap_or(0).saturating_sub(page),
            "Home" => 0,
            "End" => last,
            "Enter" => {
                event.prevent_default();
                return at.into_iter().for_each(open);
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        active.set(Some(place));
        let target = sight.with_untracked(|sight| sight.scroll_to(place));
        if let (Some(target), Some(element)) = (target, window.get_untracked()) {
            element.set_scroll_top(target.round() as i32);
            sight.update(|sight| sight.scroll = f64::from(element.scroll_top()));
        }
    };
    let name = move || listed.with(|listed| listed.as_ref().map_or("", |listed| listed.words().1));
    let pointed =
        move || active.get().filter(|place| drawn.get().contains(place)).map(|place| format!("child-{place}"));
    view! {
        <div class="children__list scroll" role="listbox" tabindex="0" aria-label=name aria-activedescendant=pointed node_ref=window
            on:scroll=scroll on:keydown=press>
            <div class="children__probe" aria-hidden="true" node_ref=probe></div>
            <div role="presentation" style=room>
                <For each=shown key=|row| *row let((place, index))>
                    <Row listed place index active opening open/>
                </For>
            </div>
        </div>
        <Show when=move || rows.with(Vec::is_empty)><p class="inspector__note">"None of them fits."</p></Show>
    }
}

#[component]
fn Row(
    listed: Memo<Option<Listed>>,
    /// The place in the list.
    place: usize,
    /// The number of the child.
    index: u32,
    active: RwSignal<Option<usize>>,
    opening: RwSignal<Option<u32>>,
    open: impl Fn(usize) + Copy + 'static,
) -> impl IntoView {
    let found = Memo::new(move |_| {
        listed.with(|listed| {
            let listed = listed.as_ref()?;
            let outcome = listed.children.outcome(index);
            let error = listed.run.trace.texts.get(outcome.error).unwrap_or_default().to_owned();
            Some((outcome.status, error, listed.children.duration(index)))
        })
    });
    let status = move || match opening.get() == Some(index) {
        true => StatusKind::Running,
        false => found.with(|found| found.as_ref().map_or(StatusKind::NotReached, |(status, ..)| *status)),
    };
    let word = move || match (opening.get() == Some(index), status()) {
        (true, _) => "opening…",
        (false, StatusKind::NotReached) => "never began",
        (false, status) => status.word(),
    };
    let error = move || found.with(|found| found.as_ref().map_or(String::new(), |(_, error, _)| error.clone()));
    let took = move || match found.get() {
        Some((status, _, duration)) if status != StatusKind::NotReached => format::duration(f64::from(duration)),
        _ => String::new(),
    };
    let icon = Signal::derive(move || status().icon());
    let is_active = Memo::new(move |_| active.get() == Some(place));
    view! {
        <div class=move || format!("children__row {}", status().class()) class:children__row--active=is_active role="option" id=format!("child-{place}")
            aria-selected=move || is_active.get().to_string() aria-posinset=place + 1 aria-setsize=move || listed.with(|listed| listed.as_ref().map_or(0, |listed| listed.children.len()))
            on:click=move |_| open(place)>
            <Icon name=icon/>
            <b class="mono">{format!("#{index}")}</b>
            <span class="ell">{move || if error().is_empty() { word().to_owned() } else { error() }} <span class="sr">{move || (!error().is_empty()).then(word)}</span></span>
            <span class="t3 nw">{took}</span>
            <Icon name="chev-r"/>
        </div>
    }
}

/// Opens a child execution as a run of its own, or looks into an iteration.
fn open(app: App, client: Client, toasts: Toasts, opening: RwSignal<Option<u32>>, listed: &Listed, index: u32) {
    let outcome = listed.children.outcome(index);
    let never = move || {
        toasts.show(Tone::Plain, format!("#{index} never began: the Map had ended before its turn."));
    };
    match &listed.aim {
        _ if outcome.status == StatusKind::NotReached => never(),
        Aim::Iteration(map) => {
            let run = &listed.run;
            if let Some(scope) = asl_view::iteration_scope(&run.trace, &run.index, map, index) {
                app.look_into(scope);
            }
        }
        Aim::Child(arn) => {
            opening.set(Some(index));
            client.enter(listed.children.address(arn, index), move |_| {
                opening.try_set(None);
            });
        }
    }
}

/// Keeps the sizes, which the style sheet decides, where the rows are counted.
fn measure(sight: RwSignal<Sight>, window: NodeRef<html::Div>, probe: NodeRef<html::Div>) {
    Effect::new(move |_| {
        for node in [window, probe] {
            let Some(element) = node.get() else { continue };
            size::watch(&element, move |_, _| {
                let height = |node: NodeRef<html::Div>| {
                    node.try_get_untracked().flatten().map_or(0.0, |element| f64::from(element.client_height()))
                };
                // The last report comes when the panel is already gone.
                let _ = sight.try_update(|sight| (sight.height, sight.row) = (height(window), height(probe)));
            });
        }
    });
}

//! Parts of the page whose code comes after what the first run needs. Each chunk is a file of its own (see
//! xtask/src/split.rs), fetched when one of its parts is first shown: `timeline` or `outline` right after the page is
//! drawn, `inside` when somebody is at the page, `more` when it is asked for, else two seconds after that. What only a
//! part uses goes with it, libraries too.

#![allow(clippy::unnecessary_wraps, reason = "a chunk may fail to come, which the macro puts into the result")]

use crate::{
    breakpoints::Breakpoints,
    compare::ComparePanel,
    decide::AskBar,
    editor::{FilesPanel, MockTable},
    events::EventsPanel,
    frame::dialogs::{Dialog, DialogView},
    frame::menu::MenuLayer,
    frame::{ProblemsPanel, VariablesPanel},
    graph::{branches::BranchStrip, camera::Camera, minimap::Minimap, peek::Peek, strip::Strip},
    inspector::InspectorPanel,
    map::forecast::ForecastNote,
    outline::OutlinePanel,
    platform::first,
    replay::Bar,
    store::{App, Checked},
    timeline::TimelinePanel,
};
use asl_view::{NodeView, Rect};
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};
use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

/// After what is on screen has come.
const QUIET: Duration = Duration::from_secs(2);

/// What loads a part and makes its view.
type Code = Pin<Box<dyn Future<Output = Result<AnyView, SplitLoaderError>> + Send>>;

/// A view that is shown as soon as its code is here. Where the code does not come (the network may be gone by now), that is
/// said, and it can be asked for once more.
pub fn late<F>(code: impl Fn() -> F + Send + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, SplitLoaderError>> + Send + 'static,
{
    shown(Box::new(move || Box::pin(code())))
}

fn shown(code: Box<dyn Fn() -> Code + Send>) -> AnyView {
    let tries = Trigger::new();
    let view = move || {
        tries.track();
        let code = code();
        Suspend::new(async move { code.await.unwrap_or_else(|_| missing(tries)) })
    };
    view.into_any()
}

fn missing(tries: Trigger) -> AnyView {
    view! {
        <p class="late" role="alert">
            "This part of the page could not be loaded. "
            <button type="button" class="btn line sm" on:click=move |_| tries.notify()>"Try again"</button>
        </p>
    }
    .into_any()
}

/// A part of a chunk, by what it shows.
macro_rules! part {
    ($chunk:ident, $name:ident($($argument:ident: $type:ty),*), $view:expr) => {
        #[wasm_split($chunk, wasm_split_path = ::leptos::wasm_split, fallible)]
        pub fn $name($($argument: $type),*) -> Result<AnyView, SplitLoaderError> {
            Ok($view.into_any())
        }
    };
}

// What a visit begins with: the panel below the graph; on a phone the outline instead of the graph.
part!(timeline, timeline(), view! { <TimelinePanel/> });
part!(outline, outline(), view! { <OutlinePanel/> });

// What only some runs have.
part!(inside, forecast(), view! { <ForecastNote/> });

// What is opened.
part!(more, menu(), view! { <MenuLayer/> });
part!(more, breakpoints(), view! { <Breakpoints/> });
part!(more, replay(), view! { <Bar/> });
part!(more, mocks(), view! { <MockTable/> });
part!(more, files(), view! { <FilesPanel/> });
part!(more, events(), view! { <EventsPanel/> });
part!(more, problems(), view! { <ProblemsPanel/> });
part!(more, variables(), view! { <VariablesPanel/> });
part!(more, compare(), view! { <ComparePanel/> });

// What only some graphs have, and what is asked of a graph.
part!(more, branches(picture: Arc<Checked>, state: u32, left: f32), view! { <BranchStrip picture state left/> });
part!(more, ask(node: Signal<NodeView>, name: String, rect: Option<Rect>), view! { <AskBar node name rect/> });
part!(more, strip(state: u32, width: f32, room: f32), view! { <Strip state width room/> });
part!(more, minimap(picture: Arc<Checked>, camera: Camera), view! { <Minimap picture camera/> });
part!(more, peek(picture: Arc<Checked>), view! { <Peek picture/> });

/// A dialog, and a function that fetches its chunk.
#[wasm_split(more, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_more))]
pub fn dialog(open: Dialog) -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <DialogView open/> }.into_any())
}

/// What looks into a state, and a function that fetches its chunk: nothing of it is on screen before somebody selects one.
#[wasm_split(inside, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_inside))]
pub fn inside() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <InspectorPanel/> }.into_any())
}

/// Fetches what no visit begins with when somebody is at the page; a run comes first, and what is opened comes last. Then
/// it is there when it is asked for, also without a network.
pub fn fetch_rest(app: App) {
    let is_used = RwSignal::new(false);
    spawn_local(async move {
        first::somebody().await;
        is_used.set(true);
    });
    let fetch = || spawn_local(async { drop(fetch_more().await) });
    Effect::new(move |_| {
        if is_used.get() && app.has_panels.get() {
            spawn_local(async move {
                drop(fetch_inside().await);
                app.has_inside.set(true);
            });
            set_timeout(move || app.when_at_rest(QUIET, fetch), QUIET);
        }
    });
}

//! What went wrong.

use super::{
    Shown,
    attempts::Attempts,
    inspect::{Inside, Within},
    json::Json,
    rules::Rules,
};
use crate::{graph::present, icon::Icon, store::App};
use asl_view::error_of_visit;
use leptos::prelude::*;

/// The error, its cause, and the rules that met it.
#[component]
pub fn ErrorTab(
    /// What is shown.
    shown: Signal<Shown>,
    /// The visit from inside.
    within: Within,
) -> impl IntoView {
    let app = App::get();
    let error = Memo::new(move |_| {
        let (shown, cursor) = (shown.get(), app.cursor.get());
        let told = present::with_run(app, None, |run| {
            let (error, cause) = error_of_visit(&run.trace, &run.index, shown.visit?, cursor)?;
            Some((error.to_owned(), cause.map(ToOwned::to_owned)))
        });
        // The history says why a state inside of a Map or Parallel failed where the execution ends, not here.
        told.or_else(|| within.with(|found| found.as_deref().and_then(last_error)))
    });
    view! {
        {move || match error.get() {
            Some((error, cause)) => view! {
                <div class="call">
                    <h3><Icon name="s-failed"/>{error}</h3>
                    {cause.filter(|cause| !cause.is_empty()).map(cause_view)}
                </div>
            }
            .into_any(),
            None => view! { <p class="inspector__note">"No error up to this point of the run."</p> }.into_any(),
        }}
        <Attempts shown/>
        <Rules shown within/>
    }
}

/// The error that ended the visit, and its cause, where the worker has looked inside.
fn last_error(found: &Inside) -> Option<(String, Option<String>)> {
    let (inspection, has_failed) = (&found.inspection, found.seen.over && found.inspection.after.is_none());
    let error = inspection.error.clone().filter(|_| has_failed)?;
    Some((error, inspection.cause.clone()))
}

/// Functions report their errors as JSON text.
fn cause_view(cause: String) -> AnyView {
    if cause.starts_with('{') && cause.ends_with('}') {
        view! { <Json text=cause/> }.into_any()
    } else {
        view! { <p>{cause}</p> }.into_any()
    }
}

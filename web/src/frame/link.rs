//! The link to the page as it is.

use crate::{
    client::Client,
    platform::{clipboard, url},
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::Document;
use leptos::{prelude::*, task::spawn_local};

/// The document with what a link adds to it: the cursor, where it is wanted, and the filter of the events.
pub fn shown_document(app: App, with_cursor: bool) -> Document {
    Document {
        cursor: with_cursor.then(|| app.cursor.get_untracked()),
        filter: app.event_filter.get_untracked(),
        ..app.document.get()
    }
}

/// Makes the link and copies it; a message says whether that worked.
pub fn copy_link(app: App, client: Client, toasts: Toasts) {
    client.share(untrack(|| shown_document(app, true)), move |made| match made {
        Ok(link) => spawn_local(async move {
            let left_out = link.left_out.join(", ");
            match (clipboard::copy(&url::with_fragment(&link.fragment)).await, left_out.as_str()) {
                (true, "") => toasts.show(Tone::Good, "The link is copied. It opens at this event."),
                (true, names) => {
                    toasts.show(Tone::Plain, format!("The link is copied. Too large for it and left out: {names}."));
                }
                (false, _) => toasts.show(Tone::Bad, "The browser does not let the page copy. Share shows the link."),
            }
        }),
        Err(reason) => toasts.show(Tone::Bad, format!("No link could be made: {reason}")),
    });
}

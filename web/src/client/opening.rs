//! The first answers, which come with the page; and when the worker is started.

use super::Client;
use crate::{platform::first, store::Engine};
use asl_view::{Prepared, Request, fingerprint};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// While a run is played, the worker is not started ahead of its time: the frames need the processor.
const LATER: Duration = Duration::from_millis(500);

impl Client {
    /// Answers what was asked so far with what came with the page; else starts the worker.
    pub(super) fn open_with_prepared(self) {
        spawn_local(async move {
            let prepared = first::prepared().await;
            self.prepared.set_value(Some(prepared));
            for (call, request) in self.queue.try_update_value(std::mem::take).unwrap_or_default() {
                self.send(call, request);
            }
            first::somebody().await;
            first::rest().await;
            self.app.when_at_rest(LATER, move || self.start_worker());
        });
    }

    /// The answer to a request, if it came with the page. A changed document is checked first: then none is of use any more.
    pub(super) fn prepared_answer(self, request: &Request) -> Option<Prepared> {
        self.prepared.try_update_value(|prepared| {
            let all = prepared.as_mut().filter(|all| !all.is_empty())?;
            let wanted = fingerprint(request);
            let found = all.iter().find(|prepared| prepared.request == wanted).cloned();
            if found.is_none() && matches!(request, Request::Check { .. }) {
                all.clear();
            }
            found
        })?
    }

    /// Something waits for the worker. Before it is known what came with the page, that is waited for.
    pub(super) fn need_worker(self) {
        if self.prepared.with_value(Option::is_some) {
            self.app.engine.set(Engine::Loading);
            self.start_worker();
        }
    }

    fn start_worker(self) {
        if self.thread.with_value(Option::is_none) && self.app.engine.get_untracked() != Engine::Broken {
            self.spawn();
        }
    }
}

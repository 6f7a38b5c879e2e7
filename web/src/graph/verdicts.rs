//! What the rules of a Choice compared: asked of the worker when the Choice is pointed at or has the keyboard.

use super::{picks::Picks, present};
use crate::{
    client::Client,
    store::{App, Inspected},
};
use asl_view::{StateType, place, visit_at};
use leptos::prelude::*;
use std::sync::Arc;

/// What is known of one visit of a Choice.
#[derive(Clone, Copy)]
pub struct Verdicts {
    asked: RwSignal<Option<(u32, Arc<Inspected>)>>,
}

impl Verdicts {
    /// Asks as soon as a Choice is pointed at.
    pub fn provide(app: App) -> Self {
        let (client, peek) = (Client::get(), Picks::get().peek);
        let asked = RwSignal::new(None);
        Effect::new(move |_| {
            app.run.track();
            asked.set(None);
        });
        Effect::new(move |_| {
            let (cursor, focus) = (app.cursor.get(), app.focus.get());
            let Some(state) = peek.get().filter(|_| !app.playing.get() && !app.stale_run.get()) else { return };
            let event = present::with_run(app, None, |run| visit_of(run, cursor, focus, state));
            let known = asked.with_untracked(|asked: &Option<(u32, Arc<Inspected>)>| {
                asked.as_ref().is_some_and(|(of, found)| *of == state && Some(found.event) == event)
            });
            let Some(event) = event.filter(|_| !known) else { return };
            client.look_inside(event, move |found| asked.set(Some((state, Arc::new(found)))));
        });
        let verdicts = Self { asked };
        provide_context(verdicts);
        verdicts
    }

    /// From the context.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// Why a rule of a Choice matched or did not, if the Choice is pointed at or its visit is shown by the inspector.
    pub fn of(self, app: App, state: u32, rule: u32) -> Option<String> {
        let (cursor, focus) = (app.cursor.get(), app.focus.get());
        let event = present::with_run(app, None, |run| visit_of(run, cursor, focus, state))?;
        let shown = app.inspected.get();
        let asked = self.asked.get().map(|(_, found)| found);
        let found = shown.into_iter().chain(asked).find(|found| found.event == event)?;
        let name = format!("Choices[{rule}]");
        let rules = &found.inspection.as_ref()?.rules;
        rules.iter().find(|verdict| verdict.rule == name).map(|verdict| verdict.reason.clone())
    }
}

/// The id of the event with which the visit of a Choice began.
fn visit_of(run: &crate::store::Run, cursor: u32, focus: u32, state: u32) -> Option<u32> {
    let row = run.outline.states.get(state as usize).filter(|row| row.kind == StateType::Choice)?;
    let asl_view::Place::Scope(scope) = place(&run.trace, &run.index, &run.outline, cursor, focus, row.machine) else {
        return None;
    };
    let visit = visit_at(&run.trace, &run.index, scope, state, cursor)?;
    let entered = run.trace.visits.get(visit as usize)?.entered;
    // Not before the rules have been asked.
    (entered + 1 < cursor || run.trace.events.len() as u32 == cursor).then_some(entered + 1)
}

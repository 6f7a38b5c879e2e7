//! What the parts of the panel share: the rows, the current one, the one that the keys are at, and what is in sight.

use crate::{
    graph::present,
    store::{App, EventView},
};
use asl_view::{RowKind, Sight, Slots, cursor_of_row, event_list, row_at, visit_list};
use leptos::prelude::*;
use std::{ops::Range, sync::Arc};

/// The table's state.
#[derive(Clone, Copy)]
pub struct Table {
    app: App,
    /// What a row is.
    pub kind: Memo<RowKind>,
    /// The rows: indexes of events, or visits.
    pub list: Memo<Arc<Vec<u32>>>,
    /// The place of the row at the cursor, and whether it is the row of the last event.
    pub here: Memo<Option<(usize, bool)>>,
    /// The cursor of the row that the keys are at; it follows the run.
    at: RwSignal<u32>,
    /// The place of that row.
    pub active: Memo<Option<usize>>,
    /// How far it is scrolled, how high it is, how high a row is.
    pub sight: RwSignal<Sight>,
    /// The places of the rows to draw.
    pub drawn: Memo<Range<usize>>,
    /// Which elements draw them.
    pub slots: Memo<Slots>,
}

impl Table {
    /// The table of the present run.
    pub fn new(app: App) -> Self {
        let kind = Memo::new(move |_| match app.event_view.get() {
            EventView::All | EventView::Json => RowKind::Event,
            EventView::Compact => RowKind::Visit,
        });
        let list = Memo::new(move |_| {
            let rows = present::with_run(app, Vec::new(), |run| {
                app.event_filter.with(|filter| match kind.get() {
                    RowKind::Event => event_list(&run.trace, &run.outline, filter),
                    RowKind::Visit => visit_list(&run.trace, &run.index, &run.outline, filter),
                })
            });
            Arc::new(rows)
        });
        let find = move |cursor: u32| {
            present::with_run(app, None, |run| list.with(|list| row_at(&run.trace, kind.get(), list, cursor)))
        };
        let here = Memo::new(move |_| find(app.cursor.get()));
        let page_cursor = app.page_cursor();
        let at = RwSignal::new(page_cursor.get_untracked());
        Effect::new(move |_| at.set(page_cursor.get()));
        let active = Memo::new(move |_| find(at.get()).map(|(place, _)| place));
        let sight = RwSignal::new(Sight::default());
        let drawn = Memo::new(move |_| sight.get().rows(list.with(|list| list.len())));
        let slots = Memo::new(move |before: Option<&Slots>| before.cloned().unwrap_or_default().turned(drawn.get()));
        Self { app, kind, list, here, at, active, sight, drawn, slots }
    }

    /// The row at a place.
    pub fn row(self, place: usize) -> Option<u32> {
        self.list.with_untracked(|list| list.get(place).copied())
    }

    /// The state that the row at a place is about.
    pub fn state_of(self, place: usize) -> Option<u32> {
        let (row, kind) = (self.row(place)?, self.kind.get_untracked());
        self.app.run.with_untracked(|run| {
            let trace = &run.as_ref()?.trace;
            let visit = match kind {
                RowKind::Event => trace.events.get(row as usize)?.visit,
                RowKind::Visit => row,
            };
            trace.visits.get(visit as usize).map(|visit| visit.state)
        })
    }

    fn cursor_of(self, place: usize) -> Option<u32> {
        let (row, kind) = (self.row(place)?, self.kind.get_untracked());
        self.app.run.with_untracked(|run| run.as_ref().map(|run| cursor_of_row(&run.index, kind, row)))
    }

    /// Moves the run to a row; the panes follow.
    pub fn go(self, place: usize) {
        if let Some(cursor) = self.cursor_of(place) {
            self.at.set(cursor);
            self.app.select(None);
            self.app.seek(cursor);
        }
    }

    /// Moves the keys to a row and leaves the run where it is.
    pub fn turn_to(self, place: usize) {
        if let Some(cursor) = self.cursor_of(place) {
            self.at.set(cursor);
        }
    }
}

//! The rows. Only those in sight are in the page: the room of the others is padding.

use super::{row::Row, table::Table};
use crate::{platform::size, store::App};
use asl_view::RowKind;
use leptos::{ev, html, prelude::*, task::spawn_local};

/// Names of the columns, with the names that are spoken where they differ.
const EVENT_COLUMNS: [(&str, &str); 8] = [
    ("ID", "ID"),
    ("Type", "Type"),
    ("State", "State"),
    ("Attempt", "Attempt"),
    ("Scope", "Scope"),
    ("Time", "Virtual time"),
    ("Δ", "Time since the event before"),
    ("Previous", "Previous ID"),
];
const VISIT_COLUMNS: [(&str, &str); 8] = [
    ("IDs", "IDs of the first and the last event"),
    ("State", "State"),
    ("Status", "Status"),
    ("Attempts", "Attempts"),
    ("Scope", "Scope"),
    ("Start", "Virtual time of the start"),
    ("Took", "Took"),
    ("Events", "Number of events"),
];

/// The table.
#[component]
pub fn Grid(
    /// What it shows.
    table: Table,
) -> impl IntoView {
    let app = App::get();
    let (window, head, probe) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    measure(table, window, head, probe);
    follow(app, table, window);
    let kind = move || table.kind.get();
    let columns = move || if kind() == RowKind::Event { EVENT_COLUMNS } else { VISIT_COLUMNS };
    let scroll = move |_| {
        if let Some(element) = window.get_untracked() {
            table.sight.update(|sight| sight.scroll = f64::from(element.scroll_top()));
        }
    };
    // A row that comes into sight takes the element of one that went out of it.
    let rows = move || {
        let is_event = kind() == RowKind::Event;
        table.slots.with(|slots| slots.ids().map(|slot| (is_event, slot)).collect::<Vec<_>>())
    };
    let look = move |event: ev::PointerEvent| {
        app.hover.set(size::row_at(&event).and_then(|place| table.state_of(place)));
    };
    let room = move || {
        let (drawn, row) = (table.drawn.get(), table.sight.with(|sight| sight.row));
        let below = table.list.with(|list| list.len()).saturating_sub(drawn.end);
        format!("padding-top:{:.0}px;padding-bottom:{:.0}px", drawn.start as f64 * row, below as f64 * row)
    };
    let pointed = move || {
        let active = table.active.get().filter(|active| table.drawn.get().contains(active));
        active.map(|place| format!("event-row-{place}"))
    };
    view! {
        <div class="evt" class:evt--compact=move || kind() == RowKind::Visit role="grid" tabindex="0" aria-label="Events" aria-readonly="true"
            aria-rowcount=move || table.list.with(|list| list.len() + 1) aria-colcount="8" aria-activedescendant=pointed
            data-keys="run" node_ref=window on:scroll=scroll on:focus=move |_| show_active(table, window)
            on:keydown=move |event| press(table, window, &event)>
            <div class="evt__probe" aria-hidden="true" node_ref=probe></div>
            <div class="evt__head" role="rowgroup" node_ref=head>
                <div class="evt__row" role="row" aria-rowindex="1">
                    {move || columns().into_iter().enumerate().map(|(column, (name, spoken))| view! {
                        <span role="columnheader" aria-colindex=column + 1 title=(name != spoken).then_some(spoken)
                            aria-label=(name != spoken).then_some(spoken)>{name}</span>
                    }).collect_view()}
                </div>
            </div>
            <div class="evt__body" role="rowgroup" style=room on:pointerover=look on:pointerleave=move |_| app.hover.set(None)
                on:click=move |event| size::row_at(&event).into_iter().for_each(|place| table.go(place))>
                <For each=rows key=|row| *row let((is_event, element))>
                    <Row table element is_event/>
                </For>
            </div>
        </div>
    }
}

/// Keeps the sizes, which the style sheet decides, where the rows are counted.
fn measure(table: Table, window: NodeRef<html::Div>, head: NodeRef<html::Div>, probe: NodeRef<html::Div>) {
    let measure = move || {
        let height = |node: NodeRef<html::Div>| {
            node.try_get_untracked().flatten().map_or(0.0, |element| f64::from(element.client_height()))
        };
        // The last report comes when the panel is already gone.
        let _ = table.sight.try_update(|sight| {
            sight.height = (height(window) - height(head)).max(0.0);
            sight.row = height(probe);
        });
    };
    Effect::new(move |_| {
        for node in [window, probe] {
            if let Some(element) = node.get() {
                size::watch(&element, move |_, _| measure());
            }
        }
    });
}

/// Scrolls to the current row whenever the run moves, and when the rows or the size are others.
fn follow(app: App, table: Table, window: NodeRef<html::Div>) {
    let size = Memo::new(move |_| table.sight.with(|sight| (sight.height, sight.row)));
    Effect::new(move |_| {
        let (cursor, here, (height, row)) = (app.cursor.get(), table.here.get(), size.get());
        table.list.track();
        if height > 0.0 && row > 0.0 && (here.is_some() || cursor == 0) {
            show(table, window, here.map_or(0, |(place, _)| place));
        }
    });
}

fn show(table: Table, window: NodeRef<html::Div>, place: usize) {
    let count = table.list.with_untracked(|list| list.len());
    let target = table.sight.with_untracked(|sight| sight.scroll_to(place).map(|target| target.min(sight.last(count))));
    let Some(target) = target else { return };
    table.sight.update(|sight| sight.scroll = target);
    // First the rows, then the scrolling: the other way round the page would be laid out for both.
    spawn_local(async move {
        if let Some(element) = window.try_get_untracked().flatten() {
            element.set_scroll_top(target.round() as i32);
        }
    });
}

fn show_active(table: Table, window: NodeRef<html::Div>) {
    if let Some(place) = table.active.get_untracked() {
        show(table, window, place);
    }
}

fn press(table: Table, window: NodeRef<html::Div>, event: &ev::KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let last = table.list.with_untracked(|list| list.len()).saturating_sub(1);
    let (active, page) = (table.active.get_untracked(), table.sight.with_untracked(|sight| sight.page()));
    let down = |by: usize| active.map_or(0, |place| place + by).min(last);
    let up = |by: usize| active.unwrap_or(0).saturating_sub(by);
    let place = match event.key().as_str() {
        "ArrowDown" => down(1),
        "ArrowUp" => up(1),
        "PageDown" => down(page),
        "PageUp" => up(page),
        "Home" => 0,
        "End" => last,
        "Enter" => {
            event.prevent_default();
            if let Some(active) = active {
                table.go(active);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    table.turn_to(place);
    show(table, window, place);
}

//! How a run is looked at, as the entry `view` of a shared document: breakpoints and the event table's filter.
//!
//! `{"breakpoints": [{"state": "Charge card", "on": "error", "iteration": 3}], "events": {"text", "types", "status"}}`.
//! What stands at its default is left out; what nobody understands is skipped, so that a later version's document opens.

use asl_json::Json;
use asl_view::{Breakpoint, Document, EventFilter, EventGroup, Moment, StatusGroup};

/// The entry; `None` where everything stands at its default.
pub(crate) fn to_json(document: &Document) -> Option<Json> {
    let breakpoints: Vec<Json> = document.breakpoints.iter().map(breakpoint_json).collect();
    let filter = &document.filter;
    let mut events = Vec::new();
    if !filter.text.trim().is_empty() {
        events.push(("text", Json::string(filter.text.as_str())));
    }
    if filter.group != EventGroup::All {
        events.push(("types", Json::string(filter.group.name())));
    }
    if filter.status != StatusGroup::All {
        events.push(("status", Json::string(filter.status.name())));
    }
    let mut view = Vec::new();
    if !breakpoints.is_empty() {
        view.push(("breakpoints", Json::array(breakpoints)));
    }
    if !events.is_empty() {
        view.push(("events", Json::from_pairs(events)));
    }
    (!view.is_empty()).then(|| Json::from_pairs(view))
}

fn breakpoint_json(point: &Breakpoint) -> Json {
    let mut fields = Vec::new();
    if !point.state.is_empty() {
        fields.push(("state", Json::string(point.state.as_str())));
    }
    if point.on != Moment::Enter {
        fields.push(("on", Json::string(point.on.word())));
    }
    if let Some(iteration) = point.iteration {
        fields.push(("iteration", Json::int(iteration.into())));
    }
    Json::from_pairs(fields)
}

/// The document with what the entry says.
pub(crate) fn read(document: Document, view: &Json) -> Document {
    let breakpoints = view.get("breakpoints").and_then(Json::as_array).unwrap_or_default();
    let text = |key| view.at(&["events", key]).and_then(Json::as_str).unwrap_or_default();
    let filter = EventFilter {
        text: text("text").to_string(),
        group: EventGroup::ALL.into_iter().find(|group| group.name() == text("types")).unwrap_or_default(),
        status: StatusGroup::ALL.into_iter().find(|group| group.name() == text("status")).unwrap_or_default(),
    };
    Document { breakpoints: breakpoints.iter().filter_map(breakpoint).collect(), filter, ..document }
}

fn breakpoint(point: &Json) -> Option<Breakpoint> {
    point.as_object()?;
    let on = match point.get("on") {
        Some(word) => Moment::from_word(word.as_str()?)?,
        None => Moment::Enter,
    };
    let state = point.get("state").and_then(Json::as_str).unwrap_or_default().to_string();
    let iteration = point.get("iteration").and_then(Json::as_i64).and_then(|index| u32::try_from(index).ok());
    Some(Breakpoint { state, on, iteration })
}

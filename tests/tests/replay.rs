//! Replay of a recorded history.

mod machines;

use asl::{
    Recording, Replay, check,
    document::MachineType,
    history_text,
    json::Json,
    outline, start_scenario,
    view::{TraceIndex, describe, event_row, history_json, lanes, status_of_visit, ticks},
};
use machines::{INPUT, machine};
use proptest::prelude::*;
use stepwell_tests::replay::{documents, remade, round_trip};

#[test]
fn a_history_of_ours_is_read_back_as_the_run_that_wrote_it() {
    let mut wrong = String::new();
    let documents = documents().expect("examples and suite can be read");
    assert!(documents.len() > 100, "{} documents", documents.len());
    for (name, document) in documents {
        let found = round_trip(&document).unwrap_or_else(|message| vec![message]);
        for difference in found {
            wrong.push_str(&format!("{name}\n    {difference}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn mocks_made_from_a_history_give_the_same_history() {
    let mut wrong = String::new();
    for (name, document) in documents().expect("examples and suite can be read") {
        let found = remade(&document).unwrap_or_else(Some);
        if let Some(difference) = found {
            wrong.push_str(&format!("{name}\n    {difference}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A scenario of a random machine whose tasks answer, fail and time out as a number wants it.
fn random_document(definition: &str, salt: u64) -> String {
    let program = check(definition, MachineType::Standard).program.expect("it can be read");
    let tasks = program.states.iter().zip(1_u64..).filter(|(state, _)| state.kind.name() == "Task");
    let mocks = tasks.map(|(state, number)| {
        let responses = (0..3).map(|invocation| {
            let bits = (salt ^ (number * 31 + invocation)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
            let (key, value) = match bits % 8 {
                0 | 1 => ("Throw", Json::from_pairs([("Error", Json::from("Busy"))])),
                2 => ("Throw", Json::from_pairs([("Error", Json::from("Bad")), ("Cause", Json::from("so it is"))])),
                _ => ("Return", Json::from_pairs([("n", Json::int((bits % 5) as i64))])),
            };
            // What is stopped while it is not yet submitted cannot be told from what would have been refused.
            let submitted = Json::empty_object();
            Json::from_pairs([
                (key, value),
                ("Submitted", submitted),
                ("DelaySeconds", Json::float((bits / 8 % 50) as f64 / 10.0)),
            ])
        });
        (state.name.clone(), Json::array(responses.collect()))
    });
    Json::from_pairs([
        ("stepwell", Json::int(1)),
        ("definition", Json::from(definition)),
        ("inputText", Json::from(INPUT)),
        ("mocks", Json::from_pairs(mocks)),
    ])
    .to_string()
}

/// A history with something wrong at one place: another cause, type, name or time, or an event twice or not at all.
fn harmed(history: &str, at: usize, how: u8) -> String {
    let history = Json::parse_compact(history).expect("our own");
    let mut events = history.get("events").and_then(Json::as_array).expect("our own").to_vec();
    let at = at % events.len();
    let other = events[(at * 7 + 3) % events.len()].clone();
    let taken = |key: &str| other.get(key).cloned().unwrap_or_default();
    match how {
        0 => events[at] = events[at].with("previousEventId", Json::int((at as i64 * 5) % (at as i64 + 1))),
        1 => events[at] = events[at].with("type", taken("type")),
        2 => events[at] = other.with("id", Json::int(at as i64 + 1)),
        3 => events[at] = events[at].with("previousEventId", Json::int(i64::MAX)),
        4 => events[at] = events[at].with("timestamp", Json::float(1e300)),
        5 => drop(events.drain(at.max(1)..)),
        _ => {
            events.remove(at);
            events = events.iter().zip(1..).map(|(event, id)| event.with("id", Json::int(id))).collect();
        }
    }
    Json::from_pairs([("events", Json::array(events))]).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_history_is_read_back_and_done_again(machine in machine(), salt in any::<u64>()) {
        let document = random_document(&machine.text(), salt);
        prop_assert_eq!(round_trip(&document), Ok(Vec::new()), "{}", document);
        prop_assert_eq!(remade(&document), Ok(None), "{}", document);
    }

    #[test]
    fn no_history_harms_a_view(machine in machine(), salt in any::<u64>(), at in any::<usize>(), how in 0..7_u8) {
        let definition = machine.text();
        let mut session = start_scenario(&random_document(&definition, salt)).expect("it has no errors");
        session.finish();
        let harmed = harmed(&history_text(&session), at, how);
        let Ok(recording) = Recording::read(&harmed) else { return Ok(()) };
        let outline = outline(&session.program, &definition);
        let Ok(replay) = Replay::new(&recording, &outline) else { return Ok(()) };
        let (trace, end) = (&replay.trace, replay.trace.events.len() as u32);
        let index = TraceIndex::new(trace, &outline);
        for event in 0..end {
            prop_assert!(!describe(trace, &index, &outline, event).is_empty());
            prop_assert!(event_row(trace, &outline, event).is_some());
        }
        for visit in 0..trace.visits.len() as u32 {
            let _ = status_of_visit(trace, &index, &outline, visit, end);
        }
        let lanes = lanes(trace, &index, &outline, 0, &asl::view::LaneSwitches::default());
        prop_assert!(trace.visits.is_empty() || !lanes.is_empty());
        prop_assert!(ticks(trace, &index, 100).len() <= 101);
        prop_assert!(Recording::read(&history_json(trace, &outline)).is_ok());
        let base = asl::document::Scenario { definition_text: definition, ..Default::default() };
        if let Ok(made) = replay.scenario(&recording, &session.program, &outline, base) {
            let _ = recording.compare(&made, &session.program, &outline);
        }
    }
}

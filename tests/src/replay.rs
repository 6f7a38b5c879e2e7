//! Our own runs, written as the service's history and read back: the replay must show what the run did.

use crate::suite;
use asl::{
    Recording, Replay, Run,
    document::{MachineType, Mocks, Scenario},
    history_text, start_scenario,
    view::{Event, NONE, Outline, StateType, Texts, Trace},
};
use std::path::Path;

/// A name and a scenario document.
pub type Named = (String, String);

/// All examples, and the cases of the suite that run and have a history.
///
/// # Errors
/// If a file cannot be read.
pub fn documents() -> std::io::Result<Vec<Named>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root.join("../examples"))? {
        let path = entry?.path();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        found.push((format!("example {name}"), std::fs::read_to_string(&path)?));
    }
    for file in suite::files(&root.join("suite"))? {
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        for section in suite::sections(&std::fs::read_to_string(&file)?).unwrap_or_default() {
            if let Ok(document) = suite::scenario(&section) {
                found.push((format!("{name}: {}", section.name), document));
            }
        }
    }
    found.sort();
    // Express executions have no history to read, and one that fills the limit of data is longer than what is read.
    let is_standard =
        |document: &str| Scenario::parse(document).is_ok_and(|scenario| scenario.machine_type == MachineType::Standard);
    found.retain(|(name, document)| {
        !name.contains("doubles for ever") && is_standard(document) && start_scenario(document).is_ok()
    });
    Ok(found)
}

/// Runs a scenario to its end.
///
/// # Errors
/// A sentence, if it cannot run.
pub fn run(document: &str) -> Result<Run, String> {
    let mut session = start_scenario(document).map_err(|refusal| refusal.lines())?;
    session.finish();
    let scenario = asl::document::Scenario::parse(document).map_err(|_| "the document has errors")?;
    Ok(Run::of(session, &scenario.definition_text))
}

/// What differs between a run's own trace and the one that is read from its history, a line each.
///
/// # Errors
/// A sentence, if it cannot run or be read.
pub fn round_trip(document: &str) -> Result<Vec<String>, String> {
    let run = run(document)?;
    let recording = Recording::read(&history_text(run.session()))?;
    let replay = Replay::new(&recording, run.outline()).map_err(|misfits| format!("{misfits:?}"))?;
    let (summary, trace) = run.result();
    let (mut found, unseen) = differences(&trace, &replay.trace, run.outline());
    let ours = (
        summary.status,
        summary.error,
        summary.cause,
        summary.events,
        summary.transitions - unseen,
        summary.retries - unseen,
    );
    let read = &replay.summary;
    let theirs = (read.status, read.error.clone(), read.cause.clone(), read.events, read.transitions, read.retries);
    if ours != theirs {
        found.push(format!("summary: {ours:?} was read as {theirs:?}"));
    }
    Ok(found)
}

/// Makes mocks of a run's own history, and says where a run with them does something else; `None` where it does not.
///
/// # Errors
/// A sentence, if it cannot run or be read.
pub fn remade(document: &str) -> Result<Option<String>, String> {
    let run = run(document)?;
    let recording = Recording::read(&history_text(run.session()))?;
    let (program, outline) = (&run.session().program, run.outline());
    let replay = Replay::new(&recording, outline).map_err(|misfits| format!("{misfits:?}"))?;
    let base = Scenario::parse(document).map_err(|_| "the document has errors")?;
    let base = Scenario { mocks: Mocks::default(), input_text: None, ..base };
    let scenario = replay.scenario(&recording, program, outline, base)?;
    // What is shown in the pane of the mocks is read from there.
    let mocks = asl::json::pretty(&scenario.mocks.to_json());
    let parsed = asl::document::text::parse(&mocks).map_err(|failure| failure.message)?;
    let (mocks, found) = Mocks::parse(&parsed.root);
    if let Some(found) = found.first() {
        return Err(found.message.clone());
    }
    let scenario = Scenario { mocks, ..scenario };
    let compared = recording.compare(&scenario, program, outline)?;
    Ok((!compared.is_same()).then(|| compared.sentence()))
}

/// A line for each difference, and how many retries were planned and never came.
fn differences(ours: &Trace, read: &Trace, outline: &Outline) -> (Vec<String>, u32) {
    let (mut found, mut unseen) = (Vec::new(), 0);
    if ours.visits != read.visits {
        found.push("visits".into());
    }
    if ours.scopes != read.scopes {
        found.push(format!("scopes: {:?} were read as {:?}", ours.scopes, read.scopes));
    }
    if ours.events.len() != read.events.len() || ours.start.to_bits() != read.start.to_bits() {
        found.push("length or start".into());
    }
    for (at, (own, other)) in ours.events.iter().zip(&read.events).enumerate() {
        let (own, mut other) = (Shown::of(own, &ours.texts), Shown::of(other, &read.texts));
        // A retry that waited for its time when something else stopped it has left no event.
        if other.choice.is_none() && own.choice.is_some() && !own.kind.ends_with("Exited") {
            other.choice = own.choice;
            unseen += 1;
        }
        if is_alike(own.choice, other.choice, outline) {
            other.choice = own.choice;
        }
        if own != other {
            found.push(format!("event {}: {own:?}\n        was read as {other:?}", at + 1));
        }
    }
    (found, unseen)
}

/// A history does not tell by which of several rules a Choice has gone to the same state, nor by which at all where it
/// ends before the next state is entered.
fn is_alike(own: Option<u32>, read: Option<u32>, outline: &Outline) -> bool {
    let edge = |choice: Option<u32>| choice.and_then(|edge| outline.edges.get(edge as usize));
    match (edge(own), edge(read)) {
        (Some(own), Some(read)) => (own.from, own.to) == (read.from, read.to),
        (Some(own), None) => outline.states[own.from as usize].kind == StateType::Choice,
        _ => false,
    }
}

/// An event with its texts.
#[derive(PartialEq, Debug)]
struct Shown<'a> {
    place: [u32; 4],
    kind: &'static str,
    time: f64,
    texts: [Option<&'a str>; 5],
    number: Option<u32>,
    choice: Option<u32>,
}

impl<'a> Shown<'a> {
    fn of(event: &Event, texts: &'a Texts) -> Self {
        let some = |value: u32| Some(value).filter(|value| *value != NONE);
        Self {
            place: [event.previous, event.scope, event.visit, event.attempt],
            kind: event.kind.name(),
            time: event.time,
            texts: [event.text, event.error, event.cause, event.name, event.assigned].map(|text| texts.get(text)),
            // A history does not tell that nobody gave the answer.
            number: some(event.number).filter(|_| !event.kind.name().ends_with("Succeeded")),
            choice: some(event.choice),
        }
    }
}

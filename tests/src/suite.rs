//! The literate suite: Markdown files that say how AWS behaves, with cases that show it.
//!
//! `tests/suite/**/*.md` is found by path, so adding a file adds its cases. A section of a file is a case if it has a
//! block that says what is expected; prose around the blocks says which rule it shows and where the rule was seen.
//!
//! What goes in (a section has the blocks of the sections around it, unless it has its own):
//!
//! | block | content |
//! |---|---|
//! | `asl` | the definition |
//! | `input` | the input, passed on as it is written; `{}` if there is none |
//! | `mocks` | the `mocks` of a scenario document |
//! | `scenario` | further fields of a scenario document, such as `settings` |
//!
//! What is expected:
//!
//! | block | content |
//! |---|---|
//! | `output` | the output of an execution that succeeds, to the byte |
//! | `error` | the error of one that fails, and its cause in the following lines; `-` for one that has none |
//! | `status` | another status, and the note for people in the following lines |
//! | `history` | every event, in the form that `stepwell run --trace` writes |
//! | `details` | the id of an event and its details object, one event a line |
//! | `diagnostics` | what is wrong with a definition that cannot run, one diagnostic a line |
//! | `choices` | a table of Choice operators (see the module `table`) |
//! | `values` | a table of paths and intrinsic functions (see the module `table`) |

mod diff;
mod read;
mod table;

pub use diff::diff;
pub use read::{Block, Section, files, sections};

use asl::json::Json;

/// The blocks that say what is expected.
const EXPECTED: [&str; 8] = ["output", "error", "status", "history", "details", "diagnostics", "choices", "values"];

/// Whether a block says what is expected.
pub fn is_expectation(block: &Block) -> bool {
    EXPECTED.contains(&block.kind.as_str())
}

/// What a case gives in the form of one of its blocks.
///
/// # Errors
/// A sentence, if the case itself is wrong.
pub fn answer(section: &Section, block: &Block) -> Result<String, String> {
    match block.kind.as_str() {
        "choices" => return table::choices(&block.text),
        "values" => return table::values(section.input("input").unwrap_or("{}"), &block.text),
        "details" => return run(section).and_then(|ran| details(&ran, &block.text)),
        "diagnostics" => return diagnostics(section),
        _ => {}
    }
    let ran = run(section)?;
    let text = |key: &str| ran.summary.get(key).and_then(Json::as_str).unwrap_or("-").to_string();
    let status = text("status");
    match block.kind.as_str() {
        "history" => Ok(ran.trace),
        "output" if status == "SUCCEEDED" => Ok(output(&ran) + "\n"),
        "error" if status == "FAILED" => Ok(format!("{}\n{}\n", text("error"), text("cause"))),
        "status" => {
            let parts = [status, text("error"), text("cause"), text("note")];
            Ok(parts.iter().filter(|part| *part != "-").flat_map(|part| [part.as_str(), "\n"]).collect())
        }
        _ => Ok(format!("{status}\n{}\n{}\n{}\n", text("error"), text("cause"), text("note"))),
    }
}

/// A run of a case.
struct Ran {
    summary: Json,
    history: Json,
    trace: String,
}

fn run(section: &Section) -> Result<Ran, String> {
    let document = scenario(section)?;
    let ran = asl::run_scenario(&document).map_err(|refusal| refusal.lines())?;
    legal(&document)?;
    let read = |text: &str| Json::parse_compact(text).map_err(|error| error.to_string());
    Ok(Ran { summary: read(&ran.summary)?, history: read(&ran.history)?, trace: ran.trace })
}

/// Checks the history of a document that can run against the rules that every history keeps.
///
/// # Errors
/// The rule that is broken.
pub fn legal(document: &str) -> Result<(), String> {
    let scenario = asl::document::Scenario::parse(document).map_err(|_| "the document has errors")?;
    let checked = asl::check(&scenario.definition_text, scenario.machine_type);
    let program = checked.program.clone().filter(|_| checked.runs()).ok_or("the definition has errors")?;
    let input = Json::parse(scenario.input_text.as_deref().unwrap_or("{}")).map_err(|error| error.to_string())?;
    let mut session = asl::Session::start(program, &scenario, input)?;
    session.finish();
    asl::engine::check(&session.history).map_err(|violation| violation.to_string())
}

/// The output as the last event has it: with the white space of an input that nothing changed.
fn output(ran: &Ran) -> String {
    let events = ran.history.get("events").and_then(Json::as_array).unwrap_or_default();
    let last = events.last().and_then(|event| event.at(&["executionSucceededEventDetails", "output"]));
    last.and_then(Json::as_str).unwrap_or_default().to_string()
}

/// The scenario document of a case.
///
/// # Errors
/// A sentence, if the case itself is wrong.
pub fn scenario(section: &Section) -> Result<String, String> {
    let definition = section.input("asl").ok_or("the case has no definition: write a block `asl`")?;
    let read = |kind: &str| match section.input(kind) {
        None => Ok(Json::empty_object()),
        Some(text) => Json::parse_compact(text).map_err(|error| format!("the block `{kind}` is not JSON: {error}")),
    };
    let mut entries = vec![
        ("stepwell".into(), Json::int(1)),
        ("definition".into(), Json::from(definition)),
        ("inputText".into(), Json::from(section.input("input").unwrap_or("{}").trim_end())),
        ("mocks".into(), read("mocks")?),
    ];
    entries.extend(read("scenario")?.as_object().cloned().unwrap_or_default());
    Ok(Json::from_pairs(entries).to_string())
}

/// The details objects of the events that the expectation names.
fn details(ran: &Ran, expected: &str) -> Result<String, String> {
    let events = ran.history.get("events").and_then(Json::as_array).unwrap_or_default();
    let line = |line: &str| {
        let id = line.split(' ').next().unwrap_or_default();
        let at: usize = id.parse().map_err(|_| format!("`{line}` does not begin with the id of an event"))?;
        let event = events.get(at.wrapping_sub(1)).ok_or_else(|| format!("there is no event {id}"))?;
        let details = event.as_object().into_iter().flatten().find(|(key, _)| key.ends_with("EventDetails"));
        let found = details.map_or_else(|| "-".to_string(), |(_, value)| value.to_string());
        Ok(format!("{id} {found}\n"))
    };
    expected.lines().map(line).collect()
}

/// The errors of a definition, one a line: message, and place in the definition.
fn diagnostics(section: &Section) -> Result<String, String> {
    let definition = section.input("asl").ok_or("the case has no definition: write a block `asl`")?;
    let express = section.input("scenario").is_some_and(|text| text.contains("EXPRESS"));
    let kind = if express { asl::document::MachineType::Express } else { asl::document::MachineType::Standard };
    let found = asl::check(definition, kind).diagnostics;
    let line = |found: &asl::text::Diagnostic| {
        let place = if found.location.is_empty() { String::new() } else { format!(" at {}", found.location) };
        format!("{} {}: {}{place}\n", found.severity.word(), found.code, found.message)
    };
    Ok(found.iter().map(line).collect())
}

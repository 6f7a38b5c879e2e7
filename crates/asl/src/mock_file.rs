//! AWS's `MockConfigFile.json`, as the page reads and writes it.

use asl_document::{Mocks, mock_config, text};
use asl_json::pretty;
use asl_view::{Document, MockCase, MockFile};

/// Reads a file: its test cases, and the mocks of one of them (the first, if none is named).
///
/// # Errors
/// A sentence for people.
pub fn read_mock_file(source: &str, case: Option<&MockCase>) -> Result<MockFile, String> {
    let parsed = text::parse(source).map_err(|failure| failure.message)?;
    if !mock_config::is_mock_config(&parsed.root) {
        return Err("it is no MockConfigFile.json: it has no `StateMachines`".into());
    }
    let of_machine = |machine: mock_config::MockedMachine| {
        let name = machine.name;
        machine.cases.into_iter().map(move |case| MockCase { machine: name.clone(), case })
    };
    let cases: Vec<MockCase> = mock_config::machines(&parsed.root).into_iter().flat_map(of_machine).collect();
    let chosen = case.or(cases.first()).cloned().ok_or("the file names no test case")?;
    let mocks = mock_config::read(&parsed.root, &chosen.machine, &chosen.case).map_err(|found| {
        found.first().map_or_else(|| "the file cannot be read".to_string(), |found| found.message.clone())
    })?;
    Ok(MockFile { text: pretty(&mocks.to_json()), notes: Vec::new(), cases, chosen })
}

/// Writes the mocks of a document as such a file with one test case, and says what it cannot express.
///
/// # Errors
/// A sentence for people.
pub fn write_mock_file(document: &Document) -> Result<MockFile, String> {
    let parsed = text::parse(if document.mocks.trim().is_empty() { "{}" } else { &document.mocks });
    let parsed = parsed.map_err(|failure| failure.message)?;
    let (mocks, found) = Mocks::parse(&parsed.root);
    if let Some(found) = found.iter().find(|found| found.severity == asl_text::Severity::Error) {
        return Err(found.message.clone());
    }
    let name = if document.name.is_empty() { "StateMachine" } else { &document.name };
    let chosen = MockCase { machine: name.to_string(), case: "Stepwell".into() };
    let (file, notes) = mock_config::write(&mocks, &chosen.machine, &chosen.case);
    Ok(MockFile { text: pretty(&file), notes, cases: vec![chosen.clone()], chosen })
}

//! From the text of a definition to a program and diagnostics.

use asl_document::{Format, MachineType, text};
use asl_json::Json;
use asl_model::{MachineType as Kind, Options, Program, read};
use asl_text::{Diagnostic, LineIndex, Severity};

/// A definition that was read.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The program, where there is something to draw; it may run only if [`Checked::runs`].
    pub program: Option<Program>,
    /// What was found, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// How the text is written; `None` if it cannot be read.
    pub format: Option<Format>,
}

impl Checked {
    /// Tells whether there is no error.
    pub fn runs(&self) -> bool {
        self.program.is_some() && self.diagnostics.iter().all(|found| found.severity != Severity::Error)
    }
}

/// Reads a definition: JSON, JSON with comments, or YAML.
pub fn check(text: &str, machine_type: MachineType) -> Checked {
    let parsed = match text::parse(text) {
        Ok(parsed) => parsed,
        Err(failure) => {
            // Of a text that is no JSON AWS says what its reader says, which knows neither YAML nor comments.
            let message = match text.trim() {
                "" => "Definition must be a valid JSON object".into(),
                _ => failure.message,
            };
            let mut found = Diagnostic::error("INVALID_JSON_DESCRIPTION", failure.span, "", message);
            found.help = failure.help;
            return Checked { program: None, diagnostics: vec![found], format: None };
        }
    };
    let machine_type = match machine_type {
        MachineType::Standard => Kind::Standard,
        MachineType::Express => Kind::Express,
    };
    let model = read(&parsed.root, Options { machine_type });
    let mut diagnostics = parsed.notes;
    diagnostics.extend(model.diagnostics);
    Checked { program: model.program, diagnostics, format: Some(parsed.format) }
}

/// Where the service puts a diagnostic in its list: what is wrong with a field, then transitions, then the whole
/// (outcome `Validation.BasicStructure-005`).
fn rank(found: &Diagnostic) -> u8 {
    match found.code {
        "MISSING_TRANSITION_TARGET" => 1,
        "MISSING_END_STATE" => 2,
        _ => 0,
    }
}

/// The diagnostics in the shape and the order of `ValidateStateMachineDefinition`, with line and column.
pub fn diagnostics_json(text: &str, diagnostics: &[Diagnostic]) -> Json {
    let lines = LineIndex::new(text);
    let fails = diagnostics.iter().any(|found| found.severity == Severity::Error);
    let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
    asl_sort::by_key(&mut ordered, |found| rank(found));
    let list = ordered.into_iter().map(|found| {
        let place = lines.place(found.span.start);
        let mut entry = vec![
            ("severity", Json::from(found.severity.word())),
            ("code", Json::from(found.code)),
            ("message", Json::from(found.message.as_str())),
            ("location", Json::from(found.location.as_str())),
            ("line", Json::int(i64::from(place.line))),
            ("column", Json::int(i64::from(place.column))),
        ];
        if let Some(help) = &found.help {
            entry.push(("help", Json::from(help.as_str())));
        }
        Json::from_pairs(entry)
    });
    let list = Json::array(list.collect());
    Json::from_pairs([("result", Json::from(if fails { "FAIL" } else { "OK" })), ("diagnostics", list)])
}

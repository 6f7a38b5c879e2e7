//! What the page asks about a recorded history that lies over its document.

use super::{exchange::as_scenario, in_pane, machine_type};
use crate::{Recording, Replay, check, outline};
use asl_document::{Mocks, Scenario};
use asl_json::{Json, pretty};
use asl_model::Program;
use asl_text::{Diagnostic, Severity, Span};
use asl_view::{Comparison, Document, Outline, Pane, Problem, Summary, Trace};

/// The code of a problem of a recording, and not of the definition alone.
const RECORDING: &str = "recording";

/// Lays a recorded history over the definition of a document.
///
/// # Errors
/// What is wrong with the history, or does not fit the definition.
pub fn replay(document: &Document, history: &str) -> Result<(Summary, Trace), Vec<Problem>> {
    let laid = lay(document, history)?;
    Ok((laid.replay.summary, laid.replay.trace))
}

/// The document whose run does what was recorded: with the recorded input and start, and mocks made of the answers.
///
/// # Errors
/// A sentence for people.
pub fn remake(document: &Document, history: &str) -> Result<Document, String> {
    let laid = lay(document, history).map_err(in_short)?;
    let made = laid.scenario(document)?;
    let input = made.input_text.unwrap_or_default();
    let input = match Json::parse(&input) {
        Ok(value) if !input.contains('\n') => pretty(&value),
        _ => input,
    };
    Ok(Document {
        input,
        mocks: pretty(&made.mocks.to_json()),
        express: false,
        start_time: made.settings.start_time.unwrap_or_default(),
        cursor: None,
        ..document.clone()
    })
}

/// Runs the definition of a document with the recorded input and answers, and says where it does something else.
///
/// # Errors
/// A sentence for people.
pub fn compare_run(document: &Document, history: &str) -> Result<Comparison, String> {
    let laid = lay(document, history).map_err(in_short)?;
    let made = laid.scenario(document)?;
    laid.recording.compare(&made, &laid.program, &laid.outline)
}

/// Makes the scenario of a recorded execution: `definition` is what ran.
///
/// # Errors
/// A sentence for people.
pub fn scenario_of(definition: &str, history: &str) -> Result<(Scenario, Comparison), String> {
    let document = Document { definition: definition.to_string(), ..Document::default() };
    let laid = lay(&document, history).map_err(in_short)?;
    let made = laid.scenario(&document)?;
    let compared = laid.recording.compare(&made, &laid.program, &laid.outline)?;
    Ok((made, compared))
}

/// A recording over a definition.
struct Laid {
    recording: Recording,
    replay: Replay,
    program: Program,
    outline: Outline,
}

impl Laid {
    fn scenario(&self, document: &Document) -> Result<Scenario, String> {
        let base = as_scenario(document, Mocks::default());
        self.replay.scenario(&self.recording, &self.program, &self.outline, base)
    }
}

fn lay(document: &Document, history: &str) -> Result<Laid, Vec<Problem>> {
    let checked = check(&document.definition, machine_type(document));
    let errors: Vec<Diagnostic> =
        checked.diagnostics.into_iter().filter(|found| found.severity == Severity::Error).collect();
    let told = |found: &[Diagnostic]| in_pane(Pane::Definition, &document.definition, found);
    let Some(program) = checked.program.filter(|_| errors.is_empty()) else { return Err(told(&errors)) };
    let wrong = |message: String| Diagnostic::error(RECORDING, Span::default(), "", message);
    let recording = Recording::read(history).map_err(|message| told(&[wrong(message)]))?;
    let outline = outline(&program, &document.definition);
    match Replay::new(&recording, &outline) {
        Ok(replay) => Ok(Laid { recording, replay, program, outline }),
        Err(misfits) => {
            let found: Vec<Diagnostic> =
                misfits.into_iter().map(|misfit| wrong(misfit.message).help(misfit.help)).collect();
            Err(told(&found))
        }
    }
}

fn in_short(problems: Vec<Problem>) -> String {
    let first = problems.into_iter().next();
    first.map_or_else(String::new, |problem| match problem.help {
        Some(help) => format!("{} {help}", problem.message),
        None => problem.message,
    })
}

//! What the page's worker asks for, on the page's own document.

mod decide;
mod exchange;
mod opening;
mod recorded;
mod run;

pub use decide::decide;
pub use exchange::{import, open, share};
pub use opening::{checked, opening, ran};
pub use recorded::{compare_run, remake, replay, scenario_of};
pub use run::Run;

use crate::{Checked, check, geometry::geometry, outline, scenario};
use asl_document::{MachineType, Mocks, ServiceLimits, text};
use asl_json::Json;
use asl_text::{Diagnostic, LineIndex, Severity, Span};
use asl_view::{Document, Geometry, Outline, Pane, Problem, ProblemSeverity};

/// A document that was read.
#[derive(Clone, Debug, Default)]
pub struct PageChecked {
    /// What is wrong, in all panes.
    pub problems: Vec<Problem>,
    /// The definition's states and edges.
    pub outline: Option<Outline>,
    /// Where to draw them.
    pub geometry: Option<Geometry>,
    /// `JSON`, `JSONC` or `YAML`; empty if the text cannot be read.
    pub format: String,
}

/// Reads a document: problems, outline and geometry.
pub fn check_document(document: &Document) -> PageChecked {
    let Read { checked, mocks, mut problems, .. } = Read::of(document);
    let outline = checked.program.as_ref().map(|program| outline(program, &document.definition));
    if let Some(outline) = &outline {
        problems.extend(strangers(&mocks, outline, &document.mocks));
    }
    PageChecked {
        problems,
        geometry: outline.as_ref().map(geometry),
        outline,
        format: checked.format.map_or_else(String::new, |format| format!("{format:?}").to_uppercase()),
    }
}

/// The panes of a document, and what is wrong in them.
struct Read {
    checked: Checked,
    /// `None` where it cannot be read.
    input: Option<Json>,
    mocks: Mocks,
    problems: Vec<Problem>,
}

impl Read {
    fn of(document: &Document) -> Self {
        let checked = check(&document.definition, machine_type(document));
        let mut problems = in_pane(Pane::Definition, &document.definition, &checked.diagnostics);
        let input = scenario::input(&document.input, service_limits(document));
        let input = input.map_err(|found| problems.extend(in_pane(Pane::Input, &document.input, &[*found]))).ok();
        let (mocks, found) = mocks(&document.mocks);
        problems.extend(in_pane(Pane::Mocks, &document.mocks, &found));
        Self { checked, input, mocks, problems }
    }
}

/// Mocks for states that do not exist.
fn strangers(mocks: &Mocks, outline: &Outline, text: &str) -> Vec<Problem> {
    let unknown = mocks.states.keys().filter(|name| outline.states.iter().all(|state| state.name != **name));
    let found: Vec<Diagnostic> = unknown
        .map(|name| {
            let quoted = asl_json::escape(name);
            let at = text.find(&quoted).unwrap_or(0) as u32;
            let span = Span::new(at, at + quoted.len() as u32);
            let message = format!("no state is named \"{name}\", so these responses answer nothing");
            Diagnostic::warning("mock-for-unknown-state", span, format!("/{name}"), message)
                .help("name a Task state of the definition")
        })
        .collect();
    in_pane(Pane::Mocks, text, &found)
}

/// Changes a definition so that a Map of its outline runs its iterations as child executions.
///
/// # Errors
/// Why that cannot be done, for people.
pub fn distribute(definition: &str, state: u32) -> Result<String, String> {
    let program = check(definition, MachineType::Standard).program.ok_or("the definition cannot be read")?;
    let state = program.states.get(state as usize).ok_or("the definition has no such state")?;
    asl_document::rewrite::distribute(definition, state.span)
}

/// Makes a CSV of orders, a share of which is bad.
pub fn generate(rows: u32, bad_percent: f64) -> String {
    asl_items::generate_csv(rows as usize, bad_percent / 100.0, 1)
}

fn machine_type(document: &Document) -> MachineType {
    if document.express { MachineType::Express } else { MachineType::Standard }
}

fn service_limits(document: &Document) -> ServiceLimits {
    if document.limits_off { ServiceLimits::Off } else { ServiceLimits::Aws }
}

fn mocks(text: &str) -> (Mocks, Vec<Diagnostic>) {
    if text.trim().is_empty() {
        return (Mocks::default(), Vec::new());
    }
    match text::parse(text) {
        Ok(parsed) => Mocks::parse(&parsed.root),
        Err(failure) => {
            let mut found = Diagnostic::error("invalid-mocks", failure.span, "", failure.message);
            found.help = failure.help;
            (Mocks::default(), vec![found])
        }
    }
}

fn in_pane(pane: Pane, text: &str, found: &[Diagnostic]) -> Vec<Problem> {
    let lines = LineIndex::new(text);
    let problem = |found: &Diagnostic| {
        let place = lines.place(found.span.start);
        Problem {
            pane,
            severity: match found.severity {
                Severity::Error => ProblemSeverity::Error,
                Severity::Warning => ProblemSeverity::Warning,
                Severity::Hint => ProblemSeverity::Hint,
            },
            code: found.code.to_string(),
            message: found.message.clone(),
            help: found.help.clone(),
            location: found.location.clone(),
            range: (lines.utf16(found.span.start), lines.utf16(found.span.end)),
            line: place.line,
            column: place.column,
        }
    };
    found.iter().map(problem).collect()
}

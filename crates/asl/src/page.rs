//! What the page's worker asks for, on the page's own document.

mod decide;
mod opening;
mod recorded;

pub use decide::decide;
pub use opening::{checked, opening, ran};
pub use recorded::{compare_run, remake, replay, scenario_of};

use crate::{
    Session, check,
    cut::Cut,
    geometry::geometry,
    outline, scenario,
    session::Progress,
    sight,
    trace::{summary, trace},
};
use asl_document::{
    Import, Limits, MachineType, Mocks, S3Object, Scenario, ServiceLimits, Settings, ShareDocument, import::detect,
    mock_config, share as link, text,
};
use asl_json::{Json, pretty};
use asl_text::{Diagnostic, LineIndex, Severity};
use asl_view::{ChildAddress, Document, File, Geometry, Outline, Pane, Problem, ProblemSeverity, Summary, Trace};

/// The largest file that a share link carries, in bytes.
const LINKED_FILE: usize = 256 << 10;
/// The files of a share link altogether, in bytes: with the texts, they must stay below what a link may unpack to.
const LINKED_FILES: usize = 512 << 10;

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
    let checked = check(&document.definition, machine_type(document));
    let mut problems = in_pane(Pane::Definition, &document.definition, &checked.diagnostics);
    if let Err(found) = scenario::input(&document.input, service_limits(document)) {
        problems.extend(in_pane(Pane::Input, &document.input, &[*found]));
    }
    let (mocks, found) = mocks(&document.mocks);
    problems.extend(in_pane(Pane::Mocks, &document.mocks, &found));
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

/// Mocks for states that do not exist.
fn strangers(mocks: &Mocks, outline: &Outline, text: &str) -> Vec<Problem> {
    let unknown = mocks.states.keys().filter(|name| outline.states.iter().all(|state| state.name != **name));
    let found: Vec<Diagnostic> = unknown
        .map(|name| {
            let quoted = asl_json::escape(name);
            let at = text.find(&quoted).unwrap_or(0) as u32;
            let span = asl_text::Span::new(at, at + quoted.len() as u32);
            let message = format!("no state is named \"{name}\", so these responses answer nothing");
            Diagnostic::warning("mock-for-unknown-state", span, format!("/{name}"), message)
                .help("name a Task state of the definition")
        })
        .collect();
    in_pane(Pane::Mocks, text, &found)
}

/// A run of a document, in slices.
#[derive(Debug)]
pub struct Run {
    pub(crate) session: Session,
    outline: Outline,
    /// The text of the definition.
    pub(crate) definition: String,
    /// The child executions that it still has to go into, the innermost first.
    path: Vec<ChildAddress>,
    /// The visit whose data is recorded, by its `…Entered` event.
    watch: Option<u32>,
}

impl Run {
    /// Starts a run.
    ///
    /// # Errors
    /// The problems that keep the document from running.
    pub fn start(document: &Document) -> Result<Self, Vec<Problem>> {
        let checked = check(&document.definition, machine_type(document));
        let mut problems = in_pane(Pane::Definition, &document.definition, &checked.diagnostics);
        let input = scenario::input(&document.input, service_limits(document));
        if let Err(found) = &input {
            problems.extend(in_pane(Pane::Input, &document.input, std::slice::from_ref(found)));
        }
        let (mocks, found) = mocks(&document.mocks);
        problems.extend(in_pane(Pane::Mocks, &document.mocks, &found));
        problems.retain(|problem| problem.severity == ProblemSeverity::Error);
        let (Some(program), Ok(input), true) = (checked.program, input, problems.is_empty()) else {
            return Err(problems);
        };
        let outline = outline(&program, &document.definition);
        let scenario = as_scenario(document, mocks);
        match Session::start(program, &scenario, input) {
            Ok(session) => {
                let definition = document.definition.clone();
                Ok(Self { session, outline, definition, path: Vec::new(), watch: None })
            }
            Err(message) => {
                let found = Diagnostic::error("invalid-settings", asl_text::Span::default(), "", message);
                Err(in_pane(Pane::Definition, &document.definition, &[found]))
            }
        }
    }

    /// A run that was started with [`crate::start_scenario`], of a definition as it is written there.
    pub fn of(session: Session, definition: &str) -> Self {
        let outline = outline(&session.program, definition);
        Self { session, outline, definition: definition.to_owned(), path: Vec::new(), watch: None }
    }

    /// The definition's states and edges.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The run itself.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Starts a run that goes on as one of its child executions, as soon as that begins.
    ///
    /// # Errors
    /// As for [`Run::start`].
    pub fn start_child(document: &Document, path: &[ChildAddress]) -> Result<Self, Vec<Problem>> {
        let mut run = Self::start(document)?;
        run.path = path.iter().rev().cloned().collect();
        run.seek();
        Ok(run)
    }

    /// Records what is inside a visit of the execution, or of the child that it goes on as.
    pub fn watch(&mut self, visit: u32) {
        self.watch = Some(visit);
        self.seek();
    }

    /// Looks for the next child on the way, or for the visit.
    fn seek(&mut self) {
        match (self.path.last(), self.watch) {
            (Some(child), _) => self.session.seek_child(child.clone()),
            (None, Some(visit)) => self.session.execution.watch(visit),
            (None, None) => {}
        }
    }

    /// Runs at most so many steps. A run with a visit to watch is done when that ends.
    pub fn advance(&mut self, steps: u64) -> Progress {
        let progress = match self.watch {
            Some(_) if self.path.is_empty() => self.session.advance_watched(steps),
            _ => self.session.advance(steps),
        };
        if progress == Progress::Running || self.path.is_empty() {
            return progress;
        }
        if !(self.session.is_at_child() && self.session.descend()) {
            return Progress::Done;
        }
        self.path.pop();
        self.seek();
        Progress::Running
    }

    /// Whether the child that it should go on as has never begun.
    pub fn is_lost(&self) -> bool {
        !self.path.is_empty()
    }

    /// Events so far.
    pub fn events(&self) -> u32 {
        self.session.history.len() as u32
    }

    /// Child executions of the Map Run under way: how many have been started, and how many there are.
    pub fn children(&self) -> Option<(u32, u32)> {
        self.session.children()
    }

    /// Cuts the run short: what has happened stays.
    pub fn cut_short(&mut self) {
        self.session.note = format!("Stopped after {} events.", self.session.history.len());
        self.session.count_map_runs();
    }

    /// How it ended, and everything that happened.
    pub fn result(&self) -> (Summary, Trace) {
        let (mut summary, mut trace) = (summary(&self.session), trace(&self.session, &self.outline));
        let root = trace.scopes.first().map_or(0, |scope| scope.machine);
        if root != 0 {
            Cut::new(&self.outline, root).run(&mut summary, &mut trace);
        }
        (summary, trace)
    }

    /// The item processor of the child that it goes on as: a definition of its own, and where to draw it.
    pub fn picture(&self) -> (Outline, Geometry) {
        let root = self.session.scopes.first().map_or(0, |scope| scope.machine.0);
        let outline = Cut::new(&self.outline, root).outline(&self.outline);
        let geometry = geometry(&outline);
        (outline, geometry)
    }
}

/// Makes the fragment of a share link, and names the files that are too large for one.
pub fn share(document: &Document) -> (String, Vec<String>) {
    let (mocks, _) = mocks(&document.mocks);
    let mut scenario = as_scenario(document, mocks);
    let mut room = LINKED_FILES;
    let mut left_out = Vec::new();
    scenario.s3.retain(|name, object| {
        let size = object.bytes().len();
        let fits = size <= LINKED_FILE.min(room);
        if fits {
            room -= size;
        } else {
            left_out.push(name.clone());
        }
        fits
    });
    (link::encode(&ShareDocument { scenario, cursor: document.cursor, view: sight::to_json(document) }), left_out)
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

/// Reads the fragment of a share link.
///
/// # Errors
/// A sentence for people.
pub fn open(fragment: &str) -> Result<Document, String> {
    let shared = link::decode(fragment).map_err(|error| error.to_string())?;
    Ok(from_share(&shared))
}

/// Reads a pasted or dropped text of any supported kind.
///
/// # Errors
/// A sentence for people.
pub fn import(text: &str) -> Result<Document, String> {
    match detect(text) {
        Import::Scenario { scenario, .. } => Ok(from_scenario(&scenario)),
        Import::Shared(shared) => Ok(from_share(&shared)),
        Import::Machines { machines, .. } => {
            let machine = machines.into_iter().next().ok_or("the text holds no state machine")?;
            Ok(Document {
                name: machine.name,
                definition: machine.definition?,
                input: "{}".into(),
                express: machine.machine_type == Some(MachineType::Express),
                ..Document::default()
            })
        }
        Import::MockConfig { root, machines } => {
            let (machine, case) = machines
                .iter()
                .find_map(|machine| Some((machine.name.as_str(), machine.cases.first()?.as_str())))
                .ok_or("the file names no test case")?;
            let mocks = mock_config::read(&root, machine, case).map_err(|found| {
                found.first().map_or_else(|| "the file cannot be read".to_string(), |found| found.message.clone())
            })?;
            Ok(Document { name: machine.to_string(), mocks: pretty(&mocks.to_json()), ..Document::default() })
        }
        Import::Unusable(unusable) => {
            let help = unusable.help.map_or_else(String::new, |help| format!(" {help}"));
            Err(format!("{}{help}", unusable.message))
        }
    }
}

fn from_share(shared: &ShareDocument) -> Document {
    let document = Document { cursor: shared.cursor, ..from_scenario(&shared.scenario) };
    shared.view.iter().fold(document, sight::read)
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

fn as_scenario(document: &Document, mocks: Mocks) -> Scenario {
    let start_time = Some(document.start_time.clone()).filter(|text| !text.is_empty());
    Scenario {
        name: document.name.clone(),
        definition_text: document.definition.clone(),
        input_text: Some(document.input.clone()).filter(|text| !text.trim().is_empty()),
        machine_type: machine_type(document),
        mocks,
        s3: document.files.iter().map(|file| (file.name.clone(), as_object(file))).collect(),
        settings: Settings {
            start_time,
            seed: Some(document.seed).filter(|seed| *seed != 0),
            limits: Limits { service: service_limits(document), ..Limits::default() },
            ..Settings::default()
        },
    }
}

fn as_object(file: &File) -> S3Object {
    let bytes = file.is_base64.then(|| S3Object::from_base64(&file.content)).flatten();
    bytes.unwrap_or_else(|| S3Object::Text(file.content.clone()))
}

fn from_object((name, object): (&String, &S3Object)) -> File {
    match object {
        S3Object::Text(text) => File::of_text(name, text),
        S3Object::Bytes(_) => File { name: name.clone(), content: object.to_base64(), is_base64: true },
    }
}

fn from_scenario(scenario: &Scenario) -> Document {
    let input = scenario.input_text.clone().unwrap_or_else(|| "{}".into());
    // An input on one line is spread out for people; what its author spread out stays.
    let input = match Json::parse(&input) {
        Ok(value) if !input.contains('\n') => pretty(&value),
        _ => input,
    };
    Document {
        name: scenario.name.clone(),
        definition: scenario.definition_text.clone(),
        input,
        mocks: pretty(&scenario.mocks.to_json()),
        express: scenario.machine_type == MachineType::Express,
        start_time: scenario.settings.start_time.clone().unwrap_or_default(),
        seed: scenario.settings.seed.unwrap_or(0),
        limits_off: scenario.settings.limits.service == ServiceLimits::Off,
        files: scenario.s3.iter().map(from_object).collect(),
        ..Document::default()
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

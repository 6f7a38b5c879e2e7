//! Running a scenario document: what the command line and JavaScript users call.

use crate::{
    Session, check,
    check::diagnostics_json,
    history::{history_lines, history_text},
};
use asl_document::{Outcome, Scenario, ServiceLimits};
use asl_json::Json;
use asl_model::{Kind, ResourceKind};
use asl_text::{Diagnostic, LineIndex, Severity, Span};

/// A run of a scenario, as JSON texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// The summary.
    pub summary: String,
    /// What `GetExecutionHistory` would return.
    pub history: String,
    /// One line for each event: `12 <- 10  +0.400 s  PassStateEntered  Ship`.
    pub trace: String,
    /// Whether the execution succeeded.
    pub succeeded: bool,
}

/// Why a scenario cannot run.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// A sentence for people.
    pub message: String,
    /// The text that the diagnostics are about.
    pub text: String,
    /// What is wrong, and where.
    pub diagnostics: Vec<Diagnostic>,
}

impl Refusal {
    /// `{"error":…,"diagnostics":[…]}`, as a line of `stepwell batch`.
    pub fn to_json(&self) -> Json {
        let list = diagnostics_json(&self.text, &self.diagnostics).get("diagnostics").cloned().unwrap_or_default();
        Json::from_pairs([("error", Json::from(self.message.as_str())), ("diagnostics", list)])
    }

    /// Lines for a terminal.
    pub fn lines(&self) -> String {
        let index = LineIndex::new(&self.text);
        let lines = self.diagnostics.iter().map(|found| format!("{}\n", found.line(&index)));
        format!("{}\n{}", self.message, lines.collect::<String>())
    }
}

/// Runs a scenario document to its end, or to the first point that needs a person.
///
/// # Errors
/// A [`Refusal`], if the document or its definition has errors.
pub fn run_scenario(text: &str) -> Result<Ran, Box<Refusal>> {
    let mut session = start_scenario(text)?;
    session.finish();
    Ok(Ran {
        summary: session.summary().to_string(),
        history: history_text(&session),
        trace: history_lines(&session),
        succeeded: session.status() == "SUCCEEDED",
    })
}

/// Runs a scenario and gives one line of `stepwell batch`: `{"summary":…,"history":…}`, or
/// `{"error":…,"diagnostics":[…]}` for one that could not be run.
pub fn batch_line(text: &str) -> String {
    match run_scenario(text) {
        Ok(ran) => format!("{{\"summary\":{},\"history\":{}}}", ran.summary, ran.history),
        Err(refusal) => refusal.to_json().to_string(),
    }
}

/// The mocks of a test case of AWS's `MockConfigFile.json`, as the scenario document writes them.
///
/// The file holds what the `lambda:invoke` integration answers, for a function named by its ARN too: there the result
/// is the `Payload` alone (case `mock_config/test_base_scenarios.test_lambda_invoke`).
///
/// # Errors
/// A sentence for people.
pub fn mock_config(text: &str, machine: &str, case: &str, definition: &str) -> Result<Json, String> {
    let parsed = asl_document::text::parse(text).map_err(|failure| failure.message)?;
    let first = |found: Vec<Diagnostic>| found.into_iter().next().map_or_else(String::new, |found| found.message);
    let mut mocks = asl_document::mock_config::read(&parsed.root, machine, case).map_err(first)?;
    let program = check(definition, asl_document::MachineType::Standard).program.unwrap_or_default();
    for state in &program.states {
        let by_arn = matches!(&state.kind, Kind::Task(task) if task.resource.kind == ResourceKind::Lambda);
        for response in mocks.states.get_mut(&*state.name).into_iter().flatten().filter(|_| by_arn) {
            if let Outcome::Return(value) = &mut response.outcome
                && let Some(payload) = value.get("Payload").cloned()
            {
                *value = payload;
            }
        }
    }
    Ok(mocks.to_json())
}

/// Starts a scenario document: nothing has run yet.
///
/// # Errors
/// A [`Refusal`], if the document or its definition has errors.
pub fn start_scenario(text: &str) -> Result<Session, Box<Refusal>> {
    let refusal = |message: &str, text: &str, diagnostics| {
        Box::new(Refusal { message: message.into(), text: text.into(), diagnostics })
    };
    let scenario = Scenario::parse(text).map_err(|found| refusal("the scenario document has errors", text, found))?;
    let checked = check(&scenario.definition_text, scenario.machine_type);
    if !checked.runs() {
        let errors = checked.diagnostics.into_iter().filter(|found| found.severity == Severity::Error).collect();
        return Err(refusal("the definition has errors", &scenario.definition_text, errors));
    }
    let input_text = scenario.input_text.clone().unwrap_or_else(|| "{}".into());
    let limits = scenario.settings.limits.service;
    let input = input(&input_text, limits).map_err(|found| {
        let message =
            if found.code == TOO_LARGE { "StartExecution refuses the input" } else { "the input is not JSON" };
        refusal(message, &input_text, vec![*found])
    })?;
    let program = checked.program.unwrap_or_default();
    Session::start(program, &scenario, input).map_err(|message| refusal(&message, text, Vec::new()))
}

// What draws the meters knows no model, so the limit has a name of its own there: the same one.
const _: () = assert!(asl_view::MOST_BYTES == asl_model::MOST_BYTES);

/// The error of `StartExecution` where the input is too large.
const TOO_LARGE: &str = "ValidationException";

/// Reads an execution's input as `StartExecution` does; blank text is `{}`.
pub(crate) fn input(text: &str, limits: ServiceLimits) -> Result<Json, Box<Diagnostic>> {
    if text.trim().is_empty() {
        return Ok(Json::empty_object());
    }
    if limits == ServiceLimits::Aws && text.len() > asl_engine::Limits::PAYLOAD {
        // The service's own words: no execution comes to be.
        let message = "1 validation error detected: Value at 'input' failed to satisfy constraint: \
                       Member must have size less than or equal to 262144 bytes in UTF-8 encoding";
        return Err(Diagnostic::error(TOO_LARGE, Span::at(0), "", message)
            .help("put the data into S3 and pass its place, or switch AWS's limits off in the settings")
            .into());
    }
    Json::parse(text).map_err(|error| {
        let line_start = match error.line {
            0 | 1 => 0,
            line => text.match_indices('\n').nth(line as usize - 2).map_or(text.len(), |(at, _)| at + 1),
        };
        let at = (line_start + error.column.saturating_sub(1) as usize).min(text.len()) as u32;
        Diagnostic::error("invalid-input", Span::at(at), "", error.message)
            .help("write a JSON value, such as {}")
            .into()
    })
}

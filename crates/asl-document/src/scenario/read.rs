//! Reading the scenario document.

use super::{
    Limits, MAX_SCENARIO_BYTES, MachineType, MissingMocks, Names, S3Object, Scenario, ServiceLimits, Settings, Stop,
};
use crate::{Mocks, fields::At, mocks, share, text, text::Format};
use asl_json::{
    pretty,
    spanned::{Node, Value},
};
use asl_text::{Diagnostic, Severity};
use base64::Engine as _;
use indexmap::IndexMap;

/// The version of the document that this reader knows.
pub(crate) const VERSION: u64 = 1;

const FIELDS: [&str; 11] =
    ["stepwell", "name", "definition", "input", "inputText", "type", "mocks", "s3", "settings", "cursor", "view"];

impl Scenario {
    /// Reads a scenario document: JSON, or as tolerantly as [`text::parse`] reads.
    ///
    /// # Errors
    /// All diagnostics, warnings included, if at least one is an error.
    pub fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        Self::parse_with_warnings(text).map(|(scenario, _)| scenario)
    }

    /// Reads a scenario document; beside the scenario stands what nobody reads in it.
    ///
    /// # Errors
    /// All diagnostics, warnings included, if at least one is an error.
    pub fn parse_with_warnings(text: &str) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let parsed = text::parse_up_to(text, MAX_SCENARIO_BYTES).map_err(|failure| vec![failure.into()])?;
        read(text, &parsed)
    }
}

pub(crate) fn read(text: &str, parsed: &text::Parsed) -> Result<(Scenario, Vec<Diagnostic>), Vec<Diagnostic>> {
    let at = At::new(&parsed.root, "");
    let mut found = Vec::new();
    let scenario = scenario(&at, text, parsed.format, &mut found);
    match scenario {
        Some(scenario) if found.iter().all(|diagnostic| diagnostic.severity != Severity::Error) => {
            Ok((scenario, found))
        }
        _ => Err(found),
    }
}

fn scenario(at: &At<'_>, text: &str, format: Format, found: &mut Vec<Diagnostic>) -> Option<Scenario> {
    at.object(found)?;
    version(at, found);
    at.only(&FIELDS, found);
    let definition_text = definition(at, text, format, found);
    let input_text = match (at.get("inputText"), at.get("input")) {
        (Some(input), other) => {
            if let Some(other) = other {
                found.push(other.warning("input-twice", "`inputText` stands beside `input`, which nobody reads then"));
            }
            input.text(found)
        }
        (None, Some(input)) => Some(input.node.to_json().to_string()),
        (None, None) => None,
    };
    Some(Scenario {
        name: at.get("name").and_then(|name| name.text(found)).unwrap_or_default(),
        definition_text: definition_text.unwrap_or_default(),
        input_text,
        machine_type: at.get("type").and_then(|word| machine_type(&word, found)).unwrap_or_default(),
        mocks: at.get("mocks").map_or_else(Mocks::default, |at| mocks::read(&at, found)),
        s3: at.get("s3").map(|at| objects(&at, found)).unwrap_or_default(),
        settings: at.get("settings").map(|at| settings(&at, found)).unwrap_or_default(),
    })
}

fn version(at: &At<'_>, found: &mut Vec<Diagnostic>) {
    let Some(version) = at.get("stepwell") else { return };
    match version.whole(1, u64::MAX, found) {
        Some(newer) if newer > VERSION => {
            let message = format!("this document has version {newer}; only version {VERSION} is known here");
            found.push(version.error("unknown-version", message).help("open it with a newer Stepwell"));
        }
        _ => {}
    }
}

fn definition(at: &At<'_>, text: &str, format: Format, found: &mut Vec<Diagnostic>) -> Option<String> {
    let Some(definition) = at.get("definition") else {
        let message = "the document has no `definition`";
        found.push(at.error("no-definition", message).help("put the state machine into it, as an object or as text"));
        return None;
    };
    match &definition.node.value {
        Value::String(text) => Some(text.to_string()),
        Value::Object(_) => Some(object_text(definition.node, text, format)),
        _ => {
            found.push(definition.wrong("an object or a string"));
            None
        }
    }
}

/// The text of a definition that stands in the document as an object.
pub(crate) fn object_text(node: &Node, text: &str, format: Format) -> String {
    let value = node.to_json();
    let written = match format {
        Format::Yaml => None,
        Format::Json | Format::Jsonc => text.get(node.span.start as usize..node.span.end as usize),
    };
    match written {
        Some(written) if value.to_string() != written => unindent(written),
        _ => pretty(&value),
    }
}

/// Takes the indentation of its last line from every line but the first.
fn unindent(text: &str) -> String {
    let last = text.rsplit('\n').next().unwrap_or_default();
    let indentation = &last[..last.len() - last.trim_start_matches([' ', '\t']).len()];
    if indentation.is_empty() || !text.contains('\n') {
        return text.to_string();
    }
    let lines = text.split('\n').map(|line| line.strip_prefix(indentation).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn machine_type(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Option<MachineType> {
    let machine_type = at.node.as_str().and_then(MachineType::from_word);
    if machine_type.is_none() {
        found.push(at.wrong("`\"STANDARD\"` or `\"EXPRESS\"`"));
    }
    machine_type
}

fn objects(at: &At<'_>, found: &mut Vec<Diagnostic>) -> IndexMap<String, S3Object> {
    let members = at.object(found).unwrap_or_default();
    members
        .iter()
        .filter_map(|member| Some((member.key.to_string(), object(&at.inner(&member.value, &member.key), found)?)))
        .collect()
}

fn object(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Option<S3Object> {
    if let Some(text) = at.node.as_str() {
        return Some(S3Object::Text(text.to_string()));
    }
    let Some(base64) = at.get("base64") else {
        found.push(at.wrong("a string, or `{ \"base64\": \"…\" }`"));
        return None;
    };
    at.only(&["base64"], found);
    let bytes = share::STANDARD.decode(base64.text(found)?);
    if bytes.is_err() {
        found.push(base64.error("bad-base64", "this is not base64"));
    }
    bytes.ok().map(S3Object::Bytes)
}

fn settings(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Settings {
    if at.object(found).is_none() {
        return Settings::default();
    }
    at.only(&["startTime", "seed", "missingMocks", "names", "limits", "stop"], found);
    Settings {
        start_time: at.get("startTime").and_then(|at| at.text(found)),
        seed: at.get("seed").and_then(|at| at.whole(0, u64::MAX, found)),
        missing_mocks: at.get("missingMocks").map(|at| missing_mocks(&at, found)).unwrap_or_default(),
        names: at.get("names").map(|at| names(&at, found)).unwrap_or_default(),
        limits: at.get("limits").map(|at| limits(&at, found)).unwrap_or_default(),
        stop: at.get("stop").and_then(|at| stop(&at, found)),
    }
}

fn missing_mocks(at: &At<'_>, found: &mut Vec<Diagnostic>) -> MissingMocks {
    match at.node.as_str() {
        Some("assume") => MissingMocks::Assume,
        Some("error") => MissingMocks::Error,
        _ => {
            found.push(at.wrong("`\"assume\"` or `\"error\"`"));
            MissingMocks::default()
        }
    }
}

fn names(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Names {
    if at.object(found).is_none() {
        return Names::default();
    }
    at.only(&["stateMachine", "execution", "executionArn", "roleArn", "account", "region"], found);
    let mut text = |key: &str| at.get(key).and_then(|at| at.text(found));
    Names {
        state_machine: text("stateMachine"),
        execution: text("execution"),
        execution_arn: text("executionArn"),
        role_arn: text("roleArn"),
        account: text("account"),
        region: text("region"),
    }
}

fn stop(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Option<Stop> {
    at.object(found)?;
    at.only(&["afterSeconds", "error", "cause"], found);
    let after_seconds = at.get("afterSeconds").and_then(|at| at.whole(0, 99_999_999, found)).unwrap_or_default();
    let mut text = |key: &str| at.get(key).and_then(|at| at.text(found));
    Some(Stop { after_seconds, error: text("error"), cause: text("cause") })
}

fn limits(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Limits {
    if at.object(found).is_none() {
        return Limits::default();
    }
    at.only(&["service", "maxEvents", "maxSteps"], found);
    let service = at.get("service").map(|at| service_limits(&at, found)).unwrap_or_default();
    let mut whole = |key: &str| at.get(key).and_then(|at| at.whole(1, u64::MAX, found));
    Limits { service, max_events: whole("maxEvents"), max_steps: whole("maxSteps") }
}

fn service_limits(at: &At<'_>, found: &mut Vec<Diagnostic>) -> ServiceLimits {
    match at.node.as_str() {
        Some("aws") => ServiceLimits::Aws,
        Some("off") => ServiceLimits::Off,
        _ => {
            found.push(at.wrong("`\"aws\"` or `\"off\"`"));
            ServiceLimits::default()
        }
    }
}

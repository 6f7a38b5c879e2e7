//! The parameters of a request, and what may not stand together.

use super::Refusal;
use asl_json::{Json, Map};

/// How much the answer tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Info,
    /// `DEBUG` and `TRACE`: nothing is called over HTTP, so `TRACE` has nothing more to tell.
    Debug,
}

/// How a mocked result is checked against what the service answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FieldMode {
    /// Required fields and the types of all.
    #[default]
    Strict,
    /// The types of the fields that are there.
    Present,
    /// Nothing.
    None,
}

/// What is mocked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mock {
    /// The text of `result`; it may be no JSON.
    Result(String),
    /// `errorOutput` with error and cause.
    Error(Option<String>, Option<String>),
}

/// A request.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) definition: String,
    pub(super) state_name: Option<String>,
    pub(super) role: Option<String>,
    pub(super) input: Json,
    pub(super) level: Level,
    pub(super) variables: Map,
    pub(super) context: Option<Json>,
    pub(super) mock: Option<Mock>,
    pub(super) field_mode: FieldMode,
    /// `stateConfiguration.retrierRetryCount`
    pub(super) retries: u32,
    /// `stateConfiguration.mapIterationFailureCount`
    pub(super) failures: Option<u64>,
    /// `stateConfiguration.mapItemReaderData`
    pub(super) reader_data: Option<Json>,
}

const PARAMETERS: [&str; 10] = [
    "definition",
    "roleArn",
    "input",
    "inspectionLevel",
    "revealSecrets",
    "variables",
    "stateName",
    "mock",
    "context",
    "stateConfiguration",
];

impl Request {
    pub(super) fn parse(text: &str) -> Result<Self, Refusal> {
        let request = Json::parse_compact(text)
            .map_err(|error| Refusal::invalid(format!("The request is not a JSON object: {error}")))?;
        let entries = request.as_object().ok_or_else(|| Refusal::invalid("The request is not a JSON object"))?;
        if let Some(unknown) = entries.keys().find(|key| !PARAMETERS.contains(&&***key)) {
            let known = PARAMETERS.join(", ");
            return Err(Refusal::invalid(format!(
                "Unknown parameter in input: \"{unknown}\", must be one of: {known}"
            )));
        }
        let definition = text_of(&request, "definition")
            .ok_or_else(|| Refusal::invalid("Missing required parameter in input: \"definition\""))?;
        let mock = mock(&request)?;
        may_stand_together(&request, mock.as_ref())?;
        let configuration = request.get("stateConfiguration");
        let count = |field| count(configuration, field);
        Ok(Self {
            definition,
            state_name: text_of(&request, "stateName"),
            role: text_of(&request, "roleArn"),
            level: level(&request)?,
            field_mode: field_mode(&request)?,
            variables: variables(&request)?,
            input: json_of(&request, "input")?.unwrap_or_else(Json::empty_object),
            context: context(&request)?,
            mock,
            retries: count("retrierRetryCount")?.unwrap_or(0).min(u64::from(u32::MAX)) as u32,
            failures: count("mapIterationFailureCount")?,
            reader_data: match configuration {
                None => None,
                Some(given) => json_of(given, "mapItemReaderData")?,
            },
        })
    }
}

/// What needs a mock, and what may not stand beside one.
fn may_stand_together(request: &Json, mock: Option<&Mock>) -> Result<(), Refusal> {
    if mock.is_some() {
        return match request.get("revealSecrets").and_then(Json::as_bool) {
            Some(true) => Err(Refusal::invalid("TestState does not support RevealSecrets when a mock is specified.")),
            _ => Ok(()),
        };
    }
    for (field, name) in [
        ("retrierRetryCount", "RetrierRetryCount"),
        ("errorCausedByState", "ErrorCausedByState"),
        ("mapIterationFailureCount", "MapIterationFailureCount"),
        ("mapItemReaderData", "MapItemReaderData"),
    ] {
        if request.at(&["stateConfiguration", field]).is_some() {
            let message = format!("TestState does not support {name} when a mock is not specified.");
            return Err(Refusal::invalid(message));
        }
    }
    Ok(())
}

/// A number of `stateConfiguration`.
fn count(configuration: Option<&Json>, field: &str) -> Result<Option<u64>, Refusal> {
    let Some(value) = configuration.and_then(|given| given.get(field)) else { return Ok(None) };
    match value.as_i64().and_then(|count| u64::try_from(count).ok()) {
        Some(count) => Ok(Some(count)),
        None => Err(Refusal::invalid(format!("The value of {field} must be an integer of 0 or more"))),
    }
}

fn level(request: &Json) -> Result<Level, Refusal> {
    match request.get("inspectionLevel").and_then(Json::as_str) {
        None | Some("INFO") => Ok(Level::Info),
        Some("DEBUG" | "TRACE") => Ok(Level::Debug),
        Some(other) => Err(not_one_of("inspectionLevel", other, "[TRACE, DEBUG, INFO]")),
    }
}

fn field_mode(request: &Json) -> Result<FieldMode, Refusal> {
    match request.at(&["mock", "fieldValidationMode"]).and_then(Json::as_str) {
        None | Some("STRICT") => Ok(FieldMode::Strict),
        Some("PRESENT") => Ok(FieldMode::Present),
        Some("NONE") => Ok(FieldMode::None),
        Some(other) => Err(not_one_of("mock.fieldValidationMode", other, "[NONE, STRICT, PRESENT]")),
    }
}

fn variables(request: &Json) -> Result<Map, Refusal> {
    let Some(value) = json_of(request, "variables")? else { return Ok(Map::default()) };
    let refusal = || Refusal::invalid("The value of variables must be a JSON object");
    value.as_object().cloned().ok_or_else(refusal)
}

fn context(request: &Json) -> Result<Option<Json>, Refusal> {
    let Some(text) = text_of(request, "context") else { return Ok(None) };
    let value = Json::parse(&text).ok().filter(|value| value.as_object().is_some());
    let refusal = || Refusal::invalid("Invalid Context object provided: Context object must be a JSON object");
    value.map(Some).ok_or_else(refusal)
}

fn not_one_of(field: &str, value: &str, words: &str) -> Refusal {
    Refusal::invalid(format!(
        "1 validation error detected: Value '{value}' at '{field}' failed to satisfy constraint: Member must satisfy \
         enum value set: {words}"
    ))
}

fn mock(request: &Json) -> Result<Option<Mock>, Refusal> {
    let Some(mock) = request.get("mock") else { return Ok(None) };
    let text = |field: &str| mock.at(&["errorOutput", field]).and_then(Json::as_str).map(ToString::to_string);
    match (text_of(mock, "result"), mock.get("errorOutput")) {
        (Some(result), None) => Ok(Some(Mock::Result(result))),
        (None, Some(_)) => Ok(Some(Mock::Error(text("error"), text("cause")))),
        (Some(_), Some(_)) | (None, None) => {
            let message = "A test mock should have only one of the following fields: [result, errorOutput].";
            Err(Refusal::invalid(message))
        }
    }
}

/// A field that holds a JSON text; an object or array in its place is taken as that text.
fn text_of(object: &Json, field: &str) -> Option<String> {
    match object.get(field)? {
        Json::String(text) => Some(text.to_string()),
        Json::Null => None,
        other => Some(other.to_string()),
    }
}

fn json_of(object: &Json, field: &str) -> Result<Option<Json>, Refusal> {
    let Some(text) = text_of(object, field) else { return Ok(None) };
    Json::parse(&text).map(Some).map_err(|error| match field {
        "input" => {
            // The words are those of StartExecution (case `api/test_sfn_api.test_invalid_start_execution_input`), without
            // the place in the text.
            let told = asl_intrinsics::jackson_fault(&text).unwrap_or_else(|| error.to_string());
            let what = told.lines().next().unwrap_or_default();
            let message = format!("Invalid State Machine Execution Input: '{what}'");
            Refusal { code: "InvalidExecutionInput", message }
        }
        _ => Refusal::invalid(format!("The value of {field} is not JSON: {error}")),
    })
}

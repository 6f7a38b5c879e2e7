//! The TestState API: one state by itself, with what is inside it.
//!
//! ```
//! let request = r#"{"definition": "{\"Type\":\"Pass\",\"Result\":1,\"End\":true}", "inspectionLevel": "INFO"}"#;
//! assert_eq!(asl::test_state(request).json, r#"{"status":"SUCCEEDED","output":"1"}"#);
//! ```

mod answer;
mod context;
mod definition;
mod fields;
mod mock;
mod perform;
mod request;
mod shapes;

use asl_json::Json;
use definition::Tested;
use request::Request;

/// What TestState answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateAnswer {
    /// The answer; for a request that is refused `{"Error":{"Code","Message"},"message"}`, as the SDKs show it.
    pub json: String,
    /// What it says in short.
    pub verdict: StateVerdict,
}

/// What an answer says in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateVerdict {
    /// The state has succeeded.
    Succeeded,
    /// It has failed, is to be retried, or its error was caught.
    Failed,
    /// The request was refused.
    Refused,
}

/// Why a request is refused: an error of the API.
#[derive(Debug)]
struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    fn invalid(message: impl Into<String>) -> Self {
        Self { code: "ValidationException", message: message.into() }
    }

    fn definition(message: impl Into<String>) -> Self {
        Self { code: "InvalidDefinition", message: message.into() }
    }
}

/// Answers a request, given as the JSON text of its parameters.
pub fn test_state(request: &str) -> StateAnswer {
    match answered(request) {
        Ok(json) => {
            let succeeded = json.get("status").and_then(Json::as_str) == Some("SUCCEEDED");
            let verdict = if succeeded { StateVerdict::Succeeded } else { StateVerdict::Failed };
            StateAnswer { json: json.to_string(), verdict }
        }
        Err(Refusal { code, message }) => {
            let message = Json::string(message);
            let error = Json::from_pairs([("Code", Json::from(code)), ("Message", message.clone())]);
            let json = Json::from_pairs([("Error", error), ("message", message)]);
            StateAnswer { json: json.to_string(), verdict: StateVerdict::Refused }
        }
    }
}

fn answered(text: &str) -> Result<Json, Refusal> {
    let request = Request::parse(text)?;
    let tested = Tested::find(&request)?;
    mock::check(&request, &tested)?;
    let context = context::build(&request, &tested)?;
    let done = perform::perform(&request, &tested, context);
    Ok(answer::write(&request, &tested, &done))
}

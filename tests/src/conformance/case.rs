//! A case file, and the scenario document that it describes.

use super::test_state;
use asl::json::Json;
use std::path::{Path, PathBuf};

/// Which cases to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// JSONPath alone.
    JsonPath,
    /// JSONata, or both mixed.
    Jsonata,
}

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name in lists: the file's path below the folder, without the ending.
    pub id: String,
    /// Its folder or group.
    pub group: String,
    /// What the definition is written in.
    pub language: Language,
    /// Whether it holds anything to compare.
    pub comparable: bool,
    /// Whether it has a Distributed Map.
    pub distributed: bool,
    /// The file's content.
    pub file: Json,
}

/// Reads all cases below a folder, in the order of their names.
///
/// # Errors
/// A sentence, if a file cannot be read.
pub fn load(folder: &Path) -> Result<Vec<Case>, String> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    files.iter().map(|file| read(folder, file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "json") {
            files.push(path);
        }
    }
    Ok(())
}

fn read(folder: &Path, file: &Path) -> Result<Case, String> {
    let told = |what: String| format!("{}: {what}", file.display());
    let text = std::fs::read_to_string(file).map_err(|error| told(error.to_string()))?;
    let content = Json::parse_compact(&text).map_err(|error| told(error.to_string()))?;
    let id = file.strip_prefix(folder).unwrap_or(file).with_extension("").to_string_lossy().into_owned();
    let group = match content.get("group").and_then(Json::as_str) {
        Some(group) => group.to_string(),
        None if test_state::is_one(&content) => "test_state".to_string(),
        None => id.split_once('/').map_or_else(|| ".".to_string(), |(group, _)| group.to_string()),
    };
    let definition = content.get("definition").map(ToString::to_string).unwrap_or_default();
    let expected = content.get("expected");
    let notes = content.get("notes").map(ToString::to_string).unwrap_or_default();
    // What the tasks answered is not known, or the recorder has changed the input itself.
    let incomplete = ["cannot be derived", "could not be recovered"].iter().any(|note| notes.contains(note));
    let told_no = content.get("compare").and_then(Json::as_str).is_some_and(|text| text.starts_with("no"));
    let empty = !test_state::is_one(&content)
        && expected.is_some_and(|expected| {
            ["events", "output", "error", "cause", "status"].iter().all(|key| expected.get(key).is_none())
        });
    let failed_validation = content.at(&["result", "error"]).and_then(Json::as_str) == Some("VALIDATION_FAILED");
    Ok(Case {
        language: if definition.contains("\"JSONata\"") { Language::Jsonata } else { Language::JsonPath },
        comparable: !incomplete && !told_no && !empty && !failed_validation && !definition.is_empty(),
        distributed: definition.contains("\"DISTRIBUTED\""),
        id,
        group,
        file: content,
    })
}

impl Case {
    /// Whether it is a request to the TestState API.
    pub fn is_test_state(&self) -> bool {
        test_state::is_one(&self.file)
    }

    /// Whether only output, or error and cause, were recorded.
    pub fn outcome_only(&self) -> bool {
        self.file.get("result").is_some()
    }

    /// The scenario document of the case.
    pub fn scenario(&self) -> Json {
        let definition = self.file.get("definition").map(ToString::to_string).unwrap_or_default();
        let input = match self.file.get("input_text").and_then(Json::as_str) {
            Some(text) => text.to_string(),
            None if self.outcome_only() => self.file.get("input").map_or("{}".into(), ToString::to_string),
            None => self.file.get("input").map_or("{}".into(), spaced),
        };
        let text = |key: &str| self.file.at(&["names", key]).cloned();
        let names = [
            ("stateMachine", text("state_machine_name")),
            ("execution", text("execution_name")),
            ("executionArn", text("execution_arn")),
            ("roleArn", text("role_arn")),
            ("account", text("account")),
            ("region", text("region")),
        ];
        let names = Json::from_pairs(names.into_iter().filter_map(|(key, value)| Some((key, value?))));
        let mut entries = vec![
            ("stepwell", Json::int(1)),
            ("definition", Json::string(definition)),
            ("inputText", Json::string(input)),
            ("type", self.file.get("type").cloned().unwrap_or_else(|| Json::from("STANDARD"))),
            ("mocks", self.mocks()),
            ("settings", self.settings(names)),
        ];
        if let Some(objects) = self.file.get("s3").and_then(Json::as_object) {
            let object = |value: &Json| match value.as_str().and_then(|text| text.strip_prefix("b64:")) {
                Some(base64) => Json::from_pairs([("base64", Json::from(base64))]),
                None => value.clone(),
            };
            let objects = objects.iter().map(|(key, value)| (key.clone(), object(value)));
            entries.push(("s3", Json::from_pairs(objects)));
        }
        Json::from_pairs(entries)
    }

    /// The clock starts when the case was recorded: the service has changed since in a few places.
    fn settings(&self, names: Json) -> Json {
        let recorded = self.file.get("recorded").and_then(Json::as_str).and_then(instant);
        let start = recorded.unwrap_or_else(|| "2026-01-01T00:00:00Z".into());
        let mut entries = vec![("startTime", Json::from(start.as_str())), ("names", names)];
        if self.file.at(&["expected", "status"]).and_then(Json::as_str) == Some("ABORTED") {
            entries.push(("stop", Json::from_pairs([("afterSeconds", Json::int(1))])));
        }
        Json::from_pairs(entries)
    }

    /// The names of the workers that took activities, in their order: they are not told with the mocks.
    fn workers(&self) -> Vec<Json> {
        let events = self.file.at(&["expected", "events"]).and_then(Json::as_array).unwrap_or_default();
        let started = events.iter().filter_map(|event| event.get("activityStartedEventDetails"));
        started.map(|details| details.get("workerName").cloned().unwrap_or_default()).collect()
    }

    fn mocks(&self) -> Json {
        if let Some(config) = self.file.get("mock_config") {
            let machine = self.file.get("state_machine_name").and_then(Json::as_str).unwrap_or_default();
            let test = self.file.get("test_case").and_then(Json::as_str).unwrap_or_default();
            return asl::mock_config(
                &config.to_string(),
                machine,
                test,
                &self.file.get("definition").map(ToString::to_string).unwrap_or_default(),
            )
            .unwrap_or_default();
        }
        let mut workers = self.workers().into_iter();
        let mut worker = |attempt: &Json| match attempt.get("kind").and_then(Json::as_str) {
            Some("activity") => workers.next().filter(|worker| !worker.is_null()),
            _ => None,
        };
        let states = self.file.get("mocks").and_then(Json::as_object).into_iter().flatten();
        Json::from_pairs(states.map(|(state, attempts)| {
            let attempts = attempts.as_array().unwrap_or_default().iter();
            let responses = attempts.map(|attempt| match worker(attempt) {
                Some(worker) => response(attempt).with("Worker", worker),
                None => response(attempt),
            });
            (state.clone(), Json::array(responses.collect()))
        }))
    }
}

/// `17-03-2024, 11:10:13` as `2024-03-17T11:10:13Z`.
fn instant(recorded: &str) -> Option<String> {
    let (date, time) = recorded.split_once(", ")?;
    let mut parts = date.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("{year}-{month}-{day}T{time}Z"))
}

/// A recorded attempt as a response of the scenario document.
fn response(attempt: &Json) -> Json {
    let mut entries = Vec::new();
    for key in ["Return", "Throw", "Submitted"] {
        if let Some(value) = attempt.get(key) {
            entries.push((key, value.clone()));
        }
    }
    for key in ["Timeout", "Pending"] {
        if attempt.get(key).is_some() {
            entries.push((key, Json::Bool(true)));
        }
    }
    let iterations = attempt.get("iteration").and_then(Json::as_array);
    if let Some(index) = iterations.and_then(<[Json]>::last).and_then(|iteration| iteration.get("index")) {
        entries.push(("Iteration", index.clone()));
    }
    Json::from_pairs(entries)
}

/// The text that Python's `json.dumps` makes, in which the recorded inputs were sent.
fn spaced(value: &Json) -> String {
    match value {
        Json::Array(items) => format!("[{}]", items.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", ascii(key), spaced(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Json::String(text) => ascii(text),
        other => other.to_string(),
    }
}

fn ascii(text: &str) -> String {
    let mut out = String::new();
    for c in asl::json::escape(text).chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

//! Writing the scenario document: always the same text for the same scenario.

use super::{MissingMocks, S3Object, Scenario, ServiceLimits, Settings, Stop, read::VERSION};
use crate::share;
use asl_json::{Json, Map, Number, pretty};
use base64::Engine as _;

impl Scenario {
    /// Returns the document; what has its default is left out, except for version, definition and type.
    ///
    /// [`Scenario::parse`] reads it back as the same scenario, printed compactly or indented.
    pub fn to_json(&self) -> Json {
        let mut entries = Map::default();
        let mut put = |key: &str, value: Option<Json>| {
            if let Some(value) = value {
                entries.insert(key.into(), value);
            }
        };
        put("stepwell", Some(whole(VERSION)));
        put("name", (!self.name.is_empty()).then(|| Json::from(self.name.as_str())));
        put("definition", Some(definition(&self.definition_text)));
        let input = self.input_text.as_deref();
        match input.and_then(compact) {
            Some(value) => put("input", Some(value)),
            None => put("inputText", input.map(Json::from)),
        }
        put("type", Some(Json::from(self.machine_type.word())));
        put("mocks", (!self.mocks.states.is_empty()).then(|| self.mocks.to_json()));
        put("s3", (!self.s3.is_empty()).then(|| self.objects()));
        put("settings", (self.settings != Settings::default()).then(|| settings(&self.settings)));
        Json::object(entries)
    }

    fn objects(&self) -> Json {
        Json::from_pairs(self.s3.iter().map(|(key, object)| {
            let value = match object {
                S3Object::Text(text) => Json::from(text.as_str()),
                S3Object::Bytes(bytes) => Json::from_pairs([("base64", Json::string(share::STANDARD.encode(bytes)))]),
            };
            (key.as_str(), value)
        }))
    }
}

fn whole(number: u64) -> Json {
    Json::Number(Number::from_text(&number.to_string()))
}

/// An object where the reader makes the same text of it, else the text.
fn definition(text: &str) -> Json {
    match Json::parse_compact(text) {
        Ok(value @ Json::Object(_)) if pretty(&value) == text && plain(&value) => value,
        _ => Json::from(text),
    }
}

/// The value of a text that is printed as this text again.
fn compact(text: &str) -> Option<Json> {
    Json::parse_compact(text).ok().filter(|value| value.to_string() == text && plain(value))
}

/// Tells whether the value survives in the middle of a document, which nests a little deeper.
fn plain(value: &Json) -> bool {
    (value.depth() as usize) < crate::text::MAX_JSON_DEPTH
}

fn settings(settings: &Settings) -> Json {
    let names = &settings.names;
    let names = texts([
        ("stateMachine", &names.state_machine),
        ("execution", &names.execution),
        ("executionArn", &names.execution_arn),
        ("roleArn", &names.role_arn),
        ("account", &names.account),
        ("region", &names.region),
    ]);
    let limits = &settings.limits;
    let service = match limits.service {
        ServiceLimits::Aws => None,
        ServiceLimits::Off => Some(Json::from("off")),
    };
    let limits =
        [("service", service), ("maxEvents", limits.max_events.map(whole)), ("maxSteps", limits.max_steps.map(whole))];
    let limits = Json::from_pairs(limits.into_iter().filter_map(|(key, limit)| Some((key, limit?))));
    let missing = match settings.missing_mocks {
        MissingMocks::Assume => None,
        MissingMocks::Error => Some(Json::from("error")),
    };
    let entries = [
        ("startTime", settings.start_time.as_deref().map(Json::from)),
        ("seed", settings.seed.map(whole)),
        ("missingMocks", missing),
        ("names", filled(names)),
        ("limits", filled(limits)),
        ("stop", settings.stop.as_ref().map(stop)),
    ];
    Json::from_pairs(entries.into_iter().filter_map(|(key, value)| Some((key, value?))))
}

fn stop(stop: &Stop) -> Json {
    let after = ("afterSeconds", Some(whole(stop.after_seconds)));
    let texts = [("error", &stop.error), ("cause", &stop.cause)];
    let texts = texts.into_iter().map(|(key, text)| (key, text.as_deref().map(Json::from)));
    Json::from_pairs(std::iter::once(after).chain(texts).filter_map(|(key, value)| Some((key, value?))))
}

fn texts<const N: usize>(texts: [(&str, &Option<String>); N]) -> Json {
    Json::from_pairs(texts.into_iter().filter_map(|(key, text)| Some((key, Json::from(text.as_deref()?)))))
}

fn filled(object: Json) -> Option<Json> {
    object.as_object().is_some_and(|entries| !entries.is_empty()).then_some(object)
}

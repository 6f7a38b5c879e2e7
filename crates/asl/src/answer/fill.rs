//! Filling the shape of an answer with what is known of the call.

use asl_engine::{Instant, Names};
use asl_json::Json;

/// What a shape may refer to.
pub(super) struct Known<'a> {
    /// The parameters of the call.
    pub(super) parameters: &'a Json,
    pub(super) names: &'a Names,
    /// The scenario's files.
    pub(super) files: &'a super::Files,
    pub(super) now: Instant,
    /// Which of the assumed answers of the run this is, from 1: the ids differ by it.
    pub(super) number: u64,
}

impl Known<'_> {
    /// The answer of a shape.
    pub(super) fn answer(&self, shape: &str) -> Json {
        let shape = Json::parse_compact(shape).unwrap_or_else(|_| Json::empty_object());
        self.fill(&shape, 0).unwrap_or_else(Json::empty_object)
    }

    /// Shapes are few levels deep: they stand in the program.
    fn fill(&self, shape: &Json, index: usize) -> Option<Json> {
        match shape {
            Json::String(text) => self.text(text, index),
            Json::Object(object) => Some(Json::from_pairs(
                object.iter().filter_map(|(key, value)| Some((key.clone(), self.fill(value, index)?))),
            )),
            Json::Array(items) => Some(Json::array(match &items[..] {
                [Json::String(each), item] if each.starts_with('*') => {
                    let count = self.parameters.get(&each[1..]).and_then(Json::as_array).map_or(1, <[_]>::len);
                    (0..count).filter_map(|index| self.fill(item, index)).collect()
                }
                items => items.iter().filter_map(|item| self.fill(item, index)).collect(),
            })),
            other => Some(other.clone()),
        }
    }

    fn text(&self, text: &str, index: usize) -> Option<Json> {
        if let Some(name) = text.strip_prefix('%') {
            let value = self.parameters.get(name);
            return Some(Json::string(value.map_or_else(|| "{}".into(), ToString::to_string)));
        }
        let Some(parameter) = text.strip_prefix('=') else { return Some(Json::string(self.composed(text, index))) };
        let (name, default) = parameter.split_once('|').map_or((parameter, None), |(name, text)| (name, Some(text)));
        self.parameters.get(name).cloned().or_else(|| {
            let text = self.composed(default?, index);
            Some(Json::parse_compact(&text).unwrap_or_else(|_| Json::string(text)))
        })
    }

    /// A text with its parts in braces filled in; other braces stay.
    fn composed(&self, text: &str, index: usize) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, from)) = rest.split_once('{') {
            let Some((name, after)) = from.split_once('}').filter(|(name, _)| !name.is_empty()) else { break };
            filled.push_str(before);
            filled.push_str(&self.part(name, index));
            rest = after;
        }
        filled + rest
    }

    /// An id of the service's request.
    pub(super) fn request_id(&self) -> String {
        self.part("id", 0)
    }

    fn part(&self, name: &str, index: usize) -> String {
        let account = || self.names.execution_arn.split(':').nth(4).unwrap_or("111111111111").to_string();
        match name {
            "id" => format!("00000000-0000-4000-8000-{:08x}{:04x}", self.number, index),
            "now" => self.now.text(),
            "region" => self.names.region.to_string(),
            "account" => account(),
            _ => match name.split_once(':') {
                // The ARN of an execution follows from that of its state machine.
                Some((parameter, kind)) => match self.parameters.get(parameter).and_then(Json::as_str) {
                    Some(arn) => arn.replacen(":stateMachine:", &format!(":{kind}:"), 1),
                    None => format!("arn:aws:states:{}:{}:{kind}:StateMachine", self.names.region, account()),
                },
                None => match self.parameters.get(name) {
                    Some(Json::String(text)) => text.to_string(),
                    Some(other) => other.to_string(),
                    None => "assumed".into(),
                },
            },
        }
    }
}

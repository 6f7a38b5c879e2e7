//! An answer that somebody gives while a run waits for it, written into the mocks as their author has them.

use super::{Outcome, Response, read};
use crate::{
    fields::At,
    text::{self, Format},
};
use asl_json::{Json, escape, pretty, spanned::Node};

/// The longest response that stands on one line, in characters.
const LINE: usize = 110;

/// Puts a response in the place of the question that a run waits at: that of the state's invocation, or of the Map
/// iteration that the response names. The next invocation asks again. Heartbeats that the question has had stay.
///
/// # Errors
/// Why the text cannot be changed, for people.
pub fn decide(mocks: &str, state: &str, response: &Response) -> Result<String, String> {
    let empty = mocks.trim().is_empty();
    let mocks = if empty { "{}" } else { mocks };
    let parsed = text::parse(mocks).map_err(|failure| format!("The mocks cannot be read: {failure}."))?;
    let members = parsed.root.as_object().filter(|_| parsed.format != Format::Yaml);
    let members = members.ok_or("The mocks are not a JSON object. Write the answer into them by hand.")?;
    let place = match members.iter().rfind(|member| *member.key == *state) {
        Some(member) => &member.value,
        None => {
            let list = list(&[written(response), asked_again()]);
            let member = format!("\n  {}: {list}", escape(state));
            let (at, comma) = match members.last() {
                Some(last) => (last.value.span.end, ","),
                None => (parsed.root.span.start + 1, ""),
            };
            let end = if members.is_empty() { "\n" } else { "" };
            return Ok(inserted(mocks, at, &format!("{comma}{member}{end}")));
        }
    };
    let span = place.span;
    let old = &mocks[span.start as usize..span.end as usize];
    let Some(items) = place.as_array() else {
        // One response may stand without a list.
        let responses = match asks(place, response) {
            Some(before) => vec![written(&kept(response, &before)), asked_again()],
            None => vec![old.to_string(), written(response), asked_again()],
        };
        return Ok(replaced(mocks, place, &list(&responses)));
    };
    let question = items.iter().enumerate().find_map(|(at, item)| Some((at, item, asks(item, response)?)));
    match (question, items.last()) {
        (Some((at, item, before)), _) => {
            let is_last = at + 1 == items.len();
            let is_own = before.iteration == response.iteration && (!is_last || before != question_alone());
            let answer = written(&kept(response, &before));
            match (is_own, is_last) {
                (true, false) => Ok(replaced(mocks, item, &answer)),
                (true, true) => Ok(replaced(mocks, item, &format!("{answer},\n    {}", asked_again()))),
                (false, _) => Ok(inserted(mocks, item.span.start, &format!("{answer},\n    "))),
            }
        }
        (None, Some(last)) => {
            let more = format!(",\n    {},\n    {}", written(response), asked_again());
            Ok(inserted(mocks, last.span.end, &more))
        }
        (None, None) => Ok(replaced(mocks, place, &list(&[written(response), asked_again()]))),
    }
}

/// A response that asks, if it is one for the iteration that is answered.
fn asks(item: &Node, answer: &Response) -> Option<Response> {
    let found = read::response(&At::new(item, ""), &mut Vec::new())?;
    let fits = found.iteration.is_none() || found.iteration == answer.iteration;
    (found.outcome == Outcome::Ask && fits).then_some(found)
}

fn question_alone() -> Response {
    Response::new(Outcome::Ask)
}

/// The answer with what the question has had so far.
fn kept(answer: &Response, question: &Response) -> Response {
    let heartbeats = question.heartbeats.iter().chain(&answer.heartbeats).copied().collect();
    let submitted = answer.submitted.clone().or_else(|| question.submitted.clone());
    Response { submitted, heartbeats, ..answer.clone() }
}

fn asked_again() -> String {
    written(&question_alone())
}

/// On one line, if it is not too long for that.
fn written(response: &Response) -> String {
    let lines = pretty(&seconds(&response.to_json()));
    let one: Vec<&str> = lines.lines().map(str::trim_start).collect();
    let one = one.join(" ");
    if one.chars().count() <= LINE { one } else { lines.replace('\n', "\n    ") }
}

/// Seconds that are whole are written so.
fn seconds(response: &Json) -> Json {
    let whole = |value: &Json| match value {
        Json::Number(number) => number.to_string().strip_suffix(".0").and_then(|text| Json::parse_compact(text).ok()),
        _ => None,
    };
    let Some(members) = response.as_object() else { return response.clone() };
    Json::from_pairs(members.iter().map(|(key, value)| {
        let written = match (&**key, value) {
            ("DelaySeconds", value) => whole(value),
            ("Heartbeats", Json::Array(items)) => {
                Some(Json::array(items.iter().map(|item| whole(item).unwrap_or_else(|| item.clone())).collect()))
            }
            _ => None,
        };
        (&**key, written.unwrap_or_else(|| value.clone()))
    }))
}

fn list(responses: &[String]) -> String {
    format!("[\n    {}\n  ]", responses.join(",\n    "))
}

fn inserted(text: &str, at: u32, new: &str) -> String {
    let (before, after) = text.split_at(at as usize);
    format!("{before}{new}{after}")
}

fn replaced(text: &str, node: &Node, new: &str) -> String {
    format!("{}{new}{}", &text[..node.span.start as usize], &text[node.span.end as usize..])
}

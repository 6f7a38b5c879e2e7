//! AWS's own `MockConfigFile.json` (Step Functions Local), to our mocks and back.

use crate::{
    Mocks, Outcome, Response,
    fields::{At, list},
    mocks,
};
use asl_json::{Json, Map, spanned::Node};
use asl_text::Diagnostic;
use std::rc::Rc;

/// A state machine that a file names, and its test cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockedMachine {
    /// The name of the state machine.
    pub name: String,
    /// The names of its test cases, in the order of the file.
    pub cases: Vec<String>,
}

/// Tells whether a document is such a file.
pub fn is_mock_config(root: &Node) -> bool {
    let object = |key: &str| root.get(key).is_some_and(|node| node.as_object().is_some());
    object("StateMachines") && (object("MockedResponses") || root.get("MockedResponses").is_none())
}

/// Returns the state machines and test cases of a file.
pub fn machines(root: &Node) -> Vec<MockedMachine> {
    let keys = |node: Option<&Node>| -> Vec<String> {
        let members = node.and_then(Node::as_object).unwrap_or_default();
        members.iter().map(|member| member.key.to_string()).collect()
    };
    let machines = root.get("StateMachines");
    keys(machines)
        .into_iter()
        .map(|name| {
            let cases = machines.and_then(|machines| machines.get(&name)).and_then(|machine| machine.get("TestCases"));
            MockedMachine { cases: keys(cases), name }
        })
        .collect()
}

/// Reads one test case of one state machine.
///
/// The file numbers every invocation and AWS fails at one that has no number; here the last response goes on
/// answering. States that the case does not list call the real service on AWS; here they are not mocked.
///
/// # Errors
/// What is wrong with the file, and a test case that it does not have. Source: AWS Developer Guide, "Testing state
/// machines with mocked service integrations".
pub fn read(root: &Node, machine: &str, case: &str) -> Result<Mocks, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let mocks = test_case(&At::new(root, ""), machine, case, &mut found);
    match mocks {
        Some(mocks) if found.is_empty() => Ok(mocks),
        _ => Err(found),
    }
}

fn test_case(root: &At<'_>, machine: &str, case: &str, found: &mut Vec<Diagnostic>) -> Option<Mocks> {
    let machines = child(root, "StateMachines", "the file", found)?;
    let machine = child(&machines, machine, "`StateMachines`", found)?;
    let cases = child(&machine, "TestCases", "the state machine", found)?;
    let states = child(&cases, case, "`TestCases`", found)?;
    let responses = child(root, "MockedResponses", "the file", found)?;
    let mut mocks = Mocks::default();
    for member in states.object(found)? {
        let at = states.inner(&member.value, &member.key);
        let Some(name) = at.text(found) else { continue };
        let Some(answers) = responses.get(&name) else {
            found.push(at.error("unknown-response", format!("`MockedResponses` has no entry `{name}`")));
            continue;
        };
        let answers = numbered(&answers, found);
        if !answers.is_empty() {
            mocks.states.insert(member.key.to_string(), answers);
        }
    }
    Some(mocks)
}

fn child<'a>(at: &At<'a>, key: &str, place: &str, found: &mut Vec<Diagnostic>) -> Option<At<'a>> {
    let members = at.object(found)?;
    let child = at.get(key);
    if child.is_none() {
        let names: Vec<&str> = members.iter().map(|member| &*member.key).take(10).collect();
        let error = at.error("no-such-entry", format!("{place} has no entry `{key}`"));
        found.push(if names.is_empty() { error } else { error.help(format!("it has {}", list(&names))) });
    }
    child
}

/// The responses under `"0"`, `"1-2"` and so on, in the order of their numbers.
fn numbered(at: &At<'_>, found: &mut Vec<Diagnostic>) -> Vec<Response> {
    let mut ranges = Vec::new();
    for member in at.object(found).unwrap_or_default() {
        let inner = at.inner(&member.value, &member.key);
        match range(&member.key) {
            Some(range) => ranges.push((range, inner)),
            None => found.push(
                inner
                    .error("bad-range", format!("`{}` is neither a number nor a range of invocations", member.key))
                    .help("write such as `\"0\"` or `\"1-3\"`"),
            ),
        }
    }
    asl_sort::by_key(&mut ranges, |(range, _)| *range);
    let mut next = 0;
    let mut responses = Vec::new();
    for ((first, last), inner) in ranges {
        if first != next {
            found.push(inner.error(
                "numbers-not-consecutive",
                format!("the responses must be numbered without gaps: expected the next one to begin at {next}"),
            ));
            break;
        }
        next = last.saturating_add(1);
        for member in inner.node.as_object().unwrap_or_default() {
            if !matches!(&*member.key, "Return" | "Throw") {
                let unknown = inner.inner(&member.value, &member.key);
                found.push(unknown.error("unknown-field", format!("AWS's format has no `{}` here", member.key)));
            }
        }
        if let Some(response) = mocks::response(&inner, found) {
            responses.push(Response { times: last - first + 1, ..response });
        }
    }
    responses
}

/// The first and last invocation of `"0"` or `"1-3"`.
fn range(key: &str) -> Option<(u32, u32)> {
    let number = |text: &str| {
        let text = text.trim();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse::<u32>().ok().filter(|number| *number < u32::MAX) } else { None }
    };
    let (first, last) = match key.split_once('-') {
        Some((first, last)) => (number(first)?, number(last)?),
        None => (number(key)?, number(key)?),
    };
    (first <= last).then_some((first, last))
}

/// Returns a file with one test case, and in sentences what its format cannot express.
pub fn write(mocks: &Mocks, machine: &str, case: &str) -> (Json, Vec<String>) {
    let mut lost = Vec::new();
    let mut states = Map::default();
    let mut responses = Map::default();
    for (state, answers) in &mocks.states {
        let name = format!("{case}{state}");
        let numbered = write_numbered(state, answers, &mut lost);
        if numbered.is_empty() {
            continue;
        }
        states.insert(state.as_str().into(), Json::from(name.as_str()));
        responses.insert(name.into(), Json::object(numbered));
    }
    if !responses.is_empty() {
        lost.push(
            "The last response of a state answers every further invocation here; Step Functions Local fails at an \
             invocation that has no number."
                .to_string(),
        );
    }
    let cases = Json::from_pairs([(case, Json::object(states))]);
    let machines = Json::from_pairs([(machine, Json::from_pairs([("TestCases", cases)]))]);
    (Json::from_pairs([("StateMachines", machines), ("MockedResponses", Json::object(responses))]), lost)
}

fn write_numbered(state: &str, answers: &[Response], lost: &mut Vec<String>) -> Map {
    let mut numbered = Map::default();
    let mut next: u64 = 0;
    for (index, answer) in answers.iter().enumerate() {
        let what = format!("`{state}`, response {}", index + 1);
        let Some(outcome) = write_outcome(&what, &answer.outcome, lost) else { continue };
        let extras = [
            ("Submitted", answer.submitted.is_some()),
            ("Worker", answer.worker.is_some()),
            ("DelaySeconds", answer.delay_seconds.is_some()),
            ("Iteration", answer.iteration.is_some()),
            ("When", answer.when.is_some()),
            ("Heartbeats", !answer.heartbeats.is_empty()),
        ];
        let extras: Vec<&str> = extras.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect();
        if !extras.is_empty() {
            lost.push(format!("{what}: {} cannot be written and is left out.", list(&extras)));
        }
        let last = next + u64::from(answer.times.max(1)) - 1;
        let key = if last == next { next.to_string() } else { format!("{next}-{last}") };
        numbered.insert(key.into(), outcome);
        next = last + 1;
    }
    numbered
}

fn write_outcome(what: &str, outcome: &Outcome, lost: &mut Vec<String>) -> Option<Json> {
    let (key, value) = match outcome {
        Outcome::Return(value) => ("Return", value.clone()),
        Outcome::Throw { error, cause } => {
            if error.is_none() || cause.is_none() {
                lost.push(format!(
                    "{what}: AWS's format wants both `Error` and `Cause`; what is missing is written empty."
                ));
            }
            let text = |text: &Option<Rc<str>>| Json::from(text.as_deref().unwrap_or_default());
            ("Throw", Json::from_pairs([("Error", text(error)), ("Cause", text(cause))]))
        }
        Outcome::Timeout => {
            lost.push(format!(
                "{what}: a task that never answers is written as the error `States.Timeout`, thrown at once."
            ));
            let parts = [("Error", Json::from("States.Timeout")), ("Cause", Json::from(""))];
            ("Throw", Json::from_pairs(parts))
        }
        Outcome::Pending | Outcome::Ask => {
            lost.push(format!("{what}: a task that does not finish cannot be written and is left out."));
            return None;
        }
    };
    Some(Json::from_pairs([(key, value)]))
}

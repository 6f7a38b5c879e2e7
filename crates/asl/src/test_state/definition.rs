//! Which state is tested: one by itself, or one of a machine.

use super::{Refusal, request::Request};
use crate::check;
use asl_document::{MachineType, text};
use asl_json::Json;
use asl_model::{Program, State, StateId};
use asl_text::Severity;
use std::rc::Rc;

/// How a state by itself is called (case `test_state/…test_parallel_state_empty_branches`).
pub(super) const LONE: &str = "StateName";

/// The code of a field that breaks its rules.
const SHAPE: &str = "SCHEMA_VALIDATION_FAILED";

/// The state that is tested.
#[derive(Debug)]
pub(super) struct Tested {
    pub(super) program: Rc<Program>,
    pub(super) id: StateId,
    /// Its definition.
    pub(super) json: Json,
}

impl Tested {
    pub(super) fn find(request: &Request) -> Result<Self, Refusal> {
        let root = match text::parse(&request.definition) {
            Ok(parsed) => parsed.root.to_json(),
            Err(failure) => return Err(invalid(&[format!("INVALID_JSON_DESCRIPTION: {}", failure.message)])),
        };
        let (name, machine) = match &request.state_name {
            Some(name) => (name.as_str(), root),
            None => {
                let states = Json::from_pairs([(LONE, root)]);
                (LONE, Json::from_pairs([("StartAt", Json::from(LONE)), ("States", states)]))
            }
        };
        let checked = check(&machine.to_string(), MachineType::Standard);
        let errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        // A state by itself leads to states that are not there.
        let lone = request.state_name.is_none();
        let elsewhere = |code: &str| lone && matches!(code, "MISSING_TRANSITION_TARGET" | "MISSING_END_STATE");
        let errors: Vec<_> = errors.filter(|found| !elsewhere(found.code)).collect();
        // Quirk: what the states mean together is asked only where each of them has its shape
        // (case `test_state/…test_state_name_invalid_state_definition`).
        let shapes = errors.iter().any(|found| found.code == SHAPE);
        let errors: Vec<String> = errors
            .iter()
            .filter(|found| !shapes || found.code == SHAPE)
            .map(|found| match found.location.as_str() {
                "" => format!("{}: {}", found.code, found.message),
                location => format!("{}: {} at {location}", found.code, found.message),
            })
            .collect();
        if !errors.is_empty() {
            return Err(invalid(&errors));
        }
        let program = checked.program.unwrap_or_default();
        let missing = || Refusal::invalid("State not found in definition");
        let at = program.states.iter().position(|state| &*state.name == name).ok_or_else(missing)?;
        let json = state_named(&machine, name).ok_or_else(missing)?;
        Ok(Self { program: Rc::new(program), id: StateId(at as u32), json })
    }

    pub(super) fn state(&self) -> &State {
        self.program.state(self.id)
    }
}

fn invalid(errors: &[String]) -> Refusal {
    let quoted: Vec<String> = errors.iter().map(|error| format!("'{error}'")).collect();
    Refusal::definition(format!("Invalid State Machine Definition: {}", quoted.join(", ")))
}

/// The definition of a state, wherever it stands: names are unique in the whole.
fn state_named(machine: &Json, name: &str) -> Option<Json> {
    let mut left = vec![machine.clone()];
    while let Some(machine) = left.pop() {
        let Some(states) = machine.get("States").and_then(Json::as_object) else { continue };
        if let Some(state) = states.get(name) {
            return Some(state.clone());
        }
        for state in states.values() {
            left.extend(state.get("Branches").and_then(Json::as_array).unwrap_or_default().iter().cloned());
            left.extend(["ItemProcessor", "Iterator"].iter().filter_map(|field| state.get(field)).cloned());
        }
    }
    None
}

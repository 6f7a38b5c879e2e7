//! The data of a state on its way out: ResultSelector, ResultPath, OutputPath, Assign.

use crate::{
    Execution, Fault, StageName, Via, evaluate::Evaluator, fault::Origin, lane::Lane, stages::payload_stage, step::Exit,
};
use asl_json::Json;
use asl_model::{Kind, Language, PathField, ResultPath, State, Template, Then};
use std::rc::Rc;

/// Variables in the order in which they were assigned.
pub(crate) type Assigned = Option<Rc<[(Rc<str>, Json)]>>;

/// What the state looks at: `InputPath` of the raw input.
pub(crate) fn effective(execution: &Execution, state: &State, lane: &Lane) -> Result<Json, Fault> {
    let effective = Evaluator::new(execution, lane, &lane.input).path_field(&state.input_path);
    match state.language {
        Language::JsonPath => execution.noted(lane, StageName::AfterInputPath, effective),
        Language::Jsonata => effective,
    }
}

/// `Parameters`, where there are some: their value, else the effective input.
pub(crate) fn payload(
    execution: &Execution,
    state: &State,
    lane: &mut Lane,
    parameters: Option<&Template>,
    effective: Json,
) -> Result<Json, Fault> {
    let payload = match parameters {
        None => Ok(effective),
        Some(template) => built(execution, lane, template, &effective),
    };
    execution.noted(lane, payload_stage(state.language), payload)
}

/// A template's value, seen with `$` as `input`.
pub(crate) fn built(execution: &Execution, lane: &mut Lane, template: &Template, input: &Json) -> Result<Json, Fault> {
    let evaluator = Evaluator::new(execution, lane, input);
    let value = evaluator.template(template);
    lane.draws = evaluator.draws();
    value
}

/// A template's value, seen with `$` as `value` in JSONPath, and `$states.result` as `value` in JSONata.
fn concluded(
    execution: &Execution,
    lane: &mut Lane,
    template: &Template,
    value: &Json,
    seen: Seen,
) -> Result<Json, Fault> {
    let evaluator = Evaluator::new(execution, lane, value);
    let evaluator = match seen {
        Seen::Input => evaluator,
        Seen::Result => evaluator.with_result(value),
        Seen::Error => evaluator.with_error(value),
    };
    let built = evaluator.template(template);
    lane.draws = evaluator.draws();
    built
}

/// What a value is to the expressions of a JSONata state.
#[derive(Clone, Copy)]
pub(crate) enum Seen {
    /// It is `$states.input`.
    Input,
    /// It is `$states.result`.
    Result,
    /// It is `$states.errorOutput`.
    Error,
}

/// `Assign`: all right sides see the old variables.
pub(crate) fn assigned(
    execution: &Execution,
    lane: &mut Lane,
    template: Option<&Template>,
    value: &Json,
    seen: Seen,
) -> Result<Assigned, Fault> {
    let Some(template) = template else { return Ok(None) };
    let built = concluded(execution, lane, template, value, seen)?;
    let entries: Rc<[_]> =
        built.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())).collect();
    if let Some(cause) = exceeds_variables(execution, lane, &entries) {
        return Err(Execution::data_limit(cause, Origin::Runtime));
    }
    // Quirk: an empty Assign leaves no trace (case `assign/test_assign_base.test_base_cases[BASE_EMPTY]`).
    Ok(Some(entries).filter(|entries| !entries.is_empty()))
}

/// Why the variables are too large together or one by one. The limits are AWS's; its wording is not known.
fn exceeds_variables(execution: &Execution, lane: &Lane, assigned: &[(Rc<str>, Json)]) -> Option<String> {
    let limits = &execution.settings.limits;
    let large = assigned.iter().find(|(_, value)| value.size() > limits.variable);
    let name = &execution.program.state(lane.state).name;
    let together: usize = assigned.iter().map(|(_, value)| value.size()).sum();
    let kept = || lane.variables.size_without(assigned);
    let what = match large {
        Some((variable, _)) => format!("the variable '{variable}' with a size"),
        None if together > limits.variable => "variables with a total size".into(),
        None if limits.variables < usize::MAX && kept() + together > limits.variables => {
            "variables that bring the execution's variables to a size".into()
        }
        None => return None,
    };
    Some(format!("The state '{name}' assigned {what} exceeding the maximum number of bytes service limit."))
}

/// `Output` of a JSONata state or catcher; without one the value goes on as it is.
pub(crate) fn output(
    execution: &Execution,
    lane: &mut Lane,
    template: Option<&Template>,
    value: &Json,
    seen: Seen,
) -> Result<Json, Fault> {
    match template {
        None => Ok(value.clone()),
        Some(template) => concluded(execution, lane, template, value, seen),
    }
}

/// A result on its way out of Pass, Task, Parallel and Map.
///
/// `Assign` sees the result before `ResultSelector`; `ResultPath` writes into the raw input; `OutputPath` sees the old
/// variables (case `assign/test_assign_reference_variables.test_state_assign_evaluation_order`).
pub(crate) fn settle(execution: &Execution, state: &State, lane: &mut Lane, result: Json) -> Result<Exit, Fault> {
    // A Pass has done no work: it has no result in JSONata.
    let seen = if matches!(state.kind, Kind::Pass { .. }) { Seen::Input } else { Seen::Result };
    if !matches!(state.kind, Kind::Pass { result: None, .. }) {
        execution.note(lane, StageName::Result, &result);
    }
    let assigned = assigned(execution, lane, state.assign.as_ref(), &result, seen)?;
    if state.language == Language::Jsonata {
        let output = output(execution, lane, state.output.as_ref(), &result, seen);
        return checked(execution, state, lane, output).map(|output| Exit {
            output,
            assigned,
            then: state.then.clone(),
            via: Via::Next,
        });
    }
    let selected = match &state.result_selector {
        Some(selector) => built(execution, lane, selector, &result),
        None => Ok(result),
    };
    let selected = execution.noted(lane, StageName::AfterResultSelector, selected)?;
    let placed = place(execution, lane, &state.result_path, selected)?;
    let output = match &state.output_path {
        PathField::Whole => Ok(placed),
        path => Evaluator::new(execution, lane, &placed).path_field(path),
    };
    checked(execution, state, lane, output).map(|output| Exit {
        output,
        assigned,
        then: state.then.clone(),
        via: Via::Next,
    })
}

/// A Wait or Succeed is done: it has no result, so its input goes on. A Succeed has no `Assign`.
pub(crate) fn pass_input_on(execution: &Execution, state: &State, lane: &mut Lane) -> Result<Exit, Fault> {
    let effective = effective(execution, state, lane)?;
    let fields = [state.assign.as_ref(), state.output.as_ref()];
    pass_on(execution, state, lane, &effective, fields, (state.then.clone(), Via::Next))
}

/// The output of Choice, Wait and Succeed: `OutputPath` of the effective input, or `Output`.
pub(crate) fn pass_on(
    execution: &Execution,
    state: &State,
    lane: &mut Lane,
    effective: &Json,
    [assign, output_template]: [Option<&Template>; 2],
    (then, via): (Then, Via),
) -> Result<Exit, Fault> {
    let assigned = assigned(execution, lane, assign, effective, Seen::Input)?;
    if state.language == Language::Jsonata {
        let output = output(execution, lane, output_template, effective, Seen::Input);
        return checked(execution, state, lane, output).map(|output| Exit { output, assigned, then, via });
    }
    let output = Evaluator::new(execution, lane, effective).path_field(&state.output_path);
    checked(execution, state, lane, output).map(|output| Exit { output, assigned, then, via })
}

/// `ResultPath`: where in the raw input a result goes.
pub(crate) fn place(execution: &Execution, lane: &Lane, path: &ResultPath, result: Json) -> Result<Json, Fault> {
    let placed = match path {
        ResultPath::Replace => Ok(result),
        ResultPath::Discard => Ok(lane.input.clone()),
        ResultPath::Write(reference, _) => {
            reference.write(&lane.input, result.compact()).map_err(|missing| execution.runtime(lane, &missing.message))
        }
    };
    execution.noted(lane, StageName::AfterResultPath, placed)
}

/// The output, unless it is larger than the service allows.
fn checked(execution: &Execution, state: &State, lane: &Lane, output: Result<Json, Fault>) -> Result<Json, Fault> {
    let output = output.and_then(|output| match execution.exceeds_payload(&output) {
        true => Err(Execution::too_large(&state.name, Origin::Runtime)),
        false => Ok(output),
    });
    execution.noted(lane, StageName::Output, output)
}

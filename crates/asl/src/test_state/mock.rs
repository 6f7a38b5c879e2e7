//! Which states take a mock, which need one, and what a mocked result must look like.

use super::{
    Refusal, context,
    definition::Tested,
    fields,
    request::{FieldMode, Mock, Request},
};
use asl_json::Json;
use asl_model::{Kind, ResourceKind};

pub(super) fn check(request: &Request, tested: &Tested) -> Result<(), Refusal> {
    let kind = &tested.state().kind;
    let Some(mock) = &request.mock else { return without(request, tested) };
    if !matches!(kind, Kind::Task(_) | Kind::Map(_) | Kind::Parallel { .. }) {
        let message = format!("State type '{}' is not supported when a mock is specified", kind.name());
        return Err(Refusal::invalid(message));
    }
    let Mock::Result(text) = mock else { return Ok(()) };
    let result = Json::parse(text).map_err(|_| Refusal::invalid("Mocked result must be valid JSON"))?;
    let items = result.as_array();
    match kind {
        Kind::Parallel { branches, .. } => match items {
            None => Err(Refusal::invalid("Mocked result must be an array.")),
            Some(items) if items.len() != branches.len() => Err(Refusal::invalid(
                "Mocked result must contain the same number of items as number of Parallel branches.",
            )),
            Some(_) => Ok(()),
        },
        Kind::Map(map) => {
            let writer = map.distributed.as_ref().and_then(|distributed| distributed.writer.as_ref());
            if writer.is_some_and(|writer| writer.exports) {
                return match result.as_object() {
                    Some(_) => Ok(()),
                    None => Err(Refusal::invalid("Mocked result must be a JSON object.")),
                };
            }
            items.map(|_| ()).ok_or_else(|| Refusal::invalid("Mocked result must be an array."))
        }
        Kind::Task(task) if request.field_mode != FieldMode::None => {
            let strict = request.field_mode == FieldMode::Strict;
            match fields::fault(&task.resource.kind, &result, strict) {
                Some(fault) => Err(Refusal::invalid(fault)),
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// A test without a mock calls the task itself.
fn without(request: &Request, tested: &Tested) -> Result<(), Refusal> {
    let supported = "Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]";
    match &tested.state().kind {
        Kind::Map(_) | Kind::Parallel { .. } => {
            Err(Refusal::definition(format!("TestState API does not support Map or Parallel states. {supported}")))
        }
        Kind::Task(task) if task.resource.kind == ResourceKind::Activity || context::has_token(tested) => {
            Err(Refusal::definition(
                "TestState API does not support Activity tasks, nor the '.sync' and '.waitForTaskToken' service \
                 integration patterns, when a mock is not specified.",
            ))
        }
        Kind::Task(_) if request.role.is_none() => {
            Err(Refusal::invalid("RoleArn must be specified when testing a Task state"))
        }
        _ => Ok(()),
    }
}

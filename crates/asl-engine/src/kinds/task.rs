//! Task: scheduled, started, submitted, answered or timed out.

use crate::{
    Details, Effect, Execution, Fault, Instant, Invocation, Link, Output, Wake, dataflow,
    evaluate::Evaluator,
    fault::Origin,
    kinds::{parameters, simple},
    lane::{Call, Lane, Phase, TaskId},
};
use asl_json::Json;
use asl_model::{Amount, Kind, Pattern, ResourceKind, State, TaskState};
use std::rc::Rc;

/// What is evaluated before a task is scheduled, anew for each attempt.
struct Plan {
    payload: Json,
    timeout: Option<u64>,
    heartbeat: Option<u64>,
    role: Option<Rc<str>>,
}

pub(crate) fn act(
    execution: &mut Execution,
    state: &State,
    task: &TaskState,
    id: u32,
    mut lane: Box<Lane>,
    out: &mut Output,
) {
    lane.attempt += 1;
    let plan = match plan(execution, state, task, &mut lane) {
        Ok(plan) => plan,
        Err(fault) => return execution.fail(id, lane, fault, out),
    };
    let scheduled = Details::Scheduled {
        state: lane.state,
        input: plan.payload.clone(),
        timeout: plan.timeout,
        heartbeat: plan.heartbeat,
        role: plan.role,
    };
    execution.emit(&mut lane, Link::Cause, scheduled, out);
    let epoch = execution.new_epoch(&mut lane);
    if let Some(seconds) = plan.timeout {
        execution.queue.add(execution.now.after_seconds(seconds as f64), id, epoch, Wake::Timeout);
    }
    lane.call = Some(Box::new(Call {
        reply: None,
        started_at: execution.now,
        heartbeat: plan.heartbeat,
        heartbeat_at: Instant(0),
    }));
    beat(execution, id, &mut lane);
    out.effects.push(Effect::Invoke(Invocation {
        task: TaskId { lane: id, epoch },
        state: lane.state,
        payload: plan.payload,
        attempt: lane.attempt,
        iteration: lane.item.as_ref().map(|item| item.index),
        token: token(execution, &lane),
    }));
    lane.phase = Phase::Start;
    execution.ready.push_back(id);
    execution.put(id, lane);
}

fn plan(execution: &Execution, state: &State, task: &TaskState, lane: &mut Lane) -> Result<Plan, Fault> {
    let effective = dataflow::effective(execution, state, lane)?;
    let payload = dataflow::payload(execution, state, lane, task.parameters.as_ref(), effective.clone())?;
    let role = match &task.credentials {
        None => None,
        Some(template) => {
            let credentials = dataflow::built(execution, lane, template, &effective)?;
            credentials.get("RoleArn").and_then(Json::as_str).map(Rc::from)
        }
    };
    if let Some(unfit) = parameters::unfit(&task.resource.kind, &payload) {
        return Err(execution.runtime(lane, &unfit));
    }
    let evaluator = Evaluator::new(execution, lane, &effective);
    let seconds =
        |amount: &Option<Amount>, name: &str| amount.as_ref().map(|amount| evaluator.seconds(amount, name)).transpose();
    Ok(Plan {
        payload: submitted_payload(task, payload),
        timeout: seconds(&task.timeout, "TimeoutSeconds")?,
        heartbeat: seconds(&task.heartbeat, "HeartbeatSeconds")?,
        role,
    })
}

/// Quirk: the service adds the field `StartedBy` to what it sends to ECS where it waits for the job
/// (case `services/test_ecs_task_service.test_run_task_sync`).
fn submitted_payload(task: &TaskState, payload: Json) -> Json {
    match &task.resource.kind {
        ResourceKind::Service { resource_type, pattern: Pattern::Sync, .. } if &**resource_type == "ecs" => {
            payload.with("StartedBy", Json::string("AWS Step Functions"))
        }
        _ => payload,
    }
}

/// A heartbeat has arrived, or the task begins: the next one is due in `HeartbeatSeconds`.
pub(crate) fn beat(execution: &mut Execution, id: u32, lane: &mut Lane) {
    let now = execution.now;
    let epoch = lane.epoch;
    if let Some(call) = &mut lane.call
        && let Some(seconds) = call.heartbeat
    {
        call.heartbeat_at = now.after_seconds(seconds as f64);
        execution.queue.add(call.heartbeat_at, id, epoch, Wake::HeartbeatDue);
    }
}

/// The answer has come, or the time is over.
pub(crate) fn finish(execution: &mut Execution, id: u32, mut lane: Box<Lane>, out: &mut Output) {
    let program = Rc::clone(&execution.program);
    let state = program.state(lane.state);
    let reply = lane.call.take().and_then(|call| call.reply);
    let fired = lane.fired;
    execution.new_epoch(&mut lane);
    let answer = reply.and_then(|reply| reply.result).filter(|_| fired == Some(Wake::Reply));
    let (details, next) = match (answer, lane.state) {
        (None, state) if fired == Some(Wake::HeartbeatDue) => (Details::TimedOut { state }, Err(Fault::heartbeat())),
        (None, state) => (Details::TimedOut { state }, Err(Fault::timeout())),
        (Some(Ok(result)), at) if execution.exceeds_payload(&result) => {
            let fault = Execution::too_large(&resource_name(state), Origin::Task);
            (Details::Failed { state: at, fault: fault.clone() }, Err(fault))
        }
        (Some(Ok(result)), state) => (Details::Succeeded { state, output: result.clone() }, Ok(result)),
        (Some(Err(fault)), state) => (Details::Failed { state, fault: fault.clone() }, Err(fault)),
    };
    execution.emit(&mut lane, Link::Cause, details, out);
    match next {
        Ok(result) => {
            let exit = dataflow::settle(execution, state, &mut lane, result);
            simple::settle(execution, exit, id, lane, out);
        }
        Err(fault) => {
            // The failure is recorded now; what follows from it comes after what else happens at this moment
            // (case `timeouts/test_timeouts.test_service_lambda_map_timeout`).
            lane.phase = Phase::Failed(fault);
            execution.ready.push_back(id);
            execution.put(id, lane);
        }
    }
}

/// How the service names what answered too much: the type of an integration, or the ARN of a function.
fn resource_name(state: &State) -> String {
    match &state.kind {
        Kind::Task(task) => match &task.resource.kind {
            ResourceKind::Service { resource_type, .. } => resource_type.to_string(),
            ResourceKind::Lambda | ResourceKind::Activity => task.resource.arn.to_string(),
        },
        _ => state.name.to_string(),
    }
}

/// The task token of a lane's current attempt, where its task waits for one.
pub(crate) fn token(execution: &Execution, lane: &Lane) -> Option<Rc<str>> {
    let Kind::Task(task) = &execution.program.state(lane.state).kind else { return None };
    // Quirk: `.sync` has a token too (case `callback/test_callback.test_sync_with_task_token`).
    match &task.resource.kind {
        ResourceKind::Service { pattern: Pattern::Token | Pattern::Sync | Pattern::Sync2, .. } => {}
        ResourceKind::Service { .. } | ResourceKind::Lambda | ResourceKind::Activity => return None,
    }
    let bits = crate::evaluate::random(execution, lane, u64::from(lane.entered) << 20 | u64::from(lane.attempt));
    Some(format!("AAAAKgAAAAIAAAAA{bits:016x}{:08x}{:04x}", lane.entered, lane.attempt).into())
}

//! Names and ARNs of a run, as the scenario gives them, else made up.

use asl_document::{MachineType, Scenario};
use asl_engine::Names;
use std::rc::Rc;

/// The names of a run that names nothing.
pub(crate) fn default_names() -> Names {
    names(&Scenario::default())
}

/// The names of a run of a scenario.
pub(super) fn names(scenario: &Scenario) -> Names {
    let given = &scenario.settings.names;
    let or = |text: &Option<String>, default: &str| -> Rc<str> { text.as_deref().unwrap_or(default).into() };
    let account = or(&given.account, "111111111111");
    let region = or(&given.region, "us-east-1");
    let state_machine = or(&given.state_machine, "StateMachine");
    let execution = or(&given.execution, "00000000-0000-4000-8000-000000000000");
    let arn = format!("arn:aws:states:{region}:{account}");
    let execution_arn = match scenario.machine_type {
        MachineType::Standard => format!("{arn}:execution:{state_machine}:{execution}"),
        MachineType::Express => format!("{arn}:express:{state_machine}:{execution}:{execution}"),
    };
    Names {
        state_machine_arn: format!("{arn}:stateMachine:{state_machine}").into(),
        execution_arn: or(&given.execution_arn, &execution_arn),
        role_arn: or(&given.role_arn, &format!("arn:aws:iam::{account}:role/StepFunctionsRole")),
        state_machine,
        execution,
        region,
    }
}

//! State machines in CloudFormation and SAM templates, and in the Serverless Framework's file.

use super::Machine;
use crate::{
    MachineType,
    scenario::read::object_text,
    text::{Parsed, long_form, resolve},
};
use asl_json::{
    pretty,
    spanned::{Node, Value},
};

const TYPES: [&str; 2] = ["AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine"];

/// The state machines of a template, or `None` where the document is no template with one.
pub(super) fn machines(text: &str, parsed: &Parsed) -> Option<Vec<Machine>> {
    let root = &parsed.root;
    // An article may show the resource alone.
    let resources = root.get("Resources").unwrap_or(root).as_object()?;
    let machines: Vec<Machine> = resources
        .iter()
        .filter(|resource| string(&resource.value, "Type").is_some_and(|kind| TYPES.contains(&kind.as_str())))
        .map(|resource| resource_machine(&resource.key, resource.value.get("Properties"), text, parsed))
        .chain(serverless(text, parsed))
        .collect();
    (!machines.is_empty()).then_some(machines)
}

fn resource_machine(id: &str, properties: Option<&Node>, text: &str, parsed: &Parsed) -> Machine {
    let property = |key: &str| properties.and_then(|properties| string(properties, key));
    let name = property("StateMachineName").or_else(|| property("Name"));
    let kind = property("StateMachineType").or_else(|| property("Type"));
    let get = |key: &str| properties.and_then(|properties| properties.get(key));
    let definition = match (get("Definition"), get("DefinitionString")) {
        (Some(node), _) | (None, Some(node)) => definition(id, node, text, parsed),
        (None, None) => Err(elsewhere(id, get("DefinitionUri").or_else(|| get("DefinitionS3Location")))),
    };
    Machine {
        name: name.filter(|name| !name.contains("${")).unwrap_or_else(|| id.to_string()),
        definition,
        machine_type: kind.as_deref().and_then(MachineType::from_word),
        role_arn: property("RoleArn").or_else(|| property("Role")),
    }
}

/// `stepFunctions.stateMachines.*.definition` of the Serverless Framework.
fn serverless(text: &str, parsed: &Parsed) -> Vec<Machine> {
    let machines = parsed.root.get("stepFunctions").and_then(|node| node.get("stateMachines"));
    let members = machines.and_then(Node::as_object).unwrap_or_default();
    members
        .iter()
        .map(|member| Machine {
            name: string(&member.value, "name").unwrap_or_else(|| member.key.to_string()),
            definition: match member.value.get("definition") {
                Some(node) => definition(&member.key, node, text, parsed),
                None => Err(elsewhere(&member.key, None)),
            },
            machine_type: string(&member.value, "type").and_then(|word| MachineType::from_word(&word)),
            role_arn: string(&member.value, "role"),
        })
        .collect()
}

fn definition(id: &str, node: &Node, text: &str, parsed: &Parsed) -> Result<String, String> {
    // `Fn::ToJsonString` stands around an object that is the definition.
    let node = match long_form(node) {
        Some(("ToJsonString", argument)) => argument,
        _ => node,
    };
    let resolved = resolve(node);
    match &resolved.value {
        Value::String(text) => Ok(text.to_string()),
        Value::Object(_) if long_form(&resolved).is_some() => {
            Err(format!("The definition of `{id}` is made by a function that only a deployment can call."))
        }
        Value::Object(_) if resolved == *node => Ok(object_text(node, text, parsed.format)),
        Value::Object(_) => Ok(pretty(&resolved.to_json())),
        _ => Err(format!("The definition of `{id}` is neither a text nor an object.")),
    }
}

fn elsewhere(id: &str, place: Option<&Node>) -> String {
    let key = |node: &Node| string(node, "Key");
    match place.and_then(|node| node.as_str().map(str::to_string).or_else(|| key(node))) {
        Some(file) => {
            format!("The definition of `{id}` is not in this template but in the file `{file}`: paste that file.")
        }
        None => format!("The template names the state machine `{id}`, but not its definition."),
    }
}

/// A property as text, with functions as placeholders.
fn string(node: &Node, key: &str) -> Option<String> {
    resolve(node.get(key)?).as_str().map(str::to_string)
}

//! Task.

use super::at::At;
use super::fields::was_meant;
use super::findings::schema;
use super::integration;
use super::path::AmountForm;
use super::reader::Reader;
use super::state::Scope;
use super::value::{Range, quoted};
use crate::program::{Language, MachineType, Pattern, Resource, ResourceKind, TaskState, Template};
use asl_json::spanned::{Member, Node};

impl Reader {
    /// The fields of a Task.
    pub(crate) fn task(&mut self, scope: Scope<'_>, member: &Member, at: &At<'_>) -> TaskState {
        let Scope { node, language, meant, .. } = scope;
        self.required(node, member.key_span, at, &["Resource"], meant);
        let resource = match node.get("Resource") {
            Some(value) => self.resource(value, &at.key("Resource")),
            None => Resource::parse(""),
        };
        self.service_parameters(scope, member, at, &resource);
        let form = AmountForm { range: Range::whole(1, 99_999_999), language, context: true };
        TaskState {
            parameters: self.input_template(scope, at),
            credentials: self.credentials(node, at, language, &resource),
            timeout: self.amount(node, "TimeoutSeconds", at, form),
            heartbeat: self.amount(node, "HeartbeatSeconds", at, form),
            resource,
        }
    }

    fn resource(&mut self, node: &Node, at: &At<'_>) -> Resource {
        let Some(text) = self.string(node, at) else { return Resource::parse("") };
        let resource = Resource::parse(text);
        if text.contains("${") {
            return resource;
        }
        if !text.starts_with("arn:") {
            let finding = schema(node.span, at, "Value is not a valid resource ARN")
                .help("Write the ARN of a Lambda function or an activity, or arn:aws:states:::service:action.");
            self.report(finding);
            return resource;
        }
        let express = self.options.machine_type == MachineType::Express;
        match &resource.kind {
            ResourceKind::Activity if express => self.express(node, at, "Activity ARN"),
            ResourceKind::Service { pattern, .. } if express && *pattern != Pattern::RequestResponse => {
                match pattern {
                    Pattern::Sync | Pattern::Sync2 => self.express(node, at, "'.sync' service integration"),
                    // Quirk: this message ends with a blank.
                    _ => self.express(node, at, "'.waitForTaskToken' service integration "),
                }
            }
            ResourceKind::Service { resource_type, action, pattern } => {
                if !integration::exists(resource_type, integration::bare(action), *pattern) {
                    self.unknown_integration(node, at, text, resource_type, integration::bare(action));
                }
            }
            ResourceKind::Lambda | ResourceKind::Activity => {}
        }
        resource
    }

    fn express(&mut self, node: &Node, at: &At<'_>, what: &str) {
        let finding = schema(node.span, at, format!("Express state machine does not support {what}"))
            .help("Make it Standard, or call the service without waiting.");
        self.report(finding);
    }

    fn unknown_integration(&mut self, node: &Node, at: &At<'_>, arn: &str, service: &str, action: &str) {
        let message = format!(
            "The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is \
             not available in this region."
        );
        let mut finding = schema(node.span, at, message);
        if let Some(meant) = self.closest_of(action, integration::actions(service)) {
            let text = arn.replacen(&format!(":{action}"), &format!(":{meant}"), 1);
            finding =
                finding.help(format!("Did you mean `{text}`?")).fix(format!("Call {meant}"), node.span, quoted(&text));
        } else if let Some(meant) = service
            .strip_prefix("aws-sdk:")
            .filter(|_| action.starts_with(|first: char| first.is_ascii_uppercase()))
            .map(|_| with_first(action, |first| first.to_ascii_lowercase()))
        {
            let text = arn.replacen(&format!(":{action}"), &format!(":{meant}"), 1);
            finding = finding.help(format!("Actions of the SDK begin with a small letter: `{text}`.")).fix(
                format!("Call {meant}"),
                node.span,
                quoted(&text),
            );
        } else if let Some(sdk) = integration::sdk_service(service) {
            let text = arn.replacen(&format!(":::{service}:"), &format!(":::aws-sdk:{sdk}:"), 1);
            let text = text.trim_end_matches(".sync:2").trim_end_matches(".sync").to_string();
            finding = finding.help(format!("Call it through the SDK integration: `{text}`.")).fix(
                "Use the SDK integration",
                node.span,
                quoted(&text),
            );
        } else {
            finding = finding.help("Write an optimized integration, or arn:aws:states:::aws-sdk:service:action.");
        }
        self.report(finding);
    }

    /// A service needs its parameters, some of them by name; and all of their names begin with a capital letter
    /// (Developer Guide, "Integrating with AWS SDK services"), whatever they are called in the service's own API.
    fn service_parameters(&mut self, scope: Scope<'_>, member: &Member, at: &At<'_>, resource: &Resource) {
        let ResourceKind::Service { resource_type, action, .. } = &resource.kind else { return };
        let name = match scope.language {
            Language::JsonPath => "Parameters",
            Language::Jsonata => "Arguments",
        };
        if resource.arn.contains("${") || !integration::is_known(resource_type) {
            return;
        }
        let Some(given) = scope.node.get(name) else {
            if !was_meant(scope.meant, &[name]) {
                let message = format!("{name} field is required for resource ARN: {}", resource.arn);
                let help = format!("Add `{name}`: what the service is called with.");
                self.report(schema(member.key_span, at, message).help(help));
            }
            return;
        };
        let Some(entries) = given.as_object() else { return };
        // What `.$` fills in is looked at when the task is to start.
        let is_small = |key: &str| key.starts_with(|first: char| first.is_ascii_lowercase()) && !key.ends_with(".$");
        for entry in entries.iter().filter(|entry| is_small(&entry.key)) {
            let message = format!("The field \"{}\" is not supported by Step Functions", entry.key);
            let meant = with_first(&entry.key, |first| first.to_ascii_uppercase());
            let finding = schema(entry.key_span, at.key(name), message).help(format!("Write `{meant}`."));
            self.report(finding.fix(format!("Write {meant}"), entry.key_span, quoted(&meant)));
        }
        for field in integration::required(resource_type, integration::bare(action)) {
            let dynamic = format!("{field}.$");
            if given.get(field).is_none() && given.get(&dynamic).is_none() {
                let message = format!("The field '{field}' is required but was missing");
                self.report(schema(given.span, at.key(name), message).help(format!("Add `{field}` or `{dynamic}`.")));
            }
        }
    }

    fn credentials(&mut self, node: &Node, at: &At<'_>, language: Language, resource: &Resource) -> Option<Template> {
        let member = node.member("Credentials")?;
        let value = &member.value;
        if resource.kind == ResourceKind::Activity {
            let message = "The field 'Credentials' is not supported for activities";
            self.report(schema(member.key_span, at.key("Credentials"), message).help("Drop `Credentials`."));
        }
        let at = at.key("Credentials");
        self.object(value, &at)?;
        if value.get("RoleArn").is_none() && (language == Language::Jsonata || value.get("RoleArn.$").is_none()) {
            let message = "The field 'RoleArn' is required but was missing";
            self.report(schema(value.span, at, message).help("Add `RoleArn` with the ARN of the role to take on."));
        }
        Some(self.template(value, &at, language))
    }
}

fn with_first(name: &str, change: impl Fn(char) -> char) -> String {
    let mut chars = name.chars();
    chars.next().map(change).into_iter().chain(chars).collect()
}

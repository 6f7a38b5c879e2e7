//! What a text is that is none of our documents.

use super::{Kind, Unusable};
use crate::Failure;

/// Lines that begin like this are Terraform's.
const TERRAFORM: [&str; 7] =
    ["resource \"", "data \"", "variable \"", "module \"", "provider \"", "terraform {", "locals {"];

/// Lines that begin like this are a program's.
const PROGRAM: [&str; 11] =
    ["import ", "export ", "const ", "let ", "function ", "class ", "def ", "package ", "using ", "public ", "async "];

/// What a program for the AWS CDK has in it.
const CDK: [&str; 9] = [
    "aws-cdk",
    "aws_cdk",
    "new sfn.",
    "sfn.StateMachine",
    "sfn.DefinitionBody",
    "sfn.Chain",
    "new stepfunctions.",
    "LambdaInvoke(",
    "SfnMap",
];

/// The language of a text, if it is one that we know and do not read.
pub(super) fn language(text: &str) -> Option<Unusable> {
    let begins = |words: &[&str]| text.lines().any(|line| words.iter().any(|word| line.trim_start().starts_with(word)));
    let assigns = text.lines().any(|line| {
        let line = line.trim_start();
        ["Type = \"", "StartAt = \"", "States = {"].iter().any(|part| line.starts_with(part))
    });
    if begins(&TERRAFORM) || text.contains("aws_sfn_state_machine") || assigns {
        return Some(Unusable {
            kind: Kind::Terraform,
            message: "This is Terraform, which Stepwell does not read yet.".to_string(),
            help: Some(
                "Paste the definition as JSON: what stands inside `<<EOF`, or what `terraform show -json` gives as \
                 `definition`."
                    .to_string(),
            ),
            diagnostics: Vec::new(),
        });
    }
    let code = text.contains(['(', ';', '{']);
    if code && (begins(&PROGRAM) || text.contains("=> {")) {
        let cdk = CDK.iter().any(|part| text.contains(part));
        let (message, help) = if cdk {
            (
                "This is a program for the AWS CDK, and not the definition that it makes.",
                "Run `cdk synth` and paste the template; the definition is in it.",
            )
        } else {
            (
                "This is a program, and not a definition.",
                "Paste the definition: JSON or YAML with `StartAt` and `States`.",
            )
        };
        return Some(Unusable {
            kind: Kind::Program,
            message: message.to_string(),
            help: Some(help.to_string()),
            diagnostics: Vec::new(),
        });
    }
    None
}

/// What to say of a text that is neither JSON nor YAML.
pub(super) fn unreadable(text: &str, failure: Failure) -> Unusable {
    let bracket = text.trim_start_matches(['\u{feff}']).trim_start().starts_with(['{', '[']);
    if !bracket && let Some(language) = language(text) {
        return language;
    }
    let meant = bracket || text.contains("StartAt") || text.contains("\"Type\"");
    let (kind, message, help) = if meant {
        let message = format!("This document cannot be read: {}.", failure.message);
        (Kind::BrokenDocument, message, failure.help.clone())
    } else {
        let help = "Paste a definition: JSON or YAML with `StartAt` and `States`.".to_string();
        (Kind::UnknownText, "This is neither JSON nor YAML.".to_string(), Some(help))
    };
    Unusable { kind, message, help, diagnostics: vec![failure.into()] }
}

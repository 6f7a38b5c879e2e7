//! Definitions whose verdict by AWS was recorded: what AWS accepts reads without errors, and what it refuses gives
//! AWS's messages. The recordings live outside of the project; without them there is nothing to compare.

use asl_json::spanned::{Node, Tolerance, parse};
use asl_model::{MachineType, Options, read};
use asl_text::{Diagnostic, Severity};
use std::path::{Path, PathBuf};

/// The folder of the recordings, if it is there.
fn recordings() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no recordings");
    None
}

/// All cases of a folder and its sub-folders, by name.
fn cases(folder: &Path) -> Vec<(String, Node)> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder of cases").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(cases(&path).into_iter().map(|(inner, case)| (format!("{name}/{inner}"), case)));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let text = std::fs::read_to_string(&path).expect("a text");
            found.push((name, parse(&text, Tolerance::Strict).expect("a case is JSON")));
        }
    }
    found
}

fn options(case: &Node) -> Options {
    let express = case.get("type").and_then(Node::as_str) == Some("EXPRESS");
    Options { machine_type: if express { MachineType::Express } else { MachineType::Standard } }
}

fn errors(definition: &Node, options: Options) -> Vec<Diagnostic> {
    let mut found = read(definition, options).diagnostics;
    found.retain(|diagnostic| diagnostic.severity == Severity::Error);
    found
}

fn describe(diagnostic: &Diagnostic) -> String {
    format!("{}: {} at {}", diagnostic.code, diagnostic.message, diagnostic.location)
}

/// Fails if the names that differ are not exactly the exceptions.
fn compare(failed: Vec<(String, String)>, exceptions: &[(&str, &str)]) {
    let mut problems = Vec::new();
    for (name, problem) in &failed {
        if !exceptions.iter().any(|(exception, _)| exception == name) {
            problems.push(format!("{name}: {problem}"));
        }
    }
    for (exception, reason) in exceptions {
        if !failed.iter().any(|(name, _)| name == exception) {
            problems.push(format!("{exception} passes now; drop the exception ({reason})"));
        }
    }
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn what_aws_ran_reads_without_errors() {
    let Some(folder) = recordings() else { return };
    let mut failed = Vec::new();
    for group in ["executions", "mock_config", "outcomes"] {
        for (name, case) in cases(&folder.join(group)) {
            let result = case.get("result").and_then(|result| result.get("error")).and_then(Node::as_str);
            let Some(definition) = case.get("definition").filter(|_| result != Some("VALIDATION_FAILED")) else {
                continue;
            };
            let errors = errors(definition, options(&case));
            if let Some(first) = errors.first() {
                failed.push((format!("{group}/{name}"), describe(first)));
            }
        }
    }
    compare(failed, &[]);
}

#[test]
fn what_aws_refused_gives_its_messages() {
    let Some(folder) = recordings() else { return };
    let mut failed = Vec::new();
    for (name, case) in cases(&folder.join("outcomes")) {
        let result = case.get("result").expect("a result");
        if result.get("error").and_then(Node::as_str) != Some("VALIDATION_FAILED") {
            continue;
        }
        let wanted = result.get("cause").and_then(Node::as_str).expect("a cause");
        let found: Vec<String> = errors(case.get("definition").expect("a definition"), options(&case))
            .into_iter()
            .map(|diagnostic| diagnostic.message)
            .collect();
        // The recording joined the messages in AWS's order, which is by kind; ours is that of the text.
        let mut wanted: Vec<&str> = wanted.split("; ").collect();
        let mut given: Vec<&str> = found.iter().map(String::as_str).collect();
        wanted.sort_unstable();
        given.sort_unstable();
        if wanted != given {
            failed.push((name, format!("{given:?} instead of {wanted:?}")));
        }
    }
    compare(failed, &[]);
}

/// `(code, message, location)` of every diagnostic of a recorded answer.
fn recorded(expected: &Node) -> Option<Vec<(String, String, String)>> {
    let text = |node: &Node, key: &str| node.get(key).and_then(Node::as_str).unwrap_or_default().to_string();
    if let Some(list) = expected.get("diagnostics").and_then(Node::as_array) {
        return Some(list.iter().map(|one| (text(one, "code"), text(one, "message"), text(one, "location"))).collect());
    }
    let message = match expected.get("Error") {
        Some(error) => text(error, "Message"),
        None => text(expected, "exception_value"),
    };
    let (_, inner) = message.split_once("Invalid State Machine Definition: '")?;
    let inner = inner.strip_suffix('\'')?;
    let (code, rest) = inner.split_once(": ")?;
    let (message, location) = rest.rsplit_once(" at ")?;
    Some(vec![(code.into(), message.into(), location.into())])
}

#[test]
fn validation_answers_are_those_of_aws() {
    let Some(folder) = recordings() else { return };
    let mut failed = Vec::new();
    for (name, case) in cases(&folder.join("validation")) {
        let (Some(definition), Some(wanted)) = (case.get("definition"), case.get("expected").and_then(recorded)) else {
            continue;
        };
        let found: Vec<(String, String, String)> = errors(definition, options(&case))
            .into_iter()
            .map(|found| (found.code.to_string(), found.message, found.location))
            .collect();
        if found != wanted {
            failed.push((name, format!("{found:?} instead of {wanted:?}")));
        }
    }
    compare(failed, &[]);
}

const NO_ARN: &str = "`foo:bar` is no ARN; AWS refuses it, the tool does not look at it";

/// Where we side with AWS against the other tools, or cannot tell yet.
const DISAGREEMENTS: &[(&str, &str)] = &[
    (
        "validation_lsp/ASL_context-aware_validation_Terminal_State_Accepts_Succeed_and_Fail_state_as_terminal_states",
        "names must be unique in the whole definition",
    ),
    (
        "validation_lsp/ASL_context-aware_validation_Test_validation_of_Resource_arn_for_Task_State_Does_not_show_diagnostic_on_invalid_arn",
        "AWS refuses what is no ARN",
    ),
    (
        "validation_lsp/ASL_context-aware_validation_Test_validation_with_JSONata_fields_does_not_show_diagnostic_error_on_valid_states",
        "a catcher has no $states.result",
    ),
    ("validation_statelint/backoff-with-backoffrate-decimal", NO_ARN),
    ("validation_statelint/backoff-with-backoffrate-integer", NO_ARN),
    ("validation_statelint/backoff-with-jitter-on-retry", NO_ARN),
    ("validation_statelint/states-array-invocation", NO_ARN),
    ("validation_statelint/states-format-invocation", NO_ARN),
    ("validation_statelint/states-hash-intrinsic-functions", NO_ARN),
    ("validation_statelint/states-json-intrinsic-functions", NO_ARN),
    ("validation_statelint/states-jsontostring-invocation", NO_ARN),
    ("validation_statelint/states-math-intrinsic-functions", NO_ARN),
    ("validation_statelint/states-string-intrinsic-functions", NO_ARN),
    ("validation_statelint/task-with-dynamic-timeouts", NO_ARN),
    ("validation_statelint/task-with-parameters", NO_ARN),
    ("validation_statelint/task-with-resultpath", NO_ARN),
    ("validation_statelint/task-with-resultselector", NO_ARN),
    ("validation_asl_validator/invalid-cfn-definition-substitutions", "placeholders are kept as text"),
    ("validation_asl_validator/invalid-json-surround-syntax-extra-spaces", "AWS takes blanks and line breaks inside"),
    ("validation_asl_validator/invalid-jsonata-surround-syntax-no-spaces", "AWS takes {%10%}"),
    ("validation_asl_validator/invalid-math-add", "AWS finds wrong arguments at run time only"),
    ("validation_asl_validator/invalid-task-alias-function", "names inside of ARNs are not looked at"),
    ("validation_asl_validator/valid-assign.asl", "AWS refuses `top-level` as the name of a variable"),
    ("validation_asl_validator/valid-current-value-predicate", "Jayway refuses a word without quotes in a filter"),
    ("validation_asl_validator/valid-map-noconfig.asl", "an ItemReader works in a Distributed Map only"),
    ("validation_asl_validator/valid-map-with-item-batcher-jsonata", "AWS refuses JSONPath below JSONata"),
    ("validation_asl_validator/valid-path-array-context", "Jayway has no expressions as index"),
    ("validation_asl_validator/valid-task-credentials", "AWS demands RoleArn"),
    ("validation_asl_validator/valid-task-intrisic-function", "a Resource of CloudFormation is no text yet"),
];

/// Verdicts of other tools: valid means no error, invalid at least one.
#[test]
fn verdicts_of_other_tools_are_shared() {
    let Some(folder) = recordings() else { return };
    let mut failed = Vec::new();
    for group in ["validation_lsp", "validation_statelint", "validation_asl_validator"] {
        for (name, case) in cases(&folder.join(group)) {
            let Some(asl_json::spanned::Value::Bool(valid)) = case.get("valid").map(|valid| &valid.value) else {
                continue;
            };
            let parsed;
            let definition = match (case.get("definition"), case.get("definition_text").and_then(Node::as_str)) {
                (Some(definition), _) => definition,
                (None, Some(text)) => match parse(text, Tolerance::Strict) {
                    Ok(node) => {
                        parsed = node;
                        &parsed
                    }
                    Err(_) => continue,
                },
                (None, None) => continue,
            };
            let errors = errors(definition, options(&case));
            if *valid != errors.is_empty() {
                let found: Vec<String> = errors.iter().map(describe).collect();
                failed.push((format!("{group}/{name}"), format!("valid: {valid}, found {found:?}")));
            }
        }
    }
    compare(failed, DISAGREEMENTS);
}

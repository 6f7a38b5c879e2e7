//! The binary as people and scripts use it: arguments, files, exit statuses, the shape of what is printed.

mod called;

use called::stepwell;
use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

/// A file of this test, with this content.
fn file(name: &str, content: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("a temporary file can be written");
    path.to_string_lossy().into_owned()
}

const PASS: &str = r#"{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}"#;
const FAIL: &str = r#"{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"E","Cause":"C"}}}"#;
const WAITS: &str = r#"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:us-east-1:111111111111:activity:a","End":true}}}"#;

fn scenario(definition: &str) -> String {
    format!(r#"{{"stepwell":1,"definition":{definition},"input":{{"n":1}}}}"#)
}

#[test]
fn run_says_how_it_ended() {
    let summary = |status: &str, output: &str, error: &str, cause: &str, events: u32| {
        format!(
            "{{\"status\":\"{status}\",\"output\":{output},\"error\":{error},\"cause\":{cause},\
             \"startDate\":\"2026-01-01T00:00:00.000Z\",\"stopDate\":\"2026-01-01T00:00:00.000Z\",\"events\":{events}}}\n"
        )
    };
    let cases = [
        (PASS, 0, summary("SUCCEEDED", "{\"n\":1}", "null", "null", 4)),
        (FAIL, 1, summary("FAILED", "null", "\"E\"", "\"C\"", 3)),
        (
            WAITS,
            1,
            "{\"status\":\"RUNNING\",\"output\":null,\"error\":null,\"cause\":null,\
             \"startDate\":\"2026-01-01T00:00:00.000Z\",\"stopDate\":null,\"events\":4,\
             \"note\":\"The run waits for somebody to answer `A`: add a mock for it.\"}\n"
                .into(),
        ),
    ];
    for (definition, status, output) in cases {
        let called = stepwell(&["run", "-"], &scenario(definition));
        assert_eq!((called.status, called.output, called.errors), (status, output, String::new()));
    }
}

#[test]
fn run_reads_and_writes_files() {
    let document = file("run.json", &scenario(PASS));
    let history = file("history.json", "");
    let trace = file("trace.txt", "");
    let called = stepwell(&["run", &document, "--history", &history, "--trace", &trace], "");
    assert_eq!((called.status, called.errors.as_str()), (0, ""));
    assert_eq!(called.output.lines().count(), 1);
    let history = std::fs::read_to_string(&history).expect("the history was written");
    let at = "\"timestamp\":\"2026-01-01T00:00:00.000Z\"";
    let events = [
        "\"type\":\"ExecutionStarted\",\"id\":1,\"previousEventId\":0,\"executionStartedEventDetails\":{\"input\":\"{\\\"n\\\":1}\",\"inputDetails\":{\"truncated\":false},\"roleArn\":\"arn:aws:iam::111111111111:role/StepFunctionsRole\"}",
        "\"type\":\"PassStateEntered\",\"id\":2,\"previousEventId\":0,\"stateEnteredEventDetails\":{\"name\":\"A\",\"input\":\"{\\\"n\\\":1}\",\"inputDetails\":{\"truncated\":false}}",
        "\"type\":\"PassStateExited\",\"id\":3,\"previousEventId\":2,\"stateExitedEventDetails\":{\"name\":\"A\",\"output\":\"{\\\"n\\\":1}\",\"outputDetails\":{\"truncated\":false}}",
        "\"type\":\"ExecutionSucceeded\",\"id\":4,\"previousEventId\":3,\"executionSucceededEventDetails\":{\"output\":\"{\\\"n\\\":1}\",\"outputDetails\":{\"truncated\":false}}",
    ];
    let expected: Vec<String> = events.iter().map(|event| format!("{{{at},{event}}}")).collect();
    assert_eq!(history, format!("{{\"events\":[{}]}}\n", expected.join(",")));
    let trace = std::fs::read_to_string(&trace).expect("the trace was written");
    assert_eq!(trace.lines().nth(1), Some("2 <- 0  +0.000 s  PassStateEntered  A"));
}

#[test]
fn a_dash_is_standard_output() {
    let called = stepwell(&["run", "-", "--trace", "-"], &scenario(PASS));
    let lines: Vec<&str> = called.output.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 5, "{}", called.output);
    assert_eq!(lines[3], "4 <- 3  +0.000 s  ExecutionSucceeded");
    assert!(lines[4].starts_with("{\"status\":\"SUCCEEDED\""));
    let called = stepwell(&["run", "-", "--history", "-"], &scenario(PASS));
    assert!(called.output.starts_with("{\"events\":[{\"timestamp\":"), "{}", called.output);
}

#[test]
fn what_cannot_run_is_refused_with_diagnostics() {
    let cases = [
        ("", "the scenario document has errors"),
        ("nonsense", "the scenario document has errors"),
        ("[1]", "the scenario document has errors"),
        ("{\"stepwell\":99,\"definition\":{}}", "only version 1 is known here"),
        ("{\"stepwell\":1}", "the document has no `definition`"),
        ("{\"definition\":{}}", "These fields are required: [States, StartAt]"),
        ("{\"definition\":\"{\"}", "the definition has errors"),
        (
            "{\"definition\":{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"B\"}}}}",
            "Missing 'Next' target: B",
        ),
        (
            r#"{"definition":{"StartAt":"A","States":{"A":{"Type":"Succeed"}}},"inputText":"{"}"#,
            "the input is not JSON",
        ),
        (
            r#"{"definition":{"StartAt":"A","States":{"A":{"Type":"Succeed"}}},"settings":{"startTime":"noon"}}"#,
            "is no RFC 3339 timestamp",
        ),
        (
            r#"{"definition":{"StartAt":"A","States":{"A":{"Type":"Succeed"}}},"mocks":{"A":[{"Retrun":1}]}}"#,
            "this response says neither what the task returns nor how it fails",
        ),
    ];
    for (document, said) in cases {
        let called = stepwell(&["run", "-"], document);
        assert_eq!((called.status, called.output.as_str()), (2, ""), "{document}");
        assert!(
            called.errors.starts_with("stepwell: ") && called.errors.contains(said),
            "{document}: {}",
            called.errors
        );
    }
}

#[test]
fn files_and_arguments_that_are_wrong_are_refused() {
    let cases: [(&[&str], &str); 8] = [
        (&["run", "no such file"], "cannot read `no such file`"),
        (&["check", "no such file"], "cannot read `no such file`"),
        (&["run"], "these arguments make no command"),
        (&["fly"], "these arguments make no command"),
        (&["run", "-", "--histroy", "x"], "unknown option `--histroy`"),
        (&["run", "-", "--history"], "`--history` wants a value"),
        (&["check", "-", "--format", "xml"], "unknown format `xml`"),
        (&["check", "-", "--type", "FAST"], "`FAST` is neither STANDARD nor EXPRESS"),
    ];
    for (arguments, said) in cases {
        let called = stepwell(arguments, &scenario(PASS));
        assert_eq!(called.status, 2, "{arguments:?}");
        assert!(called.errors.contains(said), "{arguments:?}: {}", called.errors);
    }
    let called = stepwell(&["run", "-", "--history", "/no/such/folder/file"], &scenario(PASS));
    assert_eq!(called.status, 2);
    assert!(called.errors.contains("cannot write `/no/such/folder/file`"), "{}", called.errors);
}

#[test]
fn check_prints_diagnostics() {
    let missing = "{\n  \"StartAt\": \"A\",\n  \"States\": { \"A\": { \"Type\": \"Wait\", \"End\": true } }\n}";
    let called = stepwell(&["check", "-"], missing);
    assert_eq!(called.status, 1);
    assert!(called.output.starts_with("-:3:"), "{}", called.output);
    assert!(called.output.ends_with("FAIL\n"), "{}", called.output);
    let called = stepwell(&["check", "-"], PASS);
    assert_eq!((called.status, called.output.as_str()), (0, "OK\n"));
}

#[test]
fn check_prints_json() {
    let called = stepwell(&["check", "-", "--format", "json"], PASS);
    assert_eq!((called.status, called.output.as_str()), (0, "{\"result\":\"OK\",\"diagnostics\":[]}\n"));
    let called = stepwell(&["check", "-", "--format", "json"], "{}");
    assert_eq!(called.status, 1);
    let start = "{\"result\":\"FAIL\",\"diagnostics\":[{\"severity\":\"ERROR\",\"code\":\"SCHEMA_VALIDATION_FAILED\",\
                 \"message\":\"These fields are required: [States, StartAt]\",\"location\":\"/\",\"line\":1,\"column\":1";
    assert!(called.output.starts_with(start), "{}", called.output);
    // The service lists what is wrong with fields before what is wrong with the whole.
    let called = stepwell(&["check", "-", "--format", "json"], r#"{"StartAt":"A","States":{}}"#);
    let order: Vec<Option<usize>> =
        ["Value cannot be empty", "Missing 'Next' target: A", "Workflow has no terminal state"]
            .iter()
            .map(|message| called.output.find(message))
            .collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{}", called.output);
    let called = stepwell(&["check", "-", "--format", "json"], " \n");
    let message = "\"message\":\"Definition must be a valid JSON object\",\"location\":\"\"";
    assert!(called.output.contains(message), "{}", called.output);
}

#[test]
fn check_reads_yaml_comments_and_the_type() {
    let yaml = "StartAt: A\nStates:\n  A:\n    Type: Pass # nothing\n    End: true\n";
    assert_eq!(stepwell(&["check", "-"], yaml).status, 0);
    assert_eq!(stepwell(&["check", &file("commented.json", &format!("// a comment\n{PASS}"))], "").status, 0);
    assert_eq!(stepwell(&["check", "-", "--type", "STANDARD"], WAITS).status, 0);
    let called = stepwell(&["check", "-", "--type", "EXPRESS"], WAITS);
    assert_eq!(called.status, 1);
    assert!(called.output.contains("Express state machine does not support Activity ARN"), "{}", called.output);
}

#[test]
fn batch_answers_each_line_in_order() {
    let bad = r#"{"definition":{"StartAt":"A","States":{}}}"#;
    let lines = format!("{}\n\n{bad}\nnonsense\n{}\n", scenario(PASS), scenario(FAIL));
    let called = stepwell(&["batch"], &lines);
    assert_eq!((called.status, called.errors.as_str()), (0, ""));
    let answers: Vec<&str> = called.output.lines().collect();
    let starts = [
        "{\"summary\":{\"status\":\"SUCCEEDED\"",
        "{\"error\":\"the definition has errors\",\"diagnostics\":[{\"severity\":\"ERROR\"",
        "{\"error\":\"the scenario document has errors\",\"diagnostics\":[{\"severity\":\"ERROR\"",
        "{\"summary\":{\"status\":\"FAILED\"",
    ];
    assert_eq!(answers.len(), starts.len(), "{}", called.output);
    for (answer, start) in answers.iter().zip(starts) {
        assert!(answer.starts_with(start), "{answer}");
    }
    assert!(answers[0].contains(",\"history\":{\"events\":[{\"timestamp\":"), "{}", answers[0]);
    assert_eq!(stepwell(&["batch"], "").output, "");
}

#[test]
fn it_says_what_it_is() {
    for arguments in [&["--help"][..], &["help"], &[]] {
        let called = stepwell(arguments, "");
        assert_eq!(called.status, 0);
        assert!(called.output.contains("stepwell run SCENARIO.json"), "{}", called.output);
    }
    assert_eq!(stepwell(&["--version"], "").output, format!("stepwell {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn mocks_make_a_scenario_of_a_history() {
    let definition = r#"{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{"Message":"m"},"Retry":[{"ErrorEquals":["Busy"]}],"End":true}}}"#;
    let mocks = r#"{"T":[{"Throw":{"Error":"Busy"},"DelaySeconds":0.5},{"Return":{"MessageId":"m"}}]}"#;
    let scenario = file(
        "recorded.json",
        &format!(r#"{{"stepwell":1,"definition":{definition},"input":{{"n":1}},"mocks":{mocks}}}"#),
    );
    let history = file("recorded-history.json", "");
    assert_eq!(stepwell(&["run", &scenario, "--history", &history], "").status, 0);
    let made = stepwell(&["mocks", &history, "-"], definition);
    assert_eq!((made.status, made.errors.as_str()), (0, ""));
    let made_file = file("remade.json", &made.output);
    let again = file("remade-history.json", "");
    assert_eq!(stepwell(&["run", &made_file, "--history", &again], "").status, 0);
    assert_eq!(std::fs::read(&history).expect("written"), std::fs::read(&again).expect("written"));

    let other = definition.replace(r#"{"Message":"m"}"#, r#"{"Message":"m","Subject":"s"}"#);
    let differs = stepwell(&["mocks", &history, "-"], &other);
    assert_eq!(differs.status, 1);
    assert_eq!(
        differs.errors,
        "stepwell: Differs first at event 3: `parameters.Subject` is recorded as nothing, our run has s. \
         2 of 10 events differ.\n"
    );
    let wrong = stepwell(&["mocks", &history, "-"], PASS);
    assert_eq!(wrong.status, 2);
    assert!(wrong.errors.contains("The recording enters the state `T` (event 2)"), "{}", wrong.errors);
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let scenario = file("pipe.json", &format!(r#"{{"definition":{PASS}}}"#));
    for arguments in [&["run", &scenario][..], &["help"], &["check", &file("pipe-pass.json", PASS)]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_stepwell"));
        let done = command.args(arguments).stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped()).output();
        let done = done.expect("the binary runs");
        assert_eq!(
            (done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

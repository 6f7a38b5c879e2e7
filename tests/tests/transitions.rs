//! The transition table that opens the engine's `step.rs`, row by row: a run that takes each row, and what it leaves in
//! the history. A row without a case here fails, and so does a case without its row.

const STEP: &str = include_str!("../../crates/asl-engine/src/step.rs");

/// Phase and occasion of a row, a machine with its mocks, and lines of its trace in their order.
type Row = ((&'static str, &'static str), (&'static str, &'static str), &'static [&'static str]);

const PASS: (&str, &str) = (r#"{"A":{"Type":"Pass","End":true}}"#, "{}");
const CHOICE: (&str, &str) = (
    r#"{"A":{"Type":"Choice","Choices":[{"Variable":"$.x","IsPresent":true,"Next":"B"}],"Default":"B"},"B":{"Type":"Succeed"}}"#,
    "{}",
);
const FAIL: (&str, &str) = (r#"{"A":{"Type":"Fail","Error":"E"}}"#, "{}");
const WAIT: (&str, &str) = (r#"{"A":{"Type":"Wait","Seconds":3,"End":true}}"#, "{}");
const TASK: (&str, &str) = (
    r#"{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"QueueUrl":"q","MessageBody":"m"},"TimeoutSeconds":9,
        "Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":2}],"Catch":[{"ErrorEquals":["Bad"],"Next":"B"}],"End":true},"B":{"Type":"Succeed"}}"#,
    r#"{"A":[{"Throw":{"Error":"Busy"}},{"Return":{},"DelaySeconds":1}]}"#,
);
const CAUGHT: (&str, &str) = (TASK.0, r#"{"A":[{"Throw":{"Error":"Bad"}}]}"#);
const NEITHER: (&str, &str) = (TASK.0, r#"{"A":[{"Throw":{"Error":"Other"}}]}"#);
const SILENT: (&str, &str) = (TASK.0, r#"{"A":[{"Timeout":true}]}"#);
const HEARTBEAT: (&str, &str) = (
    r#"{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","HeartbeatSeconds":4,
        "Parameters":{"QueueUrl":"q","MessageBody.$":"$$.Task.Token"},"End":true}}"#,
    r#"{"A":[{"Timeout":true}]}"#,
);
const PARALLEL: (&str, &str) = (
    r#"{"A":{"Type":"Parallel","Branches":[{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}],"End":true}}"#,
    "{}",
);
const MAP: (&str, &str) = (
    r#"{"A":{"Type":"Map","ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}},"End":true}}"#,
    "{}",
);
const MAP_FAILS: (&str, &str) = (
    r#"{"A":{"Type":"Map","ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Fail","Error":"E"}}},
        "Catch":[{"ErrorEquals":["E"],"Next":"C"}],"End":true},"C":{"Type":"Succeed"}}"#,
    "{}",
);
const MAP_ENDS: (&str, &str) = (
    r#"{"A":{"Type":"Map","ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Fail","Error":"E"}}},"End":true}}"#,
    "{}",
);

const ROWS: &[Row] = &[
    (("Enter", "–"), PASS, &["+0.000 s  PassStateEntered  A"]),
    (("act", "Pass Choice Succeed"), PASS, &["PassStateEntered  A", "PassStateExited  A"]),
    (
        ("act", "Pass Choice Succeed"),
        CHOICE,
        &["ChoiceStateEntered  A", "ChoiceStateExited  A", "SucceedStateExited  B"],
    ),
    (("act", "Fail"), FAIL, &["FailStateEntered  A", "ExecutionFailed  E"]),
    (("act", "Wait"), WAIT, &["+0.000 s  WaitStateEntered  A", "+3.000 s  WaitStateExited  A"]),
    (("act", "Task"), TASK, &["TaskStateEntered  A", "TaskScheduled"]),
    (("act", "Parallel Map"), PARALLEL, &["ParallelStateStarted", "PassStateEntered  B"]),
    (("act", "Parallel Map"), MAP, &["MapStateStarted", "MapIterationStarted", "PassStateEntered  B"]),
    (("Start", "–"), TASK, &["TaskScheduled", "TaskStarted"]),
    (("Start", "–"), HEARTBEAT, &["TaskScheduled", "TaskStarted", "TaskSubmitted"]),
    (("Submit", "–"), HEARTBEAT, &["TaskStarted", "TaskSubmitted"]),
    (
        ("Call", "Reply"),
        TASK,
        &["TaskStarted", "TaskFailed  Busy", "TaskStarted", "TaskSucceeded", "TaskStateExited  A"],
    ),
    (("Call", "Timeout, HeartbeatDue"), SILENT, &["+9.000 s  TaskTimedOut"]),
    (("Call", "Timeout, HeartbeatDue"), HEARTBEAT, &["+4.000 s  TaskTimedOut"]),
    (("Sleep", "Timer"), WAIT, &["+3.000 s  WaitStateExited  A"]),
    (("Joined", "–"), PARALLEL, &["PassStateExited  B", "ParallelStateSucceeded", "ParallelStateExited  A"]),
    (("Joined", "–"), MAP, &["MapIterationSucceeded", "MapStateSucceeded", "MapStateExited  A"]),
    (("Failed", "a retrier matches"), TASK, &["+0.000 s  TaskFailed  Busy", "+2.000 s  TaskScheduled"]),
    (("Failed", "a catcher matches"), CAUGHT, &["TaskFailed  Bad", "TaskStateExited  A", "SucceedStateEntered  B"]),
    (("Failed", "a catcher matches"), MAP_FAILS, &["MapStateFailed", "MapStateExited  A", "SucceedStateEntered  C"]),
    (("Failed", "neither"), NEITHER, &["TaskFailed  Other", "ExecutionFailed  Other"]),
    (("Failed", "neither"), MAP_ENDS, &["MapStateFailed", "ExecutionFailed  E"]),
    (("Backoff", "Timer"), TASK, &["+2.000 s  TaskScheduled", "+2.000 s  TaskStarted"]),
    (
        ("settles", "–"),
        CHOICE,
        &["ChoiceStateExited  A", "SucceedStateEntered  B", "SucceedStateExited  B", "ExecutionSucceeded"],
    ),
    (("lane ends", "root"), PASS, &["PassStateExited  A", "ExecutionSucceeded"]),
    (
        ("lane ends", "child"),
        MAP,
        &[
            "PassStateExited  B",
            "MapIterationSucceeded",
            "PassStateEntered  B",
            "MapIterationSucceeded",
            "MapStateSucceeded",
        ],
    ),
    (("lane ends", "child"), MAP_FAILS, &["FailStateEntered  B", "MapIterationFailed", "MapStateFailed"]),
];

/// Phase and occasion of each row of the table in the text.
fn table() -> Vec<(String, String)> {
    let lines = STEP.lines().skip_while(|line| *line != "//! ```text").skip(2);
    let rows = lines.take_while(|line| *line != "//! ```");
    let mut read = Vec::new();
    for row in rows {
        let mut columns = row.trim_start_matches("//!").trim().split("  ").filter(|column| !column.is_empty());
        let mut column = || columns.next().unwrap_or_default().trim().to_string();
        let (phase, on) = (column(), column());
        // A row without an occasion of its own: `settles` goes on for whatever reason.
        read.push((phase, on));
    }
    read
}

#[test]
fn every_row_of_the_transition_table_is_taken() {
    let table = table();
    assert_eq!(table.len(), 19, "{table:?}");
    for (phase, on) in &table {
        let is_taken = ROWS.iter().any(|((of, when), ..)| of == phase && when == on);
        assert!(is_taken, "no case takes the row `{phase}  {on}`");
    }
    for ((phase, on), (states, mocks), lines) in ROWS {
        assert!(table.iter().any(|(of, when)| of == phase && when == on), "the table has no row `{phase}  {on}`");
        let scenario = format!(r#"{{"definition":{{"StartAt":"A","States":{states}}},"mocks":{mocks},"input":[1,2]}}"#);
        let ran = asl::run_scenario(&scenario).unwrap_or_else(|refusal| panic!("{phase} {on}: {}", refusal.lines()));
        let mut rest = ran.trace.as_str();
        for line in *lines {
            let found = rest.find(line);
            let at = found.unwrap_or_else(|| panic!("`{phase}  {on}`: no `{line}` in its place of\n{}", ran.trace));
            rest = &rest[at + line.len()..];
        }
    }
}

//! What tasks answer that nobody has mocked.

use asl_json::Json;

const ID: &str = "00000000-0000-4000-8000-000000010000";

fn run(resource: &str, parameters: &str) -> (Json, String) {
    let document = format!(
        r#"{{"definition":{{"StartAt":"T","States":{{"T":{{"Type":"Task","Resource":"arn:aws:states:::{resource}","Parameters":{parameters},"End":true}}}}}}}}"#
    );
    let ran = asl::run_scenario(&document).unwrap_or_else(|refusal| panic!("{resource}: {}", refusal.lines()));
    (Json::parse(&ran.summary).expect("the summary is JSON"), ran.history)
}

/// Resource, parameters, answer; `ID` stands for the id of the first assumed answer.
const CASES: &[(&str, &str, &str)] = &[
    ("sqs:sendMessage", r#"{"QueueUrl":"u","MessageBody":"b"}"#, r#"{"MessageId":"ID"}"#),
    (
        "lambda:invoke",
        r#"{"FunctionName":"f","Payload":{"a":1}}"#,
        r#"{"ExecutedVersion":"$LATEST","Payload":{"a":1},"StatusCode":200}"#,
    ),
    ("lambda:invoke", r#"{"FunctionName":"f"}"#, r#"{"ExecutedVersion":"$LATEST","Payload":{},"StatusCode":200}"#),
    (
        "events:putEvents",
        r#"{"Entries":[{"Detail":{}},{"Detail":{}}]}"#,
        r#"{"Entries":[{"EventId":"ID"},{"EventId":"00000000-0000-4000-8000-000000010001"}],"FailedEntryCount":0}"#,
    ),
    (
        "dynamodb:getItem",
        r#"{"TableName":"t","Key":{"id":{"S":"1"}}}"#,
        r#"{"Item":{"id":{"S":"1"}},"SdkHttpMetadata":{"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"ID"}}"#,
    ),
    (
        "batch:submitJob",
        r#"{"JobName":"j","JobQueue":"q","JobDefinition":"d"}"#,
        r#"{"JobArn":"arn:aws:batch:us-east-1:111111111111:job/ID","JobId":"ID","JobName":"j"}"#,
    ),
    (
        "glue:startJobRun.sync",
        r#"{"JobName":"j"}"#,
        r#"{"Attempt":0,"Id":"jr_ID","JobName":"j","JobRunState":"SUCCEEDED"}"#,
    ),
    (
        "states:startExecution.sync:2",
        r#"{"StateMachineArn":"arn:aws:states:us-east-1:1:stateMachine:child","Input":{"a":1}}"#,
        r#"{"ExecutionArn":"arn:aws:states:us-east-1:1:execution:child:ID","Input":{"a":1},"Name":"ID","Output":{"a":1},"StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:1:stateMachine:child","Status":"SUCCEEDED","StopDate":"2026-01-01T00:00:00.000Z"}"#,
    ),
    (
        "states:startExecution.sync",
        r#"{"StateMachineArn":"arn:aws:states:us-east-1:1:stateMachine:child","Name":"n","Input":{"a":1}}"#,
        r#"{"ExecutionArn":"arn:aws:states:us-east-1:1:execution:child:ID","Input":"{\"a\":1}","Name":"n","Output":"{\"a\":1}","StartDate":"2026-01-01T00:00:00.000Z","StateMachineArn":"arn:aws:states:us-east-1:1:stateMachine:child","Status":"SUCCEEDED","StopDate":"2026-01-01T00:00:00.000Z"}"#,
    ),
    (
        "athena:startQueryExecution.sync",
        r#"{"QueryString":"SELECT 1"}"#,
        r#"{"QueryExecution":{"Query":"SELECT 1","QueryExecutionId":"ID","Status":{"State":"SUCCEEDED"},"WorkGroup":"primary"}}"#,
    ),
    ("aws-sdk:s3:listBuckets", "{}", r#"{"Buckets":[]}"#),
    ("aws-sdk:kinesis:putRecord", r#"{"Data":"d"}"#, "{}"),
];

#[test]
fn each_integration_answers_with_its_shape() {
    for (resource, parameters, expected) in CASES {
        let (summary, _) = run(resource, parameters);
        let output = summary.get("output").map(ToString::to_string).unwrap_or_default();
        assert_eq!(output, expected.replace("ID", ID), "{resource}");
    }
}

#[test]
fn a_job_and_a_callback_say_at_once_what_was_submitted() {
    for (resource, status) in [("ecs:runTask.sync", "SUCCEEDED"), ("ecs:runTask.waitForTaskToken", "RUNNING")] {
        let (summary, history) = run(resource, r#"{"TaskDefinition":"t","Cluster":"c","Token":"x"}"#);
        assert_eq!(summary.get("status").and_then(Json::as_str), Some(status), "{resource}");
        assert!(history.contains(r#"\"LastStatus\":\"PROVISIONING\""#), "{resource}: {history}");
    }
}

#[test]
fn a_success_that_was_assumed_is_marked_and_a_mocked_one_is_not() {
    let document = asl_view::Document {
        definition: r#"{"StartAt":"A","States":{
            "A":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{"TopicArn":"t","Message":"m"},"Next":"B"},
            "B":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{"TopicArn":"t","Message":"m"},"End":true}}}"#
            .into(),
        mocks: r#"{"B":[{"Return":{}}]}"#.into(),
        ..asl_view::Document::default()
    };
    let mut run = asl::Run::start(&document).expect("it can run");
    while run.advance(1_000) == asl::Progress::Running {}
    let (_, trace) = run.result();
    let done = trace.events.iter().filter(|event| event.kind.name() == "TaskSucceeded");
    let marks: Vec<u32> = done.map(|event| event.number).collect();
    assert_eq!(marks, [asl_view::ASSUMED, asl_view::NONE]);
}

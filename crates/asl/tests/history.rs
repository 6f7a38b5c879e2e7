//! The text of a history, and runs in slices: what is kept to be fast changes no byte.

use asl::{Progress, history_text, json::Json, start_scenario};

/// A loop over every kind of text: quotes in keys and values, numbers as they are written, variables, a Map of the same
/// item, tasks that fail.
const SCENARIO: &str = r#"{
  "stepwell": 1,
  "definition": {
    "StartAt": "More?",
    "States": {
      "More?": {
        "Type": "Choice",
        "Choices": [{ "Variable": "$.count", "NumericLessThan": 3, "Next": "Call \"it\"" }],
        "Default": "Each"
      },
      "Call \"it\"": {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage",
        "Parameters": { "QueueUrl": "u", "MessageBody.$": "$.text" },
        "Assign": { "seen.$": "$$.State.Name", "again.$": "$$.Execution.Input" },
        "ResultPath": "$.last",
        "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 2 }],
        "Next": "Count"
      },
      "Count": {
        "Type": "Pass",
        "Parameters": { "count.$": "States.MathAdd($.count, 1)", "text.$": "$.text", "list.$": "$.list" },
        "Next": "More?"
      },
      "Each": {
        "Type": "Map",
        "ItemsPath": "$.list",
        "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } },
        "End": true
      }
    }
  },
  "inputText": "{ \"count\": 0, \"text\": \"a \\\"b\\\"\\n\\u0001é\", \"list\": [1.50, {\"k\\\"\": 1}, \"x\"] }",
  "mocks": {
    "Call \"it\"": [
      { "Throw": { "Error": "Busy", "Cause": "say \"when\"" }, "Times": 2 },
      { "Return": { "MessageId": "m-1" } }
    ]
  }
}"#;

fn run(steps: u64) -> (String, String) {
    let mut session = start_scenario(SCENARIO).expect("it has no errors");
    while session.advance(steps) == Progress::Running {}
    (session.summary().to_string(), history_text(&session))
}

#[test]
fn slices_of_any_length_give_the_same_bytes() {
    let whole = run(1_000_000);
    assert!(whole.0.starts_with(r#"{"status":"SUCCEEDED""#), "{}", whole.0);
    for steps in [1, 2, 7, 100] {
        assert_eq!(run(steps), whole, "{steps} steps at a time");
    }
}

#[test]
fn a_history_is_json_of_its_events() {
    let (_, text) = run(1_000_000);
    let history = Json::parse_compact(&text).expect("JSON");
    assert_eq!(history.to_string(), text);
    let events = history.get("events").and_then(Json::as_array).expect("a list");
    let mut left = None;
    for (at, event) in events.iter().enumerate() {
        assert_eq!(event.get("id"), Some(&Json::int(at as i64 + 1)));
        // A text that was written before is repeated where the same value comes again. The items of a Map are others.
        let entered = event.get("stateEnteredEventDetails").filter(|details| details.get("name") != Some(&"P".into()));
        if let (Some(details), Some(left)) = (entered, left) {
            assert_eq!(details.get("input"), Some(left));
        }
        left = event.at(&["stateExitedEventDetails", "output"]).or(left);
        for details in event.as_object().into_iter().flatten().map(|(_, value)| value) {
            for name in ["input", "output", "parameters"] {
                if let Some(inner) = details.get(name).and_then(Json::as_str) {
                    assert!(Json::parse(inner).is_ok(), "{inner}");
                }
            }
        }
    }
}

#[test]
fn responses_are_used_in_their_order_with_some_for_one_iteration() {
    let scenario = r#"{
      "stepwell": 1,
      "definition": { "StartAt": "M", "States": { "M": {
        "Type": "Map", "MaxConcurrency": 1, "End": true,
        "ItemProcessor": { "StartAt": "T", "States": {
          "T": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f", "Next": "U" },
          "U": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f", "End": true } } } } } },
      "input": [0, 1, 2, 3, 4],
      "mocks": {
        "T": [{ "Return": 0 }],
        "U": [{ "Return": "third", "Iteration": 2, "Times": 1 }, { "Return": "first two", "Times": 2 },
              { "Return": "fourth", "Iteration": 3 }, { "Return": "rest" }]
      }
    }"#;
    let ran = asl::run_scenario(scenario).expect("it has no errors");
    let summary = Json::parse(&ran.summary).expect("JSON");
    let output = summary.get("output").map(ToString::to_string);
    assert_eq!(output.as_deref(), Some(r#"["first two","first two","third","fourth","rest"]"#));
}

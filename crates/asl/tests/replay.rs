//! Reading what `aws stepfunctions get-execution-history` prints.

use asl::{
    Misfit, Recording, Replay, check,
    document::MachineType,
    json::Json,
    outline,
    view::{Event, EventType, NONE, Outline, Status, event_row, history_json},
};
use std::fmt::Write as _;

const DEFINITION: &str = r#"{ "StartAt": "Call", "States": {
  "Call": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {},
    "Retry": [ { "ErrorEquals": ["Busy"], "MaxAttempts": 1 }, { "ErrorEquals": ["States.ALL"] } ], "Next": "Done" },
  "Done": { "Type": "Succeed" } } }"#;

/// A history of the definition above: a failure, a retry, and the result.
const EVENTS: [&str; 11] = [
    r#""type":"ExecutionStarted","id":1,"previousEventId":0,"executionStartedEventDetails":{"input":"{ \"a\": 1.50 }","inputDetails":{"truncated":false},"roleArn":"arn:aws:iam::123456789012:role/r"}"#,
    r#""type":"TaskStateEntered","id":2,"previousEventId":0,"stateEnteredEventDetails":{"name":"Call","input":"{ \"a\": 1.50 }","inputDetails":{"truncated":false}}"#,
    r#""type":"TaskScheduled","id":3,"previousEventId":2,"taskScheduledEventDetails":{"resourceType":"sqs","resource":"sendMessage","region":"eu-west-1","parameters":"{}","timeoutInSeconds":60}"#,
    r#""type":"TaskStarted","id":4,"previousEventId":3,"taskStartedEventDetails":{"resourceType":"sqs","resource":"sendMessage"}"#,
    r#""type":"TaskFailed","id":5,"previousEventId":4,"taskFailedEventDetails":{"resourceType":"sqs","resource":"sendMessage","error":"Other","cause":"no"}"#,
    r#""type":"TaskScheduled","id":6,"previousEventId":5,"taskScheduledEventDetails":{"resourceType":"sqs","resource":"sendMessage","region":"eu-west-1","parameters":"{}"}"#,
    r#""type":"TaskStarted","id":7,"previousEventId":6,"taskStartedEventDetails":{"resourceType":"sqs","resource":"sendMessage"}"#,
    r#""type":"TaskSucceeded","id":8,"previousEventId":7,"taskSucceededEventDetails":{"resourceType":"sqs","resource":"sendMessage","output":"{\"MessageId\":\"m\"}","outputDetails":{"truncated":false}}"#,
    r#""type":"TaskStateExited","id":9,"previousEventId":8,"stateExitedEventDetails":{"name":"Call","output":"{\"MessageId\":\"m\"}","outputDetails":{"truncated":false}}"#,
    r#""type":"SucceedStateEntered","id":10,"previousEventId":9,"stateEnteredEventDetails":{"name":"Done","input":"{\"MessageId\":\"m\"}","inputDetails":{"truncated":false}}"#,
    r#""type":"SucceedStateExited","id":11,"previousEventId":10,"stateExitedEventDetails":{"name":"Done","output":"{\"MessageId\":\"m\"}","outputDetails":{"truncated":false}}"#,
];

/// Events with a timestamp each, as a list.
fn list<'a>(events: impl Iterator<Item = &'a str>, timestamp: impl Fn(usize) -> String) -> String {
    let mut text = String::from("[");
    for (at, event) in events.enumerate() {
        let _ = write!(text, "{}{{\"timestamp\":{},{event}}}", if at > 0 { "," } else { "" }, timestamp(at));
    }
    text + "]"
}

fn seconds(at: usize) -> String {
    format!("{}.{:03}", 1_767_225_600 + at / 4, at % 4 * 250)
}

fn shape() -> Outline {
    let checked = check(DEFINITION, MachineType::Standard);
    outline(&checked.program.expect("it can be read"), DEFINITION)
}

fn replay(text: &str) -> Replay {
    let recording = Recording::read(text).unwrap_or_else(|message| panic!("{message}\n{text}"));
    Replay::new(&recording, &shape()).expect("it fits the definition")
}

fn refusal(text: &str) -> String {
    Recording::read(text).map(|recording| recording.len()).expect_err("it cannot be used")
}

fn misfits(text: &str) -> Vec<Misfit> {
    let recording = Recording::read(text).expect("it is a history");
    Replay::new(&recording, &shape()).map(|replay| replay.summary).expect_err("it does not fit")
}

#[test]
fn a_recording_becomes_a_trace() {
    let replay = replay(&format!("{{\"events\":{}}}", list(EVENTS.into_iter(), seconds)));
    let trace = &replay.trace;
    assert_eq!((trace.start, trace.events[4].time, trace.events.len()), (1_767_225_600_000.0, 1000.0, 11));
    let text = |event: &Event| trace.texts.get(event.text).unwrap_or_default();
    assert_eq!(text(&trace.events[0]), "{ \"a\": 1.50 }");
    let (failed, again) = (&trace.events[4], &trace.events[5]);
    assert_eq!((failed.attempt, failed.choice, again.attempt, again.visit), (1, 1, 2, 0));
    assert_eq!(trace.texts.get(failed.error), Some("Other"));
    assert_eq!((trace.events[2].number, again.number), (60, NONE));
    assert_eq!(trace.texts.get(trace.events[7].name), Some("sqs:sendMessage"));
    assert_eq!((replay.summary.status, replay.summary.retries, replay.summary.transitions), (Status::Running, 1, 3));
    assert_eq!(replay.summary.note, "The recording was made before the execution ended.");
}

#[test]
fn the_forms_of_the_command_line_mean_the_same() {
    let plain = replay(&list(EVENTS.into_iter(), seconds));
    let millis = |at: usize| format!("{}", 1_767_225_600_000 + at * 250);
    let iso = |at: usize| format!("\"2026-01-01T01:00:{:02}.{:03}000+01:00\"", at / 4, at % 4 * 250);
    let zulu = |at: usize| format!("\"2026-01-01T00:00:{:02}.{:03}Z\"", at / 4, at % 4 * 250);
    let basic = |at: usize| format!("\"2025-12-31 22:30:{:02}.{:03}-0130\"", at / 4, at % 4 * 250);
    let told = |at: usize| format!("\"{}\"", seconds(at));
    let forms: [&dyn Fn(usize) -> String; 5] = [&millis, &iso, &zulu, &basic, &told];
    for form in forms {
        assert_eq!(replay(&list(EVENTS.into_iter(), form)).trace, plain.trace, "{}", form(3));
    }
    let falling = list(EVENTS.into_iter().rev(), |at| seconds(EVENTS.len() - 1 - at));
    assert_eq!(replay(&format!("{{\"events\":{falling}}}")).trace, plain.trace);
    let pages = format!(
        "\u{feff}{{\"events\":{},\"nextToken\":\"abc\"}}\n\n{{\"events\":{}}}\n",
        list(EVENTS[..4].iter().copied(), seconds),
        list(EVENTS[4..].iter().copied(), |at| seconds(at + 4)),
    );
    let pages = replay(&pages);
    assert_eq!((pages.trace, pages.summary), (plain.trace.clone(), plain.summary.clone()));
    let twice = format!("{0},{0}", list(EVENTS.into_iter(), seconds));
    assert_eq!(replay(&twice).trace, plain.trace);
}

#[test]
fn a_recording_without_data_shows_what_there_is() {
    let stripped = EVENTS.map(|event| {
        let event = Json::parse_compact(&format!("{{{event}}}")).expect("an event");
        let entries = event.as_object().into_iter().flatten().map(|(key, value)| {
            let inner = value.as_object().map(|details| {
                let data = ["input", "output", "parameters", "inputDetails", "outputDetails"];
                let kept = details.iter().filter(|(key, _)| !data.contains(&&***key));
                Json::from_pairs(kept.map(|(key, value)| (key.clone(), value.clone())))
            });
            (key.clone(), inner.unwrap_or_else(|| value.clone()))
        });
        let text = Json::from_pairs(entries).to_string();
        text[1..text.len() - 1].to_string()
    });
    let replay = replay(&list(stripped.iter().map(String::as_str), seconds));
    assert!(replay.trace.events.iter().all(|event| event.text == NONE));
    assert_eq!(replay.trace.visits.len(), 2);
}

#[test]
fn what_is_missing_is_told() {
    let all = |events: &str| format!("{{\"events\":{events},\"nextToken\":\"abc\"}}");
    let cut = Recording::read(&all(&list(EVENTS[..6].iter().copied(), seconds))).expect("a history");
    assert!(cut.cut);
    assert_eq!(
        cut.notes,
        ["The service has more events than these 6: the text ends with a `nextToken`. Paste all pages, one after \
             the other."]
    );
    let gap = EVENTS.into_iter().enumerate().filter(|(at, _)| !(4..6).contains(at)).map(|(_, event)| event);
    let gap = Recording::read(&list(gap, seconds)).expect("a history");
    assert_eq!((gap.len(), gap.cut), (4, true));
    assert_eq!(
        gap.notes,
        ["Event 5 is missing; what follows it is left out: 5 events. Paste all pages of the history."]
    );
    let later = refusal(&list(EVENTS[3..].iter().copied(), seconds));
    assert!(later.starts_with("The history begins with event 4: the events before it are missing."), "{later}");
}

#[test]
fn an_event_of_an_unknown_type_is_kept_and_named() {
    let mut events = EVENTS.map(str::to_string);
    events[3] = events[3].replace("TaskStarted", "TaskRobbed").replace("taskStarted", "taskRobbed");
    let text = list(events.iter().map(String::as_str), seconds);
    let replay = replay(&text);
    assert_eq!(
        replay.summary.note,
        "Stepwell does not know these types of events: `TaskRobbed` (event 4). \
         The recording was made before the execution ended."
    );
    let outline = shape();
    assert_eq!(replay.trace.events[3].kind, EventType::Unknown);
    assert_eq!(event_row(&replay.trace, &outline, 3).map(|row| row.kind), Some("TaskRobbed".to_string()));
    let copied = history_json(&replay.trace, &outline);
    assert!(copied.contains(r#""taskRobbedEventDetails":{"resourceType":"sqs","resource":"sendMessage"}"#), "{copied}");
}

#[test]
fn another_definition_is_a_clear_problem() {
    let renamed = list(EVENTS.into_iter(), seconds).replace("\"Call\"", "\"call\"").replace("\"Done\"", "\"Finished\"");
    let told: Vec<String> =
        misfits(&renamed).into_iter().map(|misfit| format!("{} {}", misfit.message, misfit.help)).collect();
    assert_eq!(
        told,
        [
            "The recording enters the state `call` (event 2), and the definition has no state of this name. \
             The definition calls it `Call`: names must be written alike.",
            "The recording enters the state `Finished` (event 10), and the definition has no state of this name. \
             Paste the definition as it was when the execution ran, or leave the recording.",
        ]
    );
    let other = misfits(&list(EVENTS.into_iter(), seconds).replace("SucceedState", "PassState"));
    assert_eq!(
        other.first().map(|misfit| misfit.message.as_str()),
        Some("The state `Done` was recorded as a Pass (event 10), and is a Succeed in the definition.")
    );
}

#[test]
fn what_is_no_history_is_told_so() {
    let deep = format!("{{\"events\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
    let many = format!("[{}{{}}]", "{\"type\":\"X\",\"id\":1},".repeat(50_001));
    let cases = [
        ("", "The history has no events."),
        ("{}", "This is no execution history: it has no list `events`."),
        ("{\"events\":[]}", "The history has no events."),
        ("{\"events\":[{}]}", "Event 1 of the history has no `type`."),
        ("[{\"type\":\"PassStateEntered\"}]", "Event 1 of the history has no `id`."),
        ("[{\"type\":\"PassStateEntered\",\"id\":-3}]", "The history begins with event -3"),
        ("{\"events\":[]}\n\n{\"events\":[,]}", "The history is not JSON: expected value at line 3, column 12."),
        ("{\"events\":[", "The history is not JSON"),
        ("]]]", "The history is not JSON"),
        (&deep, "The history is not JSON: nested deeper than 1000 levels"),
        (&many, "The history has more than 50000 events."),
    ];
    for (text, said) in cases {
        let refused = refusal(text);
        assert!(refused.starts_with(said), "{}: {refused}", &text[..text.len().min(40)]);
    }
    let large = " ".repeat((64 << 20) + 1);
    assert_eq!(refusal(&large), "The history is 64 MB long; up to 64 MB are read.");
}

/// Two branches at once: one waits, one calls a function that takes its time.
const SIDE_BY_SIDE: &str = r#"{ "StartAt": "Both", "States": { "Both": { "Type": "Parallel", "End": true, "Branches": [
  { "StartAt": "Slow", "States": { "Slow": { "Type": "Task", "End": true,
    "Resource": "arn:aws:lambda:us-east-1:123456789012:function:slow" } } },
  { "StartAt": "Rest", "States": { "Rest": { "Type": "Wait", "Seconds": 2, "Next": "Note" },
    "Note": { "Type": "Pass", "Parameters": { "at.$": "$$.State.EnteredTime", "n": 1 }, "End": true } } } ] } } }"#;

fn side_by_side(delay: f64) -> (String, asl::document::Scenario) {
    let document = format!(
        r#"{{"stepwell":1,"definition":{SIDE_BY_SIDE},"input":{{}},
           "mocks":{{"Slow":[{{"Return":{{"ok":true}},"DelaySeconds":{delay}}}]}}}}"#
    );
    let scenario = asl::document::Scenario::parse(&document).expect("it has no errors");
    (asl::run_scenario(&document).expect("it runs").history, scenario)
}

#[test]
fn a_difference_is_told_in_a_sentence() {
    let (history, scenario) = side_by_side(1.5);
    let checked = check(SIDE_BY_SIDE, MachineType::Standard).program.expect("it can be read");
    let shape = outline(&checked, SIDE_BY_SIDE);
    let compared = |history: &str| {
        let recording = Recording::read(history).expect("it is a history");
        recording.compare(&scenario, &checked, &shape).expect("it runs").sentence()
    };
    let cases: [(&str, &str, &str); 7] = [
        ("", "", "Same for all 15 events."),
        // Times, ARNs and roles belong to one run.
        ("2026-01-01T", "2031-05-06T", "Same for all 15 events."),
        ("arn:aws:iam::", "arn:aws:iam::9", "Same for all 15 events."),
        (
            r#"{\"ok\":true}"#,
            r#"{\"ok\":false}"#,
            "Differs first at event 8: `output.ok` is recorded as false, our run has true. 4 of 15 events differ.",
        ),
        (
            r#"\"n\":1"#,
            r#"\"n\":1,\"m\":[2]"#,
            "Differs first at event 12: `output.m` is recorded as [2], our run has nothing.",
        ),
        (
            "\"id\":12,\"previousEventId\":11",
            "\"id\":12,\"previousEventId\":10",
            "Differs first at event 12: previousEventId is recorded as 10, our run has 11.",
        ),
        (
            "PassStateEntered",
            "PassStateRobbed",
            "Differs first at event 11: the recording has PassStateRobbed of `Note`, our run has PassStateEntered of \
             `Note`.",
        ),
    ];
    for (from, to, said) in cases {
        let sentence = compared(&history.replace(from, to));
        assert!(sentence.starts_with(said), "{from} to {to}: {sentence}");
    }
}

#[test]
fn another_order_side_by_side_is_told_as_such_and_mocks_keep_the_recorded_one() {
    let (history, _) = side_by_side(2.5);
    let (_, sooner) = side_by_side(1.5);
    let program = check(SIDE_BY_SIDE, MachineType::Standard).program.expect("it can be read");
    let shape = outline(&program, SIDE_BY_SIDE);
    let recording = Recording::read(&history).expect("it is a history");
    let compared = recording.compare(&sooner, &program, &shape).expect("it runs");
    assert_eq!(
        compared.sentence(),
        "The same 15 events; from event 8 on, what happens side by side comes in another order."
    );
    let replay = Replay::new(&recording, &shape).expect("it fits");
    let made = replay.scenario(&recording, &program, &shape, sooner).expect("it has data");
    assert_eq!(made.mocks.to_json().to_string(), r#"{"Slow":[{"Return":{"ok":true},"DelaySeconds":2.5}]}"#);
    assert_eq!(made.settings.start_time.as_deref(), Some("2026-01-01T00:00:00.000Z"));
    assert!(recording.compare(&made, &program, &shape).expect("it runs").is_same());
}

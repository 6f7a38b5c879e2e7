//! The check of histories finds what is wrong with one.

use asl::{
    Session,
    document::Scenario,
    engine::{Details, Event, Instant, check},
    json::Json,
};

/// A Map of two iterations at a time, each a task that waits for a job, and a Parallel behind it.
const SCENARIO: &str = r#"{
  "stepwell": 1,
  "definition": {
    "StartAt": "Each",
    "States": {
      "Each": {
        "Type": "Map",
        "MaxConcurrency": 2,
        "ItemProcessor": {
          "StartAt": "Job",
          "States": {
            "Job": {
              "Type": "Task",
              "Resource": "arn:aws:states:::states:startExecution.sync",
              "Parameters": { "StateMachineArn": "arn:aws:states:us-east-1:111111111111:stateMachine:child" },
              "Next": "Rest"
            },
            "Rest": { "Type": "Wait", "Seconds": 1, "End": true }
          }
        },
        "Next": "Both"
      },
      "Both": {
        "Type": "Parallel",
        "Branches": [
          { "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } },
          { "StartAt": "B", "States": { "B": { "Type": "Pass", "End": true } } }
        ],
        "End": true
      }
    }
  },
  "input": [1, 2, 3]
}"#;

fn history() -> Vec<Event> {
    let scenario = Scenario::parse(SCENARIO).expect("the document is right");
    let program = asl::check(&scenario.definition_text, scenario.machine_type).program.expect("there is a program");
    let input = Json::parse(scenario.input_text.as_deref().unwrap_or("{}")).expect("the input is JSON");
    let mut session = Session::start(program, &scenario, input).expect("the settings are right");
    session.finish();
    session.history
}

/// The place of the event of this kind, counted from 0.
fn place(history: &[Event], which: usize, kind: fn(&Details) -> bool) -> usize {
    let mut places = history.iter().enumerate().filter(|(_, event)| kind(&event.details)).map(|(at, _)| at);
    places.nth(which).expect("the history has such an event")
}

/// A history with one event taken out; what refers to later events is moved along.
fn without(history: &[Event], at: usize) -> Vec<Event> {
    let mut left = history.to_vec();
    let previous = left.remove(at).previous;
    let id = at as u32 + 1;
    for event in &mut left {
        for reference in [&mut event.previous, &mut event.visit] {
            match (*reference).cmp(&id) {
                std::cmp::Ordering::Equal => *reference = previous,
                std::cmp::Ordering::Greater => *reference -= 1,
                std::cmp::Ordering::Less => {}
            }
        }
    }
    left
}

fn broken(history: &[Event]) -> &'static str {
    check(history).err().map_or("none", |violation| violation.rule)
}

#[test]
fn the_history_itself_is_legal_wherever_it_ends() {
    let history = history();
    for length in 1..=history.len() {
        assert_eq!(check(&history[..length]), Ok(()), "of {length} events");
    }
}

#[test]
fn an_event_that_is_missing_is_found() {
    type Kind = fn(&Details) -> bool;
    let cases: [(usize, Kind, &str); 9] = [
        (
            0,
            |details| matches!(details, Details::ExecutionStarted { .. }),
            "ExecutionStarted is the first event and no other",
        ),
        (0, |details| matches!(details, Details::MapStarted { .. }), "a scope is opened while its owner is at work"),
        (0, |details| matches!(details, Details::Scheduled { .. }), "a task is scheduled, started, and ended"),
        (0, |details| matches!(details, Details::Started { .. }), "a task is scheduled, started, and ended"),
        (0, |details| matches!(details, Details::Succeeded { .. }), "a task ends before its state is left"),
        (0, |details| matches!(details, Details::StateExited { .. }), "a scope has one open visit at a time"),
        (
            0,
            |details| matches!(details, Details::IterationSucceeded { .. }),
            "a Map succeeds when all its iterations have",
        ),
        (0, |details| matches!(details, Details::ParallelStarted), "a scope is opened while its owner is at work"),
        (1, |details| matches!(details, Details::StateEntered { .. }), "a visit begins with its Entered event"),
    ];
    let history = history();
    for (which, kind, rule) in cases {
        assert_eq!(broken(&without(&history, place(&history, which, kind))), rule);
    }
}

#[test]
fn an_event_that_is_changed_is_found() {
    type Change = fn(&mut Vec<Event>);
    let cases: [(Change, &str); 10] = [
        (|history| history[5].previous = 6, "a cause is an earlier event"),
        (|history| history[5].at = Instant(0), "virtual time never goes back"),
        (|history| history[4].previous = 0, "only the first state refers to no event"),
        (|history| history.extend_from_within(history.len() - 1..), "nothing follows the end of the execution"),
        (
            |history| {
                let again =
                    history[place(history, 0, |details| matches!(details, Details::IterationSucceeded { .. }))].clone();
                let at = place(history, 0, |details| matches!(details, Details::IterationSucceeded { .. })) + 1;
                history.insert(at, again);
            },
            "an iteration ends once",
        ),
        (
            |history| {
                let started = place(history, 1, |details| matches!(details, Details::IterationStarted { .. }));
                if let Details::IterationStarted { index, .. } = &mut history[started].details {
                    *index = 3;
                }
            },
            "an iteration belongs to a Map that has as many items",
        ),
        (
            |history| {
                let exited = place(history, 0, |details| matches!(details, Details::StateExited { .. }));
                let mut late = history[exited - 1].clone();
                late.previous = exited as u32 + 1;
                history.insert(exited + 1, late);
            },
            "nothing happens in a visit when the state has been left",
        ),
        (
            |history| {
                let first = place(history, 0, |details| matches!(details, Details::Scheduled { .. }));
                let second = place(history, 1, |details| matches!(details, Details::Scheduled { .. }));
                (history[second].scope, history[second].previous) = (history[first].scope, first as u32 + 1);
            },
            "all events of a visit are of the same scope",
        ),
        (
            |history| {
                let (first, second) = (
                    place(history, 0, |details| matches!(details, Details::Scheduled { .. })),
                    place(history, 1, |details| matches!(details, Details::Scheduled { .. })),
                );
                history[second].previous = first as u32 + 1;
            },
            "a cause is of the same scope, or of one inside or around it",
        ),
        (
            |history| {
                let branch = place(history, 0, |details| matches!(details, Details::ParallelStarted)) + 1;
                let exited = place(history, 0, |details| matches!(details, Details::ParallelSucceeded));
                let mut late = history[branch].clone();
                late.at = history[exited].at;
                history.insert(exited + 1, late);
            },
            "a scope is silent when its owner has gone on",
        ),
    ];
    for (change, rule) in cases {
        let mut changed = history();
        change(&mut changed);
        assert_eq!(broken(&changed), rule);
    }
}

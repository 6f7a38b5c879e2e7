//! A large inline Map is told to pass the limit of a history, and is distributed.

use asl::{
    Progress, Run,
    view::{Document, Forecast, Trace, TraceIndex, forecast},
};

const PASS: &str = r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","End":true}}}"#;

fn document(items: usize, states: &str) -> Document {
    Document {
        definition: format!(r#"{{"StartAt":"Each","States":{{{states}}}}}"#),
        input: format!("[{}]", vec!["1"; items].join(",")),
        ..Document::default()
    }
}

fn map(processor: &str) -> String {
    format!(r#""Each":{{"Type":"Map","ItemProcessor":{processor},"End":true}}"#)
}

fn ran(document: &Document) -> (Run, Trace, Option<Forecast>) {
    let mut run = Run::start(document).expect("it runs");
    while run.advance(10_000) == Progress::Running {}
    let (_, trace) = run.result();
    let found = forecast(&trace, &TraceIndex::new(&trace, run.outline()), run.outline());
    (run, trace, found)
}

#[test]
fn the_events_of_all_items_are_told_from_those_that_are_done() {
    // Each iteration has six events: started, twice entered and left, succeeded.
    let (_, trace, found) = ran(&document(10_000, &map(PASS)));
    assert_eq!(trace.events.len(), 25_000);
    let found = found.expect("it passes the limit");
    assert_eq!((found.state, found.total), (0, 10_000));
    assert!((60_000..60_200).contains(&found.events), "{found:?}");
    assert!((4_100..=4_166).contains(&found.items), "{found:?}");
}

#[test]
fn small_maps_and_loops_are_not_told() {
    assert_eq!(ran(&document(4_000, &map(PASS))).2, None);
    let endless = r#""Each":{"Type":"Map","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"Next":"Loop"},
        "Loop":{"Type":"Choice","Choices":[{"Variable":"$[0]","IsPresent":true,"Next":"Again"}],"Default":"End"},
        "Again":{"Type":"Pass","Next":"Loop"},"End":{"Type":"Succeed"}"#;
    assert_eq!(ran(&document(3, endless)).2, None);
}

#[test]
fn of_maps_inside_of_maps_the_outermost_is_told() {
    let inner =
        format!(r#"{{"StartAt":"Inner","States":{{"Inner":{{"Type":"Map","ItemProcessor":{PASS},"End":true}}}}}}"#);
    let outer = Document { input: format!("[{}]", vec!["[1,2,3]"; 3_000].join(",")), ..document(0, &map(&inner)) };
    let (run, _, found) = ran(&outer);
    let name = found.map(|found| run.outline().states[found.state as usize].name.clone());
    assert_eq!(name.as_deref(), Some("Each"));
}

#[test]
fn the_rewritten_definition_runs_to_its_end() {
    let before = document(10_000, &map(PASS));
    let found = ran(&before).2.expect("it passes the limit");
    let definition = asl::distribute(&before.definition, found.state).expect("it can be distributed");
    let (run, trace, found) = ran(&Document { definition, ..before });
    assert_eq!((run.session().status(), found), ("SUCCEEDED", None));
    assert_eq!(trace.map_runs[0].len(), 10_000);
}

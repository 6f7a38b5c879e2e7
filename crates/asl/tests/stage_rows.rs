//! The rows of the data stages: what is said where a state was caught, failed, or is not known yet.

use asl::view::{Document, Seen, StageRow, TraceIndex, sketch, stage_rows};

struct Rows {
    whole: Vec<StageRow>,
    sketched: Vec<StageRow>,
}

/// The rows of the first visit, at the end of the run.
fn rows(state: &str, mocks: &str) -> Rows {
    let definition = format!(r#"{{"StartAt":"A","States":{{"A":{state},"Z":{{"Type":"Succeed"}}}}}}"#);
    let input = r#"{"order":{"id":"o-1"}}"#.to_owned();
    let document = Document { definition, input, mocks: mocks.into(), ..Document::default() };
    let outline = asl::check_document(&document).outline.expect("the definition can be read");
    let mut run = asl::Run::start(&document).expect("the document can run");
    while run.advance(1000) == asl::Progress::Running {}
    let (_, trace) = run.result();
    let index = TraceIndex::new(&trace, &outline);
    let end = trace.events.len() as u32;
    let seen = Seen::new(&trace, &index, &outline, 0, end);
    let inspection = asl::inspect(&document, trace.visits[0].entered + 1).expect("the state was entered");
    let state = &outline.states[trace.visits[0].state as usize];
    Rows {
        whole: stage_rows(&inspection, state, &seen),
        sketched: stage_rows(&sketch(&trace, &index, &outline, 0, end), state, &seen),
    }
}

/// `name`, `name!` for a failed one, `name?` for one that was not computed.
fn told(rows: &[StageRow]) -> String {
    let mark = |row: &StageRow| match (&row.text, &row.problem) {
        (Some(_), _) => "",
        (None, Some(_)) => "!",
        (None, None) => "?",
    };
    rows.iter().map(|row| format!("{}{}", row.name, mark(row))).collect::<Vec<_>>().join(" ")
}

fn task(more: &str) -> String {
    format!(
        r#"{{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{{"FunctionName":"f"}},{more}"Next":"Z"}}"#
    )
}

const THROWN: &str = r#"{"A":[{"Throw":{"Error":"E","Cause":"c"}}]}"#;

#[test]
fn a_caught_error_replaces_the_input_unless_it_has_a_place() {
    let caught = rows(&task(r#""Catch":[{"ErrorEquals":["States.ALL"],"Next":"Z"}],"#), THROWN);
    assert_eq!(told(&caught.whole), "input afterInputPath afterParameters result! errorOutput afterResultPath output");
    let note = |rows: &Rows| rows.whole.iter().find_map(|row| row.note).unwrap_or_default().to_owned();
    assert!(note(&caught).starts_with("The error has replaced the input."), "{}", note(&caught));
    let kept = rows(&task(r#""Catch":[{"ErrorEquals":["E"],"ResultPath":"$.error","Next":"Z"}],"#), THROWN);
    assert!(note(&kept).starts_with("The input is kept"), "{}", note(&kept));
}

#[test]
fn a_failure_stands_where_the_data_end() {
    let failed = rows(&task(r#""ResultSelector":{"x.$":"$.Payload.gone"},"#), r#"{"A":[{"Return":{"Payload":{}}}]}"#);
    assert_eq!(
        told(&failed.whole),
        "input afterInputPath afterParameters result afterResultSelector! afterResultPath? output?"
    );
    let choice = r#"{"Type":"Choice","Choices":[{"Variable":"$.gone","NumericEquals":1,"Next":"Z"}],"Default":"Z"}"#;
    let failed = rows(choice, "{}");
    assert_eq!(told(&failed.whole), "input afterInputPath output!");
    let problem = failed.whole[2].problem.clone().expect("the rule failed");
    assert_eq!(problem.0, "States.Runtime");
    assert!(problem.1.contains("$.gone"), "{}", problem.1);
}

#[test]
fn what_the_history_tells_is_there_before_the_stages_are() {
    let known = rows(&task(""), r#"{"A":[{"Return":{"Payload":{}}}]}"#);
    let text =
        |rows: &[StageRow], name: &str| rows.iter().find(|row| row.name == name).and_then(|row| row.text.clone());
    assert_eq!(
        told(&known.sketched),
        "input afterInputPath? afterParameters result afterResultSelector? afterResultPath? output"
    );
    for name in ["input", "afterParameters", "result", "output"] {
        assert!(text(&known.whole, name).is_some(), "{name}");
        assert_eq!(text(&known.sketched, name), text(&known.whole, name), "{name}");
    }
}

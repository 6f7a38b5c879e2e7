//! What a run costs, and how near it comes to the limits.

use asl::view::{Cost, Document, Meter, TraceIndex, cost, dollars, meters};

const MACHINE: &str = r#"{"StartAt":"A","States":{
    "A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},
         "Retry":[{"ErrorEquals":["E"],"MaxAttempts":2}],"Next":"B"},
    "B":{"Type":"Wait","Seconds":1,"End":true}}}"#;
const MOCKS: &str = r#"{"A":[{"Throw":{"Error":"E"}},{"Throw":{"Error":"E"}},{"Return":{"a":1}}]}"#;

fn billed(express: bool) -> (Cost, Vec<Meter>) {
    let document = Document {
        definition: MACHINE.into(),
        mocks: MOCKS.into(),
        express,
        input: "{}".into(),
        ..Document::default()
    };
    let outline = asl::check_document(&document).outline.expect("the definition can be read");
    let mut run = asl::Run::start(&document).expect("the document can run");
    while run.advance(1000) == asl::Progress::Running {}
    let (summary, trace) = run.result();
    let index = TraceIndex::new(&trace, &outline);
    (cost(&trace, &index, &outline, &summary, express), meters(&trace, &outline, &summary, express))
}

#[test]
fn each_retry_is_billed_as_a_transition() {
    let (found, meters) = billed(false);
    let rows: Vec<_> = found.rows.iter().map(|row| (row.state.as_str(), row.entered, row.retries)).collect();
    assert_eq!(rows, [("A", 1, 2), ("B", 1, 0)]);
    assert_eq!((dollars(found.dollars), found.elsewhere), ("$0.0001".into(), 0));
    assert_eq!(dollars(found.dollars * 1e6), "$100");
    let told: Vec<_> = meters.iter().map(|meter| format!("{}: {} {}", meter.name, meter.text, meter.place)).collect();
    assert_eq!(told.len(), 3);
    assert!(told[0].contains("of 25,000") && told[0].ends_with("2 of them failures"), "{}", told[0]);
    assert!(told[1].ends_with("of 256 KiB at A"), "{}", told[1]);
}

#[test]
fn express_is_billed_for_time_and_memory() {
    let (found, meters) = billed(true);
    // Retries after 1 and 2 seconds, then a second: 4 s with 64 MB.
    let expected = 0.000_001 + 4.0 * 64.0 / 1024.0 * 0.000_016_67;
    assert!((found.dollars - expected).abs() < 1e-12, "{}", found.dollars);
    assert!(found.terms.starts_with("1 request, 4"), "{}", found.terms);
    assert_eq!(meters.len(), 2);
}

#[test]
fn amounts_have_the_digits_that_matter() {
    let cases = [(0.0, "$0.00"), (0.000_275, "$0.000275"), (0.000_001, "$0.000001"), (0.5, "$0.50"), (275.0, "$275")];
    for (amount, text) in cases {
        assert_eq!(dollars(amount), text);
    }
}

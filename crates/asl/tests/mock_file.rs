//! MockConfigFile.json, read and written for the page.

use asl::view::{Document, MockCase};

const FILE: &str = r#"{"StateMachines":{"Orders":{"TestCases":{"Happy":{"Pay":"Paid"},"Broke":{"Pay":"Declined"}}}},
    "MockedResponses":{"Paid":{"0":{"Return":{"ok":true}}},"Declined":{"0-1":{"Throw":{"Error":"E","Cause":"c"}}}}}"#;

#[test]
fn a_file_gives_the_mocks_of_a_case() {
    let first = asl::read_mock_file(FILE, None).expect("it can be read");
    assert_eq!(first.cases.len(), 2);
    assert_eq!(first.chosen.case, "Happy");
    assert!(first.text.contains("\"ok\": true"), "{}", first.text);
    let broke = MockCase { machine: "Orders".into(), case: "Broke".into() };
    let second = asl::read_mock_file(FILE, Some(&broke)).expect("it can be read");
    assert!(second.text.contains("\"Error\": \"E\""), "{}", second.text);
    for bad in ["{}", "[", r#"{"StateMachines":{}}"#] {
        assert!(asl::read_mock_file(bad, None).is_err(), "{bad}");
    }
}

#[test]
fn what_is_written_can_be_read_and_what_is_lost_is_told() {
    let mocks = r#"{"Pay":[{"Return":{"ok":true},"DelaySeconds":2}]}"#;
    let document = Document { name: "Orders".into(), mocks: mocks.into(), ..Document::default() };
    let written = asl::write_mock_file(&document).expect("it can be written");
    assert!(written.notes.iter().any(|note| note.contains("DelaySeconds")), "{:?}", written.notes);
    let read = asl::read_mock_file(&written.text, None).expect("it can be read");
    assert_eq!(read.chosen, MockCase { machine: "Orders".into(), case: "Stepwell".into() });
    assert!(read.text.contains("\"ok\": true"));
    assert!(asl::write_mock_file(&Document { mocks: "[".into(), ..document }).is_err());
}

//! AWS's MockConfigFile.json: read, written, and what neither side can say.

use asl_document::{Mocks, mock_config, text};
use asl_json::Json;

const FILE: &str = r#"{
  "StateMachines": {
    "Orders": {
      "TestCases": {
        "Happy": { "Charge": "Charged", "Ship": "Shipped" },
        "Retry": { "Charge": "SlowThenCharged" },
        "Empty": {}
      }
    },
    "Other": { "TestCases": {} }
  },
  "MockedResponses": {
    "Charged": { "0": { "Return": { "paid": true } } },
    "Shipped": { "0-1": { "Return": 1 }, "2": { "Return": 2 } },
    "SlowThenCharged": {
      "3": { "Return": { "paid": true } },
      "0": { "Throw": { "Error": "Lambda.TooManyRequestsException", "Cause": "busy" } },
      "1-2": { "Throw": { "Error": "States.Timeout", "Cause": "slow" } }
    }
  }
}"#;

fn read(source: &str, machine: &str, case: &str) -> Result<String, String> {
    let root = text::parse(source).expect(source).root;
    mock_config::read(&root, machine, case)
        .map(|mocks| mocks.to_json().to_string())
        .map_err(|found| found.first().map(|found| format!("{} {}", found.location, found.message)).unwrap_or_default())
}

#[test]
fn test_cases_become_mocks() {
    let cases = [
        ("Happy", r#"{"Charge":[{"Return":{"paid":true}}],"Ship":[{"Return":1,"Times":2},{"Return":2}]}"#),
        (
            "Retry",
            r#"{"Charge":[{"Throw":{"Error":"Lambda.TooManyRequestsException","Cause":"busy"}},{"Throw":{"Error":"States.Timeout","Cause":"slow"},"Times":2},{"Return":{"paid":true}}]}"#,
        ),
        ("Empty", "{}"),
    ];
    for (case, mocks) in cases {
        assert_eq!(read(FILE, "Orders", case).as_deref(), Ok(mocks), "{case}");
    }
}

#[test]
fn machines_and_cases_are_listed_in_their_order() {
    let root = text::parse(FILE).expect("a file").root;
    assert!(mock_config::is_mock_config(&root));
    let listed: Vec<(String, Vec<String>)> =
        mock_config::machines(&root).into_iter().map(|machine| (machine.name, machine.cases)).collect();
    let happy = ["Happy", "Retry", "Empty"].map(str::to_string).to_vec();
    assert_eq!(listed, [("Orders".to_string(), happy), ("Other".to_string(), Vec::new())]);
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let file = |responses: &str| {
        format!(
            "{{\"StateMachines\":{{\"M\":{{\"TestCases\":{{\"C\":{{\"A\":\"R\"}}}}}}}},\"MockedResponses\":{responses}}}"
        )
    };
    let cases = [
        (FILE.to_string(), "Nobody", "C", "/StateMachines `StateMachines` has no entry `Nobody`"),
        (FILE.to_string(), "Orders", "Nobody", "/StateMachines/Orders/TestCases `TestCases` has no entry `Nobody`"),
        ("{}".into(), "M", "C", " the file has no entry `StateMachines`"),
        ("[]".into(), "M", "C", " expected an object, found an array"),
        (file("{}"), "M", "C", "/StateMachines/M/TestCases/C/A `MockedResponses` has no entry `R`"),
        (file("{\"R\": 1}"), "M", "C", "/MockedResponses/R `R` must be an object; it is 1"),
        (
            file("{\"R\": {\"1\": {\"Return\": 1}}}"),
            "M",
            "C",
            "/MockedResponses/R/1 the responses must be numbered without gaps: expected the next one to begin at 0",
        ),
        (
            file("{\"R\": {\"0-2\": {\"Return\": 1}, \"2\": {\"Return\": 1}}}"),
            "M",
            "C",
            "/MockedResponses/R/2 the responses must be numbered without gaps: expected the next one to begin at 3",
        ),
        (
            file("{\"R\": {\"2-1\": {\"Return\": 1}}}"),
            "M",
            "C",
            "/MockedResponses/R/2-1 `2-1` is neither a number nor a range of invocations",
        ),
        (
            file("{\"R\": {\"first\": {\"Return\": 1}}}"),
            "M",
            "C",
            "/MockedResponses/R/first `first` is neither a number nor a range of invocations",
        ),
        (
            file("{\"R\": {\"0\": {\"Return\": 1, \"Throw\": {}}}}"),
            "M",
            "C",
            "/MockedResponses/R/0 a response has one outcome; this one has `Return` and `Throw`",
        ),
        (
            file("{\"R\": {\"0\": {\"Return\": 1, \"DelaySeconds\": 1}}}"),
            "M",
            "C",
            "/MockedResponses/R/0/DelaySeconds AWS's format has no `DelaySeconds` here",
        ),
        (
            file("{\"R\": {\"0\": {}}}"),
            "M",
            "C",
            "/MockedResponses/R/0 this response says neither what the task returns nor how it fails",
        ),
    ];
    for (source, machine, case, message) in cases {
        assert_eq!(read(&source, machine, case), Err(message.to_string()), "{source}");
    }
}

#[test]
fn mocks_become_a_file_and_what_it_cannot_say_is_named() {
    let mocks = |source: &str| Mocks::parse(&text::parse(source).expect(source).root).0;
    let kept =
        mocks(r#"{"A": [{"Throw": {"Error": "E", "Cause": ""}, "Times": 3}, {"Return": null}], "B": {"Return": 1}}"#);
    let (file, lost) = mock_config::write(&kept, "M", "C");
    assert_eq!(
        file.get("MockedResponses").map(Json::to_string).as_deref(),
        Some(r#"{"CA":{"0-2":{"Throw":{"Error":"E","Cause":""}},"3":{"Return":null}},"CB":{"0":{"Return":1}}}"#)
    );
    assert_eq!(lost.len(), 1, "only that the last response repeats: {lost:?}");
    let read = mock_config::read(&text::parse(&file.to_string()).expect("JSON").root, "M", "C");
    assert_eq!(read, Ok(kept));

    let rich = mocks(
        r#"{"A": [{"Timeout": true}, {"Pending": true}, {"Throw": {"Error": "E"}},
        {"Return": 1, "Submitted": 1, "DelaySeconds": 1, "Iteration": 1, "When": "true", "Heartbeats": [1]}]}"#,
    );
    let (file, lost) = mock_config::write(&rich, "M", "C");
    assert_eq!(
        file.get("MockedResponses").map(Json::to_string).as_deref(),
        Some(
            r#"{"CA":{"0":{"Throw":{"Error":"States.Timeout","Cause":""}},"1":{"Throw":{"Error":"E","Cause":""}},"2":{"Return":1}}}"#
        )
    );
    let parts = [
        "never answers",
        "does not finish",
        "both `Error` and `Cause`",
        "`Submitted`, `DelaySeconds`, `Iteration`, `When` and `Heartbeats`",
        "no number",
    ];
    assert_eq!(lost.len(), parts.len());
    for (sentence, part) in lost.iter().zip(parts) {
        assert!(sentence.contains(part), "{sentence}");
    }
    assert_eq!(mock_config::write(&Mocks::default(), "M", "C").1, Vec::<String>::new());
}

//! Jayway's own answers, where the suite with them lies beside the project.

use asl_json::Json;
use asl_path::Path;

/// Cases in which we differ from Jayway, with the reason. An entry whose case starts to pass fails the test.
const EXCEPTIONS: &[(&str, &str)] = &[];

#[test]
fn paths_answer_as_jayway_does() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/jsonpath/cases.json");
    let Ok(text) = std::fs::read_to_string(file) else {
        println!("skipped: the suite is not here");
        return;
    };
    let suite = Json::parse(&text).expect("the suite is JSON");
    let mut problems = Vec::new();
    let mut passed = 0;
    for case in suite.as_array().expect("a list of cases") {
        let id = case.get("id").and_then(Json::as_str).expect("an id");
        let excepted = EXCEPTIONS.iter().any(|(exception, _)| *exception == id);
        match (check(case), excepted) {
            (Ok(()), false) => passed += 1,
            (Err(_), true) => {}
            (Ok(()), true) => problems.push(format!("{id} passes: take it off the list of exceptions")),
            (Err(problem), false) => problems.push(format!("{id}: {problem}")),
        }
    }
    println!("{passed} cases agree");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn check(case: &Json) -> Result<(), String> {
    let text = case.get("path").and_then(Json::as_str).ok_or("no path")?;
    let document = case.get("document").ok_or("no document")?;
    let definite = case.get("definite").and_then(Json::as_bool).unwrap_or(false);
    let answer = match Path::parse(text) {
        Ok(path) if path.is_definite() != definite => return Err(format!("{text} should be definite: {definite}")),
        Ok(path) => path.query(document).map_err(|missing| missing.message),
        Err(error) => Err(format!("InvalidPathException: {}", error.message)),
    };
    let expected = match case.get("jayway") {
        Some(value) => Ok(value.clone()),
        None => Err(case.get("message").and_then(Json::as_str).unwrap_or_default().to_string()),
    };
    if answer == expected { Ok(()) } else { Err(format!("{text}\n  {answer:?}\n  expected {expected:?}")) }
}

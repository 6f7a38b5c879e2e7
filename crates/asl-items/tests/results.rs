//! Batches, result files and the generator.

use asl_items::{
    ChildRecord, ChildStatus, CsvHeaders, Export, InputType, OutputType, ReaderConfig, Source, Transformation,
    batch_input, batches, export_result, generate_csv, read, result_files, state_result,
};
use asl_json::Json;

#[test]
fn items_are_grouped_by_count_and_bytes() {
    let sizes = [3usize, 3, 3, 20, 3, 3, 3];
    let cases: &[(Option<usize>, Option<usize>, &[usize])] = &[
        (None, None, &[7]),
        (Some(3), None, &[3, 3, 1]),
        (Some(0), None, &[1; 7]),
        (None, Some(8), &[2, 1, 1, 2, 1]),
        (Some(1), Some(8), &[1; 7]),
        (Some(5), Some(100), &[5, 2]),
        (None, Some(0), &[1; 7]),
    ];
    for (max_items, max_bytes, expected) in cases {
        let ranges = batches(sizes.len(), *max_items, *max_bytes, |index| sizes[index]);
        assert_eq!(
            ranges.iter().map(ExactSizeIterator::len).collect::<Vec<_>>(),
            *expected,
            "{max_items:?} {max_bytes:?}"
        );
        assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
    }
    assert_eq!(batches(0, Some(2), None, |_| 0), []);
}

#[test]
fn the_input_of_a_batch() {
    let items = || vec![Json::int(1), "x".into()];
    let shared = Json::from_pairs([("at", Json::from("now"))]);
    assert_eq!(batch_input(Some(shared), items()).to_string(), r#"{"BatchInput":{"at":"now"},"Items":[1,"x"]}"#);
    assert_eq!(batch_input(None, items()).to_string(), r#"{"Items":[1,"x"]}"#);
}

fn child(status: ChildStatus, output: &str) -> ChildRecord {
    let failed = status == ChildStatus::Failed;
    ChildRecord {
        status,
        arn: "arn:aws:states:eu-west-1:1:execution:import/rows:id1".into(),
        name: "id1".into(),
        input: Json::parse(r#"{ "n": 1 }"#).expect("JSON"),
        output: (status == ChildStatus::Succeeded).then(|| Json::parse(output).expect("JSON")),
        error: failed.then(|| "Bad".into()),
        cause: failed.then(|| "row \"7\"".into()),
        start_date: "2026-01-02T03:04:05.006Z".into(),
        stop_date: "2026-01-02T03:04:06.000Z".into(),
    }
}

const MACHINE: &str = "arn:aws:states:eu-west-1:1:stateMachine:import/rows";

fn export(transformation: Transformation, output_type: OutputType) -> Export {
    Export {
        bucket: "results".into(),
        prefix: "jobs".into(),
        map_run_arn: "arn:aws:states:eu-west-1:1:mapRun:import/rows:run1".into(),
        state_machine_arn: MACHINE.into(),
        transformation,
        output_type,
    }
}

fn files(export: &Export, children: &[ChildRecord]) -> Vec<(String, String)> {
    let files = result_files(export, children);
    files.into_iter().map(|file| (file.key.to_string(), file.text)).collect()
}

#[test]
fn files_of_a_map_run() {
    use ChildStatus::{Aborted, Failed, Pending, Succeeded, TimedOut};
    let children = [Succeeded, Failed, TimedOut, Aborted, Pending].map(|status| child(status, r#"{ "ok": true }"#));
    let files = files(&export(Transformation::None, OutputType::Json), &children);
    let keys: Vec<&str> = files.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "jobs/run1/FAILED_0.json",
            "jobs/run1/PENDING_0.json",
            "jobs/run1/SUCCEEDED_0.json",
            "jobs/run1/manifest.json"
        ]
    );
    let succeeded = concat!(
        r#"[{"ExecutionArn":"arn:aws:states:eu-west-1:1:execution:import/rows:id1","Input":"{ \"n\": 1 }","#,
        r#""InputDetails":{"Included":true},"Name":"id1","Output":"{ \"ok\": true }","OutputDetails":{"Included":true},"#,
        r#""RedriveCount":0,"RedriveStatus":"NOT_REDRIVABLE","#,
        r#""RedriveStatusReason":"Execution is SUCCEEDED and cannot be redriven","#,
        r#""StartDate":"2026-01-02T03:04:05.006Z","#,
        r#""StateMachineArn":"arn:aws:states:eu-west-1:1:stateMachine:import/rows","Status":"SUCCEEDED","#,
        r#""StopDate":"2026-01-02T03:04:06.000Z"}]"#
    );
    assert_eq!(files[2].1, succeeded);
    assert_eq!(files[1].1, r#"[{"Input":"{ \"n\": 1 }","InputDetails":{"Included":true},"Status":"PENDING"}]"#);
    let failed = Json::parse(&files[0].1).expect("JSON");
    let statuses: Vec<_> =
        failed.as_array().expect("a list").iter().map(|record| record.get("Status").cloned()).collect();
    assert_eq!(statuses, ["FAILED", "TIMED_OUT", "ABORTED"].map(|status| Some(Json::from(status))));
    assert!(files[0].1.starts_with(r#"[{"Cause":"row \"7\"","Error":"Bad","ExecutionArn":"#));
    assert!(files[0].1.contains(
        r#""OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"REDRIVABLE_BY_MAP_RUN","StartDate""#
    ));
    let manifest = format!(
        r#"{{"DestinationBucket":"results","MapRunArn":"arn:aws:states:eu-west-1:1:mapRun:import/rows:run1","ResultFiles":{{"FAILED":[{{"Key":"jobs/run1/FAILED_0.json","Size":{}}}],"PENDING":[{{"Key":"jobs/run1/PENDING_0.json","Size":{}}}],"SUCCEEDED":[{{"Key":"jobs/run1/SUCCEEDED_0.json","Size":{}}}]}}}}"#,
        files[0].1.len(),
        files[1].1.len(),
        files[2].1.len()
    );
    assert_eq!(files[3].1, manifest);
}

#[test]
fn transformations() {
    use OutputType::{Json as List, JsonLines as Lines};
    use Transformation::{Compact, Flatten};
    let outputs = [r#"[ {"a": 1}, 2 ]"#, r#"{"b": 3}"#, "[]"].map(|output| child(ChildStatus::Succeeded, output));
    let cases = [
        (Compact, List, r#"[[{"a":1},2],{"b":3},[]]"#),
        (Flatten, List, r#"[{"a":1},2,{"b":3}]"#),
        (Compact, Lines, "[{\"a\":1},2]\n{\"b\":3}\n[]\n"),
        (Flatten, Lines, "{\"a\":1}\n2\n{\"b\":3}\n"),
    ];
    for (transformation, output_type, expected) in cases {
        let files = files(&export(transformation, output_type), &outputs);
        assert_eq!((files[0].0.as_str(), files[0].1.as_str()), ("jobs/run1/SUCCEEDED_0.json", expected));
        let result = state_result(transformation, output_type, MACHINE, &outputs);
        assert_eq!(result.as_str().map_or(result.to_string(), str::to_string), expected);
    }
    // What failed keeps its metadata.
    let mixed = [child(ChildStatus::Succeeded, "1"), child(ChildStatus::Failed, "")];
    let result = state_result(Flatten, List, MACHINE, &mixed);
    assert_eq!(result.item(0), Some(&Json::int(1)));
    assert_eq!(result.item(1).and_then(|record| record.get("Status")), Some(&Json::from("FAILED")));
}

#[test]
fn the_result_of_an_export() {
    let mut export = export(Transformation::None, OutputType::Json);
    let expected = r#"{"MapRunArn":"arn:aws:states:eu-west-1:1:mapRun:import/rows:run1","ResultWriterDetails":{"Bucket":"results","Key":"jobs/run1/manifest.json"}}"#;
    assert_eq!(export_result(&export).to_string(), expected);
    export.prefix = "".into();
    assert_eq!(export_result(&export).to_string(), expected.replace("jobs/", ""));
    let empty = files(&export, &[]);
    assert_eq!(empty.len(), 1);
    assert!(empty[0].1.ends_with(r#""ResultFiles":{"FAILED":[],"PENDING":[],"SUCCEEDED":[]}}"#));
}

#[test]
fn a_generated_csv_has_the_share_of_bad_rows() {
    for (rows, share, bad) in [(200, 0.1, 20), (50, 0.0, 0), (50, 1.0, 50), (0, 0.5, 0), (10, f64::NAN, 0)] {
        let text = generate_csv(rows, share, 42);
        assert_eq!(text, generate_csv(rows, share, 42), "the same seed gives the same text");
        let source = Source { bucket: "b".into(), key: "k.csv".into(), bytes: text.as_bytes().into() };
        let config = ReaderConfig::of(InputType::Csv { headers: CsvHeaders::FirstRow, delimiter: b',' });
        let items = read(&source, &config, &|_, _| None).expect("a CSV");
        assert_eq!(items.len(), rows);
        assert_eq!(items.iter().filter(|item| !good(item)).count(), bad, "{rows} {share}");
    }
    assert_ne!(generate_csv(9, 0.5, 1), generate_csv(9, 0.5, 2));
}

fn good(order: &Json) -> bool {
    let field = |name| order.get(name).and_then(Json::as_str).unwrap_or_default();
    let day = field("orderedAt").rsplit('-').next().and_then(|day| day.parse::<u8>().ok());
    field("quantity").parse::<u8>().is_ok() && field("email").contains('@') && day.is_some_and(|day| day <= 31)
}

//! scratch
use asl_document::*;
#[test]
fn seeds() {
    for f in std::fs::read_dir("/work/shared/seeds").unwrap() {
        let p = f.unwrap().path();
        let t = std::fs::read_to_string(&p).unwrap();
        println!("== {p:?}: {}", short(&import::detect(&t)));
        let mut open: Option<(String, String)> = None;
        for l in t.lines() {
            if l.trim_start().starts_with("```") {
                match open.take() {
                    Some((lang, b)) => {
                        println!("--- {lang} {:?}", b.chars().take(50).collect::<String>());
                        println!("      {}", short(&import::detect(&b)));
                    }
                    None => open = Some((l.trim().to_string(), String::new())),
                }
            } else if let Some((_, b)) = &mut open {
                b.push_str(l);
                b.push('\n');
            }
        }
    }
}
fn short(i: &Import) -> String {
    match i {
        Import::Machines { source, machines, notes } => format!(
            "{source:?} {:?} notes {:?}",
            machines
                .iter()
                .map(|m| (m.name.clone(), m.definition.as_ref().map(|d| d.len()).map_err(|e| e.clone())))
                .collect::<Vec<_>>(),
            notes.iter().map(|n| &n.message).collect::<Vec<_>>()
        ),
        o => format!("{o:?}").chars().take(400).collect(),
    }
}
#[test]
fn docs() {
    for t in [
        r#"{"stepwell": 1, "name": "x", "definition": {
    "StartAt": "A",
    "States": {"A": {"Type": "Succeed"}}
  }, "input": {"a": 1.0}, "type": "EXPRESS", "mocks": {"A": [{"Throw": {"Error": "E"}, "Times": 2}, {"Return": 1, "DelaySeconds": 0.4, "Iteration": 2, "When": "x", "Heartbeats": [3, 1]}], "B": {"Timeout": true}, "C": [{"Pending": true}]}, "s3": {"b/k": "t", "b/z": {"base64": "AQID"}}, "settings": {"startTime": "2026-01-01T00:00:00.000Z", "seed": 18446744073709551615, "names": {"account": "111111111111"}, "limits": {"maxEvents": 5}, "missingMocks": "error"}}"#,
        r#"{"stepwell": 2}"#,
        r#"[]"#,
        r#"{"definition": 1, "mocks": {"A": 1, "B": [], "C": [{}], "D": [{"Return": 1, "Throw": {}}], "E": [{"Throw": "x"}], "F": [{"return": 1}], "G": [{"Return": 1, "Times": 0, "DelaySeconds": -1, "Iteration": 1.5, "When": 3, "Heartbeats": 1, "Foo": 1}], "H/~": [{"Timeout": false}]}, "s3": {"x": 1, "y": {"base64": "?"}}, "settings": {"seed": -1, "names": [], "limits": {"maxEvents": 0}, "missingMocks": "x"}, "type": "standard", "Input": {}}"#,
        "definition: |\n  StartAt: A\ninput: {a: 1}\nmocks: {A: {Return: !Ref x}}",
    ] {
        match Scenario::parse_with_warnings(t) {
            Ok((s, w)) => {
                println!("OK {}\n   {:?}", s.to_json(), w.iter().map(|d| &d.message).collect::<Vec<_>>());
                assert_eq!(Scenario::parse(&s.to_json().to_string()), Ok(s.clone()));
                assert_eq!(Scenario::parse(&asl_json::pretty(&s.to_json())), Ok(s.clone()));
                let d = ShareDocument { scenario: s, cursor: Some(7) };
                println!("{}", share::encode(&d));
                assert_eq!(share::decode(&share::encode(&d)), Ok(d));
            }
            Err(e) => {
                let l = asl_text::LineIndex::new(t);
                for d in e {
                    println!("{}", d.line(&l));
                }
            }
        }
    }
}

//! What differs between two texts, as the data stages show it.

use asl_view::{
    Change, DataStage, Inspection, Seen, StageRow, State, StateType, diff, rules_of, stage_rows, variables,
};

/// The lines as a person reads them.
fn told(before: &str, after: &str) -> Vec<String> {
    let found = diff(before, after, 100);
    let line = |line: asl_view::DiffLine| {
        let text: String = line.line.tokens.iter().map(|token| token.text.as_str()).collect();
        let was = line.before.map(|before| format!("  was {before}")).unwrap_or_default();
        let from = line.from.map(|from| format!("  from {from}")).unwrap_or_default();
        format!("{:1} {}{text}{was}{from}", line.sign.mark(), "  ".repeat(line.line.indent as usize))
    };
    found.lines.into_iter().map(line).collect()
}

#[test]
fn lines_with_their_signs() {
    let cases: [(&str, &str, &[&str]); 9] = [
        (r#"{"a":1}"#, r#"{"a":1}"#, &["  {…}"]),
        ("1", "2", &["~ 2  was 1"]),
        (r#"{"a":1}"#, r#"{"a":2,"b":true}"#, &["  {", r#"~   "a": 2,  was 1"#, r#"+   "b": true"#, "  }"]),
        (r#"{"a":1,"b":{"c":1}}"#, r#"{"a":1}"#, &["  {", r#"    "a": 1"#, r#"−   "b": {…}"#, "  }"]),
        (
            r#"{"a":{"b":[1]}}"#,
            r#"{"a":{"b":[1,{"c":2}]}}"#,
            &[
                "  {",
                r#"    "a": {"#,
                r#"      "b": ["#,
                "        1,",
                "+       {",
                r#"+         "c": 2"#,
                "+       }",
                "      ]",
                "    }",
                "  }",
            ],
        ),
        (
            r#"{"a":1,"b":2,"c":3,"d":4}"#,
            r#"{"e":5,"a":1,"b":2,"c":3,"d":4}"#,
            &["  {", r#"+   "e": 5,"#, "    … 4 fields unchanged", "  }"],
        ),
        ("[1,2,3,4,5]", "[1,2,3,4,6,5]", &["  [", "    … 4 items unchanged", "+   6,", "    5", "  ]"]),
        (r#"{"a":1}"#, "[1]", &["− {…}", "+ [", "+   1", "+ ]"]),
        (r#"{"a":"{,"}"#, r#"{"a":"}\""}"#, &["  {", r#"~   "a": "}\""  was "{,""#, "  }"]),
    ];
    for (before, after, lines) in cases {
        assert_eq!(told(before, after), lines, "{before} {after}");
    }
}

#[test]
fn each_value_is_counted_once() {
    let change = |before, after| diff(before, after, 0).change;
    let counts = |added, removed, changed| Change { added, removed, changed, moved: 0 };
    assert_eq!(change(r#"{"a":{"b":1}}"#, r#"{"a":{"b":1}}"#), counts(0, 0, 0));
    assert_eq!(change("{}", r#"{"a":{"b":1,"c":2}}"#), counts(1, 0, 0));
    assert_eq!(change(r#"{"a":1,"b":2,"c":[1,2]}"#, r#"{"c":[1,3],"d":4}"#), counts(1, 2, 1));
    assert_eq!(change("{ \"a b\\\" \" : [1,\n 2] }", r#"{"a b\" ":[1,2]}"#), counts(0, 0, 0));
    assert_eq!(change("[]", "null"), counts(0, 0, 1));
    assert_eq!(change("nothing", "neither"), counts(0, 0, 1));
}

#[test]
fn a_value_under_another_name_is_moved() {
    let cases: [(&str, &str, &[&str]); 4] = [
        // Under another key: it is not gone either.
        (
            r#"{"a":"x-1","b":1}"#,
            r#"{"c":"x-1","b":1}"#,
            &["  {", r#"→   "c": "x-1",  from /a"#, r#"    "b": 1"#, "  }"],
        ),
        // From further down; what is left of its old place is gone.
        (
            r#"{"order":{"id":"o-1","x":7}}"#,
            r#"{"key":"o-1"}"#,
            &["  {", r#"→   "key": "o-1"  from /order/id"#, r#"−   "order": {…}"#, "  }"],
        ),
        // Inside something new.
        (
            r#"{"id":"o-1"}"#,
            r#"{"p":{"key":"o-1","n":1}}"#,
            &[
                "  {",
                r#"+   "p": {"#,
                r#"+     "key": "o-1",  from /id"#,
                r#"+     "n": 1"#,
                "+   }",
                r#"−   "id": "o-1""#,
                "  }",
            ],
        ),
        // What stands there twice, and what is everywhere, came from nowhere.
        (
            r#"{"a":"x-1","b":"x-1","c":true}"#,
            r#"{"a":"x-1","b":"x-1","d":true,"e":"x-1"}"#,
            &[
                "  {",
                r#"    "a": "x-1","#,
                r#"    "b": "x-1","#,
                r#"+   "d": true,"#,
                r#"+   "e": "x-1""#,
                r#"−   "c": true"#,
                "  }",
            ],
        ),
    ];
    for (before, after, lines) in cases {
        assert_eq!(told(before, after), lines, "{before} {after}");
    }
    let change = diff(r#"{"a":"x-1","b":1}"#, r#"{"c":"x-1","b":1}"#, 0).change;
    assert_eq!(change, Change { moved: 1, ..Change::default() });
}

#[test]
fn each_line_knows_where_its_value_stands() {
    let found = diff(r#"{"a":[1,2],"b":3}"#, r#"{"a":[1,{"c":[4]}]}"#, 100);
    let places: Vec<&str> = found.lines.iter().map(|line| line.pointer.as_str()).collect();
    assert_eq!(places, ["", "/a", "/a/0", "/a/1", "/a/1", "/a/1/c", "/a/1/c/0", "/a/1/c", "/a/1", "/a", "/b", ""]);
}

#[test]
fn hostile_texts_end() {
    let deep = |inner: &str| format!("{}{inner}{}", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(diff(&deep("1"), &deep("2"), 10).lines.len(), 10);
    assert_eq!(diff("{\"a\"", "{\"a\":", 10).change.changed, 0);
    assert_eq!(diff("[1,,", "[1,}", 10).change.removed, 1);
}

fn stage(attempt: u32, name: &str, text: &str) -> DataStage {
    DataStage { attempt, name: name.into(), text: Some(text.into()), problem: None }
}

/// `3 afterParameters +1 beside afterInputPath`, `4 result ✕ Busy`, `5 output …`.
fn rows(inspection: &Inspection, state: &State, seen: &Seen) -> Vec<String> {
    let row = |row: StageRow| {
        let end = match (&row.problem, &row.base) {
            (Some((error, _)), _) => format!("✕ {error}"),
            (None, Some((base, _, change))) if change.is_none() => format!("= {base}"),
            (None, Some((base, _, change))) => {
                format!("+{} −{} ~{} beside {base}", change.added, change.removed, change.changed)
            }
            (None, None) if row.is_empty() => "…".into(),
            (None, None) => "full".into(),
        };
        format!("{} {} {end}", row.number, row.name)
    };
    stage_rows(inspection, state, seen).into_iter().map(row).collect()
}

fn task(language: &str) -> State {
    State {
        name: "A".into(),
        kind: StateType::Task,
        machine: 0,
        inside: Vec::new(),
        subtitle: String::new(),
        service: String::new(),
        pattern: String::new(),
        end: true,
        language: language.into(),
        retriers: Vec::new(),
        catchers: Vec::new(),
        max_concurrency: None,
        distributed: false,
        comment: String::new(),
        key_range: (0, 0),
        range: (0, 0),
    }
}

#[test]
fn only_what_has_happened_at_the_cursor_is_told() {
    let inspection = Inspection {
        stages: vec![
            stage(1, "input", r#"{"a":1}"#),
            stage(1, "afterInputPath", r#"{"a":1}"#),
            stage(1, "afterParameters", r#"{"a":1,"b":2}"#),
            stage(2, "afterParameters", r#"{"a":1,"b":2}"#),
            stage(2, "result", r#"{"c":3}"#),
            stage(2, "afterResultSelector", r#"{"c":3}"#),
            stage(2, "afterResultPath", r#"{"a":1,"r":{"c":3}}"#),
            stage(2, "output", r#"{"a":1,"r":{"c":3}}"#),
        ],
        ..Inspection::default()
    };
    let head = ["1 input full", "2 afterInputPath = input", "3 afterParameters +1 −0 ~0 beside afterInputPath"];
    let rest = ["5 afterResultSelector …", "6 afterResultPath …", "7 output …"];
    let at = |attempt, attempt_ended, error: Option<&str>, over| {
        let seen = Seen { attempt, attempt_ended, error: error.map(Into::into), over };
        rows(&inspection, &task("JSONPath"), &seen)
    };
    assert_eq!(at(1, false, None, false), [&head[..], &["4 result …"], &rest].concat());
    assert_eq!(at(1, true, Some("Busy"), false), [&head[..], &["4 result ✕ Busy"], &rest].concat());
    let end = [
        "4 result full",
        "5 afterResultSelector = result",
        "6 afterResultPath +1 −0 ~0 beside input",
        "7 output = afterResultPath",
    ];
    assert_eq!(at(2, true, None, true), [&head[..], &end].concat());
}

#[test]
fn a_failure_stands_at_its_stage() {
    let failed = DataStage { attempt: 1, name: "afterArguments".into(), text: None, problem: Some("no".into()) };
    let inspection = Inspection {
        stages: vec![stage(1, "input", "1"), failed],
        error: Some("States.QueryEvaluationError".into()),
        ..Inspection::default()
    };
    let seen = Seen { attempt: 1, attempt_ended: true, error: Some("States.QueryEvaluationError".into()), over: true };
    assert_eq!(
        rows(&inspection, &task("JSONata"), &seen),
        ["1 input full", "2 afterArguments ✕ States.QueryEvaluationError", "3 result …", "4 output …"]
    );
    assert!(rules_of(&inspection, &seen).is_empty());
}

#[test]
fn variables_are_an_object() {
    assert_eq!(variables(&[]), "{}");
    assert_eq!(variables(&[("a\"".into(), "1".into()), ("b".into(), "[]".into())]), r#"{"a\"":1,"b":[]}"#);
}

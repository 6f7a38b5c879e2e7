//! The data stages of a visit.

use asl::view::{Document, Inspection};

fn inspected(definition: &str, input: &str, mocks: &str, event: u32) -> Option<Inspection> {
    let document =
        Document { definition: definition.into(), input: input.into(), mocks: mocks.into(), ..Document::default() };
    asl::inspect(&document, event)
}

/// The stages as lines: `1 result {"a":1}`, or `1 result ✕ …`.
fn lines(found: &Inspection) -> Vec<String> {
    let line = |stage: &asl::view::DataStage| match (&stage.text, &stage.problem) {
        (Some(text), _) => format!("{} {} {text}", stage.attempt, stage.name),
        (None, problem) => format!("{} {} ✕ {}", stage.attempt, stage.name, problem.clone().unwrap_or_default()),
    };
    found.stages.iter().map(line).collect()
}

fn rules(found: &Inspection) -> Vec<String> {
    let line = |rule: &asl::view::RuleVerdict| {
        format!("{} {}{} {}", rule.attempt, rule.rule, if rule.hit { " hit:" } else { ":" }, rule.reason)
    };
    found.rules.iter().map(line).collect()
}

const LAMBDA: &str = "arn:aws:lambda:us-east-1:111111111111:function:f";

#[test]
fn all_fields_of_a_jsonpath_task() {
    let definition = format!(
        r#"{{"StartAt":"Ask","States":{{"Ask":{{"Type":"Task","Resource":"{LAMBDA}","InputPath":"$.order",
        "Parameters":{{"id.$":"$.id"}},"ResultSelector":{{"ok.$":"$.paid"}},"ResultPath":"$.answer",
        "OutputPath":"$.answer","Assign":{{"paid.$":"$.paid"}},"End":true}}}}}}"#
    );
    let mocks = r#"{"Ask":[{"Return":{"paid":true,"by":"card"}}]}"#;
    let found = inspected(&definition, r#"{"order":{"id":7}}"#, mocks, 2).expect("the visit is there");
    assert_eq!(
        lines(&found),
        [
            r#"1 input {"order":{"id":7}}"#,
            r#"1 afterInputPath {"id":7}"#,
            r#"1 afterParameters {"id":7}"#,
            r#"1 result {"paid":true,"by":"card"}"#,
            r#"1 afterResultSelector {"ok":true}"#,
            r#"1 afterResultPath {"order":{"id":7},"answer":{"ok":true}}"#,
            r#"1 output {"ok":true}"#,
        ]
    );
    assert_eq!(found.before, []);
    assert_eq!(found.after, Some(vec![("paid".to_string(), "true".to_string())]));
    assert!(found.context.contains(r#""State":{"Name":"Ask""#), "{}", found.context);
    assert_eq!((found.error, found.rules), (None, vec![]));
}

#[test]
fn attempts_and_the_rules_that_were_asked() {
    let definition = format!(
        r#"{{"QueryLanguage":"JSONata","StartAt":"Ask","States":{{"Ask":{{"Type":"Task","Resource":"{LAMBDA}",
        "Arguments":{{"n":"{{% $states.input.n %}}"}},
        "Retry":[{{"ErrorEquals":["Other"]}},{{"ErrorEquals":["Busy"],"MaxAttempts":1,"IntervalSeconds":2}}],
        "Catch":[{{"ErrorEquals":["Other"],"Next":"Done"}},
                 {{"ErrorEquals":["States.ALL"],"Output":"{{% $states.errorOutput.Error %}}","Next":"Done"}}],
        "End":true}},"Done":{{"Type":"Succeed"}}}}}}"#
    );
    let mocks = r#"{"Ask":[{"Throw":{"Error":"Busy","Cause":"later"}}]}"#;
    let found = inspected(&definition, r#"{"n":1}"#, mocks, 2).expect("the visit is there");
    assert_eq!(
        lines(&found),
        [
            r#"1 input {"n":1}"#,
            r#"1 afterArguments {"n":1}"#,
            r#"2 afterArguments {"n":1}"#,
            r#"2 errorOutput {"Error":"Busy","Cause":"later"}"#,
            r#"2 output "Busy""#,
        ]
    );
    assert_eq!(
        rules(&found),
        [
            "1 Retry[0]: names Other; the error is Busy",
            "1 Retry[1] hit: Busy matches: retry 1 of 1, after 2 s",
            "1 Catch[0]: not asked: an earlier rule matched",
            "1 Catch[1]: not asked: an earlier rule matched",
            "2 Retry[0]: names Other; the error is Busy",
            "2 Retry[1]: Busy matches, but 1 of 1 retries are used up",
            "2 Catch[0]: names Other; the error is Busy",
            "2 Catch[1] hit: States.ALL matches Busy",
        ]
    );
    assert_eq!((found.error.as_deref(), found.cause.as_deref()), (Some("Busy"), Some("later")));
    assert!(found.context.contains(r#""RetryCount":1"#), "{}", found.context);
}

#[test]
fn a_failure_lands_on_its_stage() {
    let definition = r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"x.$":"$.gone"},"End":true}}}"#;
    let found = inspected(definition, r#"{"a":1}"#, "", 2).expect("the visit is there");
    assert_eq!(
        lines(&found),
        [
            r#"1 input {"a":1}"#,
            r#"1 afterInputPath {"a":1}"#,
            "1 afterParameters ✕ An error occurred while executing the state 'A' (entered at the event id #2). The \
             JSONPath '$.gone' specified for the field 'x.$' could not be found in the input '{\"a\":1}'",
        ]
    );
    assert_eq!((found.error.as_deref(), found.after), (Some("States.Runtime"), None));
}

#[test]
fn the_selected_items_of_a_map_inline_and_distributed() {
    for mode in ["INLINE", r#"DISTRIBUTED","ExecutionType":"STANDARD"#] {
        let definition = format!(
            r#"{{"StartAt":"M","States":{{"M":{{"Type":"Map","ItemsPath":"$.list","MaxConcurrency":1,
            "ItemSelector":{{"v.$":"$$.Map.Item.Value"}},"ItemProcessor":{{"ProcessorConfig":{{"Mode":"{mode}"}},
            "StartAt":"P","States":{{"P":{{"Type":"Pass","End":true}}}}}},"End":true}}}}}}"#
        );
        let found = inspected(&definition, r#"{"list":[1,2]}"#, "", 2).expect("the visit is there");
        assert_eq!(
            lines(&found),
            [
                r#"1 input {"list":[1,2]}"#,
                r#"1 afterInputPath {"list":[1,2]}"#,
                "1 afterItemsPath [1,2]",
                r#"1 afterItemSelector [{"v":1},{"v":2}]"#,
                r#"1 result [{"v":1},{"v":2}]"#,
                r#"1 afterResultSelector [{"v":1},{"v":2}]"#,
                r#"1 afterResultPath [{"v":1},{"v":2}]"#,
                r#"1 output [{"v":1},{"v":2}]"#,
            ],
            "{mode}"
        );
    }
}

#[test]
fn what_a_choice_compared() {
    let definition = r#"{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[
        {"Variable":"$.n","NumericLessThan":5,"Next":"End"},
        {"And":[{"Variable":"$.n","NumericEquals":7},{"Variable":"$.gone","IsPresent":false}],"Next":"End"},
        {"Variable":"$.n","NumericEquals":8,"Next":"End"}]},"End":{"Type":"Succeed"}}}"#;
    let found = inspected(definition, r#"{"n":7}"#, "", 2).expect("the visit is there");
    assert_eq!(
        rules(&found),
        [
            "1 Choices[0]: $.n is 7: does not match",
            "1 Choices[1] hit: $.n is 7, $.gone is absent: matches",
            "1 Choices[2]: not asked: an earlier rule matched",
        ]
    );
}

#[test]
fn only_a_visit_can_be_inspected() {
    let definition = r#"{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}"#;
    for event in [0, 1, 3, 99] {
        assert_eq!(inspected(definition, "{}", "", event), None, "{event}");
    }
    assert_eq!(inspected("{", "{}", "", 2), None);
}

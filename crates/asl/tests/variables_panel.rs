//! The variables at a cursor.

use asl::view::{Document, variables_at};

const MACHINE: &str = r#"{"QueryLanguage":"JSONata","StartAt":"A","States":{
    "A":{"Type":"Pass","Assign":{"x":1,"y":"{% [1, 2] %}"},"Next":"B"},
    "B":{"Type":"Pass","Assign":{"x":"{% $x + 1 %}"},"Next":"M"},
    "M":{"Type":"Map","Items":"{% $y %}","ItemProcessor":{"StartAt":"I","States":{
        "I":{"Type":"Pass","Assign":{"z":"{% $x * 10 %}"},"Next":"J"},"J":{"Type":"Pass","End":true}}},"Next":"Z"},
    "Z":{"Type":"Succeed"}}}"#;

#[test]
fn each_scope_has_its_variables() {
    let document = Document { definition: MACHINE.into(), input: "{}".into(), ..Document::default() };
    let outline = asl::check_document(&document).outline.expect("the definition can be read");
    let mut run = asl::Run::start(&document).expect("the document can run");
    while run.advance(1000) == asl::Progress::Running {}
    let (_, trace) = run.result();
    let told = |cursor: u32| -> Vec<String> {
        let rows = variables_at(&trace, &outline, cursor);
        rows.iter()
            .map(|row| format!("{} {}={} by {} ×{}", row.scope, row.name, row.value, row.state, row.times))
            .collect()
    };
    assert_eq!(told(0), Vec::<String>::new());
    assert_eq!(told(2), Vec::<String>::new());
    assert_eq!(told(3), [" x=1 by A ×1", " y=[1,2] by A ×1"]);
    assert_eq!(variables_at(&trace, &outline, 3)[0].end, "2", "it is assigned again later");
    assert_eq!(told(5)[0], " x=2 by B ×2");
    let inner =
        trace.events.iter().position(|event| trace.texts.get(event.assigned).is_some_and(|text| text.contains('z')));
    let at = inner.expect("the iteration assigns") as u32 + 1;
    let rows = variables_at(&trace, &outline, at);
    assert_eq!((rows.len(), rows[2].name.as_str(), rows[2].value.as_str(), rows[2].event), (3, "z", "20", at));
    assert!(!rows[2].scope.is_empty());
    assert_eq!(told(trace.events.len() as u32).len(), 2, "the variables of an iteration end with it");
}

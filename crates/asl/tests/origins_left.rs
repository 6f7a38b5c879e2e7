//! Where variables came from, and what a catcher or a rule of a Choice made of the data.

use asl::view::{Document, Spot, origin_of, origins_seen};

const ASSIGNS: &str = r#"{"StartAt":"Sum","States":{
    "Sum":{"Type":"Pass","Parameters":{"n.$":"$.n"},"Assign":{"total.$":"$.n","order":{"items.$":"$$.State.Name","list":[1,{"at.$":"$.n"}]}},"Next":"Read"},
    "Read":{"Type":"Pass","QueryLanguage":"JSONata","Assign":{"total":"{% $total + 1 %}","last":{"id":"{% $states.input.n %}"}},
        "Output":{"sum":"{% $total %}"},"Next":"Each"},
    "Each":{"Type":"Map","Items":[1],"QueryLanguage":"JSONata","Assign":{"order":"{% $states.result %}"},"ItemProcessor":{"StartAt":"In","States":{
        "In":{"Type":"Pass","QueryLanguage":"JSONata","Assign":{"own":"{% 'é' %}"},"Next":"Deep"},
        "Deep":{"Type":"Pass","QueryLanguage":"JSONata","End":true}}},"End":true}}}"#;

const CAUGHT: &str = r#"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
    "Parameters":{"FunctionName":"f"},"ResultPath":"$.own","OutputPath":"$.own","Assign":{"why":"nothing"},"Catch":[
    {"ErrorEquals":["Other"],"ResultPath":"$.other","Assign":{"why":"other"},"Next":"Z"},
    {"ErrorEquals":["E"],"ResultPath":"$.error","Assign":{"why.$":"$.Cause"},"Next":"Z"}],"Next":"Z"},
    "Z":{"Type":"Succeed"}}}"#;

const CAUGHT_JSONATA: &str = r#"{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Task",
    "Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"f"},"Output":"own","Catch":[
    {"ErrorEquals":["Other"],"Output":"other","Next":"Z"},
    {"ErrorEquals":["E"],"Output":{"because":"{% $states.errorOutput.Cause %}"},"Assign":{"why":"{% $states.errorOutput %}"},"Next":"Z"}],
    "Next":"Z"},"Z":{"Type":"Succeed"}}}"#;

const WHOLE: &str = r#"{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Task",
    "Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"f"},"Catch":[
    {"ErrorEquals":["E"],"Output":"{% {'a': $states.errorOutput} %}","Next":"Z"}],"Next":"Z"},"Z":{"Type":"Succeed"}}}"#;

const BARE: &str = r#"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
    "Parameters":{"FunctionName":"f"},"Catch":[{"ErrorEquals":["E"],"Next":"Z"}],"Next":"Z"},"Z":{"Type":"Succeed"}}}"#;

const CHOICE: &str = r#"{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Choice","Assign":{"way":"none"},"Output":"none",
    "Choices":[{"Condition":"{% false %}","Output":"first","Assign":{"way":"first"},"Next":"Z"},
    {"Condition":"{% true %}","Output":{"to":"second"},"Assign":{"way":"second"},"Next":"Z"}],"Default":"Z"},"Z":{"Type":"Succeed"}}}"#;

/// The field that made a value of a visit, its text in the definition, and where the value was taken from.
fn pointed(definition: &str, state: &str, over: bool, at: &str) -> (String, String, String) {
    let mocks = r#"{"A":[{"Throw":{"Error":"E","Cause":"c"}}]}"#.into();
    let document = Document { definition: definition.into(), input: r#"{"n":2}"#.into(), mocks, ..Document::default() };
    let outline = asl::check_document(&document).outline.expect("the definition can be read");
    let mut run = asl::Run::start(&document).unwrap_or_else(|problems| panic!("{definition}: {problems:?}"));
    while run.advance(1000) == asl::Progress::Running {}
    let (_, trace) = run.result();
    let is_it = |visit: &&asl::view::Visit| outline.states[visit.state as usize].name == state;
    let visit = trace.visits.iter().find(is_it).unwrap_or_else(|| panic!("{state} was not entered"));
    let found = asl::inspect(&document, visit.entered + 1).expect("the visit is there");
    let (stage, pointer) = at.split_at(at.find('/').unwrap_or(at.len()));
    let origins = origins_seen(&found.origins, over);
    let spot = Spot { stage: stage.into(), pointer: pointer.into() };
    let Some(origin) = origin_of(&origins, &spot) else { return Default::default() };
    let units: Vec<u16> = definition.encode_utf16().collect();
    let written = String::from_utf16_lossy(&units[origin.range.0 as usize..origin.range.1 as usize]);
    let source = origin.source.as_ref().map(|(stage, pointer)| format!("{stage}{pointer}"));
    (origin.field.clone(), written, source.unwrap_or_default())
}

#[test]
fn a_variable_knows_the_member_that_assigned_it() {
    // State, whether it is over, stage and pointer; the field, its text, and the source.
    let cases = [
        ("Sum", true, "variables/total", r#"Assign."total.$" = "$.n""#, r#""total.$":"$.n""#, "afterParameters/n"),
        (
            "Sum",
            true,
            "variables/order/items",
            r#"Assign."order"."items.$" = "$$.State.Name""#,
            r#""items.$":"$$.State.Name""#,
            "",
        ),
        ("Sum", true, "variables/order/list/0", r#"Assign."order"."list"[0] = 1"#, "1", ""),
        (
            "Sum",
            true,
            "variables/order/list/1/at",
            r#"Assign."order"."list"[1]."at.$" = "$.n""#,
            r#""at.$":"$.n""#,
            "afterParameters/n",
        ),
        // Until the state is left, its variables are those of the states before.
        ("Sum", false, "variables/total", "", "", ""),
        ("Read", false, "variables/total", r#"in Sum: Assign."total.$" = "$.n""#, r#""total.$":"$.n""#, ""),
        (
            "Read",
            true,
            "variables/total",
            r#"Assign."total" = "{% $total + 1 %}""#,
            r#""total":"{% $total + 1 %}""#,
            "",
        ),
        (
            "Read",
            true,
            "variables/last/id",
            r#"Assign."last"."id" = "{% $states.input.n %}""#,
            r#""id":"{% $states.input.n %}""#,
            "input/n",
        ),
        (
            "Read",
            true,
            "variables/order/items",
            r#"in Sum: Assign."order"."items.$" = "$$.State.Name""#,
            r#""items.$":"$$.State.Name""#,
            "",
        ),
        ("Read", true, "before/total", r#"in Sum: Assign."total.$" = "$.n""#, r#""total.$":"$.n""#, ""),
        // Scopes: what is outside is seen inside, not the other way round. Code units, not bytes.
        (
            "Deep",
            true,
            "variables/total",
            r#"in Read: Assign."total" = "{% $total + 1 %}""#,
            r#""total":"{% $total + 1 %}""#,
            "",
        ),
        ("Deep", true, "variables/own", r#"in In: Assign."own" = "{% 'é' %}""#, r#""own":"{% 'é' %}""#, ""),
        ("Each", true, "variables/own", "", "", ""),
        // An expression is one field, whatever it makes.
        (
            "Each",
            true,
            "variables/order/0/n",
            r#"Assign."order" = "{% $states.result %}""#,
            r#""order":"{% $states.result %}""#,
            "result",
        ),
    ];
    for (state, over, at, field, written, source) in cases {
        let found = pointed(ASSIGNS, state, over, at);
        assert_eq!(found, (field.into(), written.into(), source.into()), "{state} {at}, over: {over}");
    }
}

#[test]
fn what_was_caught_or_chosen_leads_to_its_catcher_or_rule() {
    let bare = r#"{"ErrorEquals":["E"],"Next":"Z"}"#;
    // Definition, stage and pointer; the field, its text, and the source.
    let cases = [
        (
            CAUGHT,
            "afterResultPath/error/Cause",
            r#"Catch[1].ResultPath = "$.error""#,
            r#""ResultPath":"$.error""#,
            "errorOutput",
        ),
        (
            CAUGHT,
            "afterResultPath/n",
            "the input, with the error at Catch[1].ResultPath",
            r#""ResultPath":"$.error""#,
            "input",
        ),
        (
            CAUGHT,
            "variables/why",
            r#"Catch[1].Assign."why.$" = "$.Cause""#,
            r#""why.$":"$.Cause""#,
            "errorOutput/Cause",
        ),
        (
            CAUGHT_JSONATA,
            "output/because",
            r#"Catch[1].Output."because" = "{% $states.errorOutput.Cause %}""#,
            r#""because":"{% $states.errorOutput.Cause %}""#,
            "errorOutput/Cause",
        ),
        (
            CAUGHT_JSONATA,
            "variables/why/Error",
            r#"Catch[1].Assign."why" = "{% $states.errorOutput %}""#,
            r#""why":"{% $states.errorOutput %}""#,
            "errorOutput",
        ),
        (
            WHOLE,
            "output/a/Error",
            r#"Catch[0].Output = "{% {'a': $states.errorOutput} %}""#,
            r#""Output":"{% {'a': $states.errorOutput} %}""#,
            "",
        ),
        (BARE, "afterResultPath/Error", "no Catch[0].ResultPath: the error replaces the input", bare, "errorOutput"),
        (BARE, "output/Error", "Catch[0] has no OutputPath: it is passed on as it is", bare, "afterResultPath"),
        (CHOICE, "output/to", r#"Choices[1].Output."to" = "second""#, r#""to":"second""#, ""),
        (CHOICE, "variables/way", r#"Choices[1].Assign."way" = "second""#, r#""way":"second""#, ""),
    ];
    for (definition, at, field, written, source) in cases {
        assert_eq!(
            pointed(definition, "A", true, at),
            (field.into(), written.into(), source.into()),
            "{at} of {definition}"
        );
    }
}

//! Where values of data stages came from, and what a path that selected nothing was meant to be.

use asl::view::{Document, Inspection, Spot, origin_of, trail};

const INPUT: &str = r#"{"order":{"id":"o-1","lines":[{"sku":"A"},{"sku":"B"}]},"who":"Ada"}"#;

fn inspect(language: &str, state: &str, mocks: &str) -> (String, Inspection) {
    let definition =
        format!(r#"{{"QueryLanguage":"{language}","StartAt":"A","States":{{"A":{state},"Z":{{"Type":"Succeed"}}}}}}"#);
    let document = Document { definition, input: INPUT.into(), mocks: mocks.into(), ..Document::default() };
    let found = asl::inspect(&document, 2).unwrap_or_else(|| panic!("{state}"));
    (document.definition, found)
}

const TASK: &str = r#"{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","InputPath":"$.order",
    "Parameters":{"FunctionName":"f","Payload":{"key.$":"$.id","n.$":"States.ArrayLength($.lines)"}},
    "ResultSelector":{"price.$":"$.Payload.price"},"ResultPath":"$.paid","Next":"Z"}"#;
const MAP: &str = r#"{"Type":"Map","ItemsPath":"$.order.lines","ItemSelector":{"sku.$":"$$.Map.Item.Value.sku","who.$":"$.who"},
    "ItemProcessor":{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}},"Next":"Z"}"#;
const JSONATA: &str = r#"{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
    "Arguments":{"FunctionName":"f","Payload":{"key":"{% $states.input.order.id %}","sum":"{% 1 + 1 %}"}},
    "Output":{"price":"{% $states.result.Payload.price %}"},"Next":"Z"}"#;
const PAID: &str = r#"{"A":[{"Return":{"StatusCode":200,"Payload":{"price":9.5}}}]}"#;

#[test]
fn a_value_knows_its_field_and_the_places_where_it_stands() {
    // Language, state, stage and pointer; the field, and the other places.
    let cases = [
        (
            "JSONPath",
            TASK,
            "afterParameters/Payload/key",
            r#"Parameters."Payload"."key.$" = "$.id""#,
            "afterInputPath/id input/order/id",
        ),
        (
            "JSONPath",
            TASK,
            "afterParameters/Payload/n",
            r#"Parameters."Payload"."n.$" = "States.ArrayLength($.lines)""#,
            "",
        ),
        ("JSONPath", TASK, "afterParameters/FunctionName", r#"Parameters."FunctionName" = "f""#, ""),
        (
            "JSONPath",
            TASK,
            "afterInputPath/lines/1/sku",
            r#"InputPath = "$.order""#,
            "input/order/lines/1/sku afterResultPath/order/lines/1/sku output/order/lines/1/sku",
        ),
        (
            "JSONPath",
            TASK,
            "output/paid/price",
            "no OutputPath: it is passed on as it is",
            "afterResultPath/paid/price afterResultSelector/price result/Payload/price",
        ),
        ("JSONPath", TASK, "afterResultPath/paid", r#"ResultPath = "$.paid""#, "afterResultSelector output/paid"),
        (
            "JSONPath",
            MAP,
            "afterItemSelector/1/sku",
            r#"ItemSelector."sku.$" = "$$.Map.Item.Value.sku""#,
            "afterItemsPath/1/sku afterInputPath/order/lines/1/sku input/order/lines/1/sku",
        ),
        (
            "JSONPath",
            MAP,
            "afterItemSelector/0/who",
            r#"ItemSelector."who.$" = "$.who""#,
            "afterInputPath/who input/who",
        ),
        (
            "JSONata",
            JSONATA,
            "afterArguments/Payload/key",
            r#"Arguments."Payload"."key" = "{% $states.input.order.id %}""#,
            "input/order/id",
        ),
        (
            "JSONata",
            JSONATA,
            "output/price",
            r#"Output."price" = "{% $states.result.Payload.price %}""#,
            "result/Payload/price",
        ),
        ("JSONata", JSONATA, "result/StatusCode", "what the task answered: see its mock", ""),
    ];
    for (language, state, at, field, places) in cases {
        let (definition, found) = inspect(language, state, PAID);
        let (stage, pointer) = at.split_once('/').expect("a stage and a pointer");
        let spot = Spot { stage: stage.into(), pointer: format!("/{pointer}") };
        let origin = origin_of(&found.origins, &spot).unwrap_or_else(|| panic!("{at}: {:?}", found.origins));
        assert_eq!(origin.field, field, "{at}");
        let told = |spot: &Spot| format!("{}{}", spot.stage, spot.pointer);
        let others: Vec<String> = trail(&found.origins, &spot)[1..].iter().map(told).collect();
        for place in places.split_whitespace() {
            assert!(others.iter().any(|other| other == place), "{at}: {place} is not among {others:?}");
        }
        if places.is_empty() {
            let before = |place: &&String| place.starts_with("input") || place.starts_with("afterInput");
            assert_eq!(others.iter().find(before), None, "{at}");
        }
        let (from, to) = (origin.range.0 as usize, origin.range.1 as usize);
        if let Some((_, value)) = field.split_once(" = ") {
            assert!(definition[from..to].ends_with(value), "{at}: {}", &definition[from..to]);
        }
    }
}

#[test]
fn a_path_that_selected_nothing_is_found_and_mended() {
    let task =
        |more: &str| format!(r#"{{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",{more},"Next":"Z"}}"#);
    let parameters =
        |value: &str| task(&format!(r#""Parameters":{{"FunctionName":"f","Payload":{{"x.$":"{value}"}}}}"#));
    let cases = [
        ("JSONPath", parameters("$.id"), "$.id", Some("$.order.id")),
        ("JSONPath", parameters("$.order.ids"), "$.order.ids", Some("$.order.id")),
        ("JSONPath", task(r#""InputPath":"$.ordr","Parameters":{"FunctionName":"f"}"#), "$.ordr", Some("$.order")),
        (
            "JSONPath",
            task(r#""Parameters":{"FunctionName":"f"},"ResultSelector":{"x.$":"$.Payload.prise"}"#),
            "$.Payload.prise",
            Some("$.Payload.price"),
        ),
        (
            "JSONPath",
            r#"{"Type":"Choice","Choices":[{"Variable":"$.whom","StringEquals":"","Next":"Z"}]}"#.into(),
            "$.whom",
            Some("$.who"),
        ),
        ("JSONPath", parameters("$.zzzz"), "$.zzzz", None),
        (
            "JSONata",
            task(r#""Arguments":{"FunctionName":"{% $states.input.order.idd %}"}"#),
            "$states.input.order.idd",
            Some("$states.input.order.id"),
        ),
    ];
    for (language, state, path, meant) in cases {
        let (definition, found) = inspect(language, &state, PAID);
        let missed = found.missed.unwrap_or_else(|| panic!("{path}: {:?}", found.cause));
        assert_eq!((missed.path.as_str(), missed.meant.as_deref()), (path, meant), "{:?}", found.cause);
        let written = &definition[missed.range.0 as usize..missed.range.1 as usize];
        assert!(written.starts_with('"') && written.contains(path), "{path}: {written}");
    }
}

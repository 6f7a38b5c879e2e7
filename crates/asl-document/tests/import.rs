//! What a pasted text turns out to be.

use asl_document::{
    Import, MachineType, Scenario, ShareDocument, import,
    import::{Kind, Machine, Source},
    share,
};
use asl_json::Json;

const DEFINITION: &str = r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#;

fn found(text: &str) -> (Source, Vec<Machine>) {
    match import::detect(text) {
        Import::Machines { source, machines, .. } => (source, machines),
        other => panic!("{text}: {other:?}"),
    }
}

fn compact(machine: &Machine) -> String {
    let text = machine.definition.as_ref().expect("a definition");
    Json::parse_compact(text).map_or_else(|_| text.clone(), |value| value.to_string())
}

#[test]
fn definitions_are_found_wherever_they_stand() {
    let escaped = asl_json::escape(DEFINITION);
    let same = r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#;
    let cases = [
        (Source::Definition, DEFINITION.to_string(), "", same),
        (Source::Definition, format!("```json\n{DEFINITION}\n```"), "", same),
        (Source::Definition, format!("# Title\n\nText: with: colons\n\n```bash\nls\n```\n```json\n{DEFINITION}\n```\n"), "", same),
        (Source::Definition, format!("---\ntitle: An article\n---\n\n```\n{DEFINITION}\n```\n"), "", same),
        (Source::Definition, "// mine\n{\"StartAt\": \"A\",}".into(), "", "// mine\n{\"StartAt\": \"A\",}"),
        (Source::Definition, "\nStartAt: A\nStates: {}\n".into(), "", "StartAt: A\nStates: {}"),
        (
            Source::Description,
            format!("{{\"name\": \"Orders\", \"type\": \"EXPRESS\", \"roleArn\": \"arn:r\", \"definition\": {escaped}}}"),
            "Orders",
            same,
        ),
        (Source::Description, format!("{{\"definition\": {DEFINITION}}}"), "", same),
        (
            Source::Template,
            format!("{{\"Resources\": {{\"M\": {{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {{\"DefinitionString\": {escaped}}}}}}}}}"),
            "M",
            same,
        ),
        (
            Source::Template,
            format!("{{\"Resources\": {{\"M\": {{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {{\"StateMachineName\": \"Orders\", \"DefinitionString\": {{\"Fn::Sub\": {escaped}}}}}}}}}}}"),
            "Orders",
            same,
        ),
        (
            // What `cdk synth` writes.
            Source::Template,
            r#"{"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString":
              {"Fn::Join": ["", ["{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"End\":true,\"Resource\":\"",
              {"Fn::GetAtt": ["Pay", "Arn"]}, ":", {"Ref": "Version"}, "\"}}}"]]}}}}}"#
                .into(),
            "M",
            r#"{"StartAt":"A","States":{"A":{"Type":"Task","End":true,"Resource":"${Pay.Arn}:${Version}"}}}"#,
        ),
        (
            Source::Template,
            "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Type: EXPRESS\n      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Task\n            Resource: !GetAtt Pay.Arn\n            End: true\n".into(),
            "M",
            r#"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Pay.Arn}","End":true}}}"#,
        ),
        (
            Source::Template,
            "M:\n  Type: AWS::StepFunctions::StateMachine\n  Properties:\n    DefinitionString: !Sub |\n      {\"StartAt\": \"${First}\"}\n".into(),
            "M",
            r#"{"StartAt":"${First}"}"#,
        ),
        (
            Source::Template,
            "stepFunctions:\n  stateMachines:\n    orders:\n      name: Orders\n      definition:\n        StartAt: A\n".into(),
            "Orders",
            r#"{"StartAt":"A"}"#,
        ),
        (
            Source::Fragment,
            "\"Pay\": {\"Type\": \"Task\", \"Resource\": \"r\", \"Next\": \"Ship\", \"Catch\": [{\"ErrorEquals\": [\"E\"], \"Next\": \"Undo\"}]},\n\"Undo\": {\"Type\": \"Pass\"}".into(),
            "",
            r#"{"StartAt":"Pay","States":{"Pay":{"Type":"Task","Resource":"r","Next":"Ship","Catch":[{"ErrorEquals":["E"],"Next":"Undo"}]},"Undo":{"Type":"Pass","End":true},"Ship":{"Type":"Succeed"}}}"#,
        ),
        (
            Source::Fragment,
            "{\"Type\": \"Choice\", \"Choices\": [{\"Next\": \"A\"}], \"Default\": \"B\"}".into(),
            "",
            r#"{"StartAt":"State","States":{"State":{"Type":"Choice","Choices":[{"Next":"A"}],"Default":"B"},"B":{"Type":"Succeed"},"A":{"Type":"Succeed"}}}"#,
        ),
    ];
    for (source, text, name, definition) in cases {
        let (from, machines) = found(&text);
        assert_eq!((from, machines[0].name.as_str()), (source, name), "{text}");
        assert_eq!(compact(&machines[0]), definition, "{text}");
    }
}

#[test]
fn a_template_lists_all_its_machines() {
    let template = "Resources:
  Bucket: {Type: AWS::S3::Bucket}
  First: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: first.asl.json}}
  Second:
    Type: AWS::Serverless::StateMachine
    Properties: {Name: !Sub '${Stage}-second', Type: EXPRESS, Role: !GetAtt Role.Arn, Definition: {StartAt: B}}
  Third:
    Type: AWS::StepFunctions::StateMachine
    Properties: {StateMachineName: third, StateMachineType: STANDARD, DefinitionString: '{}'}
";
    let (_, machines) = found(template);
    let listed: Vec<_> = machines
        .iter()
        .map(|machine| {
            let role = machine.role_arn.as_deref();
            (machine.name.as_str(), machine.machine_type, role, machine.definition.is_ok())
        })
        .collect();
    assert_eq!(
        listed,
        [
            ("First", None, None, false),
            ("Second", Some(MachineType::Express), Some("${Role.Arn}"), true),
            ("third", Some(MachineType::Standard), None, true),
        ]
    );
}

#[test]
fn our_own_documents_and_links_are_known() {
    let scenario = Scenario { definition_text: DEFINITION.into(), name: "x".into(), ..Scenario::default() };
    let document = scenario.to_json().to_string();
    let expected = Import::Scenario { scenario: Box::new(scenario.clone()), warnings: Vec::new() };
    assert_eq!(import::detect(&document), expected);
    let shared = ShareDocument { scenario, cursor: Some(3), view: None };
    let link = share::encode(&shared);
    for link in [format!("https://example.org/#{link}"), format!(" {link}\n"), format!("#{link}")] {
        assert_eq!(import::detect(&link), Import::Shared(Box::new(shared.clone())), "{link}");
    }
    let file = r#"{"StateMachines": {"M": {"TestCases": {"C": {}}}}, "MockedResponses": {}}"#;
    let Import::MockConfig { machines, .. } = import::detect(file) else { panic!("a MockConfigFile") };
    assert_eq!((machines[0].name.as_str(), machines[0].cases.as_slice()), ("M", ["C".to_string()].as_slice()));
}

#[test]
fn what_cannot_be_used_is_named() {
    let cases = [
        ("", Kind::Empty, "nothing"),
        (" \n", Kind::Empty, "nothing"),
        ("https://example.org/page", Kind::BrokenLink, "address of a page"),
        ("https://example.org/#v1=eNq", Kind::BrokenLink, "incomplete"),
        ("https://example.org/#v9=eNq", Kind::BrokenLink, "newer"),
        ("{\"stepwell\": 1}", Kind::BrokenScenario, "scenario"),
        (
            "Resources: {M: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: a/b.asl.json}}}",
            Kind::DefinitionElsewhere,
            "`a/b.asl.json`",
        ),
        (
            "Resources: {M: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: {Bucket: b, Key: k.json}}}}",
            Kind::DefinitionElsewhere,
            "`k.json`",
        ),
        ("Resources: {M: {Type: AWS::Serverless::StateMachine}}", Kind::DefinitionElsewhere, "not its definition"),
        ("{\"definition\": 5}", Kind::DefinitionElsewhere, "neither a text nor an object"),
        ("{\"StartAt\": \"A\" \"States\": {}}", Kind::BrokenDocument, "expected `,`"),
        ("StartAt: A\nStates:\n\tA: 1", Kind::BrokenDocument, "a tab"),
        ("{\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}]}", Kind::StateFields, "fields of a state"),
        ("\"InputPath\": \"$.order\"", Kind::StateFields, "fields of a state"),
        ("resource \"aws_sfn_state_machine\" \"m\" {\n  definition = jsonencode({})\n}", Kind::Terraform, "Terraform"),
        ("WaitForApproval = {\nType = \"Task\"\n}", Kind::Terraform, "Terraform"),
        ("{\"terraform_version\": \"1.9\", \"values\": {}}", Kind::Terraform, "Terraform's JSON"),
        ("import * as sfn from 'aws-cdk-lib/aws-stepfunctions';\nnew sfn.Pass(this, 'A');", Kind::Program, "CDK"),
        ("const a = async () => {\n  return 1;\n};", Kind::Program, "program"),
        ("{\"events\": [{\"id\": 1, \"type\": \"ExecutionStarted\"}]}", Kind::History, "history"),
        ("{\"order\": 1, \"total\": 2}", Kind::UnknownDocument, "`order` and `total`"),
        ("{}", Kind::UnknownDocument, "empty object"),
        ("[1, 2]", Kind::UnknownDocument, "a list"),
        ("flowchart LR\n  A --> B", Kind::UnknownText, "neither JSON nor YAML"),
        ("Please help me with my workflow", Kind::UnknownText, "neither JSON nor YAML"),
    ];
    for (text, kind, message) in cases {
        match import::detect(text) {
            Import::Unusable(unusable) => {
                assert_eq!(unusable.kind, kind, "{text}: {}", unusable.message);
                assert!(unusable.message.contains(message), "{text}: {}", unusable.message);
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    for (text, kind) in [("x".repeat(10 << 20), Kind::TooLarge), ("[".repeat(10_000), Kind::BrokenDocument)] {
        let Import::Unusable(unusable) = import::detect(&text) else { panic!("unusable") };
        assert_eq!(unusable.kind, kind, "{}", unusable.message);
    }
}

//! Share links: one that must open for ever, and what is said of broken ones.

use asl_document::{Mocks, Outcome, Response, Scenario, ShareDocument, ShareError, share};
use asl_json::Json;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use miniz_oxide::deflate::compress_to_vec_zlib;

/// A link of version 1. It must open for ever as [`shared`]; never change it.
const GOLDEN: &str = "v1=eNotjjFOxDAQRa9ijSijKEEgJHeBbEuRTUcorGTYtdaxI3usZWW54wwckJMwJnTjN89_foJAuF3RGJBtBVatCBKekakx0Z7Ez9e3aKGCBT-01aSd5f2RlKeOpHg5K3_CyTIgDHKy4h_9jUKMtw2lGFW47O8Bg4t-ZnaXdrHzNu-7g12kIB85ju9pu0Ua8ZP4XBITkCNlJpCiberHRmRWiMNLmbF77buhZ7K6-RJAJtizQb4lGM_eXQs7eO_8Xp671qNe0UWCXEEZ-dt9rhIMSNHb4m9KLyBLIVZ6NOp2xNnZhc2mfsjvTOfoQ8l8yr_JEmwL";

fn shared() -> ShareDocument {
    let paid = Json::parse_compact(r#"{"paid":true}"#).expect("JSON");
    let throw = Outcome::Throw { error: Some("States.Timeout".into()), cause: None };
    let responses = vec![
        Response { times: 2, ..Response::new(throw) },
        Response { delay_seconds: Some(0.4), ..Response::new(Outcome::Return(paid)) },
    ];
    let scenario = Scenario {
        name: "Bestellung № 1".into(),
        definition_text:
            "StartAt: Charge\nStates:\n  Charge:\n    Type: Task\n    Resource: ${ChargeArn}\n    End: true\n".into(),
        input_text: Some("{ \"total\": 10.50 }".into()),
        mocks: Mocks { states: [("Charge".to_string(), responses)].into_iter().collect() },
        ..Scenario::default()
    };
    ShareDocument { scenario, cursor: Some(7), view: None }
}

#[test]
fn the_golden_link_opens_for_ever() {
    assert_eq!(share::decode(GOLDEN), Ok(shared()));
    assert_eq!(share::encode(&shared()), GOLDEN);
}

#[test]
fn a_link_opens_however_it_is_pasted() {
    let (half, rest) = GOLDEN.split_at(40);
    let cases = [
        format!("#{GOLDEN}"),
        format!("https://example.org/stepwell/#{GOLDEN}"),
        format!("  {GOLDEN}\r\n"),
        format!("{half}\r\n  {rest}"),
        format!("{GOLDEN}=="),
        format!("{GOLDEN}."),
        format!("{GOLDEN})"),
    ];
    for link in cases {
        assert_eq!(share::decode(&link), Ok(shared()), "{link}");
    }
}

/// A link around any bytes.
fn packed(bytes: &[u8]) -> String {
    format!("v1={}", BASE64.encode(compress_to_vec_zlib(bytes, 9)))
}

#[test]
fn a_broken_link_says_what_is_wrong() {
    let changed = |at: usize| {
        let mut link = GOLDEN.to_string();
        link.replace_range(at..=at, if &link[at..=at] == "A" { "B" } else { "A" });
        link
    };
    let cases = [
        (String::new(), ShareError::NotALink),
        ("section-2".into(), ShareError::NotALink),
        ("version=1".into(), ShareError::NotALink),
        ("v=1".into(), ShareError::NotALink),
        ("v2=abc".into(), ShareError::UnknownVersion("v2".into())),
        ("https://example.org/#v12=abc".into(), ShareError::UnknownVersion("v12".into())),
        ("v1=".into(), ShareError::Truncated),
        (GOLDEN[..GOLDEN.len() - 1].into(), ShareError::Truncated),
        (GOLDEN[..GOLDEN.len() - 4].into(), ShareError::Truncated),
        (GOLDEN[..GOLDEN.len() / 2].into(), ShareError::Truncated),
        ("v1=a%20b".into(), ShareError::Damaged),
        ("v1=AAAA".into(), ShareError::Damaged),
        (changed(GOLDEN.len() - 3), ShareError::Damaged),
        (changed(3), ShareError::Damaged),
        (packed(&[0xff, 0xfe]), ShareError::Damaged),
        (packed(&vec![b' '; 16 << 20]), ShareError::TooLarge),
        (format!("v1={}", "A".repeat(4 << 20)), ShareError::TooLarge),
    ];
    for (link, error) in cases {
        let start: String = link.chars().take(60).collect();
        assert_eq!(share::decode(&link), Err(error), "{start}");
    }
    for document in ["", "[]", "{\"stepwell\": 1}", "{\"stepwell\": 2, \"definition\": {}}", "{\"definition\""] {
        let error = share::decode(&packed(document.as_bytes()));
        assert!(matches!(error, Err(ShareError::NotAScenario(_))), "{document}: {error:?}");
    }
}

#[test]
fn no_changed_character_opens_as_another_document() {
    for at in 3..GOLDEN.len() {
        let mut link = GOLDEN.to_string();
        link.replace_range(at..=at, if &link[at..=at] == "x" { "y" } else { "x" });
        let opened = share::decode(&link);
        assert!(opened.is_err() || opened == Ok(shared()), "{at}");
    }
}

#[test]
fn each_error_has_its_own_sentence() {
    let errors = [
        ShareError::NotALink,
        ShareError::UnknownVersion("v2".into()),
        ShareError::Damaged,
        ShareError::Truncated,
        ShareError::TooLarge,
        ShareError::NotAScenario(Vec::new()),
    ];
    let mut sentences: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(sentences.iter().all(|sentence| sentence.ends_with('.')));
    sentences.dedup();
    assert_eq!(sentences.len(), errors.len());
}

#[test]
fn a_cursor_that_nobody_understands_is_ignored() {
    let document = ShareDocument::parse(r#"{"stepwell": 1, "definition": {}, "cursor": "x"}"#).expect("a document");
    assert_eq!(document.cursor, None);
}

#[test]
fn a_link_carries_how_the_run_is_looked_at() {
    let view = Json::parse_compact(r#"{"breakpoints":[{"state":"Charge","on":"error"}]}"#).expect("JSON");
    let document = ShareDocument { view: Some(view), ..shared() };
    assert_eq!(share::decode(&share::encode(&document)), Ok(document));
}

//! Files of a Distributed Map, and the buffers that traces cross in.

use super::law;
use crate::{Random, make::json, mutate};
use asl::{
    Run,
    view::{Document, Outline, Trace, TraceIndex, history_json},
};
use asl_items::{Bytes, CsvHeaders, InputType, ManifestType, ReaderConfig, Source, read};

const CSV: &str = "id,name,\"a \"\"b\"\"\"\n1,Ada,x\n2,\"B,\nb\",\\\"y\n\n3,,\r\n";
const INVENTORY: &str = r#"{"fileFormat":"CSV","destinationBucket":"arn:aws:s3:::b","fileSchema":"Bucket, Key, Size","files":[{"key":"x.csv"}]}"#;
const EXTENSIONS: [&str; 4] = ["", ".gz", ".zst", ".csv"];

/// The first byte of a case says how the rest is read.
pub(super) fn items_case(random: &mut Random) -> Vec<u8> {
    let lines: Vec<String> = (0..random.below(5)).map(|_| json::document(random)).collect();
    let array = json::value(random, 3);
    let text = match random.below(8) {
        0 | 1 => CSV.to_string(),
        2 => INVENTORY.to_string(),
        3 => "s3://b/x.csv\n\"s3://b/y.json\"\n".to_string(),
        4 | 5 => lines.join("\n"),
        _ => array,
    };
    let text = if random.percent(80) { mutate::text(random, &text, CSV) } else { text };
    let mut bytes = text.into_bytes();
    match random.below(6) {
        0 => mutate::bytes(random, &mut bytes),
        1 => bytes = stored_gzip(&bytes),
        2 => {
            bytes = stored_gzip(&bytes);
            mutate::bytes(random, &mut bytes);
        }
        // The magic number and an arbitrary frame.
        3 => bytes = [&[0x28, 0xB5, 0x2F, 0xFD, random.bits() as u8][..], &bytes].concat(),
        _ => {}
    }
    bytes.insert(0, random.bits() as u8);
    bytes
}

/// A gzip file of one block that is not compressed, with the true checksum.
fn stored_gzip(bytes: &[u8]) -> Vec<u8> {
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    });
    let length = bytes.len() as u16;
    let mut out = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(bytes);
    out.extend_from_slice(&(!crc).to_le_bytes());
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    out
}

pub(super) fn items(case: &[u8]) -> Result<(), String> {
    let (how, bytes) = case.split_first().unwrap_or((&0, &[]));
    let how = usize::from(*how);
    let pointer = (how & 64 != 0).then(|| "/a/0".into());
    let input = match how & 3 {
        0 => InputType::Csv { headers: CsvHeaders::FirstRow, delimiter: b",|; \t"[how / 4 % 5] },
        1 => InputType::Csv { headers: CsvHeaders::Given(vec!["a".into(), "b".into()]), delimiter: b',' },
        2 => InputType::Json { pointer },
        _ => InputType::JsonLines,
    };
    let manifest = [None, None, Some(ManifestType::S3Inventory), Some(ManifestType::AthenaData)][how / 16 % 4];
    let config = ReaderConfig { input, manifest, max_items: (how > 200).then_some(2) };
    let extension = EXTENSIONS[how / 4 % 4];
    let bytes: Bytes = bytes.into();
    let source = Source { bucket: "b".into(), key: format!("x{extension}").into(), bytes: bytes.clone() };
    match read(&source, &config, &|_, key| key.ends_with("csv").then(|| bytes.clone())) {
        Ok(items) => {
            law(items.iter().count() == items.len(), || format!("{} items are counted", items.len()))?;
            (0..items.len()).for_each(|at| drop((items.size(at), items.key(at), items.source(at))));
            Ok(())
        }
        Err(error) => law(!error.to_string().is_empty(), || "an error without words".into()),
    }
}

pub(super) fn trace_case(random: &mut Random) -> Vec<u8> {
    let definition = r#"{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"StartAt":"P","States":{
        "P":{"Type":"Pass","End":true}}},"Next":"E"},"E":{"Type":"Fail","Error":"E","Cause":"é"}}}"#;
    let document = Document { definition: definition.into(), input: "[1,2]".into(), ..Document::default() };
    let Ok(mut run) = Run::start(&document) else { return Vec::new() };
    run.advance(1_000);
    let mut bytes = run.result().1.encode();
    mutate::bytes(random, &mut bytes);
    bytes
}

pub(super) fn trace(case: &[u8]) -> Result<(), String> {
    match Trace::decode(case) {
        Ok(trace) => {
            let _ = (TraceIndex::new(&trace, &Outline::default()), history_json(&trace, &Outline::default()));
            // Not every buffer is one that is written, but what it says can be.
            let again = Trace::decode(&trace.encode());
            law(again.is_ok_and(|again| again.encode() == trace.encode()), || "it is written differently".into())
        }
        Err(error) => law(!error.to_string().is_empty(), || "an error without words".into()),
    }
}
